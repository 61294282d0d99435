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
