import { expect } from '@open-wc/testing';
import { isReviewError, type ReviewError, type ReviewErrorCode } from 'kv-review/api';
import { createHttpApi, type HttpApiOptions } from 'kv-review/api/http';
import { change, clientChange, decision, jpeg, session, workspace } from './http-fixtures.js';

const json = (value: unknown, init?: ResponseInit) => Response.json(value, init);
const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

/** A client whose requests are recorded and answered in order. The last answer is repeated. */
function clientOf(
  answers: ((request: Request) => Response | Promise<Response>)[],
  options: Partial<HttpApiOptions> = {},
) {
  const requests: Request[] = [];
  const api = createHttpApi({
    baseUrl: 'https://backend.example/kyc/',
    retryDelay: 1,
    fetch: async (request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request.clone());
      if (!answer) throw new Error('No answer left.');
      return answer(request);
    },
    ...options,
  });
  return { api, requests };
}

async function errorOf(promise: Promise<unknown>, code: ReviewErrorCode): Promise<ReviewError> {
  try {
    await promise;
  } catch (error) {
    if (!isReviewError(error)) throw error;
    expect(error.code).to.equal(code);
    return error;
  }
  throw new Error('It was answered.');
}

const notFetched = () => {
  throw new Error('fetched');
};

describe('createHttpApi: requests', () => {
  it('requests paths below the base, without caching, redirects or cookies for other origins', async () => {
    const { api, requests } = clientOf([() => json(workspace)]);
    expect(await api.getWorkspace()).to.deep.equal(workspace);
    const [request] = requests;
    expect(request?.url).to.equal('https://backend.example/kyc/v1/workspace');
    expect(request?.redirect).to.equal('error');
    expect(request?.cache).to.equal('no-store');
    expect(request?.credentials).to.equal('same-origin');
    expect(request?.headers.has('authorization')).to.equal(false);
  });

  it('resolves a relative base URL against the document', async () => {
    const { api, requests } = clientOf([() => json(workspace)], { baseUrl: '/portal/api?x=1#y' });
    await api.getWorkspace();
    expect(requests[0]?.url).to.equal(`${location.origin}/portal/api/v1/workspace`);
  });

  for (const baseUrl of ['data:text/plain,', 'javascript:0', 'https://user:secret@example.org/']) {
    it(`refuses the base ${baseUrl} without repeating it`, () => {
      expect(() => createHttpApi({ baseUrl }))
        .to.throw(TypeError)
        .not.match(/secret/);
    });
  }

  it('keeps a search out of the URL', async () => {
    const { api, requests } = clientOf([() => json({ items: [], nextCursor: null, total: null })]);
    await api.listSessions({ search: 'Sample', statuses: ['awaiting'] });
    expect(requests[0]?.url).to.equal('https://backend.example/kyc/v1/session-query');
    expect(await requests[0]?.json()).to.include({ search: 'Sample', limit: 50 });
  });

  it('counts with only the filter of a query', async () => {
    const { api, requests } = clientOf([() => json({ count: 3, exact: false })]);
    const query = { search: 'a', sort: 'status', limit: 10 } as const;
    expect(await api.countSessions(query)).to.deep.equal({ count: 3, exact: false });
    expect(await requests[0]?.json()).not.to.have.any.keys('sort', 'limit');
  });

  it('sends the version that the agent saw, and the intent’s key, with a change', async () => {
    const { api, requests } = clientOf([() => json({ ...session, status: 'success' })]);
    await api.decideSession('a/b', { verdict: 'verify', note: '  fine ' }, change);
    const [request] = requests;
    expect(request?.url).to.match(/\/v1\/sessions\/a%2Fb\/decision$/);
    expect(request?.headers.get('if-match')).to.equal('"1"');
    expect(request?.headers.get('idempotency-key')).to.equal(String.raw`"key-\"1\""`);
    expect(await request?.json()).to.deep.equal({ verdict: 'verify', note: 'fine' });
  });

  it('edits a client with a merge patch', async () => {
    const { api, requests } = clientOf([() => json(session)]);
    await api.editClient('session-1', { lastName: null }, change);
    expect(requests[0]?.method).to.equal('PATCH');
    expect(requests[0]?.headers.get('content-type')).to.equal('application/merge-patch+json');
  });

  it('abuse case 9: sends no request for an id that cannot be a path segment', async () => {
    const { api } = clientOf([notFetched]);
    for (const id of ['', '.', '..', 'x'.repeat(10_240), '\ud800']) {
      await errorOf(api.getSession(id), 'not-found');
      await errorOf(api.getPhoto('session-1', id), 'not-found');
      await errorOf(api.addNote(id, { text: 'a' }, change), 'not-found');
    }
  });

  it('abuse case 9: encodes an id that looks like a path', async () => {
    const { api, requests } = clientOf([() => json(session)]);
    for (const id of ['../other', '%2e%2e%2f', 'a?b#c']) await api.getSession(id);
    expect(requests.map(({ url }) => url.split('/sessions/')[1])).to.deep.equal([
      '..%2Fother',
      '%252e%252e%252f',
      'a%3Fb%23c',
    ]);
  });

  it('abuse case 14: refuses to send a field that an agent may not set', async () => {
    const { api } = clientOf([notFetched]);
    for (const field of ['status', 'company', 'verified', '__proto__']) {
      const edit = JSON.parse(`{"firstName":"A","${field}":"success"}`) as { firstName: string };
      const error = await errorOf(api.editClient('session-1', edit, change), 'invalid');
      expect(error.details.parts?.[0]?.pointer).to.equal(`/${field}`);
      expect(JSON.stringify(error.details.parts)).not.to.contain('success');
    }
  });

  it('refuses a version or key that is not a valid header value', async () => {
    const { api } = clientOf([notFetched]);
    const note = { text: 'a' };
    for (const bad of ['', 'a"b', 'a\r\nx: y', 'é']) {
      await errorOf(api.addNote('session-1', note, { ...change, version: bad }), 'invalid');
    }
    for (const bad of ['', 'a\nb', 'é', 'x'.repeat(129)]) {
      await errorOf(api.addNote('session-1', note, { ...change, idempotencyKey: bad }), 'invalid');
    }
  });
});

