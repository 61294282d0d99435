import { expect } from '@open-wc/testing';
import { isReviewError, ReviewError, type OperationName, type ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import { checkedApi } from '../../src/context/checked-api.js';

const sessions = sampleSessions({ count: 5, seed: 1 });

async function errorOf(call: () => Promise<unknown>): Promise<ReviewError> {
  try {
    await call();
  } catch (error) {
    if (isReviewError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const calls: Partial<Record<OperationName, (api: ReviewApi) => Promise<unknown>>> = {
  getWorkspace: (api) => api.getWorkspace(),
  listSessions: (api) => api.listSessions({}),
  countSessions: (api) => api.countSessions({}),
  getSession: (api) => api.getSession(sessions[0]!.id),
};

describe('checkedApi', () => {
  for (const [method, call] of Object.entries(calls)) {
    it(`refuses a malformed answer of ${method}, without quoting it`, async () => {
      const api = createMemoryApi({
        sessions,
        faults: [{ kind: 'malformed-answer', method: method as OperationName }],
      });
      const error = await errorOf(() => call(checkedApi(api)));
      expect(error.code).to.equal('unavailable');
      expect(error.message).to.include(method).and.not.include('unheard-of');
    });

    it(`passes on the answer of ${method}`, async () => {
      const api = createMemoryApi({ sessions });
      expect(await call(checkedApi(api))).to.deep.equal(await call(api));
    });
  }

  it('refuses a photo that is not a blob', async () => {
    const api = { ...createMemoryApi({ sessions }), getPhoto: () => Promise.resolve('no blob') };
    const error = await errorOf(() => checkedApi(api as never).getPhoto('s', 'p'));
    expect(error.code).to.equal('unavailable');
  });

  it('refuses thumbnails that are not a list of blobs', async () => {
    for (const answer of [undefined, 'text', ['text'], [undefined], new Blob()]) {
      const listThumbnails = () => Promise.resolve(answer);
      const api = { ...createMemoryApi({ sessions }), listThumbnails };
      const error = await errorOf(() => checkedApi(api as never).listThumbnails({ photos: [] }));
      expect(error.code).to.equal('unavailable');
    }
  });

  it('turns anything thrown into a ReviewError, and keeps a ReviewError', async () => {
    const thrown = new ReviewError('forbidden', 'no');
    const api: ReviewApi = {
      ...createMemoryApi({ sessions }),
      getWorkspace: () => Promise.reject(thrown),
      getSession: () => {
        throw new TypeError('at once');
      },
    };
    expect(await errorOf(() => checkedApi(api).getWorkspace())).to.equal(thrown);
    expect((await errorOf(() => checkedApi(api).getSession('x'))).code).to.equal('unavailable');
  });

  it('calls every method on the instance of a class', async () => {
    class Adapter {
      readonly #count = 3;

      countSessions() {
        return Promise.resolve({ count: this.#count, exact: true });
      }
    }
    const api = checkedApi(new Adapter());
    expect(await api.countSessions({})).to.deep.equal({ count: 3, exact: true });
    expect((await errorOf(() => api.getWorkspace())).code).to.equal('unsupported');
  });
});
