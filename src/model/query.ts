import * as v from 'valibot';

import { isLowMatch, levelOf, type AnsweredLevel } from './match-level.js';
import { maxPageSize, sessionSorts } from './paging.js';
import { isJudgedInPart } from './policy/judged-in-part.js';
import { instant } from './primitives.js';
import { queueConditions, queueConditionsOf } from './queue-condition.js';
import { matchesSearch, searchKey, searchWords } from './search.js';
import {
  documentType,
  sessionStatus,
  sessionSummary,
  type SessionSummary,
} from './session-summary.js';

export { maxPageSize, sessionSorts };

export const spoofKind = v.picklist([
  'digital-spoof',
  'not-full-id',
  'low-far',
  'far-not-measured',
]);
/** The possible spoofs of spec L5, and a face match whose level is not known (V7). */
export type SpoofKind = v.InferOutput<typeof spoofKind>;

export const judgement = v.picklist(['in-part']);
/** How the policy judged a session: `in-part` if it could not judge every condition (spec P6). */
export type Judgement = v.InferOutput<typeof judgement>;

export const dueState = v.picklist(['overdue']);
/** Whether a session should have been decided by now. */
export type DueState = v.InferOutput<typeof dueState>;

export const claimState = v.picklist(['mine', 'unclaimed']);
/** Who has claimed a session that awaits action: the user who asks, or nobody. */
export type ClaimState = v.InferOutput<typeof claimState>;

/** Selects sessions. An empty array or string selects all; otherwise one value must match. */
export const sessionFilter = v.object({
  search: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  statuses: v.optional(v.array(sessionStatus), []),
  documentTypes: v.optional(v.array(documentType), []),
  spoof: v.optional(v.array(spoofKind), []),
  judged: v.optional(v.array(judgement), []),
  /** Created at or after. */
  createdFrom: v.optional(v.nullable(instant), null),
  /** Created before; exclusive, so that a day ends where the next begins. */
  createdBefore: v.optional(v.nullable(instant), null),
  /** Awaiting action because of one of these. */
  conditions: v.optional(v.array(v.picklist(queueConditions)), []),
  /** Awaiting action, and due before now. */
  due: v.optional(v.array(dueState), []),
  /** Awaiting action, and claimed by the user who asks, or by nobody. */
  claims: v.optional(v.array(claimState), []),
});
/** The filter as a caller writes it: a member that is left out selects all. */
export type SessionFilter = v.InferInput<typeof sessionFilter>;

export const sessionSort = v.picklist(sessionSorts);
/** The order of a list; a leading `-` means descending. Ties are broken by id. */
export type SessionSort = v.InferOutput<typeof sessionSort>;

const pageQuery = v.object({
  ...sessionFilter.entries,
  sort: v.optional(sessionSort, '-createdAt'),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPageSize)), 50),
  /** `SessionPage.nextCursor` of the page before; `null` asks for the first. */
  cursor: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1024))), null),
  /**
   * The number of sessions before the page, in the order of the list; instead of a cursor. Only for an
   * adapter that declares the query `offset`.
   */
  offset: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), null),
});

/** Refuses a page that would begin at two places. */
export const beginsOnce = v.check(
  ({ cursor, offset }: v.InferOutput<typeof pageQuery>) => cursor === null || offset === null,
  'a cursor and an offset exclude each other',
);

export const sessionQuery = v.pipe(pageQuery, beginsOnce);
export type SessionQuery = v.InferInput<typeof sessionQuery>;

/** A number of sessions. A backend may stop counting at a limit. */
export const sessionCount = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** False when counting stopped: there are at least `count` sessions. */
  exact: v.boolean(),
});
export type SessionCount = v.InferOutput<typeof sessionCount>;

export const sessionPage = v.object({
  items: v.array(sessionSummary),
  /** Opaque; `null` on the last page. */
  nextCursor: v.nullable(v.string()),
  /** The number of sessions that the filter selects; `null` when the adapter does not count. */
  total: v.nullable(sessionCount),
});
export type SessionPage = v.InferOutput<typeof sessionPage>;

/** True when the session shows the kind of possible spoof. */
export function showsSpoof(
  session: Pick<SessionSummary, 'spoof' | 'faceMatch'>,
  kind: SpoofKind,
  acceptanceLevel: AnsweredLevel,
): boolean {
  switch (kind) {
    case 'digital-spoof':
      return session.spoof.idIsReal === false;
    case 'not-full-id':
      return session.spoof.fullIdDetected === false;
    case 'low-far':
      return isLowMatch(session.faceMatch, acceptanceLevel);
    case 'far-not-measured':
      return levelOf(session.faceMatch) === null;
  }
}

/**
 * Compiles a filter into a test of one session, for adapters that hold their sessions in memory. `now`
 * decides which sessions are overdue, and `userId` which claims are those of the user.
 */
export function compileFilter(
  filter: SessionFilter,
  acceptanceLevel: AnsweredLevel,
  now = new Date(),
  userId?: string,
): (session: SessionSummary) => boolean {
  const words = searchWords(filter.search ?? '');
  const statuses = new Set<string>(filter.statuses);
  const documentTypes = new Set<string | null>(filter.documentTypes);
  const spoof = filter.spoof ?? [];
  const isInPartOnly = (filter.judged ?? []).length > 0;
  const from = filter.createdFrom ? Date.parse(filter.createdFrom) : -Infinity;
  const before = filter.createdBefore ? Date.parse(filter.createdBefore) : Infinity;
  const conditions = filter.conditions ?? [];
  const isOverdueOnly = (filter.due ?? []).length > 0;
  const claims = filter.claims ?? [];
  const dated = from !== -Infinity || before !== Infinity;

  return (session) => {
    if (statuses.size > 0 && !statuses.has(session.status)) return false;
    if (documentTypes.size > 0 && !documentTypes.has(session.documentType)) return false;
    if (spoof.length > 0 && !spoof.some((kind) => showsSpoof(session, kind, acceptanceLevel))) {
      return false;
    }
    if (isInPartOnly && !isJudgedInPart(session)) return false;
    if (dated) {
      const createdAt = Date.parse(session.createdAt);
      if (createdAt < from || createdAt >= before) return false;
    }
    if ((conditions.length > 0 || isOverdueOnly) && session.status !== 'awaiting') return false;
    if (conditions.length > 0) {
      const found = queueConditionsOf(session);
      if (!conditions.some((condition) => found.has(condition))) return false;
    }
    if (isOverdueOnly && !(session.dueAt && Date.parse(session.dueAt) <= now.getTime()))
      return false;
    if (claims.length > 0) {
      const holder = session.status === 'awaiting' ? (session.claim?.by.id ?? null) : undefined;
      const isSelected = (state: ClaimState): boolean =>
        state === 'mine' ? holder === userId && !!holder : holder === null;
      if (!claims.some(isSelected)) return false;
    }
    return words.length === 0 || matchesSearch(searchKey(session.client), words);
  };
}