describe('createHttpApi: errors', () => {
  const cases: [number, ReviewErrorCode][] = [
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [412, 'conflict'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [501, 'unsupported'],
    [502, 'unavailable'],
    [504, 'timeout'],
  ];
  for (const [status, code] of cases) {
    it(`treats a proxy's HTML page with status ${status} as ${code}`, async () => {
      const page = () =>
        new Response('<!doctype html><h1>no</h1>', {
          status,
          headers: { 'content-type': 'text/html' },
        });
      const { api } = clientOf([page]);
      await errorOf(api.getSession('session-1'), code);
    });
  }

  it('reports who has decided', async () => {
    const { api } = clientOf([() => problem(409, { code: 'already-decided', decision })]);
    const note = api.addNote('session-1', { text: 'a' }, change);
    const error = await errorOf(note, 'already-decided');
    expect(error.details.decision).to.deep.equal(decision);
    expect(error.outcomeUnknown).to.equal(false);
  });

  it('distinguishes a stale version from a session in processing', async () => {
    const { api } = clientOf([
      () => problem(412, { code: 'conflict', changes: [clientChange] }),
      () => problem(412, { code: 'conflict' }),
      () => problem(409, { code: 'conflict' }),
    ]);
    const add = () => errorOf(api.addNote('session-1', { text: 'a' }, change), 'conflict');
    expect((await add()).details.changes).to.deep.equal([clientChange]);
    expect((await add()).details.changes).to.deep.equal([]);
    expect((await add()).details.changes).to.equal(undefined);
  });

  it('does not treat a failed backend’s answer as a refusal of the change', async () => {
    const { api } = clientOf([() => problem(500, { code: 'invalid' })]);
    const error = await errorOf(api.addNote('session-1', { text: 'a' }, change), 'unavailable');
    expect(error.outcomeUnknown).to.equal(true);
  });

  it('treats 404 for a list as a wrong address', async () => {
    const { api, requests } = clientOf([() => problem(404, { code: 'not-found' })]);
    await errorOf(api.listSessions({}), 'unavailable');
    expect(requests.length).to.equal(1);
  });

  const hostile: Record<string, () => Response> = {
    'an HTML page': () => new Response('<p>sign in', { headers: { 'content-type': 'text/html' } }),
    'cut-off JSON': () =>
      new Response('{"id":"sess', { headers: { 'content-type': 'application/json' } }),
    'what is not UTF-8': () =>
      new Response(new Uint8Array([0x22, 0xff, 0x22]), {
        headers: { 'content-type': 'application/json' },
      }),
    'another type': () => json({ ...session, attempts: 'secret-value' }),
    'a version no header can carry': () => json({ ...session, version: 'secret-value"' }),
    null: () => json(null),
    'an empty 204': () => new Response(null, { status: 204 }),
  };
  for (const [name, answer] of Object.entries(hostile)) {
    it(`rejects with unavailable for ${name}, and quotes nothing of it`, async () => {
      const { api, requests } = clientOf([answer]);
      const error = await errorOf(api.getSession('session-1'), 'unavailable');
      expect(error.message).not.to.contain('secret-value');
      expect(requests.length).to.equal(1);
    });
  }

  it('names the place where an answer is malformed', async () => {
    const { api } = clientOf([() => json({ ...session, client: { ...session.client, sex: 7 } })]);
    const error = await errorOf(api.getSession('session-1'), 'unavailable');
    expect(error.message).to.contain('client.sex');
  });

  it('drops unknown fields, and changes no prototype', async () => {
    const text = JSON.stringify(session).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const { api } = clientOf([
      () => new Response(text, { headers: { 'content-type': 'application/json' } }),
    ]);
    const answer = await api.getSession('session-1');
    expect(answer).to.deep.equal(session);
    expect(answer).not.to.have.property('polluted');
    expect({}).not.to.have.property('polluted');
  });

  it('does not read an answer whose declared length is too large', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    const headers = { 'content-type': 'application/json', 'content-length': '100000000' };
    const { api } = clientOf([() => new Response(body, { headers })]);
    await errorOf(api.getSession('session-1'), 'unavailable');
    expect(cancelled).to.equal(true);
  });

  it('stops reading an endless answer', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const endless = () => new Response(body, { headers: { 'content-type': 'application/json' } });
    const { api } = clientOf([endless], { maxAnswerSize: 10_000 });
    await errorOf(api.getSession('session-1'), 'unavailable');
    expect(sent).to.be.lessThan(20_000);
  });

  it('abuse case 4: types a photo by its bytes', async () => {
    const { api, requests } = clientOf([
      () => new Response(jpeg, { headers: { 'content-type': 'image/svg+xml' } }),
      () => new Response('<svg onload=alert(1)>', { headers: { 'content-type': 'image/jpeg' } }),
    ]);
    const photo = await api.getPhoto('session-1', 'photo-1', { size: 'thumbnail' });
    expect(photo.type).to.equal('image/jpeg');
    expect(photo.size).to.equal(jpeg.byteLength);
    expect(requests[0]?.url).to.match(/\/photos\/photo-1\?size=thumbnail$/);
    await errorOf(api.getPhoto('session-1', 'photo-1'), 'unavailable');
  });

  it('reads thumbnails in order, and types each by its bytes', async () => {
    const form = new FormData();
    form.append('image', new Blob([jpeg], { type: 'image/svg+xml' }), 'x.svg');
    form.append('other', new Blob([jpeg]));
    form.append('image', new Blob(), 'image');
    form.append('image', new Blob(['<svg onload=alert(1)>'], { type: 'image/jpeg' }));
    form.append('image', 'a text');
    form.append('image', new Blob([jpeg]));
    const { api, requests } = clientOf([() => new Response(form)]);
    const photos = ['a', 'b'].map((id) => ({ sessionId: id, photoId: 'p' }));
    const thumbnails = await api.listThumbnails({ photos });
    expect(thumbnails.map((blob) => blob && [blob.type, blob.size])).to.deep.equal([
      ['image/jpeg', jpeg.byteLength],
      null,
      null,
      null,
      ['image/jpeg', jpeg.byteLength],
    ]);
    const [request] = requests;
    expect(request?.url).to.equal('https://backend.example/kyc/v1/thumbnail-query');
    expect(request?.headers.get('accept')).to.contain('multipart/form-data');
    expect(await request?.json()).to.deep.equal({ photos });
  });

  it('refuses thumbnails that are not multipart/form-data, are incomplete or are too large', async () => {
    const multipart = { headers: { 'content-type': 'multipart/form-data; boundary=b' } };
    for (const answer of [
      () => json([]),
      () => new Response(jpeg, { headers: { 'content-type': 'image/jpeg' } }),
      () => new Response('--b\r\nContent-Disposition: form-data; name="image"\r\n', multipart),
    ]) {
      await errorOf(clientOf([answer]).api.listThumbnails({ photos: [] }), 'unavailable');
    }
    const form = new FormData();
    form.append('image', new Blob([jpeg]));
    const { api } = clientOf([() => new Response(form)], { maxPhotoSize: 12 });
    await errorOf(api.listThumbnails({ photos: [] }), 'unavailable');
  });

  it('refuses a photo that is too large', async () => {
    const { api } = clientOf([() => new Response(jpeg)], { maxPhotoSize: 12 });
    await errorOf(api.getPhoto('session-1', 'photo-1'), 'unavailable');
  });
});

