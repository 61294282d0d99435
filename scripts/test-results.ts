import { relative, sep } from 'node:path';
import { root } from './entries.ts';

export interface PassedTest {
  /** Relative to the root: `test/model/mrz.test.ts`. */
  readonly file: string;
  /** The titles of the suites and of the test, joined by ` › `. */
  readonly title: string;
}

export interface FailedTest extends PassedTest {
  /** The message of the error. Empty if the runner gave none. */
  readonly message: string;
}

export interface FileDuration {
  /** Relative to the root. */
  readonly file: string;
  readonly milliseconds: number;
}

/** The outcome of a test run. */
export interface TestResults {
  readonly passed: number;
  readonly failed: number;
  /** Fewer than `failed` when a runner or a file ended without a report. */
  readonly failedTests: readonly FailedTest[];
  /** Empty when a runner ended before it could report. */
  readonly passedTests: readonly PassedTest[];
  readonly durations: readonly FileDuration[];
}

/** A run without a report counts as one failure. */
export const brokenRun: TestResults = {
  passed: 0,
  failed: 1,
  failedTests: [],
  passedTests: [],
  durations: [],
};

/** The path of a test file as results name it. */
export const testFile = (path: string): string => relative(root, path).split(sep).join('/');

/**
 * @param file The path of the test file.
 * @param titles The titles of the suites, outermost first, then that of the test. Empty titles are left out.
 */
export function passedTest(file: string, titles: readonly string[]): PassedTest {
  return {
    file: testFile(file),
    title: titles.filter((title) => title !== '').join(' › '),
  };
}

export function combine(results: readonly TestResults[]): TestResults {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    failedTests: results.flatMap(({ failedTests }) => failedTests),
    passedTests: results.flatMap(({ passedTests }) => passedTests),
    durations: results.flatMap(({ durations }) => durations),
  };
}

/** A duration in minutes and seconds: `2:05`. */
export const clock = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The files that took longest, slowest first, as lines of text. */
export const slowestFiles = ({ durations }: TestResults, count = 10): string =>
  durations
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, count)
    .map(({ file, milliseconds }) => `${clock(milliseconds)} ${file}`)
    .join('\n');

/** The failed tests as lines of text. The reports of the runners are far above when a run ends. */
export const failedTests = ({ failedTests }: TestResults): string =>
  failedTests
    .map(({ file, title, message }) => `${file}: ${title}\n  ${message.replaceAll('\n', '\n  ')}`)
    .join('\n');
