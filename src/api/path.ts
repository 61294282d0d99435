import { ReviewError } from './errors.js';

/** A URL parser removes `.` and `..`; a lone surrogate is not text. */
export function isPathIdentifier(id: unknown): id is string {
  return (
    typeof id === 'string' &&
    id.length > 0 &&
    id.length <= 128 &&
    id !== '.' &&
    id !== '..' &&
    !/\p{Cs}/u.test(id)
  );
}

/** @throws ReviewError `not-found` for an id that no resource can have, because no path can contain it. */
export function checkId(id: unknown): string {
  if (isPathIdentifier(id)) return id;
  throw new ReviewError('not-found', 'No resource has this id.');
}
