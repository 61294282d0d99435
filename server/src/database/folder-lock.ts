import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The folders that this process holds: its id may have been that of one that was killed. */
const held = new Set<string>();

/**
 * Keeps a database folder to one process: a second would destroy what the first one writes, and
 * PGlite does not look. What a killed process left behind is taken over.
 * @returns what gives the folder free.
 * @throws Error that names the process which has the folder.
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
    // Of another user, it runs all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
