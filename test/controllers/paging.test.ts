import { expect } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import type { SessionQuery, SessionSummary } from 'kv-review/model';

import type { Selection } from '../../src/controllers/page-reader.js';
import { PagingController } from '../../src/controllers/paging.js';

interface Row {
  id: string;
  version: string;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Sessions that are numbers; the cursor of a page is the next number. */
function setUp(count: number) {
  const queries: SessionQuery[] = [];
  const backend = { count, shift: 0, version: '1', isDown: false, code: 'unavailable' as const };
  const api = {
    listSessions: (query: SessionQuery) => {
      queries.push(query);
      if (backend.isDown) return Promise.reject(new ReviewError(backend.code, ''));
      const start = Number(query.cursor ?? 0);
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
  return { paging, queries, backend, select };
}

describe('PagingController', () => {
  it('loads as far as needed, and no further', async () => {
    const { paging, queries } = setUp(1000);
    await settled();
    expect(paging.rows).to.have.lengthOf(50);
    expect(queries).to.have.lengthOf(1);
    paging.need(10);
    await settled();
    expect(queries).to.have.lengthOf(1);
    paging.need(40);
    await settled();
    expect(paging.rows).to.have.lengthOf(100);
    paging.need(900);
    await settled();
    expect(paging.rows.length).to.be.greaterThan(900);
    expect(paging.rows.map(({ id }) => Number(id))).to.deep.equal(
      Array.from(paging.rows, (_, index) => index),
    );
    expect(paging.isComplete).to.be.false;
    paging.need(999);
    await settled();
    expect(paging.isComplete).to.be.true;
  });

  it('reloads the rows in view, but not a very long list', async () => {
    const { paging, backend } = setUp(5000);
    await settled();
    paging.need(300);
    await settled();
    backend.version = '2';
    await paging.refresh();
    expect(paging.rows.length).to.be.greaterThan(300);
    expect(paging.rows.every(({ version }) => version === '2')).to.be.true;
    paging.need(4000);
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
    expect(paging.rows.map(({ id }) => id)).not.to.include('3');
    expect(paging.rows.find(({ id }) => id === '4')!.version).to.equal('changed');
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
    expect(paging.rows[0]!.version).to.equal('2');
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
    expect(paging.rows.map(({ id }) => Number(id))).to.deep.equal(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
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
});
