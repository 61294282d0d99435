import type { Message } from './message.js';

/** The English texts of the attempts of a session. */
export const attemptTexts = {
  'attempt.title': 'Attempt {number}',
  'attempt.current': 'Current',
  'attempt.interrupted': 'Interrupted',
  'attempt.running': 'In progress',
  'attempt.started': 'Started',
  'attempt.seeDetails': 'SEE DETAILS',
  'attempt.images': 'Attempt images',
  'attempt.front': 'Front image data',
  'attempt.back': 'Back image data',
  'attempt.expirationDate': 'Date of expiry',
  'attempt.birthDate': 'Date of birth',
  'attempt.checks': 'Checks',
  'attempt.far': 'Face Match Score (FAR)',
  'attempt.idIsReal': 'Is ID Real?',
  'attempt.fullId': 'Full ID detected?',
  'attempt.changed': 'Changed: {fields}',
  'attempt.was': 'Changed. Attempt {number}:',
  'attempt.none': 'No attempts yet.',
  'attempt.notAvailable': 'The connected system does not provide the attempts of this session.',
  'attempt.partial': 'Details are available for {shown} of {count} attempts.',
} as const satisfies Record<string, Message>;
