import { html, type LitElement, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { LoadController } from '../../controllers/load.js';
import type { SessionCount } from '../../model/query.js';

/** How many sessions were stopped because of the country that the user is about to delete. */
export class CountryUse {
  readonly #localize: LocalizeController;
  readonly #host: LitElement;
  readonly #count: LoadController<ReviewApi | string, SessionCount>;
  #code: string | undefined;

  constructor(host: LitElement, localize: LocalizeController, api: () => ReviewApi | undefined) {
    this.#host = host;
    this.#localize = localize;
    this.#count = new LoadController(host, {
      key: () => {
        const adapter = api();
        return adapter && this.#code !== undefined ? [adapter, this.#code] : undefined;
      },
      load: async (signal) => {
        const adapter = api();
        if (!adapter || this.#code === undefined) throw new TypeError('There is nothing to count.');
        return adapter.countSettingUse({ kind: 'country', code: this.#code }, { signal });
      },
    });
  }

  /** Counts for this country; for none, stops counting. */
  follow(code: string | undefined): void {
    this.#code = code;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<p role="status">${this.#text}</p>`;
  }

  get #text(): string {
    const { value, error } = this.#count;
    if (!value) {
      return this.#localize.term(
        error ? 'settings.countryUseFailed' : 'settings.countryUseLoading',
      );
    }
    const { count, exact } = value;
    if (count === 0 && exact) return this.#localize.term('settings.countryUseNone');
    return this.#localize.term(exact ? 'settings.countryUse' : 'settings.countryUseAtLeast', {
      count,
    });
  }
}
