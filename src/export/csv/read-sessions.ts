import { ReviewError } from '../../api/errors.js';
import { abortable } from '../../api/abort.js';
import type { ReviewApi } from '../../api/review-api.js';
import { maxPageSize } from '../../model/paging.js';
import type { SessionCount, SessionFilter, SessionPage, SessionSort } from '../../model/query.js';
import type { SessionSummary } from '../../model/session.js';

/** How far the reading has come. */
export interface ReadProgress {
  /** Sessions read so far. */
  readonly count: number;
  /** All that the filter selects; `null` when the adapter does not count. */
  readonly total: SessionCount | null;
}

export interface ReadSessionsOptions {
  /** `-createdAt` unless given. */
  readonly sort?: SessionSort;
  /** Called after every page. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /**
   * Called when a page cannot be read. Once the promise resolves the same page is asked for again;
   * when it rejects, or without this, the reading fails.
   */
  readonly onFailure?: (error: ReviewError) => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * All sessions that a filter selects, page after page, each once. A page that fails does not lose
 * those before: the reading goes on from there, or, when the adapter has forgotten the place, from
 * the start without those that were read.
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
      // An adapter that does not listen to the signal keeps nobody waiting.
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
