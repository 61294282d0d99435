import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Capability, ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import {
  allQueries,
  type Actor,
  type Claim,
  type Session,
  type SessionSummary,
} from 'kv-review/model';

import { waitUntil } from '../wait.js';
import { PageTime } from './page-time.js';
import {
  allWithin,
  awaiting,
  buttonOf,
  focusedIn,
  memory,
  openPanel,
  rowsOf,
  scrollerOf,
  scrollTo,
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

const nino: Actor = { id: 'nino', name: 'Nino Maisuradze', role: 'agent' };

/** Sessions that await action, the first one for an hour, each other one for an hour longer. */
const waiting = (count: number): Session[] =>
  awaiting(count).map((session, index) => ({
    ...session,
    id: `s-${index}`,
    createdAt: ago(index + 1),
    attempts: session.attempts.map((attempt) => ({ ...attempt, finishedAt: ago(index + 1) })),
    failedConditions: [{ condition: 'mrz', observed: 2, required: 0 }],
  }));

/** A backend with a feed of changes, in which sessions are due four hours after they began to wait. */
const shared = (
  capabilities: Capability[] = ['decide', 'claims', 'due', 'push'],
  options: Partial<MemoryApiOptions> = {},
): MemoryApi =>
  createMemoryApi({
    sessions: waiting(8),
    settings: { dueHours: { mrz: 4 } },
    workspace: { capabilities },
    ...options,
  });

/** The columns that a list of the awaiting view has with these capabilities. */
async function columnsWith(capabilities: Capability[]): Promise<string[]> {
  const { list } = await showQueue(shared(capabilities));
  return headers(list);
}

/** No cell of the rows sticks out of its row. */
function expectToFit(list: List): void {
  for (const row of rowsOf(list)) {
    const around = row.getBoundingClientRect();
    for (const inner of row.querySelectorAll('.cell:not(.selfie)')) {
      const box = inner.getBoundingClientRect();
      if (box.width === 0) continue;
      expect(box.top, inner.className).to.be.at.least(around.top - 1);
      expect(box.bottom, inner.className).to.be.at.most(around.bottom + 1);
      expect(box.left, inner.className).to.be.at.least(around.left - 1);
      expect(box.right, inner.className).to.be.at.most(around.right + 1);
    }
  }
}

const usual = ['Selfie', 'First Name', 'Last Name', 'Date'];

describe('kv-session-list, the queue (W1)', () => {
  it('says why each session waits, since when, until when, and who has it', async () => {
    const { list } = await showQueue(withQueue(), { sort: '-createdAt' });
    expect(headers(list)).to.deep.equal([
      ...['Selfie', 'First Name', 'Last Name', 'Date', 'Extra', 'Why it waits', 'Waiting', 'Due'],
      ...['Claimed by', 'More'],
    ]);
    expect(cell(list, 0, 'why')).to.contain('Machine-readable zone: 2 checks failed');
    expect(cell(list, 1, 'why')).to.match(/^Sanctions screening: 2 open matches\+2/);
    expect(cell(list, 0, 'waiting')).to.equal('Waiting: 1.5 h');
    expect(cell(list, 0, 'due')).to.contain('Overdue: 3 h');
    expect(cell(list, 1, 'due')).to.contain('in 5 h');
    expect(cell(list, 2, 'due')).to.contain('Not set');
    expect(cell(list, 0, 'claim')).to.contain('Nino Maisuradze');
    expect(cell(list, 2, 'claim')).to.contain('Unclaimed');
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
        const { width: shown } = rowOf(list, 0)!.querySelector(`.${name}`)!.getBoundingClientRect();
        expect(shown, name).to.be.greaterThan(20);
      }
      expectToFit(list);
      await expect(list).to.be.accessible();
    });
  }

  for (const capability of ['due', 'claims'] as const) {
    it(`fits into cards with the capability ${capability} alone`, async () => {
      for (const width of [760, 600, 320]) {
        const { list } = await showQueue(shared(['decide', capability]), {}, width);
        expectToFit(list);
        await expect(list).to.be.accessible();
      }
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

  it('has the columns of a capability that the adapter has alone', async () => {
    expect(await columnsWith(['decide', 'due'])).to.deep.equal([
      ...usual,
      ...['Extra', 'Why it waits', 'Waiting', 'Due', 'More'],
    ]);
    expect(await columnsWith(['decide', 'claims'])).to.deep.equal([
      ...usual,
      ...['Document', 'Liveness', 'Extra', 'Why it waits', 'Claimed by', 'More'],
    ]);
  });

  it('offers the filters of a capability that the adapter has alone', async () => {
    const filtersWith = async (capabilities: Capability[]): Promise<string> => {
      const { list } = await showQueue(shared(capabilities));
      await openPanel(list, 'filters');
      return textOf(within(list, '#filters'));
    };
    const due = await filtersWith(['decide', 'due']);
    expect(due).to.contain('Overdue').and.contain('Machine-readable zone');
    expect(due).to.not.contain('Unclaimed');
    const claims = await filtersWith(['decide', 'claims']);
    expect(claims).to.contain('Claimed by me').and.contain('Unclaimed');
    expect(claims).to.not.contain('Overdue').and.not.contain('Why it waits');
  });

  it('keeps ages and due dates right with one timer, without a reload', async () => {
    const time = new PageTime();
    time.start();
    try {
      const { list } = await showQueue(withQueue(), { sort: '-createdAt', pollInterval: 0 });
      expect(time.ticks.size).to.equal(1);
      expect([cell(list, 0, 'waiting'), cell(list, 1, 'due')]).to.deep.equal([
        'Waiting: 1.5 h',
        'Due: in 5 h',
      ]);
      time.pass(7);
      await waitUntil(() => cell(list, 0, 'waiting') === 'Waiting: 8.5 h', 'the age has moved on');
      expect(cell(list, 1, 'due')).to.contain('Overdue: 2 h');
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      time.pass(1);
      Reflect.deleteProperty(document, 'hidden');
      expect(cell(list, 0, 'waiting')).to.equal('Waiting: 8.5 h');
      time.pass(0);
      await waitUntil(() => cell(list, 0, 'waiting') === 'Waiting: 9.5 h');
    } finally {
      time.end();
    }
  });

  it('shows that a claim has ended by its time', async () => {
    const time = new PageTime();
    time.start();
    try {
      const api = shared(undefined, { now: () => new Date(Date.now()) });
      await api.as(nino).claimSession('s-7');
      const { list } = await showQueue(api);
      expect(cell(list, 0, 'claim')).to.contain('Nino Maisuradze');
      time.pass(0.1);
      await waitUntil(() => cell(list, 0, 'claim').includes('Unclaimed'), 'it has ended');
    } finally {
      time.end();
    }
  });

  it('lists a session that becomes overdue, though no event reports it', async () => {
    const time = new PageTime();
    time.start();
    try {
      const api = shared(undefined, { now: () => new Date(Date.now()) });
      const { list } = await showQueue(api, { due: 'overdue' });
      expect(rowsOf(list)).to.have.lengthOf(5);
      time.pass(1);
      await waitUntil(() => rowsOf(list).length === 6, 'one more is overdue');
    } finally {
      time.end();
    }
  });

  it('shows a claim of a colleague at once, where the user is', async () => {
    const api = shared();
    const { list } = await showQueue(api);
    scrollTo(list, 60);
    const row = rowOf(list, 2)!;
    row.focus();
    await sendKeys({ press: 'ArrowRight' });
    const focused = focusedIn(list);
    expect(row.contains(focused)).to.equal(true);
    const top = scrollerOf(list).scrollTop;
    await api.as(nino).claimSession('s-5');
    await waitUntil(() => cell(list, 2, 'claim').includes('Nino Maisuradze'), 'it is shown');
    expect(focusedIn(list)).to.equal(focused);
    expect(rowOf(list, 2)).to.equal(row);
    expect(scrollerOf(list).scrollTop).to.equal(top);
    const { claim } = await api.getSession('s-5');
    await api.as(nino).releaseClaim('s-5', { number: claim!.number });
    await waitUntil(() => cell(list, 2, 'claim').includes('Unclaimed'), 'it is free again');
    expect(focusedIn(list)).to.equal(focused);
  });

  it('lists the user’s own sessions, or those that nobody has claimed', async () => {
    const api = shared();
    await api.as(nino).claimSession('s-7');
    await api.claimSession('s-3');
    const { list } = await showQueue(api, { claim: 'mine' });
    expect(rowsOf(list)).to.have.lengthOf(1);
    expect(cell(list, 0, 'claim')).to.contain('You');
    await openPanel(list, 'filters');
    for (const label of ['Unclaimed', 'Claimed by me']) {
      allWithin(list, '#filters label')
        .find((one) => textOf(one) === label)!
        .click();
      await list.updateComplete;
    }
    expect(list.claim).to.equal('unclaimed');
    await waitUntil(() => rowsOf(list).length === 6, 'those that nobody has');
    expect(allWithin(list, '.row .claim').map(textOf).join(' ')).to.not.contain('You');
    const chips = allWithin(list, '.chip').map(textOf);
    expect(chips).to.deep.equal(['Unclaimed']);
  });

  it('says of a condition in use what it is about', async () => {
    const { list } = await showQueue(shared(), { condition: 'mrz' });
    await waitUntil(() => allWithin(list, '.chip').length === 1);
    expect(textOf(within(list, '.chip'))).to.equal('Why it waits: Machine-readable zone');
  });

  it('names each row after who, when and until when it is due', async () => {
    const { list } = await showQueue(withQueue(), { sort: '-createdAt' });
    const names = rowOf(list, 0)!.ariaLabelledByElements!.map(textOf);
    expect(names.at(-1)).to.contain('Overdue: 3 h');
  });

  it('is sorted and read by the keyboard alone', async () => {
    const opened: string[] = [];
    const { list } = await showQueue(shared(), { sort: 'lastName' });
    list.addEventListener('kv-session-open', ({ detail }) => opened.push(detail.sessionId));
    rowOf(list, 0)!.focus();
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await sendKeys({ press: key });
    };
    const column = (): string | null =>
      focusedIn(list)!.closest('[aria-colindex]')!.getAttribute('aria-colindex');
    await press(...Array.from({ length: 8 }, () => 'ArrowRight'));
    expect(column()).to.equal('8');
    await press('ArrowUp');
    expect(textOf(focusedIn(list))).to.equal('Due');
    await press('Enter');
    await waitUntil(() => cell(list, 0, 'waiting') === 'Waiting: 8 h', 'first due first');
    expect(list.sort).to.equal('');
    await press('ArrowDown', 'ArrowLeft', 'ArrowLeft');
    expect(focusedIn(list)!.matches('.why button')).to.equal(true);
    await press('Enter');
    await waitUntil(() => within(list, '.peek-window:popover-open'), 'all reasons are shown');
    await press('Escape', 'Home', 'ArrowLeft', 'ArrowLeft', 'Enter');
    await waitUntil(() => opened.length === 1);
    expect(opened).to.deep.equal(['s-7']);
  });

  for (const [locale, direction] of [
    ['ka', 'ltr'],
    ['en', 'rtl'],
  ] as const) {
    it(`is readable in ${locale}, ${direction}, as a table and as cards`, async () => {
      for (const width of [1100, 320]) {
        const { list, provider } = await showQueue(withQueue(), { sort: '-createdAt' }, width);
        provider.dir = direction;
        provider.locale = locale;
        if (locale === 'ka') {
          await waitUntil(() => cell(list, 0, 'due').includes('დაგვიანება'), 'it is Georgian');
          expect(cell(list, 0, 'claim')).to.contain('Nino');
          expect(cell(list, 2, 'claim')).to.contain('თავისუფალია');
        }
        const boxOf = (name: string) =>
          rowOf(list, 0)!.querySelector(`.${name}`)!.getBoundingClientRect();
        if (direction === 'rtl') {
          await waitUntil(() => boxOf('selfie').left > boxOf('more').left, 'it is mirrored');
        }
        const row = rowOf(list, 0)!.getBoundingClientRect();
        for (const name of ['why', 'waiting', 'due', 'claim']) {
          expect(boxOf(name).left, name).to.be.at.least(row.left - 1);
          expect(boxOf(name).right, name).to.be.at.most(row.right + 1);
          expect(boxOf(name).bottom, name).to.be.at.most(row.bottom + 1);
        }
        await expect(list).to.be.accessible();
        provider.remove();
      }
    });
  }
});
