import type { TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import type { ElementPart } from '../../controllers/element-part.js';

/** The range of days that the user has chosen. */
export type ChosenRange = KvEventMap['kv-range-change']['detail'];

/** What a page for master users receives from the console. */
export interface MasterPage {
  /** The last range that the user has chosen on the dashboard. It outlives the page. */
  readonly chosenRange: ChosenRange | undefined;
  readonly onRangeChange: (event: KvEventMap['kv-range-change']) => void;
  readonly onSessionsOpen: (event: KvEventMap['kv-sessions-open']) => void;
  readonly onSessionOpen: (event: KvEventMap['kv-session-open']) => void;
}

export interface MasterPageModule extends ElementPart {
  readonly renderPage: (page: MasterPage) => TemplateResult;
}
