/**
 * The orders of a list. `dueAt`: those first that are due first, then those without a due date that have
 * waited longest, then those that do not await action.
 */
export const sessionSorts = [
  '-createdAt',
  'createdAt',
  'firstName',
  '-firstName',
  'lastName',
  '-lastName',
  'status',
  '-status',
  'dueAt',
] as const;

/** The most sessions of one page. */
export const maxPageSize = 200;
