/** Sends what the queue holds: in every server process, woken by the database and by the clock. */
import type { Database } from '../database/index.ts';
import { defaultTimeoutMs, deliverWebhook, type DeliverOptions } from './deliver.ts';
import { hookChannel } from './outbox.ts';
import {
  claimNext,
  complete,
  findWaiting,
  type AttemptResult,
  type Claim,
  type HookKey,
  type WaitingHook,
} from './queue.ts';
import type { HookSecrets } from './secrets.ts';

/** How attempts are made: with tests' own name server, certificates and time-out. */
export type HookDelivery = Omit<DeliverOptions, 'signal' | 'now'>;

export interface HookWorkerOptions {
  readonly database: Database;
  readonly secrets: HookSecrets;
  readonly now: () => Date;
  readonly delivery?: HookDelivery;
  /** See `nextAttemptAt`. */
  readonly random?: () => number;
  /** Hooks that are worked on at the same time, by this process. Default 8. */
  readonly concurrency?: number;
  readonly onError: (error: unknown) => void;
}

export interface HookWorker {
  /** Looks now for what is due. */
  wake(): void;
  /** Looks, and resolves when nothing is due or under way any more. */
  settled(): Promise<void>;
  /**
   * Begins no more attempts and ends. What is under way has `grace` milliseconds to end; then it is
   * broken off, and due again at once for the next process.
   */
  stop(grace?: number): Promise<void>;
}

/** Beyond the time-out of an attempt: for the database, before another process takes over. */
const leaseMargin = 20_000;
/** Milliseconds after which is looked again in any case. */
const longestRest = 30_000;
/** Milliseconds until a hook is looked at again that somebody else is at, and after a failure. */
const shortRest = 1000;
/** Attempts for one hook until others have their turn. */
const attemptsInTurn = 20;

/** @throws Error when the database cannot be listened to. */
export async function startHookWorker(options: HookWorkerOptions): Promise<HookWorker> {
  const { database, secrets, now, delivery = {}, concurrency = 8, onError } = options;
  const leaseMs = (delivery.timeoutMs ?? defaultTimeoutMs) + leaseMargin;
  const breakingOff = new AbortController();
  const running = new Map<string, Promise<void>>();
  /** Hooks that were due and had nothing to send, as when another process is at them. */
  const resting = new Set<string>();
  let waiters: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let isWoken = false;
  let turn: Promise<void> | undefined;

  async function attempt(claim: Claim): Promise<AttemptResult> {
    const { deliveryId: id, url, method, body, sealedSecrets } = claim;
    let opened: string[];
    try {
      opened = await Promise.all(sealedSecrets.map((sealed) => secrets.open(claim, sealed)));
    } catch (error) {
      onError(error);
      const nothing = { delivered: false, status: null, retryAfterSeconds: null, durationMs: 0 };
      return { ...nothing, error: 'no-key' };
    }
    return deliverWebhook(
      { id, url, method, body, secrets: opened },
      { ...delivery, now, signal: breakingOff.signal },
    );
  }

  /** @returns Whether there was something to send. */
  async function sendNext(hook: HookKey): Promise<boolean> {
    const claim = await claimNext(database, hook, { now: now(), leaseMs });
    if (!claim) return false;
    const result = await attempt(claim);
    const { random } = options;
    await complete(database, claim, result, { now: now(), ...(random ? { random } : {}) });
    return true;
  }

  async function work(hook: HookKey): Promise<void> {
    let sent = 0;
    try {
      while (sent < attemptsInTurn && !isStopping && (await sendNext(hook))) sent += 1;
    } catch (error) {
      onError(error);
      sent = 0;
    }
    // What was sent may be what others waited for.
    if (sent > 0) resting.clear();
    else restFrom(hook);
    running.delete(nameOf(hook));
    wake();
  }

  function restFrom(hook: HookKey): void {
    resting.add(nameOf(hook));
    const again = () => {
      resting.delete(nameOf(hook));
      wake();
    };
    setTimeout(again, shortRest).unref();
  }

  function rest(milliseconds: number): void {
    clearTimeout(timer);
    if (isStopping) return;
    timer = setTimeout(wake, milliseconds);
    timer.unref();
    if (running.size > 0 || isWoken) return;
    for (const settle of waiters) settle();
    waiters = [];
  }

  /** Gives free places to the hooks that are due, and rests until the next one is. */
  async function takeTurn(): Promise<void> {
    const waiting = await findWaiting(database, running.size + resting.size + concurrency + 1);
    const at = now().getTime();
    const others = waiting.filter(
      (hook) => !running.has(nameOf(hook)) && !resting.has(nameOf(hook)),
    );
    const isDue = ({ dueAt }: WaitingHook) => Date.parse(dueAt) <= at;
    for (const hook of others.filter(isDue).slice(0, concurrency - running.size)) {
      running.set(nameOf(hook), work(hook));
    }
    const next = others.find((hook) => !isDue(hook));
    rest(next ? Math.min(longestRest, Date.parse(next.dueAt) - at) : longestRest);
  }

  async function takeTurns(): Promise<void> {
    while (isWoken && !isStopping) {
      isWoken = false;
      try {
        await takeTurn();
      } catch (error) {
        onError(error);
        rest(shortRest);
      }
    }
    turn = undefined;
  }

  function wake(): void {
    isWoken = true;
    if (!isStopping) turn ??= takeTurns();
  }

  const stopListening = await database.listen(hookChannel, wake);
  wake();
  return {
    wake,
    settled: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        wake();
      }),
    async stop(grace = 5000) {
      isStopping = true;
      stopListening();
      clearTimeout(timer);
      await turn;
      const breakOff = setTimeout(() => breakingOff.abort(), grace);
      await Promise.all(running.values());
      clearTimeout(breakOff);
      for (const settle of waiters) settle();
    },
  };
}

const nameOf = ({ companyId, hookId }: HookKey): string => JSON.stringify([companyId, hookId]);
