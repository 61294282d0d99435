/**
 * Runs the tests: in browsers, in Node against the built package, of the backend, and of PDF files.
 *
 * - `npm test -- test/model/mrz.test.ts` runs single files.
 * - `--fast` leaves out the files of `slow`, and runs the backend on one database instead of two.
 * - `--browser firefox` chooses another browser. Repeat the option for several. The tests that need no
 *   browser of their own run only if Chromium is among them.
 *
 * A full run in Chromium stores its results and compares them with docs/spec-coverage.md and with the
 * promises of the documentation. Each row and promise that no test proves any more counts as failed.
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureFirefox } from './browser.ts';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';
import { ensurePdfTools } from './pdf-tools.ts';
import { startCluster } from './postgres.ts';
import { runInBrowser, runInNode } from './run-tests.ts';
import { keepResults, reportCoverage } from './spec-coverage.ts';
import {
  brokenRun,
  clock,
  combine,
  failedTests,
  slowestFiles,
  type TestResults,
} from './test-results.ts';
import { startWebKitDriver } from './webkit-driver.ts';

/** What `--fast` leaves out: the files that take the longest for the faults that only they find. */
const slow = [
  'test/{e2e,pdf,stories}/**',
  'test/node/framework-types.test.ts',
  'server/test/{command,conformance,kill,listing}.test.ts',
  'server/test/hooks/takeover.test.ts',
];

const { values, positionals } = parseArgs({
  options: {
    browser: { type: 'string', multiple: true, default: ['chromium'] },
    coverage: { type: 'boolean', default: false },
    fast: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const isAll = positionals.length === 0;
const concurrency = Math.min(2, availableParallelism());
const files = globSync(isAll ? ['{test,server/test}/**/*.test.ts'] : positionals, { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !values.fast || !slow.some((pattern) => matchesGlob(file, pattern)))
  .sort();
const filesIn = (...folders: readonly string[]): string[] =>
  files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
const nodeFiles = filesIn('test/node', 'test/e2e');
const pdfFiles = filesIn('test/pdf');
const serverFiles = filesIn('server');
const elsewhere = new Set([...nodeFiles, ...pdfFiles, ...serverFiles]);
const browserFiles = files.filter((file) => !elsewhere.has(file));

interface Part {
  readonly name: string;
  readonly files: readonly string[];
  run(files: readonly string[]): Promise<TestResults>;
}

const inBrowser = (browser: string): Part => ({
  name: browser,
  files: browserFiles,
  async run(files) {
    if (browser === 'chromium') ensureChromium();
    if (browser === 'firefox') ensureFirefox();
    const stop = browser === 'webkit' ? await startWebKitDriver() : undefined;
    try {
      return await runInBrowser({ browser, files, coverage: values.coverage });
    } finally {
      stop?.();
    }
  },
});

const inNode: Part = {
  name: 'Node',
  files: nodeFiles,
  run(files) {
    ensureChromium();
    ensureBuild();
    return runInNode({ files, concurrency: 1 });
  },
};

const ofServer: Part = {
  name: 'server',
  files: serverFiles,
  async run(files) {
    ensureBuild();
    const { makePGliteTemplate } = await import('../server/test/support/pglite-template.ts');
    const cluster = await startCluster();
    try {
      const template = await makePGliteTemplate();
      const env = {
        KV_TEST_POSTGRES: cluster.url,
        KV_TEST_PGLITE: template.folder,
        ...(values.fast ? { KV_TEST_DATABASES: 'PostgreSQL' } : {}),
      };
      return await runInNode({ files, concurrency, env }).finally(() => template.remove());
    } finally {
      await cluster.stop();
    }
  },
};

const ofPdf: Part = {
  name: 'PDF',
  files: pdfFiles,
  run(files) {
    ensureChromium();
    ensurePdfTools();
    ensureBuild();
    return runInNode({ files, concurrency: 1 });
  },
};

/** A part that cannot run counts as one failure. */
async function attempt(part: Part): Promise<TestResults> {
  try {
    return await part.run(part.files);
  } catch (error) {
    console.error(error);
    return brokenRun;
  }
}

const hasChromium = values.browser.includes('chromium');
const parts = [...values.browser.map(inBrowser), ...(hasChromium ? [inNode, ofServer, ofPdf] : [])];
const all: TestResults[] = [];
const times: string[] = [];
for (const part of parts.filter(({ files }) => files.length > 0)) {
  const start = performance.now();
  const result = await attempt(part);
  all.push(result);
  const counts = `${result.passed} passed, ${result.failed} failed`;
  times.push(`${clock(performance.now() - start)} ${part.name}: ${counts}`);
}

const results = combine(all);
console.log(['Time:', ...times, 'Slowest files:', slowestFiles(results)].join('\n'));
const isFullRun = isAll && !values.fast && hasChromium;
if (isFullRun) keepResults(results);
if (results.failedTests.length > 0) console.error(`Failed tests:\n${failedTests(results)}`);
const failed = results.failed + (isFullRun ? reportCoverage(results) : 0);
process.exitCode = failed > 0 || results.passed === 0 ? 1 : 0;
process.stdout.write(`${results.passed} passed, ${failed} failed\n`);
