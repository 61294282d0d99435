import { expect } from '@open-wc/testing';
import { isReviewError, ReviewError, type ReviewApi } from 'kv-review/api';
import { createHandler, type HandlerOptions } from 'kv-review/api/handler';
import { createHttpApi, type HttpApiOptions } from 'kv-review/api/http';
import type { PreviewProgress, SettingsPreview } from 'kv-review/model';

import { createFakeApi } from './http-fixtures.js';

const encoder = new TextEncoder();

const input = { change: { acceptanceLevel: 6 } } as const;

const result: SettingsPreview = {
  version: '4',
  judged: 20,
  changed: 1,
  moves: [
    {
      ...{ from: 'success', to: 'awaiting', count: 1 },
      conditions: [{ condition: 'match-level', count: 1, sessionIds: ['სესია-1'] }],
    },
  ],
  leftOut: { evidence: 0, ipCountry: 0 },
};

/** One text of a sequence (RFC 7464). */
const text = (value: unknown): string => `\u001e${JSON.stringify(value)}\n`;

const progressed = (done: number): string => text({ progress: { done, total: 20 } });

const problem = {
  type: 'about:blank',
  status: 422,
  code: 'invalid',
  parts: [{ pointer: '/change', message: 'not a change' }],
};

const sequenceType = { headers: { 'content-type': 'application/json-seq' } };

interface Ending {
  /** Without it, the answer ends after its chunks. */
  readonly then?: 'wait' | 'fail';
  readonly cancelled?: () => void;
}

function answering(chunks: Iterable<string | Uint8Array>, { then, cancelled }: Ending = {}) {
  const iterator = chunks[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = iterator.next();
        if (!done) controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
        else if (then === 'fail') controller.error(new TypeError('network error'));
        else if (then === 'wait') await new Promise(() => undefined);
        else controller.close();
      },
      cancel: () => cancelled?.(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, sequenceType);
}

/** A client of one answer, which records what it asks for and what it is told. */
function clientOf(answer: () => Response, options: Partial<HttpApiOptions> = {}) {
  const requests: Request[] = [];
  const told: PreviewProgress[] = [];
  const api = createHttpApi({
    baseUrl: 'https://backend.example/',
    retryDelay: 1,
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(answer());
    },
    ...options,
  });
  const preview = (signal?: AbortSignal) =>
    api.previewSettings(input, {
      onProgress: (progress) => told.push(progress),
      ...(signal && { signal }),
    });
  return { preview, requests, told };
}

/** A promise, and the function that fulfils it. */
function openPromise<Value>(): readonly [Promise<Value>, (value: Value) => void] {
  let fulfil: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => (fulfil = resolve));
  return [promise, fulfil];
}

async function errorOf(promise: Promise<unknown>): Promise<ReviewError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isReviewError(error)) throw new Error('It rejects with a ReviewError.');
  return error;
}

