import type { SessionSort } from '../../model/query.js';
import { chooseWords, warnOnce, wordFor, wordsOf } from '../../ui/choice.js';
import type { SessionView } from './session-view.js';

export type ColumnName =
  | 'selfie'
  | 'firstName'
  | 'lastName'
  | 'date'
  | 'document'
  | 'liveness'
  | 'verified'
  | OptionalColumnName
  | 'extra'
  | QueueColumnName
  | 'reasons'
  | 'more';

/** Shown only when asked for, and only in the table. */
export type OptionalColumnName =
  'documentNumber' | 'personalNumber' | 'documentType' | 'matchLevel' | 'attempts';

/** Why a session waits, since when, until when it is due, and who has it. */
export type QueueColumnName = 'why' | 'waiting' | 'due' | 'claim';

export interface Column {
  readonly name: ColumnName;
  /** The attribute `columns` cannot leave it out. */
  readonly isFixed?: true;
  /** The order that its header asks for first. */
  readonly sort?: SessionSort;
  /** That order has no other end. */
  readonly isOneWay?: true;
  /** Its width in rem; with a `share`, its least width where columns are chosen. */
  readonly minimum: number;
  /** How much it takes of the room that is left. */
  readonly share?: number;
  readonly isOptional?: true;
}

const columns: readonly Column[] = [
  { name: 'selfie', minimum: 3 },
  { name: 'firstName', sort: 'firstName', minimum: 5.5, share: 0.9 },
  { name: 'lastName', sort: 'lastName', minimum: 5.5, share: 1.1 },
  { name: 'date', sort: '-createdAt', minimum: 10.25, share: 1.2 },
  { name: 'document', minimum: 6.5, share: 1.15 },
  { name: 'liveness', minimum: 6.5, share: 1.2 },
  { name: 'verified', sort: 'status', minimum: 6, share: 1.15 },
  { name: 'documentNumber', minimum: 7, share: 1, isOptional: true },
  { name: 'personalNumber', minimum: 8, share: 1, isOptional: true },
  { name: 'documentType', minimum: 6, share: 0.8, isOptional: true },
  { name: 'matchLevel', minimum: 5, share: 0.7, isOptional: true },
  { name: 'attempts', minimum: 5, share: 0.7, isOptional: true },
  { name: 'extra', minimum: 7, share: 1 },
  { name: 'why', isFixed: true, minimum: 9, share: 1.7 },
  { name: 'waiting', isFixed: true, minimum: 4.5, share: 0.6 },
  { name: 'due', isFixed: true, sort: 'dueAt', isOneWay: true, minimum: 5.5, share: 0.8 },
  { name: 'claim', isFixed: true, minimum: 5.5, share: 0.8 },
  { name: 'reasons', isFixed: true, minimum: 6, share: 1.15 },
  { name: 'more', isFixed: true, minimum: 2.75 },
];

/** Those that an agent may choose, in the order of the list. */
export const choosableColumns = columns.filter(({ isFixed }) => !isFixed);
const columnWords = choosableColumns.map(({ name }) => wordFor(name));

/** One of them stays, so that rows can be told apart. */
export const identifyingWords: readonly string[] = ['first-name', 'last-name', 'date'];

/** What is shown unless the host or the agent chose otherwise (spec L1). */
const defaultWords: readonly string[] = choosableColumns
  .filter(({ isOptional }) => !isOptional)
  .map(({ name }) => wordFor(name));

/** The same for sessions that await action, of which none is verified. Why they wait stands instead (spec W1). */
export const usualWords = (fixed: readonly ColumnName[]): readonly string[] => {
  const replaced = [
    ...(fixed.includes('why') ? ['verified'] : []),
    ...(fixed.includes('due') ? ['document', 'liveness'] : []),
  ];
  return defaultWords.filter((word) => !replaced.includes(word));
};

/**
 * What the attribute asks for, in the order of the list; the usual ones where it says nothing, or
 * leaves no column to tell rows apart by.
 */
export function chosenWords(words: readonly string[], usual = defaultWords): readonly string[] {
  const isEnough = words.some((word) => identifyingWords.includes(word));
  return isEnough ? columnWords.filter((word) => words.includes(word)) : usual;
}

/** The value of the attribute for a choice: nothing for the usual columns. */
export function toAttribute(words: readonly string[], usual = defaultWords): string {
  const chosen = chosenWords(words, usual).join(' ');
  return chosen === usual.join(' ') ? '' : chosen;
}

/** The attribute without what is not allowed; that is named on the console once. */
export function checkColumns(tag: string, value: string): string {
  const columns = chooseWords(tag, 'columns', value, columnWords);
  if (columns === '' || toAttribute(wordsOf(columns)) !== '') return columns;
  const isUsual = columns === defaultWords.join(' ');
  if (!isUsual) warnOnce(`<${tag}>: columns="${columns}" has no name and no date.`);
  return '';
}

/** The columns of a view that cannot be left out, for an adapter with these capabilities. */
export function fixedColumns(
  view: SessionView,
  capabilities: readonly string[] = [],
): ColumnName[] {
  const has = (capability: string): boolean => capabilities.includes(capability);
  const reasons: Readonly<Record<SessionView, ColumnName[]>> = {
    all: [],
    awaiting: [
      'why',
      ...(has('due') ? (['waiting', 'due'] as const) : []),
      ...(has('claims') ? (['claim'] as const) : []),
    ],
    rejected: ['reasons'],
  };
  return [...reasons[view], 'more'];
}

/** The chosen columns, and those that cannot be left out. */
export const columnsOf = (
  words: readonly string[],
  fixed: readonly ColumnName[],
): readonly Column[] =>
  columns.filter(({ name, isFixed }) =>
    isFixed ? fixed.includes(name) : words.includes(wordFor(name)),
  );

/** The same order from its other end. */
export const reversed = (sort: SessionSort): SessionSort =>
  (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as SessionSort;

/**
 * Gives a grid a track for each column (CSS Grid). Chosen columns keep their least width, so that the
 * grid may be wider than the list.
 */
export function setTracks(
  { style }: HTMLElement,
  columns: readonly Column[],
  areChosen: boolean,
): void {
  const rowPadding = 1.5;
  const columnGap = 0.75;
  const tracks = columns.map(({ name, minimum, share }) => {
    if (!share) return `${minimum}rem`;
    const least = name === 'date' ? 'var(--_date-size)' : '0';
    return `minmax(${areChosen ? `${minimum}rem` : least},${share}fr)`;
  });
  const size = columns.reduce((sum, { minimum }) => sum + minimum + columnGap, rowPadding);
  style.setProperty('--_columns', tracks.join(' '));
  style.setProperty('--_grid-size', areChosen ? `${size}rem` : '0');
}

/** The classes of a cell of the head and of the rows. */
export const cellClass = ({ name, isOptional }: Column): string =>
  `cell ${wordFor(name)}${isOptional ? ' optional' : ''}`;
