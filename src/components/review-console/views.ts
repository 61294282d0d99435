import type { LocalizeController } from '../../controllers/localize.js';
import { oneOf, warnOnce } from '../../ui/choice.js';
import { sessionViews } from '../session-list/session-view.js';

/** A page of the host in the console's navigation; its content is in the slot of that name. */
export interface ConsolePage {
  readonly view: string;
  readonly label: string;
}

/** Whether a page is a list. */
export const isListView = oneOf(sessionViews);

/** The former names of two lists, which work until 1.0. */
const formerViews: ReadonlyMap<string, string> = new Map([
  ['sessions', 'all'],
  ['rejections', 'rejected'],
]);

/** The name that a page has now. Logs a warning for a former one, once per page. */
export function currentView(view: string): string {
  const current = formerViews.get(view);
  if (current) warnOnce(`<kv-review-console>: view="${view}" is now "${current}".`);
  return current ?? view;
}

/**
 * The console's own pages for master users, each with the capabilities of which the adapter has at least one. A
 * page of the host with the same name replaces one.
 */
export const masterViews = {
  dashboard: ['statistics'],
  activity: ['activity'],
  settings: ['settings', 'web-hooks'],
} as const;
export type MasterView = keyof typeof masterViews;

/** The names of the console's own pages. */
export const ownViews: readonly string[] = [...sessionViews, ...Object.keys(masterViews)];

export const isMasterView = (view: string): view is MasterView => Object.hasOwn(masterViews, view);

/** The name of a page. */
export function labelOf(
  view: string,
  pages: readonly ConsolePage[],
  localize: LocalizeController,
): string {
  if (isListView(view)) return localize.term(`list.label.${view}`);
  const page = pages.find((each) => each.view === view);
  return page?.label ?? (isMasterView(view) ? localize.term(`console.${view}`) : view);
}
