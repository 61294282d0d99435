import type { Message } from './message.js';

/** The English texts of the badge. */
export const badgeTexts = {
  'badge.awaiting': {
    one: '{count} session awaits action',
    other: '{count} sessions await action',
  },
  'badge.awaitingAtLeast': 'At least {count} sessions await action',
  'badge.awaitingOverdue': '{awaiting}, {overdue}',
  'badge.overdueAtLeast': 'at least {count} are overdue',
  'badge.overdue': { one: '{count} is overdue', other: '{count} are overdue' },
  'badge.unknown': 'The number of sessions awaiting action is unknown.',
  'badge.overflow': '{count}+',
} as const satisfies Record<string, Message>;
