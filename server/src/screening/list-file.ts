import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { inCompany, type Database } from '../database/index.ts';
import { describeError, type Logger } from '../log/log.ts';
import { indexVersion } from './index-version.ts';
import { loadWatchList } from './list-loader.ts';
import { readListsToLoad } from './list-store.ts';
import { watchListOf, type WatchListFile } from './settings.ts';
import { readSimpleCsv, type ListFault, type ReadListOptions } from './simple-csv.ts';
import { WatchListError } from './watch-list-error.ts';

export interface LoadedList {
  /** How many entries the list has now. */
  readonly entries: number;
  /** How many rows of the file had faults. */
  readonly faults: number;
  /** The first of them. */
  readonly firstFault?: ListFault;
}

/**
 * Replaces the list with the entries of the file.
 * @throws Error when the file cannot be read; WatchListError when it is not a complete watch list, or has
 * too many faults. The previous list then stays in force.
 */
export async function loadWatchListFile(
  database: Database,
  file: WatchListFile,
  { now = new Date(), signal }: { readonly now?: Date; readonly signal?: AbortSignal } = {},
): Promise<LoadedList> {
  let faults = 0;
  let firstFault: ListFault | undefined;
  const options: ReadListOptions = {
    ...(file.maxFaultyShare === undefined ? {} : { maxFaultyShare: file.maxFaultyShare }),
    onFault: (fault) => {
      faults += 1;
      firstFault ??= fault;
    },
  };
  const stream = createReadStream(file.path, signal ? { signal } : {});
  const people = readSimpleCsv(stream, options);
  const entries = await loadWatchList(database, watchListOf(file), people, now);
  return { entries, faults, ...(firstFault && { firstFault }) };
}

/** Whether the file must be loaded: it is newer than the loaded list, or no list of this version is loaded. */
async function mustLoad(database: Database, file: WatchListFile): Promise<boolean> {
  const { id } = watchListOf(file);
  const list = await inCompany(database, '', (transaction) =>
    transaction
      .selectFrom('watch_lists')
      .select(['loaded_at', 'index_version'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (list?.index_version !== indexVersion) return true;
  return Date.parse(list.loaded_at) < (await stat(file.path)).mtime.getTime();
}

/**
 * Loads the file if it must be loaded. Never rejects: if the file cannot be loaded, the previous list stays
 * in force. Without a list of this version every screening is `unknown`.
 */
export async function keepListCurrent(
  database: Database,
  file: WatchListFile,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const { title } = file;
  try {
    if (await mustLoad(database, file)) {
      const { entries, faults, firstFault } = await loadWatchListFile(database, file, { signal });
      log.info({ list: title, entries }, 'the watch list was loaded');
      if (faults > 0)
        log.warn(
          { list: title, faults, first: firstFault },
          'entries of the watch list have faults',
        );
    }
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof WatchListError ? { reason: error.message } : {};
    log.error(
      { list: title, error: describeError(error), ...reason },
      'the watch list could not be loaded',
    );
  }
  await warnOfListsToLoad(database, file, log);
}

async function warnOfListsToLoad(
  database: Database,
  file: WatchListFile,
  log: Logger,
): Promise<void> {
  try {
    const lists = await readListsToLoad(database, [watchListOf(file)]);
    if (lists.length === 0) return;
    log.error(
      { lists: lists.map(({ title }) => title) },
      'watch lists must be loaded before screenings can be clear',
    );
  } catch (error) {
    log.error({ error: describeError(error) }, 'the watch lists could not be read');
  }
}
