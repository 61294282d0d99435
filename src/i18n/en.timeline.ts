import { changeTexts } from './en.changes.js';
import { detailsTexts } from './en.details.js';
import type { Message } from './message.js';

/** The English texts of the timeline of a session. */
export const timelineTexts = {
  ...detailsTexts,
  ...changeTexts,
  'timeline.order': 'Order',
  'timeline.order.newest': 'Newest first',
  'timeline.order.oldest': 'Oldest first',
  'timeline.older': 'Show older',
  'timeline.newer': 'Show newer',
  'timeline.moreFailed': 'More entries could not be loaded.',
  'timeline.more': { one: '{count} more entry', other: '{count} more entries' },
  'timeline.empty': 'Nothing has happened yet',
  'timeline.unsupported': 'There is no timeline here',

  'timeline.session-created': 'Session created',
  'timeline.attempt-started': 'Attempt {number} started',
  'timeline.attempt-finished': 'Attempt {number} finished',
  'timeline.screening': 'Checked against sanctions lists: {result}',
  'timeline.screening.clear': 'no match',
  'timeline.screening.unknown': 'no result',
  'timeline.screening.settled': 'no open match',
  'timeline.judgement': 'Automatic result: {outcome}',
  'timeline.claim-made': 'Claimed the session',
  'timeline.claim-released': 'Released the session',
  'timeline.claim-taken-over': 'Took over the session',
  'timeline.claim-handed-over': 'Handed the session over',
  'timeline.claim-handed-over.to': 'Handed the session over to {name}',
  'timeline.claim-taken-over.from': 'Took over the session from {name}',
  'timeline.edit': 'Edited the client’s data',
  'timeline.note': 'Added a note',
  'timeline.false-positive-marked': 'Marked a match as a false positive',
  'timeline.false-positive-taken-back': 'Removed the mark of a false positive',
  'timeline.download.pdf': 'Created a PDF',
  'timeline.download.csv': 'Exported the session as CSV',
  'timeline.download.other': 'Created a file: {file}',
  'timeline.other': 'This page has no words for this entry.',
} as const satisfies Record<string, Message>;