describe('createHttpApi: retries', () => {
  const down = () => new Response('down', { status: 503 });
  const unreachable = () => Promise.reject(new TypeError('Failed to fetch'));

  it('repeats a request that changes nothing', async () => {
    const { api, requests } = clientOf([down, unreachable, () => json(workspace)]);
    expect(await api.getWorkspace()).to.deep.equal(workspace);
    expect(requests.length).to.equal(3);
  });

  it('gives up after its retries', async () => {
    const { api, requests } = clientOf([unreachable]);
    const error = await errorOf(api.listSessions({}), 'unavailable');
    expect(error.retryable).to.equal(true);
    expect(requests.length).to.equal(3);
  });

  it('never repeats a change that may have been made', async () => {
    for (const failure of [down, unreachable, () => new Response('', { status: 504 })]) {
      const { api, requests } = clientOf([failure]);
      const add = api.addNote('session-1', { text: 'a' }, change);
      const error = await add.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(isReviewError(error) && error.outcomeUnknown).to.equal(true);
      expect(requests.length).to.equal(1);
    }
  });

  it('repeats a change that was refused unprocessed, with the same key', async () => {
    const busy = () => problem(429, { code: 'rate-limited' }, { 'retry-after': '0' });
    const { api, requests } = clientOf([busy, () => json(session)]);
    await api.addNote('session-1', { text: 'a' }, change);
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).to.equal(1);
    expect(keys.length).to.equal(2);
  });

  it('reads Retry-After in seconds or as a date, up to one day', async () => {
    const inOneHour = new Date(Date.now() + 3_600_000).toUTCString();
    for (const [field, least, most] of [
      ['3600', 3_600_000, 3_600_000],
      [inOneHour, 3_500_000, 3_600_000],
      ['9'.repeat(30), 86_400_000, 86_400_000],
    ] as const) {
      const { api } = clientOf([
        () => new Response('', { status: 503, headers: { 'retry-after': field } }),
      ]);
      const error = await errorOf(api.getWorkspace(), 'unavailable');
      expect(error.details.retryAfter).to.be.within(least, most);
    }
  });

  it('leaves a long delay to the user, and reports it', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'retry-after': '3600' } });
    const { api, requests } = clientOf([busy]);
    const error = await errorOf(api.getWorkspace(), 'rate-limited');
    expect(error.details.retryAfter).to.equal(3_600_000);
    expect(requests.length).to.equal(1);
  });

  it('stops waiting when the caller aborts', async () => {
    const busy = () => new Response('', { status: 503, headers: { 'retry-after': '9' } });
    const abort = new AbortController();
    const { api } = clientOf([
      () => {
        setTimeout(() => abort.abort());
        return busy();
      },
    ]);
    await errorOf(api.getWorkspace({ signal: abort.signal }), 'aborted');
  });
});

