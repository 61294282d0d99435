import { html, type LitElement, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import type { SessionCount } from '../../model/query.js';
import type { SettingUse } from '../../model/setting-use.js';

export interface SettingUseTexts {
  readonly loading: () => string;
  readonly failed: () => string;
  /** No session uses it. */
  readonly none: () => string;
  readonly some: (count: SessionCount) => string;
}

/** How many sessions use what the user is about to delete. */
export class SettingUseCount {
  readonly #host: LitElement;
  readonly #texts: SettingUseTexts;
  readonly #count: LoadController<ReviewApi | SettingUse, SessionCount>;
  #use: SettingUse | undefined;

  constructor(host: LitElement, api: () => ReviewApi | undefined, texts: SettingUseTexts) {
    this.#host = host;
    this.#texts = texts;
    this.#count = new LoadController<ReviewApi | SettingUse, SessionCount>(host, {
      key: () => {
        const adapter = api();
        return adapter && this.#use ? [adapter, this.#use] : undefined;
      },
      load: async (signal) => {
        const adapter = api();
        if (!adapter || !this.#use) throw new TypeError('There is nothing to count.');
        return adapter.countSettingUse(this.#use, { signal });
      },
    });
  }

  /** Counts for this setting; for none, stops counting. */
  follow(use: SettingUse | undefined): void {
    this.#use = use;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<p role="status">${this.#text}</p>`;
  }

  get #text(): string {
    const { value, error } = this.#count;
    if (!value) return error ? this.#texts.failed() : this.#texts.loading();
    return value.count === 0 && value.exact ? this.#texts.none() : this.#texts.some(value);
  }
}
