import type { Claim } from './claim.js';

/** The claim of a session, if this user has it. */
export const ownClaim = (
  session: { readonly claim?: Claim | null } | undefined,
  actorId: string | undefined,
): Claim | undefined =>
  session?.claim && session.claim.by.id === actorId ? session.claim : undefined;
