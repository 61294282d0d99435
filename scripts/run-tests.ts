/** Runs test files in a browser or in Node, and reads the results of the runner. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './entries.ts';
import { brokenRun, combine, type TestResults } from './test-results.ts';

function finished(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A runner that fails without a failed test counts as one failure. */
function readResults(file: string, exitCode: number): TestResults {
  let results: TestResults;
  try {
    results = JSON.parse(readFileSync(file, 'utf8')) as TestResults;
  } catch {
    return brokenRun;
  }
  return exitCode !== 0 && results.failed === 0 ? combine([results, brokenRun]) : results;
}

/** Runs Node on this terminal. `start` receives the path to which the runner writes its results. */
async function run(
  start: (results: string) => { args: readonly string[]; env: NodeJS.ProcessEnv },
): Promise<TestResults> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-test-'));
  try {
    const results = join(folder, 'results.json');
    const { args, env } = start(results);
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    return readResults(results, await finished(child));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface BrowserRun {
  readonly browser: string;
  readonly files: readonly string[];
  readonly coverage: boolean;
}

export const runInBrowser = ({ browser, files, coverage }: BrowserRun): Promise<TestResults> =>
  run((results) => ({
    args: [
      join(root, 'node_modules/@web/test-runner/dist/bin.js'),
      ...(coverage ? ['--coverage'] : []),
      '--files',
      ...files,
    ],
    env: { KV_TEST_BROWSER: browser, KV_TEST_RESULTS: results },
  }));

export interface NodeRun {
  readonly files: readonly string[];
  /** How many files run at once. */
  readonly concurrency: number;
  readonly env?: NodeJS.ProcessEnv;
}

export const runInNode = ({ files, concurrency, env = {} }: NodeRun): Promise<TestResults> =>
  run((results) => ({
    args: [
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(root, 'scripts/node-result-file.ts')}`,
      `--test-reporter-destination=${results}`,
      ...files,
    ],
    // Each file is a process that compiles the same modules.
    env: { NODE_COMPILE_CACHE: join(root, '.cache/node'), ...env },
  }));
