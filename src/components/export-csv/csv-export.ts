import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { CsvMode } from '../../model/csv/mode.js';
import type { SessionCount, SessionFilter, SessionSort } from '../../model/query.js';
import { newFile } from './new-file.js';

/** What is exported. */
export interface CsvExportRequest {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
  readonly mode: CsvMode;
  readonly reasons: boolean;
  readonly fileName: string;
  /** The adapter wants to be told of it. */
  readonly isRecorded: boolean;
}

interface Progress {
  readonly count: number;
  readonly total: SessionCount | null;
}

export type CsvExportState =
  | { readonly name: 'idle' }
  /** The user says where to save the file. */
  | { readonly name: 'choosing' }
  | ({ readonly name: 'running' } & Progress)
  /** Something failed, and the user may go on from there. */
  | ({ readonly name: 'paused'; readonly error: ReviewError } & Progress)
  | { readonly name: 'done'; readonly count: number }
  | { readonly name: 'cancelled' }
  /** The file could not be written. */
  | { readonly name: 'unsaved' };

export interface CsvExportOptions {
  /** The adapter of the moment: a run ends when it becomes another one. */
  api: () => ReviewApi | undefined;
  onDone: (count: number) => void;
  onError: (error: ReviewError) => void;
}

/** A wait that an adapter asks for is kept without a word up to so many milliseconds. */
const quietWait = 30_000;

/** Exports sessions to a file for its host: one run at a time, which survives failed requests. */
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

  get isActive(): boolean {
    return this.#run !== undefined;
  }

  hostUpdate(): void {
    // Signed out, or somebody else: nothing more of it is read or saved.
    if (this.#run && this.#run.api !== this.#options.api()) this.#end({ name: 'idle' });
  }

  hostDisconnected(): void {
    this.#end({ name: 'idle' });
  }

  /** To be called from a click; does nothing while a run is under way. */
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

  /** Goes on after a failure. */
  resume(): void {
    this.#resume?.();
  }

  cancel(): void {
    this.#end({ name: 'cancelled' });
  }

  async #write(
    file: Awaited<ReturnType<typeof newFile>> & object,
    request: CsvExportRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, filter, sort, mode, reasons, isRecorded } = request;
    try {
      signal.throwIfAborted();
      this.#showProgress(this.#progress);
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
      const { count } = this.#progress;
      if (isRecorded) {
        // Before the file is there: no export without a trace.
        const report = { action: 'export-csv', count } as const;
        await this.#persist(() => api.recordActivity(report, { signal }), signal);
      }
      signal.throwIfAborted();
      await file.close();
      this.#end({ name: 'done', count }, signal);
      this.#options.onDone(count);
    } catch (error) {
      await file.discard().catch(() => undefined);
      throw error;
    }
  }

  /** Tries until it succeeds; after each failure the user says when. */
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

  /** Resolves when it is time to try again; rejects when the run has ended meanwhile. */
  async #pause(error: ReviewError, signal: AbortSignal): Promise<void> {
    const { retryAfter = Infinity } = error.details;
    const isQuiet = error.retryable && retryAfter <= quietWait;
    if (!isQuiet) {
      this.#show({ name: 'paused', error, ...this.#progress });
      this.#options.onError(error);
    }
    await new Promise<void>((resolve, reject) => {
      const timer = isQuiet ? setTimeout(resolve, retryAfter) : undefined;
      this.#resume = resolve;
      const onAbort = () => {
        clearTimeout(timer);
        reject(new ReviewError('aborted', 'The export has ended.'));
      };
      // Whoever heard of the error may have ended the run.
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
    this.#resume = undefined;
    this.#showProgress(this.#progress);
  }

  #showProgress({ count, total }: Progress): void {
    this.#progress = { count, total };
    this.#show({ name: 'running', count, total });
  }

  /** Ends the run of `signal`, or whichever there is. */
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
