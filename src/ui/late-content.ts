import { html, type nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import type { PartController, PartModule } from '../controllers/part.js';
import { renderPartFailure } from './part.js';

/** Content of a part, or in its place that it is loading or could not be loaded. */
export function renderLate<Module extends PartModule>(
  part: PartController<Module>,
  localize: LocalizeController,
  content: () => TemplateResult | undefined,
): TemplateResult | typeof nothing | undefined {
  if (part.module) return content();
  if (part.hasFailed) return renderPartFailure([part], localize);
  return html`<p class="hint" role="status">${localize.term('loading')}</p>`;
}
