import type { Facet } from './operation.js';

/**
 * One session with all its evidence; decisions, edits and notes. Each change carries the version that
 * the user saw (`If-Match`) and one key per intent (`Idempotency-Key`). The same key with the same
 * body returns the stored answer again, so a caller that lost an answer sends the request again.
 */
export const decisions = {
  /**
   * Reads a session with all its evidence. A session of another company is `not-found` too.
   * @summary Read a session
   * @returns The session.
   */
  getSession: {
    required: true,
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/sessions/{sessionId}',
    answer: 'json',
  },

  /**
   * Verifies or rejects a session that awaits action. The decision is final. It ends the claim of the
   * session. It is refused as `claimed` while another user has a claim, if the claim that it names has
   * ended, and without a claim if the company requires one.
   * @summary Decide a session
   * @returns The decided session.
   */
  decideSession: {
    capability: 'decide',
    role: 'agent',
    effect: 'change',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/decision',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict', 'already-decided', 'claimed'],
  },

  /**
   * Changes client fields, before the decision only. The edit is a merge patch (RFC 7396): a member
   * that is left out keeps its value, and `null` removes the value.
   * @summary Edit the client
   * @returns The edited session.
   */
  editClient: {
    capability: 'edit-client',
    role: 'agent',
    effect: 'change',
    method: 'PATCH',
    path: '/v1/sessions/{sessionId}/client',
    input: 'application/merge-patch+json',
    answer: 'json',
    errors: ['conflict', 'already-decided'],
  },

  /**
   * Adds a note, before the decision only.
   * @summary Add a note
   * @returns The session with the note.
   */
  addNote: {
    capability: 'add-note',
    role: 'agent',
    effect: 'change',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/notes',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict', 'already-decided'],
  },
} as const satisfies Facet;
