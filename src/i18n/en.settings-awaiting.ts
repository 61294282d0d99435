import type { Message } from './message.js';

/** The English texts of the conditions of a session. */
export const settingsAwaitingTexts = {
  'settings.awaitingIntroduction':
    'The conditions that a session must meet to be verified, and what happens to one that does not.',
  'settings.awaitingAction': 'Enable awaiting action',
  'settings.awaitingActionMeaning':
    'Whether an agent decides about the sessions that miss a condition.',
  'settings.awaitingActionOn':
    'A session that misses a condition waits under Awaiting Action until an agent decides.',
  'settings.awaitingActionOff':
    'A session that misses a condition is rejected at once. No agent looks at it first.',
  'settings.acceptanceLevel': 'FAR equals or less than',
  'settings.acceptanceLevelMeaning':
    'The lowest match level at which two faces count as the same person. A higher level is harder to meet. The rate (FAR) is the probability of accepting an impostor.',
  'settings.level': 'Level {level}',
  'settings.levelMeaning': 'About one impostor in {odds} is accepted',
  'settings.levelConsequence': 'With level {level} about one impostor in {odds} is accepted.',
  'settings.levelUnknown': 'This version of the page does not know its rate',
  'settings.documentReview': 'Document review',
  'settings.documentReviewMeaning':
    'Whether an agent reviews the document of each session that meets all other conditions.',
  'settings.documentReviewOn':
    'Every session waits under Awaiting Action. None is verified without an agent.',
  'settings.documentReviewOff': 'A session that meets all other conditions is verified at once.',
  'settings.documentReviewKept':
    'This does not count while awaiting action is off. It is kept until you turn that on again.',
  'settings.disableFullMrzValidation': 'Disable Full MRZ Validation',
  'settings.disableFullMrzValidationMeaning':
    'Whether errors in the machine-readable zone are accepted. The fields of the zone are required in any case.',
  'settings.disableFullMrzValidationOn':
    'A session can be verified although a check digit in the zone is wrong.',
  'settings.disableFullMrzValidationOff':
    'A session with an error in the zone, such as a wrong check digit, misses this condition.',
  'settings.frontToBackCompare': 'Enable Front to Back Compare',
  'settings.frontToBackCompareMeaning':
    'Whether the front of the document must match its machine-readable zone.',
  'settings.frontToBackCompareOn':
    'A session misses this condition if a name, date or number differs between the two.',
  'settings.frontToBackCompareOff': 'A session can be verified although the two differ.',
} as const satisfies Record<string, Message>;
