import * as v from 'valibot';

import {
  compileFilter,
  sessionSort,
  type sessionFilter,
  type SessionPage,
  type SessionSort,
  type sessionQuery,
} from '../../model/query.js';
import type { Claim } from '../../model/claim.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import { dueKeyOf, queueFactsOf, type QueueFacts } from '../../model/queue.js';
import { searchWords } from '../../model/search.js';
import { sessionSummary, type Session, type SessionSummary } from '../../model/session.js';
import type { Settings } from '../../model/settings.js';
import { ReviewError } from '../errors.js';
import { forEachInSlices, Slices } from '../slices.js';
import { copyData } from './copy-data.js';
import { Orders } from './orders.js';
import { SearchIndex } from './search-index.js';
import type { Place, SessionStore } from './store.js';

const summaryKeys = Object.keys(sessionSummary.entries) as (keyof SessionSummary)[];

/** Copies the members of a session that a row shows. */
function summarize(session: Session): SessionSummary {
  const summary: Partial<Record<keyof SessionSummary, unknown>> = {};
  for (const key of summaryKeys) {
    if (session[key] !== undefined) summary[key] = copyData(session[key]);
  }
  return summary as SessionSummary;
}

/**
 * The id of a page's last session, and its version on that page. The version gives its place in the
 * order even if the session has moved since, so the cursor needs no personal data.
 */
const cursorContent = v.tuple([sessionSort, v.string(), v.string()]);

function toCursor(sort: SessionSort, { id, version }: Session): string {
  return JSON.stringify([sort, id, version]);
}

/** The last session of the page before, as it was on that page. */
function readCursor(cursor: string, sort: SessionSort, store: SessionStore): Session {
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), cursorContent), cursor);
  if (content.success && content.output[0] === sort) {
    const [, id, version] = content.output;
    const session = store.findVersion(id, version);
    if (session) return session;
  }
  throw new ReviewError('invalid', 'The cursor does not belong to this list.', {
    parts: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  });
}

type Filter = v.InferOutput<typeof sessionFilter>;

/** True for a filter that selects every session. */
const selectsAll = (filter: Filter): boolean =>
  Object.values(filter).every((part) => part === null || part.length === 0);

/** How many selections are kept, for example those of a list and of the awaiting badge. */
const maxKept = 8;

/** What a company has decided about lists. Its members may change. */
export interface ListRules {
  readonly acceptanceLevel: AnsweredLevel;
  /** `null` without the capability `due`. */
  readonly dueHours: Settings['dueHours'] | null;
}

/** The user who asks, for a filter by claims. */
export interface Viewer {
  readonly userId: string;
  /** The claim in force of a session. */
  readonly claimOf: (sessionId: string) => Claim | null;
}

/** Finds, orders and pages the sessions of a store. */
export class Listing {
  readonly #store: SessionStore;
  readonly #rules: ListRules;
  readonly #now: () => Date;
  readonly #orders: Orders;
  readonly #searchIndex: SearchIndex;
  /** By filter and order, the newest at the end. Every change clears it. */
  readonly #kept = new Map<string, readonly Place[]>();
  #changeCount = 0;

  constructor(store: SessionStore, rules: ListRules, now: () => Date) {
    this.#store = store;
    this.#rules = rules;
    this.#now = now;
    this.#orders = new Orders(store, (session) => dueKeyOf(this.#factsOf(session)));
    this.#searchIndex = new SearchIndex(store);
    store.watch(() => {
      this.#changeCount += 1;
      this.#kept.clear();
    });
  }

