/** Reads the table of `docs/spec-coverage.md` and judges it by the tests that passed. */
import type { PassedTest } from './test-results.ts';

/** The number of rows in each part of the specification. The row of a part with one row has no number. */
const parts = { L: 12, D: 13, A: 8, P: 6, T: 1, S: 11, W: 9, R: 6, V: 7, M: 4, X: 2, E: 10 };

/** The IDs of all rows of the specification: L1 … L12, D1 … D13, …, T, … */
export const specIds: readonly string[] = Object.entries(parts).flatMap(([part, count]) =>
  count === 1 ? [part] : Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
);

export interface SpecRow {
  readonly id: string;
  /** Each is `open: reason` or `` `file › title` `` of a test. */
  readonly proofs: readonly string[];
}

export interface RowResult {
  readonly id: string;
  /** `open` if all named tests passed and the row itself names something open. */
  readonly state: 'proven' | 'open' | 'failed';
  /** The open points, or the faults. */
  readonly remarks: readonly string[];
}

const cellsOf = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/** The rows whose first cell is an ID. The last cell contains the proofs, each on its own line. */
export function readSpecTable(markdown: string): SpecRow[] {
  return markdown
    .split(/\r?\n/)
    .map(cellsOf)
    .filter(([id = '']) => /^[A-Z]\d*$/.test(id))
    .map(([id = '', ...cells]) => ({
      id,
      proofs: (cells.at(-1) ?? '')
        .split('<br>')
        .map((proof) => proof.trim())
        .filter((proof) => proof !== ''),
    }));
}

const isOpen = (proof: string) => /^open\b/.test(proof);

function judgeRow({ id, proofs }: SpecRow, passed: ReadonlySet<string>): RowResult {
  const wrong = proofs.flatMap((proof) => {
    if (isOpen(proof)) return [];
    const [, test] = /^`((?:server\/)?test\/[^`]+)`$/.exec(proof) ?? [];
    if (test === undefined) return [`is neither a test nor open: ${proof}`];
    return passed.has(test) ? [] : [`did not pass, or is not there: ${test}`];
  });
  if (proofs.length === 0) wrong.push('names no test');
  if (wrong.length > 0) return { id, state: 'failed', remarks: wrong };
  const open = proofs.filter(isOpen);
  return { id, state: open.length > 0 ? 'open' : 'proven', remarks: open };
}

const failed = (id: string, remark: string): RowResult => ({
  id,
  state: 'failed',
  remarks: [remark],
});

/** One result for each row of the specification and of the table. */
export function judgeSpecTable(
  rows: readonly SpecRow[],
  passedTests: readonly PassedTest[],
): RowResult[] {
  const passed = new Set(passedTests.map(({ file, title }) => `${file} › ${title}`));
  const required = specIds.map((id) => {
    const [row, ...others] = rows.filter((one) => one.id === id);
    if (!row) return failed(id, 'is not in the table');
    return others.length > 0 ? failed(id, 'is in the table twice') : judgeRow(row, passed);
  });
  const unknown = rows.filter(({ id }) => !specIds.includes(id));
  return [...required, ...unknown.map(({ id }) => failed(id, 'is not in the specification'))];
}
