import type { Message } from './message.js';

/** The English texts of several parts that load on demand, none of which is on every page. */
export const sharedTexts = {
  notMeasured: 'Not measured',
  'error.stale': 'This may be out of date: the last update failed.',
  'date.year': 'YYYY',
  'date.month': 'MM',
  'date.day': 'DD',
  'date.format': 'Format: {format}',
  'filters.clear': 'Clear filters',
  'filters.lowFarHint': 'below level {level}',
  'match.far': '1/{odds} FAR',
} as const satisfies Record<string, Message>;
