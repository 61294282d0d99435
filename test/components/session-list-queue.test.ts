import { expect } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { allQueries, type Claim, type Session, type SessionSummary } from 'kv-review/model';

import { waitUntil } from '../wait.js';
import {
  allWithin,
  awaiting,
  buttonOf,
  memory,
  openPanel,
  rowsOf,
  show,
  textOf,
  within,
  type List,
} from './session-list-fixture.js';

const hour = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString();

const claimBy = (id: string, name: string, minutes = 2): Claim => ({
  number: 1,
  by: { id, name },
  since: ago(1),
  until: new Date(Date.now() + minutes * 60_000).toISOString(),
});

/** Four sessions, the oldest last: overdue, due soon, without a due date, and claimed by the user. */
function queued(): Session[] {
  const [first, second, third, fourth] = awaiting(4).map((session, index) => ({
    ...session,
    id: `s-${index}`,
    createdAt: ago(index + 1.5),
    awaitingSince: ago(index + 1.5),
    dueAt: null,
    openMatches: 0,
    failedConditions: [{ condition: 'mrz', observed: 2, required: 0 }],
  })) as [Session, Session, Session, Session];
  return [
    { ...first, dueAt: ago(3), claim: claimBy('nino', 'Nino Maisuradze') },
    {
      ...second,
      dueAt: ago(-5),
      openMatches: 2,
      failedConditions: [
        { condition: 'liveness', observed: false, required: true },
        { condition: 'mrz', observed: 2, required: 0 },
      ] as Session['failedConditions'],
    },
    third,
    { ...fourth, claim: claimBy('agent', 'Agent') },
  ];
}

const later = '9999';

/** An adapter whose sessions have these facts, whatever its clock and settings say. */
function withQueue(sessions = queued()): ReviewApi {
  const api = memory(sessions, {
    workspace: { capabilities: ['decide', 'due', 'claims'], queries: allQueries },
  });
  const given = new Map(sessions.map((session) => [session.id, session]));
  return {
    ...api,
    listSessions: async (query, options) => {
      const page = await api.listSessions({ ...query, conditions: [], due: [] }, options);
      const items = page.items.map((item) => {
        const { awaitingSince, dueAt, openMatches, claim } = given.get(item.id)!;
        if (awaitingSince === undefined) return item;
        const facts = { awaitingSince, dueAt, openMatches, claim: claim ?? null };
        return { ...item, ...facts } as SessionSummary;
      });
      if (query.sort === 'dueAt') {
        items.sort((one, other) => ((one.dueAt ?? later) < (other.dueAt ?? later) ? -1 : 1));
      }
      return { ...page, items };
    },
  };
}

const cell = (list: List, index: number, name: string): string =>
  textOf(rowOf(list, index)?.querySelector(`.${name}`));

/** The rows by their place on the screen. */
const rowOf = (list: List, index: number): HTMLElement | undefined =>
  rowsOf(list).find((row) => row.ariaRowIndex === String(index + 2));

const headers = (list: List): string[] => allWithin(list, '[role=columnheader]').map(textOf);

/** A list of the awaiting view whose late cells are there. */
async function showQueue(api = withQueue(), properties: Partial<List> = {}, width?: number) {
  const place = await show(api, { view: 'awaiting', ...properties }, width);
  await waitUntil(() => cell(place.list, 0, 'why') !== '', 'it says why sessions wait');
  return place;
}

