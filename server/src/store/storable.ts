import { pointerTo, ReviewError, type InvalidPart } from 'kv-review/api';

/** PostgreSQL stores neither NUL nor a lone surrogate, in `text` or in `jsonb` (its 8.3, 8.14). */
export const isStorable = (text: string): boolean => !/\0|\p{Cs}/u.test(text);

/** Replaces each character that PostgreSQL cannot store with U+FFFD, for texts from other systems. */
export const toStorable = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '\ufffd');

function findUnstorable(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : pointer;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = isStorable(key) ? findUnstorable(part, pointer + pointerTo([key])) : pointer;
    if (found !== undefined) return found;
  }
  return undefined;
}

const refused = (part: InvalidPart, cause?: unknown): ReviewError =>
  new ReviewError('invalid', 'The request contains a value that cannot be stored.', {
    parts: [part],
    cause,
  });

/** @throws ReviewError `invalid` that points to the first text that cannot be stored. */
export function refuseUnstorable(value: unknown): void {
  const pointer = findUnstorable(value, '');
  if (pointer === undefined) return;
  throw refused({ pointer, message: 'contains a NUL or half a surrogate pair' });
}

/**
 * Turns PostgreSQL's refusal of a value into `invalid`: data exceptions, such as a date in the year 0,
 * and values that are too long for an index (its appendix A, class 22 and 54000).
 */
export function asRefusedValue(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const isOfValue = typeof code === 'string' && (code.startsWith('22') || code === '54000');
  return isOfValue ? refused({ pointer: '', message: 'a value is out of range' }, error) : error;
}
