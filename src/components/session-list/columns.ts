import type { SessionSort } from '../../model/query.js';

export type ColumnName =
  | 'selfie'
  | 'firstName'
  | 'lastName'
  | 'date'
  | 'document'
  | 'liveness'
  | 'verified'
  | 'extra'
  | 'reasons'
  | 'more';

export interface Column {
  readonly name: ColumnName;
  /** The order that its header asks for first. */
  readonly sort?: SessionSort;
}

const columns: readonly Column[] = [
  { name: 'selfie' },
  { name: 'firstName', sort: 'firstName' },
  { name: 'lastName', sort: 'lastName' },
  { name: 'date', sort: '-createdAt' },
  { name: 'document' },
  { name: 'liveness' },
  { name: 'verified', sort: 'status' },
  { name: 'extra' },
  { name: 'reasons' },
  { name: 'more' },
];
const columnsWithoutReasons = columns.filter(({ name }) => name !== 'reasons');

/** In the order of the product documents (spec L1); the Rejections view has the reasons as well. */
export const columnsOf = (hasReasons: boolean): readonly Column[] =>
  hasReasons ? columns : columnsWithoutReasons;

/** The same order from its other end. */
export const reversed = (sort: SessionSort): SessionSort =>
  (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as SessionSort;
