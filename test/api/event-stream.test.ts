import { expect } from '@open-wc/testing';
import { createIteration, isReviewError, ReviewError, type ReviewApi } from 'kv-review/api';
import { createHandler, type HandlerOptions } from 'kv-review/api/handler';
import { createHttpApi, type HttpApiOptions } from 'kv-review/api/http';
import type { SessionEvent } from 'kv-review/model';

import { createFakeApi } from './http-fixtures.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const event = (number: number, more: Partial<SessionEvent> = {}): SessionEvent => ({
  id: `event-${number}`,
  type: number === 1 ? 'snapshot' : 'sessions-changed',
  sessionIds: [`სესია-${number}`],
  awaiting: { count: number, exact: true },
  ...more,
});

const written = (of: SessionEvent): string =>
  `event: ${of.type}\nid: ${of.id}\ndata: ${JSON.stringify(of)}\n\n`;

const streamType = { headers: { 'content-type': 'text/event-stream; charset=utf-8' } };

/** An open answer of these chunks; `cancelled` is called when the reader leaves it. */
function streaming(
  chunks: Iterable<Uint8Array | string>,
  { ends = false, cancelled = () => {} } = {},
): Response {
  const iterator = chunks[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = iterator.next();
        if (!done) controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
        else if (ends) controller.close();
        else await new Promise(() => undefined);
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, streamType);
}

/** A client whose requests are recorded and answered in order. The last answer is repeated. */
function clientOf(answers: (() => Response)[], options: Partial<HttpApiOptions> = {}) {
  const requests: Request[] = [];
  const api = createHttpApi({
    baseUrl: 'https://backend.example/',
    retryDelay: 1,
    fetch: (request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)]!;
      requests.push(request);
      return Promise.resolve(answer());
    },
    ...options,
  });
  return { api, requests };
}

/** This many events, or all until the end. */
async function take(events: AsyncIterable<SessionEvent>, count = Infinity) {
  const taken: SessionEvent[] = [];
  for await (const each of events) {
    taken.push(each);
    if (taken.length === count) break;
  }
  return taken;
}

async function errorOf(promise: Promise<unknown>): Promise<ReviewError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isReviewError(error)) throw new Error('It rejects with a ReviewError.');
  return error;
}

