import { knownTimeZone } from '../../../model/calendar-date.js';
import {
  awaitingSince,
  countedFacts,
  durationBin,
  rangeBefore,
  statisticsPeriods,
  toRangeStatistics,
  type CheckedStatisticsQuery,
  type CountedFact,
  type QueueStatistics,
  type RangeStatistics,
  type Statistics,
  type StatisticsCount,
  type StatisticsPeriod,
} from '../../../model/statistics.js';
import type { Session } from '../../../model/session.js';
import { forEachInSlices, Slices } from '../../slices.js';
import type { Listing } from '../listing.js';
import type { SessionStore } from '../store.js';

export interface StatisticsContext {
  readonly timeZone: string;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/** Numbers of sessions by what they count for. */
class Tally {
  readonly #counts = new Map<string, { readonly fact: CountedFact; count: number }>();

  add(fact: CountedFact): void {
    const key = `${fact.fact} ${fact.status} ${fact.name}`;
    const counted = this.#counts.get(key);
    if (counted) counted.count += 1;
    else this.#counts.set(key, { fact, count: 1 });
  }

  get counts(): StatisticsCount[] {
    return [...this.#counts.values()].map(({ fact, count }) => ({ ...fact, count }));
  }
}

/** Counts the sessions of consecutive periods. */
class RangeTally {
  readonly #periods: readonly StatisticsPeriod[];
  readonly #ends: readonly number[];
  readonly #start: number;
  readonly #ofPeriods: readonly Tally[];
  readonly #whole = new Tally();

  constructor(periods: readonly StatisticsPeriod[]) {
    this.#periods = periods;
    this.#start = Date.parse(periods[0]?.createdFrom ?? '');
    this.#ends = periods.map(({ createdBefore }) => Date.parse(createdBefore));
    this.#ofPeriods = periods.map(() => new Tally());
  }

  add(createdAt: number, factsOf: () => readonly CountedFact[]): void {
    if (createdAt < this.#start || createdAt >= (this.#ends.at(-1) ?? -Infinity)) return;
    const period = this.#ofPeriods[this.#periodAt(createdAt)];
    for (const fact of factsOf()) (fact.fact === 'outcome' ? period : this.#whole)?.add(fact);
  }

  get answer(): RangeStatistics {
    return toRangeStatistics(this.#periods, {
      periods: this.#ofPeriods.map(({ counts }) => counts),
      whole: this.#whole.counts,
    });
  }

  #periodAt(time: number): number {
    let [low, high] = [0, this.#ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time < (this.#ends[middle] ?? Infinity)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Counts the sessions that await action. */
class QueueTally {
  readonly #now: Date;
  readonly #ages: number[] = [];
  #count = 0;
  #oldest = Infinity;
  #overdue = 0;
  readonly #hasDueDates: boolean;

  constructor(now: Date, hasDueDates: boolean) {
    this.#now = now;
    this.#hasDueDates = hasDueDates;
  }

  add(session: Session): void {
    const { dueAt } = session;
    if (dueAt && Date.parse(dueAt) <= this.#now.getTime()) this.#overdue += 1;
    const since = Date.parse(awaitingSince(session));
    const bin = durationBin(this.#now.getTime() - since);
    while (this.#ages.length <= bin) this.#ages.push(0);
    this.#ages[bin] = (this.#ages[bin] ?? 0) + 1;
    this.#count += 1;
    this.#oldest = Math.min(this.#oldest, since);
  }

  get answer(): QueueStatistics {
    return {
      at: this.#now.toISOString(),
      count: this.#count,
      oldestSince: this.#count > 0 ? new Date(this.#oldest).toISOString() : null,
      ages: this.#ages,
      ...(this.#hasDueDates && { overdue: this.#overdue }),
    };
  }
}

/** Counts the sessions of a store when it is asked. */
export class MemoryStatistics {
  readonly #store: SessionStore;
  readonly #listing: Pick<Listing, 'hasDueDates' | 'complete'>;
  /** A changed session is a new object. */
  readonly #facts = new WeakMap<Session, readonly CountedFact[]>();

  constructor(store: SessionStore, listing: Pick<Listing, 'hasDueDates' | 'complete'>) {
    this.#store = store;
    this.#listing = listing;
  }

  async answer(
    { compare, ...query }: CheckedStatisticsQuery,
    { timeZone, now, signal }: StatisticsContext,
  ): Promise<Statistics> {
    const { by } = query;
    const range = new RangeTally(statisticsPeriods(query, timeZone));
    const before = compare
      ? new RangeTally(statisticsPeriods({ ...rangeBefore(query), by }, timeZone))
      : undefined;
    const queue = new QueueTally(now, this.#listing.hasDueDates);
    await forEachInSlices(this.#store.sessions, new Slices(signal), (session) => {
      const createdAt = Date.parse(session.createdAt);
      const facts = () => this.#factsOf(session);
      range.add(createdAt, facts);
      before?.add(createdAt, facts);
      if (session.status === 'awaiting') queue.add(this.#listing.complete(session));
    });
    return {
      ...{ timeZone: knownTimeZone(timeZone), by },
      ...{ range: range.answer, before: before?.answer ?? null, queue: queue.answer },
    };
  }

  #factsOf(session: Session): readonly CountedFact[] {
    const facts = this.#facts.get(session) ?? countedFacts(session);
    this.#facts.set(session, facts);
    return facts;
  }
}
