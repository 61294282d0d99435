import { isSameData } from '../../model/same-data.js';
import type { FieldName, FieldValues } from './section-form.js';

/** Whose value of a field is kept. */
export type Side = 'mine' | 'saved';

/** A field that differs between what the user saw, what is saved now, and what the user has entered. */
export interface Difference<Name extends string = string> {
  readonly name: Name;
  /** `both`: the user must choose. */
  readonly changedBy: 'me' | 'other' | 'both';
}

/**
 * Every field that either side has changed; empty unless somebody else has changed one.
 * @param seen what the user saw
 * @param saved what is saved now
 * @param changed what the user has changed
 */
export function differencesOf<Fields extends FieldValues>(
  seen: Fields,
  saved: Fields,
  changed: Partial<Fields>,
): readonly Difference<FieldName<Fields>>[] {
  const names = namesOf<Fields>({ ...seen, ...saved, ...changed });
  const differences = names.flatMap((name): Difference<FieldName<Fields>>[] => {
    const isMine = name in changed;
    if (isSame(seen[name], saved[name])) return isMine ? [{ name, changedBy: 'me' }] : [];
    return [{ name, changedBy: isMine ? 'both' : 'other' }];
  });
  return differences.some(({ changedBy }) => changedBy !== 'me') ? differences : [];
}

/** A field that is missing has the value `null`. */
export const isSame = (a: unknown, b: unknown): boolean => isSameData(a ?? null, b ?? null);

export const namesOf = <Fields extends FieldValues>(fields: Partial<Fields>): FieldName<Fields>[] =>
  Object.keys(fields);