describe('a stream of events, as the client reads it', () => {
  const events = [event(1), event(2, { sessionIds: 'many' }), event(3, { awaiting: null })];
  const lines = [
    'retry: 500',
    '',
    ': a comment, ქართულად',
    'unknown-field: x',
    'data',
    '',
    ...events.flatMap((each) => [
      `event:${each.type}`,
      `id: ${each.id}`,
      // JSON may be broken between its members.
      ...JSON.stringify(each)
        .replaceAll(',"', ',\n"')
        .split('\n')
        .map((line) => `data: ${line}`),
      '',
    ]),
    'event: of-a-newer-backend',
    'data: no JSON at all',
    '',
    '',
  ];

  for (const [name, end] of [
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ] as const) {
    it(`is the same however its bytes are divided, with ${name} and a byte order mark`, async () => {
      const bytes = encoder.encode(`\uFEFF${lines.join(end)}`);
      for (let cut = 0; cut < bytes.length; cut += 1) {
        const { api } = clientOf([() => streaming([bytes.slice(0, cut), bytes.slice(cut)])]);
        expect(await take(api.watchSessions(), 3), `cut at ${cut}`).to.deep.equal(events);
      }
      const { api } = clientOf([() => streaming(Array.from(bytes, (byte) => Uint8Array.of(byte)))]);
      expect(await take(api.watchSessions(), 3), 'byte by byte').to.deep.equal(events);
    });
  }

  it('drops unknown fields of an event', async () => {
    const spoilt = { ...event(1), firstName: 'Łucja' };
    const { api } = clientOf([() => streaming([written(spoilt)])]);
    expect(await take(api.watchSessions(), 1)).to.deep.equal([event(1)]);
  });

  it('is cancelled as soon as a line is too long', async () => {
    const wasCancelled: boolean[] = [];
    let sentCount = 0;
    function* endless(): Generator<string> {
      yield `${written(event(1))}data: `;
      for (; sentCount < 1e6; sentCount += 1) yield 'x'.repeat(1024);
    }
    const { api, requests } = clientOf([
      () => streaming(endless(), { cancelled: () => wasCancelled.push(true) }),
    ]);
    const error = await errorOf(take(api.watchSessions()));
    expect(error.code).to.equal('unavailable');
    expect(error.message).to.include('too long');
    expect(wasCancelled).to.have.length(requests.length);
    expect(sentCount / requests.length, 'KiB that were read').to.be.lessThan(80);
    const whole = `data: ${'x'.repeat(2 ** 20)}\n\n`;
    const { api: other } = clientOf([() => streaming([whole])]);
    expect((await errorOf(take(other.watchSessions()))).message).to.include('too long');
  });

  for (const [what, text] of [
    ['no JSON', 'event: snapshot\ndata: {"id":\n\n'],
    ['an event without an id', 'event: snapshot\ndata: {"sessionIds":[],"awaiting":null}\n\n'],
    ['more names than allowed', written(event(1, { sessionIds: Array<string>(101).fill('a') }))],
  ] as const) {
    it(`is abandoned if it contains ${what}`, async () => {
      const { api } = clientOf([() => streaming([text])]);
      expect((await errorOf(take(api.watchSessions()))).code).to.equal('unavailable');
    });
  }

  it('starts after the caller’s last event, and ends when the backend ends it', async () => {
    const { api, requests } = clientOf([
      () => streaming([written(event(1)), written(event(2))], { ends: true }),
    ]);
    expect(await take(api.watchSessions({ after: 'event-0' }))).to.deep.equal([event(1), event(2)]);
    expect(requests.map(({ headers }) => headers.get('last-event-id'))).to.deep.equal(['event-0']);
    expect(requests[0]!.headers.get('accept')).to.include('text/event-stream');
  });

  for (const [what, answer] of [
    [
      'the network fails',
      () => {
        throw new TypeError('network error');
      },
    ],
    ['a proxy answers', () => new Response('<h1>Bad Gateway</h1>', { status: 502 })],
  ] as readonly [string, () => Response][]) {
    it(`lets the caller reconnect when ${what}`, async () => {
      const { api, requests } = clientOf([answer]);
      const error = await errorOf(take(api.watchSessions()));
      expect([error.code, error.retryable]).to.deep.equal(['unavailable', true]);
      expect(requests).to.have.length(1);
    });
  }

  it('fails after too long a silence', async () => {
    const { api, requests } = clientOf([() => streaming([written(event(1))])], { silence: 20 });
    const taken: SessionEvent[] = [];
    const watching = (async () => {
      for await (const each of api.watchSessions()) taken.push(each);
    })();
    expect((await errorOf(watching)).code).to.equal('unavailable');
    expect(taken).to.deep.equal([event(1)]);
    expect(requests).to.have.length(1);
  });

  it('is opened with a new token when the previous one is refused', async () => {
    const refreshes: boolean[] = [];
    const { api, requests } = clientOf(
      [
        () => streaming([written(event(1))], { ends: true }),
        () => new Response(null, { status: 401 }),
        () => streaming([written(event(2))]),
      ],
      {
        getToken: ({ refresh }) => {
          refreshes.push(refresh);
          return `token-${refreshes.length}`;
        },
      },
    );
    expect(await take(api.watchSessions())).to.deep.equal([event(1)]);
    expect(await take(api.watchSessions(), 1)).to.deep.equal([event(2)]);
    expect(refreshes).to.deep.equal([false, true]);
    const sent = requests.map(({ headers }) => headers.get('authorization'));
    expect(sent).to.deep.equal(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });

  for (const [status, code] of [
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [501, 'unsupported'],
  ] as const) {
    it(`is not requested again after ${status}`, async () => {
      const { api, requests } = clientOf([() => new Response(null, { status })]);
      expect((await errorOf(take(api.watchSessions()))).code).to.equal(code);
      expect(requests).to.have.length(1);
    });
  }

  it('is closed, together with its request, when the caller leaves or aborts', async () => {
    for (const leave of ['break', 'abort'] as const) {
      let cancelled = false;
      const { api, requests } = clientOf([
        () => streaming([written(event(1))], { cancelled: () => (cancelled = true) }),
      ]);
      const controller = new AbortController();
      for await (const _ of api.watchSessions({ signal: controller.signal })) {
        if (leave === 'break') break;
        controller.abort();
      }
      expect(requests[0]!.signal.aborted, leave).to.equal(true);
      expect(cancelled, leave).to.equal(true);
    }
  });
});

describe('a stream of events, as the handler writes it', () => {
  const open = (api: ReviewApi, init: RequestInit = {}, options: HandlerOptions = {}) =>
    createHandler(api, options)(new Request('https://api.example/v1/events', init));

  /** An adapter that reports these events, then waits. */
  function telling(...told: unknown[]) {
    const seen = { asked: 0, isOpen: true, after: [] as (string | undefined)[] };
    const api = createFakeApi({
      watchSessions: (options) =>
        createIteration(options?.signal, async function* (signal) {
          seen.after.push(options?.after);
          try {
            for (const each of told) {
              seen.asked += 1;
              if (each instanceof Error) throw each;
              yield each as SessionEvent;
            }
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          } finally {
            seen.isOpen = false;
          }
        }),
    });
    return { api, seen };
  }

  async function textOf(response: Response, until: (text: string) => boolean): Promise<string> {
    let text = '';
    const reader = response.body!.getReader();
    while (!until(text)) {
      const { done, value } = await reader.read();
      if (done) return `${text}(end)`;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
    return text;
  }

  it('is readable by an EventSource, and is never cached', async () => {
    const { api } = telling(event(1), event(2));
    const response = await open(api);
    expect(response.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).to.equal('private, no-store');
    const text = await textOf(response, (read) => read.includes('event-2'));
    expect(text).to.equal(`retry: 2000\n\n${written(event(1))}${written(event(2))}`);
  });

  it('sends comments as a heartbeat', async () => {
    const { api } = telling(event(1));
    const text = await textOf(await open(api, {}, { heartbeat: 5 }), (read) =>
      read.endsWith(':\n\n:\n\n'),
    );
    expect(text).to.include('event-1');
  });

  it('requests no more events than are read, and stops when the reader leaves', async () => {
    const { api, seen } = telling(...Array.from({ length: 1000 }, (_, index) => event(index + 1)));
    const response = await open(api, {}, { heartbeat: 1 });
    const reader = response.body!.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen.asked).to.be.lessThan(5);
    await reader.cancel();
    expect(seen.isOpen).to.equal(false);
  });

  it('ends when the caller leaves, and at the end of its lifetime', async () => {
    const leaving = new AbortController();
    const { api, seen } = telling(event(1));
    const response = await open(api, { signal: leaving.signal });
    leaving.abort();
    expect(await textOf(response, () => false)).to.include('(end)');
    expect(seen.isOpen).to.equal(false);
    const other = telling(event(1));
    const ending = await open(other.api, {}, { streamLifetime: 20 });
    expect(await textOf(ending, () => false))
      .to.include('event-1')
      .and.to.include('(end)');
    expect(other.seen.isOpen).to.equal(false);
  });

  it('passes the last event id to the adapter, and ignores malformed ids', async () => {
    const { api, seen } = telling(event(1));
    for (const id of ['event-7', 'with space', 'x'.repeat(200)]) {
      const response = await open(api, { headers: { 'last-event-id': id } });
      await response.body!.cancel();
    }
    expect(seen.after).to.deep.equal(['event-7', undefined, undefined]);
  });

  it('answers with a problem if the adapter refuses at once', async () => {
    expect((await open(createFakeApi())).status).to.equal(501);
    const { api } = telling(new ReviewError('forbidden', 'No.'));
    expect((await open(api)).status).to.equal(403);
    const headers = { accept: 'application/json' };
    expect((await open(telling(event(1)).api, { headers })).status).to.equal(406);
  });

  it('does not start a watch for HEAD', async () => {
    const { api, seen } = telling(event(1));
    const response = await open(api, { method: 'HEAD' });
    expect(response.headers.get('content-type')).to.include('text/event-stream');
    expect([response.body, seen.asked]).to.deep.equal([null, 0]);
  });

  it('ends if the adapter fails or breaks the contract, and reports it', async () => {
    for (const bad of [new TypeError('lost'), { ...event(2), sessionIds: null }]) {
      const reported: unknown[] = [];
      const { api, seen } = telling(event(1), bad);
      const response = await open(api, {}, { onError: (error) => reported.push(error) });
      const text = await textOf(response, () => false);
      expect(text).to.include('event-1').and.to.include('(end)').and.not.to.include('event-2');
      expect(reported).to.have.length(1);
      expect(seen.isOpen).to.equal(false);
    }
  });

  it('drops a client’s data from an adapter’s events', async () => {
    const { api } = telling({ ...event(1), firstName: 'Łucja' });
    const text = await textOf(await open(api), (read) => read.includes('\n\nevent:'));
    expect(text).not.to.include('Łucja');
  });
});
