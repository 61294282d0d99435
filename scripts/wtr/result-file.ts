import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { sum, type Totals } from '../totals.ts';

function countSuite({ suites, tests }: TestSuiteResult): Totals {
  return sum([
    ...suites.map(countSuite),
    ...tests.map(({ passed, skipped }) => ({
      passed: passed ? 1 : 0,
      failed: passed || skipped ? 0 : 1,
    })),
  ]);
}

function countFile({ passed, testResults }: TestSession): Totals {
  const totals = testResults ? countSuite(testResults) : { passed: 0, failed: 0 };
  // A file that does not load, or an error outside a test, is a failure without a test of its own.
  return passed || totals.failed > 0 ? totals : { ...totals, failed: 1 };
}

/** Writes how many tests passed and failed, over all files and browsers. */
export function resultFile(path: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      writeFileSync(path, JSON.stringify(sum(sessions.map(countFile))));
    },
  };
}
