import { sharedTexts } from './en.shared.js';
import type { Message } from './message.js';

/** The English texts of the panels of a list and of the filters in use, which load with them. */
export const panelTexts = {
  ...sharedTexts,
  'filters.documentType': 'Document type',
  'filters.status': 'Final status',
  'filters.spoof': 'Possible spoof',
  'filters.judged': 'Conditions',
  'filters.dateRange': 'Date range',
  'filters.from': 'From',
  'filters.to': 'To',
  'filters.zone': 'Times in {zone}',
  'filters.zoneUnknown': 'Times in UTC, because your browser does not report your time zone',
  'filters.wrongOrder': '“From” is later than “To”. The previous dates still apply.',
  'filters.incomplete': 'Incomplete or invalid date. The previous dates still apply.',
  'filters.inUse': 'Active filters',
  'filters.remove': 'Remove filter: {filter}',
  'filters.status.success': 'Success',
  'filters.status.failed': 'Failed',
  'filters.status.pending': 'Pending',
  'filters.status.awaiting': 'Awaiting',
  'filters.spoof.digital-spoof': 'Digital Spoof Detected',
  'filters.spoof.not-full-id': 'Is not Full ID',
  'filters.spoof.low-far': 'Low FAR rate',
  'filters.spoof.far-not-measured': 'FAR not measured',
  'filters.between': '{from} – {to}',
  'filters.since': 'From {from}',
  'filters.until': 'To {to}',
  'columns.reset': 'Default columns',
  'columns.required': 'Keep at least one name column or Date.',
} as const satisfies Record<string, Message>;
