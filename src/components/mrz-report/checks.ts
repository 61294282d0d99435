import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import {
  explainCheck,
  type CheckDigitArithmetic,
  type MrzCheck,
  type MrzReport,
} from '../../model/mrz.js';
import { showCharacters } from './characters.js';
import { describePlace } from './place.js';

/** A value, with fillers between names as spaces. */
const shown = (value: string): string =>
  value
    .split(' ')
    .map((word) =>
      showCharacters(word)
        .map(({ text }) => text)
        .join(''),
    )
    .join(' ');

/** The weights, the sum and the remainder (ICAO Doc 9303-3, section 4.9). */
function renderArithmetic(
  { terms, sum, remainder }: CheckDigitArithmetic,
  { category, value }: MrzCheck,
  localizer: Localizer,
): TemplateResult {
  const found = value === null ? localizer.term('mrz.nothing') : shown(value);
  return html`<details class="arithmetic">
    <summary>
      ${localizer.term('mrz.arithmetic')}
      <span class="visually-hidden">(${localizer.term(`mrz.category.${category}`)})</span>
    </summary>
    <p class="hint">${localizer.term('mrz.weights')}</p>
    <ol class="terms" dir="ltr">
      ${terms.map(
        ({ character, ...numbers }) =>
          html`<li class="term ${numbers.product === 0 ? 'zero' : ''}">
            ${localizer.term('mrz.term', { character, ...numbers })}
          </li>`,
      )}
    </ol>
    <p>${localizer.term('mrz.remainder', { sum, remainder })}</p>
    <p>${localizer.term('mrz.digit', { expected: remainder, found })}</p>
  </details>`;
}

/** The model's errors are technical English in every language. */
function renderOutcome({ ok, error, value }: MrzCheck, localizer: Localizer): TemplateResult {
  if (!ok) return html`<span class="error" lang="en" dir="ltr">${error}</span>`;
  return value === null
    ? html`<span class="hint">${localizer.term('mrz.empty')}</span>`
    : html`<bdi class="value">${shown(value)}</bdi>`;
}

function renderCheck(report: MrzReport, check: MrzCheck, localizer: Localizer): TemplateResult {
  const { category, field, ok, value } = check;
  // Not for the zone as a whole, or for an optional element that is empty.
  const hasNoPlace = field === 'format' || (ok && value === null);
  const arithmetic = explainCheck(report, check);
  return html`<tbody class="check">
    <tr>
      <th scope="row">${localizer.term(`mrz.category.${category}`)}</th>
      <td>
        ${renderOutcome(check, localizer)}
        ${
          check.reading
            ? html`<span class="hint reading">
                ${localizer.term(`mrz.reading.${check.reading}`)}
              </span>`
            : nothing
        }
        ${
          hasNoPlace
            ? nothing
            : html`<span class="hint place">${describePlace(check, localizer)}</span>`
        }
      </td>
    </tr>
    ${
      arithmetic
        ? html`<tr>
            <td colspan="2">${renderArithmetic(arithmetic, check, localizer)}</td>
          </tr>`
        : nothing
    }
  </tbody>`;
}

/** Failed checks as Category and Error (spec D5), or passed checks with their values. */
export function renderChecks(
  report: MrzReport,
  outcome: 'failed' | 'passed',
  localizer: Localizer,
): TemplateResult {
  const isFailed = outcome === 'failed';
  const checks = report.checks.filter(({ ok }) => ok !== isFailed);
  return html`<table class="checks ${outcome}" part=${isFailed ? 'errors' : 'passed'}>
    <caption class="visually-hidden">
      ${localizer.term(isFailed ? 'mrz.failedChecks' : 'mrz.passedChecks')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${localizer.term('mrz.category')}</th>
        <th scope="col">${localizer.term(isFailed ? 'mrz.error' : 'mrz.value')}</th>
      </tr>
    </thead>
    ${checks.map((check) => renderCheck(report, check, localizer))}
  </table>`;
}
