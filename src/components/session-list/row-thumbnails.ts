import { css, type CSSResult, type LitElement, type ReactiveController } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import type { PhotoFailure } from '../../controllers/photo.js';
import { loadThumbnail } from '../../controllers/thumbnails.js';
import type { SparseRows } from '../../controllers/sparse-rows.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { recognizeImage } from '../../model/image-type.js';
import type { SessionRow } from './session-row.js';

export { photoTexts as texts } from '../../i18n/en.photo.js';

export const styles: CSSResult[] = [
  css`
    .face img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: var(--kv-photo-fit, cover);
    }
  `,
];

/** The picture, why there is none, or `undefined` while it is not there yet. */
export type Thumbnail = HTMLImageElement | PhotoFailure | undefined;

export interface RowThumbnailsOptions {
  readonly api: () => ReviewApi | undefined;
  /** Whether the adapter reads many thumbnails at once. */
  readonly isBatched: () => boolean;
  /** Called when the thumbnail of a row is there, or cannot be. */
  readonly onLoad: (sessionId: string) => void;
  /** Called once for all thumbnails of a request that fails. */
  readonly onError: (thrown: unknown) => void;
}

interface Entry {
  readonly abort: AbortController;
  thumbnail: Thumbnail;
}

/** A row must stay in view this long before its thumbnail is read, so that scrolling costs nothing. */
const settleDelayMs = 60;
/** Thumbnails are kept for this many rows before and after those in view. */
const margin = 8;

/**
 * Loads and decodes the selfies of the rows in view, and owns their object URLs. A URL is revoked
 * as soon as its picture has been decoded.
 */
export class RowThumbnails implements ReactiveController {
  readonly #options: RowThumbnailsOptions;
  readonly #visibility: VisibilityController;
  readonly #entries = new Map<string, Entry>();
  /** What was reported last: all thumbnails of a request fail with the same error. */
  #reported: unknown;

  constructor(host: LitElement, options: RowThumbnailsOptions) {
    this.#options = options;
    this.#visibility = new VisibilityController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  of(row: SessionRow): Thumbnail {
    return this.#entries.get(keyOf(row))?.thumbnail;
  }

  /**
   * Loads the thumbnails of the rows in view, and drops those of rows that are far from it. Does
   * nothing while the list is far from the visible part of the page.
   */
  show(rows: SparseRows<SessionRow>, firstIndex: number, lastIndex: number): void {
    if (!this.#visibility.hasBeenNear) return;
    const near = rows.between(firstIndex - margin, lastIndex + margin);
    this.#keep(new Set(near.map(keyOf)));
    for (const row of rows.between(firstIndex, lastIndex)) {
      if (row.selfie && !this.#entries.has(keyOf(row))) void this.#load(row, row.selfie.id);
    }
  }

  clear(): void {
    this.#reported = undefined;
    this.#keep(new Set());
  }

  #keep(keys: ReadonlySet<string>): void {
    for (const [key, { abort }] of this.#entries) {
      if (keys.has(key)) continue;
      abort.abort();
      this.#entries.delete(key);
    }
  }

  async #load(row: SessionRow, photoId: string): Promise<void> {
    const key = keyOf(row);
    const abort = new AbortController();
    const entry: Entry = { abort, thumbnail: undefined };
    const isWanted = (): boolean => this.#entries.get(key) === entry;
    this.#entries.set(key, entry);
    await new Promise((resolve) => setTimeout(resolve, settleDelayMs));
    const api = this.#options.api();
    if (!isWanted() || !api) return;
    try {
      const blob = await this.#read(api, row.id, photoId, abort.signal);
      const image = await recognizeImage(blob);
      if (!isWanted()) return;
      entry.thumbnail = image ? await decode(image) : 'refused';
    } catch (thrown) {
      entry.thumbnail = 'failed';
      if (isWanted()) this.#report(thrown);
    }
    if (isWanted()) this.#options.onLoad(row.id);
  }

  #read(api: ReviewApi, sessionId: string, photoId: string, signal: AbortSignal): Promise<Blob> {
    return this.#options.isBatched()
      ? loadThumbnail(api, { sessionId, photoId }, signal)
      : api.getPhoto(sessionId, photoId, { size: 'thumbnail', signal });
  }

  #report(thrown: unknown): void {
    if (thrown === this.#reported) return;
    this.#reported = thrown;
    this.#options.onError(thrown);
  }
}

const keyOf = ({ id, selfie }: SessionRow): string => `${id} ${selfie?.id}`;

/** `failed` if the browser cannot decode the picture although it begins like one. */
async function decode(blob: Blob): Promise<HTMLImageElement | 'failed'> {
  const image = new Image();
  const url = URL.createObjectURL(blob);
  image.alt = '';
  image.draggable = false;
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return 'failed';
  } finally {
    URL.revokeObjectURL(url);
  }
}
