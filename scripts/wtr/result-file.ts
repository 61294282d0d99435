import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { brokenRun, combine, passedTest, type TestResults } from '../test-results.ts';

function resultsOfSuite(
  { name, suites, tests }: TestSuiteResult,
  file: string,
  parents: readonly string[] = [],
): TestResults {
  const titles = [...parents, name];
  const passed = tests.filter((test) => test.passed);
  const own: TestResults = {
    passed: passed.length,
    failed: tests.filter((test) => !test.passed && !test.skipped).length,
    passedTests: passed.map((test) => passedTest(file, [...titles, test.name])),
  };
  return combine([own, ...suites.map((suite) => resultsOfSuite(suite, file, titles))]);
}

function resultsOfFile({ passed, testFile, testResults }: TestSession): TestResults {
  const results = testResults ? resultsOfSuite(testResults, testFile) : combine([]);
  // A file that does not load, or an error outside a test, is a failure without a test of its own.
  return passed || results.failed > 0 ? results : combine([results, brokenRun]);
}

/** Writes how the tests ended, over all files and browsers. */
export function resultFile(path: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      writeFileSync(path, JSON.stringify(combine(sessions.map(resultsOfFile))));
    },
  };
}
