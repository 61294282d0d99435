/** The orders of a list. */
export const sessionSorts = [
  '-createdAt',
  'createdAt',
  'firstName',
  '-firstName',
  'lastName',
  '-lastName',
  'status',
  '-status',
] as const;

/** The most sessions of one page. */
export const maxPageSize = 200;
