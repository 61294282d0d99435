import { expect } from '@open-wc/testing';
import { ReviewError, type ReviewApi, type ReviewErrorDetails } from 'kv-review/api';
import {
  createHandler,
  refusal,
  Refusal,
  type HandlerFailure,
  type HandlerOptions,
} from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import {
  change,
  clientChange,
  createFakeApi,
  decision,
  jpeg,
  session,
  workspace,
} from './http-fixtures.js';

const base = 'https://backend.example/kyc';

/** Sends one request to a handler over `api`. */
function send(
  path: string,
  init: RequestInit = {},
  api: ReviewApi = createFakeApi(),
  options: HandlerOptions = {},
): Promise<Response> {
  const handler = createHandler(api, { basePath: '/kyc', ...options });
  return handler(new Request(`${base}${path}`, init));
}

const changeHeaders = {
  'content-type': 'application/json',
  'if-match': '"1"',
  'idempotency-key': '"key"',
};
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { ...changeHeaders, ...headers },
});
const without = (name: keyof typeof changeHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(changeHeaders).filter(([key]) => key !== name));

const failing = (...error: ConstructorParameters<typeof ReviewError>) =>
  createFakeApi({
    getSession: () => Promise.reject(new ReviewError(...error)),
    addNote: () => Promise.reject(new ReviewError(...error)),
  });

