import type { CSSResult, LitElement } from 'lit';

import { PrintView } from '../../controllers/print-view.js';
import { Announcer } from './announcer.js';
import { Clock } from './clock.js';
import { DayJump } from './day-jump.js';
import type { ListContext } from './list-context.js';
import { messageStyles } from './messages.styles.js';
import { PlaceKeeper } from './place-keeper.js';
import { printStyles } from './print.styles.js';

export { listMessageTexts as texts } from '../../i18n/en.list-messages.js';
export { arrange } from '../../controllers/arrange.js';
export { pressKey } from './grid-keys.js';
export * from './messages.js';

/** What a list needs once its first rows are in view: keys, messages, announcements, print and order. */
export const styles: CSSResult[] = [...messageStyles, printStyles];

/** What keeps a list in words and on paper. */
export interface Upkeep {
  readonly announcer: Announcer;
  readonly clock: Clock;
  readonly dayJump: DayJump;
  readonly printView: PrintView;
  readonly place: PlaceKeeper;
}

export const keepUp = (
  host: LitElement & { readonly pollInterval: number },
  list: ListContext,
): Upkeep => ({
  announcer: new Announcer(host, list),
  clock: new Clock(host, list),
  dayJump: new DayJump(host, list),
  printView: new PrintView(host, list),
  place: new PlaceKeeper(host, list),
});

/** Moves to the first row, and shows what is new. */
export async function showUnseen(
  { rows, navigation }: ListContext,
  refresh: () => Promise<void>,
): Promise<void> {
  rows.reset();
  await refresh();
  rows.reset();
  navigation.setActive(0);
  navigation.focus(0);
}
