import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { markFailures, type MrzReport, type MrzRun } from '../../model/mrz.js';
import { showCharacters } from './characters.js';
import { describePlace } from './place.js';

/** A line that is too short fails after its last character. */
function failsAtEnd({ checks, lines }: MrzReport, line: number): boolean {
  const length = lines[line]?.length ?? 0;
  return checks.some(
    (check) =>
      !check.ok && check.line === line && check.field !== 'format' && check.start >= length,
  );
}

/** The characters for screen readers, with the number of fillers in a run. */
function spell(text: string, localizer: Localizer): string {
  const spelled = text.match(/<+|[^<]+/g)?.map((stretch) =>
    stretch.startsWith('<')
      ? localizer.term('mrz.fillers', { count: stretch.length })
      : showCharacters(stretch)
          .map(({ text: character }) => character)
          .join(' '),
  );
  return spelled?.join(', ') ?? '';
}

function describeLine(
  runs: readonly MrzRun[],
  line: number,
  isIncomplete: boolean,
  localizer: Localizer,
): string {
  let start = 0;
  const stretches = runs.map(({ text, ok }) => {
    const end = start + text.length;
    const spelled = spell(text, localizer);
    const place = describePlace({ line, start, end }, localizer);
    start = end;
    return ok ? spelled : localizer.term('mrz.failedStretch', { place, text: spelled });
  });
  if (isIncomplete) stretches.push(localizer.term('mrz.incomplete'));
  return localizer.term('mrz.spelledLine', { line: line + 1, text: stretches.join(', ') });
}

function renderRun({ text, ok }: MrzRun): TemplateResult | TemplateResult[] {
  const characters = showCharacters(text).map(({ text: shown, isNamed }) =>
    isNamed ? html`<span class="code-point">${shown}</span>` : html`${shown}`,
  );
  return ok ? characters : html`<mark>${characters}</mark>`;
}

function widthOf(lines: readonly string[]): string {
  const longest = Math.max(...lines.map(({ length }) => length));
  return longest > 36 ? 'of-44' : longest > 30 ? 'of-36' : 'of-30';
}

/** The lines as read, with failures marked. For screen readers they are spelled out. */
export function renderZone(report: MrzReport, localizer: Localizer): TemplateResult {
  const { lines } = report;
  return html`<ol class="zone ${widthOf(lines)}" part="zone" dir="ltr">
    ${markFailures(report).map((runs, line) => {
      const isIncomplete = failsAtEnd(report, line);
      return html`<li class="line" part="line">
        <span class="visually-hidden unselectable">
          ${describeLine(runs, line, isIncomplete, localizer)}
        </span>
        <code class="characters" aria-hidden="true"
          >${runs.map(renderRun)}${isIncomplete ? html`<mark class="gap"></mark>` : nothing}</code
        >
      </li>`;
    })}
  </ol>`;
}