describe('an answer with progress, as the client reads it', () => {
  it('is the same however its bytes are divided', async () => {
    const bytes = encoder.encode([progressed(0), progressed(10), text({ result })].join(''));
    const expected = [
      { done: 0, total: 20 },
      { done: 10, total: 20 },
    ];
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const { preview, told } = clientOf(() => answering([bytes.slice(0, cut), bytes.slice(cut)]));
      expect(await preview(), `cut at ${cut}`).to.deep.equal(result);
      expect(told, `cut at ${cut}`).to.deep.equal(expected);
    }
    const { preview } = clientOf(() => answering(Array.from(bytes, (byte) => Uint8Array.of(byte))));
    expect(await preview(), 'byte by byte').to.deep.equal(result);
  });

  it('may have members and texts that the page does not know', async () => {
    const more = { done: 10, total: 20, phase: 'reading', firstName: 'Łucja' };
    const { preview, told } = clientOf(() =>
      answering([
        text({ progress: more, note: 'of a newer backend' }),
        text({ warning: { code: 'of a newer backend' } }),
        text({ result: { ...result, more }, note: 'of a newer backend' }),
      ]),
    );
    expect(await preview()).to.deep.equal(result);
    expect(told).to.deep.equal([{ done: 10, total: 20 }]);
  });

  for (const [what, chunks, ending] of [
    ['before its first text', [], {}],
    ['after its progress', [progressed(0), progressed(10)], {}],
    ['in the middle of its result', [progressed(10), text({ result }).slice(0, -10)], {}],
    ['before the end of its last line', [progressed(10), text({ result }).slice(0, -1)], {}],
    ['because the network fails', [progressed(10)], { then: 'fail' }],
  ] as const satisfies readonly (readonly [string, readonly string[], Ending])[]) {
    it(`has no result when it breaks off ${what}, and is not requested again`, async () => {
      const { preview, requests, told } = clientOf(() => answering(chunks, ending));
      const error = await errorOf(preview());
      expect([error.code, error.retryable]).to.deep.equal(['unavailable', true]);
      expect(requests).to.have.length(1);
      expect(told).to.have.length(chunks.filter((each) => each.includes('progress')).length);
    });
  }

  for (const [what, bad] of [
    ['no JSON', '\u001e{"progress":\n'],
    ['a bare text', text('progress')],
    ['nothing', text(null)],
    ['an empty line', '\n'],
    ['a negative progress', text({ progress: { done: -1, total: 20 } })],
    ['a progress of text', text({ progress: { done: '10', total: '20' } })],
    ['a progress without a total', text({ progress: { done: 10 } })],
    ['a result that is none', text({ result: { ...result, judged: 'all' } })],
    ['an empty result', text({ result: null })],
    ['a problem that is none', text({ problem: { ...problem, code: 7 } })],
    ['a text that is too long', `\u001e{"progress":"${'x'.repeat(2000)}`],
  ] as const) {
    it(`is abandoned if it contains ${what}`, async () => {
      let isCancelled = false;
      const { preview, requests, told } = clientOf(
        () =>
          answering([progressed(0), bad], {
            then: 'wait',
            cancelled: () => (isCancelled = true),
          }),
        { maxAnswerSize: 1000 },
      );
      const error = await errorOf(preview());
      expect(error.code).to.equal('unavailable');
      expect(requests.map(({ signal }) => signal.aborted)).to.deep.equal([true]);
      expect(isCancelled).to.equal(true);
      expect(told).to.deep.equal([{ done: 0, total: 20 }]);
    });
  }

  it('ends with the problem that ended the work, whose parts are known', async () => {
    const { preview, told } = clientOf(() => answering([progressed(0), text({ problem })]));
    const error = await errorOf(preview());
    expect(error.code).to.equal('invalid');
    expect(error.details.parts).to.deep.equal(problem.parts);
    expect(told).to.have.length(1);
  });

  for (const [status, sent, code] of [
    [401, 'unauthenticated', 'unauthenticated'],
    [403, 'forbidden', 'forbidden'],
    [429, 'rate-limited', 'rate-limited'],
    [503, 'unavailable', 'unavailable'],
    [418, 'of-a-newer-backend', 'invalid'],
    [undefined, 'forbidden', 'unavailable'],
  ] as const) {
    it(`maps a problem ${sent} with the status ${status} to ${code}`, async () => {
      const { preview, requests } = clientOf(() =>
        answering([progressed(0), text({ problem: { status, code: sent } })]),
      );
      expect((await errorOf(preview())).code).to.equal(code);
      expect(requests).to.have.length(1);
    });
  }

  it('fails after too long a silence, and a repeated progress breaks the silence', async () => {
    const { preview, told } = clientOf(() => answering([progressed(0)], { then: 'wait' }), {
      silence: 20,
    });
    expect((await errorOf(preview())).code).to.equal('unavailable');
    expect(told).to.have.length(1);
    const heard = clientOf(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            async start(controller) {
              for (let beat = 0; beat < 12; beat += 1) {
                controller.enqueue(encoder.encode(progressed(0)));
                await new Promise((resolve) => setTimeout(resolve, 50));
              }
              controller.enqueue(encoder.encode(text({ result })));
              controller.close();
            },
          }),
          sequenceType,
        ),
      { silence: 500 },
    );
    expect(await heard.preview()).to.deep.equal(result);
  });

  it('is left when the page cancels it, and tells the page nothing more', async () => {
    let isCancelled = false;
    const abort = new AbortController();
    function* beats(): Generator<string> {
      yield progressed(0);
      abort.abort();
      for (let beat = 0; beat < 100; beat += 1) yield progressed(10);
      yield text({ result });
    }
    const { preview, requests, told } = clientOf(() =>
      answering(beats(), { cancelled: () => (isCancelled = true) }),
    );
    expect((await errorOf(preview(abort.signal))).code).to.equal('aborted');
    expect(requests.map(({ signal }) => signal.aborted)).to.deep.equal([true]);
    expect(isCancelled).to.equal(true);
    expect(told.filter(({ done }) => done > 0)).to.deep.equal([]);
  });
});

