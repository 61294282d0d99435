import type { Message } from './message.js';

/** The English texts of the dialog that marks a false positive. */
export const falsePositiveTexts = {
  'falsePositive.open': 'Open match',
  'falsePositive.title': 'Is this a different person?',
  'falsePositive.hint':
    'The entry stays visible with your reason, your name and the time. The next check of this person keeps the mark.',
  'falsePositive.takeBackTitle': 'Undo this false positive?',
  'falsePositive.takeBackHint':
    'The reason is removed, and the entry counts as an open match again.',
  'falsePositive.reason': 'Reason',
  'falsePositive.reasonHint':
    'How the client differs from the entry: for example, another birth date.',
  'falsePositive.missing': 'Enter a reason.',
  'falsePositive.sending': 'Saving…',
  'falsePositive.marked': 'Entry marked as a false positive.',
  'falsePositive.takenBack': 'The entry is an open match again.',
  'falsePositive.reasonKept': 'Your reason was not saved. Copy it if you still need it.',
  'falsePositive.full':
    'A session can have at most {count} false positives. You can still undo one.',
  'falsePositive.gone': 'The latest check did not find this entry.',
  'falsePositive.unknown': 'We couldn’t confirm that this was saved',
  'falsePositive.unknownHint': 'Check again. It cannot be saved twice. Your reason is still here.',
  'falsePositive.conflict': 'This session changed while you had it open',
  'falsePositive.conflictHint':
    'Nothing was saved. Your reason is still here. Review the changes, then continue.',
  'falsePositive.stillProcessing': 'The session is still being processed. Nothing was saved.',
} as const satisfies Record<string, Message>;
