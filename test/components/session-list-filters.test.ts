import { expect, oneEvent } from '@open-wc/testing';
import type { Session } from 'kv-review/model';
import { startOfDay } from 'kv-review/model';

import { en } from '../../src/i18n/en.js';
import {
  allWithin,
  buttonOf,
  byHand,
  cellsOf,
  memory,
  mount,
  named,
  namesOf,
  nameOf,
  openPanel,
  rowsOf,
  scrollerOf,
  show,
  textOf,
  type,
  within,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const [sample] = named(1) as [Session];
const session = (firstName: string, change: Partial<Session> = {}): Session => ({
  ...sample,
  id: `of-${firstName}`,
  client: { ...sample.client, firstName, lastName: 'Sample' },
  status: 'success',
  documentType: 'passport',
  spoof: { idIsReal: true, fullIdDetected: true },
  faceMatch: { level: 7, confidence: 99 },
  ...change,
});

const lists = (list: List, ...firstNames: string[]) =>
  waitUntil(
    () =>
      within(list, '[aria-busy="false"]') &&
      namesOf(list).sort().join() === firstNames.map((name) => `${name} Sample`).join(),
    `lists ${firstNames.join()}, and not ${namesOf(list).join()}`,
  );

const choiceOf = (list: List, label: string) =>
  allWithin(list, '#filters .check')
    .find((choice) => textOf(choice).startsWith(label))!
    .querySelector('input')!;
const choose = (list: List, label: string) => choiceOf(list, label).click();

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

describe('kv-session-list, filtered', () => {
  it('by one document type, or both', async () => {
    const sessions = [
      session('Card', { documentType: 'id-card' }),
      session('Passport'),
      session('None', { documentType: null }),
    ];
    const { list } = await show(memory(sessions), { documentType: 'id-card' });
    await openPanel(list, 'filters');
    await lists(list, 'Card');
    choose(list, 'Passport');
    await lists(list, 'Card', 'Passport');
    choose(list, 'ID card');
    await lists(list, 'Passport');
    choose(list, 'Passport');
    await lists(list, 'Card', 'None', 'Passport');
    await expect(list).to.be.accessible();
  });

  it('by final statuses, only in the view of all sessions', async () => {
    const sessions = [
      session('Awaits', { status: 'awaiting' }),
      session('Failed', { status: 'rejected' }),
      session('Pending', { status: 'processing' }),
      session('Success'),
    ];
    const { list } = await show(memory(sessions), { status: 'failed' });
    await openPanel(list, 'filters');
    await lists(list, 'Failed');
    choose(list, 'Pending');
    await lists(list, 'Failed', 'Pending');
    choose(list, 'Awaiting');
    choose(list, 'Success');
    await lists(list, 'Awaits', 'Failed', 'Pending', 'Success');
    list.status = 'success';
    await lists(list, 'Success');
    list.view = 'awaiting';
    await lists(list, 'Awaits');
    expect(textOf(list)).not.to.include('Final status');
  });

  it('by possible spoofs, where a rate below the company’s level is low', async () => {
    const sessions = [
      session('Digital', { spoof: { idIsReal: false, fullIdDetected: true } }),
      session('Five', { faceMatch: { level: 5, confidence: 60 } }),
      session('Half', { spoof: { idIsReal: true, fullIdDetected: false } }),
      session('Six', { faceMatch: { level: 6, confidence: 60 } }),
    ];
    const api = memory(sessions, { workspace: { acceptanceLevel: 6 } });
    const { list } = await show(api, { spoof: 'low-far' });
    await openPanel(list, 'filters');
    await lists(list, 'Five');
    expect(textOf(list)).to.include('Low FAR rate below level 6');
    choose(list, 'Digital Spoof Detected');
    await lists(list, 'Digital', 'Five');
    choose(list, 'Is not Full ID');
    await lists(list, 'Digital', 'Five', 'Half');
  });

  it('by judgement; a session that was judged in part has a mark in its row', async () => {
    const decision = { verdict: 'verify' as const, reasons: [], by: null, at: sample.createdAt };
    const sessions = [
      session('Part', { decision: { ...decision, judgedInPart: true } }),
      session('Whole', { decision }),
    ];
    const { list } = await show(memory(sessions));
    await lists(list, 'Part', 'Whole');
    const marks = allWithin(list, '.row .verified .tag').map(textOf).sort();
    expect(marks).to.deep.equal(['Yes (Judged in part)', 'Yes (Verified)']);
    await openPanel(list, 'filters');
    choose(list, 'Judged in part');
    await lists(list, 'Part');
    expect(list.getAttribute('judged')).to.equal('in-part');
    await expect(list).to.be.accessible();
  });

  it('by days, from the first moment of the first day to the last moment of the last day', async () => {
    const start = startOfDay('2026-03-29', timeZone);
    const end = startOfDay('2026-03-31', timeZone);
    const sessions = [
      session('After', { createdAt: end }),
      session('Before', { createdAt: before(start) }),
      session('First', { createdAt: start }),
      session('Last', { createdAt: before(end) }),
    ];
    const { list } = await show(memory(sessions), { from: '2026-03-29', to: '2026-03-30' });
    await lists(list, 'First', 'Last');
    list.to = '';
    await lists(list, 'After', 'First', 'Last');
    Object.assign(list, { from: '', to: '2026-03-30' });
    await lists(list, 'Before', 'First', 'Last');
  });

  it('by moments, for days of another time zone', async () => {
    const [start, end] = ['2026-03-28T20:00:00.000Z', '2026-03-29T20:00:00.000Z'];
    const sessions = [
      session('After', { createdAt: end }),
      session('Before', { createdAt: before(start) }),
      session('First', { createdAt: start }),
      session('Last', { createdAt: before(end) }),
    ];
    const days = { from: '2026-03-29T00:00:00+04:00', to: '2026-03-30T00:00:00+04:00' };
    const { list } = await show(memory(sessions), days);
    await lists(list, 'First', 'Last');
    expect(list.from).to.equal(days.from);
  });

  it('sends instants to the backend, together with the search', async () => {
    const { api, requests } = byHand();
    await mount(api, { from: '2026-03-29', to: '2026-03-29', search: 'ann', spoof: 'low-far' });
    await waitUntil(() => requests.length === 1);
    expect(requests[0]!.query).to.include({
      search: 'ann',
      createdFrom: startOfDay('2026-03-29', timeZone),
      createdBefore: startOfDay('2026-03-30', timeZone),
    });
    expect(requests[0]!.query.spoof).to.deep.equal(['low-far']);
  });

  it('says what it lists only once it knows what its filters mean', async () => {
    const unattached = document.createElement('kv-session-list');
    expect(unattached.selection?.statuses).to.deep.equal([]);
    unattached.status = 'failed';
    expect(unattached.selection).to.be.undefined;
    const { list } = await show(memory([session('Failed', { status: 'rejected' })]), {
      status: 'failed',
    });
    expect(list.selection?.statuses).to.deep.equal(['rejected']);
  });

  it('keeps its rows until the answer, and asks for no other sessions, when narrowed first', async () => {
    const { api, requests } = byHand();
    const { list } = await mount(api);
    await waitUntil(() => requests.length === 1);
    requests[0]!.answer([session('Failed', { status: 'rejected' }), session('Success')]);
    await lists(list, 'Failed', 'Success');
    list.status = 'failed';
    await list.updateComplete;
    expect(namesOf(list)).to.have.lengthOf(2);
    await waitUntil(() => requests.length > 1, 'the next request');
    expect(namesOf(list)).to.have.lengthOf(2);
    requests[1]!.answer([session('Failed', { status: 'rejected' })]);
    await lists(list, 'Failed');
    expect(requests.map(({ query }) => query.statuses)).to.deep.equal([[], ['rejected']]);
  });

  it('dispatches an event for each choice, without the search, and reflects it to attributes', async () => {
    const { list } = await show(memory(named(5)), { search: sample.client.lastName! });
    await openPanel(list, 'filters');
    const event = oneEvent(list, 'kv-query-change');
    choose(list, 'Failed');
    expect((await event).detail).to.deep.equal({
      ...{ view: 'all', sort: '', columns: '' },
      ...{
        documentType: '',
        status: 'failed',
        spoof: '',
        judged: '',
        condition: '',
        due: '',
        claim: '',
        from: '',
        to: '',
      },
    });
    await list.updateComplete;
    expect(choiceOf(list, 'Failed').checked).to.be.true;
    expect(list.getAttribute('status')).to.equal('failed');
    expect(list.outerHTML).not.to.include(sample.client.lastName);
    list.removeAttribute('status');
    await list.updateComplete;
    expect(choiceOf(list, 'Failed').checked).to.be.false;
  });

  it('without results shows that, and offers to clear the filters', async () => {
    const sessions = named(3);
    const { list } = await mount(memory(sessions), { from: '2001-01-01', to: '2001-01-02' });
    await waitUntil(() => textOf(list).includes(en['list.noneFiltered']), 'says so');
    await expect(list).to.be.accessible();
    buttonOf(list, 'Clear filters')!.click();
    await waitUntil(() => namesOf(list).length === 3, 'all are listed');
    expect(list.hasAttribute('from')).to.be.false;

    list.status = 'pending';
    type(list, 'nobody');
    await waitUntil(() => textOf(list).includes(en['list.noMatchFilteredHint']), 'says both');
  });

  it('explains an empty result as soon as it is there', async () => {
    const { api, requests } = byHand();
    const { list } = await mount(api);
    await waitUntil(() => requests.length === 1);
    requests[0]!.answer([session('Success')]);
    await lists(list, 'Success');
    list.status = 'failed';
    await waitUntil(() => requests.length === 2, 'the next request');
    await import('../../src/components/session-list/messages.js');
    await list.updateComplete;

    const titles: string[] = [];
    const observer = new MutationObserver(() => {
      const title = within(list, '.notice-title');
      if (title) titles.push(textOf(title));
    });
    observer.observe(list.shadowRoot!, { childList: true, characterData: true, subtree: true });
    requests[1]!.answer([]);
    await waitUntil(() => titles.includes(en['list.noneFiltered']), 'says why');
    observer.disconnect();
    expect([...new Set(titles)]).to.deep.equal([en['list.noneFiltered']]);
  });

  it('warns once about invalid values, and ignores them', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (message: string) => warnings.push(message);
    try {
      const wrong = {
        ...{ documentType: 'visa passport', status: 'rejected', spoof: 'fake' },
        ...{ from: '2026-02-30', columns: 'selfie' },
      };
      const { list } = await show(memory([session('Ann')]), wrong);
      await show(memory([session('Ann')]), wrong);
      await lists(list, 'Ann');
      expect(list.documentType).to.equal('passport');
      expect([list.status, list.spoof, list.from, list.columns].join('')).to.equal('');
      list.to = '2001-01-01';
      list.from = '2001-01-02';
      await list.updateComplete;
      expect([list.from, list.to]).to.deep.equal(['2001-01-02', '']);
    } finally {
      console.warn = warn;
    }
    expect(warnings.filter((message) => message.includes('"visa"'))).to.have.lengthOf(1);
    for (const word of ['"rejected"', '"fake"', '2026-02-30', 'columns="selfie"']) {
      expect(warnings.join(), word).to.include(word);
    }
  });

  it('keeps its filters within 320 px', async () => {
    const { list } = await show(
      memory(named(20).map((one) => ({ ...one, documentType: 'passport' }))),
      { documentType: 'passport', from: '2000-01-01', to: '2999-01-01' },
      320,
    );
    expect(list.scrollWidth).to.be.at.most(320);
    expect(scrollerOf(list).scrollWidth).to.be.at.most(scrollerOf(list).clientWidth);
    await expect(list).to.be.accessible();
  });
});

