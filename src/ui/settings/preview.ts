import { css, html, nothing, svg, type ReactiveControllerHost, type TemplateResult } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { PreviewRun } from '../../controllers/settings/preview-run.js';
import type { MessageKey } from '../../i18n/en.js';
import { settingsPreviewTexts } from '../../i18n/en.settings-preview.js';
import type { PolicyCondition } from '../../model/failed-condition.js';
import { lookUp } from '../../model/known.js';
import type { PreviewProgress } from '../../model/preview-progress.js';
import type { PolicyChange } from '../../model/settings-change.js';
import type {
  PreviewedCondition,
  PreviewedMove,
  SettingsPreview,
} from '../../model/settings-preview.js';
import { icon, renderDrawing } from '../icon.js';
import { renderFailure } from '../notice.js';
import { renderStatus } from '../status-tag.js';

export const texts = settingsPreviewTexts;

const openIcon = svg`<path d="m9.5 6 6 6-6 6" />`;

/** Names that differ from each other, also where two conditions are about one thing. */
const names: Readonly<Record<PolicyCondition, MessageKey>> = {
  'high-risk-nationality': 'condition.highRiskNationality',
  'high-risk-ip-country': 'condition.highRiskIpCountry',
  screening: 'condition.screening',
  'document-type': 'column.documentType',
  'id-is-real': 'spoof.real',
  'full-id-detected': 'spoof.full',
  mrz: 'details.mrz',
  expiry: 'client.expirationDate',
  'no-expiry': 'condition.noExpiry',
  'front-to-back': 'condition.frontToBack',
  liveness: 'details.livenessPassed',
  'face-match-level': 'details.faceMatchScore',
  'document-review': 'condition.documentReview',
};

export interface PreviewPanelOptions {
  readonly localize: LocalizeController;
  readonly api: () => ReviewApi | undefined;
  /** Opens a session. */
  readonly open: (sessionId: string) => void;
  /** Says a text once. */
  readonly announce: (text: string) => void;
  readonly report: (error: ReviewError) => void;
  /** Moves the focus to the button that starts, before another one disappears. */
  readonly focusStart: () => void;
}

/** What a change of the conditions would have changed (spec S10), below the fields of a section. */
export class PreviewPanel {
  readonly #options: PreviewPanelOptions;
  readonly #run: PreviewRun;
  #change: PolicyChange | undefined;

  constructor(host: ReactiveControllerHost, options: PreviewPanelOptions) {
    const { localize, announce, api, report } = options;
    this.#options = options;
    this.#run = new PreviewRun(host, {
      api,
      onOtherUser: () => announce(''),
      onDone: (preview) => announce(summaryOf(preview, localize)),
      onError: report,
      onProgress: (progress) => announce(progressText(progress, localize)),
    });
  }

  /** Call it before every render: a preview ends with the changes that it is of. */
  follow(change: PolicyChange | undefined): void {
    this.#change = change;
    if (!change) this.#run.reset();
  }

  /** `version` is that of the saved settings. */
  render(version: string): TemplateResult | typeof nothing {
    const change = this.#change;
    if (!change) return nothing;
    const { localize, announce } = this.#options;
    const { state } = this.#run;
    const isRunning = state.name === 'running';
    const start = (): void => {
      if (isRunning) return;
      announce(localize.term('preview.running'));
      void this.#run.start(change);
    };
    return html`<div class="preview" part="preview" role="group" aria-labelledby="preview-title">
      <p class="label" id="preview-title">${localize.term('preview.title')}</p>
      <p class="meaning" id="preview-hint">${localize.term('preview.hint')}</p>
      <div class="preview-bar">
        <button
          class="button preview-start"
          type="button"
          aria-describedby="preview-hint"
          aria-disabled=${isRunning}
          @click=${start}
        >
          ${localize.term(state.name === 'done' ? 'preview.again' : 'preview.start')}
        </button>
        ${isRunning ? this.#renderProgress(state.progress) : nothing}
        ${
          state.name === 'cancelled'
            ? html`<span class="meaning">${localize.term('preview.cancelled')}</span>`
            : nothing
        }
      </div>
      ${
        state.name === 'failed'
          ? renderFailure(
              'preview-failure',
              `${localize.term('preview.failed')} ${localize.term(`error.${state.error.code}`)}`,
              localize,
              start,
            )
          : nothing
      }
      ${
        state.name === 'done'
          ? renderResult(state.preview, this.#run.fits(change, version), this.#options)
          : nothing
      }
    </div>`;
  }

  #renderProgress(progress: PreviewProgress | undefined): TemplateResult {
    const { localize } = this.#options;
    // Without a total there is nothing to measure against.
    const known = progress && progress.total > 0 ? progress : undefined;
    return html`<progress
        aria-label=${localize.term('preview.progress')}
        max=${known?.total ?? nothing}
        value=${known?.done ?? nothing}
      ></progress>
      <span class="meaning preview-count">
        ${known ? progressText(known, localize) : localize.term('preview.running')}
      </span>
      <button class="button quiet" type="button" @click=${this.#cancel}>
        ${localize.term('cancel')}
      </button>`;
  }

  readonly #cancel = (): void => {
    const { focusStart, announce, localize } = this.#options;
    focusStart();
    this.#run.cancel();
    announce(localize.term('preview.cancelled'));
  };
}

const progressText = ({ done, total }: PreviewProgress, localize: LocalizeController): string =>
  localize.term('preview.count', { done, total });

function summaryOf({ judged, changed }: SettingsPreview, localize: LocalizeController): string {
  if (judged === 0) return localize.term('preview.nothing');
  return changed === 0
    ? localize.term('preview.same', { count: judged })
    : localize.term('preview.changed', { count: changed, judged });
}

