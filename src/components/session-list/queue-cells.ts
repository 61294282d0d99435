import { describeCondition } from '../../i18n/conditions.js';
import { ageText } from '../../i18n/duration.js';
import type { Claim } from '../../model/claim.js';
import type { ColumnName } from './columns.js';
import type { CellDetail } from './late-cells.js';
import type { CellTools, ShowCell } from './row-cells.js';
import type { RowContext, SessionRow } from './session-row.js';

type QueueColumn = Extract<ColumnName, 'waiting' | 'due' | 'claim'>;

/** What a cell says: words, and how they are marked. */
interface Said {
  readonly text: string;
  readonly tone?: 'overdue' | 'own' | 'none';
  /** The exact instant. */
  readonly title?: string;
}

/** Why a session waits: its open matches, then the conditions that it failed. */
export function whyOf(
  { conditions, queue }: SessionRow,
  { localizer, hidden }: RowContext,
): CellDetail[] {
  const count = queue?.openMatches ?? 0;
  const matches =
    count > 0
      ? [
          {
            label: localizer.term('condition.screening'),
            text: localizer.term('queue.openMatches', { count }),
          },
        ]
      : [];
  // The open matches say what this condition says.
  const others =
    count > 0 ? conditions.filter(({ condition }) => condition !== 'screening') : conditions;
  return [
    ...matches,
    ...others.map((failed) => {
      const { label, observed, field } = describeCondition(localizer, failed);
      const isHidden = field !== undefined && hidden.has(field);
      return { label, text: isHidden ? localizer.term('mask.value') : observed };
    }),
  ];
}

/** The cells of the awaiting view that tell which session comes next. */
export const queueCells: Readonly<
  Record<QueueColumn, (cell: HTMLElement, tools: CellTools) => ShowCell>
> = {
  waiting: (cell, tools) => createSaid(cell, 'waiting', tools, sayWaiting),
  due: (cell, tools) => createSaid(cell, 'due', tools, sayDue),
  claim: (cell, tools) => createSaid(cell, 'claim', tools, sayClaim),
};

function sayWaiting({ queue }: SessionRow, { localizer, now }: RowContext): Said | undefined {
  const since = queue?.awaitingSince;
  if (!since) return undefined;
  return {
    text: ageText(localizer, now - Date.parse(since)),
    title: localizer.instant(since, { timeZoneName: true }),
  };
}

function sayDue({ queue }: SessionRow, { localizer, now }: RowContext): Said | undefined {
  if (!queue) return undefined;
  const { dueAt } = queue;
  if (!dueAt) return { text: localizer.term('queue.noDue'), tone: 'none' };
  const left = Date.parse(dueAt) - now;
  const time = ageText(localizer, Math.abs(left));
  return {
    text: localizer.term(left < 0 ? 'queue.overdue' : 'queue.dueIn', { time }),
    title: localizer.instant(dueAt, { timeZoneName: true }),
    ...(left < 0 && { tone: 'overdue' }),
  };
}

function sayClaim({ queue }: SessionRow, { localizer, actorId }: RowContext): Said | undefined {
  if (!queue) return undefined;
  const { claim } = queue;
  if (!claim) return { text: localizer.term('queue.unclaimed'), tone: 'none' };
  return isOwn(claim, actorId)
    ? { text: localizer.term('queue.you'), tone: 'own' }
    : { text: claim.by.name };
}

const isOwn = (claim: Claim, actorId: string | undefined): boolean => claim.by.id === actorId;

/** Words with the name of their column, which cards show because they have no header. */
function createSaid(
  cell: HTMLElement,
  name: QueueColumn,
  { createNode, setChildren, setText, setClass, setAttribute }: CellTools,
  say: (row: SessionRow, context: RowContext) => Said | undefined,
): ShowCell {
  const className = cell.className;
  const key = createNode('span', 'key');
  const text = new Text();
  // Its lines begin where those of the other cells do, whatever the direction of a name.
  const value = createNode('span', 'said', createNode('bdi', '', text));
  // A screen reader names the column itself.
  key.ariaHidden = 'true';
  return (row, context) => {
    const said = say(row, context);
    key.textContent = `${context.localizer.term(`column.${name}`)}: `;
    setText(text, said?.text ?? '');
    setClass(cell, said?.tone ? `${className} ${said.tone}` : className);
    setAttribute(value, 'title', said?.title);
    setChildren(cell, ...(said ? [key, value] : []));
  };
}
