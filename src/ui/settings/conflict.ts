import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { Difference, Side } from '../../controllers/settings/section-draft.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import type { SettingsRecord } from '../../model/settings.js';
import { icon } from '../icon.js';

/** A field that both sides show, with its values as they are shown. */
export interface ConflictField {
  readonly difference: Difference;
  readonly label: string;
  readonly mine: unknown;
  readonly saved: unknown;
  readonly choice: Side | undefined;
  /** The user tried to continue without a choice. */
  readonly isMissed: boolean;
  readonly choose: (side: Side) => void;
}

export interface Conflict {
  /** What is saved now. */
  readonly record: SettingsRecord;
  readonly fields: readonly ConflictField[];
  readonly localize: LocalizeController;
}

/** Two versions of a section side by side, field by field. Nothing is overwritten without a choice. */
export function renderConflict({ record, fields, localize }: Conflict): TemplateResult {
  const { changedBy } = record;
  const date = isolate(localize.current.instant(record.changedAt));
  const mustChoose = fields.some(({ difference }) => difference.changedBy === 'both');
  return html`<section class="conflict" part="conflict" aria-labelledby="conflict-title">
    <div class="message">
      ${icon('warning')}
      <div class="message-content">
        <p class="message-title" id="conflict-title" tabindex="-1">
          ${localize.term('settings.conflict')}
        </p>
        <p>
          ${
            changedBy
              ? localize.term('settings.savedBy', { name: isolate(changedBy.name), date })
              : localize.term('settings.savedAt', { date })
          }
        </p>
        <p>
          ${localize.term(
            mustChoose ? 'settings.conflictHint' : 'settings.conflictNothingToChoose',
          )}
        </p>
      </div>
    </div>
    ${fields.map((field) => renderConflictField(field, localize))}
  </section>`;
}

function renderConflictField(field: ConflictField, localize: LocalizeController): TemplateResult {
  const { difference, label, mine, saved, isMissed } = field;
  const { name, changedBy } = difference;
  if (changedBy !== 'both') {
    return html`<div class="side-by-side" role="group" aria-labelledby="conflict-${name}">
      <p class="label" id="conflict-${name}">${label}</p>
      <p class="meaning">
        ${localize.term(changedBy === 'me' ? 'settings.onlyMine' : 'settings.onlyTheirs')}
      </p>
      <div class="sides">
        ${renderFixedSide(localize.term('settings.mine'), mine, changedBy === 'me')}
        ${renderFixedSide(localize.term('settings.latestVersion'), saved, changedBy === 'other')}
      </div>
    </div>`;
  }
  return html`<fieldset class="side-by-side" aria-describedby="missed-${name}">
    <legend class="label">${label}</legend>
    <div class="sides">
      ${renderSide(field, 'mine', localize.term('settings.mine'), mine)}
      ${renderSide(field, 'saved', localize.term('settings.latestVersion'), saved)}
    </div>
    <p class="field-error" id="missed-${name}">
      ${
        isMissed
          ? html`${icon('warning')}<span>${localize.term('settings.choose')}</span>`
          : nothing
      }
    </p>
  </fieldset>`;
}

const renderSide = (
  { difference, choice, isMissed, choose }: ConflictField,
  side: Side,
  title: string,
  value: unknown,
): TemplateResult =>
  html`<label class="option side">
    <input
      type="radio"
      id="${side}-${difference.name}"
      name="side-${difference.name}"
      aria-invalid=${isMissed}
      .checked=${live(choice === side)}
      @change=${() => choose(side)}
    />
    <span class="option-text">
      <span class="option-hint">${title}</span>
      <bdi class="side-value">${value}</bdi>
    </span>
  </label>`;

/** A side of a field that only one of both users has changed. */
const renderFixedSide = (title: string, value: unknown, isKept: boolean): TemplateResult =>
  html`<div class=${isKept ? 'option side kept' : 'option side'}>
    <span class="option-text">
      <span class="option-hint">${title}</span>
      <bdi class="side-value">${isKept ? value : html`<del>${value}</del>`}</bdi>
    </span>
  </div>`;
