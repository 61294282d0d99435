import { createContext } from '@lit/context';

import type { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { Workspace } from '../api/workspace.js';
import type { LiveSessions } from './live-sessions.js';

/**
 * How the elements below a provider reach the backend. A new `api` means another user or company:
 * whatever was shown before must go.
 */
export type Connection =
  /** No provider, or one without an adapter. */
  | { readonly status: 'absent'; readonly api?: undefined }
  | { readonly status: 'connecting'; readonly api: ReviewApi }
  | {
      readonly status: 'connected';
      readonly api: ReviewApi;
      readonly workspace: Workspace;
      /** Where the adapter tells of changes by itself. */
      readonly live?: LiveSessions | undefined;
    }
  /** The workspace was not read, or the user was signed out since. */
  | {
      readonly status: 'failed';
      readonly api?: undefined;
      readonly error: ReviewError;
      readonly reconnect: () => void;
    };

export const absent: Connection = Object.freeze({ status: 'absent' });

// `Symbol.for` lets separately bundled copies of the kit meet on one page.
export const connectionContext = createContext<Connection>(Symbol.for('kv-review:connection'));