describe('createHttpApi: deadline and abort', () => {
  const never = () => new Promise<Response>(() => undefined);
  const endless = () =>
    new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } });

  it('ends an unanswered request, and does not retry it', async () => {
    const { api, requests } = clientOf([never], { deadline: 20 });
    const error = await errorOf(api.getSession('session-1'), 'timeout');
    expect(error.outcomeUnknown).to.equal(true);
    expect(requests.length).to.equal(1);
  });

  it('ends an endless answer', async () => {
    const { api } = clientOf([endless], { deadline: 20 });
    await errorOf(api.getSession('session-1'), 'timeout');
  });

  it('ends the wait for a token, and requests it again', async () => {
    let asked = 0;
    const getToken = () => {
      asked += 1;
      return asked === 1 ? new Promise<string>(() => undefined) : 'token';
    };
    const { api } = clientOf([() => json(workspace)], { deadline: 20, getToken });
    await errorOf(api.getWorkspace(), 'timeout');
    await api.getWorkspace();
    expect(asked).to.equal(2);
  });

  it('aborts the request after the deadline', async () => {
    let signal: AbortSignal | undefined;
    const keep = (request: Request) => {
      signal = request.signal;
      return never();
    };
    const { api } = clientOf([keep], { deadline: 20 });
    await errorOf(api.getWorkspace(), 'timeout');
    expect(signal?.aborted).to.equal(true);
  });

  it('rejects with aborted if the caller aborts, before or during the request', async () => {
    const { api, requests } = clientOf([never]);
    await errorOf(api.getWorkspace({ signal: AbortSignal.abort() }), 'aborted');
    expect(requests.length).to.equal(0);
    const abort = new AbortController();
    const pending = errorOf(api.getWorkspace({ signal: abort.signal }), 'aborted');
    abort.abort();
    await pending;
  });
});

