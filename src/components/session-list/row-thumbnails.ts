import { css, type CSSResult, type LitElement, type ReactiveController } from 'lit';

import type { PhotoFailure } from '../../controllers/photo.js';
import { loadThumbnails } from '../../controllers/thumbnails.js';
import type { SparseRows } from '../../controllers/sparse-rows.js';
import { recognizeImages } from '../../model/image-type.js';
import type { PhotoReference } from '../../model/photo.js';
import type { ListContext } from './list-context.js';
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

interface Entry {
  readonly sessionId: string;
  readonly photo: PhotoReference;
  readonly abort: AbortController;
  isRequested: boolean;
  thumbnail: Thumbnail;
}

/**
 * While the list is scrolled, a row must stay in view this long before its thumbnail is read, so that
 * scrolling past it costs nothing.
 */
const settleDelayMs = 100;
/** The first screen has its thumbnails after so long, whether they are there or not. */
const patienceMs = 1000;
/** Thumbnails are kept for this many rows before and after those in view. */
const margin = 8;

/**
 * Loads the selfies of the rows in view, and owns their object URLs. A URL is revoked as soon as its
 * picture has loaded.
 */
export class RowThumbnails implements ReactiveController {
  readonly #list: ListContext;
  readonly #entries = new Map<string, Entry>();
  /** What was reported last: all thumbnails of a request fail with the same error. */
  #reported: unknown;
  /** The row that was the first in view, to see when the list is scrolled. */
  #top: { readonly index: number; readonly key: string } | undefined;
  #scrolledAt = -Infinity;
  /** Rows whose thumbnails the next frame shows. */
  readonly #news = new Set<string>();
  #frame = 0;
  /** Ends the wait for the thumbnails of the first screen. */
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, list: ListContext) {
    this.#list = list;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  of(row: SessionRow): Thumbnail {
    return this.#entries.get(keyOf(row))?.thumbnail;
  }

  /**
   * Loads the thumbnails of the rows in view, and drops those of rows that are far from it; all of them
   * if none are to be shown.
   */
  show(): void {
    const { hasPhotos, paging, range } = this.#list;
    if (!hasPhotos()) this.clear();
    else this.#showBetween(paging.rows, range());
    if (this.#patience !== undefined || !paging.isAnswered) return;
    this.#patience = setTimeout(this.#list.onPhotos, patienceMs);
    this.#list.tools.afterPaint(this.#reportShown);
  }

  clear(): void {
    this.#reported = undefined;
    this.#top = undefined;
    cancelAnimationFrame(this.#frame);
    this.#news.clear();
    this.#keep(new Set(), new Set());
  }

  #showBetween(
    rows: SparseRows<SessionRow>,
    { first, last }: ReturnType<ListContext['range']>,
  ): void {
    const near = rows.between(first - margin, last + margin);
    const inView = rows.between(first, last);
    this.#keep(new Set(near.map(keyOf)), new Set(inView.map(keyOf)));
    this.#noticeScrolling(rows, first);
    const missing = inView.flatMap((row) => this.#enter(row) ?? []);
    if (missing.length > 0) void this.#load(missing);
  }

  /** A thumbnail that has not been requested yet is dropped as soon as its row leaves the view. */
  #keep(near: ReadonlySet<string>, inView: ReadonlySet<string>): void {
    for (const [key, { abort, isRequested }] of this.#entries) {
      if ((isRequested ? near : inView).has(key)) continue;
      abort.abort();
      this.#entries.delete(key);
    }
  }

  /** Other rows at the same place are another list, which nobody has scrolled. */
  #noticeScrolling(rows: SparseRows<SessionRow>, index: number): void {
    const row = rows.at(index);
    const before = this.#top;
    this.#top = row && { index, key: keyOf(row) };
    const rowBefore = before && rows.at(before.index);
    if (!rowBefore || before.index === index || keyOf(rowBefore) !== before.key) return;
    this.#scrolledAt = performance.now();
  }

  #enter(row: SessionRow): Entry | undefined {
    const { id: sessionId, selfie } = row;
    const key = keyOf(row);
    if (!selfie || this.#entries.has(key)) return undefined;
    const photo = { sessionId, photoId: selfie.id };
    const entry: Entry = {
      sessionId,
      photo,
      abort: new AbortController(),
      isRequested: false,
      thumbnail: undefined,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  async #load(entries: readonly Entry[]): Promise<void> {
    if (performance.now() < this.#scrolledAt + settleDelayMs) {
      await new Promise((resolve) => setTimeout(resolve, settleDelayMs));
    }
    const { api: adapter, workspace } = this.#list;
    const api = adapter();
    const wanted = entries.filter(isWanted);
    if (!api || wanted.length === 0) return;
    for (const entry of wanted) entry.isRequested = true;
    const photos = wanted.map(({ photo, abort: { signal } }) => ({ photo, signal }));
    const blobs = workspace()?.capabilities.includes('thumbnails')
      ? loadThumbnails(api, photos)
      : photos.map(({ photo, signal }) =>
          api.getPhoto(photo.sessionId, photo.photoId, { size: 'thumbnail', signal }),
        );
    wanted.forEach((entry, index) => void this.#receive(entry, blobs[index]));
  }

  async #receive(entry: Entry, blob: Promise<Blob> | undefined): Promise<void> {
    try {
      const image = blob && (await recognize(await blob));
      if (!isWanted(entry)) return;
      entry.thumbnail = image ? await load(image) : 'refused';
    } catch (thrown) {
      entry.thumbnail = 'failed';
      if (isWanted(entry)) this.#report(thrown);
    }
    if (isWanted(entry)) this.#announce(entry.sessionId);
  }

  /** Shows all thumbnails that arrive before the next frame in that frame. */
  #announce(sessionId: string): void {
    if (this.#news.size === 0) {
      this.#frame = requestAnimationFrame(() => {
        const sessionIds = [...this.#news];
        this.#news.clear();
        for (const one of sessionIds) this.#list.rows.renderAgain(one);
        this.#list.tools.afterPaint(this.#reportShown);
      });
    }
    this.#news.add(sessionId);
  }

  /** Reports an error once for all thumbnails of a request. */
  #report(thrown: unknown): void {
    if (thrown === this.#reported) return;
    this.#reported = thrown;
    // A photo that no longer exists is not an error that the host could act on.
    const isGone = thrown instanceof Error && 'code' in thrown && thrown.code === 'not-found';
    if (!isGone) this.#list.onError(thrown);
  }

  readonly #reportShown = (): void => {
    for (const { thumbnail } of this.#entries.values()) if (!thumbnail) return;
    clearTimeout(this.#patience);
    this.#list.onPhotos();
  };
}

