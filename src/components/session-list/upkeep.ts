import type { CSSResult } from 'lit';

import { messageStyles } from './messages.styles.js';
import { printStyles } from './print.styles.js';

export { listMessageTexts as texts } from '../../i18n/en.list-messages.js';
export { Announcer } from './announcer.js';
export { DayJump } from './day-jump.js';
export { pressKey } from './grid-keys.js';
export * from './messages.js';
export { PrintView } from './print-view.js';

/** What a list needs once its first rows are in view: keys, messages, announcements and print. */
export const styles: CSSResult[] = [...messageStyles, printStyles];
