import type { LocalizeController } from '../../controllers/localize.js';
import type { SessionView } from '../session-list/session-view.js';

/** A page of the host in the console's navigation; its content is in the slot of that name. */
export interface ConsolePage {
  readonly view: string;
  readonly label: string;
}

/** The console's own pages, each with the view of its list. */
export const listViews: ReadonlyMap<string, SessionView> = new Map([
  ['sessions', 'all'],
  ['awaiting', 'awaiting'],
  ['rejections', 'rejected'],
]);

/** The name of a page. */
export function labelOf(
  view: string,
  pages: readonly ConsolePage[],
  localize: LocalizeController,
): string {
  const listView = listViews.get(view);
  return listView
    ? localize.term(`list.label.${listView}`)
    : (pages.find((page) => page.view === view)?.label ?? view);
}
