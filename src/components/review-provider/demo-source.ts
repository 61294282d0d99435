import type { ReviewApi } from '../../api/review-api.js';
import type { Localizer } from '../../i18n/localizer.js';

/** A mark on what is shown below it. */
export interface DemoMark {
  readonly setLanguage: (localizer: Localizer) => void;
  readonly remove: () => void;
}

/** Fictional data, and the mark without which it is never shown. */
export interface Demo {
  readonly createDemoApi: () => ReviewApi;
  readonly markAsDemo: (root: ShadowRoot) => DemoMark;
}

/** Where demo data comes from. Only a page that imports `kv-review/editor-preview` can show any. */
export const demoSource: { load?: () => Promise<Demo> } = {};
