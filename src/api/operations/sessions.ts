import type { Facet } from './operation.js';

/** The operations that every page needs: the workspace, lists of sessions, and photos. */
export const sessions = {
  /**
   * Reads the signed-in user, the company, and what this adapter can do. It is the first request of
   * every page. Callers ignore unknown capabilities.
   * @summary Read the workspace
   * @returns The user, the company and the capabilities of the backend.
   */
  getWorkspace: {
    required: true,
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/workspace',
    answer: 'json',
  },

  // The path is not below /sessions, where any name could be the id of a session.
  /**
   * Lists one page of the sessions that the query selects. Pages follow each other without gaps and
   * without repeating a session, unless a session moves in the order. An adapter that declares the
   * query `offset` can begin a page after any number of sessions. A session matches `search` if
   * each of its words is a prefix of some word of the first name, last name, personal number or
   * document number, without case and accents, in any order. Over HTTP this is a POST that changes
   * nothing, because a search is personal data and must not be in a URL.
   * @summary Query sessions
   * @returns One page.
   */
  listSessions: {
    required: true,
    role: 'agent',
    effect: 'read',
    method: 'POST',
    path: '/v1/session-query',
    input: 'application/json',
    answer: 'json',
  },

  /**
   * Counts the sessions that the filter selects. It ignores the order, limit and cursor of a list's
   * query. An adapter may lack it.
   * @summary Count sessions
   * @returns The number, or a lower bound of it.
   */
  countSessions: {
    role: 'agent',
    effect: 'read',
    method: 'POST',
    path: '/v1/session-count',
    input: 'application/json',
    answer: 'json',
  },

  /**
   * Writes the sessions that the filter selects into one CSV file, with the same bytes as `exportCsv`.
   * All rows come from one moment. The adapter records the export before it hands out the first byte.
   * The file can be long, so the answer is a stream: a caller that reads slowly receives it slowly, and
   * one that stops reading ends it. A file that breaks off is incomplete; so is one with fewer sessions
   * than announced. When too many exports run at once, the call is `unavailable` for a moment. Over
   * HTTP this is a POST that changes nothing, because a search is personal data and must not be in a
   * URL. A proxy must not buffer the answer. For pages of another origin, CORS must expose the field
   * `Row-Count`.
   * @summary Export sessions
   * @returns The file.
   */
  exportSessions: {
    capability: 'export',
    role: 'agent',
    effect: 'read',
    method: 'POST',
    path: '/v1/session-export',
    input: 'application/json',
    answer: 'csv',
  },

  /**
   * Reads the bytes of a photo of the session: JPEG, PNG or WebP, recognised by the first bytes. The
   * client and the backend refuse anything else.
   * @summary Read a photo
   * @returns The photo.
   */
  getPhoto: {
    required: true,
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/sessions/{sessionId}/photos/{photoId}',
    query: ['size'],
    answer: 'image',
  },

  /**
   * Reads the thumbnails of up to 100 photos, such as those of a list's page, in one request. The
   * answer has an image for each photo, in the requested order. It has `null` for a photo that does
   * not exist, or that the adapter leaves out to keep the answer small; the caller reads those with
   * `getPhoto`.
   * @summary Read thumbnails
   * @returns A part `image` for each photo, in the requested order; an empty part for a missing one.
   */
  listThumbnails: {
    capability: 'thumbnails',
    role: 'agent',
    effect: 'read',
    method: 'POST',
    path: '/v1/thumbnail-query',
    input: 'application/json',
    answer: 'images',
  },
} as const satisfies Facet;
