import { html, nothing, svg, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import {
  falseAcceptanceOdds,
  isLowMatch,
  type FaceMatch,
  type MatchLevel,
} from '../../model/match-level.js';
import type { Session } from '../../model/session.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { icon } from '../../ui/icon.js';

type Tone = 'good' | 'bad' | 'open';

const toneOf = (passed: boolean | null): Tone =>
  passed === null ? 'open' : passed ? 'good' : 'bad';

const toneIcons = { good: 'check', bad: 'close', open: 'more' } as const;

/** What a check found, in words, with a drawing for the eye. */
function renderFinding(passed: boolean | null, text: string): TemplateResult {
  const tone = toneOf(passed);
  return html`<span class="finding ${tone}">
    <span class="finding-icon">${icon(toneIcons[tone])}</span>${text}
  </span>`;
}

function renderYesNo(passed: boolean | null, localizer: Localizer): TemplateResult {
  const word = passed === null ? 'notChecked' : passed ? 'yes' : 'no';
  return renderFinding(passed, localizer.term(word));
}

const levels: readonly MatchLevel[] = [1, 2, 3, 4, 5, 6, 7];

function renderScore(
  match: FaceMatch | null,
  accepted: MatchLevel | undefined,
  localizer: Localizer,
): TemplateResult {
  if (!match) return renderYesNo(null, localizer);
  const { level } = match;
  const isLow = accepted !== undefined && isLowMatch(match, accepted);
  const odds = level === null ? 0 : falseAcceptanceOdds(level);
  return html`<div class="score ${isLow ? 'low' : ''}">
    <span class="score-line">
      <span class="score-level">
        ${level === null ? localizer.term('match.none') : localizer.term('match.level', { level })}
      </span>
      ${
        level === null
          ? nothing
          : html`<span class="score-far" title=${localizer.term('match.farTitle', { odds })}>
              ${localizer.term('match.far', { odds })}
            </span>`
      }
    </span>
    <span class="steps" aria-hidden="true">
      ${levels.map(
        (step) =>
          html`<span
            class="step ${step <= (level ?? 0) ? 'on' : ''} ${step === accepted ? 'accepted' : ''}"
          ></span>`,
      )}
    </span>
    ${accepted === undefined ? nothing : renderAcceptance(accepted, isLow, localizer)}
  </div>`;
}

function renderAcceptance(
  accepted: MatchLevel,
  isLow: boolean,
  localizer: Localizer,
): TemplateResult {
  return isLow
    ? html`<span class="tag danger">
        ${icon('warning')}${localizer.term('match.low', { level: accepted })}
      </span>`
    : html`<span class="hint">${localizer.term('match.accepted', { level: accepted })}</span>`;
}

function renderConfidence(match: FaceMatch | null, localizer: Localizer): TemplateResult {
  const confidence = match?.confidence ?? null;
  if (confidence === null) return renderYesNo(null, localizer);
  return html`<div class="score">
    <span>${localizer.term('match.confidence', { confidence })}</span>
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="bar-fill" width=${confidence} height="4" />`}
    </svg>
  </div>`;
}

function renderSpoof({ spoof }: Session, localizer: Localizer): TemplateResult {
  const { idIsReal, fullIdDetected } = spoof;
  if (idIsReal === null && fullIdDetected === null) return renderYesNo(null, localizer);
  const real =
    idIsReal !== null &&
    renderFinding(idIsReal, localizer.term(idIsReal ? 'spoof.real' : 'spoof.spoofed'));
  const full =
    fullIdDetected !== null &&
    renderFinding(fullIdDetected, localizer.term(fullIdDetected ? 'spoof.full' : 'spoof.notFull'));
  return html`<div class="findings">${real || nothing}${full || nothing}</div>`;
}

const verifiedFindings = { processing: null, awaiting: null, success: true, rejected: false };

function renderVerified({ status }: Session, localizer: Localizer): TemplateResult {
  return html`<div class="findings inline">
    ${renderFinding(verifiedFindings[status], localizer.term(`verified.${status}`))}
    ${
      status === 'rejected'
        ? html`<span class="tag danger">${localizer.term('status.rejected')}</span>`
        : nothing
    }
  </div>`;
}

/** Session Details of the summary (spec D3, D4). */
export function renderEvidence(
  session: Session,
  accepted: MatchLevel | undefined,
  localizer: Localizer,
): TemplateResult {
  const { livenessPassed, documentValid, faceMatch, companyName } = session;
  return renderDescriptions([
    { term: localizer.term('details.verified'), value: renderVerified(session, localizer) },
    {
      term: localizer.term('details.livenessPassed'),
      value: renderYesNo(livenessPassed, localizer),
    },
    { term: localizer.term('details.documentValid'), value: renderYesNo(documentValid, localizer) },
    {
      term: localizer.term('details.faceMatchScore'),
      value: renderScore(faceMatch, accepted, localizer),
    },
    {
      term: localizer.term('details.matchConfidence'),
      value: renderConfidence(faceMatch, localizer),
    },
    { term: localizer.term('details.spoof'), value: renderSpoof(session, localizer) },
    { term: localizer.term('details.company'), value: html`<bdi>${companyName}</bdi>` },
  ]);
}
