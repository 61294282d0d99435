import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { findRows, makeRows, matches, rowIndexIn, searchKeyOf } from '../../bench/rows/rows.ts';
import { judge, placesIn, shareOf, type Geometry } from '../../bench/grids/sight.ts';
import { judgeGoal, Samples, type Goal } from '../../bench/harness/measure.ts';
import { median, summarize } from '../../bench/harness/statistics.ts';
import { toTable } from '../../bench/harness/table.ts';

describe('the statistics of a bench', () => {
  it('take the middle of an odd number of values, and the mean of the middle two of an even one', () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.deepEqual(summarize([5, 1, 3]), { median: 3, least: 1, most: 5 });
  });

  it('count a value that was never reached as longer than any other', () => {
    assert.equal(median([Infinity, 2, Infinity]), Infinity);
    assert.equal(median([Infinity, 2, 3]), 3);
  });
});

describe('what a bench sees', () => {
  it('is right only if the text is that of the row that belongs there', () => {
    assert.equal(judge({ index: 7, hasRow: true }, 7), 'right');
    assert.equal(judge({ index: 6, hasRow: true }, 7), 'wrong');
    assert.equal(judge({ index: undefined, hasRow: true }, 7), 'skeleton');
    assert.equal(judge({ index: undefined, hasRow: false }, 7), 'blank');
  });

  it('is counted in per cent', () => {
    assert.equal(shareOf({ right: 6, wrong: 1, skeleton: 1, blank: 2 }, 'blank'), 20);
    assert.equal(shareOf({ right: 0, wrong: 0, skeleton: 0, blank: 0 }, 'wrong'), 0);
  });

  it('belongs to the rows whose centre is in view', () => {
    const geometry: Geometry = { textX: 0, photoX: 0, top: 100, bottom: 250, rowHeight: 50 };
    const positions = (offset: number, count = 1000): number[] =>
      placesIn(geometry, offset, count).map(({ position }) => position);
    assert.deepEqual(placesIn(geometry, 0, 1000), [
      { position: 0, y: 125 },
      { position: 1, y: 175 },
      { position: 2, y: 225 },
    ]);
    assert.deepEqual(positions(20), [0, 1, 2]);
    assert.deepEqual(positions(30), [1, 2, 3]);
    // A centre on the edge could be hit on either side of it.
    assert.deepEqual(positions(25), [1, 2]);
    assert.deepEqual(positions(0, 2), [0, 1]);
  });
});

describe('the rows of a bench', () => {
  const rows = makeRows(500);

  it('can be told apart by their text, newest first', () => {
    rows.forEach(({ client }, index) =>
      assert.equal(rowIndexIn(`No. ${client.documentNumber}`), index),
    );
    const dates = rows.map(({ createdAt }) => createdAt);
    assert.deepEqual(dates, dates.toSorted().reverse());
    assert.equal(new Set(dates).size, rows.length);
    assert.equal(rowIndexIn('Beridze'), undefined);
  });

  it('are found by the beginnings of words', () => {
    const found = findRows(rows.length, 'beri');
    assert.deepEqual(
      found,
      rows.flatMap(({ client }, index) => (client.lastName?.startsWith('Beri') ? [index] : [])),
    );
    assert.ok(found.length > 0 && found.length < findRows(rows.length, 'b').length);
    assert.ok(rows.every((row) => !matches(searchKeyOf(row), 'eridze')));
  });
});

describe('the goals of a bench', () => {
  const samples = new Samples();
  for (const value of [30, 20, 25]) samples.add('start', 'kv', value);
  samples.add('start', 'other', 20);
  samples.add('frames', 'kv', 50);
  samples.add('jump', 'kv', 10);
  samples.add('jump', 'other', Infinity);

  const isMet = (goal: Goal): boolean | undefined => judgeGoal(goal, 'kv', samples)?.isMet;

  it('compare medians of the same run', () => {
    const goal = { measure: 'start', bound: 'at most', of: 'other' } as const;
    assert.deepEqual(judgeGoal({ ...goal, times: 1.5 }, 'kv', samples)?.limit, 30);
    assert.equal(isMet({ ...goal, times: 1.25 }), true);
    assert.equal(isMet({ ...goal, times: 1.2 }), false);
    assert.equal(isMet({ ...goal, plus: 5 }), true);
    assert.equal(isMet({ measure: 'frames', bound: 'at least', plus: 55 }), false);
    assert.equal(isMet({ measure: 'jump', bound: 'at most', of: 'other' }), true);
  });

  it('are open if the run has not measured both sides', () => {
    assert.equal(isMet({ measure: 'start', bound: 'at most', of: 'absent' }), undefined);
    assert.equal(isMet({ measure: 'absent', bound: 'at most', plus: 1 }), undefined);
  });

  it('stand in the table beside the medians, spreads and ratios', () => {
    const table = toTable({
      measures: [
        { id: 'start', title: 'first screen', unit: 'ms' },
        { id: 'absent', title: 'not measured', unit: 'ms' },
        { id: 'jump', title: 'jump', unit: 'ms' },
        { id: 'frames', title: 'flick', unit: 'frames/s', digits: 1 },
      ],
      contestants: ['kv', 'other'],
      own: 'kv',
      references: ['other'],
      goals: [
        { measure: 'start', bound: 'at most', of: 'other', times: 1.5 },
        { measure: 'frames', bound: 'at least', plus: 55 },
      ],
      samples,
      nameOf: (contestant) => contestant.toUpperCase(),
    });
    assert.deepEqual(table.split('\n'), [
      '| measure | KV | OTHER | ratio to OTHER | goal |',
      '| --- | --: | --: | --: | --- |',
      '| first screen, ms | 25 (20–30) | 20 | 1.25 | ≤ 1.5 × OTHER: met |',
      '| jump, ms | 10 | never | – |  |',
      '| flick, frames/s | 50.0 |  |  | ≥ 55: **not met** |',
    ]);
  });
});
