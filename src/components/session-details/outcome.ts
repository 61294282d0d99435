import { html, nothing, type TemplateResult } from 'lit';

import { describeCondition } from '../../i18n/conditions.js';
import type { Localizer } from '../../i18n/localizer.js';
import type { Decision } from '../../model/decision.js';
import { localize } from '../../model/primitives.js';
import type { FailedCondition, Session } from '../../model/session.js';
import { isolate } from '../../ui/bidi.js';
import { icon } from '../../ui/icon.js';
import type { MaskName } from '../../ui/mask.js';

function describeDecision({ verdict, by, at }: Decision, localizer: Localizer): string {
  const values = {
    verdict: localizer.term(`verdict.${verdict}`),
    date: isolate(localizer.instant(at)),
  };
  return by
    ? localizer.term('details.decidedBy', { ...values, name: isolate(by.name) })
    : localizer.term('details.decidedAutomatically', values);
}

/** Who decided and when, with the reasons of a rejection (spec D12). */
function renderDecision(decision: Decision, localizer: Localizer): TemplateResult {
  const isRejected = decision.verdict === 'reject';
  return html`<section class="outcome ${isRejected ? 'danger' : 'success'}" part="outcome">
    <p class="outcome-title">
      ${icon(isRejected ? 'close' : 'check')}<span>${describeDecision(decision, localizer)}</span>
    </p>
    ${isRejected ? renderReasons(decision, localizer) : nothing}
  </section>`;
}

function renderReasons({ reasons }: Decision, localizer: Localizer): TemplateResult {
  const labels = reasons.map(({ id, label }) => localize(label, localizer.locale, id));
  return html`<h3 class="outcome-heading">${localizer.term('details.attachedTags')}</h3>
    ${
      labels.length > 0
        ? html`<ul class="tags">
            ${labels.map((label) => html`<li class="tag danger"><bdi>${label}</bdi></li>`)}
          </ul>`
        : html`<p class="hint">${localizer.term('details.noReasons')}</p>`
    }`;
}

function renderCondition(
  failedCondition: FailedCondition,
  hidden: ReadonlySet<MaskName>,
  localizer: Localizer,
): TemplateResult {
  const { label, seen, wanted, field } = describeCondition(localizer, failedCondition);
  const isHidden = field !== undefined && hidden.has(field);
  return html`<li>
    ${localizer.term('details.condition', {
      condition: isolate(label),
      seen: isolate(isHidden ? localizer.term('mask.value') : seen),
      wanted: isolate(wanted),
    })}
  </li>`;
}

function renderConditions(
  conditions: readonly FailedCondition[],
  hidden: ReadonlySet<MaskName>,
  isWaiting: boolean,
  localizer: Localizer,
): TemplateResult {
  return html`<section class="outcome ${isWaiting ? 'warning' : ''}" part="conditions">
    <h3 class="outcome-title">
      ${icon(isWaiting ? 'clock' : 'info')}
      <span>
        ${localizer.term(isWaiting ? 'details.failedConditions' : 'details.conditionsNotMet')}
      </span>
    </h3>
    <ul class="conditions">
      ${conditions.map((condition) => renderCondition(condition, hidden, localizer))}
    </ul>
  </section>`;
}

/** How the session stands: what it waits for, or how it ended and why. */
export function renderOutcome(
  session: Session,
  hidden: ReadonlySet<MaskName>,
  localizer: Localizer,
): TemplateResult {
  const { status, decision, failedConditions } = session;
  return html`${decision ? renderDecision(decision, localizer) : nothing}
  ${
    failedConditions.length > 0
      ? renderConditions(failedConditions, hidden, status === 'awaiting', localizer)
      : nothing
  }`;
}
