import type { LitElement, nothing, TemplateResult } from 'lit';

import type { PartController } from '../../controllers/part.js';
import type { PolicyChange } from '../../model/settings-change.js';
import { renderPartFailure } from '../part.js';
import type { PreviewPanel, PreviewPanelOptions } from './preview.js';

type AfterChange = typeof import('./after-change.js');

/** The preview of a section, once its part has loaded. */
export class LatePreview {
  readonly #host: LitElement;
  readonly #part: PartController<AfterChange>;
  readonly #options: PreviewPanelOptions;
  #panel: PreviewPanel | undefined;
  #isWanted = false;

  constructor(host: LitElement, part: PartController<AfterChange>, options: PreviewPanelOptions) {
    this.#host = host;
    this.#part = part;
    this.#options = options;
  }

  /** Call it before every render. Without a change, the preview ends. */
  follow(change: PolicyChange | undefined): void {
    this.#isWanted = change !== undefined;
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