describe('createHandler: requests', () => {
  it('forbids caching and type sniffing', async () => {
    for (const path of ['/v1/workspace', '/v1/nowhere', '/v1/sessions/a/photos/b']) {
      const { headers } = await send(path);
      expect(headers.get('cache-control')).to.equal('private, no-store');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
    }
  });

  it('returns the version of a session as its entity tag', async () => {
    const response = await send('/v1/sessions/session-1');
    expect(response.headers.get('etag')).to.equal('"1"');
    expect(await response.json()).to.deep.equal(session);
  });

  it('answers HEAD like GET, without the body', async () => {
    const response = await send('/v1/sessions/session-1', { method: 'HEAD' });
    expect(response.status).to.equal(200);
    expect(response.headers.get('etag')).to.equal('"1"');
    expect(await response.text()).to.equal('');
  });

  it('passes on the decoded id, the version, the key and the signal', async () => {
    const calls: unknown[][] = [];
    const api = createFakeApi({
      decideSession: (...call) => {
        calls.push(call);
        return Promise.resolve(session);
      },
    });
    const input = { verdict: 'reject', reasons: ['fake'], note: null };
    const headers = { 'idempotency-key': String.raw`"a\"b"` };
    const response = await send('/v1/sessions/a%2Fb/decision', post(input, headers), api);
    expect(response.status).to.equal(200);
    const [id, body, options] = calls[0] ?? [];
    expect(id).to.equal('a/b');
    expect(body).to.deep.equal(input);
    expect(options).to.include({ version: '1', idempotencyKey: 'a"b' });
    expect(options).to.have.property('signal').that.is.instanceOf(AbortSignal);
  });

  it('drops unknown capabilities', async () => {
    const answer = { ...workspace, capabilities: ['decide', 'push', 'teleport', 'export'] };
    const api = createFakeApi({ getWorkspace: () => Promise.resolve(answer as never) });
    const body = (await (await send('/v1/workspace', {}, api)).json()) as typeof workspace;
    expect(body.capabilities).to.deep.equal(['decide', 'push', 'export']);
  });

  const refused: [string, string, RequestInit, number][] = [
    ['an unknown path', '/v1/nowhere', {}, 404],
    ['a path outside the base', '/../v1/workspace', {}, 404],
    ['a trailing slash', '/v1/workspace/', {}, 404],
    ['an id that is no UTF-8', '/v1/sessions/%ff', {}, 404],
    ['an empty id', '/v1/sessions/', {}, 404],
    ['an id of 10 kB', `/v1/sessions/${'x'.repeat(10_240)}`, {}, 404],
    ['a type nobody asked for', '/v1/workspace', { headers: { accept: 'text/html' } }, 406],
    ['no media type', '/v1/sessions/a/notes', post('{}', { 'content-type': '' }), 415],
    ['a form', '/v1/session-query', post('a=b', { 'content-type': 'text/plain' }), 415],
    ['compression', '/v1/session-query', post({}, { 'content-encoding': 'gzip' }), 415],
    ['no JSON', '/v1/session-query', post('{"search":'), 400],
    ['a long body', '/v1/session-query', post({ search: 'x'.repeat(70_000) }), 413],
    ['an unknown filter', '/v1/session-query', post({ status: ['awaiting'] }), 422],
    ['a repeated parameter', '/v1/sessions/a/photos/b?size=full&size=full', {}, 422],
    [
      'a weak entity tag',
      '/v1/sessions/a/notes',
      post({ text: 'a' }, { 'if-match': 'W/"1"' }),
      400,
    ],
    ['any version', '/v1/sessions/a/notes', post({ text: 'a' }, { 'if-match': '*' }), 428],
    [
      'an unquoted key',
      '/v1/sessions/a/notes',
      post({ text: 'a' }, { 'idempotency-key': 'key' }),
      400,
    ],
  ];
  for (const [name, path, init, status] of refused) {
    it(`refuses ${name} with ${status}, without calling the adapter`, async () => {
      const refuse = () => Promise.reject(new Error('asked'));
      const api = createFakeApi({ getSession: refuse, listSessions: refuse, addNote: refuse });
      const response = await send(path, init, api);
      expect(response.status).to.equal(status);
      expect(response.headers.get('content-type')).to.equal('application/problem+json');
      expect(await response.json()).to.include({
        status,
        code: status === 404 ? 'not-found' : 'invalid',
      });
    });
  }

  for (const header of ['if-match', 'idempotency-key'] as const) {
    it(`requires ${header} with a change`, async () => {
      const init = { method: 'POST', body: '{"text":"a"}', headers: without(header) };
      expect((await send('/v1/sessions/a/notes', init)).status).to.equal(428);
    });
  }

  it('lists the allowed methods', async () => {
    const response = await send('/v1/sessions/session-1', { method: 'DELETE' });
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('GET, HEAD');
  });

  it('names each invalid part, and quotes no value', async () => {
    const body = { firstName: 'Secret', birthDate: 'Secret', 'a/b~': 'Secret' };
    const headers = { 'content-type': 'application/merge-patch+json' };
    const init = { ...post(body, headers), method: 'PATCH' };
    const response = await send('/v1/sessions/a/client', init);
    expect(response.status).to.equal(422);
    const text = await response.text();
    expect(text).not.to.contain('Secret');
    expect((JSON.parse(text) as ReviewErrorDetails).parts).to.deep.equal([
      { pointer: '/birthDate', message: 'not a calendar date' },
      { pointer: '/a~1b~0', message: 'unknown key' },
    ]);
  });

  for (const field of ['status', 'company', 'verified', '__proto__', 'constructor']) {
    it(`abuse case 14: refuses ${field} in an edit`, async () => {
      const api = createFakeApi({ editClient: () => Promise.reject(new Error('asked')) });
      const headers = { 'content-type': 'application/merge-patch+json' };
      const init = { ...post(`{"firstName":"A","${field}":"x"}`, headers), method: 'PATCH' };
      expect((await send('/v1/sessions/a/client', init, api)).status).to.equal(422);
    });
  }

  it('authenticates the caller before it checks the request', async () => {
    const handler = createHandler(() =>
      Promise.reject(new ReviewError('unauthenticated', 'no token')),
    );
    const response = await handler(
      new Request('https://backend.example/v1/session-query', post('{')),
    );
    expect(response.status).to.equal(401);
    expect(response.headers.get('www-authenticate')).to.equal('Bearer');
  });
});

