import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { Localizer } from '../../i18n/localizer.js';
import { icon } from '../../ui/icon.js';

/** Stands in place of what is masked. */
export function renderHidden(localize: LocalizeController, reveal: () => void): TemplateResult {
  return html`<p class="hidden">
    ${icon('lock')}<span>${localize.term('mask.part')}</span>
    <button class="button" type="button" @click=${reveal}>${localize.term('mask.show')}</button>
  </p>`;
}

/** Stands in place of a masked value; as long for every value. */
export function renderHiddenValue(localizer: Localizer): TemplateResult {
  return html`<span aria-hidden="true">••••••</span
    ><span class="visually-hidden">${localizer.term('mask.value')}</span>`;
}
