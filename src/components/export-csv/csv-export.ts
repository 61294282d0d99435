import type { LitElement, ReactiveController } from 'lit';

import { abortable, delay } from '../../api/abort.js';
import { isReviewError, ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { CsvFile } from '../../model/csv/csv-file.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { PartController } from '../../controllers/part.js';
import type { SessionCount } from '../../model/query.js';
import type { DownloadOutcome, OfferedFile } from '../../ui/file-offer.js';
import { newFile, type FileOutcome, type NewFile } from './new-file.js';

export interface CsvExportRequest {
  readonly api: ReviewApi;
  readonly fileName: string;
  /** Asks the adapter for the file, if it writes one. */
  readonly readFile?: ((signal: AbortSignal) => Promise<CsvFile>) | undefined;
  /** Writes the file page by page, where the adapter writes none, or one that breaks off. */
  readonly writePages?: (run: CsvRun) => Promise<void>;
}

/** What a file that is written page by page needs of its run. */
export interface CsvRun {
  readonly signal: AbortSignal;
  readonly write: NewFile['write'];
  readonly showProgress: (progress: Progress) => void;
  /** Resolves when it is time to try again; rejects if the run has ended. */
  readonly pause: (error: ReviewError) => Promise<void>;
  /** Tries until it succeeds; after each failure, the user decides when to try again. */
  readonly persist: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface Progress {
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
  localize: LocalizeController;
  /** The current adapter; a run ends when it changes. */
  api: () => ReviewApi | undefined;
  onDone: (result: CsvExportResult) => void;
  onError: (error: ReviewError) => void;
}

/** Up to this delay, the export waits for the adapter without showing an error. */
const maxQuietDelayMs = 30_000;

/** Exports a list to a file for its host, one run at a time. A run survives failed requests. */
export class CsvExport implements ReactiveController {
  state: CsvExportState = { name: 'idle' };
  /** The file, if it was given to the browser's downloads. */
  file: OfferedFile | undefined;

  readonly #host: LitElement;
  readonly #options: CsvExportOptions;
  readonly #filePart: PartController<typeof import('../../ui/file-offer.js')>;
  #run: { api: ReviewApi; abort: AbortController } | undefined;
  #progress: Progress = { count: 0, total: null };
  #resume: (() => void) | undefined;

  constructor(host: LitElement, options: CsvExportOptions) {
    this.#host = host;
    this.#options = options;
    this.#filePart = new PartController(
      host,
      options.localize,
      () => import('../../ui/file-offer.js'),
    );
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
    this.file?.release();
    this.#show({ name: 'choosing' });
    try {
      const file = await newFile(request.fileName, 'text/csv', this.#offer);
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
      await this.#writeAll(file, request, signal);
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
   * Writes the file of the adapter. One that broke off is written page by page if it can be, because
   * something between may not let long answers pass.
   */
  async #writeAll(
    file: NewFile,
    { readFile, writePages }: CsvExportRequest,
    signal: AbortSignal,
  ): Promise<void> {
    let isComplete = false;
    while (readFile && !isComplete) {
      isComplete = await this.#writeStream(file, readFile, signal);
      if (writePages) break;
    }
    if (isComplete || !writePages) return;
    await writePages({
      signal,
      write: (chunk) => file.write(chunk),
      showProgress: (progress) => signal.aborted || this.#showProgress(progress),
      pause: (error) => this.#pause(error, signal),
      persist: (work) => this.#persist(work, signal),
    });
  }

  /** Writes the file of the adapter. Returns whether it is complete; if not, nothing is written. */
  async #writeStream(
    file: NewFile,
    readFile: (signal: AbortSignal) => Promise<CsvFile>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { count: total, chunks } = await this.#persist(() => readFile(signal), signal);
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

  readonly #offer = async (blob: Blob, name: string): Promise<DownloadOutcome> => {
    const run = this.#run;
    await this.#filePart.load();
    const { module } = this.#filePart;
    if (!module || run !== this.#run) throw new Error('The export has ended.');
    this.file = new module.OfferedFile(blob, name, { host: this.#host, ...this.#options });
    return this.file.outcome;
  };
}
