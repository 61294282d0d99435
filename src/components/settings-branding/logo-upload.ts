import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { CompanyBranding } from '../../context/branding.js';
import { maxLogoSize } from '../../model/branding.js';
import { recognizeImage } from '../../model/image-type.js';

export type LogoFault =
  { readonly kind: 'too-large'; readonly size: number } | { readonly kind: 'not-image' | 'failed' };

export interface LogoUploadOptions {
  readonly api: () => ReviewApi | undefined;
  readonly company: () => CompanyBranding | undefined;
  readonly announce: (
    text: 'branding.logoSaved' | 'branding.logoRemoved' | 'branding.logoSaving',
  ) => void;
  readonly report: (error: ReviewError) => void;
}

/** Saves and removes the logo, at once and without a draft, because the backend keeps it by itself. */
export class LogoUpload implements ReactiveController {
  isSending = false;
  /** The user is asked whether to remove the logo. */
  isAsking = false;
  fault: LogoFault | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: LogoUploadOptions;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, options: LogoUploadOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.isSending = false;
    this.isAsking = false;
    this.fault = undefined;
  }

  /** Checks a file before it is sent. */
  async save(file: Blob): Promise<void> {
    if (this.isSending) return;
    this.fault = undefined;
    if (file.size > maxLogoSize) {
      this.#fail({ kind: 'too-large', size: file.size });
      return;
    }
    const image = await recognizeImage(file).catch(() => null);
    if (!image) {
      this.#fail({ kind: 'not-image' });
      return;
    }
    await this.#send('branding.logoSaved', (api, signal) => api.saveLogo(image, { signal }));
  }

  async remove(): Promise<void> {
    if (this.isSending) return;
    this.isAsking = false;
    await this.#send('branding.logoRemoved', (api, signal) => api.removeLogo({ signal }));
  }

  readonly ask = (isAsking: boolean): void => {
    this.isAsking = isAsking;
    this.#host.requestUpdate();
  };

  async #send(
    done: 'branding.logoSaved' | 'branding.logoRemoved',
    call: (api: ReviewApi, signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> {
    const { api, company, announce, report } = this.#options;
    const { signal } = this.#abort;
    const adapter = api();
    if (!adapter) return;
    this.isSending = true;
    this.fault = undefined;
    announce('branding.logoSaving');
    this.#host.requestUpdate();
    try {
      await call(adapter, signal);
      if (signal.aborted) return;
      announce(done);
      await company()?.refresh();
    } catch (thrown) {
      if (signal.aborted) return;
      const error = ReviewError.from(thrown);
      this.#fail({ kind: error.code === 'invalid' ? 'not-image' : 'failed' });
      report(error);
    } finally {
      if (!signal.aborted) this.isSending = false;
      this.#host.requestUpdate();
    }
  }

  #fail(fault: LogoFault): void {
    this.fault = fault;
    this.#host.requestUpdate();
  }
}
