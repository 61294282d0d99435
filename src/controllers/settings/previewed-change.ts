import * as v from 'valibot';

import { policyChange, type PolicyChange } from '../../model/settings-change.js';
import type { FieldValues } from './section-form.js';

/**
 * What of a section's new values affects how sessions end. `undefined` if nothing does, or if such a
 * value cannot be saved.
 */
export function previewedChange(values: FieldValues | undefined): PolicyChange | undefined {
  const members = Object.entries(values ?? {}).filter(([name]) =>
    Object.hasOwn(policyChange.entries, name),
  );
  if (members.length === 0) return undefined;
  const checked = v.safeParse(policyChange, Object.fromEntries(members));
  return checked.success ? checked.output : undefined;
}
