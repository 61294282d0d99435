/** Tables in Markdown. */
import { judgeGoal, type Goal, type Measure, type Samples } from './measure.ts';
import type { Summary } from './statistics.ts';

export interface TableOptions {
  readonly measures: readonly Measure[];
  /** Who was measured, the kit first. */
  readonly contestants: readonly string[];
  /** For whom the goals are. */
  readonly own: string;
  /** Those to whom it is compared. */
  readonly references: readonly string[];
  readonly goals: readonly Goal[];
  readonly samples: Samples;
  /** How the contestants are called in the table. */
  readonly nameOf: (contestant: string) => string;
}

const formatNumber = (value: number, digits = 0): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : 'never';

function formatSummary({ median, least, most }: Summary, { digits }: Measure): string {
  const middle = formatNumber(median, digits);
  const spread = [least, most].map((value) => formatNumber(value, digits));
  return spread.every((end) => end === middle) ? middle : `${middle} (${spread.join('–')})`;
}

/** The kit's median by that of another contestant. */
function formatRatio(own: number, other: number): string {
  if (own === other) return '1.00';
  return other <= 0 || !Number.isFinite(own) || !Number.isFinite(other)
    ? '–'
    : (own / other).toFixed(2);
}

function describeGoal({ bound, of, times = 1, plus = 0 }: Goal, nameOf: TableOptions['nameOf']) {
  const sign = bound === 'at most' ? '≤' : '≥';
  const factor = times === 1 ? '' : `${times} × `;
  if (of === undefined) return `${sign} ${formatNumber(plus)}`;
  return `${sign} ${factor}${nameOf(of)}${plus === 0 ? '' : ` + ${formatNumber(plus)}`}`;
}

const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One line for each measure that was made: the contestants, the ratios of the kit to the others, the goals. */
export function toTable(options: TableOptions): string {
  const { measures, contestants, own, goals, samples, nameOf } = options;
  const references = contestants.filter((other) => options.references.includes(other));
  const head = [
    'measure',
    ...contestants.map(nameOf),
    ...references.map((reference) => `ratio to ${nameOf(reference)}`),
    'goal',
  ];
  const lines = measures.flatMap((measure) => {
    const summaries = contestants.map((contestant) => samples.summaryOf(measure.id, contestant));
    if (summaries.every((summary) => summary === undefined)) return [];
    const cells = summaries.map((summary) => (summary ? formatSummary(summary, measure) : ''));
    const reached = samples.summaryOf(measure.id, own)?.median;
    const ratios = references.map((reference) => {
      const other = samples.summaryOf(measure.id, reference)?.median;
      return reached === undefined || other === undefined ? '' : formatRatio(reached, other);
    });
    const verdicts = goals
      .filter((goal) => goal.measure === measure.id)
      .map((goal) => {
        const judged = judgeGoal(goal, own, samples);
        const text = describeGoal(goal, nameOf);
        return judged ? `${text}: ${judged.isMet ? 'met' : '**not met**'}` : text;
      });
    return [
      toLine([`${measure.title}, ${measure.unit}`, ...cells, ...ratios, verdicts.join('; ')]),
    ];
  });
  if (lines.length === 0) return '';
  const rule = head.map((_, index) => (index === 0 || index === head.length - 1 ? '---' : '--:'));
  return [toLine(head), toLine(rule), ...lines].join('\n');
}
