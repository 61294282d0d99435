/** An export of many sessions as CSV: how long it blocks the page, and how much memory it takes. */
import { parse } from 'csv-parse/sync';
import type { Group } from '../harness/group.ts';
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

export const csv: Group = {
  name: 'csv',
  title: `${count.toLocaleString('en')} sessions as CSV`,
  contestants: {
    kv: 'exportCsv',
    pages: 'exportCsv, page by page',
    papaparse: 'papaparse',
    join: 'plain join',
  },
  parts: ['export'],
  references: ['papaparse', 'join'],
  measures: [
    { id: 'ms', title: 'duration', unit: 'ms' },
    { id: 'block', title: 'longest time without a response', unit: 'ms' },
    { id: 'memory', title: 'memory beside the sessions', unit: 'MB' },
  ],
  goals: [{ measure: 'block', bound: 'at most', plus: 50 }],
  async run({ contestants, rounds, samples, launch, report }) {
    const stage = await setStage({ pages: { csv: { folder: import.meta.dirname } } });
    try {
      for (let round = 1; round <= rounds; round += 1) {
        for (const contestant of contestants.filter(isWriter)) {
          report(`round ${round} of ${rounds}: ${contestant}`);
          const browser = await launch();
          const { page, visit } = await stage.open(browser);
          await visit('csv');
          await page.waitForLoadState('load');
          await page.evaluate((rows) => globalThis.benchCsv.prepare(rows), count);
          const work = await page.evaluate((name) => globalThis.benchCsv.write(name), contestant);
          if (round === 1 && ['kv', 'pages'].includes(contestant)) {
            check(await page.evaluate(() => globalThis.benchCsv.text()));
          }
          samples.add('ms', contestant, work.duration);
          samples.add('block', contestant, work.longestBlock);
          samples.add('memory', contestant, work.peakMemory / 1e6);
          await browser.close();
        }
      }
    } finally {
      await stage.close();
    }
  },
};