describe('createHandler: single-use codes', () => {
  const exchange = (options: HandlerOptions, body: unknown = { code: 'a-code' }) =>
    send('/v1/code-exchange', post(body), undefined, options);

  it('exchanges a code without finding an adapter, because nobody is signed in yet', async () => {
    const handler = createHandler(() => Promise.reject(new Error('asked')), {
      redeemCode: (code, { headers }) =>
        Promise.resolve({ token: `${code}.${headers.get('content-type')?.length}`, expiresIn: 60 }),
    });
    const response = await handler(
      new Request('https://backend.example/v1/code-exchange', post({ code: 'a-code' })),
    );
    expect(response.status).to.equal(200);
    expect(response.headers.get('cache-control')).to.equal('private, no-store');
    expect(await response.json()).to.deep.equal({ token: 'a-code.16', expiresIn: 60 });
  });

  it('refuses a code in one way, and says nothing about it', async () => {
    const redeemCode = (code: string) =>
      Promise.reject(new ReviewError('unauthenticated', `${code} of Nino`));
    const response = await exchange({ redeemCode });
    expect(response.status).to.equal(401);
    expect(await response.text()).to.not.match(/a-code|Nino/);
  });

  it('answers 501 without the option, and 405 to another method', async () => {
    expect((await exchange({})).status).to.equal(501);
    const response = await send('/v1/code-exchange?code=a-code');
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('POST');
  });

  it('refuses a malformed request before it looks at the code', async () => {
    const redeemCode = () => Promise.reject(new Error('asked'));
    for (const body of [{}, { code: '' }, { code: 'a b' }, { code: 'x'.repeat(1025) }]) {
      expect((await exchange({ redeemCode }, body)).status).to.equal(422);
    }
    expect((await exchange({ redeemCode }, '{')).status).to.equal(400);
  });

  it('reports an exchange that fails, and a token that no header can carry', async () => {
    const failures: HandlerFailure[] = [];
    const onError = (_error: unknown, failure: HandlerFailure) => failures.push(failure);
    const redeemCode = () => Promise.resolve({ token: 'two words', expiresIn: 60 });
    expect((await exchange({ redeemCode, onError })).status).to.equal(503);
    expect(
      (await exchange({ redeemCode: () => Promise.reject(new Error()), onError })).status,
    ).to.equal(500);
    expect(failures.map(({ operation }) => operation)).to.deep.equal(['redeemCode', 'redeemCode']);
  });
});

