import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import type { FalsePositive, ScreeningMatch } from '../../model/screening.js';
import { renderInstant } from '../../ui/instant.js';
import { asIs, listText } from '../../i18n/list-text.js';
import { renderComparison, type ComparisonView } from './entry-comparison.js';

/** The lowest score of each match strength. Below the last one it is low. */
const strengths = [
  ['veryHigh', 0.95],
  ['high', 0.85],
  ['medium', 0.7],
] as const;

export interface MatchesView extends ComparisonView {
  /** Whether the agent can mark a match, or remove a mark. */
  readonly canMark: boolean;
  readonly onMark: (match: ScreeningMatch, button: HTMLElement) => void;
}

/** A match that is marked as a false positive no longer warns. */
function renderStrength(
  { score, falsePositive }: ScreeningMatch,
  localizer: Localizer,
): TemplateResult {
  const [word = 'low'] = strengths.find(([, least]) => score >= least) ?? [];
  const percent = localizer.number(score, { style: 'percent', maximumFractionDigits: 1 });
  const tone = score >= 0.85 ? 'danger' : 'warning';
  return html`<span class="tag ${falsePositive ? '' : tone}">
    ${localizer.term(`strength.${word}`)} <span class="percent">${percent}</span>
  </span>`;
}

/** The mark of a false positive: reason, author and time. */
function renderMark({ reason, by, at }: FalsePositive, localizer: Localizer): TemplateResult {
  return html`<div class="mark">
    <p class="mark-head">
      <span class="tag accent">${localizer.term('falsePositive.label')}</span>
      <span><bdi>${by.name}</bdi>, ${renderInstant(at, localizer)}</span>
    </p>
    <p class="mark-reason" dir="auto">${reason}</p>
  </div>`;
}

function renderMatch(match: ScreeningMatch, index: number, view: MatchesView): TemplateResult {
  const { localizer, canMark, onMark } = view;
  const { list, authority, falsePositive } = match;
  const nameId = `name-${index}`;
  return html`<li
    class="match ${falsePositive ? 'marked' : ''}"
    part="match"
    tabindex="-1"
    aria-labelledby="list-${index} ${nameId}"
  >
    <div class="match-head">
      <p class="match-list-name" id="list-${index}">
        ${localizer.term('screening.list')}: <bdi>${listText(list, localizer, asIs)}</bdi>
      </p>
      ${
        authority
          ? html`<p class="authority">
              ${localizer.term('screening.authority')}: <bdi>${authority}</bdi>
            </p>`
          : nothing
      }
      <p>${localizer.term('screening.strength')}: ${renderStrength(match, localizer)}</p>
    </div>
    ${renderComparison(match, nameId, view)}
    ${falsePositive ? renderMark(falsePositive, localizer) : nothing}
    ${
      canMark
        ? html`<button
            class="button"
            type="button"
            aria-describedby=${nameId}
            @click=${(event: Event) => onMark(match, event.currentTarget as HTMLElement)}
          >
            ${localizer.term(falsePositive ? 'falsePositive.takeBack' : 'falsePositive.mark')}
          </button>`
        : nothing
    }
  </li>`;
}

/** The matches with the highest score come first. */
export const inOrder = (matches: readonly ScreeningMatch[]): ScreeningMatch[] =>
  [...matches].sort((a, b) => b.score - a.score);

/** The matches in their order, with how many of them are open. */
export function renderMatches(
  matches: readonly ScreeningMatch[],
  view: MatchesView,
): TemplateResult {
  const { localizer } = view;
  const count = matches.length;
  const open = matches.filter(({ falsePositive }) => !falsePositive).length;
  return html`<div class="matches">
    <p class="matches-title" id="matches">
      ${localizer.term('screening.matches', { count })}${
        open < count
          ? html`<span class="open">, ${localizer.term('screening.open', { count: open })}</span>`
          : nothing
      }
    </p>
    ${open > 0 ? html`<p class="hint">${localizer.term('screening.caution')}</p>` : nothing}
    <ul class="match-list" aria-labelledby="matches">
      ${inOrder(matches).map((match, index) => renderMatch(match, index, view))}
    </ul>
  </div>`;
}
