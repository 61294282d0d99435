/**
 * Measures an export of many sessions: `npm run bench:export`, or fewer with `-- --count 10000`.
 * In Chromium: the longest time without a response of the page, the memory in addition to
 * the sessions, and the duration, each beside a plain join of the same rows as the lower limit.
 * Another parser checks the file. Also one session with many notes as PDF: `-- --notes 4000`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../scripts/browser.ts';
import type { Measurement } from './export-page.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    notes: { type: 'string', default: '4000' },
  },
});
const count = Number(values.count);
const notes = Number(values.notes);
const root = join(import.meta.dirname, '..');

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/export-page.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['browser', 'production'],
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  return outputFiles[0]?.text ?? '';
}

/** Rows and columns according to csv-parse. */
function check(text: string): void {
  const rows = parse(text, { bom: true, record_delimiter: '\r\n' });
  const widths = new Set(rows.map((row) => row.length));
  if (rows.length !== count + 1 || widths.size !== 1 || !widths.has(24)) {
    throw new Error(`${rows.length} rows of ${[...widths].join(', ')} columns.`);
  }
  const bytes = Buffer.byteLength(text);
  console.log(
    `csv-parse reads ${rows.length - 1} rows of 24 columns below the header, ${inMegabytes(bytes)}.`,
  );
}

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function measure(page: Page, method: 'join' | 'array' | 'adapter'): Promise<Measurement> {
  return page.evaluate((name) => globalThis.bench[name](), method);
}

const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: [...chromiumArguments, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundlePage() });
  await page.evaluate((sessions) => globalThis.bench.prepare(sessions), count);
  const names = {
    join: 'plain join, no guard, no quotes',
    array: 'exportCsv, sessions at hand',
    adapter: 'exportCsv, page by page from the memory adapter',
  } as const;
  const table: Record<string, Record<string, string>> = {};
  const add = (name: string, { longestBlock, peakMemory, duration }: Measurement): void => {
    table[name] = {
      'longest block': `${longestBlock.toFixed(1)} ms`,
      'peak memory': inMegabytes(peakMemory),
      duration: `${(duration / 1000).toFixed(2)} s`,
    };
  };
  for (const [method, name] of Object.entries(names)) {
    add(name, await measure(page, method as keyof typeof names));
  }
  const pdf = await page.evaluate((length) => globalThis.bench.pdf(length), notes);
  add(`exportPdf, one session with ${notes} notes`, pdf);
  console.table(table);
  check(await page.evaluate(() => globalThis.bench.text()));
} finally {
  await browser.close();
}
