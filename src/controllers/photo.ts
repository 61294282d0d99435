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
  #shown: { readonly blob: Blob; readonly url: string } | undefined;

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
      onError,
    });
    host.addController(this);
  }

  /** The object URL of the photo, once it has loaded. */
  get url(): string | undefined {
    return this.#shown?.url;
  }

  get error(): ReviewError | undefined {
    return this.#load.error;
  }

  get isRefused(): boolean {
    return this.#load.value === 'refused';
  }

  get isPending(): boolean {
    return this.#load.pending;
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

  retry(): void {
    void this.#load.reload();
  }

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
