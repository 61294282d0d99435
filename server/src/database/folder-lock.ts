import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The folders of this process: a killed process may have had the same id. */
const held = new Set<string>();

/**
 * Locks a database folder for one process. PGlite does not check, and a second process would corrupt
 * the files of the first. The lock of a killed process is taken over.
 * @returns a function that unlocks the folder.
 * @throws Error that names the process that has the folder.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.pid`;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder === process.pid ? held.has(folder) : isRunning(holder)) {
      throw new Error(
        `The database in ${folder} is in use by process ${holder}. Stop it first; where that is no ` +
          `server, remove ${path}. Several processes at once need PostgreSQL (DATABASE_URL).`,
      );
    }
    rmSync(path, { force: true });
  }
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(path, { force: true });
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is running as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
