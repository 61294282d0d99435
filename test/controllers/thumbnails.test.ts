import { expect } from '@open-wc/testing';
import { createReviewApi, ReviewError, type ReviewApi } from 'kv-review/api';
import type { PhotoReference, ThumbnailQuery } from 'kv-review/model';

import { loadThumbnail } from '../../src/controllers/thumbnails.js';

const reference = (index: number): PhotoReference => ({
  sessionId: `s${index}`,
  photoId: `p${index}`,
});
const references = (count: number) => Array.from({ length: count }, (_, index) => reference(index));
const never = () => new AbortController().signal;
const bytesOf = ({ sessionId, photoId }: PhotoReference) => `${sessionId} ${photoId}`;

interface OpenOptions {
  readonly missing?: readonly number[];
  readonly fails?: ReviewError;
  readonly hangs?: boolean;
}

/** An adapter whose thumbnails are texts that name their photo; it lacks those of `missing`. */
function open({ missing = [], fails, hangs = false }: OpenOptions = {}) {
  const queries: ThumbnailQuery[] = [];
  const signals: AbortSignal[] = [];
  const singles: PhotoReference[] = [];
  const absent = new Set(missing.map((index) => bytesOf(reference(index))));
  const refuse = () => Promise.reject(new ReviewError('unavailable', 'Not in this test.'));
  const api: ReviewApi = createReviewApi({
    getWorkspace: refuse,
    listSessions: refuse,
    getSession: refuse,
    getPhoto: (sessionId, photoId, options) => {
      expect(options?.size).to.equal('thumbnail');
      singles.push({ sessionId, photoId });
      return Promise.resolve(new Blob([`single ${sessionId}`]));
    },
    listThumbnails: (query, options) => {
      queries.push(query);
      if (options?.signal) signals.push(options.signal);
      if (fails) return Promise.reject(fails);
      if (hangs) return new Promise(() => undefined);
      return Promise.resolve(
        query.photos.map((photo) =>
          absent.has(bytesOf(photo)) ? null : new Blob([bytesOf(photo)]),
        ),
      );
    },
  });
  return { api, queries, signals, singles };
}

describe('loadThumbnail', () => {
  it('combines the photos of one frame into one request, and returns each photo its own bytes', async () => {
    const { api, queries, singles } = open();
    const blobs = await Promise.all(
      references(7).map((photo) => loadThumbnail(api, photo, never())),
    );
    expect(await Promise.all(blobs.map((blob) => blob.text()))).to.deep.equal(
      references(7).map(bytesOf),
    );
    expect(queries).to.have.length(1);
    expect(singles).to.deep.equal([]);
  });

  it('divides many photos among several requests', async () => {
    const { api, queries } = open();
    await Promise.all(references(120).map((photo) => loadThumbnail(api, photo, never())));
    expect(queries.map(({ photos }) => photos.length)).to.deep.equal([50, 50, 20]);
  });

  it('reads a photo that the adapter leaves out in a request of its own', async () => {
    const { api, singles } = open({ missing: [1] });
    const blobs = await Promise.all(
      references(3).map((photo) => loadThumbnail(api, photo, never())),
    );
    expect(await blobs[1]!.text()).to.equal('single s1');
    expect(singles).to.deep.equal([reference(1)]);
  });

  it('rejects every photo of a request that fails', async () => {
    const { api } = open({ fails: new ReviewError('forbidden', 'No.') });
    const results = await Promise.allSettled(
      references(2).map((photo) => loadThumbnail(api, photo, never())),
    );
    expect(
      results.map((result) => result.status === 'rejected' && (result.reason as ReviewError).code),
    ).to.deep.equal(['forbidden', 'forbidden']);
  });

  it('does not request photos that have scrolled away', async () => {
    const { api, queries } = open();
    const leaving = new AbortController();
    const gone = loadThumbnail(api, reference(0), leaving.signal);
    const kept = loadThumbnail(api, reference(1), never());
    leaving.abort();
    const [first, second] = await Promise.allSettled([gone, kept]);
    expect(first.status === 'rejected' && first.reason).to.equal(leaving.signal.reason);
    expect(second.status).to.equal('fulfilled');
    expect(queries).to.deep.equal([{ photos: [reference(1)] }]);

    const alone = new AbortController();
    const last = loadThumbnail(api, reference(2), alone.signal);
    alone.abort();
    await Promise.allSettled([last, loadThumbnail(open().api, reference(3), never())]);
    expect(queries).to.have.length(1);
  });

  it('aborts a request when nobody needs it any more', async () => {
    const { api, signals } = open({ hangs: true });
    const leaving = references(2).map(() => new AbortController());
    const asked = leaving.map(({ signal }, index) => loadThumbnail(api, reference(index), signal));
    while (signals.length === 0) await new Promise((resolve) => setTimeout(resolve));
    leaving[0]!.abort();
    expect(signals[0]!.aborted).to.equal(false);
    leaving[1]!.abort();
    expect(signals[0]!.aborted).to.equal(true);
    await Promise.allSettled(asked);
  });
});
