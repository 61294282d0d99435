import { claim } from '../../model/claim.js';
import {
  claimHandover,
  claimReceivers,
  claimReference,
  claimTakeover,
  nextClaim,
  nextClaimQuery,
} from '../../model/claim-requests.js';

export const claimSession = { answer: claim };
export const renewClaim = { input: claimReference, answer: claim };
export const releaseClaim = { input: claimReference };
export const takeOverClaim = { input: claimTakeover, answer: claim };
export const listClaimReceivers = { answer: claimReceivers };
export const handOverClaim = { input: claimHandover, answer: claim };
export const claimNext = { input: nextClaimQuery, answer: nextClaim };
