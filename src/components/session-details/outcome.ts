import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { verdictText } from '../../i18n/values.js';
import type { Decision, Verdict } from '../../model/decision.js';
import { lookUp } from '../../model/known.js';
import { localize } from '../../model/localized.js';
import type { Session } from '../../model/session.js';
import { isolate } from '../../i18n/bidi.js';
import { icon, type IconName } from '../../ui/icon.js';

/** The verdict, its author and its time. */
export function describeDecision({ verdict, by, at }: Decision, localizer: Localizer): string {
  const values = {
    verdict: verdictText(localizer, verdict),
    date: isolate(localizer.instant(at)),
  };
  return by
    ? localizer.term('details.decidedBy', { ...values, name: isolate(by.name) })
    : localizer.term('details.decidedAutomatically', values);
}

type Look = readonly [tone: string, icon: IconName];

const looks: Readonly<Record<Verdict, Look>> = {
  verify: ['success', 'check'],
  reject: ['danger', 'close'],
};
const unknownLook: Look = ['', 'info'];

/** Who decided and when, with the reasons of a rejection (spec D12). */
function renderDecision(
  decision: Decision,
  localizer: Localizer,
  open: (sessionId: string) => void,
): TemplateResult {
  const { verdict, reasons, by, duplicateOf } = decision;
  // The policy attaches none: the conditions say why it rejected.
  const hasTags = reasons.length > 0 || (verdict === 'reject' && by !== null);
  const [tone, drawing] = lookUp(looks, verdict) ?? unknownLook;
  return html`<section class="outcome ${tone}" part="outcome">
    <p class="outcome-title">
      ${icon(drawing)}<span>${describeDecision(decision, localizer)}</span>
    </p>
    ${hasTags ? renderReasons(decision, localizer) : nothing}
    ${
      duplicateOf === undefined
        ? nothing
        : html`<button class="link" type="button" @click=${() => open(duplicateOf)}>
            ${localizer.term('details.duplicateOf')}
          </button>`
    }
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

/** How the session ended, or that it is still being processed. */
export function renderOutcome(
  { status, decision }: Session,
  localizer: Localizer,
  open: (sessionId: string) => void,
): TemplateResult | typeof nothing {
  if (status === 'processing') {
    return html`<p class="outcome">
      ${icon('clock')}<span>${localizer.term('details.processing')}</span>
    </p>`;
  }
  return decision ? renderDecision(decision, localizer, open) : nothing;
}