describe('kv-session-list, the queue (W1)', () => {
  it('says why each session waits, since when, until when, and who has it', async () => {
    const { list } = await showQueue(withQueue(), { sort: '-createdAt' });
    expect(headers(list)).to.deep.equal([
      ...['Selfie', 'First Name', 'Last Name', 'Date', 'Extra', 'Why it waits', 'Waiting', 'Due'],
      ...['Claimed by', 'More'],
    ]);
    expect(cell(list, 0, 'why')).to.contain('Machine-readable zone: 2 checks failed');
    expect(cell(list, 1, 'why')).to.match(/^Sanctions screening: 2 open matches\+2/);
    expect(cell(list, 0, 'waiting')).to.equal('Waiting 1.5 h');
    expect(cell(list, 0, 'due')).to.contain('Overdue: 3 h');
    expect(cell(list, 1, 'due')).to.contain('in 5 h');
    expect(cell(list, 2, 'due')).to.contain('Not set');
    expect(cell(list, 0, 'claim')).to.contain('Nino Maisuradze');
    expect(cell(list, 2, 'claim')).to.contain('Nobody');
    expect(cell(list, 3, 'claim')).to.contain('You');
    await expect(list).to.be.accessible();
  });

  it('shows all reasons of a session in a window', async () => {
    const { list } = await showQueue(withQueue(), { sort: '-createdAt' });
    rowOf(list, 1)!.querySelector<HTMLElement>('.why button')!.click();
    await waitUntil(() => within(list, '.peek-window:popover-open'));
    const text = textOf(within(list, '.peek-window'));
    expect(text).to.contain('2 open matches');
    expect(text).to.contain('Liveness');
    await expect(list).to.be.accessible();
  });

  it('hides what the host masks of the reasons', async () => {
    const expired: Session[] = queued().map((session) => ({
      ...session,
      failedConditions: [
        { condition: 'expiry', observed: '2020-01-31', required: '2026-01-01' },
      ] as Session['failedConditions'],
    }));
    const { list } = await showQueue(withQueue(expired), { mask: 'expiration-date' });
    expect(cell(list, 0, 'why'))
      .to.contain('Hidden')
      .and.not.contain('2020');
  });

  it('has no columns for what the adapter does not know', async () => {
    const api = memory(awaiting(2), { workspace: { capabilities: ['decide'] } });
    const { list } = await show(api, { view: 'awaiting' });
    expect(headers(list)).to.deep.equal([
      ...['Selfie', 'First Name', 'Last Name', 'Date', 'Document', 'Liveness', 'Extra'],
      ...['Why it waits', 'More'],
    ]);
    await expect(list).to.be.accessible();
  });

  it('shows the verified column where the host asks for it', async () => {
    const { list } = await showQueue(withQueue(), { columns: 'last-name verified' });
    expect(headers(list)).to.include('Verified');
  });

  it('lists the sessions of other views by date, without these columns', async () => {
    const [rejected] = awaiting(5).slice(4) as [Session];
    const { list } = await show(withQueue([...queued(), { ...rejected, status: 'rejected' }]));
    expect(headers(list)).to.not.include('Why it waits');
    expect(textOf(within(list, '[aria-sort=descending]'))).to.equal('Date');
    list.view = 'awaiting';
    await waitUntil(() => cell(list, 0, 'why') !== '');
    expect(cell(list, 0, 'due')).to.contain('Overdue');
    list.view = 'rejected';
    await waitUntil(() => headers(list).includes('Reasons'));
    expect(headers(list)).to.not.include('Due');
  });

  it('begins with the oldest where there is no due date', async () => {
    const queries = { ...allQueries, sorts: allQueries.sorts.filter((sort) => sort !== 'dueAt') };
    const api = memory(queued(), { workspace: { capabilities: ['decide', 'claims'], queries } });
    const { list } = await showQueue(api);
    expect(cell(list, 0, 'claim')).to.contain('You');
    expect(list.hasAttribute('sort')).to.equal(false);
    expect(textOf(within(list, '[aria-sort=ascending]'))).to.equal('Date');
  });

  for (const width of [1100, 760, 600, 320]) {
    it(`fits into ${width} pixels, readable for assistive technology`, async () => {
      const { list } = await showQueue(withQueue(), { sort: '-createdAt' }, width);
      expect(list.scrollWidth).to.be.at.most(list.clientWidth);
      for (const name of ['why', 'waiting', 'due', 'claim']) {
        const box = rowOf(list, 0)!.querySelector(`.${name}`)!.getBoundingClientRect();
        const row = rowOf(list, 0)!.getBoundingClientRect();
        expect(box.width, name).to.be.greaterThan(20);
        expect(box.bottom, name).to.be.at.most(row.bottom + 1);
        expect(box.right, name).to.be.at.most(row.right + 1);
      }
      await expect(list).to.be.accessible();
    });
  }

  it('is filtered by why they wait, and by overdue', async () => {
    const { list } = await showQueue();
    const changes: unknown[] = [];
    list.addEventListener('kv-query-change', ({ detail }) => changes.push(detail));
    await openPanel(list, 'filters');
    const check = (text: string) =>
      allWithin(list, '#filters label').find((label) => textOf(label) === text)!;
    check('Overdue').click();
    await waitUntil(() => list.due === 'overdue');
    check('Machine-readable zone').click();
    await waitUntil(() => list.condition === 'mrz');
    expect(list.selection).to.include.deep.keys(['conditions', 'due', 'statuses']);
    expect(changes.at(-1)).to.include({ due: 'overdue', condition: 'mrz' });
    await expect(list).to.be.accessible();
    list.view = 'all';
    await list.updateComplete;
    expect(list.selection).to.not.have.any.keys(['conditions', 'due']);
  });

  it('offers no filter that the adapter does not declare', async () => {
    const api = memory(queued(), { workspace: { capabilities: ['decide'] } });
    const { list } = await show(api, { view: 'awaiting' });
    await openPanel(list, 'filters');
    expect(buttonOf(list, 'Filters')).to.exist;
    expect(textOf(within(list, '#filters'))).to.not.contain('Overdue');
  });
});
