import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import { addPage, removeRow, updateRows } from '../../src/controllers/join-pages.js';
import { SparseRows } from '../../src/controllers/sparse-rows.js';

const page = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => ({ id: String(first + index) }));

/** The loaded numbers with their indexes: `10: 5 6 7`. */
function shown(rows: SparseRows<{ id: string }>): string[] {
  const runs: string[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    if (!row) continue;
    if (runs.length > 0 && rows.at(index - 1)) runs.push(`${runs.pop()} ${row.id}`);
    else runs.push(`${index}: ${row.id}`);
  }
  return runs;
}

describe('Pages of a list, joined', () => {
  it('goes on after the page before, and knows where the next one begins', () => {
    const rows = new SparseRows<{ id: string }>();
    addPage(rows, 0, page(0, 2), 'three');
    addPage(rows, 3, page(3, 4), null);
    expect(shown(rows)).to.deep.equal(['0: 0 1 2 3 4']);
    expect(rows.hasEnd).to.be.true;
  });

  it('has no rows where none have loaded', () => {
    const rows = new SparseRows<{ id: string }>();
    addPage(rows, 0, page(0, 2), 'three');
    addPage(rows, 100, page(100, 102), 'next');
    expect(shown(rows)).to.deep.equal(['0: 0 1 2', '100: 100 101 102']);
    expect(rows.runBefore(99)?.cursor).to.equal('three');
    expect(rows.between(1, 100).map(({ id }) => id)).to.deep.equal(['1', '2', '100']);
    expect([rows.indexOf('101'), rows.indexOf('50')]).to.deep.equal([101, -1]);
  });

  it('moves rows to where a newer page has their sessions', () => {
    const rows = new SparseRows<{ id: string }>();
    addPage(rows, 0, page(0, 2), 'three');
    addPage(rows, 10, page(10, 14), 'fifteen');
    // Two sessions have come above: number 12 stands at 14 now.
    addPage(rows, 14, page(12, 16), 'seventeen');
    expect(shown(rows)).to.deep.equal(['0: 0 1 2', '12: 10 11 12 13 14 15 16']);
    addPage(rows, 10, page(8, 10), 'eleven');
    expect(shown(rows)).to.deep.equal(['0: 0 1 2', '10: 8 9 10 11 12 13 14 15 16']);
    expect(rows.runBefore(19)?.cursor).to.equal('seventeen');
  });

  it('keeps its place under a page that follows it, and moves those after', () => {
    const rows = new SparseRows<{ id: string }>();
    addPage(rows, 0, page(0, 4), 'five');
    addPage(rows, 8, page(10, 12), null);
    addPage(rows, 5, page(5, 10), 'eleven');
    expect(shown(rows)).to.deep.equal(['0: 0 1 2 3 4 5 6 7 8 9 10 11 12']);
    expect(rows.hasEnd).to.be.true;
  });

  it('drops rows that a newer page has no place for', () => {
    const rows = new SparseRows<{ id: string }>();
    addPage(rows, 0, page(0, 9), 'ten');
    addPage(rows, 5, page(20, 22), 'next');
    expect(shown(rows)).to.deep.equal(['5: 20 21 22']);
    // Of 0 … 9, only three are left above 20.
    addPage(rows, 0, page(0, 9), 'ten');
    addPage(rows, 3, page(9, 11), 'twelve');
    expect(shown(rows)).to.deep.equal(['0: 6 7 8 9 10 11']);
  });

  it('moves rows up when one is removed, and replaces others where they stand', () => {
    const rows = new SparseRows<{ id: string; version?: number }>();
    addPage(rows, 0, page(0, 2), 'three');
    addPage(rows, 10, page(10, 12), null);
    removeRow(rows, '1');
    removeRow(rows, '50');
    updateRows(rows, [{ id: '11', version: 2 }, { id: '50' }]);
    expect(shown(rows)).to.deep.equal(['0: 0 2', '9: 10 11 12']);
    expect(rows.at(10)).to.deep.equal({ id: '11', version: 2 });
  });

  it('shows no session twice, and each page as it came, however a list changes between pages', () => {
    const step = fc.record({
      kind: fc.constantFrom('offset', 'cursor', 'insert', 'delete', 'move', 'update'),
      at: fc.nat({ max: 60 }),
      size: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let list = page(0, 59);
        let created = 100;
        const rows = new SparseRows<{ id: string }>();
        for (const { kind, at, size } of steps) {
          const place = Math.min(at, list.length);
          if (kind === 'insert') list = list.toSpliced(place, 0, { id: String((created += 1)) });
          if (kind === 'delete') list = list.toSpliced(place, 1);
          if (kind === 'update') updateRows(rows, list.slice(place, place + size));
          if (kind === 'move') {
            const moved = list.slice(place, place + 1);
            list = list.toSpliced(place, 1).toSpliced(Math.floor(place / 2), 0, ...moved);
          }
          if (kind === 'offset') {
            const read = list.slice(place, place + size);
            addPage(rows, place, read, place + size < list.length ? 'next' : null);
            for (const { id } of read) expect(rows.has(id), `${id} of the page`).to.be.true;
          }
          if (kind === 'cursor') {
            const run = rows.runBefore(place);
            const end = run ? run.start + run.rows.length : 0;
            const last = rows.at(end - 1)?.id;
            const next = list.findIndex(({ id }) => id === last) + 1;
            if (end > 0 && next === 0) continue;
            const read = list.slice(next, next + size);
            addPage(rows, end, read, next + size < list.length ? 'next' : null);
          }
          const ids = rows.between(0, rows.length).map(({ id }) => id);
          expect(new Set(ids).size, 'sessions shown').to.equal(ids.length);
          expect(ids.every((id) => rows.has(id) && rows.at(rows.indexOf(id))?.id === id)).to.be
            .true;
          if (kind !== 'offset') continue;
          const start = rows.indexOf(list[place]?.id ?? '');
          const there = rows.between(start, start + size - 1).map(({ id }) => id);
          const expected = list.slice(place, place + size).map(({ id }) => id);
          if (expected.length > 0 && start === place) {
            expect(there.slice(0, expected.length)).to.deep.equal(expected);
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
