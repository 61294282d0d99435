import type { ReviewApi } from '../../api/review-api.js';
import type { Queries } from '../../model/queries.js';
import {
  sessionPage,
  type SessionFilter,
  type SessionPage,
  type SessionQuery,
} from '../../model/query.js';
import {
  session,
  type Session,
  type SessionStatus,
  type SessionSummary,
} from '../../model/session.js';
import type { Capability } from '../../api/operations/capabilities.js';
import type { Actor } from '../../model/workspace.js';
import { assert, assertValid } from './assert.js';
import type { ConformanceCodes } from './exchanging.js';
import type { ConformanceActors } from './fixture.js';

/** Lets tests see what happens when the time of a claim is over. */
export interface ConformanceLeases {
  /** Ends every claim in force, as if its time had passed. */
  pass(): unknown;
}

/** How many sessions of a status a test needs. */
export type SessionNeeds = Partial<Record<SessionStatus, number>>;

/** The test of one promise of the port. */
export interface ConformanceTest {
  readonly title: string;
  readonly capabilities?: readonly Capability[];
  /** Whether an adapter that declares these queries must pass. Every adapter, unless given. */
  readonly isFor?: (queries: Queries) => boolean;
  /** Whether it needs a backend with single-use codes. */
  readonly usesCodes?: boolean;
  /** Whether it needs a backend whose claims can be made to end. */
  readonly usesLeases?: boolean;
  readonly sessions?: SessionNeeds;
  /** Whether it needs exactly the sessions of `createFixture`. */
  readonly fixtureOnly?: boolean;
  readonly run: (subject: Subject) => Promise<void>;
}

/** The parameters of a test. */
export interface Subject {
  /** Signed in as `actors.agent`. */
  readonly api: ReviewApi;
  readonly actors: ConformanceActors;
  /** The queries that the adapter must declare. */
  readonly queries: Queries;
  readonly codes: ConformanceCodes | undefined;
  readonly leases: ConformanceLeases | undefined;
  /** The same backend for another user. */
  readonly signIn: (actor: Actor) => Promise<ReviewApi>;
  /** The id of a session that only this test uses. `index` distinguishes several. */
  readonly id: (status: SessionStatus, index?: number) => string;
}

/** A limit, because the suite pages through all sessions several times. */
const maxSessions = 2000;

/** Reads one page, and checks it. */
export async function getPage(api: ReviewApi, query: SessionQuery): Promise<SessionPage> {
  return assertValid(sessionPage, await api.listSessions(query), 'A page');
}

/** Reads all pages of the query into one list. */
export async function listAll(api: ReviewApi, query: SessionQuery = {}): Promise<SessionSummary[]> {
  const items: SessionSummary[] = [];
  const cursors = new Set<string>();
  let cursor = query.cursor ?? null;
  do {
    const start = cursor === null ? {} : { cursor, offset: null };
    const page = await getPage(api, { limit: 200, ...query, ...start });
    items.push(...page.items);
    cursor = page.nextCursor;
    assert(cursor === null || !cursors.has(cursor), 'No cursor leads back to a page before');
    if (cursor !== null) cursors.add(cursor);
    assert(items.length <= maxSessions, `The suite runs on ${maxSessions} sessions at most`);
  } while (cursor !== null);
  return items;
}

export const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

/** The ids that a filter selects, in no particular order. */
export async function selectIds(api: ReviewApi, filter: SessionFilter): Promise<string[]> {
  return idsOf(await listAll(api, filter)).sort();
}

/** Reads a session, and checks it. */
export async function getSession(api: ReviewApi, id: string): Promise<Session> {
  return assertValid(session, await api.getSession(id), 'A session');
}

/** An idempotency key that no earlier run against the same backend has used. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
