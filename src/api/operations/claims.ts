import type { Facet } from './operation.js';

/**
 * Claims: which user is about to decide which session (spec W2). A claim is a lease: it ends by itself
 * unless it is renewed. Only the backend's clock counts. A session has at most one claim in force, and
 * each of its claims has a higher number than the one before. Claims never change `Session.version`.
 * Making, releasing, handing over and taking over a claim is a change of the session for everybody who watches, and an
 * entry of the activity log; a renewal is neither.
 */
export const claims = {
  /**
   * Claims a session that awaits action. A user who has the claim already gets the same one, with a new
   * end. If another user has it, this is `claimed`.
   * @summary Claim a session
   * @returns The claim.
   */
  claimSession: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/claim',
    answer: 'json',
    errors: ['conflict', 'already-decided', 'claimed'],
  },

  /**
   * Moves the end of the user's claim. A caller whose user is present repeats this several times before
   * the claim ends. If the claim has ended, this is `claimed`.
   * @summary Renew a claim
   * @returns The claim with its new end.
   */
  renewClaim: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/claim/renewal',
    input: 'application/json',
    answer: 'json',
    errors: ['claimed'],
  },

  /**
   * Ends the user's claim. A claim that has ended already is not an error, so the request may be repeated.
   * @summary Release a claim
   * @returns The user does not have this claim.
   */
  releaseClaim: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/claim/release',
    input: 'application/json',
    answer: 'empty',
  },

  /**
   * Ends the claim of another user and makes one for the caller, with a reason that the other user sees.
   * The request names the claim that the caller saw: if a third user has made one since then, this is
   * `claimed`. If nobody has a claim any more, the session is claimed. A user who has the claim already
   * gets the same one, with a new end, so the request may be repeated.
   * @summary Take over a claim
   * @returns The new claim.
   */
  takeOverClaim: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/claim/takeover',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict', 'already-decided', 'claimed'],
  },

  /**
   * Lists the colleagues to whom the user can hand over a session: the users of the company who were seen in
   * the last 30 days, without the caller; at most 100.
   * @summary List who can get a claim
   * @returns The colleagues, by name.
   */
  listClaimReceivers: {
    capability: 'claims',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/claims/receivers',
    answer: 'json',
  },

  /**
   * Ends the user's claim and makes one for a colleague from the list of receivers. The new claim has a higher
   * number, so that a late decision of the caller is refused. It lasts 15 minutes unless the colleague
   * renews it. If the user does not have the claim, this is `claimed`; a receiver who is not in the list is
   * `invalid`. The request may be repeated while the colleague has that claim.
   * @summary Hand over a claim
   * @returns The claim of the colleague.
   */
  handOverClaim: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/claim/handover',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict', 'already-decided', 'claimed'],
  },

  /**
   * Claims the session that the user should decide next: of the sessions that await action and that
   * nobody has claimed, the one that is due first, or else the one that has waited longest. An adapter that
   * knows neither takes the oldest. Two users who ask at the same moment get different sessions.
   * @summary Claim the next session
   * @returns The session and its claim, or `null` when no session is left.
   */
  claimNext: {
    capability: 'claims',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/claims/next',
    input: 'application/json',
    answer: 'json',
  },
} as const satisfies Facet;
