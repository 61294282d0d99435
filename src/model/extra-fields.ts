import type { ExtraValue } from './session-summary.js';
import type { ExtraField } from './workspace.js';

/** An extra field of the company with the client's value, or a value without such a field. */
export interface ExtraLine {
  readonly key: string;
  /** `undefined` when the company does not define the field, or no longer does. */
  readonly field: ExtraField | undefined;
  /** `undefined` when the client entered nothing. */
  readonly value: string | undefined;
}

/** In the company's order; values of undefined fields follow. A key that occurs twice loses no value. */
export function arrangeExtraFields(
  fields: readonly ExtraField[],
  values: readonly ExtraValue[],
): ExtraLine[] {
  const keys = new Set(fields.map(({ key }) => key));
  const defined = fields.flatMap((field): ExtraLine[] => {
    const { key } = field;
    const found = values.filter((each) => each.key === key);
    return found.length === 0
      ? [{ key, field, value: undefined }]
      : found.map(({ value }) => ({ key, field, value }));
  });
  const others = values.filter(({ key }) => !keys.has(key));
  return [...defined, ...others.map(({ key, value }) => ({ key, field: undefined, value }))];
}
