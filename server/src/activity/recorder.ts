import { inCompany, type Database } from '../database/index.ts';
import type { NamedActivity } from './entry.ts';
import type { ActivityKey } from './keys.ts';
import { appendActivity } from './log.ts';

/** Writes entries that are not part of a change, such as reads and refusals. */
export interface ActivityRecorder {
  /** Resolves after the entry is committed. Only then may the caller answer. */
  record(companyId: string, activity: NamedActivity): Promise<void>;
}

interface Waiting {
  readonly activity: NamedActivity;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** An entry takes nine of the 65,535 parameters of a statement. */
const maxBatch = 500;

/**
 * Entries that arrive while the company's log is being written are collected and written in one
 * transaction, so concurrent reads share a commit.
 */
export function createActivityRecorder(database: Database, key: ActivityKey): ActivityRecorder {
  const queues = new Map<string, Waiting[]>();

  const write = (companyId: string, batch: readonly Waiting[]): Promise<void> =>
    inCompany(database, companyId, (transaction) =>
      appendActivity(
        transaction,
        companyId,
        batch.map(({ activity }) => activity),
        key,
      ),
    );

  async function settle(companyId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await write(companyId, batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      // An entry that cannot be written must not fail the others.
      else for (const waiting of batch) await settle(companyId, [waiting]);
    }
  }

  async function drain(companyId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await settle(companyId, queue.splice(0, maxBatch));
    queues.delete(companyId);
  }

  return {
    record: (companyId, activity) =>
      new Promise((resolve, reject) => {
        const waiting: Waiting = { activity, resolve, reject };
        const queue = queues.get(companyId);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const created = [waiting];
        queues.set(companyId, created);
        void drain(companyId, created);
      }),
  };
}
