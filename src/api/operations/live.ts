import type { Facet } from './operation.js';

/** Live updates. */
export const live = {
  /**
   * Reports the id of every session that is added or changed, by any user, and how many sessions await
   * action. Events contain no data of clients.
   *
   * The first event is a `snapshot` and arrives at once. It names the sessions that changed since
   * `after`, or says `many`. Further events arrive after changes. A caller that is slow to ask for the
   * next event receives all changes since the last one in a single event. If the adapter cannot watch,
   * the first `next` rejects. An iteration may end by itself, for example when a backend restarts; the
   * caller then watches again with `after`. Leaving the iteration, for example by `break`, frees its
   * resources.
   *
   * Over HTTP this is a stream of events (HTML Standard, 9.2). The backend regularly sends a comment,
   * and regularly ends the stream so that the caller is authenticated again. The caller reconnects
   * with `Last-Event-ID`. It ignores unknown types of events. A proxy must not buffer the answer. For
   * pages of another origin, CORS must allow the header `Last-Event-ID`.
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
