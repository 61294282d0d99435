/** A reporter of `node --test` that yields the results as JSON. */
import type { TestEvent } from 'node:test/reporters';
import { type PassedTest, passedTest, type TestResults } from './test-results.ts';

export default async function* resultFile(
  source: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const passedTests: PassedTest[] = [];
  /** The titles on the way to the test that started last. */
  let titles: string[] = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      titles = [...titles.slice(0, data.nesting), data.name];
    } else if (type === 'test:pass') {
      const { details, file, name, nesting, skip, todo } = data;
      const counts = details.type !== 'suite' && skip === undefined && todo === undefined;
      if (counts) passedTests.push(passedTest(file ?? '', [...titles.slice(0, nesting), name]));
    } else if (type === 'test:summary' && data.file === undefined) {
      // Each file has a summary of its own; the last one, without a file, is that of the run.
      const { passed, tests, skipped, todo } = data.counts;
      const results: TestResults = { passed, failed: tests - passed - skipped - todo, passedTests };
      yield JSON.stringify(results);
    }
  }
}
