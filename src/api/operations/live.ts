import type { Facet } from './operation.js';

/** What changes while somebody is looking. */
export const live = {
  /**
   * Names every session that comes or changes, whoever changed it, and how many sessions await
   * action. It tells nothing about a client.
   *
   * The first event is a `snapshot` and comes at once: with what has changed since `after`, or with
   * `many`. Others come when something has changed; a caller that is slow to ask for the next one is
   * told of all changes in between in one. What the adapter cannot tell is rejected by the first
   * `next`. An iteration may end by itself, as when a backend restarts: the caller asks again with
   * `after`. Leaving it, as by `break`, frees all that it holds.
   *
   * Over HTTP this is a stream of events (HTML Standard, 9.2). The backend sends a comment now and
   * then, and ends the stream now and then, so that the caller is authenticated anew: it comes back
   * with `Last-Event-ID`. Types of event that a caller does not know are ignored. A proxy must not
   * buffer the answer, and a page of another origin needs `Last-Event-ID` among the headers that
   * CORS allows.
   * @summary Watch the sessions
   * @returns Events. `event` and `id` of each are the `type` and the `id` of its `data`, which the
   * schema describes.
   */
  watchSessions: {
    capability: 'push',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/events',
    answer: 'events',
  },
} as const satisfies Facet;
