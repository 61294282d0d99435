import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { DeliveryLog, ShownRun } from '../../controllers/settings/delivery-log.js';
import { isolate } from '../../i18n/bidi.js';
import type { WebHook, WebHookAttempt, WebHookDelivery } from '../../model/web-hooks.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderError, renderFailure } from '../../ui/notice.js';
import { outcomeText, stateText, typeText } from './hook-words.js';

/** What happened after the user asked for something. */
export interface Outcome {
  readonly tone: 'muted' | 'success' | 'danger';
  readonly text: string;
}

export interface LogView {
  readonly hook: WebHook;
  readonly log: DeliveryLog;
  /** Ends the ids of the log's parts. */
  readonly suffix: string;
  readonly localize: LocalizeController;
  readonly outcomeOf: (delivery: WebHookDelivery) => Outcome | undefined;
  readonly redeliver: (delivery: WebHookDelivery) => void;
}

/** `pending` becomes a warning once a try has failed. */
const toneOf = ({ state, attempts }: WebHookDelivery): string => {
  if (state === 'delivered') return 'success';
  if (state === 'failed') return 'danger';
  return attempts.some(({ error, status }) => error !== null || status !== null) ? 'warning' : '';
};

export const renderState = (
  delivery: WebHookDelivery,
  localize: LocalizeController,
): TemplateResult =>
  html`<span class="tag ${toneOf(delivery)}">${stateText(delivery, localize)}</span>`;

export const renderOutcome = ({ tone, text }: Outcome): TemplateResult =>
  html`<p class="outcome ${tone}">
    ${tone === 'muted' ? nothing : icon(tone === 'success' ? 'check' : 'warning')}
    <span>${text}</span>
  </p>`;

/** The deliveries of a web hook, with each try. */
export function renderLog(view: LogView): TemplateResult {
  const { log, localize, suffix } = view;
  const { runs, error } = log;
  const retry = (): void => void log.refresh();
  if (!runs) {
    return error
      ? renderError(error, localize, retry)
      : html`<p class="loading">${localize.term('loading')}</p>`;
  }
  return html`<div class="log-head">
      ${
        error
          ? renderFailure('stale', localize.term('hooks.deliveriesStale'), localize, retry)
          : nothing
      }
      <button class="button quiet" type="button" aria-disabled=${log.isReading} @click=${retry}>
        ${icon('refresh')}${localize.term('refresh')}
      </button>
    </div>
    ${
      runs.some(({ deliveries }) => deliveries.length > 0)
        ? runs.map(
            (run, index) =>
              html`<ol class="deliveries" aria-labelledby="log-${suffix}">
                  ${run.deliveries.map((delivery, place) =>
                    renderDelivery(view, delivery, `${suffix}-${index}-${place}`),
                  )}
                </ol>
                ${run.hasMore ? renderMore(run, index === runs.length - 1, localize) : nothing}`,
          )
        : html`<p class="loading">${localize.term('hooks.deliveriesNone')}</p>`
    }`;
}

/** Reads what follows a run: older deliveries, or those before the next run. */
function renderMore(
  { error, isReadingMore, readMore }: ShownRun,
  isLast: boolean,
  localize: LocalizeController,
): TemplateResult {
  if (error) {
    return renderFailure('stale', localize.term('hooks.moreFailed'), localize, readMore);
  }
  const text = isLast ? 'hooks.more' : 'hooks.between';
  return html`<button
    class="button"
    type="button"
    aria-disabled=${isReadingMore}
    @click=${readMore}
  >
    ${localize.term(isReadingMore ? 'loading' : text)}
  </button>`;
}

function renderDelivery(view: LogView, delivery: WebHookDelivery, id: string): TemplateResult {
  const { hook, localize, outcomeOf, redeliver } = view;
  const { sessionId, createdAt, attempts } = delivery;
  const outcome = outcomeOf(delivery);
  const isBusy = outcome?.tone === 'muted';
  return html`<li class="delivery" part="delivery">
    <p class="delivery-head" id="delivery-${id}">
      <span class="delivery-type">${typeText(delivery, localize)}</span>
      ${renderState(delivery, localize)} ${renderInstant(createdAt, localize.current)}
    </p>
    ${
      sessionId === null
        ? nothing
        : html`<p class="meaning">${localize.term('hooks.session', { id: isolate(sessionId) })}</p>`
    }
    ${
      attempts.length === 0
        ? nothing
        : html`<ol class="tries" aria-label=${localize.term('hooks.tries')}>
            ${attempts.map((attempt, index) =>
              renderTry(attempt, index === attempts.length - 1, delivery, localize),
            )}
          </ol>`
    }
    ${renderWhatFollows(delivery, hook, localize)} ${outcome ? renderOutcome(outcome) : nothing}
    <button
      class="button small"
      type="button"
      id="redeliver-${id}"
      aria-labelledby="redeliver-${id} delivery-${id}"
      aria-disabled=${isBusy}
      @click=${() => redeliver(delivery)}
    >
      ${localize.term('hooks.redeliver')}
    </button>
  </li>`;
}

function renderTry(
  attempt: WebHookAttempt,
  isLast: boolean,
  delivery: WebHookDelivery,
  localize: LocalizeController,
): TemplateResult {
  const { number, at, status, error, durationMs } = attempt;
  const isFailed = error !== null || (status !== null && (status < 200 || status > 299));
  return html`<li class="try">
    <span>${localize.term('hooks.try', { number })}</span>
    ${renderInstant(at, localize.current)}
    <span class=${isFailed ? 'failed' : ''}>
      ${outcomeText(attempt, isLast, delivery, localize)}
    </span>
    ${
      durationMs === null
        ? nothing
        : html`<span class="meaning">${localize.term('hooks.duration', { ms: durationMs })}</span>`
    }
  </li>`;
}

function renderWhatFollows(
  { state, nextAttemptAt, attempts }: WebHookDelivery,
  { enabled }: WebHook,
  localize: LocalizeController,
): TemplateResult | typeof nothing {
  if (nextAttemptAt !== null) {
    const date = isolate(localize.current.instant(nextAttemptAt));
    return html`<p class="meaning">${localize.term('hooks.nextTry', { date })}</p>`;
  }
  if (state !== 'pending') return nothing;
  if (!enabled) return html`<p class="meaning">${localize.term('hooks.paused')}</p>`;
  return attempts.length === 0
    ? html`<p class="meaning">${localize.term('hooks.noTry')}</p>`
    : nothing;
}
