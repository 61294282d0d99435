import { expect } from '@open-wc/testing';
import {
  createFetcher,
  isReviewError,
  readError,
  ReviewError,
  type Fetcher,
  type FetcherOptions,
} from 'kv-review/api';
import { session as sessionSchema } from 'kv-review/model';
import * as v from 'valibot';

import { decision, jpeg, session } from './http-fixtures.js';

const anything = v.unknown();
const json = (value: unknown, init: ResponseInit = {}) => Response.json(value, init);

/** A fetcher of answers, which records its requests. */
function fetching(answer: (request: Request) => Response, options: Partial<FetcherOptions> = {}) {
  const requests: Request[] = [];
  const acme = createFetcher({
    baseUrl: 'https://acme.example/api/',
    retryDelay: 1,
    fetch: async (request) => {
      requests.push(request.clone());
      return Promise.resolve(answer(request));
    },
    ...options,
  });
  return { acme, requests };
}

async function errorOf(call: Promise<unknown>): Promise<ReviewError> {
  const thrown: unknown = await call.catch((error: unknown) => error);
  if (!isReviewError(thrown)) throw new Error(`It rejects with a ReviewError: ${String(thrown)}`);
  return thrown;
}

const get = (acme: Fetcher) => acme.json(['me'], { answer: anything });

describe('createFetcher: requests', () => {
  it('stays below its base, whatever the segments and the parameters contain', async () => {
    const { acme, requests } = fetching(() => json(1));
    const query = { size: 'a&b=c', page: 2, after: undefined };
    await acme.json(['sessions', 'a/../b?c#d', 'ნინო'], { answer: anything, query });
    const [request] = requests;
    expect(request?.url).to.equal(
      'https://acme.example/api/sessions/a%2F..%2Fb%3Fc%23d/%E1%83%9C%E1%83%98%E1%83%9C%E1%83%9D?size=a%26b%3Dc&page=2',
    );
    expect(request?.redirect).to.equal('error');
    expect(request?.cache).to.equal('no-store');
    expect(request?.credentials).to.equal('same-origin');
    for (const id of ['', '.', '..', '\ud800', 'x'.repeat(129)]) {
      const error = await errorOf(acme.json(['sessions', id], { answer: anything }));
      expect(error.code).to.equal('not-found');
    }
    expect(requests).to.have.length(1);
  });

  it('refuses a base that is no http(s) URL without credentials', () => {
    for (const baseUrl of ['javascript:0', 'https://user:secret@acme.example/']) {
      expect(() => createFetcher({ baseUrl }))
        .to.throw(TypeError)
        .with.property('message')
        .not.contain('secret');
    }
  });

  it('sends a body as JSON, and bytes as they are', async () => {
    const { acme, requests } = fetching(() => json(1));
    await acme.json(['search'], { answer: anything, body: { search: 'Łucja' } });
    const logo = new Blob([jpeg], { type: 'image/jpeg' });
    await acme.json(['logo'], { answer: anything, method: 'PUT', body: logo });
    const sent = requests.map(({ method, headers }) => [method, headers.get('content-type')]);
    expect(sent).to.deep.equal([
      ['POST', 'application/json'],
      ['PUT', 'image/jpeg'],
    ]);
    expect(await requests[0]!.json()).to.deep.equal({ search: 'Łucja' });
    expect((await requests[1]!.arrayBuffer()).byteLength).to.equal(jpeg.byteLength);
  });

  it('sends the token, and asks once for another when it is refused', async () => {
    const asked: boolean[] = [];
    const { acme, requests } = fetching(
      ({ headers }) =>
        headers.get('authorization') === 'Bearer new' ? json(1) : json({}, { status: 401 }),
      {
        getToken({ refresh }) {
          asked.push(refresh);
          return refresh ? 'new' : 'old';
        },
      },
    );
    await Promise.all([get(acme), get(acme)]);
    expect(asked).to.deep.equal([false, true]);
    expect(requests).to.have.length(4);
  });

  it('repeats what changes nothing, and nothing else', async () => {
    const { acme, requests } = fetching(() => json({}, { status: 503 }));
    expect((await errorOf(get(acme))).code).to.equal('unavailable');
    expect(requests).to.have.length(3);
    const search = { answer: anything, body: {}, isSafe: true };
    await errorOf(acme.json(['search'], search));
    expect(requests).to.have.length(6);
    await errorOf(acme.json(['decision'], { answer: anything, body: {} }));
    expect(requests).to.have.length(7);
  });

  it('ends when its time is over, or when its caller aborts', async () => {
    const silent = { fetch: () => new Promise<Response>(() => undefined), deadline: 20 };
    const { acme } = fetching(() => json(1), silent);
    expect((await errorOf(get(acme))).code).to.equal('timeout');
    const abort = new AbortController();
    const call = acme.json(['me'], { answer: anything, signal: abort.signal });
    abort.abort('left');
    expect((await errorOf(call)).code).to.equal('aborted');
  });
});

