import type { LitElement, nothing, TemplateResult } from 'lit';

import { PartController } from '../../controllers/part.js';
import type { PolicyChange } from '../../model/settings-change.js';
import { renderPartFailure } from '../part.js';
import type { PreviewPanel, PreviewPanelOptions } from './preview.js';

/** The preview of a section, which loads once there is a change to preview. */
export class LatePreview {
  readonly #host: LitElement;
  readonly #options: PreviewPanelOptions;
  readonly #part: PartController<typeof import('./preview.js')>;
  #panel: PreviewPanel | undefined;
  #isWanted = false;

  constructor(host: LitElement, options: PreviewPanelOptions) {
    this.#host = host;
    this.#options = options;
    this.#part = new PartController(host, options.localize, () => import('./preview.js'));
  }

  /** Call it before every render. Without a change, the preview ends. */
  follow(change: PolicyChange | undefined): void {
    this.#isWanted = change !== undefined;
    if (change) this.#part.require();
    const { module } = this.#part;
    if (module) this.#panel ??= new module.PreviewPanel(this.#host, this.#options);
    this.#panel?.follow(change);
  }

  /** `version` is that of the saved settings. */
  render(version: string): TemplateResult | typeof nothing | undefined {
    if (!this.#isWanted) return undefined;
    return this.#panel
      ? this.#panel.render(version)
      : renderPartFailure([this.#part], this.#options.localize);
  }
}
