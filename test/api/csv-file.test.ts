import { expect } from '@open-wc/testing';
import { createReviewApi, isReviewError, readCsvFile, type ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import type { CsvChunk, CsvFile } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const sessions = sampleSessions({ count: 450, seed: 3 });
const memory = createMemoryApi({ sessions, csvWriter: createCsvWriter });
const encoder = new TextEncoder();

const overHttp = (api: ReviewApi, options: { silence?: number } = {}): ReviewApi =>
  createHttpApi({ baseUrl: 'https://api.example/', fetch: createHandler(api), ...options });

/** The same adapter with another file. */
const withFile = (file: CsvFile): ReviewApi =>
  createReviewApi({ ...memory, exportSessions: () => Promise.resolve(file) });

async function* chunksOf(...chunks: CsvChunk[]): AsyncGenerator<CsvChunk> {
  for (const chunk of chunks) {
    await Promise.resolve();
    yield chunk;
  }
}

const part = (text: string, count: number): CsvChunk => ({ bytes: encoder.encode(text), count });

async function textOf({ chunks }: CsvFile): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of chunks) parts.push(bytes);
  return new Blob(parts).text();
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return isReviewError(error) ? error.code : String(error);
  }
  return 'none';
}

const streamOf = (...texts: string[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const text of texts) controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });

