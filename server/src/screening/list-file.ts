import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { inCompany, type Database } from '../database/index.ts';
import { describeError, type Logger } from '../log/log.ts';
import { loadWatchList } from './list-loader.ts';
import { watchListOf, type WatchListFile } from './settings.ts';
import { readSimpleCsv } from './simple-csv.ts';

/**
 * Replaces the list with the entries of the file.
 * @returns How many entries the list has now.
 * @throws Error when the file cannot be read; WatchListError when it is not a complete watch list. The
 * previous list then stays in force.
 */
export function loadWatchListFile(
  database: Database,
  file: WatchListFile,
  { now = new Date(), signal }: { readonly now?: Date; readonly signal?: AbortSignal } = {},
): Promise<number> {
  const stream = createReadStream(file.path, signal ? { signal } : {});
  return loadWatchList(database, watchListOf(file), readSimpleCsv(stream), now);
}

/** Whether the file is newer than the loaded list, or no list is loaded. */
async function isNewer(database: Database, file: WatchListFile): Promise<boolean> {
  const { id } = watchListOf(file);
  const [{ mtime }, list] = await Promise.all([
    stat(file.path),
    inCompany(database, '', (transaction) =>
      transaction
        .selectFrom('watch_lists')
        .select('loaded_at')
        .where('id', '=', id)
        .executeTakeFirst(),
    ),
  ]);
  return !list || Date.parse(list.loaded_at) < mtime.getTime();
}

/**
 * Loads the file if it is newer than the loaded list. Never rejects: if the file cannot be loaded, the
 * previous list stays in force. Without a list every screening is `unknown`.
 */
export async function keepListCurrent(
  database: Database,
  file: WatchListFile,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  try {
    if (!(await isNewer(database, file))) return;
    const entries = await loadWatchListFile(database, file, { signal });
    log.info({ entries }, 'the watch list was loaded');
  } catch (error) {
    if (!signal.aborted)
      log.error({ error: describeError(error) }, 'the watch list could not be loaded');
  }
}
