import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** `SQLITE_BUSY` (SQLite, "Result and Error Codes"). */
const busy = 5;

/**
 * Locks a database folder for one process. PGlite does not check, and a second process would destroy
 * what the first one writes. The lock belongs to the operating system: it ends with its process, and
 * containers that share a volume see it, although each may have the process id 1. Node cannot lock
 * files; SQLite, which is part of Node, can on every system.
 * @returns a function that unlocks the folder.
 * @throws Error when another process has the folder, or the file system has no locks.
 */
export function lockFolder(folder: string): () => void {
  const holderPath = join(folder, 'kv-review.holder');
  const lock = new DatabaseSync(join(folder, 'kv-review.lock'));
  try {
    // The file stays empty: only its lock is used.
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    lock.close();
    throw isBusy(cause)
      ? new Error(
          `The database in ${folder} is in use by ${readHolder(holderPath)}. Stop it first. ` +
            'Several processes at once need PostgreSQL (DATABASE_URL).',
        )
      : new Error(`The database in ${folder} cannot be locked.`, { cause });
  }
  writeFileSync(holderPath, `process ${process.pid} on ${hostname()}`, { mode: 0o600 });
  return () => {
    rmSync(holderPath, { force: true });
    lock.close();
  };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === busy;

/** For the message alone: a killed process leaves it behind, and it may be gone by now. */
function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8') || 'another process';
  } catch {
    return 'another process';
  }
}
