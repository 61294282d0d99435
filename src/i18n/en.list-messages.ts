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
  'list.showOutdated': 'Update',
  'list.loadingMore': 'Loading more sessions…',
  'list.empty.all': 'No sessions yet',
  'list.empty.allHint': 'A session appears here as soon as a client starts a verification.',
  'list.empty.awaiting': 'Nothing to review',
  'list.empty.awaitingHint': 'Sessions that need a manual decision appear here.',
  'list.empty.rejected': 'No rejections',
  'list.empty.rejectedHint': 'Rejected sessions appear here with their reasons.',
  'list.noMatch': 'No sessions match “{query}”',
  'list.noMatchHint': 'Search matches the start of names and numbers.',
  'list.noMatchFilteredHint': 'Active filters may be hiding sessions.',
  'list.noneFiltered': 'No sessions match these filters',
  'list.noneFilteredHint': 'Remove a filter to see more sessions.',
} as const satisfies Record<string, Message>;
