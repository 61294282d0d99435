import { ReviewError } from '../../api/errors.js';
import { abortable } from '../../api/abort.js';
import type { ReviewApi } from '../../api/review-api.js';
import { maxPageSize } from '../../model/paging.js';
import type { SessionCount, SessionFilter, SessionPage, SessionSort } from '../../model/query.js';
import type { SessionSummary } from '../../model/session.js';

/** The progress of an export. */
export interface ReadProgress {
  /** The number of sessions read so far. */
  readonly count: number;
  /** The number of sessions that match the filter; `null` if the adapter does not count. */
  readonly total: SessionCount | null;
}

export interface ReadSessionsOptions {
  /** The default is `-createdAt`. */
  readonly sort?: SessionSort;
  /** Called after every page. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /**
   * Called when a page cannot be read. When the promise resolves, the page is requested again. When
   * it rejects, or without this callback, the generator throws.
   */
  readonly onFailure?: (error: ReviewError) => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * Reads every session that matches a filter, page by page, without duplicates. After a page has
 * failed, it continues from there. If the adapter no longer accepts the cursor, it starts again and
 * skips the sessions that it has read.
 */
export async function* readSessions(
  api: Pick<ReviewApi, 'listSessions'>,
  filter: SessionFilter,
  { sort = '-createdAt', onProgress, onFailure, signal }: ReadSessionsOptions = {},
): AsyncGenerator<SessionSummary, void, undefined> {
  const ids = new Set<string>();
  let cursor: string | null = null;
  let total: SessionCount | null = null;
  let isComplete = false;
  while (!isComplete) {
    let page: SessionPage;
    try {
      const query = { ...filter, sort, limit: maxPageSize, cursor };
      // Even an adapter that ignores the signal must not delay an abort.
      page = await abortable(api.listSessions(query, signal ? { signal } : {}), signal);
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (signal?.aborted || !onFailure) throw error;
      await onFailure(error);
      if (error.code === 'invalid') cursor = null;
      continue;
    }
    total = page.total ?? total;
    for (const session of page.items) {
      if (ids.has(session.id)) continue;
      ids.add(session.id);
      yield session;
    }
    cursor = page.nextCursor;
    isComplete = cursor === null;
    onProgress?.({ count: ids.size, total });
  }
}
