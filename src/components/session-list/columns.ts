import type { SessionSort } from '../../model/query.js';
import { chooseWords, warnOnce, wordFor, wordsOf } from '../../ui/choice.js';

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
  | 'reasons'
  | 'more';

/** Shown only when asked for, and only in the table. */
export type OptionalColumnName =
  'documentNumber' | 'personalNumber' | 'documentType' | 'matchLevel' | 'attempts';

export interface Column {
  readonly name: ColumnName;
  /** The attribute `columns` cannot leave it out. */
  readonly isFixed?: true;
  /** The order that its header asks for first. */
  readonly sort?: SessionSort;
  /** Its least width in rem, where columns are chosen. */
  readonly minimum: number;
  /** How much it takes of the room that is left. */
  readonly share?: number;
  readonly isOptional?: true;
}

const columns: readonly Column[] = [
  { name: 'selfie', minimum: 3 },
  { name: 'firstName', sort: 'firstName', minimum: 5.5, share: 1 },
  { name: 'lastName', sort: 'lastName', minimum: 5.5, share: 1.15 },
  { name: 'date', sort: '-createdAt', minimum: 6.75, share: 1 },
  { name: 'document', minimum: 6.5, share: 1 },
  { name: 'liveness', minimum: 6.5, share: 1 },
  { name: 'verified', sort: 'status', minimum: 6, share: 0.7 },
  { name: 'documentNumber', minimum: 7, share: 1, isOptional: true },
  { name: 'personalNumber', minimum: 8, share: 1, isOptional: true },
  { name: 'documentType', minimum: 6, share: 0.8, isOptional: true },
  { name: 'matchLevel', minimum: 5, share: 0.7, isOptional: true },
  { name: 'attempts', minimum: 5, share: 0.7, isOptional: true },
  { name: 'extra', minimum: 7, share: 1 },
  { name: 'reasons', isFixed: true, minimum: 6, share: 1.1 },
  { name: 'more', isFixed: true, minimum: 2.75 },
];

/** Those that an agent may choose, in the order of the list. */
export const choosableColumns = columns.filter(({ isFixed }) => !isFixed);
const columnWords = choosableColumns.map(({ name }) => wordFor(name));

/** One of them stays, so that rows can be told apart. */
export const identifyingWords: readonly string[] = ['first-name', 'last-name', 'date'];

/** What is shown unless the host or the agent chose otherwise (spec L1). */
export const defaultWords: readonly string[] = choosableColumns
  .filter(({ isOptional }) => !isOptional)
  .map(({ name }) => wordFor(name));

/**
 * What the attribute asks for, in the order of the list; the usual ones where it says nothing, or
 * leaves no column to tell rows apart by.
 */
export function chosenWords(words: readonly string[]): readonly string[] {
  const isEnough = words.some((word) => identifyingWords.includes(word));
  return isEnough ? columnWords.filter((word) => words.includes(word)) : defaultWords;
}

/** The value of the attribute for a choice: nothing for the usual columns. */
export function toAttribute(words: readonly string[]): string {
  const chosen = chosenWords(words).join(' ');
  return chosen === defaultWords.join(' ') ? '' : chosen;
}

/** The attribute without what is not allowed; that is named on the console once. */
export function checkColumns(tag: string, value: string): string {
  const columns = chooseWords(tag, 'columns', value, columnWords);
  if (columns === '' || toAttribute(wordsOf(columns)) !== '') return columns;
  const isUsual = columns === defaultWords.join(' ');
  if (!isUsual) warnOnce(`<${tag}>: columns="${columns}" has no name and no date.`);
  return '';
}

/** Those of the usual columns that are not shown, as the styles expect them. */
export const missingWords = (chosen: readonly string[]): string =>
  defaultWords.filter((word) => !chosen.includes(word)).join(' ');

/** The chosen columns; the Rejections view has the reasons as well. */
export const columnsOf = (words: readonly string[], hasReasons: boolean): readonly Column[] =>
  columns.filter(({ name, isFixed }) =>
    isFixed ? name !== 'reasons' || hasReasons : words.includes(wordFor(name)),
  );

/** The tracks of chosen columns (CSS Grid), and the least width of their row in rem. */
function layOut(chosen: readonly Column[]): { tracks: string; minimum: number } {
  const rowPadding = 1.5;
  const columnGap = 1;
  return {
    tracks: chosen
      .map(({ minimum, share }) => (share ? `minmax(${minimum}rem, ${share}fr)` : `${minimum}rem`))
      .join(' '),
    minimum: chosen.reduce((sum, { minimum }) => sum + minimum + columnGap, rowPadding),
  };
}

/** The same order from its other end. */
export const reversed = (sort: SessionSort): SessionSort =>
  (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as SessionSort;

/** Gives a grid the tracks of the chosen columns; without any, those of the styles. */
export function setTracks(grid: HTMLElement | null, chosen: readonly Column[] | undefined): void {
  const layout = chosen && layOut(chosen);
  grid?.style.setProperty('--_columns', layout?.tracks ?? '');
  grid?.style.setProperty('--_grid-size', layout ? `${layout.minimum}rem` : '');
}
