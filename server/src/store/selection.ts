import type { MatchLevel, sessionFilter, SpoofKind } from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';
import type * as v from 'valibot';

import { queryWords } from '../database/search-keys.ts';

type Condition = RawBuilder<boolean>;

/** A filter as conditions on rows of `sessions`. */
export interface Selection {
  /** Folded. For each, the client must have a word that begins with it. */
  readonly words: readonly string[];
  readonly statuses: readonly string[];
  /** Conditions that an index supports, besides the statuses. */
  readonly indexed: readonly Condition[];
  readonly others: readonly Condition[];
  /** Conditions on the rows of `awaiting_sessions`. If there are some, only those are selected. */
  readonly waiting: readonly Condition[];
}

/** What a filter depends on besides the sessions. */
export interface SelectionContext {
  readonly acceptanceLevel: MatchLevel;
  /** Decides which sessions are overdue. */
  readonly now: Date;
  /** Decides which claims are those of the user. Default: none are. */
  readonly userId?: string;
}

/** The range of instants that PostgreSQL and JavaScript write alike. */
const [earliest, latest] = [Date.UTC(1, 0, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];

/** Normalizes an instant: PostgreSQL reads offsets differently, and refuses a 30 February. */
function toInstant(text: string): string {
  const instant = new Date(0);
  instant.setTime(Math.min(Math.max(Date.parse(text), earliest), latest));
  return instant.toISOString();
}

function showsSpoof(kind: SpoofKind, acceptanceLevel: MatchLevel): Condition {
  switch (kind) {
    case 'digital-spoof':
      return sql`id_is_real = false`;
    case 'not-full-id':
      return sql`full_id_detected = false`;
    case 'low-far':
      return sql`match_level < ${acceptanceLevel}`;
    case 'far-not-measured':
      return sql`match_level is null`;
  }
}

const isInForce: Condition = sql`ended_at is null and until > clock_timestamp()`;

/** True for a row of `awaiting_sessions` with a claim in force. */
const isClaimed: Condition = sql`exists (
  select from session_claims
  where company_id = awaiting_sessions.company_id and session_id = awaiting_sessions.session_id
    and ${isInForce}
)`;

/** A user has few claims: an array of their sessions, which is read once, is looked up by index. */
const claimedBy = (companyId: string, userId: string | null): Condition =>
  sql`session_id = any(array(
    select session_id from session_claims
    where company_id = ${companyId} and user_id = ${userId} and ${isInForce}
  ))`;

export function toSelection(
  companyId: string,
  filter: v.InferOutput<typeof sessionFilter>,
  { acceptanceLevel, now, userId }: SelectionContext,
): Selection {
  const { search, statuses, documentTypes, spoof, judged, createdFrom, createdBefore } = filter;
  const { conditions, due, claims } = filter;
  const indexed: Condition[] = [];
  if (createdFrom !== null) indexed.push(sql`created_at >= ${toInstant(createdFrom)}`);
  if (createdBefore !== null) indexed.push(sql`created_at < ${toInstant(createdBefore)}`);
  if (judged.length > 0) indexed.push(sql`judged_in_part`);
  const others: Condition[] = [];
  if (documentTypes.length > 0) others.push(sql`document_type = any(${documentTypes}::text[])`);
  if (spoof.length > 0) {
    const kinds = [...new Set(spoof)].map((kind) => showsSpoof(kind, acceptanceLevel));
    others.push(sql`(${sql.join(kinds, sql` or `)})`);
  }
  const waiting: Condition[] = [];
  if (conditions.length > 0) waiting.push(sql`conditions && ${conditions}::text[]`);
  // The key of one without a due date is in the far future.
  if (due.length > 0) waiting.push(sql`due_key <= ${now.toISOString()}`);
  if (claims.length > 0) {
    const states = [...new Set(claims)].map((state) =>
      state === 'mine' ? claimedBy(companyId, userId ?? null) : sql<boolean>`not ${isClaimed}`,
    );
    waiting.push(sql`(${sql.join(states, sql` or `)})`);
  }
  return { words: queryWords(search), statuses: [...new Set(statuses)], indexed, others, waiting };
}

/** A term that begins with the word. No letter or digit sorts after U+10FFFF. */
export const beginsWith = (word: string): Condition =>
  sql`(term >= ${word} and term < ${`${word}\u{10ffff}`})`;

/** True for a row of `sessions` that has such a word. Most rows contain the words, so no subquery runs. */
const hasWord = (word: string): Condition => sql`(
  strpos(search_key, ${` ${word}`}) > 0 or search_key is null and exists (
    select from session_terms
    where company_id = sessions.company_id and session_id = sessions.id and ${beginsWith(word)}
  )
)`;

const hasStatus = (statuses: readonly string[]): Condition =>
  // For a single status, the index is also sorted by creation.
  statuses.length === 1 ? sql`status = ${statuses[0]}` : sql`status = any(${statuses}::text[])`;

/** The conditions that an index supports. */
export const indexedConditions = ({ statuses, indexed }: Selection): readonly Condition[] => [
  ...(statuses.length > 0 ? [hasStatus(statuses)] : []),
  ...indexed,
];

/** The conditions for which every candidate is examined. */
export const otherConditions = ({ words, others }: Selection): readonly Condition[] => [
  ...others,
  ...words.map(hasWord),
];

const ownRow = sql`
  awaiting_sessions.company_id = sessions.company_id and awaiting_sessions.session_id = sessions.id`;

/** The conditions on `awaiting_sessions`, for rows of `sessions`. */
export const waitingConditions = ({ waiting }: Selection): readonly Condition[] =>
  waiting.length > 0
    ? [sql`exists (select from awaiting_sessions where ${ownRow} and ${all(waiting)})`]
    : [];

/** True for a row of `sessions` without a due key. An anti-join, which reads both in the order of their ids. */
export const hasNoDueKey: Condition = sql`not exists (select from awaiting_sessions where ${ownRow})`;

/** The due key of a row of `sessions`; `null` if it does not await action. */
export const dueKey = sql`(select due_key from awaiting_sessions where ${ownRow})`;

/** The columns of `otherConditions`, which the index of every order contains. */
export const examinedColumns = [
  ...['company_id', 'id', 'search_key', 'document_type'],
  ...['faces_compared', 'match_level', 'id_is_real', 'full_id_detected'],
];

/** Whether words are the only conditions of a selection. */
export const isWordsAlone = ({ words, statuses, indexed, others, waiting }: Selection): boolean =>
  words.length > 0 && statuses.length + indexed.length + others.length + waiting.length === 0;

/** The word of a selection whose only condition is one word. */
export const onlyWord = (selection: Selection): string | undefined =>
  isWordsAlone(selection) && selection.words.length === 1 ? selection.words[0] : undefined;

export const all = (conditions: readonly Condition[]): Condition =>
  conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`;
