/** Screens again what could not be screened when its client finished; in every server process. */
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type Database } from '../database/index.ts';
import { recordChange } from '../store/change-log.ts';
import { readSession, updateSession } from '../store/sessions.ts';
import { claimDue, findDue, planScreening, postpone, type SessionPlace } from './due.ts';
import type { ScreeningResult } from './screener.ts';
import type { SessionScreening } from './session-screening.ts';
import { screeningOutcome } from './outcome.ts';

export interface ScreeningWorkerOptions {
  readonly database: Database;
  readonly screening: SessionScreening;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

export interface ScreeningWorker {
  /** Looks now, and resolves when nothing is due, or the lists do not answer. */
  settled(): Promise<void>;
  /** Ends; a screening that is under way is broken off, and made by the next process. */
  stop(): Promise<void>;
}

/** Milliseconds until it is looked again what is due. */
const rest = 15_000;
/** Sessions that are taken in turn, and at the same time: lists that fail are not pressed. */
const inTurn = 20;
const atOnce = 2;
/** Milliseconds after which another process takes over; longer than any time limit of a check. */
const leaseMs = 120_000;

type Outcome = 'kept' | 'unknown' | 'gone';

export function startScreeningWorker(options: ScreeningWorkerOptions): ScreeningWorker {
  const { database, screening, activityKey, now, onError } = options;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;

  async function screenAgain(place: SessionPlace): Promise<Outcome> {
    const due = await claimDue(database, place, { now: now(), leaseMs });
    if (!due) return 'gone';
    const { companyId, sessionId, stored: asked } = due;
    const found = await screening.ask(asked.session.client, stopping.signal);
    if (stopping.signal.aborted) return 'gone';
    return inCompany(database, companyId, async (transaction): Promise<Outcome> => {
      if (found.status === 'unknown') {
        await postpone(transaction, due, now());
        return 'unknown';
      }
      const stored = await readSession(transaction, companyId, sessionId, { lock: true });
      // What was found is of the client as it was; the lease brings it up again.
      if (stored?.version !== asked.version) return 'gone';
      const result: ScreeningResult = await screening.recall(
        transaction,
        companyId,
        stored.session,
        found,
      );
      const session = { ...stored.session, screening: result };
      await updateSession(transaction, companyId, stored, session);
      await planScreening(transaction, companyId, session, now());
      await appendActivity(
        transaction,
        companyId,
        {
          at: now().toISOString(),
          actor: null,
          action: 'screening-rechecked',
          sessionId,
          details: screeningOutcome(result),
        },
        activityKey,
      );
      await recordChange(transaction, companyId, sessionId);
      return 'kept';
    });
  }

  /** @returns Whether it is worth going on. */
  async function takeSome(): Promise<boolean> {
    const due = await findDue(database, { limit: inTurn, now: now() });
    const outcomes: Outcome[] = [];
    const queue = due.values();
    const lane = async () => {
      for (const place of queue) {
        if (stopping.signal.aborted) return;
        outcomes.push(await screenAgain(place));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    return !stopping.signal.aborted && outcomes.includes('kept');
  }

  async function takeTurn(): Promise<void> {
    clearTimeout(timer);
    try {
      while (await takeSome());
    } catch (error) {
      onError(error);
    }
    turn = undefined;
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => void wake(), rest);
    timer.unref();
  }

  const wake = (): Promise<void> => (turn ??= takeTurn());

  void wake();
  return {
    async settled() {
      await turn;
      await wake();
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await turn;
    },
  };
}
