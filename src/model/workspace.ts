import * as v from 'valibot';

import { person } from './decision.js';
import { answeredLevel } from './match-level.js';
import { open } from './open.js';
import { identifier, localizedText } from './primitives.js';
import { rejectionGroup } from './rejection.js';

export const role = v.picklist(['agent', 'master']);
/** A master user may do all that an agent may, and has settings and the activity log besides. */
export type Role = v.InferOutput<typeof role>;

export const actor = v.object({ ...person.entries, role: open(role) });
/** The signed-in user. */
export type Actor = v.InferOutput<typeof actor>;

export const capability = v.picklist([
  'decide',
  'edit-client',
  'add-note',
  'record-activity',
  'screening',
  'recheck-screening',
  'mark-false-positive',
  'settings',
  'activity',
  'statistics',
  'push',
  'export',
]);
/** What an adapter can do beyond reading; an element hides or explains what is missing. */
export type Capability = v.InferOutput<typeof capability>;

export const extraFieldType = v.picklist(['text', 'phone', 'email', 'number', 'date', 'url']);

/** A field that the company asks of its clients (spec S2). */
export const extraField = v.object({
  key: v.string(),
  label: localizedText,
  type: open(extraFieldType),
  /** Whether lists show it. */
  inList: v.boolean(),
});
export type ExtraField = v.InferOutput<typeof extraField>;

/** Who asks, for which company, and what can be done: the first thing an element reads. */
export const workspace = v.object({
  actor,
  company: v.object({ id: identifier, name: v.string() }),
  /** Names that this version of the kit does not know are left out, not refused. */
  capabilities: v.pipe(
    v.array(v.string()),
    v.transform((names) => names.filter((name) => v.is(capability, name))),
  ),
  /** The lowest match level the company accepts (spec P3). */
  acceptanceLevel: answeredLevel,
  rejection: v.object({
    groups: v.array(rejectionGroup),
    /** Whether a rejection needs at least one reason (spec A3). */
    reasonRequired: v.boolean(),
  }),
  extraFields: v.array(extraField),
});
export type Workspace = v.InferOutput<typeof workspace>;
