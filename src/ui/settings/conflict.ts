import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { LocalizeController } from '../../controllers/localize.js';
import type { Difference, Side } from '../../controllers/settings/differences.js';
import { settingsConflictTexts } from '../../i18n/en.settings-conflict.js';
import { icon } from '../icon.js';

export const texts = settingsConflictTexts;

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
  readonly title: string;
  /** What has happened, such as who saved, and when. */
  readonly text?: string;
  readonly fields: readonly ConflictField[];
  readonly localize: LocalizeController;
}

/** Two versions side by side, field by field. Nothing is overwritten without a choice. */
export function renderConflict({ title, text, fields, localize }: Conflict): TemplateResult {
  const mustChoose = fields.some(({ difference }) => difference.changedBy === 'both');
  return html`<section class="conflict" part="conflict" aria-labelledby="conflict-title">
    <div class="message">
      ${icon('warning')}
      <div class="message-content">
        <p class="message-title" id="conflict-title" tabindex="-1">${title}</p>
        ${text === undefined ? nothing : html`<p>${text}</p>`}
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

export const styles = [
  css`
    .conflict {
      display: grid;
      gap: var(--_space-5);
      max-inline-size: 44rem;
    }

    .side-by-side {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
    }

    .sides {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--_space-2);
      margin-block-start: var(--_space-1);
    }

    .option.side {
      border-width: 1px;
      border-radius: var(--_radius-s);
    }

    .side .option-text {
      display: grid;
    }

    .side-by-side > .meaning {
      font-size: var(--_font-size-s);
    }

    .side-value {
      font-weight: 600;
    }

    .option.kept {
      background: var(--_color-accent-soft);
    }

    div.option {
      cursor: default;
    }

    .side del {
      color: var(--_color-text-muted);
      font-weight: 400;
    }

    @container (inline-size < 30rem) {
      .sides {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
];
