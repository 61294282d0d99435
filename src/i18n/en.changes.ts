import type { Message } from './message.js';

/** The English texts of what changes a session: dialogs, notes, the screening. */
export const changeTexts = {
  required: 'Required',

  optional: 'optional',

  characters: { one: '{count} character left', other: '{count} characters left' },

  'decision.alreadyDecided': 'Already decided',
  'decision.alreadyDecidedBy': '{verdict} by {name} on {date}.',
  'decision.alreadyDecidedAutomatically': '{verdict} automatically on {date}.',
  'decision.claimedBy': '{name} has claimed this session',
  'decision.claimedHint': 'Nothing was decided. Take the session over to decide it.',
  'decision.claimEnded': 'Your claim has ended',
  'decision.claimEndedHint': 'Nothing was decided. Claim the session again, then decide.',
  'decision.conflict': 'This session changed while you had it open',
  'decision.change': '{field}: {before} → {after} ({name}, {date})',
  'decision.review': 'Show the current session',
  'decision.ask': 'Check again',

  'edit.error.blank': 'Enter a value or leave the field empty.',
  'edit.error.too-long': 'Enter at most {count} characters.',
  'edit.error.invisible': 'This text contains invisible characters. Type it again.',
  'edit.error.stacked': 'A letter has too many accents. Remove some.',
  'edit.continue': 'Continue with the current data',
  'change.before': 'Before',
  'change.after': 'After',
  'change.removed': 'Removed',
} as const satisfies Record<string, Message>;
