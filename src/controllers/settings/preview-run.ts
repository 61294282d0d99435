import type { ReactiveController, ReactiveControllerHost } from 'lit';
import * as v from 'valibot';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { previewProgress, type PreviewProgress } from '../../model/preview-progress.js';
import { isSameData } from '../../model/same-data.js';
import type { PolicyChange } from '../../model/settings-change.js';
import type { SettingsPreview } from '../../model/settings-preview.js';

export type PreviewState =
  | { readonly name: 'idle' | 'cancelled' }
  /** Without progress until the adapter reports some. */
  | { readonly name: 'running'; readonly progress?: PreviewProgress }
  | { readonly name: 'done'; readonly preview: SettingsPreview }
  | { readonly name: 'failed'; readonly error: ReviewError };

export interface PreviewRunOptions {
  /** The adapter of the user; another one ends the preview. */
  readonly api: () => ReviewApi | undefined;
  /** What was announced is not for another user. */
  readonly onOtherUser: () => void;
  readonly onDone: (preview: SettingsPreview) => void;
  readonly onError: (error: ReviewError) => void;
  /** Receives the progress now and then, to announce it. */
  readonly onProgress: (progress: PreviewProgress) => void;
}

/** Milliseconds between two updates of the host. A slice of work is shorter. */
const updateInterval = 100;

/** Milliseconds between two announcements, so that they interrupt nobody. */
const announcementInterval = 10_000;

/** Tries a change of the conditions on past sessions, one at a time. */
export class PreviewRun implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: PreviewRunOptions;
  #state: PreviewState = { name: 'idle' };
  #change: PolicyChange | undefined;
  #api: ReviewApi | undefined;
  #abort: AbortController | undefined;
  #updatedAt = 0;
  #announcedAt = 0;

  constructor(host: ReactiveControllerHost, options: PreviewRunOptions) {
    this.#host = host;
    this.#options = options;
    this.#api = options.api();
    host.addController(this);
  }

  hostUpdate(): void {
    const api = this.#options.api();
    if (api === this.#api) return;
    this.#api = api;
    this.reset();
    this.#options.onOtherUser();
  }

  hostDisconnected(): void {
    this.reset();
  }

  get state(): PreviewState {
    return this.#state;
  }

  /** Whether the preview is of this change, and of the settings in this version. */
  fits(change: PolicyChange, version: string): boolean {
    if (!isSameData(change, this.#change)) return false;
    return this.#state.name !== 'done' || this.#state.preview.version === version;
  }

  /** Starts a preview, unless one is running. */
  async start(change: PolicyChange): Promise<void> {
    const api = this.#api;
    if (!api || this.#state.name === 'running') return;
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    this.#change = change;
    this.#announcedAt = performance.now();
    this.#set({ name: 'running' });
    try {
      const onProgress = (reported: unknown): void => {
        if (!signal.aborted) this.#report(reported);
      };
      const preview = await api.previewSettings({ change }, { signal, onProgress });
      if (signal.aborted) return;
      this.#set({ name: 'done', preview });
      this.#options.onDone(preview);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = ReviewError.from(thrown);
      this.#set({ name: 'failed', error });
      this.#options.onError(error);
    } finally {
      // An adapter may report progress after its answer.
      abort.abort();
    }
  }

  cancel(): void {
    if (this.#state.name !== 'running') return;
    this.#abort?.abort();
    this.#set({ name: 'cancelled' });
  }

  /** Ends the preview and forgets its result. */
  reset(): void {
    this.#abort?.abort();
    this.#change = undefined;
    if (this.#state.name !== 'idle') this.#set({ name: 'idle' });
  }

  /** Only the HTTP client has checked what it reports. */
  #report(reported: unknown): void {
    const state = this.#state;
    const checked = v.safeParse(previewProgress, reported);
    if (state.name !== 'running' || !checked.success) return;
    const { done, total } = checked.output;
    // A bar that moves back says nothing.
    const progress = { done: Math.min(Math.max(done, state.progress?.done ?? 0), total), total };
    this.#state = { name: 'running', progress };
    const now = performance.now();
    if (now - this.#updatedAt >= updateInterval) {
      this.#updatedAt = now;
      this.#host.requestUpdate();
    }
    if (now - this.#announcedAt >= announcementInterval) {
      this.#announcedAt = now;
      this.#options.onProgress(progress);
    }
  }

  #set(state: PreviewState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
