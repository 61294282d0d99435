import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import {
  brokenRun,
  combine,
  type FileDuration,
  passedTest,
  testFile,
  type TestResults,
} from '../test-results.ts';

function resultsOfSuite(
  { name, suites, tests }: TestSuiteResult,
  file: string,
  parents: readonly string[] = [],
): TestResults {
  const titles = [...parents, name];
  const passed = tests.filter((test) => test.passed);
  const failed = tests.filter((test) => !test.passed && !test.skipped);
  const own: TestResults = {
    passed: passed.length,
    failed: failed.length,
    failedTests: failed.map((test) => ({
      ...passedTest(file, [...titles, test.name]),
      message: test.error?.message ?? '',
    })),
    passedTests: passed.map((test) => passedTest(file, [...titles, test.name])),
    durations: [],
  };
  return combine([own, ...suites.map((suite) => resultsOfSuite(suite, file, titles))]);
}

function resultsOfFile({ passed, testFile, testResults }: TestSession): TestResults {
  const results = testResults ? resultsOfSuite(testResults, testFile) : combine([]);
  // A file that does not load, or an error outside a test, fails without a failed test.
  return passed || results.failed > 0 ? results : combine([results, brokenRun]);
}

/** Writes the results of all files and browsers. */
export function resultFile(path: string): Reporter {
  const durations: FileDuration[] = [];
  let lastEnd = 0;
  return {
    onTestRunStarted() {
      lastEnd = performance.now();
    },
    reportTestFileResults({ testFile: file }) {
      // One file runs at a time, so the duration of a file is the time since the previous one.
      const end = performance.now();
      durations.push({ file: testFile(file), milliseconds: end - lastEnd });
      lastEnd = end;
    },
    onTestRunFinished({ sessions }) {
      const results = combine(sessions.map(resultsOfFile));
      writeFileSync(path, JSON.stringify({ ...results, durations } satisfies TestResults));
    },
  };
}
