import type { ActivityReport } from '../model/activity.js';
import type { ClientEdit } from '../model/client.js';
import type { DecisionInput, NoteInput } from '../model/decision.js';
import type { PhotoSize } from '../model/photo.js';
import type { SessionCount, SessionFilter, SessionPage, SessionQuery } from '../model/query.js';
import type { FalsePositiveInput } from '../model/screening.js';
import type { Session } from '../model/session.js';
import type { SessionEvent } from '../model/session-event.js';
import type { Workspace } from '../model/workspace.js';
import { ReviewError } from './errors.js';

export type { ActivityReport };

/** Given to every method. */
export interface RequestOptions {
  /** Aborting rejects the promise with code `aborted`. */
  signal?: AbortSignal;
}

/** Given to `watchSessions`. */
export interface WatchOptions extends RequestOptions {
  /** Aborting ends the iteration without an error. */
  signal?: AbortSignal;
  /**
   * The `id` of the last event of a watch before: what has changed since then is told first. An id
   * that is not known any more is no error; then anything may have changed.
   */
  after?: string;
}

/** Given to every method that changes a session. */
export interface ChangeOptions extends RequestOptions {
  /** `Session.version` of what the user saw: sent as `If-Match` (RFC 9110, 13.1.1). */
  version: string;
  /**
   * One per intent, 1–128 visible ASCII characters, and the same on every retry of it: a backend
   * that has done the change already gives the stored answer again.
   */
  idempotencyKey: string;
}

/**
 * All that the elements know of the world. Every method rejects with a `ReviewError` and with
 * nothing else. What a session allows in which state, and the answer to a forbidden or repeated
 * change, is the table of spec T.
 */
export interface ReviewApi {
  /** Who asks, for which company, and what this adapter can do. */
  getWorkspace(options?: RequestOptions): Promise<Workspace>;

  /**
   * One page of the sessions that the query selects. Pages follow each other without a gap and
   * without a session twice, as far as the sessions themselves do not move in the order.
   */
  listSessions(query: SessionQuery, options?: RequestOptions): Promise<SessionPage>;

  /** How many sessions the filter selects. */
  countSessions(filter: SessionFilter, options?: RequestOptions): Promise<SessionCount>;

  /** A session with all its evidence. Rejects with `not-found`, also for another company's. */
  getSession(id: string, options?: RequestOptions): Promise<Session>;

  /** The bytes of a photo: JPEG, PNG or WebP. */
  getPhoto(
    sessionId: string,
    photoId: string,
    options?: RequestOptions & { size?: PhotoSize },
  ): Promise<Blob>;

  /** Verifies or rejects a session that awaits action, for good. Capability `decide`. */
  decideSession(id: string, input: DecisionInput, options: ChangeOptions): Promise<Session>;

  /** Changes what is known of the client, before the decision only. Capability `edit-client`. */
  editClient(id: string, edit: ClientEdit, options: ChangeOptions): Promise<Session>;

  /** Adds a note, before the decision only. Capability `add-note`. */
  addNote(id: string, input: NoteInput, options: ChangeOptions): Promise<Session>;

  /**
   * Has the client checked against the lists again, before the decision only. A check that cannot be
   * made is no error: the result is `unknown`, or a match stays as it was, with its `checkedAt`. What
   * was marked as a false positive stays so. Capability `recheck-screening`.
   */
  recheckScreening(id: string, options: ChangeOptions): Promise<Session>;

  /**
   * Says that a match of the screening is of another person, or takes that back, before the decision
   * only; remembered for the next check of the same person. Capability `mark-false-positive`.
   */
  markFalsePositive(
    id: string,
    input: FalsePositiveInput,
    options: ChangeOptions,
  ): Promise<Session>;

  /** Reports what the user did outside the backend's sight. Capability `record-activity`. */
  recordActivity(report: ActivityReport, options?: RequestOptions): Promise<void>;

  /**
   * Tells of every session that comes or changes, whoever changed it. Capability `push`.
   *
   * The first event is a `snapshot` and comes at once: with what has changed since `after`, or with
   * `many`. The others come when something has changed; a caller that is slow to ask for the next
   * one is told of all changes between in one. What the adapter cannot tell is rejected by the first
   * `next`. An iteration may end by itself, as when a backend restarts: the caller asks again with
   * `after`. Leaving it, as by `break`, frees all that it holds.
   */
  watchSessions(options?: WatchOptions): AsyncIterable<SessionEvent>;
}

type RequiredMethod = 'getWorkspace' | 'listSessions' | 'getSession' | 'getPhoto';

/** What an adapter must bring, and what it may. */
export type ReviewApiMethods = Pick<ReviewApi, RequiredMethod> &
  Partial<Omit<ReviewApi, RequiredMethod>>;

/** Completes an adapter: a method that it does not bring rejects with `unsupported`. */
export function createReviewApi(methods: ReviewApiMethods): ReviewApi {
  const unsupported = (capability: string) => () =>
    Promise.reject(
      new ReviewError('unsupported', `This adapter has no capability '${capability}'.`),
    );
  return {
    countSessions: unsupported('count'),
    decideSession: unsupported('decide'),
    editClient: unsupported('edit-client'),
    addNote: unsupported('add-note'),
    recheckScreening: unsupported('recheck-screening'),
    markFalsePositive: unsupported('mark-false-positive'),
    recordActivity: unsupported('record-activity'),
    watchSessions: () => ({ [Symbol.asyncIterator]: () => ({ next: unsupported('push') }) }),
    ...methods,
  };
}
