import { sharedTexts } from './en.shared.js';
import type { Message } from './message.js';

/** The English texts of what a list says only at times, which load with it. */
export const listMessageTexts = {
  ...sharedTexts,
  'list.progress': '{loaded} of {count} sessions loaded',
  'list.new': { one: '{count} new session', other: '{count} new sessions' },
  'list.newAtLeast': '{count}+ new sessions',
  'list.showChanged': 'Show',
  'list.outdated': 'The list has changed',
  'list.showOutdated': 'Update it',
  'list.loadingMore': 'Loading more sessions…',
  'list.empty.all': 'No sessions yet',
  'list.empty.allHint': 'Verifications of your clients appear here as soon as they start one.',
  'list.empty.awaitingHint': 'Sessions that need a manual decision appear here.',
  'list.empty.rejected': 'No rejections',
  'list.empty.rejectedHint': 'Rejected sessions appear here with their reasons.',
  'list.noMatch': 'No session matches “{query}”',
  'list.noMatchHint': 'Search looks at the beginnings of names and numbers.',
  'list.noMatchFilteredHint': 'Filters are in use as well, and leave sessions out.',
  'list.noneFiltered': 'No session fits the filters',
  'list.noneFilteredHint': 'Remove some of them to see more sessions.',
} as const satisfies Record<string, Message>;
