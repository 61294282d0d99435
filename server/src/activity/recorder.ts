import { inCompany, type Database } from '../database/index.ts';
import type { Activity } from './entry.ts';
import type { ActivityKey } from './keys.ts';
import { appendActivity } from './log.ts';

/** Writes what changes nothing else, such as reads and refusals, to the activity log. */
export interface ActivityRecorder {
  /** Resolves once the entry is kept; until then the answer that it tells of is not given. */
  record(companyId: string, happened: Activity): Promise<void>;
}

interface Waiting {
  readonly happened: Activity;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Below the 65,535 parameters of a statement, at nine an entry. */
const maxBatch = 500;

/**
 * Entries that come while others of the company are being written are written together, in one
 * transaction: reads at the same time wait for one commit and not in line for as many.
 */
export function createActivityRecorder(database: Database, key: ActivityKey): ActivityRecorder {
  const queues = new Map<string, Waiting[]>();

  const write = (companyId: string, batch: readonly Waiting[]): Promise<void> =>
    inCompany(database, companyId, (transaction) =>
      appendActivity(
        transaction,
        companyId,
        batch.map(({ happened }) => happened),
        key,
      ),
    );

  async function settle(companyId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await write(companyId, batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      // One entry that cannot be written must not take the others along.
      else for (const waiting of batch) await settle(companyId, [waiting]);
    }
  }

  async function drain(companyId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await settle(companyId, queue.splice(0, maxBatch));
    queues.delete(companyId);
  }

  return {
    record: (companyId, happened) =>
      new Promise((resolve, reject) => {
        const waiting: Waiting = { happened, resolve, reject };
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
