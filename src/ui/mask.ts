import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import type { Localizer } from '../i18n/localizer.js';
import type { ClientField } from '../model/client.js';
import { chooseWords, wordFor, wordsOf } from './choice.js';
import { icon } from './icon.js';

/** The parts that a host can mask: photos, the company's extra fields, and client fields. */
export type MaskName = 'photos' | 'extra' | ClientField;

const names: readonly MaskName[] = [
  'photos',
  'firstName',
  'lastName',
  'documentNumber',
  'personalNumber',
  'sex',
  'birthDate',
  'expirationDate',
  'nationality',
  'extra',
];

/**
 * The names in a `mask` attribute; `all` stands for every one. Logs a warning for each unknown
 * name.
 */
export function chooseMask(tag: string, attribute: string): ReadonlySet<MaskName> {
  const chosen = wordsOf(chooseWords(tag, 'mask', attribute, ['all', ...names.map(wordFor)]));
  return new Set(
    chosen.includes('all') ? names : names.filter((name) => chosen.includes(wordFor(name))),
  );
}

/** The placeholder of a masked part, with a button that shows it. */
export function renderHidden(localize: LocalizeController, reveal: () => void): TemplateResult {
  return html`<p class="hidden">
    ${icon('lock')}<span>${localize.term('mask.part')}</span>
    <button class="button" type="button" @click=${reveal}>${localize.term('mask.show')}</button>
  </p>`;
}

/** The placeholder of a masked value. Its length does not depend on the value. */
export function renderHiddenValue(localizer: Localizer): TemplateResult {
  return html`<span aria-hidden="true">••••••</span
    ><span class="visually-hidden">${localizer.term('mask.value')}</span>`;
}
