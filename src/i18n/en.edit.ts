import type { Message } from './message.js';

/** The English texts of the edit of a client. */
export const editTexts = {
  'edit.hint':
    'Only client information can be edited, and only before the decision. Every change is recorded with your name.',
  'edit.offer.front': 'Front',
  'edit.offer.back': 'Zone',
  'edit.nationalityHint': 'Country name or three-letter code',
  'edit.draftKept': 'Your unsaved changes are still here.',
  'edit.discard': 'Discard changes',
  'edit.discarded': 'Changes discarded.',
  'edit.nothing': 'Nothing has been changed yet.',
  'edit.review': 'Review changes',
  'edit.changes': { one: '{count} field will change', other: '{count} fields will change' },
  'edit.back': 'Back to editing',
  'edit.save': 'Save changes',
  'edit.sending': 'Saving the changes…',
  'edit.saved': 'Changes saved.',
  'edit.errors': {
    one: '{count} field needs your attention',
    other: '{count} fields need your attention',
  },
  'edit.error.not-a-date': 'Enter a date that exists.',
  'edit.error.in-future': 'The birth date cannot be in the future.',
  'edit.error.too-early': 'Enter a birth date within the last {count} years.',
  'edit.error.long-expired': 'Enter an expiration date no more than {count} years ago.',
  'edit.error.before-birth': 'The expiration date must be after the birth date.',
  'edit.error.unknown-code': 'Choose a country from the list, or enter its three-letter code.',
  'edit.error.refused': 'The connected system does not accept this value: {message}',
  'edit.full': 'A session can have at most {count} changes. You can still decide it.',
  'edit.unknown': 'We couldn’t confirm that your changes were saved',
  'edit.unknownHint': 'Check again. The changes cannot be saved twice.',
  'edit.conflict': 'This session changed while you had it open',
  'edit.conflictHint':
    'Nothing was saved. Your input is still here. Review the changes, then continue.',
  'edit.inputKept': 'Your changes were not saved. Copy them if you still need them.',
  'edit.stillProcessing': 'The session is still being processed. Nothing was saved.',
  'edit.unavailable': 'Editing is not possible here: the connected system does not offer it.',
} as const satisfies Record<string, Message>;
