/**
 * Reports what the tests prove: the rows of the specification, for which `docs/spec-coverage.md` names
 * the tests, and the promises of the documentation. The last full run of `npm test` recorded which
 * tests passed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './entries.ts';
import { testedPromises, unprovenPromises } from './promises.ts';
import { judgeSpecTable, readSpecTable } from './spec-table.ts';
import type { TestResults } from './test-results.ts';

const lastRun = join(root, '.cache/test-results.json');

export function keepResults(results: TestResults): void {
  mkdirSync(dirname(lastRun), { recursive: true });
  writeFileSync(lastRun, `${JSON.stringify(results, null, 2)}\n`);
}

/** Prints the state of the rows, and returns the number of failed ones. */
function reportRows({ passedTests }: TestResults): number {
  const table = readSpecTable(readFileSync(join(root, 'docs/spec-coverage.md'), 'utf8'));
  const rows = judgeSpecTable(table, passedTests);
  const rowsIn = (state: string) => rows.filter((row) => row.state === state);
  const [proven, open, failed] = [rowsIn('proven'), rowsIn('open'), rowsIn('failed')];
  for (const remark of new Set(open.flatMap(({ remarks }) => remarks))) {
    const ids = open.filter(({ remarks }) => remarks.includes(remark)).map(({ id }) => id);
    console.log(`${remark}: ${ids.join(', ')}`);
  }
  for (const { id, remarks } of failed) console.error(`${id} ${remarks.join('; ')}`);
  console.log(
    `Specification: ${proven.length} rows proven, ${open.length} open, ${failed.length} failed`,
  );
  return failed.length;
}

/** Prints the promises without a passed test, and returns their number. */
function reportPromises({ passedTests }: TestResults): number {
  const proofs = testedPromises();
  const unproven = unprovenPromises(proofs, passedTests);
  for (const id of unproven) console.error(`No test proved the promise [${id}].`);
  const { size } = new Set(proofs.map(({ id }) => id));
  console.log(`Promises of the documentation: ${size} have tests, ${unproven.length} failed`);
  return unproven.length;
}

/** Prints what the run proved, and returns the number of failed rows and promises. */
export const reportCoverage = (results: TestResults): number =>
  reportRows(results) + reportPromises(results);

function readLastRun(): TestResults {
  try {
    return JSON.parse(readFileSync(lastRun, 'utf8')) as TestResults;
  } catch (error) {
    throw new Error('No results of a full run: run `npm test` first.', { cause: error });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = reportCoverage(readLastRun()) > 0 ? 1 : 0;
}
