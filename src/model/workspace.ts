import * as v from 'valibot';

import { person } from './decision.js';
import { open } from './open.js';
import { sessionSorts } from './paging.js';
import { localizedText } from './primitives.js';
import { filterNames } from './queries.js';
import { rejectionGroup } from './rejection.js';

export const role = v.picklist(['agent', 'master']);
/** A master user may do everything an agent may, manages the settings and reads the activity log. */
export type Role = v.InferOutput<typeof role>;

export const actor = v.object({ ...person.entries, role: open(role) });
/** The signed-in user. */
export type Actor = v.InferOutput<typeof actor>;

export const extraFieldType = v.picklist(['text', 'phone', 'email', 'number', 'date', 'url']);

/** A field that the company defines and its clients fill in (spec S2). */
export const extraField = v.object({
  key: v.string(),
  label: localizedText,
  type: open(extraFieldType),
  /** Whether lists show it. */
  inList: v.boolean(),
});
export type ExtraField = v.InferOutput<typeof extraField>;

/** Drops the names that this version does not know, and sorts the others as in `known`. */
const knownNames = <const Names extends readonly string[]>(known: Names) =>
  v.pipe(
    v.array(v.string()),
    v.transform((names) => known.filter((name): name is Names[number] => names.includes(name))),
  );

/** The queries that an adapter answers. */
export const queries = v.object({
  /** Whether `search` works, as spec L2 defines it. */
  search: v.boolean(),
  filters: knownNames(filterNames),
  sorts: knownNames(sessionSorts),
  /** Whether `countSessions` works and pages have a total. */
  count: v.boolean(),
  /** Whether a page can begin at any `offset`. Default: no. */
  offset: v.exactOptional(v.boolean()),
});

export const rejectionRules = v.object({
  groups: v.array(rejectionGroup),
  /** Whether a rejection needs at least one reason (spec A3). */
  reasonRequired: v.boolean(),
});
/** The company's rules for rejections. */
export type RejectionRules = v.InferOutput<typeof rejectionRules>;
