import type { Message } from './message.js';

/** The English texts of the PDF of a session. */
export const pdfTexts = {
  'pdf.title': 'Identity verification',
  'pdf.generated': 'Generated {date}',
  'pdf.page': 'Page {page} of {count}',
  'pdf.result': 'Result',
  'pdf.decidedBy': 'Decided by',
  'pdf.decidedAt': 'Decided on',
  'pdf.notDecided': 'Not decided',
  'pdf.standing': '{status} on {date}',
  'pdf.version': 'Version',
  'pdf.unnamed': 'Name not read',
  'pdf.condition': 'Condition',
  'pdf.observed': 'Observed',
  'pdf.required': 'Required',
  'pdf.rejectedBecause': 'Rejected automatically because of these conditions',
  'pdf.noCondition': 'Rejected automatically. The failed condition was not recorded.',
  'pdf.assessment': 'Assessment',
  'pdf.openMatch': 'Open',
  'pdf.noMatch': 'No match',
  'pdf.changes': 'Changes by agents',
  'pdf.by': 'By',
  'pdf.decision': 'Decision',
  'pdf.number': 'No.',
  'pdf.startedFinished': 'Started, finished',
  'pdf.origin': 'Client IP, device',
} as const satisfies Record<string, Message>;