function renderResult(
  preview: SettingsPreview,
  isCurrent: boolean,
  options: PreviewPanelOptions,
): TemplateResult {
  const { localize } = options;
  const { moves, leftOut } = preview;
  const lines = (['evidence', 'ipCountry'] as const).flatMap((why) => {
    const count = leftOut[why];
    return count > 0 ? localize.term(`preview.leftOut.${why}`, { count }) : [];
  });
  return html`<div role="status">
      ${
        isCurrent
          ? nothing
          : html`<p class="preview-stale">
              ${icon('warning')}<span>${localize.term('preview.stale')}</span>
            </p>`
      }
    </div>
    <div class=${isCurrent ? 'preview-result' : 'preview-result outdated'}>
      <p class="preview-summary">${summaryOf(preview, localize)}</p>
      ${moves.map((move, index) => renderMove(move, `preview-move-${index}`, options))}
      ${lines.map((line) => html`<p class="meaning">${line}</p>`)}
      ${moves.length > 0 ? html`<p class="meaning">${localize.term('preview.note')}</p>` : nothing}
    </div>`;
}

function renderMove(
  { from, to, count, conditions }: PreviewedMove,
  id: string,
  options: PreviewPanelOptions,
): TemplateResult {
  const { localize } = options;
  return html`<div class="preview-move">
    <p class="preview-change" id=${id}>
      ${renderStatus(from, localize)}
      <span class="preview-arrow" aria-hidden="true">→</span>
      <span class="visually-hidden">${localize.term('preview.becomes')}</span>
      ${renderStatus(to, localize)}
      <span class="preview-number">${localize.term('preview.number', { count })}</span>
    </p>
    ${
      conditions.length > 0
        ? html`<p class="meaning preview-because" id="${id}-because">
              ${localize.term('preview.condition')}
            </p>
            <ul class="preview-conditions" aria-labelledby="${id} ${id}-because">
              ${conditions.map((condition) => renderCondition(condition, options))}
            </ul>`
        : nothing
    }
  </div>`;
}

function renderCondition(
  { condition, count, sessionIds }: PreviewedCondition,
  { localize, open }: PreviewPanelOptions,
): TemplateResult {
  const name = lookUp(names, condition);
  const head = html`<bdi class="preview-condition">${name ? localize.term(name) : condition}</bdi>
    <span class="preview-number">${localize.term('preview.number', { count })}</span>`;
  if (sessionIds.length === 0) return html`<li class="preview-head">${head}</li>`;
  return html`<li>
    <details>
      <summary class="preview-head">${renderDrawing(openIcon)} ${head}</summary>
      ${
        count > sessionIds.length
          ? html`<p class="meaning">
              ${localize.term('preview.newest', { count: sessionIds.length })}
            </p>`
          : nothing
      }
      <ul class="preview-sessions">
        ${sessionIds.map(
          (id) =>
            html`<li>
              <button
                class="link"
                type="button"
                aria-label=${localize.term('preview.open', { id })}
                @click=${() => open(id)}
              >
                <bdi>${id}</bdi>
              </button>
            </li>`,
        )}
      </ul>
    </details>
  </li>`;
}

export const styles = [
  css`
    .preview {
      display: grid;
      gap: var(--_space-2);
      max-inline-size: 44rem;
      min-inline-size: 0;
      padding: var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-sunken);
      overflow-wrap: anywhere;
    }

    .preview .meaning {
      font-size: var(--_font-size-s);
    }

    .preview-bar,
    .preview-change,
    .preview-stale,
    .preview-failure,
    .preview-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
    }

    .preview-bar {
      margin-block-start: var(--_space-1);
    }

    .preview progress {
      flex: 0 1 10rem;
      min-inline-size: 4rem;
      accent-color: var(--_color-accent);
    }

    .preview-count,
    .preview-number {
      font-variant-numeric: tabular-nums;
    }

    .preview-number {
      margin-inline-start: auto;
    }

    .preview-failure {
      color: var(--_color-danger);
    }

    .preview-failure span {
      flex: 1 1 8rem;
    }

    .preview-stale {
      flex-wrap: nowrap;
      color: var(--_color-warning);
      font-weight: 600;
    }

    .preview-result {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
      margin-block-start: var(--_space-2);
    }

    .preview-summary,
    .preview-change .preview-number {
      font-weight: 600;
    }

    .preview-move {
      min-inline-size: 0;
      padding: var(--_space-3);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-s);
      background: var(--_color-surface);
    }

    .preview-arrow:dir(rtl) {
      transform: scaleX(-1);
    }

    .preview-because {
      margin-block: var(--_space-2) var(--_space-1);
    }

    .preview-conditions,
    .preview-sessions {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .preview-conditions > li {
      border-block-start: 1px solid var(--_color-border);
    }

    .preview-head {
      gap: 0 var(--_space-2);
      min-block-size: 2.25rem;
    }

    .preview-condition {
      flex: 1 1 7rem;
      min-inline-size: 0;
    }

    summary.preview-head {
      cursor: pointer;
    }

    summary.preview-head::-webkit-details-marker {
      display: none;
    }

    .preview-head .icon {
      color: var(--_color-text-muted);
    }

    .preview-head .icon:dir(rtl) {
      transform: scaleX(-1);
    }

    [open] > .preview-head .icon {
      transform: rotate(90deg);
    }

    .preview-sessions {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr));
      gap: 0 var(--_space-3);
      max-block-size: 15rem;
      margin-block-end: var(--_space-3);
      overflow-y: auto;
      font-family: var(--_font-family-mono);
      font-size: var(--_font-size-s);
    }
  `,
];
