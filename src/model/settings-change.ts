import * as v from 'valibot';

import { newIdentifier } from './primitives.js';
import { queueConditions } from './queue-condition.js';
import {
  completeSettings,
  highRiskCountry,
  settingsSections,
  type Settings,
  type SettingsSection,
} from './settings.js';

const { awaiting, fields, session, branding, queue, reasons } = settingsSections;

const field = fields.entries.extraFields.pipe[0].item.entries;
const group = reasons.entries.rejection.entries.groups.pipe[0].item.entries;
const { id, label } = group.reasons.pipe[0].item.entries;

/** Every member may be left out, except those that identify something. Unknown ones are refused. */
const sparse = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.partial(v.strictObject(entries));

const newFields = sparse({
  extraFields: v.array(v.strictObject({ ...sparse(field).entries, key: newIdentifier })),
});
const newCountries = sparse({
  highRiskCountries: v.array(
    v.strictObject({
      ...sparse(highRiskCountry.entries).entries,
      code: highRiskCountry.entries.code,
    }),
  ),
});
const newQueue = sparse({
  ...queue.entries,
  // A misspelt condition must not be kept as one of a newer version.
  dueHours: sparse(v.entriesFromList(queueConditions, queue.entries.dueHours.value)),
});
const newReasons = sparse({
  rejection: sparse({
    ...reasons.entries.rejection.entries,
    groups: v.array(
      v.strictObject({
        id,
        label: v.optional(label),
        reasons: v.optional(v.array(v.strictObject({ id, label: v.optional(label) }))),
      }),
    ),
  }),
});

const saved = <Name extends SettingsSection, Values extends v.GenericSchema>(
  section: Name,
  values: Values,
) => v.strictObject({ section: v.literal(section), values });

/**
 * New values for one section. A member that is left out keeps its value, and so does a member of a list's
 * entry with the same `key`, `code` or `id`: a page does not lose what only a newer page knows. So do the
 * hours of a condition that is left out. Entries of a list that are left out are removed.
 */
export const settingsChange = v.variant('section', [
  saved('awaiting', sparse(awaiting.entries)),
  saved('fields', newFields),
  saved('countries', newCountries),
  saved('session', sparse(session.entries)),
  saved('branding', sparse({ brand: sparse(branding.entries.brand.entries) })),
  saved('queue', newQueue),
  saved('reasons', newReasons),
]);
export type SettingsChange = v.InferOutput<typeof settingsChange>;

/** New values for the members on which the outcome of a session depends; see `settingsChange`. */
export const policyChange = sparse({
  ...awaiting.entries,
  ...newCountries.entries,
  documentTypes: session.entries.documentTypes,
  timeZone: session.entries.timeZone,
});
export type PolicyChange = v.InferOutput<typeof policyChange>;

/** How a member is merged. One without an entry is replaced. */
interface Merged {
  /** The member of a list's entry that identifies it. */
  readonly identity?: 'key' | 'code' | 'id';
  readonly members?: Readonly<Record<string, Merged>>;
}

const merged: Readonly<Record<string, Merged>> = {
  extraFields: { identity: 'key', members: {} },
  highRiskCountries: { identity: 'code', members: {} },
  brand: { members: {} },
  dueHours: { members: {} },
  rejection: {
    members: {
      groups: {
        identity: 'id',
        members: { reasons: { identity: 'id', members: {} } },
      },
    },
  },
};

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeMembers(before: Members, after: Members, rules: Readonly<Record<string, Merged>>) {
  const changed = Object.entries(after)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      return [name, rule ? merge(before[name], value, rule) : value];
    });
  return { ...before, ...Object.fromEntries(changed) };
}

function merge(before: unknown, after: unknown, { identity, members = {} }: Merged): unknown {
  if (identity === undefined) {
    return isMembers(before) && isMembers(after) ? mergeMembers(before, after, members) : after;
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return after;
  const known = before.filter(isMembers);
  return after.map((item: unknown) => {
    if (!isMembers(item)) return item;
    const same = known.find((each) => each[identity] === item[identity]);
    return same ? mergeMembers(same, item, members) : item;
  });
}

/** The settings with new values, or what is wrong with them. */
export type SettingsResult<Issue = v.InferIssue<typeof completeSettings>> =
  | { readonly settings: Settings }
  /** Paths from the settings. */
  | { readonly issues: readonly Issue[] };

/**
 * Gives settings new values. Members that this version does not know are kept, in `settings` and in the
 * entries of its lists.
 */
export function mergeSettings(
  settings: Settings,
  values: SettingsChange['values'] | PolicyChange,
): SettingsResult {
  const result: unknown = mergeMembers(settings, values, merged);
  const checked = v.safeParse(completeSettings, result);
  // The result itself, because the output of the schema lacks the members that it does not know.
  return checked.success && v.is(completeSettings, result)
    ? { settings: result }
    : { issues: checked.issues ?? [] };
}
