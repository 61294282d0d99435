import { conditionTexts } from './en.conditions.js';
import { maskTexts } from './en.mask.js';
import { photoTexts } from './en.photo.js';
import { sessionTexts } from './en.session.js';
import type { Message } from './message.js';

/** The English texts that a session needs at first. */
export const detailsTexts = {
  ...conditionTexts,
  ...maskTexts,
  ...photoTexts,
  ...sessionTexts,
  cancel: 'Cancel',

  'photo.none': 'No photos were taken.',

  'verdict.verify': 'Verified',
  'verdict.reject': 'Rejected',

  'sex.male': 'Male',
  'sex.female': 'Female',
  'sex.unspecified': 'Unspecified',

  'viewer.compare': 'Compare',

  'details.photos': 'Photos',

  'mask.part': 'Hidden until you show the personal data.',

  'details.currentSession': 'Current Session',
  'details.sections': 'Sections',
  'details.summary': 'Summary',
  'details.fieldEvidence': 'Field evidence',
  'details.related': 'Related sessions',
  'details.duplicateOf': 'Open the session that it duplicates',
  'details.clientInformation': 'Client Information',
  'details.sessionDetails': 'Session Details',
  'details.verified': 'Verified',
  'details.documentValid': 'Document valid',
  'details.matchConfidence': 'Match Confidence',
  'details.company': 'Company',
  'details.sessionId': 'Session ID',
  'details.attachedTags': 'Attached TAGS',
  'details.notes': 'Notes',
  'details.timeline': 'Timeline',
  'details.noReasons': 'No reasons were attached.',
  'details.choose': 'Choose a session to see its details.',
  'details.notFound': 'This session does not exist',
  'details.notFoundHint': 'It may have been erased, or the link is wrong.',
  'details.decidedBy': '{verdict} by {name}, {date}',
  'details.decidedAutomatically': '{verdict} automatically, {date}',
  'details.processing':
    'This session is still being processed. It can be reviewed in a few minutes.',
  'details.readOnly': 'This session is decided and can no longer be changed.',
  'details.noDecide': 'Decisions are not possible here: the connected system does not offer them.',
  'details.failedConditions': 'Why this needs review',
  'details.expired': 'Expired',
  'details.conditionsNotMet': 'Conditions that were not met',
  'details.judgedInPart': 'Judged in part: the following could not be judged',
  'details.enlarge': 'Enlarge: {photo}',

  'concern.matches': {
    one: 'Open match: {list}',
    other: '{count} open matches: {list}',
  },
  'concern.condition': '{condition}: {observed}',
  'concern.required': 'Required: {required}',
  'concern.open': { one: '{count} open match', other: '{count} open matches' },
  'concern.unanswered': {
    one: 'List did not answer: {lists}',
    other: '{count} lists did not answer: {lists}',
  },
  'concern.notScreened': 'Not checked against sanctions lists',
  'concern.settled': 'Sanctions screening: no open matches left',
  'concern.notes': { one: 'Note by {names}', other: '{count} notes by {names}' },

  'match.farTitle': 'False acceptance rate: two different people match once in {odds} comparisons.',
  'match.accepted': 'Minimum level: {level}',
  'match.low': 'Below the minimum level {level}',
  'match.confidence': '{confidence} of 100',

  'mrz.checkErrors': 'Check MRZ errors',
  'mrz.errors': 'MRZ errors',
  'mrz.noErrors': 'None',
  'mrz.ownLayout': '{layout}: not checked against ICAO Doc 9303',

  'attempt.history': 'Attempts History',

  'decision.verify': 'Verify',
  'decision.reject': 'Reject',

  copy: 'Copy: {name}',

  copied: 'Copied: {name}',

  copyFailed: 'Could not copy: {name}',
  'copy.selected': 'The text is selected. Press Ctrl+C, or ⌘C on a Mac.',

  'details.customerActivities': 'Customer Activities',
  'details.pepInfo': 'PEPInfo',
  'details.extraFields': 'Extra Fields',

  'screening.sanctioned': 'Sanctioned',
  'screening.noOpen': 'No open matches',
  'screening.unnamedList': 'a list without a name',

  'notes.automatic': 'Automatic',

  'evidence.front': 'Front',
  'evidence.back': 'Back / MRZ',
  'evidence.edit': 'Agent’s edit',
  'evidence.match': 'Match',
  'evidence.mismatch': 'Mismatch',
  'evidence.not-comparable': 'Compare by eye',
  'evidence.missing': 'Nothing to compare',
  'evidence.unrecorded': 'On file, no edit recorded',

  'edit.title': 'Edit verification',

  'pdf.download': 'Download PDF',
  'pdf.preparing': 'Preparing the PDF…',
  'pdf.cancelled': 'Canceled. Nothing was downloaded.',
  'pdf.failed': 'The PDF could not be created',
  'pdf.unavailable': 'The PDF is available once the client has finished.',

  'shortcut.compare': 'Compare face and document',
} as const satisfies Record<string, Message>;
