import { createContext } from '@lit/context';

import type { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { Workspace } from '../api/workspace.js';
import type { LiveSessions } from './live-sessions.js';

/**
 * The connection of the elements below a provider. A new `api` means another user or company: the
 * elements clear what they show.
 */
export type Connection =
  /** There is no provider, or it has no adapter. */
  | { readonly status: 'absent'; readonly api?: undefined }
  | { readonly status: 'connecting'; readonly api: ReviewApi }
  | {
      readonly status: 'connected';
      readonly api: ReviewApi;
      readonly workspace: Workspace;
      /** Absent if the adapter cannot watch sessions. */
      readonly live?: LiveSessions | undefined;
    }
  /** The workspace could not be loaded, or the user has been signed out since. */
  | {
      readonly status: 'failed';
      readonly api?: undefined;
      readonly error: ReviewError;
      readonly reconnect: () => void;
    };

export const absent: Connection = Object.freeze({ status: 'absent' });

// `Symbol.for`, so that separately bundled copies of the kit share one context.
export const connectionContext = createContext<Connection>(Symbol.for('kv-review:connection'));
