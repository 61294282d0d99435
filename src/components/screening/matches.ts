import { html, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import type { ScreeningMatch } from '../../model/screening.js';
import { renderDescriptions } from '../../ui/description-list.js';

/** From which score on a likeness is called so; below the last it is low. */
const likenesses = [
  ['veryHigh', 0.95],
  ['high', 0.85],
  ['medium', 0.7],
] as const;

function renderLikeness(score: number, localizer: Localizer): TemplateResult {
  const [word = 'low'] = likenesses.find(([, least]) => score >= least) ?? [];
  const percent = localizer.number(score, { style: 'percent', maximumFractionDigits: 1 });
  return html`<span class="tag ${score >= 0.85 ? 'danger' : 'warning'}">
    ${localizer.term(`likeness.${word}`)} <span class="percent">${percent}</span>
  </span>`;
}

function renderMatch(match: ScreeningMatch, localizer: Localizer): TemplateResult {
  const { name, alias, list, authority, score } = match;
  const row = (key: 'name' | 'alias' | 'list' | 'authority', value: string | null) =>
    value ? [{ term: localizer.term(`screening.${key}`), value: html`<bdi>${value}</bdi>` }] : [];
  return html`<li class="match" part="match">
    ${renderDescriptions([
      ...row('name', name),
      ...row('alias', alias),
      ...row('list', list),
      ...row('authority', authority),
      { term: localizer.term('screening.likeness'), value: renderLikeness(score, localizer) },
    ])}
  </li>`;
}

/** The entries that resemble the client, the likest first. */
export function renderMatches(
  matches: readonly ScreeningMatch[],
  localizer: Localizer,
): TemplateResult {
  const ordered = [...matches].sort((a, b) => b.score - a.score);
  const count = matches.length;
  return html`<div class="matches">
    <p class="matches-title" id="matches">${localizer.term('screening.matches', { count })}</p>
    <p class="hint">${localizer.term('screening.caution')}</p>
    <ul class="match-list" aria-labelledby="matches">
      ${ordered.map((match) => renderMatch(match, localizer))}
    </ul>
  </div>`;
}
