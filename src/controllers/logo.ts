import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { ReviewApi } from '../api/review-api.js';
import type { CompanyBranding } from '../context/branding.js';
import { recognizeImage } from '../model/image-type.js';
import { LoadController } from './load.js';

interface LogoSource {
  readonly api: ReviewApi | undefined;
  readonly company: CompanyBranding | undefined;
}

/**
 * Loads the logo of the company for its host and owns its object URL. Anything but an image is left
 * out. The URL is revoked as soon as the host shows another logo or disconnects.
 */
export class LogoController implements ReactiveController {
  readonly #load: LoadController<unknown, Blob | null>;
  readonly #host: ReactiveControllerHost;
  #shown: { readonly blob: Blob; readonly url: string } | undefined;
  #brokenUrl: string | undefined;

  constructor(host: ReactiveControllerHost, source: () => LogoSource) {
    this.#host = host;
    this.#load = new LoadController<unknown, Blob | null>(host, {
      key: () => {
        const { api, company } = source();
        const logoVersion = company?.branding.logoVersion;
        return api && logoVersion ? [api, logoVersion] : undefined;
      },
      load: async (signal) => {
        const { api, company } = source();
        const version = company?.branding.logoVersion;
        return api && version ? recognizeImage(await api.getLogo(version, { signal })) : null;
      },
    });
    host.addController(this);
  }

  hostUpdate(): void {
    const blob = this.#load.value ?? undefined;
    if (blob === this.#shown?.blob) return;
    this.#revoke();
    if (blob) this.#shown = { blob, url: URL.createObjectURL(blob) };
  }

  hostDisconnected(): void {
    this.#revoke();
  }

  /** The object URL of the logo, once it has loaded, unless the browser cannot decode it. */
  get url(): string | undefined {
    const url = this.#shown?.url;
    return url === this.#brokenUrl ? undefined : url;
  }

  readonly onDecodeError = (): void => {
    this.#brokenUrl = this.#shown?.url;
    this.#host.requestUpdate();
  };

  #revoke(): void {
    if (this.#shown) URL.revokeObjectURL(this.#shown.url);
    this.#shown = undefined;
  }
}