describe('The columns of kv-session-list', () => {
  const headers = (list: List) => allWithin(list, '[role="columnheader"]').map(textOf);
  const shownCells = (list: List) =>
    cellsOf(rowsOf(list)[0]!).filter((cell) => (cell as HTMLElement).offsetParent !== null);
  const pick = (list: List, label: string) =>
    allWithin(list, '.check')
      .find((choice) => textOf(choice) === label)!
      .querySelector('input')!;

  it('are those that the host sets, in the order of the list', async () => {
    const sessions = named(3);
    const { list } = await show(memory(sessions), {
      columns: 'attempts first-name document-number match-level',
    });
    expect(headers(list)).to.deep.equal([
      ...['First Name', 'Document Number', 'Match Level', 'Attempts', 'More'],
    ]);
    expect(within(list, '[role="grid"]')!.getAttribute('aria-colcount')).to.equal('5');
    const cells = shownCells(list);
    expect(cells).to.have.lengthOf(5);
    expect(textOf(cells[1])).to.equal(sessions[0]!.client.documentNumber);
    expect(cells[1]!.getBoundingClientRect().left).to.be.closeTo(
      allWithin(list, '[role="columnheader"]')[1]!.getBoundingClientRect().left,
      1,
    );
    await expect(list).to.be.accessible();
  });

  it('can be chosen by the agent, except that a name or the date stays', async () => {
    const { list } = await show(memory(named(3)), { columns: 'first-name date' });
    await openPanel(list, 'columns');
    const event = oneEvent(list, 'kv-query-change');
    pick(list, 'Date').click();
    expect((await event).detail).to.include({ columns: 'first-name' });
    await list.updateComplete;
    expect(headers(list)).to.deep.equal(['First Name', 'More']);
    expect(pick(list, 'First Name').disabled).to.be.true;
    pick(list, 'Attempts').click();
    await list.updateComplete;
    expect(list.getAttribute('columns')).to.equal('first-name attempts');
    buttonOf(list, 'Default columns')!.click();
    await list.updateComplete;
    expect(list.hasAttribute('columns')).to.be.false;
    expect(shownCells(list)).to.have.lengthOf(9);
  });

  it('include the reasons of rejections, whatever the choice', async () => {
    const sessions = named(60);
    const { list } = await show(memory(sessions), { view: 'rejected', columns: 'last-name' });
    expect(headers(list)).to.deep.equal(['Last Name', 'Reasons', 'More']);
  });

  it('scroll horizontally if they do not fit, but not as cards', async () => {
    const columns = 'first-name date document-number personal-number document-type match-level';
    const all = {
      columns: `${columns} attempts selfie last-name document liveness verified extra`,
    };
    const { list } = await show(memory(named(3)), all, 920);
    expect(scrollerOf(list).scrollWidth).to.be.above(scrollerOf(list).clientWidth);
    const { list: narrow } = await show(memory(named(3)), all, 320);
    expect(scrollerOf(narrow).scrollWidth).to.be.at.most(scrollerOf(narrow).clientWidth);
    expect(nameOf(named(3)[0]!)).to.equal(namesOf(narrow)[0]);
  });
});