describe('createHttpApi: token', () => {
  const refuseAllBut = (token: string) => (request: Request) =>
    request.headers.get('authorization') === `Bearer ${token}`
      ? json(workspace)
      : new Response('', { status: 401 });

  it('is requested once for 20 requests that are refused at the same time', async () => {
    const asked: boolean[] = [];
    const getToken = ({ refresh }: { refresh: boolean }) => {
      asked.push(refresh);
      return Promise.resolve(refresh ? 'new' : 'old');
    };
    const { api, requests } = clientOf([refuseAllBut('new')], { getToken });
    await Promise.all(Array.from({ length: 20 }, () => api.getWorkspace()));
    expect(asked).to.deep.equal([false, true]);
    expect(requests.length).to.equal(40);
    await api.getWorkspace();
    expect(requests.length).to.equal(41);
  });

  it('abuse case 20: retries once after 401', async () => {
    let asked = 0;
    const getToken = () => `token-${(asked += 1)}`;
    const { api, requests } = clientOf([refuseAllBut('none')], { getToken });
    await errorOf(api.getWorkspace(), 'unauthenticated');
    expect(requests.length).to.equal(2);
    expect(asked).to.equal(2);
  });

  it('repeats a refused change with the same key', async () => {
    const answers = [() => new Response('', { status: 401 }), () => json(session)];
    const { api, requests } = clientOf(answers, { getToken: () => 'token' });
    await api.addNote('session-1', { text: 'a' }, change);
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).to.deep.equal([
      String.raw`"key-\"1\""`,
      String.raw`"key-\"1\""`,
    ]);
  });

  it('is not sent if the host has none', async () => {
    const { api, requests } = clientOf([() => json(workspace)], { getToken: () => null });
    await api.getWorkspace();
    expect(requests[0]?.headers.has('authorization')).to.equal(false);
  });

  it('abuse case 19: is in no error', async () => {
    const secret = 'secret-token';
    const sources = [
      () => `${secret}\n`,
      () => Promise.reject(new Error(secret)),
      () => {
        throw new Error(secret);
      },
    ];
    for (const getToken of sources) {
      const { api } = clientOf([notFetched], { getToken });
      const error = await errorOf(api.getWorkspace(), 'unauthenticated');
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.to.contain(secret);
    }
    const { api, requests } = clientOf([() => new Response('', { status: 403 })], {
      getToken: () => secret,
    });
    const error = await errorOf(api.getSession('session-1'), 'forbidden');
    expect(JSON.stringify([error, error.message, error.stack])).not.to.contain(secret);
    expect(requests[0]?.url).not.to.contain(secret);
    expect(JSON.stringify([localStorage, sessionStorage])).not.to.contain(secret);
  });
});
