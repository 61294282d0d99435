import { css, html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../i18n/localizer.js';
import { farText, levelText, withFar } from '../i18n/match-level.js';
import { falseAcceptanceOdds, isLowMatch } from '../model/false-acceptance.js';
import type { AnsweredLevel, FaceMatch, MatchLevel } from '../model/match-level.js';
import { renderFinding, renderYesNo } from './finding.js';
import { icon } from './icon.js';

const levels: readonly MatchLevel[] = [1, 2, 3, 4, 5, 6, 7];

/** The level and FAR of a face match (spec D4), with the level that the company accepts. */
export function renderMatchScore(
  match: FaceMatch | null,
  accepted: AnsweredLevel | undefined,
  localizer: Localizer,
): TemplateResult {
  if (!match) return renderYesNo(null, localizer);
  const { level } = match;
  if (level === null) return renderFinding(null, levelText(localizer, level));
  const isLow = accepted !== undefined && isLowMatch(match, accepted);
  const odds = falseAcceptanceOdds(level);
  return html`<div class="score ${isLow ? 'low' : ''}">
    <span class="score-line">
      <span class="score-level">${levelText(localizer, level)}</span>
      ${
        odds === undefined
          ? nothing
          : html`<span class="score-far" title=${localizer.term('match.farTitle', { odds })}
              >${farText(localizer, level)}</span
            >`
      }
    </span>
    <span class="steps" aria-hidden="true">
      ${levels.map(
        (step) =>
          html`<span
            class="step ${step <= level ? 'on' : ''} ${step === accepted ? 'accepted' : ''}"
          ></span>`,
      )}
    </span>
    ${accepted === undefined ? nothing : renderAcceptance(accepted, isLow, localizer)}
  </div>`;
}

function renderAcceptance(
  accepted: AnsweredLevel,
  isLow: boolean,
  localizer: Localizer,
): TemplateResult {
  const text = (key: 'match.low' | 'match.accepted'): string =>
    withFar(localizer, localizer.term(key, { level: accepted }), accepted);
  return isLow
    ? html`<span class="tag danger">${icon('warning')}${text('match.low')}</span>`
    : html`<span class="hint">${text('match.accepted')}</span>`;
}

/** Use together with `tagStyles` and `findingStyles`. */
export const matchScoreStyles = css`
  .score {
    display: grid;
    justify-items: start;
    gap: var(--_space-1);
  }

  .score-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
  }

  .score-far {
    color: var(--_color-text-muted);
    font-weight: 400;
  }

  .steps {
    display: grid;
    grid-template-columns: repeat(7, 1fr);
    gap: 3px;
    inline-size: min(100%, 12rem);
  }

  .step {
    position: relative;
    block-size: 0.375rem;
    border-radius: var(--_radius-pill);
    background: var(--_color-border);
  }

  .step.on {
    background: var(--_color-success);
  }

  .low .step.on {
    background: var(--_color-danger);
  }

  /* The lowest level that is accepted. */
  .step.accepted::before {
    content: '';
    position: absolute;
    inset-block: -3px;
    inset-inline-start: -3px;
    border-inline-start: 2px solid var(--_color-text);
  }

  .hint {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 400;
  }

  @media (forced-colors: active) {
    .step {
      border: 1px solid CanvasText;
    }

    .step.on,
    .low .step.on {
      background: Highlight;
    }
  }
`;
