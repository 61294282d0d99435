import { createCsvApi } from '../../api/csv/csv-api.js';
import type { ReviewApi } from '../../api/review-api.js';
import { csvColumns, optionalColumns } from '../../model/csv/columns.js';
import type { CsvExport } from '../../model/csv/csv-export.js';
import { assert, assertEqual, assertRejects } from './assert.js';
import { idsOf, listAll, type ConformanceTest } from './subject.js';

/** Reads a file to its end. */
async function readFile(
  api: ReviewApi,
  request: CsvExport,
): Promise<{ count: number; bytes: Uint8Array<ArrayBuffer> }> {
  const { count, chunks } = await api.exportSessions(request);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let reached = 0;
  for await (const chunk of chunks) {
    parts.push(chunk.bytes);
    reached = chunk.count;
  }
  assertEqual(reached, count, 'The number of sessions at the end of the file');
  return { count, bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Reads the sessions of a file, in its order. */
async function idsIn(api: ReviewApi, request: CsvExport): Promise<string[]> {
  const { count, bytes } = await readFile(api, request);
  const file = await createCsvApi(new Blob([bytes]));
  assertEqual(file.errors, [], 'Errors in the file');
  assertEqual(file.sessionCount, count, 'The number of rows');
  const text = new TextDecoder().decode(bytes);
  const all = await listAll(api);
  return all
    .map(({ id }) => ({ id, at: text.indexOf(`,${id},`) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

export const exportingTests: readonly ConformanceTest[] = [
  {
    title: 'a file has the sessions of the list, in its order',
    fixtureOnly: true,
    run: async ({ api, queries }) => {
      for (const sort of queries.sorts) {
        const listed = idsOf(await listAll(api, { sort }));
        assertEqual(await idsIn(api, { sort }), listed, `The file in the order ${sort}`);
      }
    },
  },
  {
    title: 'a file has the sessions that the filter selects, and no others',
    fixtureOnly: true,
    isFor: ({ filters }) => filters.includes('status'),
    run: async ({ api }) => {
      const filter: CsvExport = { statuses: ['rejected'] };
      const listed = idsOf(await listAll(api, { statuses: ['rejected'] }));
      assert(listed.length > 0, 'The fixture has rejected sessions');
      assertEqual(await idsIn(api, filter), listed, 'The rejected sessions');
    },
  },
  {
    title: 'a file begins with a byte order mark and the columns, and ends with a line end',
    run: async ({ api }) => {
      const marked = await readFile(api, {});
      assertEqual([...marked.bytes.slice(0, 3)], byteOrderMark, 'The first bytes');
      for (const reasons of [false, true]) {
        const { bytes } = await readFile(api, { bom: false, reasons });
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        const columns = csvColumns.filter((name) => reasons || !optionalColumns.includes(name));
        assertEqual(text.slice(0, text.indexOf('\r\n')), columns.join(','), 'The header');
        assert(text.endsWith('\r\n'), 'The last line ends with CRLF');
      }
    },
  },
  {
    title: 'abuse case 6: a file guards formulas, except in raw mode',
    fixtureOnly: true,
    run: async ({ api }) => {
      const textIn = async (mode: 'safe' | 'raw') =>
        new TextDecoder().decode((await readFile(api, { mode })).bytes);
      assert((await textIn('safe')).includes(",'=1+1,"), 'A formula is guarded');
      assert((await textIn('raw')).includes(',=1+1,'), 'A formula is unchanged');
    },
  },
  {
    title: 'exportSessions refuses unknown values',
    run: async ({ api }) => {
      for (const request of [{ mode: 'unsafe' }, { sort: 'extra' }, { bom: 1 }]) {
        const call = () => api.exportSessions(request as CsvExport);
        await assertRejects(call, 'invalid', JSON.stringify(request));
      }
    },
  },
  {
    title: 'a caller may leave a file before its end',
    run: async ({ api }) => {
      for (let times = 0; times < 3; times += 1) {
        for await (const chunk of (await api.exportSessions({})).chunks) {
          if (chunk.bytes.length > 0) break;
        }
      }
    },
  },
];
