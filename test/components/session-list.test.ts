import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ReviewApi } from 'kv-review/api';
import { registerLanguage } from 'kv-review/i18n';
import { allQueries } from 'kv-review/model';
import { edgeSessions, sampleExtraFields, sampleSessions } from 'kv-review/testing';

import { en } from '../../src/i18n/en.js';
import {
  allWithin,
  awaiting,
  buttonOf,
  byHand,
  cellsOf,
  changeable,
  changesOf,
  comeBack,
  focusedIn,
  inOrder,
  memory,
  mount,
  named,
  nameOf,
  namesOf,
  newer,
  rowsOf,
  scrollerOf,
  scrollTo,
  show,
  textOf,
  type,
  within,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

/** Right to left, without texts. */
registerLanguage({ tag: 'ar', messages: {} });

const shows = (list: Element, text: string) =>
  waitUntil(() => textOf(list).includes(text), `"${text}" is shown`);

/** No filters, and the usual columns. */
const nothingChosen = {
  columns: '',
  documentType: '',
  status: '',
  spoof: '',
  judged: '',
  condition: '',
  due: '',
  claim: '',
  from: '',
  to: '',
};

describe('kv-session-list', () => {
  describe('shows', () => {
    it('all sessions, newest first, in the columns of the product', async () => {
      const sessions = named(30);
      const { list } = await show(memory(sessions));
      expect(allWithin(list, '[role="columnheader"]').map(textOf)).to.deep.equal([
        ...['Selfie', 'First Name', 'Last Name', 'Date', 'Document', 'Liveness', 'Verified'],
        ...['Extra', 'More'],
      ]);
      const newestFirst = sessions.map(nameOf);
      expect(namesOf(list)).to.deep.equal(newestFirst.slice(0, namesOf(list).length));
      expect(textOf(within(list, '.total'))).to.equal('30 sessions');
      for (const row of rowsOf(list)) expect(cellsOf(row)).to.have.lengthOf(9);
      await expect(list).to.be.accessible();
    });

    it('asterisks for a name that was not read, with an explanation', async () => {
      const [session] = named(1);
      const unread = { ...session!, client: { ...session!.client, firstName: null } };
      const { list } = await show(memory([unread]));
      const [, firstName, lastName] = cellsOf(rowsOf(list)[0]!);
      expect(textOf(firstName)).to.equal('******Not read');
      expect(firstName!.querySelector('[aria-hidden="true"]')!.textContent).to.equal('******');
      expect(textOf(lastName)).to.equal(session!.client.lastName);
    });

    it('whether a session is verified, in words and with an icon', async () => {
      const [session] = named(1);
      const sessions = (['processing', 'awaiting', 'success', 'rejected'] as const).map(
        (status) => ({ ...session!, id: status, status }),
      );
      const { list } = await show(memory(sessions), { sort: 'status' });
      const verified = rowsOf(list).map((row) => row.querySelector('.verified')!);
      expect(verified.map(textOf).sort()).to.deep.equal([
        'No (Awaiting action)',
        'No (Rejected)',
        'Pending',
        'Yes (Verified)',
      ]);
      for (const cell of verified) expect(cell.querySelector('svg')).to.exist;
    });

    it('only sessions that await action, or only rejections with their reasons', async () => {
      const sessions = named(100);
      const count = (status: string) => sessions.filter((one) => one.status === status).length;
      const { list } = await show(memory(sessions), { view: 'awaiting' });
      expect(textOf(within(list, '.total'))).to.equal(`${count('awaiting')} sessions`);

      list.view = 'rejected';
      await shows(list, `${count('rejected')} sessions`);
      expect(list.getAttribute('view')).to.equal('rejected');
      expect(allWithin(list, '[role="columnheader"]').map(textOf)).to.include('Reasons');
      const reasoned = sessions.find(
        (one) => one.status === 'rejected' && (one.decision?.reasons.length ?? 0) > 0,
      )!;
      await shows(list, reasoned.decision!.reasons[0]!.label['en']!);
      await expect(list).to.be.accessible();
    });

    it('extra fields that the company wants in lists, all of them on demand', async () => {
      const [session] = named(1);
      const extra = [
        { key: 'phone', value: '+995 555 000 000' },
        { key: 'email', value: 'not-in-lists@example.com' },
        { key: 'tier', value: 'Gold' },
      ];
      const api = memory([{ ...session!, extra }], {
        workspace: { extraFields: [...sampleExtraFields] },
      });
      const { list } = await show(api);
      await shows(list, '+995 555 000 000');
      expect(textOf(list)).not.to.include('example.com');

      let opened = 0;
      list.addEventListener('kv-session-open', () => (opened += 1));
      const button = within(list, '[data-action="extra"]')!;
      button.click();
      await waitUntil(() => within(list, '.peek-window:popover-open'), 'the values are shown');
      const popover = within(list, '.peek-window')!;
      expect(textOf(popover)).to.equal('Phone +995 555 000 000 Tier Gold');
      expect(opened).to.equal(0);
      await expect(list).to.be.accessible();
      await sendKeys({ press: 'Escape' });
      expect(popover.matches(':popover-open')).to.be.false;
    });

    it('the values of a cell during updates, until the list scrolls', async () => {
      const sessions = named(60).map((one) => ({
        ...one,
        extra: [{ key: 'phone', value: `+995 ${one.id}` }],
      }));
      const workspace = { extraFields: [...sampleExtraFields] };
      let version = 'first';
      const adapter = memory(sessions, { workspace });
      const api: ReviewApi = {
        ...adapter,
        listSessions: async (...request) => {
          const page = await adapter.listSessions(...request);
          const items = page.items.map((one) => ({
            ...one,
            version,
            extra: one.extra.map(({ key, value }) => ({ key, value: `${value} ${version}` })),
          }));
          return { ...page, items };
        },
      };
      const { list } = await show(api);
      const button = within(list, '[data-action="extra"]')!;
      button.focus();
      button.click();
      await waitUntil(() => within(list, '.peek-window:popover-open'), 'the values are shown');
      const popover = within(list, '.peek-window')!;
      await waitUntil(() => focusedIn(list) === popover, 'the window has the focus');
      const { left, top } = popover.getBoundingClientRect();

      const disturbances: string[] = [];
      for (const type of ['beforetoggle', 'toggle', 'focus', 'blur']) {
        popover.addEventListener(type, () => disturbances.push(type));
      }
      version = 'second';
      comeBack();
      await waitUntil(() => textOf(popover).endsWith('second'), 'shows the values as they are now');
      list.density = 'compact';
      await list.updateComplete;
      await aTimeout(50);
      expect(disturbances).to.deep.equal([]);
      expect(popover.matches(':popover-open')).to.be.true;
      expect(focusedIn(list)?.className).to.equal('peek-window');
      const now = popover.getBoundingClientRect();
      expect([now.left, now.top]).to.deep.equal([left, top]);

      scrollerOf(list).scrollTop = 300;
      await waitUntil(() => !popover.matches(':popover-open'), 'closes');
      expect(focusedIn(list)?.className).to.equal(button.className);
    });

    it('no values of a session that is no longer listed', async () => {
      const sessions = awaiting(3).map((one) => ({
        ...one,
        extra: [{ key: 'phone', value: '+995 555 000 000' }],
      }));
      const api = memory(sessions, { workspace: { extraFields: [...sampleExtraFields] } });
      const { list } = await show(api, { view: 'awaiting', sort: '-createdAt' });
      within(list, '[data-action="extra"]')!.click();
      await waitUntil(() => within(list, '.peek-window:popover-open'), 'the values are shown');
      const popover = within(list, '.peek-window')!;
      changesOf(list).announce({ ...sessions[0]!, status: 'success' });
      await waitUntil(() => !popover.matches(':popover-open'), 'closes');
      expect(textOf(popover)).to.equal('');
    });

    it('hostile texts as isolated text [text-as-text]', async () => {
      const { list } = await show(memory(edgeSessions()));
      expect(within(list, 'img[src="x"], script')).to.be.null;
      for (const name of allWithin(list, '.name')) {
        expect(name.querySelector('bdi, .unread')).to.exist;
      }
      await expect(list).to.be.accessible();
    });

    it('cards in a narrow space, without horizontal scrolling', async () => {
      const { list } = await show(memory([...edgeSessions(), ...named(20)]), {}, 320);
      expect(within(list, '.head')!.offsetHeight).to.be.at.most(1);
      const scroller = scrollerOf(list);
      expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth);
      expect(list.scrollWidth).to.be.at.most(320);
      await expect(list).to.be.accessible();
    });

    it('that a provider is missing', async () => {
      const { list } = await mount(undefined);
      await shows(list, 'not connected');
      await expect(list).to.be.accessible();
    });
  });

  it('never shows the key of a text instead of the text', async () => {
    const sessions = named(8).map((session, index) => ({
      ...session,
      status: (['processing', 'awaiting', 'success', 'rejected'] as const)[index % 4]!,
      livenessPassed: [null, true, false][index % 3]!,
      documentPresented: index % 2 === 0,
    }));
    for (const [view, width] of [
      ['all', 1100],
      ['rejected', 320],
    ] as const) {
      const { list } = await show(memory(sessions), { view }, width);
      const words = allWithin(list, '*').flatMap((element) => [
        element.children.length === 0 ? textOf(element) : '',
        element.title,
        element.ariaLabel ?? '',
      ]);
      const keys = Object.keys(en).filter((key) => /[a-z][A-Z.]/.test(key));
      for (const key of keys) expect(words).not.to.include(key);
    }
  });

  describe('searches', () => {
    it('from the first character, and shows the number of results', async () => {
      const sessions = named(60);
      const { list } = await show(memory(sessions));
      const { client } = sessions[40]!;
      const letter = client.lastName![0]!;
      const event = oneEvent(list, 'kv-query-change');
      type(list, letter);
      expect((await event).detail).to.deep.equal({
        view: 'all',
        sort: '',
        ...nothingChosen,
      });
      await waitUntil(() => namesOf(list).includes(nameOf(sessions[40]!)), 'found by a letter');

      type(list, client.documentNumber!);
      await shows(list, '1 session');
      expect(namesOf(list)).to.deep.equal([nameOf(sessions[40]!)]);
      await waitUntil(
        () => textOf(within(list, '[role="status"].visually-hidden')) === '1 session',
        'the result is announced',
      );
      expect(list.outerHTML).not.to.include(client.documentNumber);

      await sendKeys({ press: 'Tab' });
      buttonOf(list, 'Clear search')!.click();
      await shows(list, '60 sessions');
      expect(focusedIn(list)).to.equal(within(list, 'input'));
    });

    it('quotes a search without results', async () => {
      const { list } = await show(memory(named(5)));
      type(list, 'zzzz');
      await shows(list, 'No sessions match “\u2068zzzz\u2069”');
      await expect(list).to.be.accessible();
    });

    it('never shows an older answer after a newer one', async () => {
      const [first, second] = named(2);
      const { api, requests } = byHand();
      const { list } = await mount(api);
      await waitUntil(() => requests.length === 1);
      requests[0]!.answer([]);
      await shows(list, 'No sessions yet');

      type(list, 'a');
      await waitUntil(() => requests.length === 2, 'the first character is sent at once');
      type(list, 'an');
      type(list, 'ann');
      await waitUntil(() => requests.length === 3, 'the slow search is given up');
      expect(requests[1]!.signal!.aborted).to.be.true;
      expect(requests[2]!.query.search).to.equal('ann');
      requests[2]!.answer([second!]);
      await waitUntil(() => namesOf(list).length === 1);
      requests[1]!.answer([first!]);
      await aTimeout(0);
      expect(namesOf(list)).to.deep.equal([nameOf(second!)]);
      expect(requests).to.have.lengthOf(3);
    });

    it('skips searches that were replaced while one was running', async () => {
      const [first, second] = named(2);
      const { api, requests } = byHand();
      const { list } = await mount(api);
      await waitUntil(() => requests.length === 1);
      requests[0]!.answer([]);
      await shows(list, 'No sessions yet');
      type(list, 'a');
      await waitUntil(() => requests.length === 2);
      type(list, 'ab');
      type(list, 'abc');
      await list.updateComplete;
      requests[1]!.answer([first!]);
      await waitUntil(() => requests.length === 3);
      expect(requests[2]!.query.search).to.equal('abc');
      expect(namesOf(list)).to.deep.equal([]);
      requests[2]!.answer([second!]);
      await waitUntil(() => namesOf(list).includes(nameOf(second!)));
    });

    it('keeps the rows, dimmed, until the answer arrives', async () => {
      const [first, second] = named(2);
      const { api, requests } = byHand();
      const { list } = await mount(api);
      await waitUntil(() => requests.length === 1);
      requests[0]!.answer([first!]);
      await waitUntil(() => namesOf(list).length === 1);
      type(list, 'a');
      await waitUntil(() => requests.length === 2);
      await list.updateComplete;
      const grid = within(list, '[role="grid"]')!;
      expect(namesOf(list)).to.deep.equal([nameOf(first!)]);
      expect(grid.getAttribute('aria-busy')).to.equal('true');
      expect(getComputedStyle(within(list, '.body')!).opacity).not.to.equal('0');
      expect(grid.classList.contains('dimmed')).to.be.true;
      requests[1]!.answer([second!]);
      await waitUntil(() => namesOf(list).includes(nameOf(second!)));
      expect(grid.getAttribute('aria-busy')).to.equal('false');
    });

    it('waits for the end of a composition', async () => {
      const { api, requests } = byHand();
      const { list } = await mount(api);
      await waitUntil(() => requests.length === 1);
      requests[0]!.answer(named(1));
      await waitUntil(() => namesOf(list).length === 1);
      const field = list.shadowRoot!.querySelector('input')!;
      field.value = 'に';
      field.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
      await list.updateComplete;
      expect(list.search).to.equal('');
      field.value = '日';
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      await waitUntil(() => requests.length === 2);
      expect(requests[1]!.query.search).to.equal('日');
    });
  });

  describe('sorts', () => {
    it('by a column header, in both directions', async () => {
      const { list } = await show(memory(named(30)));
      const header = () =>
        allWithin(list, '[role="columnheader"]').find((one) => textOf(one) === 'Last Name')!;
      const lastNames = () => rowsOf(list).map((row) => textOf(row.querySelectorAll('.name')[1]));
      expect(header().hasAttribute('aria-sort')).to.be.false;
      header().querySelector('button')!.click();
      await waitUntil(() => header().getAttribute('aria-sort') === 'ascending');
      const collator = new Intl.Collator('en', { sensitivity: 'base' });
      await waitUntil(() => {
        const [first, second] = [lastNames()[0]!, lastNames().at(-1)!];
        return collator.compare(first, second) <= 0 && within(list, '[aria-busy="false"]');
      }, 'names ascend');
      const [firstBefore] = lastNames();

      const event = oneEvent(list, 'kv-query-change');
      header().querySelector('button')!.click();
      expect((await event).detail).to.deep.equal({
        view: 'all',
        sort: '-lastName',
        ...nothingChosen,
      });
      await waitUntil(() => lastNames()[0] !== firstBefore, 'the order is turned round');
      expect(header().getAttribute('aria-sort')).to.equal('descending');
      expect(list.getAttribute('sort')).to.equal('-lastName');
    });
  });

  describe('opens a session', () => {
    it('by a click anywhere on its row, and by its button', async () => {
      const sessions = named(5);
      const { list } = await show(memory(sessions));
      const opened: string[] = [];
      list.addEventListener('kv-session-open', ({ detail }) => opened.push(detail.sessionId));
      rowsOf(list)[1]!.querySelector<HTMLElement>('.date')!.click();
      rowsOf(list)[2]!.querySelector<HTMLElement>('.more button')!.click();
      expect(opened).to.deep.equal([sessions[1]!.id, sessions[2]!.id]);
    });

    it('but not if text was selected', async () => {
      const { list } = await show(memory(named(5)));
      let opened = 0;
      list.addEventListener('kv-session-open', () => (opened += 1));
      const cell = rowsOf(list)[1]!.querySelector<HTMLElement>('.name')!;
      const at = (clientX: number) => ({ clientX, clientY: 5, bubbles: true, composed: true });
      cell.dispatchEvent(new PointerEvent('pointerdown', at(10)));
      cell.dispatchEvent(new MouseEvent('click', at(60)));
      expect(opened).to.equal(0);
    });

    it('by keyboard, with one tab stop for all rows', async () => {
      const sessions = named(60);
      const { list } = await show(memory(sessions));
      const focusedName = () =>
        [...focusedIn(list)!.querySelectorAll('.name')].map(textOf).join(' ');
      expect(rowsOf(list).filter((row) => row.tabIndex === 0)).to.have.lengthOf(1);
      list.focus();
      expect(focusedIn(list)).to.equal(within(list, 'input'));
      await sendKeys({ press: 'ArrowDown' });
      expect(focusedName()).to.equal(nameOf(sessions[0]!));
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowUp' });
      expect(focusedName()).to.equal(nameOf(sessions[1]!));
      expect(rowsOf(list).filter((row) => row.tabIndex === 0)).to.deep.equal([focusedIn(list)]);

      const event = oneEvent(list, 'kv-session-open');
      await sendKeys({ press: 'Enter' });
      expect((await event).detail).to.deep.equal({ sessionId: sessions[1]!.id });

      await sendKeys({ press: 'PageDown' });
      expect(Number(focusedIn(list)!.ariaRowIndex)).to.be.greaterThan(7);
      await sendKeys({ press: 'End' });
      await waitUntil(() => focusedName() === nameOf(sessions[59]!), 'the last row has the focus');
      const { bottom } = focusedIn(list)!.getBoundingClientRect();
      expect(bottom).to.be.at.most(scrollerOf(list).getBoundingClientRect().bottom + 1);
      await sendKeys({ press: 'Home' });
      expect(focusedName()).to.equal(nameOf(sessions[0]!));
      await expect(list).to.be.accessible();
    });
  });

  describe('scrolls', () => {
    it('through 100,000 sessions with a bounded number of rows, to the last one', async () => {
      const [session] = named(1);
      const sessions = Array.from({ length: 100_000 }, (_, index) => ({
        ...session!,
        id: `s-${index}`,
        client: { ...session!.client, lastName: `Number${index}` },
        createdAt: new Date(Date.UTC(2026, 0, 1) - index * 1000).toISOString(),
      }));
      const { list } = await show(memory(sessions));
      await shows(list, '100,000 sessions');
      const scroller = scrollerOf(list);
      const elements = new Set(rowsOf(list));
      for (let step = 0; step < 40; step += 1) {
        scrollTo(list, scroller.scrollTop + 900);
        for (const row of rowsOf(list)) elements.add(row);
        expect(rowsOf(list).length).to.be.at.most(40);
      }
      expect(elements.size).to.be.at.most(40);

      scroller.scrollTop = scroller.scrollHeight;
      await waitUntil(() => namesOf(list).at(-1)?.endsWith('Number99999'), 'the last row');
      expect(rowsOf(list).at(-1)!.ariaRowIndex).to.equal('100001');
      expect(within(list, '[role="grid"]')!.getAttribute('aria-rowcount')).to.equal('100001');
      expect(rowsOf(list).length).to.be.at.most(40);
    });

    it('with the rows of the document in visual order, once it has settled', async () => {
      const { list } = await show(memory(named(120)));
      for (const scrollTop of [300, 1200, 4000, 900, 0, 700]) {
        scrollTo(list, scrollTop);
        await inOrder(list);
      }
    });

    it('without losing the focus of a row that leaves the view', async () => {
      const { list } = await show(memory(named(120)));
      const row = rowsOf(list)[2]!;
      row.focus();
      scrollTo(list, 3000);
      expect(focusedIn(list)).to.equal(row);
      await sendKeys({ press: 'ArrowDown' });
      expect(Number(focusedIn(list)!.ariaRowIndex)).to.equal(Number(row.ariaRowIndex) + 1);
    });

    it('past a page that failed, after a retry', async () => {
      const sessions = named(120);
      const api = memory(sessions, {
        faults: [{ kind: 'error', code: 'unavailable', method: 'listSessions', calls: [2] }],
        workspace: { queries: { ...allQueries, offset: false } },
      });
      const { list } = await show(api);
      scrollTo(list, 100_000);
      await shows(list, 'More sessions could not be loaded');
      await expect(list).to.be.accessible();
      expect(namesOf(list).length).to.be.greaterThan(0);
      buttonOf(list, 'Try again')!.click();
      await waitUntil(() => !textOf(list).includes('could not be loaded'));
      scrollTo(list, 100_000);
      await waitUntil(() => namesOf(list).at(-1) === nameOf(sessions[119]!), 'the last session');
    });
  });

  describe('keeps up to date', () => {
    it('quietly at the top', async () => {
      const sessions = named(60);
      const backend = changeable(sessions);
      const { list } = await show(backend.api);
      backend.become([newer(sessions[0]!, 'Ada'), ...sessions]);
      comeBack();
      await waitUntil(() => namesOf(list)[0] === 'Ada New', 'the new session is at the top');
      expect(textOf(list)).to.include('61 sessions').and.not.include('new session');
    });

    it('without moving the rows in view, until the user asks for it', async () => {
      const sessions = named(60);
      const backend = changeable(sessions);
      const { list } = await show(backend.api);
      const scroller = scrollerOf(list);
      scrollTo(list, 600);
      await inOrder(list);
      const before = namesOf(list);
      const place = rowsOf(list)[9]!.getBoundingClientRect().top;
      backend.become([newer(sessions[0]!, 'Ada'), ...sessions]);
      comeBack();
      await waitUntil(() => buttonOf(list, '1 new session'), 'the new session is reported');
      expect(namesOf(list)).to.deep.equal(before);
      expect(scroller.scrollTop).to.equal(600);
      expect(rowsOf(list)[9]!.getBoundingClientRect().top).to.equal(place);
      await expect(list).to.be.accessible();
      buttonOf(list, '1 new session')!.click();
      await waitUntil(() => namesOf(list)[0] === 'Ada New');
      expect(scroller.scrollTop).to.equal(0);
      // The status for screen readers, which follows after a second, may still say it.
      expect(buttonOf(list, 'new session')).to.equal(undefined);
    });

    it('without moving rows away from the focus', async () => {
      const sessions = named(10);
      const backend = changeable(sessions);
      const { list } = await show(backend.api);
      rowsOf(list)[1]!.focus();
      backend.become([newer(sessions[0]!, 'Ada'), ...sessions]);
      comeBack();
      await shows(list, '1 new session');
      expect(namesOf(list)[0]).to.equal(nameOf(sessions[0]!));
    });

    it('keeping the position and the focus on a refresh', async () => {
      const sessions = named(60);
      const backend = changeable(sessions);
      const { list } = await show(backend.api);
      scrollTo(list, 600);
      const row = rowsOf(list)[11]!;
      row.focus();
      const place = row.getBoundingClientRect().top;
      backend.become([newer(sessions[0]!, 'Ada'), newer(sessions[0]!, 'Eve'), ...sessions]);
      await list.refresh();
      await list.updateComplete;
      expect(focusedIn(list)).to.equal(row);
      expect(row.getBoundingClientRect().top).to.be.closeTo(place, 1);
      expect(textOf(list)).to.include('62 sessions');
    });

    it('showing a changed row in its place', async () => {
      const sessions = awaiting(60);
      const backend = changeable(sessions);
      const { list } = await show(backend.api);
      scrollTo(list, 100);
      rowsOf(list)[3]!.focus();
      backend.become(
        sessions.map((session, index) =>
          index === 4 ? { ...session, status: 'success', version: 'changed' } : session,
        ),
      );
      comeBack();
      await waitUntil(
        () => textOf(rowsOf(list)[4]!.querySelector('.verified')).includes('Yes'),
        'the status is shown',
      );
      expect(textOf(list)).not.to.include('new session');
    });

    it('not at all with an interval of 0', async () => {
      const backend = changeable(named(5));
      const { list } = await show(backend.api, { pollInterval: 0 });
      const before = backend.calls();
      comeBack();
      await aTimeout(20);
      expect(backend.calls()).to.equal(before);
      await list.refresh();
      expect(backend.calls()).to.equal(before + 1);
    });

    it('when a session was decided on this page: it leaves the queue, and the focus moves on', async () => {
      const sessions = awaiting(6);
      const { api, requests } = byHand();
      const { list } = await mount(api, { view: 'awaiting' });
      await waitUntil(() => requests.length === 1);
      requests[0]!.answer(sessions);
      await waitUntil(() => namesOf(list).length === 6);
      rowsOf(list)[2]!.focus();
      changesOf(list).announce({ ...sessions[2]!, status: 'success', version: 'decided' });
      await waitUntil(() => namesOf(list).length === 5);
      expect(namesOf(list)).not.to.include(nameOf(sessions[2]!));
      expect(textOf(within(list, '.total'))).to.equal('5 sessions');
      expect(textOf(focusedIn(list)?.querySelectorAll('.name')[1])).to.equal(
        sessions[3]!.client.lastName,
      );
      // The answer to a request from before the decision does not add it again.
      requests[1]?.answer(sessions.toSpliced(2, 1));
    });

    it('when a session was decided while the list was loading', async () => {
      const sessions = awaiting(3);
      const { api, requests } = byHand();
      const { list } = await mount(api, { view: 'awaiting' });
      await waitUntil(() => requests.length === 1);
      changesOf(list).announce({ ...sessions[1]!, status: 'rejected', version: 'decided' });
      requests[0]!.answer(sessions);
      await waitUntil(() => namesOf(list).length > 0);
      expect(namesOf(list)).to.deep.equal([nameOf(sessions[0]!), nameOf(sessions[2]!)]);
    });
  });

  describe('in trouble', () => {
    it('shows outlines of rows while it loads', async () => {
      const { api } = byHand();
      const { list } = await mount(api);
      await waitUntil(() => rowsOf(list).length > 3);
      expect(within(list, '[role="grid"]')!.getAttribute('aria-busy')).to.equal('true');
      expect(within(list, '.skeleton')).to.exist;
      await expect(list).to.be.accessible();
    });

    for (const [view, title] of [
      ['all', 'No sessions yet'],
      ['awaiting', 'Nothing to review'],
      ['rejected', 'No rejections'],
    ] as const) {
      it(`shows that the view ${view} is empty`, async () => {
        const { list } = await mount(memory([]), { view });
        await shows(list, title);
        await expect(list).to.be.accessible();
      });
    }

    it('shows the error, and tries again', async () => {
      const api = memory(named(3), {
        faults: [{ kind: 'error', code: 'timeout', method: 'listSessions', calls: [1] }],
      });
      const { list, provider } = await mount(api);
      const errors: unknown[] = [];
      provider.addEventListener('kv-error', ({ detail }) => errors.push(detail));
      await shows(list, 'is taking too long');
      await expect(list).to.be.accessible();
      buttonOf(list, 'Try again')!.click();
      await waitUntil(() => namesOf(list).length === 3);
    });

    it('keeps the rows when an update fails, and shows that they may be out of date', async () => {
      const api = memory(named(3), {
        faults: [{ kind: 'error', code: 'unavailable', method: 'listSessions', calls: [2] }],
      });
      const { list } = await show(api);
      const event = oneEvent(list, 'kv-error');
      await list.refresh();
      expect((await event).detail).to.deep.equal({ code: 'unavailable', retryable: true });
      await shows(list, 'out of date');
      expect(namesOf(list)).to.have.lengthOf(3);
      await expect(list).to.be.accessible();
      buttonOf(list, 'Try again')!.click();
      await waitUntil(() => !textOf(list).includes('out of date'));
    });

    it('shows no rows of an older search when the next one fails', async () => {
      const api = memory(named(3), {
        faults: [{ kind: 'error', code: 'unavailable', method: 'listSessions', calls: [2] }],
      });
      const { list } = await show(api);
      type(list, 'a');
      await shows(list, 'cannot be reached');
      expect(namesOf(list)).to.deep.equal([]);
    });

    for (const code of ['unauthenticated', 'forbidden'] as const) {
      it(`clears everything when the backend answers ${code}`, async () => {
        const sessions = named(3);
        const api = memory(sessions, {
          faults: [{ kind: 'error', code, method: 'listSessions', calls: [2] }],
        });
        const { list } = await show(api);
        await list.refresh();
        await shows(
          list,
          code === 'forbidden' ? 'You don’t have access to this' : 'You are signed out',
        );
        for (const { client } of sessions) expect(textOf(list)).not.to.include(client.lastName!);
        await expect(list).to.be.accessible();
      });
    }

    it('clears everything at once when the adapter changes', async () => {
      const sessions = named(3);
      const { list, provider } = await show(memory(sessions));
      provider.api = byHand().api;
      await provider.updateComplete;
      await list.updateComplete;
      for (const { client } of sessions) expect(textOf(list)).not.to.include(client.lastName!);
      expect(textOf(within(list, '.total'))).to.equal('');
    });

    it('treats a malformed answer as an error', async () => {
      const api = memory(named(3), {
        faults: [{ kind: 'malformed-answer', method: 'listSessions' }],
      });
      const { list } = await mount(api);
      await shows(list, 'cannot be reached');
    });

    it('ends with an error when pages go in a circle', async () => {
      const sessions = named(50);
      const api: ReviewApi = {
        ...memory([]),
        listSessions: () => Promise.resolve({ items: sessions, nextCursor: 'again', total: null }),
      };
      const { list } = await show(api);
      scrollTo(list, 100_000);
      await shows(list, 'More sessions could not be loaded');
    });

    it('accepts an adapter that throws something else', async () => {
      const api: ReviewApi = {
        ...memory([]),
        listSessions: () => {
          throw new TypeError('secret');
        },
      };
      const { list } = await mount(api);
      await shows(list, 'cannot be reached');
      expect(textOf(list)).not.to.include('secret');
    });

    it('warns once about an invalid attribute, and uses the default', async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
      try {
        const { list } = await show(memory(named(3)));
        const ours = () => warnings.filter((text) => text.includes('kv-session-list'));
        list.setAttribute('view', 'everything');
        list.setAttribute('sort', 'shoe-size');
        list.setAttribute('poll-interval', 'often');
        await list.updateComplete;
        list.requestUpdate();
        await list.updateComplete;
        list.setAttribute('view', 'everything');
        await list.updateComplete;
        expect(ours()).to.have.lengthOf(3);
        expect(ours()[0]).to.include('view="everything" must be all, awaiting, rejected; "all"');
        expect(ours()[2]).to.include('must be 0 or more; "30"');
        expect([list.view, list.sort, list.pollInterval]).to.deep.equal(['all', '', 30]);
      } finally {
        console.warn = warn;
      }
    });
  });

  it('leaves nothing behind when it is removed 200 times', async function () {
    this.timeout(60_000);
    const running = new Set<unknown>();
    const urls = new Set<string>();
    const listeners = new Map<string, number>();
    const restore: (() => void)[] = [];
    const patch = <Owner extends object, Name extends keyof Owner>(
      owner: Owner,
      name: Name,
      wrap: (original: Owner[Name]) => Owner[Name],
    ) => {
      const original = owner[name];
      owner[name] = wrap(original);
      restore.push(() => (owner[name] = original));
    };
    const count = (type: string, step: number) =>
      listeners.set(type, (listeners.get(type) ?? 0) + step);

    const sessions = sampleSessions({ count: 60, seed: 2 });
    const page = document.createElement('div');
    document.body.append(page);
    let pending = 0;
    const base = memory(sessions, {
      photos: async () => new Blob([new Uint8Array([0xff, 0xd8, 0xff])], { type: 'image/jpeg' }),
    });
    const track =
      <Arguments extends unknown[], Answer>(method: (...args: Arguments) => Promise<Answer>) =>
      async (...args: Arguments): Promise<Answer> => {
        pending += 1;
        try {
          return await method(...args);
        } finally {
          pending -= 1;
        }
      };
    const api: ReviewApi = {
      ...base,
      listSessions: track(base.listSessions),
      getPhoto: track(base.getPhoto),
    };
    const cycle = async (round: number) => {
      const provider = document.createElement('kv-review-provider');
      provider.api = api;
      const list = document.createElement('kv-session-list');
      provider.append(list);
      page.append(provider);
      // Some are removed at once, some during their requests, some with rows and photos.
      if (round % 3 > 0) await list.updateComplete;
      if (round % 3 > 1) await aTimeout(round % 20 === 2 ? 100 : 0);
      provider.remove();
    };

    await cycle(2);
    try {
      patch(
        globalThis,
        'setTimeout',
        (original) =>
          Object.assign((run: () => void, wait?: number) => {
            const id = original(() => {
              running.delete(id);
              run();
            }, wait);
            running.add(id);
            return id;
          }, original) as never,
      );
      patch(globalThis, 'clearTimeout', (original) => (id) => {
        running.delete(id);
        original(id);
      });
      patch(URL, 'createObjectURL', (original) => (blob) => {
        const url = original.call(URL, blob);
        urls.add(url);
        return url;
      });
      patch(URL, 'revokeObjectURL', (original) => (url) => {
        urls.delete(url);
        original.call(URL, url);
      });
      for (const target of [document, window] as EventTarget[]) {
        for (const [name, step] of [
          ['addEventListener', 1],
          ['removeEventListener', -1],
        ] as const) {
          patch(target, name, (original) => (...args: Parameters<typeof original>) => {
            count(args[0], step);
            original.apply(target, args);
          });
        }
      }
      for (let round = 0; round < 200; round += 1) await cycle(round);
      await waitUntil(() => pending === 0 && running.size <= 1, 'requests and timers have ended');
    } finally {
      for (const undo of restore) undo();
    }
    page.remove();
    expect(urls.size, 'object URLs').to.equal(0);
    expect(listeners.get('visibilitychange') ?? 0).to.equal(0);
    expect(listeners.get('online') ?? 0).to.equal(0);
  });
});
