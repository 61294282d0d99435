import type { Message } from './message.js';

/** The English texts of claims in the details of a session. */
export const claimTexts = {
  'claim.claim': 'Claim',
  'claim.release': 'Release',
  'claim.takeOver': 'Take over…',
  'claim.yours': 'You have this session.',
  'claim.other': 'Claimed by {name} since {time}.',
  'claim.otherBlocks': '{name} has claimed this session. Take it over to decide it.',
  'claim.claimed': 'You have claimed this session.',
  'claim.released': 'You have released this session.',
  'claim.takenOver': 'You have taken over this session.',
  'claim.lost': 'Your claim has ended.',
  'claim.lostTo': '{name} has taken over this session: {reason}',
  'claim.lostWithout': '{name} has claimed this session.',
  'claim.failed': 'The claim could not be changed.',
  'claim.takeOverTitle': 'Take over this session?',
  'claim.takeOverHint': '{name} is told that you have taken it over, and why.',
  'claim.reason': 'Reason',
  'claim.reasonMissing': 'Enter a reason.',
  'claim.takeOverNow': 'Take over',
} as const satisfies Record<string, Message>;
