import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { CompanyBranding } from '../../context/branding.js';
import { maxLogoSize, noLogoVersion } from '../../model/branding.js';
import { recognizeImage } from '../../model/image-type.js';

/** What the user wants: a logo, or none (`null`). */
type Wanted = Blob | null;

/** Why a logo was not saved, or may not have been. */
export type LogoFault =
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'not-image' }
  | {
      /**
       * - `failed`: nothing was saved
       * - `unknown`: no answer arrived, and what is saved cannot be read either
       * - `check`: no answer arrived, and another logo is saved now, perhaps this one
       * - `conflict`: another user has changed the logo, so nothing was saved
       */
      readonly kind: 'failed' | 'unknown' | 'check' | 'conflict';
      readonly wanted: Wanted;
      /** The version that a next attempt replaces. */
      readonly version: string;
      /** Of the wanted logo, for a conflict. */
      readonly url?: string;
    };

export interface LogoUploadOptions {
  readonly api: () => ReviewApi | undefined;
  readonly company: () => CompanyBranding | undefined;
  readonly announce: (
    text: 'branding.logoSaved' | 'branding.logoRemoved' | 'branding.logoSaving',
  ) => void;
  readonly report: (error: ReviewError) => void;
}

const versionOf = (logoVersion: string | null | undefined): string => logoVersion ?? noLogoVersion;

/**
 * Saves and removes the logo, at once and without a draft, because the backend stores it apart from the
 * settings. A save replaces only the logo that the user saw. A file that was not saved stays until the
 * user has decided what to do with it.
 */
export class LogoUpload implements ReactiveController {
  isSending = false;
  /** The user is asked whether to remove the logo. */
  isAsking = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: LogoUploadOptions;
  #fault: LogoFault | undefined;
  #api: ReviewApi | undefined;
  /** What the user has saved, while the branding could not be read again. */
  #own: { readonly version: string; readonly company: CompanyBranding | undefined } | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, options: LogoUploadOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The file of one user is not kept for another. */
  hostUpdate(): void {
    const api = this.#options.api();
    if (api !== this.#api) this.#forget();
    this.#api = api;
  }

  hostDisconnected(): void {
    this.#forget();
  }

  get fault(): LogoFault | undefined {
    return this.#fault;
  }

  /** Checks a file before it is sent. */
  async save(file: Blob): Promise<void> {
    if (this.isSending) return;
    this.#set(undefined);
    if (file.size > maxLogoSize) {
      this.#set({ kind: 'too-large', size: file.size });
      return;
    }
    const image = await recognizeImage(file).catch(() => null);
    if (image) await this.#send(image, this.#seen);
    else this.#set({ kind: 'not-image' });
  }

  async remove(): Promise<void> {
    if (this.isSending) return;
    this.isAsking = false;
    await this.#send(null, this.#seen);
  }

  /** Tries again after a fault, over the logo that is there now. */
  async retry(): Promise<void> {
    const fault = this.#fault;
    if (!fault || !('wanted' in fault) || this.isSending) return;
    const { kind, wanted, version } = fault;
    if (kind !== 'unknown') {
      await this.#send(wanted, version);
      return;
    }
    this.#begin();
    const current = await this.#readVersion();
    this.isSending = false;
    if (current === version) await this.#send(wanted, version);
    else this.#endUnknown(wanted, version, current);
  }

  /** Keeps the logo that is saved, and forgets the file. */
  readonly keepSaved = (): void => this.#set(undefined);

  readonly ask = (isAsking: boolean): void => {
    this.isAsking = isAsking;
    this.#host.requestUpdate();
  };

  get #seen(): string {
    const company = this.#options.company();
    if (this.#own && this.#own.company === company) return this.#own.version;
    return versionOf(company?.branding.logoVersion);
  }

  async #send(wanted: Wanted, version: string): Promise<void> {
    const { report } = this.#options;
    const api = this.#options.api();
    const { signal } = this.#abort;
    if (!api) return;
    const isOver = (): boolean => signal.aborted;
    this.#begin();
    try {
      const branding = await (wanted
        ? api.saveLogo(wanted, { version, signal })
        : api.removeLogo({ version, signal }));
      if (isOver()) return;
      const company = this.#options.company();
      this.#own = { version: versionOf(branding.logoVersion), company };
      this.#complete(wanted);
      await this.#options.company()?.refresh();
    } catch (thrown) {
      if (isOver()) return;
      const error = ReviewError.from(thrown);
      await this.#fail(error, wanted, version);
      // The element shows a conflict to the user, who resolves it.
      if (!isOver() && error.code !== 'conflict') report(error);
    } finally {
      if (!isOver()) this.isSending = false;
      this.#host.requestUpdate();
    }
  }

  async #fail(error: ReviewError, wanted: Wanted, version: string): Promise<void> {
    if (error.code === 'invalid') {
      this.#set({ kind: 'not-image' });
      return;
    }
    const isConflict = error.code === 'conflict';
    const current = isConflict || error.outcomeUnknown ? await this.#readVersion() : version;
    if (this.#abort.signal.aborted) return;
    if (!isConflict) {
      this.#endUnknown(wanted, version, current);
    } else if (current === undefined || current === version) {
      this.#set({ kind: 'failed', wanted, version });
    } else if (!wanted && current === noLogoVersion) {
      this.#complete(wanted);
    } else {
      const url = wanted ? { url: URL.createObjectURL(wanted) } : {};
      this.#set({ kind: 'conflict', wanted, version: current, ...url });
    }
  }

  /** Says what is known after an attempt without an answer. */
  #endUnknown(wanted: Wanted, version: string, current: string | undefined): void {
    if (current === undefined) this.#set({ kind: 'unknown', wanted, version });
    else if (current === version) this.#set({ kind: 'failed', wanted, version });
    else if (!wanted && current === noLogoVersion) this.#complete(wanted);
    else this.#set({ kind: 'check', wanted, version: current });
  }

  /** Reads and shows the logo that is saved now. `undefined` if that fails. */
  async #readVersion(): Promise<string | undefined> {
    const { company } = this.#options;
    const { signal } = this.#abort;
    try {
      const branding = await this.#options.api()?.getBranding({ signal });
      if (branding && branding.logoVersion !== company()?.branding.logoVersion) {
        await company()?.refresh();
      }
      return branding && versionOf(branding.logoVersion);
    } catch {
      return undefined;
    }
  }

  #begin(): void {
    this.isSending = true;
    this.#set(undefined);
    this.#options.announce('branding.logoSaving');
  }

  #complete(wanted: Wanted): void {
    this.#set(undefined);
    this.#options.announce(wanted ? 'branding.logoSaved' : 'branding.logoRemoved');
  }

  #set(fault: LogoFault | undefined): void {
    if (this.#fault && 'url' in this.#fault) URL.revokeObjectURL(this.#fault.url ?? '');
    this.#fault = fault;
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.isSending = false;
    this.isAsking = false;
    this.#own = undefined;
    if (this.#fault) this.#set(undefined);
  }
}
