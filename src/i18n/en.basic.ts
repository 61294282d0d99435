import type { Message } from './message.js';

/** The English texts that every page needs: lists, the badge, photos, and errors. */
export const basicTexts = {
  notChecked: 'Not checked',
  notRead: 'Not read',
  close: 'Close',
  retry: 'Try again',
  refresh: 'Refresh',
  loading: 'Loading…',
  'status.processing': 'Pending',
  'status.awaiting': 'Awaiting action',
  'status.success': 'Verified',
  'status.rejected': 'Rejected',

  'verified.processing': 'Pending',
  'verified.awaiting': 'No',
  'verified.success': 'Yes',
  'verified.rejected': 'No',

  'judged.in-part': 'Judged in part',

  'documentType.passport': 'Passport',
  'documentType.id-card': 'ID card',

  'mask.value': 'Hidden',

  'photo.selfie': 'Selfie',
  'photo.missing': 'No photo',

  'list.label.all': 'Sessions',
  'list.label.awaiting': 'Awaiting Action',
  'list.label.rejected': 'Rejections',
  'list.search': 'Search',
  'list.searchHint': 'Name, personal number or document number',
  'list.clearSearch': 'Clear search',
  'list.total': { one: '{count} session', other: '{count} sessions' },
  'list.totalAtLeast': 'at least {count} sessions',
  'list.end': 'End of the list',
  'list.open': 'Open details of {name}',
  'list.openUnread': 'Open details of the session from {date}',
  'list.sortBy': 'Sort by {column}',

  'filters.title': 'Filters',

  'columns.title': 'Columns',

  'column.selfie': 'Selfie',
  'column.firstName': 'First Name',
  'column.lastName': 'Last Name',
  'column.date': 'Date',
  'column.document': 'Document',
  'column.liveness': 'Liveness',
  'column.verified': 'Verified',
  'column.documentNumber': 'Document Number',
  'column.personalNumber': 'Personal Number',
  'column.documentType': 'Document type',
  'column.matchLevel': 'Match Level',
  'column.attempts': 'Attempts',
  'column.extra': 'Extra',
  'column.reasons': 'Reasons',
  'column.more': 'More',
  'document.presented': 'Presented',
  'document.missing': 'Not presented',
  'liveness.verified': 'Verified',
  'liveness.notVerified': 'Not verified',

  'error.unauthenticated': 'You are signed out',
  'error.unauthenticatedHint': 'Sign in again. Your text is still here.',
  'error.forbidden': 'You don’t have access to this',
  'error.forbiddenHint': 'Ask a master user at your company for access.',
  'error.not-found': 'Not found',
  'error.not-foundHint': 'It may have been erased, or the link is wrong.',
  'error.conflict': 'This session changed while you had it open',
  'error.conflictHint': 'Refresh to see its current state.',
  'error.already-decided': 'Already decided',
  'error.already-decidedHint': 'Refresh to see who decided and when.',
  'error.invalid': 'The request was refused',
  'error.invalidHint': 'Nothing was changed. Check what you entered.',
  'error.rate-limited': 'Too many requests',
  'error.rate-limitedHint': 'Wait a moment, then try again.',
  'error.unavailable': 'The service cannot be reached',
  'error.unavailableHint': 'Nothing is lost. Try again in a moment.',
  'error.timeout': 'The service is taking too long to respond',
  'error.timeoutHint': 'Nothing is lost. Try again in a moment.',
  'error.aborted': 'The request was interrupted',
  'error.abortedHint': 'Nothing is lost. Try again in a moment.',
  'error.unsupported': 'Not available here',
  'error.unsupportedHint': 'The connected system does not offer this.',
  'error.offline': 'You are offline',
  'error.offlineHint': 'What is shown may be out of date.',
  'error.noProvider': 'kv-review is not connected',
  'error.noProviderHint':
    'Place this element inside <kv-review-provider> with an endpoint or an api.',
} as const satisfies Record<string, Message>;

/** English as a language, shown until another language has loaded and if there is none. */
export const english = { tag: 'en', messages: basicTexts } as const;