describe('an answer with progress, as the handler writes it', () => {
  type Preview = ReviewApi['previewSettings'];

  const open = (previewSettings: Preview, options: HandlerOptions = {}, init: RequestInit = {}) => {
    const api: ReviewApi = createFakeApi({ previewSettings });
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(input);
    const url = 'https://api.example/v1/settings-preview';
    return createHandler(
      api,
      options,
    )(new Request(url, { method: 'POST', headers, body, ...init }));
  };

  const recordsOf = async (response: Response): Promise<unknown[]> =>
    (await response.text())
      .split('\n')
      .slice(0, -1)
      .map((line): unknown => {
        expect(line[0]).to.equal('\u001e');
        return JSON.parse(line.slice(1));
      });

  it('is a sequence of texts that is neither cached nor buffered', async () => {
    const response = await open((_, options) => {
      options?.onProgress?.({ done: 0, total: 20 });
      return Promise.resolve(result);
    });
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.equal('application/json-seq');
    expect(response.headers.get('cache-control')).to.equal('private, no-store');
    expect(response.headers.get('x-accel-buffering')).to.equal('no');
    expect((await recordsOf(response)).at(-1)).to.deep.equal({ result });
  });

  it('has the result alone when the adapter reports no progress', async () => {
    const response = await open(() => Promise.resolve(result));
    expect(await recordsOf(response)).to.deep.equal([{ result }]);
  });

  it('has the status of a refusal that comes before any progress', async () => {
    for (const [code, status] of [
      ['forbidden', 403],
      ['invalid', 422],
      ['rate-limited', 429],
    ] as const) {
      const response = await open(() => Promise.reject(new ReviewError(code, 'No.')));
      expect(response.status).to.equal(status);
      expect(response.headers.get('content-type')).to.equal('application/problem+json');
    }
  });

  for (const [what, error, ended, reports] of [
    [
      'a refusal',
      new ReviewError('rate-limited', 'Later.'),
      { status: 429, code: 'rate-limited' },
      0,
    ],
    ['a failure', new TypeError('Łucja was lost'), { status: 503, code: 'unavailable' }, 1],
  ] as const) {
    it(`ends with a problem after progress: ${what}`, async () => {
      const reported: unknown[] = [];
      const response = await open(
        (_, options) => {
          options?.onProgress?.({ done: 5, total: 20 });
          return Promise.reject(error);
        },
        { onError: (failure) => reported.push(failure) },
      );
      expect(response.status).to.equal(200);
      const last = (await recordsOf(response)).at(-1) as { problem: object };
      expect(last.problem).to.deep.include(ended);
      expect(JSON.stringify(last)).not.to.include('Łucja');
      expect(reported).to.have.length(reports);
    });
  }

  it('ends with a problem when the result breaks the contract, and reports it', async () => {
    const reported: unknown[] = [];
    const response = await open(
      (_, options) => {
        options?.onProgress?.({ done: 5, total: 20 });
        return Promise.resolve({ ...result, judged: -1 });
      },
      { onError: (failure) => reported.push(failure) },
    );
    const last = (await recordsOf(response)).at(-1);
    expect(last).to.have.property('problem').that.includes({ code: 'unavailable' });
    expect(reported).to.have.length(1);
  });

  it('repeats the last progress as a heartbeat', async () => {
    const [promise, resolve] = openPromise<SettingsPreview>();
    const response = await open(
      (_, options) => {
        options?.onProgress?.({ done: 5, total: 20 });
        return promise;
      },
      { heartbeat: 5 },
    );
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    for (const beat of [1, 2, 3]) {
      const { value } = await reader.read();
      expect(decoder.decode(value), `beat ${beat}`).to.equal(progressed(5));
    }
    resolve(result);
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += decoder.decode(part.value);
    }
    expect(rest.endsWith(text({ result }))).to.equal(true);
  });

  it('sends a slow reader the latest progress only, without members of the adapter', async () => {
    const [promise, resolve] = openPromise<SettingsPreview>();
    const response = await open((_, options) => {
      for (let done = 0; done <= 20; done += 1) {
        const more = { done, total: 20, firstName: 'Łucja' };
        options?.onProgress?.(more);
      }
      return promise;
    });
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).to.equal(progressed(20));
    resolve(result);
    const next = await reader.read();
    expect(new TextDecoder().decode(next.value)).to.equal(text({ result }));
  });

  for (const leave of ['leaves the answer', 'aborts its request'] as const) {
    it(`stops the adapter when the caller ${leave}`, async () => {
      const aborting = new AbortController();
      const [stopped, stop] = openPromise<boolean>();
      const reported: unknown[] = [];
      const response = await open(
        (_, options) => {
          options?.onProgress?.({ done: 5, total: 20 });
          return new Promise((_resolve, reject) => {
            options?.signal?.addEventListener('abort', () => {
              stop(true);
              reject(new ReviewError('aborted', 'The preview was aborted.'));
            });
          });
        },
        { onError: (failure) => reported.push(failure) },
        { signal: aborting.signal },
      );
      const reader = response.body!.getReader();
      await reader.read();
      if (leave === 'leaves the answer') await reader.cancel();
      else aborting.abort();
      expect(await stopped).to.equal(true);
      expect(reported).to.deep.equal([]);
    });
  }
});
