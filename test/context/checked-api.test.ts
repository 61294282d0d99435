import { expect } from '@open-wc/testing';
import {
  isReviewError,
  ReviewError,
  type OperationName,
  type ReviewApi,
  type ReviewErrorCode,
} from 'kv-review/api';
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
    it(`refuses a malformed answer of ${method}, without quoting it [checked-answers]`, async () => {
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
    const kept = await errorOf(() => checkedApi(api).getWorkspace());
    expect([kept.code, kept.message, kept.cause]).to.deep.equal(['forbidden', 'no', thrown]);
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

  it('keeps the details that fit, and drops those of another code or shape', async () => {
    const at = '2026-03-01T10:00:00Z';
    const by = { id: 'a', name: 'A' };
    const decision = { verdict: 'verify', reasons: [], by, at } as const;
    const change = { field: 'firstName', before: null, after: 'A', by, at } as const;
    const part = { pointer: '/note', message: 'too long' };
    const cases: [ReviewErrorCode, object, object][] = [
      ['already-decided', { decision, changes: [change] }, { decision }],
      ['already-decided', { decision: { ...decision, at: 7 } }, {}],
      ['conflict', { changes: [change, 'x'], decision }, { changes: [change] }],
      ['conflict', { changes: 'x' }, { changes: [] }],
      ['conflict', {}, {}],
      ['invalid', { parts: [part, { pointer: 1 }] }, { parts: [part] }],
      ['rate-limited', { retryAfter: 1500 }, { retryAfter: 1500 }],
      ['rate-limited', { retryAfter: Infinity }, {}],
      ['rate-limited', { retryAfter: -1 }, {}],
      ['rate-limited', { retryAfter: 1e12 }, { retryAfter: 86_400_000 }],
    ];
    for (const [code, given, expected] of cases) {
      const error = new ReviewError(code, 'x', given);
      const api = { getWorkspace: () => Promise.reject(error) };
      const { details } = await errorOf(() => checkedApi(api).getWorkspace());
      expect(details, JSON.stringify(given)).to.deep.equal({ cause: error, ...expected });
    }
  });

  it('turns whatever is thrown into a ReviewError, even if looking at it throws', async () => {
    const refuse = (): never => {
      throw new RangeError('do not look');
    };
    const traps = new Proxy(new Error('x'), { get: refuse, has: refuse, getPrototypeOf: refuse });
    for (const thrown of ['text', undefined, null, 7, Symbol('x'), traps]) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      const api = { getWorkspace: () => Promise.reject(thrown) };
      expect((await errorOf(() => checkedApi(api).getWorkspace())).code).to.equal('unavailable');
    }
  });

  it('rejects with the error of an async watchSessions, and leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      unhandled.push(event.reason);
    };
    addEventListener('unhandledrejection', note);
    try {
      for (const code of ['forbidden', 'rate-limited'] as const) {
        const watchSessions = () => Promise.reject(new ReviewError(code, 'no'));
        const api = checkedApi({ watchSessions } as never);
        const next = () => api.watchSessions()[Symbol.asyncIterator]().next();
        expect((await errorOf(next)).code).to.equal(code);
      }
      await new Promise((resolve) => setTimeout(resolve));
      expect(unhandled).to.deep.equal([]);
    } finally {
      removeEventListener('unhandledrejection', note);
    }
  });
});
