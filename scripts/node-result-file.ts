/** A reporter of `node --test` that yields the totals as JSON. */
import type { TestEvent } from 'node:test/reporters';

export default async function* totals(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    // Each file has a summary of its own; the last one, without a file, is that of the run.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { passed, tests, skipped, todo } = event.data.counts;
    yield JSON.stringify({ passed, failed: tests - passed - skipped - todo });
  }
}
