import { expect } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import type { SessionQuery, SessionSummary } from 'kv-review/model';

import type { Selection } from '../../src/controllers/page-reader.js';
import { PagingController } from '../../src/controllers/paging.js';
// Loaded here, so that a test need not wait for it.
import '../../src/controllers/page-keeper.js';

interface Row {
  id: string;
  version: string;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const rowsOf = ({ rows }: PagingController<Row>): Row[] => rows.between(0, rows.length);
const numbersOf = (paging: PagingController<Row>): number[] =>
  rowsOf(paging).map(({ id }) => Number(id));
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Sessions that are numbers; the cursor of a page is the next number. */
function setUp(count: number) {
  const queries: SessionQuery[] = [];
  const signals: AbortSignal[] = [];
  const backend = {
    ...{ count, shift: 0, version: '1', isDown: false, code: 'unavailable' as const },
    isSlow: false,
  };
  const api = {
    listSessions: (query: SessionQuery, { signal }: { signal: AbortSignal }) => {
      queries.push(query);
      signals.push(signal);
      if (backend.isSlow) {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      }
      if (backend.isDown) return Promise.reject(new ReviewError(backend.code, ''));
      const start = Number(query.cursor ?? query.offset ?? 0);
      const end = Math.min(backend.count, start + query.limit!);
      return Promise.resolve({
        items: Array.from({ length: end - start }, (_, index) => ({
          id: String(start + index + backend.shift),
          version: backend.version,
        })) as unknown as SessionSummary[],
        nextCursor: end < backend.count ? String(end) : null,
        total: { count: backend.count, exact: true },
      });
    },
  } as unknown as ReviewApi;
  const host = {
    addController: (_: ReactiveController) => {},
    requestUpdate: () => {},
  } as ReactiveControllerHost;
  let selection: Selection | undefined = { api, filter: {}, sort: '-createdAt' };
  const paging = new PagingController<Row>(host, {
    selection: () => selection,
    toRow: ({ id, version }) => ({ id, version }),
  });
  paging.hostConnected();
  paging.hostUpdate();
  const select = (next: Partial<Selection> | undefined) => {
    selection = next && { api, filter: {}, sort: '-createdAt', ...next };
    paging.hostUpdate();
  };
  return { paging, queries, signals, backend, select };
}

describe('PagingController', () => {
  it('loads as far as needed, and no further', async () => {
    const { paging, queries } = setUp(1000);
    await settled();
    expect(paging.rows).to.have.lengthOf(50);
    expect(queries).to.have.lengthOf(1);
    paging.need(0, 10);
    await settled();
    expect(queries).to.have.lengthOf(1);
    paging.need(30, 40);
    await settled();
    expect(paging.rows).to.have.lengthOf(100);
    paging.need(890, 900);
    await settled();
    expect(paging.rows.length).to.be.greaterThan(900);
    expect(numbersOf(paging)).to.deep.equal(range(0, paging.rows.length - 1));
    expect(paging.isComplete).to.be.false;
    paging.need(989, 999);
    await settled();
    expect(paging.isComplete).to.be.true;
  });

  it('reloads the rows in view, but not a very long list', async () => {
    const { paging, backend } = setUp(5000);
    await settled();
    paging.need(290, 300);
    await settled();
    backend.version = '2';
    await paging.refresh();
    expect(paging.rows.length).to.be.greaterThan(300);
    expect(rowsOf(paging).every(({ version }) => version === '2')).to.be.true;
    paging.need(3990, 4000);
    await settled();
    await paging.refresh();
    expect(paging.rows).to.have.lengthOf(50);
  });

  it('prefers a change to the answer of an earlier request', async () => {
    const { paging } = setUp(20);
    await settled();
    const refreshed = paging.refresh();
    paging.apply('3', null);
    paging.apply('4', { id: '4', version: 'changed' });
    await refreshed;
    expect(numbersOf(paging)).not.to.include(3);
    expect(rowsOf(paging).find(({ id }) => id === '4')!.version).to.equal('changed');
    await paging.refresh();
    expect(paging.rows).to.have.lengthOf(20);
  });

  it('reports changes while rows may not move, and updates changed rows in place', async () => {
    const { paging, backend } = setUp(20);
    await settled();
    backend.count = 19;
    backend.version = '2';
    await paging.poll(() => false);
    expect(paging.unseen).to.deep.equal({ count: 0, exact: true });
    expect(paging.rows).to.have.lengthOf(20);
    expect(paging.rows.at(0)!.version).to.equal('2');
    await paging.poll(() => true);
    expect(paging.unseen).to.be.undefined;
    expect(paging.rows).to.have.lengthOf(19);
  });

  it('reports no change for a session that was decided here, and fills its place at the end', async () => {
    const { paging, backend } = setUp(60);
    await settled();
    paging.apply('0', null);
    Object.assign(backend, { count: 59, shift: 1 });
    await paging.poll(() => false);
    expect(paging.unseen).to.be.undefined;
    expect(numbersOf(paging)).to.deep.equal(range(1, 50));
  });

  it('discards everything when the adapter is gone or the host is disconnected', async () => {
    const { paging, select } = setUp(20);
    await settled();
    select(undefined);
    expect([paging.rows.length, paging.total]).to.deep.equal([0, null]);
    select({});
    await settled();
    expect(paging.rows).to.have.lengthOf(20);
    paging.hostDisconnected();
    expect(paging.rows).to.have.lengthOf(0);
    paging.hostUpdate();
    await settled();
    expect(paging.rows).to.have.lengthOf(0);
  });

  it('recovers from an error with the next poll', async () => {
    const { paging, backend } = setUp(20);
    await settled();
    backend.isDown = true;
    await paging.poll(() => true);
    expect([paging.error?.code, paging.rows.length]).to.deep.equal(['unavailable', 20]);
    backend.isDown = false;
    await paging.poll(() => true);
    expect(paging.error).to.be.undefined;
  });

  describe('with an adapter that can begin a page anywhere', () => {
    async function setUpFar(count: number) {
      const set = setUp(count);
      set.select({ hasOffset: true });
      await settled();
      set.queries.length = 0;
      return set;
    }
    /** Rows far away are loaded after 100 ms at rest and a frame. */
    async function rested() {
      await new Promise((resolve) => setTimeout(resolve, 120));
      await new Promise(requestAnimationFrame);
      await settled();
    }
    const offsetsOf = (queries: readonly SessionQuery[]) => queries.map(({ offset }) => offset);

    it('passes over rows that nobody stops at', async () => {
      const { paging, queries } = await setUpFar(10_000);
      for (let first = 500; first < 9_900; first += 300) {
        paging.need(first, first + 19);
        await settled();
      }
      paging.need(9_980, 9_999);
      await rested();
      expect(queries).to.have.lengthOf(1);
      expect(numbersOf(paging).slice(0, 50)).to.deep.equal(range(0, 49));
      expect(numbersOf(paging).slice(50)).to.deep.equal(range(9_940, 9_999));
      expect(paging.isComplete).to.be.true;
      paging.need(9_980, 9_999);
      await rested();
      expect(queries, 'nothing more').to.have.lengthOf(1);
    });

    it('reads on from there by cursor, and back in pages that overlap', async () => {
      const { paging, queries } = await setUpFar(10_000);
      paging.need(5_000, 5_019);
      await rested();
      paging.need(5_030, 5_049);
      await settled();
      expect(queries.at(-1)!.cursor).to.be.a('string');
      paging.need(4_970, 4_989);
      await settled();
      expect(queries.at(-1)!.offset).to.be.lessThan(4_920);
      expect(queries).to.have.lengthOf(3);
      const [first = 0] = numbersOf(paging).slice(50);
      expect(numbersOf(paging).slice(50)).to.deep.equal(
        range(first, first + paging.rows.length - first - 1),
      );
    });

    it('follows a reader who scrolls quickly page after page, without a gap', async () => {
      const { paging, queries } = await setUpFar(10_000);
      for (let first = 0; first < 2_000; first += 100) {
        paging.need(first, first + 19);
        await settled();
      }
      expect(numbersOf(paging)).to.deep.equal(range(0, paging.rows.length - 1));
      expect(queries.every(({ cursor }) => typeof cursor === 'string')).to.be.true;
    });

    it('reads further ahead of a reader who scrolls on, and then no longer', async () => {
      const { paging, queries } = await setUpFar(10_000);
      for (let first = 0; first < 500; first += 25) {
        paging.need(first, first + 19);
        await settled();
      }
      const { length } = paging.rows;
      expect(length).to.be.within(520 + 150, 520 + 250);
      expect(numbersOf(paging)).to.deep.equal(range(0, length - 1));
      queries.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      paging.need(500, 520);
      await settled();
      expect(queries, 'nothing more').to.have.lengthOf(0);
    });

    it('aborts what is loading elsewhere when the reader comes to rest', async () => {
      const { paging, backend, signals } = await setUpFar(10_000);
      backend.isSlow = true;
      paging.need(1_000, 1_019);
      await rested();
      expect(signals.at(-1)!.aborted).to.be.false;
      backend.isSlow = false;
      paging.need(8_000, 8_019);
      await rested();
      expect(signals.slice(-2).map(({ aborted }) => aborted)).to.deep.equal([true, false]);
      expect(paging.rows.at(8_010)!.id).to.equal('8010');
      expect(paging.rows.at(1_010)).to.be.undefined;
      expect(paging.isReadingMore).to.be.false;
    });

    it('refreshes the start of the list and what is in view, and nothing between', async () => {
      const { paging, queries, backend } = await setUpFar(10_000);
      paging.need(5_000, 5_019);
      await rested();
      queries.length = 0;
      backend.version = '2';
      await paging.poll(() => false);
      expect(offsetsOf(queries)).to.deep.equal([undefined, 4_960]);
      expect(paging.rows.at(5_000)!.version).to.equal('2');
      backend.version = '3';
      await paging.refresh();
      expect(queries).to.have.lengthOf(4);
      expect(paging.rows.at(5_000)!.version).to.equal('3');
      expect(paging.unseen).to.be.undefined;
    });

    it('loads rows that have changed out of view once they come into view', async () => {
      const { paging, queries, backend } = await setUpFar(10_000);
      paging.need(300, 319);
      await rested();
      paging.need(5_000, 5_019);
      await rested();
      queries.length = 0;
      backend.version = '2';
      await paging.follow(['305'], () => false);
      expect(paging.rows.at(305)!.version).to.equal('1');
      paging.need(300, 319);
      await settled();
      expect(paging.rows.at(305)!.version).to.equal('2');
    });

    it('keeps the rows when those far away fail, and loads them on a retry', async () => {
      const { paging, backend } = await setUpFar(10_000);
      backend.isDown = true;
      paging.need(5_000, 5_019);
      await rested();
      expect(paging.moreError?.code).to.equal('unavailable');
      expect(numbersOf(paging)).to.deep.equal(range(0, 49));
      backend.isDown = false;
      await paging.retryMore();
      expect(paging.rows.at(5_010)!.id).to.equal('5010');
    });

    it('shows the end of a list that has become shorter', async () => {
      const { paging, backend } = await setUpFar(10_000);
      backend.count = 9_000;
      paging.need(9_980, 9_999);
      await rested();
      expect(paging.total!.count).to.equal(9_000);
      paging.need(8_980, 8_999);
      await rested();
      expect(paging.isComplete).to.be.true;
      expect(paging.rows.length).to.equal(9_000);
    });

    it('shows what was added at the end', async () => {
      const { paging, backend } = await setUpFar(120);
      paging.need(100, 119);
      await rested();
      expect(paging.isComplete).to.be.true;
      backend.count = 130;
      await paging.poll(() => false);
      expect(paging.isComplete).to.be.false;
      paging.need(110, 129);
      await settled();
      expect(numbersOf(paging)).to.deep.equal(range(0, 129));
    });
  });
});
