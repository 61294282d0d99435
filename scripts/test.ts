/**
 * Runs the tests: those for browsers, then those for Node (which drive the built package), then
 * those that need programs for PDF.
 * `npm test -- test/model/mrz.test.ts` runs single files; `--browser firefox|webkit` chooses
 * another browser, and leaves out the tests for Node. A run of all files in Chromium is kept, and
 * checks docs/spec-coverage.md: each row of it that a test no longer proves counts as failed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureFirefox, ensureWebKit, webKitDriverPort } from './browser.ts';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';
import { ensurePdfTools } from './pdf-tools.ts';
import { startCluster } from './postgres.ts';
import { keepResults, reportSpecCoverage } from './spec-coverage.ts';
import { brokenRun, combine, type TestResults } from './test-results.ts';

const { values, positionals } = parseArgs({
  options: { browser: { type: 'string', default: 'chromium' }, coverage: { type: 'boolean' } },
  allowPositionals: true,
});

const patterns = positionals.length > 0 ? positionals : ['{test,server/test}/**/*.test.ts'];
const files = globSync(patterns, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const isForPdfTools = (file: string) => file.startsWith('test/pdf/');
const isForServer = (file: string) => file.startsWith('server/');
const isForNode = (file: string) => /^test\/(node|e2e)\//.test(file);
const withNode = values.browser === 'chromium' ? files : [];
const nodeFiles = withNode.filter(isForNode);
const pdfFiles = withNode.filter(isForPdfTools);
const serverFiles = withNode.filter(isForServer);
const browserFiles = files.filter(
  (file) => !isForNode(file) && !isForPdfTools(file) && !isForServer(file),
);

const folder = mkdtempSync(join(tmpdir(), 'kv-review-test-'));

function finished(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** What a runner reported; a runner that fails without a failed test counts as one failure. */
function readResults(file: string, exitCode: number): TestResults {
  let results: TestResults;
  try {
    results = JSON.parse(readFileSync(file, 'utf8')) as TestResults;
  } catch {
    return brokenRun;
  }
  return exitCode !== 0 && results.failed === 0 ? combine([results, brokenRun]) : results;
}

async function runInBrowser(): Promise<TestResults> {
  const results = join(folder, 'browser.json');
  const runner = join(root, 'node_modules/@web/test-runner/dist/bin.js');
  const args = [runner, ...(values.coverage ? ['--coverage'] : [])];
  if (positionals.length > 0) args.push('--files', ...browserFiles);
  const env = { ...process.env, KV_TEST_BROWSER: values.browser, KV_TEST_RESULTS: results };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  return readResults(results, await finished(child));
}

async function runInNode(
  testFiles: readonly string[],
  extraEnv: NodeJS.ProcessEnv = {},
): Promise<TestResults> {
  const results = join(mkdtempSync(join(folder, 'node-')), 'results.json');
  const args = [
    '--test',
    '--test-concurrency=1',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'scripts/node-result-file.ts')}`,
    `--test-reporter-destination=${results}`,
    ...testFiles,
  ];
  const env = { ...process.env, ...extraEnv };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  return readResults(results, await finished(child));
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

/** Starts WebKit's driver; what it returns ends the driver and its display. */
async function startWebKitDriver(): Promise<() => void> {
  const webkit = ensureWebKit();
  const child = spawn(webkit.display, ['-a', webkit.driver, `--port=${webKitDriverPort}`], {
    stdio: 'ignore',
    // A process group of its own, so that the display goes with the driver.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isListening(webKitDriverPort)) return stop;
    await delay(100);
  }
  stop();
  throw new Error('WebKitWebDriver did not start.');
}

/** Runs a part; what keeps it from running is one failure. */
async function attempt(part: () => Promise<TestResults>): Promise<TestResults> {
  try {
    return await part();
  } catch (error) {
    console.error(error);
    return brokenRun;
  }
}

async function runBrowserPart(): Promise<TestResults> {
  if (values.browser === 'chromium') ensureChromium();
  if (values.browser === 'firefox') ensureFirefox();
  const stop = values.browser === 'webkit' ? await startWebKitDriver() : undefined;
  try {
    return await runInBrowser();
  } finally {
    stop?.();
  }
}

async function runNodePart(): Promise<TestResults> {
  ensureChromium();
  ensureBuild();
  return await runInNode(nodeFiles);
}

async function runPdfPart(): Promise<TestResults> {
  ensureChromium();
  ensurePdfTools();
  ensureBuild();
  return await runInNode(pdfFiles);
}

async function runServerPart(): Promise<TestResults> {
  ensureBuild();
  const cluster = await startCluster();
  try {
    return await runInNode(serverFiles, { KV_TEST_POSTGRES: cluster.url });
  } finally {
    await cluster.stop();
  }
}

const parts: TestResults[] = [];
if (browserFiles.length > 0) parts.push(await attempt(runBrowserPart));
if (nodeFiles.length > 0) parts.push(await attempt(runNodePart));
if (serverFiles.length > 0) parts.push(await attempt(runServerPart));
if (pdfFiles.length > 0) parts.push(await attempt(runPdfPart));
rmSync(folder, { recursive: true, force: true });
const results = combine(parts);
const isFullRun = positionals.length === 0 && values.browser === 'chromium';
if (isFullRun) keepResults(results);
const failed = results.failed + (isFullRun ? reportSpecCoverage(results) : 0);
process.exitCode = failed > 0 || results.passed === 0 ? 1 : 0;
process.stdout.write(`${results.passed} passed, ${failed} failed\n`);
