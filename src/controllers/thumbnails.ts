import type { ReviewApi } from '../api/review-api.js';
import type { PhotoReference } from '../model/photo.js';

/** The most photos that one request names; about two screens of rows. */
const batchSize = 50;

/** A photo, and the signal that aborts the request for it. */
export interface WantedPhoto {
  readonly photo: PhotoReference;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly photo: PhotoReference;
  readonly resolve: (thumbnail: Promise<Blob>) => void;
  readonly reject: (reason: unknown) => void;
}

/** The photos of the next request. */
interface Batch {
  readonly waiting: Set<Waiting>;
  readonly abort: AbortController;
}

const batches = new WeakMap<ReviewApi, Batch>();

/**
 * Reads a thumbnail with `listThumbnails`, together with all others of the adapter that are requested
 * in the same frame. `getPhoto` reads each photo that the answer leaves out.
 */
export function loadThumbnail(
  api: ReviewApi,
  photo: PhotoReference,
  signal: AbortSignal,
): Promise<Blob> {
  const batch = batches.get(api) ?? openBatch(api);
  const thumbnail = add(batch, { photo, signal });
  if (batch.waiting.size === batchSize) batches.delete(api);
  return thumbnail;
}

/** Reads thumbnails like `loadThumbnail`, without waiting for those of others. */
export function loadThumbnails(
  api: ReviewApi,
  wanted: readonly WantedPhoto[],
): readonly Promise<Blob>[] {
  return wanted
    .flatMap((_, index) =>
      index % batchSize === 0 ? [wanted.slice(index, index + batchSize)] : [],
    )
    .flatMap((photos) => {
      const batch = createBatch();
      const thumbnails = photos.map((one) => add(batch, one));
      void send(api, batch);
      return thumbnails;
    });
}

const createBatch = (): Batch => ({ waiting: new Set(), abort: new AbortController() });

const add = ({ waiting, abort }: Batch, { photo, signal }: WantedPhoto): Promise<Blob> =>
  new Promise((resolve, reject) => {
    const entry: Waiting = { photo, resolve, reject };
    waiting.add(entry);
    signal.addEventListener('abort', () => {
      waiting.delete(entry);
      entry.reject(signal.reason);
      if (waiting.size === 0) abort.abort();
    });
  });

function openBatch(api: ReviewApi): Batch {
  const batch = createBatch();
  batches.set(api, batch);
  setTimeout(() => {
    if (batches.get(api) === batch) batches.delete(api);
    void send(api, batch);
  }, frameMs);
  return batch;
}

/** Milliseconds for which a batch collects photos. */
const frameMs = 16;

async function send(api: ReviewApi, { waiting, abort }: Batch): Promise<void> {
  const all = [...waiting];
  if (all.length === 0) return;
  const { signal } = abort;
  const single = ({ sessionId, photoId }: PhotoReference) =>
    api.getPhoto(sessionId, photoId, { size: 'thumbnail', signal });
  try {
    const photos = all.map(({ photo }) => photo);
    const thumbnails = await api.listThumbnails({ photos }, { signal });
    all.forEach(({ photo, resolve }, index) => {
      const thumbnail = thumbnails[index];
      resolve(thumbnail ? Promise.resolve(thumbnail) : single(photo));
    });
  } catch (thrown) {
    for (const { reject } of all) reject(thrown);
  }
}
