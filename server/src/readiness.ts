import type { Config } from './config.ts';
import type { Database } from './database/index.ts';
import type { Readiness } from './http/health-routes.ts';
import { jobTables } from './job-tables.ts';
import { countSetAside } from './jobs/set-aside.ts';
import { checkFolderWritable } from './objects/folder-store.ts';
import type { ObjectStore } from './objects/object-store.ts';
import type { WatchList } from './screening/list-loader.ts';
import { readListsToLoad } from './screening/list-store.ts';

export interface ReadinessOptions {
  readonly database: Database;
  readonly location: Config['database'];
  readonly objects: ObjectStore;
  /** The lists that must be loaded; absent when clients are not screened against lists. */
  readonly watchLists?: readonly WatchList[] | undefined;
}

/** Milliseconds for which the result of a test write is used again: anybody may ask for readiness. */
const probeLifetime = 2000;

/**
 * Whether requests can be served: the database answers, and the folders of the database and of photos
 * can be written. A full disk makes the server unready. Jobs that were set aside and lists that must be
 * loaded do not. The disk of a database server is its operator's to watch.
 */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { database, watchLists } = options;
  let probed: { readonly until: number; readonly result: Promise<void> } | undefined;

  function probe(): Promise<void> {
    if (!probed || probed.until < performance.now()) {
      probed = { until: performance.now() + probeLifetime, result: checkWrites(options) };
      // A failure is reported once, and then tested again.
      probed.result.catch(() => (probed = undefined));
    }
    return probed.result;
  }

  return async () => {
    try {
      const [setAside, lists] = await Promise.all([
        countSetAside(database, jobTables),
        watchLists ? readListsToLoad(database, watchLists) : [],
        probe(),
      ]);
      return { isReady: true, setAside, listsToLoad: lists.map(({ title }) => title) };
    } catch {
      return { isReady: false };
    }
  };
}

async function checkWrites({ location, objects }: ReadinessOptions): Promise<void> {
  if ('folder' in location) await checkFolderWritable(location.folder);
  await objects.checkWritable();
}
