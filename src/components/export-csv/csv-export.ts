import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { abortable, delay } from '../../api/abort.js';
import { isReviewError, ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { CsvMode } from '../../model/csv/mode.js';
import type { SessionCount, SessionFilter, SessionSort } from '../../model/query.js';
import { newFile, type FileOutcome, type NewFile } from './new-file.js';

export interface CsvExportRequest {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
  readonly mode: CsvMode;
  readonly reasons: boolean;
  readonly fileName: string;
  /** Whether the adapter writes the file, and records the export, itself. */
  readonly isStreamed: boolean;
  /** Whether the adapter records the export in its activity log. */
  readonly isRecorded: boolean;
}

interface Progress {
  readonly count: number;
  readonly total: SessionCount | null;
}

export interface CsvExportResult {
  readonly count: number;
  readonly outcome: FileOutcome;
}

export type CsvExportState =
  | { readonly name: 'idle' }
  /** The user is choosing where to save the file. */
  | { readonly name: 'choosing' }
  | ({ readonly name: 'running' } & Progress)
  /** A request failed; the user can resume. */
  | ({ readonly name: 'paused'; readonly error: ReviewError } & Progress)
  | ({ readonly name: 'done' } & CsvExportResult)
  | { readonly name: 'cancelled' }
  /** The file could not be written. */
  | { readonly name: 'unsaved' };

export interface CsvExportOptions {
  /** The current adapter; a run ends when it changes. */
  api: () => ReviewApi | undefined;
  onDone: (result: CsvExportResult) => void;
  onError: (error: ReviewError) => void;
}

/** Up to this delay, the export waits for the adapter without showing an error. */
const maxQuietDelayMs = 30_000;

/** Exports sessions to a file for its host, one run at a time. A run survives failed requests. */
export class CsvExport implements ReactiveController {
  state: CsvExportState = { name: 'idle' };

  readonly #host: ReactiveControllerHost;
  readonly #options: CsvExportOptions;
  #run: { api: ReviewApi; abort: AbortController } | undefined;
  #progress: Progress = { count: 0, total: null };
  #resume: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: CsvExportOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    // After a sign-out, or for another user, the run must neither read nor save anything.
    if (this.#run && this.#run.api !== this.#options.api()) this.#end({ name: 'idle' });
  }

  hostDisconnected(): void {
    this.#end({ name: 'idle' });
  }

  get isActive(): boolean {
    return this.#run !== undefined;
  }

  /** Call it from a click; it does nothing during a run. */
  async start(request: CsvExportRequest): Promise<void> {
    if (this.#run) return;
    const abort = new AbortController();
    const { signal } = abort;
    this.#run = { api: request.api, abort };
    this.#progress = { count: 0, total: null };
    this.#show({ name: 'choosing' });
    try {
      const file = await newFile(request.fileName, 'text/csv');
      if (!file) this.#end({ name: 'idle' }, signal);
      else await this.#write(file, request, signal);
    } catch {
      this.#end({ name: 'unsaved' }, signal);
    }
  }

  /** Continues after a failure. */
  resume(): void {
    this.#resume?.();
  }

  cancel(): void {
    this.#end({ name: 'cancelled' });
  }

  async #write(file: NewFile, request: CsvExportRequest, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      this.#showProgress(this.#progress);
      const isComplete = request.isStreamed && (await this.#writeStream(file, request, signal));
      if (!isComplete) await this.#writePages(file, request, signal);
      const { count } = this.#progress;
      signal.throwIfAborted();
      const outcome = await file.close();
      this.#end({ name: 'done', count, outcome }, signal);
      this.#options.onDone({ count, outcome });
    } catch (error) {
      await file.discard().catch(() => undefined);
      throw error;
    }
  }

  /**
   * Writes the file of the adapter.
   * @returns whether it is complete. One that broke off is written again page by page, because
   *   something between may not let long answers pass.
   */
  async #writeStream(
    file: NewFile,
    { api, filter, sort, mode, reasons }: CsvExportRequest,
    signal: AbortSignal,
  ): Promise<boolean> {
    const read = () => api.exportSessions({ ...filter, sort, mode, reasons }, { signal });
    const { count: total, chunks } = await this.#persist(read, signal);
    const parts = chunks[Symbol.asyncIterator]();
    try {
      for (;;) {
        // Even an adapter that ignores the signal must not delay an abort.
        const part = await abortable(parts.next(), signal);
        if (part.done) return true;
        const { bytes, count } = part.value;
        this.#showProgress({ count, total: { count: total, exact: true } });
        await file.write(bytes);
      }
    } catch (thrown) {
      parts.return?.().catch(() => undefined);
      signal.throwIfAborted();
      if (!isReviewError(thrown)) throw thrown;
      await this.#pause(thrown, signal);
      await file.restart();
      this.#showProgress({ count: 0, total: null });
      return false;
    }
  }

  async #writePages(
    file: NewFile,
    { api, filter, sort, mode, reasons, isRecorded }: CsvExportRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const { exportCsv, readSessions } = await this.#persist(
      () => import('../../export/csv/index.js'),
      signal,
    );
    const sessions = readSessions(api, filter, {
      sort,
      signal,
      onProgress: (progress) => signal.aborted || this.#showProgress(progress),
      onFailure: (error) => this.#pause(error, signal),
    });
    for await (const chunk of exportCsv(sessions, { mode, reasons, signal })) {
      await file.write(chunk);
    }
    if (isRecorded) {
      // Before the file exists, so that no export goes unrecorded.
      const report = { action: 'export-csv', count: this.#progress.count } as const;
      await this.#persist(() => api.recordActivity(report, { signal }), signal);
    }
  }

  /** Tries until it succeeds; after each failure, the user decides when to try again. */
  async #persist<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        signal.throwIfAborted();
        await this.#pause(ReviewError.from(thrown), signal);
      }
    }
  }

  /** Resolves when it is time to try again; rejects if the run has ended. */
  async #pause(error: ReviewError, signal: AbortSignal): Promise<void> {
    const { retryAfter = Infinity } = error.details;
    const isQuiet = error.retryable && retryAfter <= maxQuietDelayMs;
    if (!isQuiet) {
      this.#show({ name: 'paused', error, ...this.#progress });
      this.#options.onError(error);
    }
    const resumed = new Promise<void>((resolve) => (this.#resume = resolve));
    await (isQuiet ? delay(retryAfter, signal) : abortable(resumed, signal));
    this.#resume = undefined;
    this.#showProgress(this.#progress);
  }

  #showProgress({ count, total }: Progress): void {
    this.#progress = { count, total };
    this.#show({ name: 'running', count, total });
  }

  /** Ends the run of `signal`, or the current run. */
  #end(state: CsvExportState, signal?: AbortSignal): void {
    if (!this.#run || (signal && this.#run.abort.signal !== signal)) return;
    const { abort } = this.#run;
    this.#run = undefined;
    this.#resume = undefined;
    abort.abort();
    this.#show(state);
  }

  #show(state: CsvExportState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
