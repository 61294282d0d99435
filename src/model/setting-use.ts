import * as v from 'valibot';

/** Something that a master user may remove from the settings although sessions use it. */
export const settingUse = v.variant('kind', [
  /** Sessions with a value of the field. */
  v.strictObject({ kind: v.literal('extra-field'), key: v.pipe(v.string(), v.maxLength(1000)) }),
  /** Sessions that the rule has rejected, or stopped. */
  v.strictObject({ kind: v.literal('country'), code: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)) }),
]);
export type SettingUse = v.InferOutput<typeof settingUse>;

/** The most sessions that are counted. */
export const maxSettingUse = 10_000;
