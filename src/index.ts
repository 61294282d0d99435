/** The element classes, their events and what a host may need besides; nothing is registered. */
export { KvReviewProvider, type Theme } from './components/review-provider/review-provider.js';
export type { KvEventDetails, KvEventMap } from './context/events.js';
export { define, type KvElementConstructor } from './define/define.js';
export * from './i18n/index.js';
export { version } from './version.js';
