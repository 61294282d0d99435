import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { LocalizeController } from '../../controllers/localize.js';
import { countryName } from '../../i18n/countries.js';
import type { Localizer } from '../../i18n/localizer.js';
import { clientFields } from '../../model/client-fields.js';
import type { Client, ClientField, Sex } from '../../model/client.js';
import { maxFieldLength } from '../../model/client-check.js';
import type { ReadingOffer } from '../../model/reading-offers.js';
import { isNationality, nationalityCodes } from '../../model/mrz/state-codes.js';
import { renderFieldValue } from '../../ui/before-after.js';
import { dateFormatText, renderDateField } from '../../ui/date-field.js';
import { icon } from '../../ui/icon.js';
import { renderOffers } from './offers.js';

export interface FieldsView {
  /** The client as recorded. */
  readonly client: Client;
  /** The input of a field. */
  readonly valueOf: (field: ClientField) => string;
  readonly isChanged: (field: ClientField) => boolean;
  /** The text of a field's error. */
  readonly errorOf: (field: ClientField) => string | undefined;
  /** What the readings offer for a field. */
  readonly offersOf: (field: ClientField) => readonly ReadingOffer[];
  /** The session can no longer be edited; the input can be copied. */
  readonly isReadOnly: boolean;
  readonly onInput: (field: ClientField, value: string) => void;
  readonly onOffer: (field: ClientField, value: string) => void;
}

interface CountryChoice {
  readonly code: string;
  readonly name: string;
}

const choices = new WeakMap<Localizer, readonly CountryChoice[]>();

/** Every nationality that a document can have, sorted by name. */
function countryChoices(localizer: Localizer): readonly CountryChoice[] {
  const known = choices.get(localizer);
  if (known) return known;
  const { compare } = new Intl.Collator([...localizer.locales]);
  const sorted = nationalityCodes
    .map((code) => ({ code, name: countryName(localizer, code) }))
    .sort((a, b) => compare(a.name, b.name));
  choices.set(localizer, sorted);
  return sorted;
}

/** The country code for an input: a code in any case, or the name of a country. */
export function findNationality(text: string, localizer: Localizer): string {
  const input = text.trim();
  const code = input.toUpperCase();
  if (isNationality(code)) return code;
  const folded = input.toLocaleLowerCase(localizer.lang);
  const named = countryChoices(localizer).find(
    ({ name }) => name.toLocaleLowerCase(localizer.lang) === folded,
  );
  return named?.code ?? text;
}

const sexes: readonly Sex[] = ['male', 'female', 'unspecified'];

/** The eight client fields, each with its recorded value and its error. */
export function renderFields(view: FieldsView, localize: LocalizeController): TemplateResult {
  return html`<div class="fields">
    ${clientFields.map((field) => renderField(field, view, localize))}
  </div>`;
}

function renderField(
  field: ClientField,
  view: FieldsView,
  localize: LocalizeController,
): TemplateResult {
  const error = view.errorOf(field);
  return html`<div class="edit-field ${view.isChanged(field) ? 'changed' : ''}" part="field">
    <label class="label" for=${field}>${localize.term(`client.${field}`)}</label>
    ${renderControl(field, view, error !== undefined, localize)}
    ${renderOffers(
      {
        field,
        entered: view.valueOf(field) || null,
        offers: view.isReadOnly ? [] : view.offersOf(field),
        take: (value) => view.onOffer(field, value),
      },
      localize,
    )}
    <div class="field-notes" id="notes-${field}">
      ${
        error === undefined
          ? nothing
          : html`<p class="field-error">${icon('warning')}<span>${error}</span></p>`
      }
      ${renderHint(field, view, localize)}
      ${
        view.isChanged(field)
          ? html`<p class="field-was">
              ${localize.term('change.before')}:
              <bdi>${renderFieldValue(field, view.client[field], localize)}</bdi>
            </p>`
          : nothing
      }
    </div>
  </div>`;
}

function renderControl(
  field: ClientField,
  view: FieldsView,
  isInvalid: boolean,
  localize: LocalizeController,
): TemplateResult {
  const value = view.valueOf(field);
  const onInput = (event: Event): void =>
    view.onInput(field, (event.target as HTMLInputElement | HTMLSelectElement).value);
  switch (field) {
    case 'sex':
      return html`<select
        class="field"
        id=${field}
        aria-invalid=${isInvalid}
        aria-describedby="notes-${field}"
        ?disabled=${view.isReadOnly}
        .value=${live(value)}
        @change=${onInput}
      >
        <option value="" ?selected=${value === ''}>${localize.term('notRead')}</option>
        ${sexes.map(
          (sex) =>
            html`<option value=${sex} ?selected=${value === sex}>
              ${localize.term(`sex.${sex}`)}
            </option>`,
        )}
      </select>`;
    case 'birthDate':
    case 'expirationDate':
      return renderDateField({
        localize,
        id: field,
        value,
        isInvalid,
        isReadOnly: view.isReadOnly,
        describedBy: `notes-${field}`,
        onInput: (date) => view.onInput(field, date),
      });
    case 'nationality':
      return html`<input
          class="field"
          id=${field}
          type="text"
          dir="auto"
          list="countries"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-invalid=${isInvalid}
          aria-describedby="notes-${field}"
          ?readonly=${view.isReadOnly}
          .value=${live(value)}
          @input=${onInput}
          @change=${onInput}
        />
        <datalist id="countries">
          ${countryChoices(localize.current).map(
            ({ code, name }) => html`<option value=${code} label=${`${name} (${code})`}></option>`,
          )}
        </datalist>`;
    default:
      return html`<input
        class="field"
        id=${field}
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        maxlength=${maxFieldLength}
        aria-invalid=${isInvalid}
        aria-describedby="notes-${field}"
        ?readonly=${view.isReadOnly}
        .value=${live(value)}
        @input=${onInput}
      />`;
  }
}

function renderHint(
  field: ClientField,
  view: FieldsView,
  localize: LocalizeController,
): TemplateResult | typeof nothing {
  switch (field) {
    case 'nationality':
      return html`<p class="field-hint">${countryHint(view, localize)}</p>`;
    case 'birthDate':
    case 'expirationDate':
      return html`<p class="field-hint">${dateFormatText(localize)}</p>`;
    default:
      return nothing;
  }
}

/** The name of the entered country, or a hint on what can be entered. */
function countryHint(view: FieldsView, localize: LocalizeController): string {
  const code = findNationality(view.valueOf('nationality'), localize.current);
  return isNationality(code)
    ? countryName(localize.current, code)
    : localize.term('edit.nationalityHint');
}