describe('createHandler: answers', () => {
  const note = (api: ReviewApi) => send('/v1/sessions/a/notes', post({ text: 'a' }), api);

  it('reports who decided what and when', async () => {
    const response = await note(failing('already-decided', 'x', { decision }));
    expect(response.status).to.equal(409);
    expect(await response.json()).to.deep.include({ code: 'already-decided', decision });
  });

  it('distinguishes a stale version from a session in processing', async () => {
    const stale = await note(failing('conflict', 'x', { changes: [clientChange] }));
    expect(stale.status).to.equal(412);
    expect(await stale.json()).to.deep.include({ code: 'conflict', changes: [clientChange] });
    expect((await note(failing('conflict', 'x'))).status).to.equal(409);
  });

  const statuses = {
    forbidden: 403,
    invalid: 422,
    'rate-limited': 429,
    unavailable: 503,
    timeout: 504,
    unsupported: 501,
  } as const;
  for (const [code, status] of Object.entries(statuses)) {
    it(`answers ${code} with ${status}`, async () => {
      const details = { retryAfter: 1500 };
      const response = await note(failing(code as keyof typeof statuses, 'secret', details));
      expect(response.status).to.equal(status);
      expect(response.headers.get('retry-after')).to.equal('2');
      expect(await response.text()).not.to.contain('secret');
    });
  }

  it('abuse case 10: gives the same answer for another company’s session and for no session', async () => {
    const bodies = await Promise.all([
      send('/v1/sessions/theirs', {}, failing('not-found', 'of company B')),
      send('/v1/sessions/none', {}, failing('not-found', 'not there')),
      send('/v1/sessions/%2e%2e%2fother', {}, failing('not-found', 'odd')),
    ]).then((responses) => Promise.all(responses.map((response) => response.text())));
    expect(new Set(bodies).size).to.equal(1);
  });

  it('hides an adapter’s exception, and reports it to the log', async () => {
    const reported: unknown[] = [];
    const failure = new Error('secret');
    const api = { ...createFakeApi(), getSession: () => Promise.reject(failure) };
    const onError = (error: unknown) => {
      reported.push(error);
      throw new Error('the log is full');
    };
    const response = await send('/v1/sessions/a', {}, api, { onError });
    expect(response.status).to.equal(500);
    expect(await response.text()).not.to.contain('secret');
    expect(reported).to.deep.equal([failure]);
  });

  /** The failures that a handler reports for one request, after the whole answer was read. */
  async function failuresOf(api: ReviewApi, path: string, init: RequestInit = {}) {
    const reported: [error: unknown, failure: HandlerFailure][] = [];
    const onError = (...given: (typeof reported)[number]) => {
      reported.push(given);
      return Promise.reject(new Error('the log is full'));
    };
    const response = await send(path, init, api, { onError });
    await response.arrayBuffer().catch(() => undefined);
    const id = response.headers.get('x-request-id');
    expect(reported.every(([, { requestId }]) => requestId === id)).to.equal(true);
    return reported.map(([error, { operation }]) => [
      operation,
      error instanceof ReviewError ? error.code : String(error),
    ]);
  }

  it('reports every failure of the adapter, with its operation and the id of the answer', async () => {
    for (const code of ['unavailable', 'timeout', 'aborted'] as const) {
      const failed = await failuresOf(failing(code, 'x'), '/v1/sessions/session-1');
      expect(failed).to.deep.equal([['getSession', code]]);
    }
    const lost = { ...createFakeApi(), getSession: () => Promise.reject(new TypeError('lost')) };
    expect(await failuresOf(lost, '/v1/sessions/session-1')).to.deep.equal([
      ['getSession', 'TypeError: lost'],
    ]);
    const faults = [{ kind: 'dropped-answer', method: 'getWorkspace' }] as const;
    const memory = createMemoryApi({ sessions: [], faults });
    expect(await failuresOf(memory, '/v1/workspace')).to.deep.equal([
      ['getWorkspace', 'unavailable'],
    ]);
  });

  it('reports no refusal, because it is an ordinary answer', async () => {
    for (const code of [
      ...(['not-found', 'forbidden', 'conflict', 'invalid', 'rate-limited'] as const),
      'unsupported' as const,
    ]) {
      expect(await failuresOf(failing(code, 'x'), '/v1/sessions/session-1')).to.deep.equal([]);
    }
    expect(await failuresOf(createFakeApi(), '/v1/nowhere')).to.deep.equal([]);
    expect(await failuresOf(createFakeApi(), '/v1/workspace', { method: 'PUT' })).to.deep.equal([]);
  });

  it('reports a failure to find the adapter, and sends each answer another id', async () => {
    const reported: unknown[] = [];
    const find = () =>
      Promise.reject(new ReviewError('unavailable', 'the sign-in service is down'));
    const handler = createHandler(find, {
      onError: (_error, { operation }) => reported.push(operation),
    });
    const request = () => new Request('https://backend.example/v1/workspace');
    const ids = [await handler(request()), await handler(request())].map(({ headers }) =>
      headers.get('x-request-id'),
    );
    expect(reported).to.deep.equal(['getWorkspace', 'getWorkspace']);
    expect(new Set(ids).size).to.equal(2);
  });

  it('reports why the server’s own code answers 503, whatever refuses the request', async () => {
    const reported: unknown[] = [];
    const onError = (error: unknown) => reported.push(error);
    const answerOf = async (thrown: Error) => {
      const handler = createHandler(() => Promise.reject(thrown), { onError });
      return (await handler(new Request('https://backend.example/v1/workspace'))).status;
    };
    const busy = refusal({ status: 503, detail: 'Too many requests wait.' });
    const down = new Refusal(new ReviewError('unavailable', 'x'), {});
    expect(await answerOf(busy)).to.equal(503);
    expect(await answerOf(down)).to.equal(503);
    expect(reported).to.deep.equal([busy, down]);
    expect(await answerOf(refusal({ status: 400 }))).to.equal(400);
    expect(reported).to.have.length(2);
  });

  it('answers 500, and reports why, if the server refuses with a status that does not exist', async () => {
    const odd = refusal({ status: 7 });
    const reported: unknown[] = [];
    const handler = createHandler(() => Promise.reject(odd), {
      onError: (error) => reported.push(error),
    });
    const response = await handler(new Request('https://backend.example/v1/workspace'));
    expect(response.status).to.equal(500);
    expect(reported).to.have.length(1);
  });

  it('reports a failure although the caller has left, but not that the caller has left', async () => {
    const reported: unknown[] = [];
    const leaveWith = async (failure: Error, reason?: unknown) => {
      const abort = new AbortController();
      const api = {
        ...createFakeApi(),
        getSession: (_: string, { signal }: { signal?: AbortSignal } = {}) =>
          new Promise<never>((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(failure));
            abort.abort(reason);
          }),
      };
      const onError = (error: unknown) => reported.push(error);
      const init = { signal: abort.signal };
      expect((await send('/v1/sessions/a', init, api, { onError })).status).to.be.at.least(500);
    };
    await leaveWith(new DOMException('left', 'AbortError'));
    await leaveWith(new ReviewError('aborted', 'left'));
    const left = new TypeError('left');
    await leaveWith(left, left);
    expect(reported).to.deep.equal([]);
    const failures = [new ReviewError('unavailable', 'down'), new RangeError('lost')];
    for (const failure of failures) await leaveWith(failure);
    expect(reported).to.deep.equal(failures);
  });

  it('answers, and reports the fault, if the server cannot name the request', async () => {
    for (const requestId of [
      () => {
        throw new Error('no id');
      },
      () => 'a\r\nb',
      () => 'სესია',
    ]) {
      const reported: [unknown, HandlerFailure][] = [];
      const onError = (...given: (typeof reported)[number]) => reported.push(given);
      const response = await send('/v1/workspace', {}, createFakeApi(), { requestId, onError });
      expect(response.status).to.equal(200);
      expect(reported).to.have.length(1);
      expect(reported[0]?.[1].requestId).to.equal(response.headers.get('x-request-id'));
    }
  });

  it('reports a photo, a file and an answer that break the contract', async () => {
    const api = {
      ...createFakeApi(),
      getPhoto: () => Promise.resolve('https://photos.example/1' as never),
      exportSessions: () => Promise.resolve({ count: -1 } as never),
      listSessions: () => Promise.resolve({ items: 'none' } as never),
    };
    const failed = [
      ...(await failuresOf(api, '/v1/sessions/a/photos/b')),
      ...(await failuresOf(api, '/v1/session-export', post({}))),
      ...(await failuresOf(api, '/v1/session-query', post({}))),
    ];
    expect(failed).to.deep.equal([
      ['getPhoto', 'unavailable'],
      ['exportSessions', 'unavailable'],
      ['listSessions', 'unavailable'],
    ]);
  });

  it('answers the errors of another copy of the kit, however their details look', async () => {
    for (const details of [undefined, null, 'text', { changes: 7, retryAfter: 'soon' }]) {
      const foreign = Object.assign(new Error('x'), {
        name: 'ReviewError',
        code: 'conflict',
        details,
      });
      const api = { ...createFakeApi(), addNote: () => Promise.reject(foreign) };
      const response = await note(api);
      expect(response.status).to.be.oneOf([409, 412]);
      expect(await response.json()).to.include({ code: 'conflict' });
    }
  });

  it('reports thumbnails that cannot be shown, and sends the others', async () => {
    const good = new Blob([jpeg], { type: 'image/jpeg' });
    const slice = () => {
      throw new RangeError('the file is gone');
    };
    const gone = Object.assign(new Blob([jpeg]), { slice });
    const api = createFakeApi({
      listThumbnails: () => Promise.resolve([good, new Blob(['<svg/>']), gone]),
    });
    const photos = ['a', 'b', 'c'].map((photoId) => ({ sessionId: 's', photoId }));
    const failed = await failuresOf(api, '/v1/thumbnail-query', post({ photos }));
    expect(failed.map(([operation]) => operation)).to.deep.equal([
      'listThumbnails',
      'listThumbnails',
    ]);
  });

  it('drops an adapter’s internal fields, and refuses its malformed answers', async () => {
    const more = { ...session, passwordHash: 'secret' };
    const api = createFakeApi({ getSession: () => Promise.resolve(more) });
    expect(await (await send('/v1/sessions/a', {}, api)).text()).not.to.contain('secret');

    const reported: unknown[] = [];
    const broken = { ...session, createdAt: 'secret' };
    const worse = createFakeApi({ getSession: () => Promise.resolve(broken) });
    const response = await send('/v1/sessions/a', {}, worse, { onError: (e) => reported.push(e) });
    expect(response.status).to.equal(502);
    expect(await response.text()).not.to.contain('secret');
    expect(String(reported[0])).to.contain('createdAt').and.not.contain('secret');
  });

  it('drops a malformed decision', async () => {
    const details = { decision: { by: 'secret' } } as unknown as ReviewErrorDetails;
    const response = await note(failing('already-decided', 'x', details));
    expect(response.status).to.equal(409);
    expect(await response.text()).not.to.contain('secret');
  });

  it('abuse case 4: types a photo by its bytes, or refuses it', async () => {
    const path = '/v1/sessions/a/photos/b';
    const response = await send(path);
    expect(response.headers.get('content-type')).to.equal('image/jpeg');
    expect(response.headers.get('content-disposition')).to.equal(
      'attachment; filename="photo.jpeg"',
    );
    expect(new Uint8Array(await response.arrayBuffer())).to.deep.equal(jpeg);
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg">'], { type: 'image/jpeg' });
    const api = createFakeApi({ getPhoto: () => Promise.resolve(svg) });
    expect((await send(path, {}, api)).status).to.equal(502);
  });

  it('abuse case 4: types thumbnails by their bytes, and leaves out the others', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg">'], { type: 'image/jpeg' });
    const large = new Blob([jpeg, new Uint8Array(5 * 2 ** 20)]);
    const given = [new Blob([jpeg], { type: 'text/html' }), null, svg, large, large];
    const ask = (answer: unknown) =>
      send(
        '/v1/thumbnail-query',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ photos: [] }),
        },
        createFakeApi({ listThumbnails: () => Promise.resolve(answer as (Blob | null)[]) }),
      );
    const response = await ask(given);
    expect(response.headers.get('cache-control')).to.equal('private, no-store');
    expect(response.headers.get('content-security-policy')).to.contain("default-src 'none'");
    const parts = (await response.formData()).getAll('image') as File[];
    expect(parts.map(({ type, size }) => size && [type, size])).to.deep.equal([
      ['image/jpeg', jpeg.byteLength],
      0,
      0,
      ['image/jpeg', large.size],
      0,
    ]);
    for (const broken of [undefined, {}, ['text'], new Blob([jpeg])]) {
      expect((await ask(broken)).status).to.equal(502);
    }
  });
});

