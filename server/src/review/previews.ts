/** Previews of a change of the policy (spec S10): a thread judges the company's last sessions again. */
import { Worker } from 'node:worker_threads';

import { ReviewError, type ProgressOptions } from 'kv-review/api';
import type { PolicySettings, SettingsPreview } from 'kv-review/model';

import { inCompany, type Database } from '../database/index.ts';
import { createQueue } from '../images/queue.ts';
import {
  countPastSessions,
  readPastSessions,
  type PastSessionRow,
} from '../store/past-sessions.ts';

/** What a preview compares. */
export interface PreviewData {
  /** Of the settings in force. */
  readonly version: string;
  readonly before: PolicySettings;
  readonly after: PolicySettings;
}

export type PreviewRequest =
  { readonly is: 'judge'; readonly rows: readonly PastSessionRow[] } | { readonly is: 'end' };

/** One answer for each request. */
export type PreviewAnswer =
  { readonly is: 'judged' } | { readonly is: 'result'; readonly preview: SettingsPreview };

export interface PreviewWork extends PreviewData {
  readonly companyId: string;
  /** How many sessions, the newest first. */
  readonly limit: number;
}

export interface Previews {
  /**
   * Runs one preview of a company at a time. The end of `signal` ends the thread.
   * @throws ReviewError `rate-limited` when too many previews of the company wait, `aborted`, `timeout`.
   */
  run(work: PreviewWork, options?: ProgressOptions): Promise<SettingsPreview>;
}

/** Milliseconds for one preview, several times what 10,000 sessions take. */
const defaultTimeoutMs = 120_000;

/** A thread that ran wild must not take the memory of the server. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

export function createPreviews(
  database: Database,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
): Previews {
  // The next one of a company may wait until the thread of an aborted one has ended.
  const places = createQueue({
    ...{ width: 2, widthPerOwner: 1, maxWaiting: 1 },
    refusal: 'Too many previews are in progress.',
  });

  async function judge(
    { companyId, limit, ...data }: PreviewWork,
    signal: AbortSignal,
    onProgress: ProgressOptions['onProgress'],
  ): Promise<SettingsPreview> {
    signal.throwIfAborted();
    const total = await inCompany(database, companyId, (transaction) =>
      countPastSessions(transaction, companyId, limit),
    );
    onProgress?.({ done: 0, total });
    const thread = startThread(data, signal);
    try {
      let done = 0;
      let judging: Promise<unknown> = Promise.resolve();
      for await (const rows of readPastSessions(database, companyId, limit)) {
        await judging;
        onProgress?.({ done, total });
        judging = thread.ask({ is: 'judge', rows });
        // The loop reports it, once it has read the next page.
        judging.catch(() => undefined);
        done = Math.min(done + rows.length, total);
      }
      await judging;
      onProgress?.({ done, total });
      const answer = await thread.ask({ is: 'end' });
      if (answer.is === 'result') return answer.preview;
      throw new Error('The thread of a preview gave no result.');
    } finally {
      await thread.end();
    }
  }

  return {
    async run(work, { signal, onProgress } = {}) {
      const late = AbortSignal.timeout(timeoutMs);
      const ends = signal ? AbortSignal.any([signal, late]) : late;
      try {
        return await places(work.companyId, () => judge(work, ends, onProgress));
      } catch (error) {
        if (signal?.aborted) {
          throw new ReviewError('aborted', 'The preview was aborted.', { cause: signal.reason });
        }
        if (late.aborted) throw new ReviewError('timeout', 'The preview took too long.');
        throw error;
      }
    },
  };
}

interface Thread {
  /** One request at a time. Rejects when the thread fails or the signal aborts. */
  ask(request: PreviewRequest): Promise<PreviewAnswer>;
  end(): Promise<void>;
}

function startThread(data: PreviewData, signal: AbortSignal): Thread {
  // The same ending as this module: `.ts` here, `.js` when built.
  const path = import.meta.url.replace(/previews(?=\.\w+$)/, 'preview-worker');
  // The thread needs none of the server's secrets.
  const worker = new Worker(new URL(path), { workerData: data, env: {}, resourceLimits });
  const failed = Promise.withResolvers<never>();
  const abort = (): void => failed.reject(signal.reason);
  // A failure between two questions rejects the next one. Until then, it must not count as unhandled.
  failed.promise.catch(() => undefined);
  worker.on('error', failed.reject);
  worker.once('exit', () => failed.reject(new Error('The thread of a preview ended.')));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return {
    ask(request) {
      const answered = new Promise<PreviewAnswer>((resolve) => worker.once('message', resolve));
      worker.postMessage(request);
      return Promise.race([answered, failed.promise]);
    },
    async end() {
      signal.removeEventListener('abort', abort);
      await worker.terminate();
    },
  };
}
