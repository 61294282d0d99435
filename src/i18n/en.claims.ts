import type { Message } from './message.js';

/** The English texts of claims in the details of a session. */
export const claimTexts = {
  'claim.claim': 'Claim',
  'claim.release': 'Release',
  'claim.takeOver': 'Take over…',
  'claim.handOver': 'Hand over…',
  'claim.yours': 'You have this session.',
  'claim.yoursFrom': '{name} has handed this session over to you.',
  'claim.other': 'Claimed by {name} since {time}.',
  'claim.otherBlocks': '{name} has claimed this session. Take it over to decide it.',
  'claim.claimed': 'You have claimed this session.',
  'claim.released': 'You have released this session.',
  'claim.takenOver': 'You have taken over this session.',
  'claim.handedOver': 'You have handed this session over.',
  'claim.lost': 'Your claim has ended.',
  'claim.lostTo': '{name} has taken over this session: {reason}',
  'claim.lostWithout': '{name} has claimed this session.',
  'claim.failed': 'The claim could not be changed.',
} as const satisfies Record<string, Message>;