  /** A session as callers see it: with since when it has waited, and until when it is due. */
  complete(session: Session): Session {
    return { ...session, ...this.#factsOf(session) };
  }

  /** Whether sessions that await action say when they are due. */
  get hasDueDates(): boolean {
    return this.#rules.dueHours !== null;
  }

  /** The lowest is next: what is due first, then what has waited longest. */
  rankOf(session: Session): number {
    return Date.parse(dueKeyOf(this.#factsOf(session)) ?? session.createdAt);
  }

  /** Call it when the due hours have changed. */
  forgetDue(): void {
    this.#changeCount += 1;
    this.#orders.forget('dueAt');
    this.#kept.clear();
  }

  async page(
    query: v.InferOutput<typeof sessionQuery>,
    signal: AbortSignal | undefined,
    viewer?: Viewer,
  ): Promise<SessionPage> {
    const { sort, limit, cursor, offset, ...filter } = query;
    const selected = await this.#select(filter, sort, signal, viewer);
    const start =
      cursor === null
        ? (offset ?? 0)
        : this.#orders.indexAfter(selected, readCursor(cursor, sort, this.#store), sort);
    const { sessions } = this.#store;
    const shown = selected.slice(start, start + limit).map((place) => sessions[place] as Session);
    const last = shown.at(-1);
    this.#searchIndex.prepare();
    return {
      items: shown.map((session) => summarize(this.complete(session))),
      nextCursor: last && start + limit < selected.length ? toCursor(sort, last) : null,
      total: { count: selected.length, exact: true },
    };
  }

  /** All sessions that the filter selects, as they are now. */
  async all(
    filter: Filter,
    sort: SessionSort,
    signal: AbortSignal | undefined,
    viewer?: Viewer,
  ): Promise<readonly Session[]> {
    const selected = await this.#select(filter, sort, signal, viewer);
    return selected.map((place) => this.#store.sessions[place] as Session);
  }

  async count(filter: Filter, signal: AbortSignal | undefined, viewer?: Viewer): Promise<number> {
    return (await this.#select(filter, '-createdAt', signal, viewer)).length;
  }

  #factsOf(session: Session): QueueFacts {
    const { dueHours } = this.#rules;
    return dueHours ? queueFactsOf(session, { dueHours }) : {};
  }

  async #select(
    filter: Filter,
    sort: SessionSort,
    signal: AbortSignal | undefined,
    viewer: Viewer | undefined,
  ): Promise<readonly Place[]> {
    if (selectsAll(filter)) return this.#orders.get(sort, signal);
    const name = JSON.stringify([sort, filter, this.#rules.acceptanceLevel]);
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const slices = new Slices(signal);
    for (;;) {
      const order = await this.#orders.get(sort, signal);
      const changeCount = this.#changeCount;
      const selected = await this.#filter(order, filter, slices, viewer);
      // A session that changed in the meantime may be selected by its old values: select again.
      if (changeCount !== this.#changeCount) continue;
      // What is overdue, or claimed, changes with the time.
      if (filter.due.length + filter.claims.length === 0) this.#keep(name, selected);
      return selected;
    }
  }

  async #filter(
    order: readonly Place[],
    { search, ...filter }: Filter,
    slices: Slices,
    viewer: Viewer | undefined,
  ): Promise<readonly Place[]> {
    const { sessions } = this.#store;
    const words = searchWords(search);
    const found = words.length > 0 ? await this.#searchIndex.find(words, slices) : undefined;
    const { acceptanceLevel } = this.#rules;
    const selects = compileFilter(filter, acceptanceLevel, this.#now(), viewer?.userId);
    const asksWho = filter.claims.length > 0;
    const asksWhy = filter.conditions.length + filter.due.length > 0;
    const selected: Place[] = [];
    await forEachInSlices(order, slices, (place) => {
      if (found?.[place] === 0) return;
      const session = sessions[place] as Session;
      const shown = asksWhy ? this.complete(session) : session;
      const claim = asksWho ? (viewer?.claimOf(session.id) ?? null) : null;
      if (selects(asksWho ? { ...shown, claim } : shown)) selected.push(place);
    });
    return selected;
  }

  #keep(name: string, selected: readonly Place[]): void {
    this.#kept.set(name, selected);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
