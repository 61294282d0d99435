import { sessionFilter, type SessionEvent } from 'kv-review/model';
import * as v from 'valibot';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import {
  changesBetween,
  lastPlace,
  readPlace,
  sessionChannel,
  writePlace,
  type ChangePlace,
  type SessionNotice,
} from './change-log.ts';
import { selectCompany } from './companies.ts';
import { unknownCompany } from './errors.ts';
import { openFeed, sessionIdsOf, type Feed, type FeedOptions, type FeedState } from './feed.ts';
import { countSessions } from './listing.ts';

/** Reports changes of sessions, whichever process of the server made them. */
export interface SessionWatching {
  /**
   * For `ReviewApi.watchSessions`, inside `createIteration`: only the signal ends it.
   * @param after - The id of an event, sent by this process or another one.
   * @throws the database's error when it cannot be reached
   */
  watch(
    companyId: string,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SessionEvent, void>;
}

const defaults: FeedOptions = { pace: 200, checkInterval: 60_000 };

const awaitingFilter = v.parse(sessionFilter, { statuses: ['awaiting'] });

interface WatchedCompany {
  readonly feed: Feed;
  watchers: number;
}

/** Starts listening with the first watch, for all companies, and has a feed for each watched company. */
export function createSessionWatching(
  database: Database,
  options: Partial<FeedOptions> = {},
): SessionWatching {
  const watched = new Map<string, WatchedCompany>();
  let listening: Promise<unknown> | undefined;

  /** @param payload - `null` after a lost connection; the feeds then read the missed changes. */
  function onNotification(payload: string | null): void {
    const companyId = payload === null ? undefined : companyOf(payload);
    for (const [id, { feed }] of watched) {
      // The watches receive the error from the feed.
      if (companyId === undefined || companyId === id) feed.refresh().catch(() => undefined);
    }
  }

  async function listen(): Promise<void> {
    listening ??= database.listen(sessionChannel, onNotification);
    try {
      await listening;
    } catch (error) {
      listening = undefined;
      throw error;
    }
  }

  function enter(companyId: string): WatchedCompany {
    const found = watched.get(companyId);
    if (found) return found;
    const read = (since: ChangePlace | undefined) =>
      inCompany(database, companyId, (transaction) => readCompany(transaction, companyId, since));
    const company = { feed: openFeed(read, { ...defaults, ...options }), watchers: 0 };
    watched.set(companyId, company);
    return company;
  }

  async function changedSince(
    companyId: string,
    after: string | undefined,
    to: ChangePlace,
  ): Promise<SessionEvent['sessionIds']> {
    const from = after === undefined ? undefined : readPlace(after);
    if (!from) return 'many';
    const changes = await inCompany(database, companyId, (transaction) =>
      changesBetween(transaction, companyId, from, to),
    );
    return sessionIdsOf(changes);
  }

  async function* follow(
    companyId: string,
    feed: Feed,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SessionEvent, void> {
    await listen();
    let last = await feed.refresh();
    yield toEvent('snapshot', last, await changedSince(companyId, after, last.place));
    for (;;) {
      const now = await feed.after(last.serial, signal);
      if (!now) return;
      yield toEvent('sessions-changed', now, feed.changedSince(last.place.sequence));
      last = now;
    }
  }

  return {
    async *watch(companyId, after, signal) {
      const company = enter(companyId);
      company.watchers += 1;
      try {
        yield* follow(companyId, company.feed, after, signal);
      } finally {
        company.watchers -= 1;
        if (company.watchers === 0) {
          company.feed.close();
          watched.delete(companyId);
        }
      }
    },
  };
}

const toEvent = (
  type: SessionEvent['type'],
  { place, awaiting }: FeedState,
  sessionIds: SessionEvent['sessionIds'],
): SessionEvent => ({ id: writePlace(place), type, sessionIds, awaiting });

/** Reads the place before the count: a change between the two is reported once more, never missed. */
async function readCompany(
  transaction: CompanyTransaction,
  companyId: string,
  since: ChangePlace | undefined,
) {
  const company = await selectCompany(transaction, companyId);
  if (!company) throw unknownCompany();
  const place = await lastPlace(transaction, companyId);
  const changes = since ? await changesBetween(transaction, companyId, since, place) : [];
  const context = { acceptanceLevel: company.settings.acceptanceLevel, now: new Date() };
  const awaiting = await countSessions(transaction, companyId, awaitingFilter, context);
  return { place, changes, awaiting };
}

/** The company of a notification; `undefined`, for any company, when it is malformed. */
function companyOf(payload: string): string | undefined {
  try {
    return (JSON.parse(payload) as SessionNotice | null)?.companyId;
  } catch {
    return undefined;
  }
}
