import type { Facet } from './operation.js';

/** What every page needs: the workspace, and sessions as a list shows them. */
export const sessions = {
  /**
   * Says who asks, for which company, and what this adapter can do. It is the first request of every
   * page. Capabilities that a caller does not know are ignored.
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

  // POST, since a search is personal data, which must not be in a URL, and few proxies pass QUERY.
  // Not below /sessions, where every name may be the id of a session.
  /**
   * Lists one page of the sessions that the query selects. Pages follow each other without a gap and
   * without a session twice, as far as the sessions themselves do not move in the order. Each word
   * of `search` is a prefix of some word of the first name, last name, personal number or document
   * number, without case and accents, in any order. Over HTTP this is a POST that changes nothing:
   * a search is personal data and must not be in a URL.
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
   * Counts the sessions that the filter selects; the order and the place of a list's query are
   * ignored. An adapter may lack it.
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
   * Reads the bytes of a photo that was taken during the verification: JPEG, PNG or WebP, recognised
   * by the first bytes. Anything else is refused at both ends.
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
   * Reads the thumbnails of up to 100 photos, such as those of a page of a list, in one request. The
   * answer has an image for each photo, in the order asked for, and `null` where it has none to give:
   * the photo or the session does not exist, or the adapter leaves it out to keep the answer small. A
   * caller asks for those with `getPhoto`.
   * @summary Read thumbnails
   * @returns A part `image` for each photo, in the order asked for; an empty part where there is none.
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
