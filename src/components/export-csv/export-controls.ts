import { html, nothing, svg, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { SessionCount } from '../../model/query.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import type { CsvExport } from './csv-export.js';
import type { FileOutcome } from './new-file.js';

export interface ExportControls {
  readonly run: CsvExport;
  readonly localize: LocalizeController;
  /** How many rows of the file there are, in words. */
  readonly texts: ExportTexts;
  readonly isBusy: boolean;
  readonly label: unknown;
  readonly onStart: () => void;
}

export interface ExportTexts {
  readonly progress: (done: number, count: number) => string;
  readonly progressOpen: (count: number) => string;
  readonly outcome: (outcome: Exclude<FileOutcome, 'blocked'>, count: number) => string;
}

const download = svg`<path d="M12 4.5v10M7.500 10.500 12 15l4.500-4.500M4.500 19.500h15"/>`;

/** The button that starts an export, its progress, and how it has ended. */
export function renderExportControls(controls: ExportControls): TemplateResult {
  const { isBusy, label, onStart } = controls;
  return html`<div class="export">
    <button
      class="button start"
      part="button"
      type="button"
      aria-disabled=${isBusy ? 'true' : nothing}
      @click=${onStart}
    >
      ${renderDrawing(download)}${label}
    </button>
    ${renderRun(controls)}
    <span class="outcome" role="status">${outcomeOf(controls)}</span>
    ${controls.run.file?.link}
  </div>`;
}

function renderRun({ run, localize, texts }: ExportControls): TemplateResult | typeof nothing {
  const { state } = run;
  if (state.name === 'unsaved') return renderMessage(localize.term('export.unsaved'));
  if (state.name !== 'running' && state.name !== 'paused') return nothing;
  return html`
    <span class="progress" part="progress">
      <progress
        aria-label=${localize.term('export.progress')}
        max=${state.total?.exact ? Math.max(1, state.total.count) : nothing}
        value=${state.total?.exact ? state.count : nothing}
      ></progress>
      <span class="count">${describe(state.count, state.total, texts)}</span>
    </span>
    ${
      state.name === 'paused'
        ? html`${renderMessage(localize.term(`error.${state.error.code}`))}
            <button class="button primary" type="button" @click=${leaving(() => run.resume())}>
              ${localize.term('export.continue')}
            </button>`
        : nothing
    }
    <button class="button quiet" type="button" @click=${leaving(() => run.cancel())}>
      ${localize.term('export.cancel')}
    </button>
  `;
}

/** The pressed button is about to disappear, so that the focus goes to the one that starts an export. */
const leaving =
  (action: () => void) =>
  ({ currentTarget }: Event): void => {
    (currentTarget as Element).closest('.export')?.querySelector<HTMLElement>('.start')?.focus();
    action();
  };

const renderMessage = (text: string): TemplateResult =>
  html`<span class="message" role="alert">${icon('warning')}<span>${text}</span></span>`;

const describe = (count: number, total: SessionCount | null, texts: ExportTexts): string =>
  total?.exact ? texts.progress(count, total.count) : texts.progressOpen(count);

function outcomeOf({ run: { state }, localize, texts }: ExportControls): string {
  if (state.name === 'done') {
    return state.outcome === 'blocked'
      ? localize.term('file.blocked')
      : texts.outcome(state.outcome, state.count);
  }
  return state.name === 'cancelled' ? localize.term('export.cancelled') : '';
}