describe('createFetcher: answers', () => {
  it('checks JSON of any type, and names the place where it is malformed', async () => {
    for (const type of ['application/json', 'application/hal+json; charset=utf-8']) {
      const { acme } = fetching(() => json(session, { headers: { 'content-type': type } }));
      const answer = await acme.json(['sessions', 'a'], { answer: sessionSchema });
      expect(answer).to.deep.equal(session);
    }
    const { acme } = fetching(() => json({ ...session, createdAt: 'secret' }));
    const error = await errorOf(acme.json(['sessions', 'a'], { answer: sessionSchema }));
    expect(error.code).to.equal('unavailable');
    expect(error.message).to.contain('createdAt').and.not.contain('secret');
  });

  it('rejects with unavailable for a page, for broken JSON and for what is too large', async () => {
    const html = { headers: { 'content-type': 'text/html' } };
    const wrong = [
      new Response('<h1>Sign in</h1>', html),
      new Response('{"a":', { headers: { 'content-type': 'application/json' } }),
      json('x'.repeat(2000)),
    ];
    for (const response of wrong) {
      const { acme, requests } = fetching(() => response, { maxAnswerSize: 1000 });
      expect((await errorOf(get(acme))).code).to.equal('unavailable');
      expect(requests, 'It is final').to.have.length(1);
    }
  });

  it('types a photo by its bytes', async () => {
    const type = { headers: { 'content-type': 'text/html' } };
    const { acme } = fetching(() => new Response(jpeg, type));
    expect((await acme.image(['photo'])).type).to.equal('image/jpeg');
    const other = fetching(() => new Response('<svg/>', type));
    expect((await errorOf(other.acme.image(['photo']))).code).to.equal('unavailable');
  });

  it('lets an adapter read an answer in its own way', async () => {
    const { acme } = fetching(() => new Response('1;2', { headers: { etag: '"7"' } }));
    const read = async (response: Response) => [
      response.headers.get('etag'),
      await response.text(),
    ];
    expect(await acme.read(['rows'], {}, read)).to.deep.equal(['"7"', '1;2']);
    const fail = () => Promise.reject(new TypeError('secret'));
    expect((await errorOf(acme.read(['rows'], { isSafe: false }, fail))).code).to.equal(
      'unavailable',
    );
  });
});

describe('createFetcher: errors', () => {
  const statuses = {
    400: 'invalid',
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not-found',
    408: 'timeout',
    409: 'conflict',
    410: 'not-found',
    412: 'conflict',
    422: 'invalid',
    429: 'rate-limited',
    500: 'unavailable',
    501: 'unsupported',
    503: 'unavailable',
    504: 'timeout',
  } as const;
  for (const [status, code] of Object.entries(statuses)) {
    it(`makes ${code} of ${status}`, async () => {
      const init = { status: Number(status), headers: { 'retry-after': '20' } };
      const { acme } = fetching(() => json({ detail: 'secret' }, init));
      const error = await errorOf(get(acme));
      expect(error.code).to.equal(code);
      expect(error.details.retryAfter).to.equal(20_000);
      expect(error.message).not.to.contain('secret');
    });
  }

  it('distinguishes a stale version from a session in processing', async () => {
    const changesOf = async (status: number) =>
      (await errorOf(get(fetching(() => json({}, { status })).acme))).details.changes;
    expect(await changesOf(409)).to.equal(undefined);
    expect(await changesOf(412)).to.deep.equal([]);
  });

  it('reads problem details, here and for an adapter with a fetch of its own', async () => {
    const problem = () =>
      json(
        { status: 409, code: 'already-decided', decision },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      );
    for (const error of [await errorOf(get(fetching(problem).acme)), await readError(problem())]) {
      expect(error.code).to.equal('already-decided');
      expect(error.details.decision).to.deep.equal(decision);
    }
  });

  it('lets the adapter make the error, where the status does not say enough', async () => {
    const locked = new ReviewError('conflict', 'Still processing.');
    const options = {
      retries: 0,
      errorOf: ({ status }: Response) => (status === 423 ? locked : undefined),
    };
    const errorFor = (status: number) =>
      errorOf(get(fetching(() => json({}, { status }), options).acme));
    expect(await errorFor(423)).to.equal(locked);
    expect((await errorFor(404)).code).to.equal('not-found');
  });

  it('is unavailable when the adapter cannot read the error', async () => {
    const fail = () => Promise.reject(new SyntaxError('secret'));
    const { acme } = fetching(() => json({}, { status: 409 }), { errorOf: fail, retries: 0 });
    const error = await errorOf(get(acme));
    expect(error.code).to.equal('unavailable');
    expect(error.message).not.to.contain('secret');
  });
});
