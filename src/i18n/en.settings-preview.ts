import { conditionTexts } from './en.conditions.js';
import type { Message } from './message.js';

/** The English texts of the preview of a change of the settings. */
export const settingsPreviewTexts = {
  ...conditionTexts,
  cancel: 'Cancel',
  'preview.title': 'Preview',
  'preview.hint':
    'See how the company’s last sessions would have ended with this change. Nothing is saved.',
  'preview.start': 'Preview the change',
  'preview.again': 'Preview again',
  'preview.running': 'Judging past sessions…',
  'preview.progress': 'Progress of the preview',
  'preview.count': '{done} of {total} sessions',
  'preview.cancelled': 'Preview canceled.',
  'preview.failed': 'The preview failed.',
  'preview.changed': {
    one: '{count} of the last {judged} sessions would have ended differently.',
    other: '{count} of the last {judged} sessions would have ended differently.',
  },
  'preview.same': {
    one: 'The last session would have ended the same way.',
    other: 'All of the last {count} sessions would have ended the same way.',
  },
  'preview.nothing': 'No past session could be judged again.',
  'preview.leftOut.evidence': {
    one: '{count} session was left out because its evidence is no longer kept.',
    other: '{count} sessions were left out because their evidence is no longer kept.',
  },
  'preview.leftOut.ipCountry': {
    one: '{count} session was left out because the country of its IP address was not recorded.',
    other:
      '{count} sessions were left out because the countries of their IP addresses were not recorded.',
  },
  'preview.stale': 'The settings are different now. This result no longer fits them.',
  'preview.note':
    'A session counts for each condition that makes the difference. What agents decided afterwards does not count.',
  'preview.becomes': 'would have become',
  'preview.condition': 'Because of',
  'preview.number': { one: '{count} session', other: '{count} sessions' },
  'preview.newest': { one: 'The newest one:', other: 'The newest {count}:' },
  'preview.open': 'Open session {id}',
} as const satisfies Record<string, Message>;
