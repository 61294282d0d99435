/** A reporter of `node --test` that yields the results as JSON. */
import type { TestEvent } from 'node:test/reporters';
import {
  type FailedTest,
  type FileDuration,
  type PassedTest,
  passedTest,
  testFile,
  type TestResults,
} from './test-results.ts';

type TestFail = Extract<TestEvent, { type: 'test:fail' }>['data'];

export default async function* resultFile(
  source: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const passedTests: PassedTest[] = [];
  const failedTests: FailedTest[] = [];
  const durations: FileDuration[] = [];
  /** What Node says of each file beside its tests, such as an error after the end of a test. */
  const remarks = new Map<string | undefined, string[]>();
  /** The titles of the test that started last and of its suites. Files report one after the other. */
  let titles: string[] = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      titles = [...titles.slice(0, data.nesting), data.name];
    } else if (type === 'test:pass') {
      const { details, file, name, nesting, skip, todo } = data;
      const counts = details.type !== 'suite' && skip === undefined && todo === undefined;
      if (counts) passedTests.push(passedTest(file ?? '', [...titles.slice(0, nesting), name]));
    } else if (type === 'test:fail') {
      reportSignal(data);
      if (!repeatsFailures(data)) {
        const { details, file, name, nesting } = data;
        const test = passedTest(file ?? '', [...titles.slice(0, nesting), name]);
        const message = [messageOf(details.error), ...endOf(details.error, remarks.get(file))];
        failedTests.push({ ...test, message: message.join('\n') });
      }
    } else if (type === 'test:diagnostic') {
      remarks.set(data.file, [...(remarks.get(data.file) ?? []), data.message]);
    } else if (type === 'test:summary' && data.file !== undefined) {
      durations.push({ file: testFile(data.file), milliseconds: data.duration_ms });
    } else if (type === 'test:summary') {
      // The last summary has no file and is that of the whole run.
      const { passed, tests, skipped, todo } = data.counts;
      const failed = tests - passed - skipped - todo;
      const results: TestResults = { passed, failed, failedTests, passedTests, durations };
      yield JSON.stringify(results);
    }
  }
}

/** A process that a signal ends says nothing itself, and the reporter of Node leaves it out. */
function reportSignal({ name, details }: TestFail): void {
  const { error } = details;
  if ('signal' in error && typeof error.signal === 'string') {
    console.error(`The process of ${name} was ended by ${error.signal}.`);
  }
}

/** Whether a suite or a file failed only because tests in it did. */
const repeatsFailures = ({ details: { error } }: TestFail): boolean =>
  'failureType' in error && error.failureType === 'subtestsFailed';

/** Why a file failed whose tests all passed. */
const endOf = (error: Error, remarks: readonly string[] = []): readonly string[] =>
  'exitCode' in error && typeof error.exitCode === 'number'
    ? [`Its process ended with ${error.exitCode}.`, ...remarks]
    : [];

/** The message of what the test threw. */
const messageOf = ({ cause, message }: Error): string =>
  cause instanceof Error ? cause.message : message;