const keyOf = ({ id, selfie }: SessionRow): string => `${id} ${selfie?.id}`;

const isWanted = ({ abort }: Entry): boolean => !abort.signal.aborted;

interface Unrecognized {
  readonly blob: Blob;
  readonly resolve: (image: Blob | null) => void;
}

let unrecognized: Unrecognized[] = [];

/** `recognizeImage`, in one read for all pictures that arrive together. */
const recognize = (blob: Blob): Promise<Blob | null> =>
  new Promise((resolve) => {
    if (unrecognized.length === 0) queueMicrotask(() => void recognizeAll());
    unrecognized.push({ blob, resolve });
  });

async function recognizeAll(): Promise<void> {
  const all = unrecognized;
  unrecognized = [];
  const images = await recognizeImages(all.map(({ blob }) => blob));
  all.forEach(({ resolve }, index) => resolve(images[index] ?? null));
}

/** `failed` if the browser cannot decode the picture although it begins like one. */
function load(blob: Blob): Promise<HTMLImageElement | 'failed'> {
  const image = new Image();
  const url = URL.createObjectURL(blob);
  image.alt = '';
  image.draggable = false;
  return new Promise((resolve) => {
    const end = (result: HTMLImageElement | 'failed') => () => {
      URL.revokeObjectURL(url);
      resolve(result);
    };
    image.onload = end(image);
    image.onerror = end('failed');
    image.src = url;
  });
}
