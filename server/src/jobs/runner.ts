/** Runs jobs in every server process, when the database notifies it and at intervals. */
import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';
import type { JobKind, JobTable } from './job.ts';
import { perform, type Outcome } from './perform.ts';
import { watchClock } from './clock.ts';
import { bringForward, claim, findReady, type QueueContext } from './queue.ts';

export interface JobRunner {
  /** Looks for ready jobs, and resolves when none is left, ready or running. */
  settled(): Promise<void>;
  /**
   * Starts no more jobs. Running jobs have `grace` milliseconds to end. Then they are canceled,
   * and are ready at once for the next process.
   */
  stop(grace?: number): Promise<void>;
}

export interface JobRunnerOptions extends QueueContext {
  readonly kinds: readonly JobKind[];
}

/** The `LISTEN` channel that announces ready jobs. The payload is the kind. */
const channel = 'kv_jobs';

/** The longest time between two searches for jobs, in milliseconds. */
const maxIdleMs = 30_000;
/** Milliseconds to pass over a company when no job could be claimed, or after an error. */
const retryDelayMs = 1000;
/** See `JobKind.restMs`. */
const failuresUntilRest = 20;

/** Wakes the processes that work on jobs when the transaction commits. */
export async function announceJobs(
  transaction: CompanyTransaction,
  { kind }: JobTable,
): Promise<void> {
  await sql`select pg_notify(${channel}, ${kind})`.execute(transaction);
}

/** @throws Error when the database refuses `LISTEN`. */
export async function startJobs({ kinds, ...context }: JobRunnerOptions): Promise<JobRunner> {
  const runners = kinds.map((kind) => createKindRunner(context, kind));
  const stopListening = await context.database.listen(channel, (payload) => {
    for (const [index, { kind }] of kinds.entries()) {
      if (payload === null || payload === kind) runners[index]?.lookAgain();
    }
  });
  for (const runner of runners) runner.lookAgain();
  return {
    async settled() {
      await Promise.all(runners.map((runner) => runner.settled()));
    },
    async stop(grace = 5000) {
      stopListening();
      await Promise.all(runners.map((runner) => runner.stop(grace)));
    },
  };
}

interface KindRunner {
  /** Looks at every company, including those that rest, because something changed. */
  lookAgain(): void;
  settled(): Promise<void>;
  stop(grace: number): Promise<void>;
}

function createKindRunner(context: QueueContext, kind: JobKind): KindRunner {
  const { database, now, onError } = context;
  const canceling = new AbortController();
  const running = new Set<Promise<void>>();
  /** How many of the running jobs each company has. */
  const places = new Map<string, number>();
  const clockSetBack = watchClock(now);
  const placesPerCompany = kind.concurrencyPerCompany ?? kind.concurrency;
  /** Companies with a ready job that could not be claimed, for example because of another process. */
  const skipped = new Set<string>();
  let lastCompany = '';
  let endings = 0;
  let failuresInRow = 0;
  let isResting = false;
  let waiters: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let isWoken = false;
  let looking: Promise<void> | undefined;

  function wake(): void {
    isWoken = true;
    if (!isStopping) looking ??= lookWhileWoken();
  }

  function lookAgain(): void {
    skipped.clear();
    wake();
  }

  function wakeAfter(milliseconds: number, before: () => void): void {
    setTimeout(() => {
      before();
      wake();
    }, milliseconds).unref();
  }

  async function work(companyId: string): Promise<void> {
    const endingsBefore = endings;
    try {
      const claimed = await claim(context, kind, companyId);
      if (claimed) {
        // The company may have more ready jobs.
        wake();
        noteOutcome(await perform(context, kind, claimed, canceling.signal));
        // Other jobs may have waited for this one.
        endings += 1;
        skipped.delete(companyId);
        return;
      }
      // A job ended during the search, so another claim may succeed now.
      if (endings !== endingsBefore) return;
    } catch (error) {
      onError(error);
    }
    skipped.add(companyId);
    wakeAfter(retryDelayMs, () => skipped.delete(companyId));
  }

  function noteOutcome(outcome: Outcome): void {
    if (outcome === 'done') failuresInRow = 0;
    else if (outcome === 'failed' || outcome === 'fault') failuresInRow += 1;
    if (kind.restMs === undefined || failuresInRow < failuresUntilRest || isResting) return;
    isResting = true;
    wakeAfter(kind.restMs, () => {
      isResting = false;
      failuresInRow = 0;
    });
  }

  function start(companyId: string): void {
    lastCompany = companyId;
    places.set(companyId, (places.get(companyId) ?? 0) + 1);
    const promise = work(companyId).then(() => {
      running.delete(promise);
      const left = (places.get(companyId) ?? 1) - 1;
      if (left > 0) places.set(companyId, left);
      else places.delete(companyId);
      wake();
    });
    running.add(promise);
  }

  function idle(milliseconds: number): void {
    clearTimeout(timer);
    if (isStopping) return;
    timer = setTimeout(wake, milliseconds);
    timer.unref();
    if (running.size > 0 || isWoken) return;
    for (const settle of waiters) settle();
    waiters = [];
  }

  /** Gives free places to companies with ready jobs, and rests until the next job is ready. */
  async function look(): Promise<void> {
    // A short timer would fire during the search, which then would never count as the last one.
    clearTimeout(timer);
    const setBack = clockSetBack();
    if (setBack > 0) await bringForward(context, kind, setBack);
    const free = kind.concurrency - running.size;
    if (free <= 0 || isResting) {
      idle(maxIdleMs);
      return;
    }
    const full = [...places].filter(([, count]) => count >= placesPerCompany).map(([id]) => id);
    const passedOver = new Set([...skipped, ...full]);
    const limit = free + passedOver.size;
    const found = await findReady(database, kind, { after: lastCompany, limit, now: now() });
    const companies = found.companyIds.filter((id) => !passedOver.has(id)).slice(0, free);
    if (!isStopping) for (const id of companies) start(id);
    const wait =
      found.nextAt === undefined ? maxIdleMs : Date.parse(found.nextAt) - now().getTime();
    idle(Math.max(0, Math.min(maxIdleMs, wait)));
  }

  async function lookWhileWoken(): Promise<void> {
    while (isWoken && !isStopping) {
      isWoken = false;
      try {
        await look();
      } catch (error) {
        onError(error);
        idle(retryDelayMs);
      }
    }
    looking = undefined;
  }

  return {
    lookAgain,
    settled: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        lookAgain();
      }),
    async stop(grace) {
      isStopping = true;
      clearTimeout(timer);
      await looking;
      const cancel = setTimeout(() => canceling.abort(), grace);
      await Promise.all(running);
      clearTimeout(cancel);
      for (const settle of waiters) settle();
      waiters = [];
    },
  };
}