describe('the CSV file of an adapter', () => {
  it('is the same over HTTP, and counts the sessions in every chunk', async () => {
    const direct = await memory.exportSessions({ reasons: true });
    const served = await overHttp(memory).exportSessions({ reasons: true });
    expect(served.count).to.equal(450);
    let reached = 0;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const { bytes, count } of served.chunks) {
      expect(count).to.be.at.least(reached);
      reached = count;
      parts.push(bytes);
    }
    expect(reached).to.equal(450);
    expect(await new Blob(parts).text()).to.equal(await textOf(direct));
  });

  it('is recorded, before it is read', async () => {
    const api = createMemoryApi({ sessions, csvWriter: createCsvWriter });
    await overHttp(api).exportSessions({ statuses: ['rejected'] });
    const count = sessions.filter(({ status }) => status === 'rejected').length;
    const recorded = api.activity.map(({ action, details, actor }) => [
      ...[action, details.count, actor?.id],
    ]);
    expect(recorded).to.deep.equal([['export-csv', count, 'agent']]);
  });

  it('is incomplete with fewer rows than announced, more, or fewer than before', async () => {
    const files: CsvFile[] = [
      { count: 2, chunks: chunksOf(part('a\r\n', 0), part('1\r\n', 1)) },
      { count: 1, chunks: chunksOf(part('a\r\n1\r\n2\r\n', 2)) },
      { count: 2, chunks: chunksOf(part('1\r\n2\r\n', 2), part('3', 1)) },
      { count: 0, chunks: chunksOf({ bytes: 'a' } as unknown as CsvChunk) },
    ];
    for (const file of files) {
      expect(await codeOf(withFile(file).exportSessions({}).then(textOf))).to.equal('unavailable');
    }
  });

  it('is refused at once if it is malformed', async () => {
    for (const file of [null, {}, { count: -1, chunks: [] }, { count: 1.5 }, { count: 0 }]) {
      const api = withFile(file as unknown as CsvFile);
      expect(await codeOf(api.exportSessions({}))).to.equal('unavailable');
      expect(await codeOf(overHttp(api).exportSessions({}))).to.equal('unavailable');
    }
  });

  it('fails over HTTP when the adapter fails midway, or ends too soon', async () => {
    const failing = async function* (): AsyncGenerator<CsvChunk> {
      yield part('a\r\n', 0);
      await Promise.resolve();
      throw new TypeError('a fault of the adapter');
    };
    for (const chunks of [failing(), chunksOf(part('a\r\n1\r\n', 1))]) {
      const file = await overHttp(withFile({ count: 2, chunks })).exportSessions({});
      expect(await codeOf(textOf(file))).to.equal('unavailable');
    }
  });

  it('fails over HTTP when a proxy cuts the body and ends it properly', async () => {
    const whole = 'a,b\r\n1,"x\r\ny"\r\n2,"""\r\n"\r\n';
    const answer = (body: string, count: string | undefined) =>
      createHttpApi({
        baseUrl: 'https://api.example/',
        fetch: () => {
          const headers = new Headers({ 'content-type': 'text/csv; charset=utf-8' });
          if (count !== undefined) headers.set('row-count', count);
          return Promise.resolve(new Response(body, { headers }));
        },
      }).exportSessions({});
    expect(await textOf(await answer(whole, '2'))).to.equal(whole);
    for (let end = 0; end < whole.length; end += 1) {
      const cut = answer(whole.slice(0, end), '2').then(textOf);
      expect(await codeOf(cut), `cut at ${end}`).to.equal('unavailable');
    }
    for (const count of [undefined, '', '-1', '1.5', 'many', '3', '1']) {
      const wrong = answer(whole, count).then(textOf);
      expect(await codeOf(wrong), `announced: ${String(count)}`).to.equal('unavailable');
    }
  });

  it('fails over HTTP when the backend falls silent', async () => {
    const chunks = (async function* (): AsyncGenerator<CsvChunk> {
      yield part('a\r\n', 0);
      await new Promise(() => undefined);
    })();
    const api = overHttp(withFile({ count: 1, chunks }), { silence: 1 });
    expect(await codeOf(api.exportSessions({}).then(textOf))).to.equal('unavailable');
  });

  it('ends with `aborted` when the caller aborts while reading, whatever the reason', async () => {
    for (const reason of [undefined, new TypeError('mine'), 'text']) {
      const controller = new AbortController();
      const { chunks } = await overHttp(memory).exportSessions({}, { signal: controller.signal });
      const reading = (async () => {
        for await (const chunk of chunks) {
          expect(chunk.bytes.length).to.be.above(0);
          controller.abort(reason);
        }
      })();
      expect(await codeOf(reading)).to.equal('aborted');
    }
  });

  it('frees the adapter when the caller leaves it', async () => {
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    const chunks = (async function* (): AsyncGenerator<CsvChunk> {
      try {
        for (let count = 0; ; count += 1) {
          await Promise.resolve();
          yield part('x\r\n', count);
        }
      } finally {
        free();
      }
    })();
    const file = await overHttp(withFile({ count: 1_000_000, chunks })).exportSessions({});
    for await (const chunk of file.chunks) if (chunk.count > 3) break;
    await freed;
  });

  it('is made from a stream of bytes by readCsvFile', async () => {
    const file = readCsvFile(1, streamOf('a,b\r', '\n1,"', '\n"\r\n'));
    const counts: number[] = [];
    for await (const { count } of file.chunks) counts.push(count);
    expect(counts).to.deep.equal([0, 0, 1]);
    expect(await codeOf(textOf(readCsvFile(2, streamOf('a\r\n1\r\n'))))).to.equal('unavailable');
  });

  it('is unsupported without the capability', async () => {
    const api = createMemoryApi({ sessions });
    expect((await api.getWorkspace()).capabilities).not.to.include('export');
    expect(await codeOf(api.exportSessions({}))).to.equal('unsupported');
    expect(await codeOf(overHttp(api).exportSessions({}))).to.equal('unsupported');
  });

  it('has no query that the adapter does not declare', async () => {
    const queries = { search: false, filters: [], sorts: ['-createdAt' as const], count: true };
    const api = createReviewApi(memory, { queries });
    expect(await codeOf(api.exportSessions({ search: 'a' }))).to.equal('unsupported');
    expect(await codeOf(api.exportSessions({ statuses: ['rejected'] }))).to.equal('unsupported');
    expect(await codeOf(api.exportSessions({ sort: 'lastName' }))).to.equal('unsupported');
    expect((await api.exportSessions({})).count).to.equal(450);
  });
});
