/** The element classes, their events and what a host may need besides; nothing is registered. */
export { KvAwaitingBadge } from './components/awaiting-badge/awaiting-badge.js';
export { KvPhoto } from './components/photo/photo.js';
export { KvRejectDialog } from './components/reject-dialog/reject-dialog.js';
export { KvReviewProvider, type Theme } from './components/review-provider/review-provider.js';
export { KvSessionDetails } from './components/session-details/session-details.js';
export {
  KvSessionList,
  type SessionListDensity,
  type SessionView,
} from './components/session-list/session-list.js';
export { KvVerifyDialog } from './components/verify-dialog/verify-dialog.js';
export type { KvEventDetails, KvEventMap } from './context/events.js';
export { define, type KvElementConstructor } from './define/define.js';
export * from './i18n/index.js';
export { version } from './version.js';
