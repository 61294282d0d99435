import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { judgeSpecTable, readSpecTable, specIds } from '../../scripts/spec-table.ts';

const passed = [
  { file: 'test/a.test.ts', title: 'list › says “a | b”' },
  { file: 'server/test/c.test.ts', title: 'keeps what it says' },
];
const proof = '`test/a.test.ts › list › says “a \\| b”`';

/** A table in which every row is proven, apart from the given ones. */
const tableOf = (rows: Record<string, string>, left: readonly string[] = []) =>
  [
    '| ID | what | where | proven by |',
    '|---|---|---|---|',
    ...specIds
      .filter((id) => !left.includes(id))
      .map((id) => `| ${id} | a, b | kv-list | ${rows[id] ?? proof} |`),
  ].join('\n');

const judge = (markdown: string) =>
  judgeSpecTable(readSpecTable(markdown), passed).filter(({ state }) => state !== 'proven');

describe('the table of the specification', () => {
  it('has every row of the specification', () => {
    assert.equal(specIds.length, 12 + 13 + 8 + 6 + 1 + 11 + 9 + 6 + 7 + 4 + 2 + 10);
    for (const id of [
      'L1',
      'L12',
      'D13',
      'A8',
      'M4',
      'T',
      'P6',
      'S11',
      'W9',
      'R6',
      'V7',
      'X2',
      'E10',
    ]) {
      assert.ok(specIds.includes(id), id);
    }
  });

  it('is proven by tests that passed', () => {
    assert.deepEqual(judge(tableOf({ L1: `${proof}<br>${proof}` })), []);
    const ofServer = '`server/test/c.test.ts › keeps what it says`';
    assert.deepEqual(judge(tableOf({ L1: `${proof}<br>${ofServer}` })), []);
  });

  it('fails if a test did not pass, or none is named', () => {
    const failed = judge(
      tableOf({ L1: `${proof}<br>\`test/b.test.ts › x\``, L2: 'list › x', A3: '' }),
    );
    assert.deepEqual(failed, [
      { id: 'L1', state: 'failed', remarks: ['did not pass, or is not there: test/b.test.ts › x'] },
      { id: 'L2', state: 'failed', remarks: ['is neither a test nor open: list › x'] },
      { id: 'A3', state: 'failed', remarks: ['names no test'] },
    ]);
  });

  it('fails if a row is missing, repeated or unknown', () => {
    const failed = judge(
      `${tableOf({}, ['M2'])}\n| L1 | a | b | ${proof} |\n| Z9 | a | b | open |`,
    );
    assert.deepEqual(
      failed.map(({ id, state, remarks }) => [id, state, ...remarks]),
      [
        ['L1', 'failed', 'is in the table twice'],
        ['M2', 'failed', 'is not in the table'],
        ['Z9', 'failed', 'is not in the specification'],
      ],
    );
  });

  it('reports open rows, and still fails if their tests do', () => {
    const open = judge(
      tableOf({ X1: 'open: exports', L8: `${proof}<br>open: exports`, L9: 'open<br>`test/b › x`' }),
    );
    assert.deepEqual(
      open.map(({ id, state }) => [id, state]),
      [
        ['L8', 'open'],
        ['L9', 'failed'],
        ['X1', 'open'],
      ],
    );
    assert.deepEqual(open[0]?.remarks, ['open: exports']);
  });
});
