import type { Message } from './message.js';

/** The English texts of values beside each other: of several sources, or before and after a change. */
export const evidenceTexts = {
  'evidence.label': 'Field evidence',
  'evidence.field': 'Field',
  'evidence.comparison': 'Comparison',
  'evidence.differ.front-back': 'Front and MRZ differ',
  'evidence.differ.edit-front': 'Edit and front differ',
  'evidence.differ.edit-back': 'Edit and MRZ differ',
  'evidence.mismatches': { one: '{count} field differs', other: '{count} fields differ' },
  'evidence.noMismatches': 'No differences found',
  'evidence.toCompare': {
    one: '{count} field to compare by eye',
    other: '{count} fields to compare by eye',
  },
  'evidence.notEdited': 'Not edited',
  'evidence.history': { one: '{count} change', other: 'All {count} changes' },
} as const satisfies Record<string, Message>;
