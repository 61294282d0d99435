import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { LocalizeController } from '../../controllers/localize.js';
import { icon } from '../icon.js';

/** One field of a section, as its user sees it. */
export interface Field<Value> {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly isChanged: boolean;
  /** The saved value, to be shown beside a changed one. */
  readonly savedValue: unknown;
  /** What is wrong with the value. */
  readonly error: string | undefined;
  readonly localize: LocalizeController;
  readonly enter: (value: Value) => void;
  readonly discard: () => void;
}

/** A field, whatever its value is. */
type AnyField = Omit<Field<unknown>, 'enter'>;

export interface FieldTexts {
  /** What the field means, in one sentence. */
  readonly meaning?: string | undefined;
  /** What follows from the value. */
  readonly consequence?: unknown;
}

/** The id of a field's control. */
export const controlId = (name: string): string => `field-${name}`;

/** The value of `aria-describedby` of a field's control. */
export const notesOf = (name: string): string =>
  ['meaning', 'consequence', 'error', 'saved'].map((note) => `${note}-${name}`).join(' ');

/**
 * A field with its control: label, meaning, consequence, whether it is changed, the saved value and what
 * is wrong. The control has the id `controlId(name)` and is described by `notesOf(name)`.
 */
export function renderField(
  field: AnyField,
  texts: FieldTexts,
  control: TemplateResult,
): TemplateResult {
  return renderFrame(
    field,
    texts,
    html`<label class="label" for=${controlId(field.name)}>${field.label}</label>`,
    control,
  );
}

/** A field with several controls in one group: radio buttons, for example. */
export function renderFieldGroup(
  field: AnyField,
  texts: FieldTexts,
  controls: TemplateResult,
): TemplateResult {
  const { name, label, error } = field;
  return renderFrame(
    field,
    texts,
    html`<span class="label" id="label-${name}">${label}</span>`,
    html`<div
      class="options"
      id=${controlId(name)}
      role="radiogroup"
      tabindex="-1"
      aria-labelledby="label-${name}"
      aria-describedby=${notesOf(name)}
      aria-invalid=${error !== undefined}
    >
      ${controls}
    </div>`,
  );
}

function renderFrame(
  field: AnyField,
  { meaning, consequence }: FieldTexts,
  label: TemplateResult,
  control: TemplateResult | typeof nothing,
): TemplateResult {
  const { name, error, localize } = field;
  return html`<div class="setting" part="field">
    ${label}
    <p class="meaning" id="meaning-${name}">${meaning}</p>
    ${control}
    <p class="consequence" id="consequence-${name}">${consequence}</p>
    <p class="field-error" id="error-${name}">
      ${error === undefined ? nothing : html`${icon('warning')}<span>${error}</span>`}
    </p>
    ${renderSaved(field, localize.term('settings.changed'))}
  </div>`;
}

/**
 * The saved value of a changed field, and the button that goes back to it. `lead` says what is changed,
 * unless something else does.
 */
export function renderSaved(field: AnyField, lead?: string): TemplateResult | typeof nothing {
  const { name, label, isChanged, savedValue, localize, discard } = field;
  if (!isChanged) return nothing;
  return html`<div class="saved">
    <p id="saved-${name}">
      ${lead === undefined ? nothing : html`<span class="saved-lead">${lead}</span> · `}${localize.term('settings.savedValue')}:
      <bdi>${savedValue}</bdi>
    </p>
    <button
      class="button quiet small"
      type="button"
      aria-label=${localize.term('settings.discardField', { field: label })}
      @click=${discard}
    >
      ${localize.term('settings.discard')}
    </button>
  </div>`;
}

export interface TextFieldOptions extends FieldTexts {
  readonly type?: 'text' | 'email' | 'url';
  readonly isNumber?: boolean;
  readonly maxLength?: number;
  /** After the field, such as its unit. */
  readonly suffix?: string | undefined;
}

/** A line of text, or a number, which is entered as text so that a mistake can be shown. */
export function renderTextField(
  field: Field<string>,
  { type = 'text', isNumber = false, maxLength, suffix, ...texts }: TextFieldOptions,
): TemplateResult {
  const { name, value, error, enter } = field;
  return renderField(
    field,
    texts,
    html`<div class="entry">
      <input
        class=${isNumber ? 'field number' : 'field'}
        id=${controlId(name)}
        type=${type}
        dir=${isNumber || type !== 'text' ? 'ltr' : 'auto'}
        inputmode=${isNumber ? 'numeric' : nothing}
        autocomplete="off"
        spellcheck="false"
        maxlength=${maxLength ?? nothing}
        aria-invalid=${error !== undefined}
        aria-describedby=${notesOf(name)}
        .value=${live(value)}
        @input=${(event: Event) => enter((event.target as HTMLInputElement).value)}
      />
      ${suffix === undefined ? nothing : html`<span class="suffix">${suffix}</span>`}
    </div>`,
  );
}

/** A switch: on or off. */
export function renderSwitch(field: Field<boolean>, texts: FieldTexts): TemplateResult {
  const { name, label, value, error, enter } = field;
  return renderFrame(
    field,
    texts,
    html`<label class="switch">
      <span class="label">${label}</span>
      <input
        id=${controlId(name)}
        type="checkbox"
        aria-invalid=${error !== undefined}
        aria-describedby=${notesOf(name)}
        .checked=${live(value)}
        @change=${(event: Event) => enter((event.target as HTMLInputElement).checked)}
      />
    </label>`,
    nothing,
  );
}

/** A field that is kept and cannot be changed at the moment. */
export const renderKept = (field: AnyField, texts: FieldTexts, value: unknown): TemplateResult =>
  renderFrame(
    field,
    texts,
    html`<p class="label" id=${controlId(field.name)} tabindex="-1">
      ${field.label}: <bdi>${value}</bdi>
    </p>`,
    nothing,
  );

export interface Option<Value> {
  readonly value: Value;
  readonly label: unknown;
  /** What choosing it means. */
  readonly hint?: unknown;
}

/** A choice among a few options, all of which are in view. */
export function renderOptions<Value extends string | number>(
  field: Field<Value>,
  options: readonly Option<Value>[],
  texts: FieldTexts,
): TemplateResult {
  const { name, value, enter } = field;
  return renderFieldGroup(
    field,
    texts,
    html`${options.map(
      (option, index) =>
        html`<label class="option">
          <input
            type="radio"
            name=${name}
            .checked=${live(option.value === value)}
            aria-describedby=${option.hint === undefined ? nothing : `hint-${name}-${index}`}
            @change=${() => enter(option.value)}
          />
          <span class="option-text">
            <span class="option-label">${option.label}</span>
            ${
              option.hint === undefined
                ? nothing
                : html`<span class="option-hint" id="hint-${name}-${index}">${option.hint}</span>`
            }
          </span>
        </label>`,
    )}`,
  );
}
