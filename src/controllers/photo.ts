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

/** The bytes of a photo, or `refused` when they are none. */
type Picture = Blob | 'refused';

/** Milliseconds a thumbnail stays before it is asked for, so that scrolling past costs nothing. */
const settleTime = 60;

/**
 * Loads one photo for its host and owns its object URL: it is revoked as soon as another photo is
 * wanted or the host leaves.
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
        const wanted = request();
        return wanted && [wanted.api, wanted.sessionId, wanted.photoId, wanted.size];
      },
      load: (signal) => readPicture(request(), signal),
      onError,
    });
    host.addController(this);
  }

  /** Object URL of the photo, when there is something to show. */
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
  if (size === 'thumbnail') await delay(settleTime, signal);
  const blob =
    size === 'thumbnail' && isBatched
      ? await loadThumbnail(api, { sessionId, photoId }, signal)
      : await api.getPhoto(sessionId, photoId, { signal, size });
  return (await recognizeImage(blob)) ?? 'refused';
}