describe('createHttpApi over createHandler', () => {
  it('passes on every method and every error', async () => {
    const changed = { ...session, version: '2' };
    const done = () => Promise.resolve(changed);
    const api = createFakeApi({
      decideSession: done,
      editClient: done,
      recordActivity: () => Promise.resolve(),
      listThumbnails: () => Promise.resolve([new Blob([jpeg]), null]),
    });
    const http = createHttpApi({ baseUrl: base, fetch: createHandler(api, { basePath: 'kyc/' }) });
    expect(await http.getWorkspace()).to.deep.equal(await api.getWorkspace());
    expect(await http.listSessions({})).to.deep.equal(await api.listSessions({}));
    expect(await http.countSessions({})).to.deep.equal({ count: 1, exact: true });
    expect(await http.getSession('session-1')).to.deep.equal(session);
    expect((await http.getPhoto('session-1', 'photo-1')).type).to.equal('image/jpeg');
    const photos = [{ sessionId: 'session-1', photoId: 'photo-1' }];
    const [thumbnail, none] = await http.listThumbnails({ photos });
    expect([thumbnail?.type, none]).to.deep.equal(['image/jpeg', null]);
    const verify = { verdict: 'verify', note: null } as const;
    expect(await http.decideSession('session-1', verify, change)).to.deep.equal(changed);
    expect(await http.editClient('session-1', { sex: null }, change)).to.deep.equal(changed);
    await http.recordActivity({ action: 'export-csv', count: 3 });
    const error = await http.addNote('session-1', { text: 'a' }, change).catch((e: unknown) => e);
    expect(error).to.have.property('code', 'unsupported');
  });
});
