import { relative, sep } from 'node:path';
import { root } from './entries.ts';

export interface PassedTest {
  /** Relative to the root: `test/model/mrz.test.ts`. */
  readonly file: string;
  /** The titles of the suites around the test and its own, joined by ` › `. */
  readonly title: string;
}

/** What a run of tests ended with. */
export interface TestResults {
  readonly passed: number;
  readonly failed: number;
  /** Empty where a runner broke off before it could tell. */
  readonly passedTests: readonly PassedTest[];
}

/** A run that told nothing counts as one failure. */
export const brokenRun: TestResults = { passed: 0, failed: 1, passedTests: [] };

/**
 * @param file The path of the test's file.
 * @param titles The titles of the suites, outermost first, then that of the test; empty ones do not count.
 */
export function passedTest(file: string, titles: readonly string[]): PassedTest {
  return {
    file: relative(root, file).split(sep).join('/'),
    title: titles.filter((title) => title !== '').join(' › '),
  };
}

export function combine(results: readonly TestResults[]): TestResults {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    passedTests: results.flatMap(({ passedTests }) => passedTests),
  };
}
