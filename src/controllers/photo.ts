import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { delay } from '../api/abort.js';
import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import { recognizeImage } from '../model/image-type.js';
import type { PhotoSize } from '../model/photo.js';
import { LoadController } from './load.js';
import { loadThumbnail } from './thumbnails.js';

export interface PhotoRequest {
  readonly api: ReviewApi;
  readonly sessionId: string;
  readonly photoId: string;
  readonly size: PhotoSize;
  /** Whether the adapter reads many thumbnails at once. */
  readonly isBatched?: boolean;
}

/** The bytes of a photo, or `refused` if they are not an image. */
type Picture = Blob | 'refused';

/** `refused`: the file is not an image. `failed`: it could not be loaded or decoded. */
export type PhotoFailure = 'refused' | 'failed';

/**
 * A thumbnail must stay this long before it is requested, so that scrolling past it costs nothing.
 */
const settleDelayMs = 60;

/**
 * Loads one photo for its host and owns its object URL. The URL is revoked as soon as the host
 * shows another photo or disconnects.
 */
export class PhotoController implements ReactiveController {
  readonly #load: LoadController<unknown, Picture>;
  readonly #host: ReactiveControllerHost;
  #shown: { readonly blob: Blob; readonly url: string } | undefined;
  #brokenUrl: string | undefined;

  constructor(
    host: ReactiveControllerHost,
    request: () => PhotoRequest | undefined,
    onError: (error: ReviewError) => void,
  ) {
    this.#load = new LoadController<unknown, Picture>(host, {
      key: () => {
        const current = request();
        return current && [current.api, current.sessionId, current.photoId, current.size];
      },
      load: (signal) => readPicture(request(), signal),
      // A photo that no longer exists is not an error that the host could act on.
      onError: (error) => {
        if (error.code !== 'not-found') onError(error);
      },
    });
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const blob = this.#load.value instanceof Blob ? this.#load.value : undefined;
    if (blob === this.#shown?.blob) return;
    this.#revoke();
    if (blob) this.#shown = { blob, url: URL.createObjectURL(blob) };
  }

  hostDisconnected(): void {
    this.#revoke();
  }

  /** The object URL of the photo, once it has loaded. */
  get url(): string | undefined {
    return this.#shown?.url;
  }

  get failure(): PhotoFailure | undefined {
    if (this.#load.value === 'refused') return 'refused';
    const isBroken = this.url !== undefined && this.url === this.#brokenUrl;
    return this.#load.error || isBroken ? 'failed' : undefined;
  }

  get isPending(): boolean {
    return this.#load.pending;
  }

  /** The browser could not decode the photo although it begins like an image. */
  readonly onDecodeError = (): void => {
    this.#brokenUrl = this.url;
    this.#host.requestUpdate();
  };

  readonly retry = (): void => {
    this.#brokenUrl = undefined;
    void this.#load.reload();
  };

  #revoke(): void {
    if (this.#shown) URL.revokeObjectURL(this.#shown.url);
    this.#shown = undefined;
  }
}

async function readPicture(
  request: PhotoRequest | undefined,
  signal: AbortSignal,
): Promise<Picture> {
  if (!request) throw new ReviewError('aborted', 'The element no longer shows a photo.');
  const { api, sessionId, photoId, size, isBatched } = request;
  if (size === 'thumbnail') await delay(settleDelayMs, signal);
  const blob =
    size === 'thumbnail' && isBatched
      ? await loadThumbnail(api, { sessionId, photoId }, signal)
      : await api.getPhoto(sessionId, photoId, { signal, size });
  return (await recognizeImage(blob)) ?? 'refused';
}
