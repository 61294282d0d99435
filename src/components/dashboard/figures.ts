import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { durationText } from '../../i18n/duration.js';
import type { Statistics } from '../../model/statistics/answer.js';
import {
  durationQuantile,
  type DurationHistogram,
  type DurationQuantile,
} from '../../model/statistics/durations.js';
import type { StatisticsDatum } from '../../model/statistics/filters.js';
import { successRateOf, totalOf } from './charts.js';

/** How a figure compares with the range before. */
interface Change {
  readonly text: string;
  /** Without it, the change is neither good nor bad. */
  readonly isBetter?: boolean;
}

interface Link {
  readonly text: string;
  readonly datum: StatisticsDatum;
  /** The text says something, so it is printed. */
  readonly isStatement?: true;
}

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  readonly change?: Change | undefined;
  /** Leads to the sessions that are counted. */
  readonly link?: Link | undefined;
}

export interface FiguresContext {
  readonly localize: LocalizeController;
  readonly canOpen: (datum: StatisticsDatum) => boolean;
  readonly open: (datum: StatisticsDatum) => void;
}

/** The numbers at the top of the dashboard. */
export function renderFigures(statistics: Statistics, context: FiguresContext): TemplateResult {
  const { localize } = context;
  return html`<ul class="figures">
    ${[
      verifications(statistics, localize),
      successRate(statistics, localize),
      decisionTime(statistics, localize),
      queue(statistics, localize),
    ].map((figure) => renderFigure(figure, context))}
  </ul>`;
}

function renderFigure(
  { name, value, meaning, change, link }: Figure,
  { localize, canOpen, open }: FiguresContext,
): TemplateResult {
  return html`<li class="figure" part="figure">
    <span class="figure-name">${name}</span>
    <span class="figure-value">${value}</span>
    ${change ? renderChange(change, localize) : nothing}
    <span class="figure-meaning">${meaning}</span>
    ${
      link && canOpen(link.datum)
        ? html`<button
            class=${link.isStatement ? 'link printed' : 'link'}
            type="button"
            @click=${() => open(link.datum)}
          >
            ${link.text}
          </button>`
        : nothing
    }
  </li>`;
}

/** In words, because not everybody can tell the colours apart. */
function renderChange({ text, isBetter }: Change, localize: LocalizeController): TemplateResult {
  return html`<span class="change"
    >${text}
    ${
      isBetter === undefined
        ? nothing
        : html`<span class="tag ${isBetter ? 'success' : 'danger'}"
            >${localize.term(isBetter ? 'dashboard.better' : 'dashboard.worse')}</span
          >`
    }</span
  >`;
}

function verifications({ range, before }: Statistics, localize: LocalizeController): Figure {
  const total = totalOf(range);
  return {
    name: localize.term('dashboard.verifications'),
    value: localize.current.number(total),
    meaning: localize.term('dashboard.verificationsMeaning'),
    change: before ? changeOfNumber(total, totalOf(before), localize) : undefined,
  };
}

function changeOfNumber(
  now: number,
  before: number,
  localize: LocalizeController,
): Change | undefined {
  if (now === 0 && before === 0) return undefined;
  if (before === 0) return { text: localize.term('dashboard.noneBefore') };
  const ratio = now / before - 1;
  const percent = localize.current.number(Math.abs(ratio), {
    style: 'percent',
    maximumFractionDigits: Math.abs(ratio) < 0.1 ? 1 : 0,
  });
  if (now === before) return { text: localize.term('dashboard.same') };
  return { text: localize.term(now > before ? 'dashboard.more' : 'dashboard.fewer', { percent }) };
}

function successRate({ range, before }: Statistics, localize: LocalizeController): Figure {
  const rate = successRateOf(range);
  const { judgedInPart } = range;
  const rateBefore = before ? successRateOf(before) : undefined;
  return {
    name: localize.term('dashboard.successRate'),
    value:
      rate === undefined
        ? localize.term('dashboard.none')
        : localize.current.number(rate, { style: 'percent', maximumFractionDigits: 1 }),
    meaning: localize.term('dashboard.successRateMeaning'),
    change:
      rate !== undefined && rateBefore !== undefined
        ? changeOfRate(rate, rateBefore, localize)
        : undefined,
    link:
      judgedInPart > 0
        ? {
            text: localize.term('dashboard.inPart', { count: judgedInPart }),
            datum: { of: 'in-part', within: range },
            isStatement: true,
          }
        : undefined,
  };
}

function changeOfRate(now: number, before: number, localize: LocalizeController): Change {
  // As the rates are shown, so that the two and their difference agree.
  const difference = Math.round(now * 1000) - Math.round(before * 1000);
  if (difference === 0) return { text: localize.term('dashboard.sameRate') };
  const count = Math.abs(difference) / 10;
  return {
    text: localize.term(difference > 0 ? 'dashboard.higher' : 'dashboard.lower', { count }),
    isBetter: difference > 0,
  };
}

function decisionTime({ range, before }: Statistics, localize: LocalizeController): Figure {
  const median = durationQuantile(range.decisionTimes, 0.5);
  const ninth = durationQuantile(range.decisionTimes, 0.9);
  const name = localize.term('dashboard.decisionTime');
  if (!median || !ninth) {
    return {
      name,
      value: localize.term('dashboard.none'),
      meaning: localize.term('dashboard.decisionTimeNone'),
    };
  }
  return {
    name,
    value: durationText(localize.current, median.estimate),
    meaning: localize.term('dashboard.decisionTimeMeaning', {
      time: durationText(localize.current, ninth.estimate),
    }),
    change: before ? changeOfTime(median, before.decisionTimes, localize) : undefined,
  };
}

function changeOfTime(
  now: DurationQuantile,
  histogramBefore: DurationHistogram,
  localize: LocalizeController,
): Change | undefined {
  const before = durationQuantile(histogramBefore, 0.5);
  if (!before) return undefined;
  // Within one bin, nobody can tell.
  if (now.from === before.from) return { text: localize.term('dashboard.sameTime') };
  const isLonger = now.estimate > before.estimate;
  const time = durationText(localize.current, Math.abs(now.estimate - before.estimate));
  return {
    text: localize.term(isLonger ? 'dashboard.longer' : 'dashboard.shorter', { time }),
    isBetter: !isLonger,
  };
}

function queueMeaning(
  { count, at, oldestSince, overdue }: Statistics['queue'],
  localize: LocalizeController,
): string {
  if (count === 0 || oldestSince === null) return localize.term('dashboard.queueEmpty');
  const age = Math.max(0, Date.parse(at) - Date.parse(oldestSince));
  const oldest = localize.term('dashboard.queueOldest', {
    time: durationText(localize.current, age),
  });
  return overdue ? `${localize.term('dashboard.overdue', { count: overdue })} · ${oldest}` : oldest;
}

function queue({ queue: now }: Statistics, localize: LocalizeController): Figure {
  const { count } = now;
  return {
    name: localize.term('dashboard.queue'),
    value: localize.current.number(count),
    meaning: queueMeaning(now, localize),
    link:
      count > 0
        ? { text: localize.term('dashboard.queueOpen'), datum: { of: 'queue' } }
        : undefined,
  };
}
