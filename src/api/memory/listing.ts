import * as v from 'valibot';

import {
  compileFilter,
  sessionSort,
  type sessionFilter,
  type SessionPage,
  type SessionSort,
  type sessionQuery,
} from '../../model/query.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import { searchWords } from '../../model/search.js';
import { sessionSummary, type Session, type SessionSummary } from '../../model/session.js';
import { ReviewError } from '../errors.js';
import { indexAfter, Orders, sortKey, type Placed, type Position } from './orders.js';
import { forEachInSlices, Slices } from '../slices.js';
import type { SessionStore } from './store.js';

const summaryKeys = Object.keys(sessionSummary.entries) as (keyof SessionSummary)[];

/** Copies the members of a session that a row shows. */
function summarize(session: Session): SessionSummary {
  return structuredClone(
    Object.fromEntries(summaryKeys.map((key) => [key, session[key]])),
  ) as unknown as SessionSummary;
}

/**
 * The id of a page's last session, and its version on that page. The version gives its place in the
 * order even if the session has moved since, so the cursor needs no personal data.
 */
const cursorContent = v.tuple([sessionSort, v.string(), v.string()]);

function toCursor(sort: SessionSort, { id, version }: Session): string {
  return JSON.stringify([sort, id, version]);
}

function toPosition(cursor: string, sort: SessionSort, store: SessionStore): Position {
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), cursorContent), cursor);
  if (content.success && content.output[0] === sort) {
    const [, id, version] = content.output;
    const session = store.find(id)?.inVersion(version);
    if (session) return { key: sortKey(sort, session), id };
  }
  throw new ReviewError('invalid', 'The cursor does not belong to this list.', {
    parts: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  });
}

type Filter = v.InferOutput<typeof sessionFilter>;

/** How many selections are kept, for example those of a list and of the awaiting badge. */
const maxKept = 8;

/** Finds, orders and pages the sessions of a store. */
export class Listing {
  readonly #store: SessionStore;
  readonly #acceptanceLevel: AnsweredLevel;
  readonly #orders: Orders;
  /** By filter and order, the newest at the end. Every change clears it. */
  readonly #kept = new Map<string, readonly Placed[]>();
  #changeCount = 0;

  constructor(store: SessionStore, acceptanceLevel: AnsweredLevel) {
    this.#store = store;
    this.#acceptanceLevel = acceptanceLevel;
    this.#orders = new Orders(store);
    store.watch(() => {
      this.#changeCount += 1;
      this.#kept.clear();
    });
  }

  async page(
    query: v.InferOutput<typeof sessionQuery>,
    signal: AbortSignal | undefined,
  ): Promise<SessionPage> {
    const { sort, limit, cursor, offset, ...filter } = query;
    const selected = await this.#select(filter, sort, signal);
    const start =
      cursor === null
        ? (offset ?? 0)
        : indexAfter(selected, toPosition(cursor, sort, this.#store), sort);
    const shown = selected.slice(start, start + limit).map(({ entry }) => entry.session);
    const last = shown.at(-1);
    return {
      items: shown.map(summarize),
      nextCursor: last && start + limit < selected.length ? toCursor(sort, last) : null,
      total: { count: selected.length, exact: true },
    };
  }

  async count(filter: Filter, signal: AbortSignal | undefined): Promise<number> {
    return (await this.#select(filter, '-createdAt', signal)).length;
  }

  async #select(
    filter: Filter,
    sort: SessionSort,
    signal: AbortSignal | undefined,
  ): Promise<readonly Placed[]> {
    const name = JSON.stringify([sort, filter]);
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const slices = new Slices(signal);
    for (;;) {
      const order = await this.#orders.get(sort, signal);
      const changeCount = this.#changeCount;
      const selected = await select(order, filter, this.#acceptanceLevel, slices);
      // A session that changed in the meantime may be selected by its old values: select again.
      if (changeCount !== this.#changeCount) continue;
      this.#keep(name, selected);
      return selected;
    }
  }

  #keep(name: string, selected: readonly Placed[]): void {
    this.#kept.set(name, selected);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function select(
  order: readonly Placed[],
  filter: Filter,
  acceptanceLevel: AnsweredLevel,
  slices: Slices,
): Promise<readonly Placed[]> {
  let key = '';
  const selects = compileFilter(filter, acceptanceLevel, () => key);
  const searches = searchWords(filter.search).length > 0;
  const selected: Placed[] = [];
  await forEachInSlices(order, slices, (placed) => {
    if (searches) key = placed.entry.searchKey;
    if (selects(placed.entry.session)) selected.push(placed);
  });
  return selected;
}
