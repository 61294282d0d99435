import type { Message } from './message.js';

/** The English texts of the panels of a list, which load when one of them is opened. */
export const panelTexts = {
  'filters.documentType': 'Document type',
  'filters.status': 'Final status',
  'filters.spoof': 'Possible spoof',
  'filters.dateRange': 'Date range',
  'filters.from': 'From',
  'filters.to': 'To',
  'filters.zone': 'Times in {zone}',
  'filters.wrongOrder': 'The first day is after the last. The list keeps the dates before.',
  'filters.incomplete': 'This date is not complete. The list keeps the dates before.',
  'columns.reset': 'Default columns',
  'columns.required': 'A name or the date stays.',
} as const satisfies Record<string, Message>;
