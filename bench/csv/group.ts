/** An export of many sessions as CSV: how long it blocks the page, and how much memory it takes. */
import { parse } from 'csv-parse/sync';
import { withPage, type Group, type Part } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import type { CsvWriter } from './page.ts';

const count = 100_000;
const columns = 24;

const isWriter = (name: string): name is CsvWriter =>
  ['kv', 'pages', 'papaparse', 'join'].includes(name);

/** Another parser reads what the kit wrote. */
function check(text: string): void {
  const rows = parse(text, { bom: true, record_delimiter: '\r\n' });
  const isWhole = rows.length === count + 1 && rows.every((row) => row.length === columns);
  if (!isWhole) throw new Error(`csv-parse reads ${rows.length} rows.`);
}

const write: Part['measure'] = (turn) =>
  withPage(turn, async ({ page, visit }) => {
    const { contestant, add } = turn;
    if (!isWriter(contestant)) throw new Error(`Unknown: ${contestant}.`);
    await visit('csv');
    await page.waitForLoadState('load');
    await page.evaluate((rows) => globalThis.benchCsv.prepare(rows), count);
    const work = await page.evaluate((name) => globalThis.benchCsv.write(name), contestant);
    if (['kv', 'pages'].includes(contestant)) {
      check(await page.evaluate(() => globalThis.benchCsv.text()));
    }
    add('ms', work.duration);
    add('block', work.longestBlock);
    add('memory', work.peakMemory / 1e6);
  });

export const csv: Group = {
  name: 'csv',
  title: `${count.toLocaleString('en')} sessions as CSV`,
  contestants: {
    kv: 'exportCsv',
    pages: 'exportCsv, page by page',
    papaparse: 'papaparse',
    join: 'plain join',
  },
  parts: { export: { rounds: 2, measure: write } },
  references: ['papaparse', 'join'],
  measures: [
    { id: 'ms', title: 'duration', unit: 'ms' },
    { id: 'block', title: 'longest time without a response', unit: 'ms' },
    { id: 'memory', title: 'memory beside the sessions', unit: 'MB' },
  ],
  goals: [{ measure: 'block', bound: 'at most', plus: 50 }],
  setStage: () => setStage({ pages: { csv: { folder: import.meta.dirname } } }),
};
