import type { SessionSort } from '../../model/query.js';

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
  /** How the attribute `columns` calls it; those without are always there. */
  readonly word?: string;
  /** The order that its header asks for first. */
  readonly sort?: SessionSort;
  /** Its track, where columns are chosen (CSS Grid). */
  readonly track: string;
  readonly isOptional?: true;
}

const columns: readonly Column[] = [
  { name: 'selfie', word: 'selfie', track: '3rem' },
  { name: 'firstName', word: 'first-name', sort: 'firstName', track: 'minmax(0, 1fr)' },
  { name: 'lastName', word: 'last-name', sort: 'lastName', track: 'minmax(0, 1.15fr)' },
  { name: 'date', word: 'date', sort: '-createdAt', track: 'minmax(6.75rem, 1fr)' },
  { name: 'document', word: 'document', track: 'minmax(0, 1fr)' },
  { name: 'liveness', word: 'liveness', track: 'minmax(0, 1fr)' },
  { name: 'verified', word: 'verified', sort: 'status', track: 'minmax(5.5rem, 0.7fr)' },
  { name: 'documentNumber', word: 'document-number', track: 'minmax(0, 1fr)', isOptional: true },
  { name: 'personalNumber', word: 'personal-number', track: 'minmax(0, 1fr)', isOptional: true },
  { name: 'documentType', word: 'document-type', track: 'minmax(0, 0.8fr)', isOptional: true },
  { name: 'matchLevel', word: 'match-level', track: 'minmax(0, 0.6fr)', isOptional: true },
  { name: 'attempts', word: 'attempts', track: 'minmax(0, 0.7fr)', isOptional: true },
  { name: 'extra', word: 'extra', track: 'minmax(0, 1fr)' },
  { name: 'reasons', track: 'minmax(0, 1.1fr)' },
  { name: 'more', track: '2.75rem' },
];

/** Those that an agent may choose, in the order of the list. */
export const choosableColumns = columns.filter(
  (column): column is Column & { word: string } => column.word !== undefined,
);
export const columnWords = choosableColumns.map(({ word }) => word);

/** One of them stays, so that rows can be told apart. */
export const identifyingWords: readonly string[] = ['first-name', 'last-name', 'date'];

/** What is shown unless the host or the agent chose otherwise (spec L1). */
export const defaultWords: readonly string[] = choosableColumns
  .filter(({ isOptional }) => !isOptional)
  .map(({ word }) => word);

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

/** The chosen columns; the Rejections view has the reasons as well. */
export const columnsOf = (words: readonly string[], hasReasons: boolean): readonly Column[] =>
  columns.filter(({ name, word }) =>
    word === undefined ? name !== 'reasons' || hasReasons : words.includes(word),
  );

/** The same order from its other end. */
export const reversed = (sort: SessionSort): SessionSort =>
  (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as SessionSort;
