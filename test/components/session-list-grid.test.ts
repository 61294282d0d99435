import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { sampleExtraFields, sampleSessions } from 'kv-review/testing';

import {
  allWithin,
  cellsOf,
  focusedIn,
  memory,
  named,
  nameOf,
  picture,
  rowsOf,
  show,
  textOf,
  within,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const sessions = named(60).map((session) => ({
  ...session,
  extra: [{ key: 'phone', value: '+995 555 000 000' }],
}));
const workspace = { extraFields: [...sampleExtraFields] };
const columnCount = 9;

const headersOf = (list: List) => allWithin(list, '[role="columnheader"]');
const lastNameOf = (row: Element | null | undefined) => textOf(row?.querySelector('.last-name'));

/** Presses keys, with one modifier or none: `Control+End`. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const [name, modifier] = key.split('+').reverse();
    if (modifier) await sendKeys({ down: modifier });
    await sendKeys({ press: name! });
    if (modifier) await sendKeys({ up: modifier });
  }
}

/** The row and the column of what has the focus, as a screen reader counts them; 0 for the whole row. */
function focusedPlace(list: List): [row: number, column: number] {
  const row = focusedIn(list)?.closest('[role="row"]');
  const cell = focusedIn(list)?.closest('[role="gridcell"], [role="columnheader"]');
  return [Number(row?.ariaRowIndex), Number(cell?.ariaColIndex ?? 0)];
}

const tabStopsOf = (list: List) =>
  allWithin(list, '.grid *').filter(({ tabIndex }) => tabIndex === 0);

/** A list with the focus on its first row. */
async function enter(width?: number): Promise<List> {
  const { list } = await show(memory(sessions, { workspace }), {}, width);
  rowsOf(list)[0]!.focus();
  return list;
}

describe('kv-session-list, as a grid', () => {
  it('names each row after who, when and the state, in no attribute', async () => {
    const [session] = sessions;
    const { list } = await show(memory([{ ...session!, status: 'awaiting', decision: null }]));
    const row = rowsOf(list)[0]!;
    expect(row.ariaLabelledByElements!.map(textOf)).to.deep.equal([
      session!.client.firstName,
      session!.client.lastName,
      textOf(row.querySelector('.date')),
      'No (Awaiting action)',
    ]);
    expect(row.outerHTML.replace(/>[^<]*</g, '><')).not.to.include(session!.client.lastName);
    await expect(list).to.be.accessible();
  });

  it('has a heading of a level that the page can choose, or none', async () => {
    const { list } = await show(memory(sessions));
    const heading = () => within(list, '[role="heading"]');
    expect([textOf(heading()), heading()!.ariaLevel]).to.deep.equal(['Sessions', '2']);
    list.view = 'awaiting';
    list.headingLevel = 4;
    await list.updateComplete;
    expect([textOf(heading()), heading()!.ariaLevel]).to.deep.equal(['Awaiting Action', '4']);
    list.headingLevel = 0;
    await list.updateComplete;
    expect(heading()).to.be.null;
  });

  it('keeps its column headers for screen readers where each session is a card', async () => {
    const { list } = await show(memory(sessions), {}, 320);
    expect(headersOf(list).map(textOf)).to.include('Verified');
    for (const header of headersOf(list)) {
      expect(header.checkVisibility({ visibilityProperty: true })).to.be.true;
    }
    expect(cellsOf(rowsOf(list)[0]!)).to.have.lengthOf(headersOf(list).length);
    await expect(list).to.be.accessible();
  });

  it('names the values of a card for those who see it', async () => {
    const { list } = await show(memory(sessions), {}, 320);
    const nameOfFact = (column: string) =>
      getComputedStyle(within(list, `.row .${column}.fact`)!, '::after').content;
    expect(nameOfFact('document')).to.match(/^"Document"/);
    expect(nameOfFact('liveness')).to.match(/^"Liveness"/);
    const state = within(list, '.row .tag .visually-hidden')!;
    expect(state.getBoundingClientRect().width).to.be.greaterThan(10);
  });

  it('counts columns as its headers do, also where a card leaves some out', async () => {
    const columns = 'first-name date document-number verified';
    for (const width of [1100, 320]) {
      const { list } = await show(memory(sessions), { columns }, width);
      const visible = (elements: Element[]) =>
        elements.filter((one) => one.checkVisibility()).map((one) => one.ariaColIndex);
      const indexes = visible(headersOf(list));
      expect(visible(cellsOf(rowsOf(list)[0]!))).to.deep.equal(indexes);
      expect(indexes).to.deep.equal(
        width === 320 ? ['1', '2', '3', '5'] : ['1', '2', '3', '4', '5'],
      );
      expect(within(list, '[role="grid"]')!.ariaColCount).to.equal('5');
    }
  });

  describe('by keyboard', () => {
    it('goes through the cells of a row, first to the row itself', async () => {
      const list = await enter();
      expect(focusedPlace(list)).to.deep.equal([2, 0]);
      for (let column = 1; column <= columnCount; column += 1) {
        await press('ArrowRight');
        expect(focusedPlace(list)).to.deep.equal([2, column]);
      }
      await press('ArrowRight');
      expect(focusedPlace(list)).to.deep.equal([2, columnCount]);
      expect(focusedIn(list)!.matches('button')).to.be.true;
      await press('ArrowLeft', 'ArrowLeft');
      expect(focusedPlace(list)).to.deep.equal([2, columnCount - 2]);
      await press('Home', 'ArrowLeft', 'ArrowLeft');
      expect(focusedIn(list)).to.equal(rowsOf(list)[0]);
      await expect(list).to.be.accessible();
    });

    it('stays in its column from row to row, over pages, and to the ends', async () => {
      const list = await enter();
      await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowUp');
      expect(focusedPlace(list)).to.deep.equal([3, 3]);
      expect(textOf(focusedIn(list))).to.equal(sessions[1]!.client.lastName);
      await press('PageDown');
      expect(focusedPlace(list)[0]).to.be.greaterThan(6);
      expect(focusedPlace(list)[1]).to.equal(3);
      await press('PageUp');
      expect(focusedPlace(list)).to.deep.equal([3, 3]);
      await press('End');
      expect(focusedPlace(list)).to.deep.equal([3, columnCount]);
      await press('Home');
      expect(focusedPlace(list)).to.deep.equal([3, 1]);
      await press('Control+End');
      await waitUntil(() => focusedPlace(list)[0] === 61, 'the last row');
      expect(focusedPlace(list)[1]).to.equal(columnCount);
      await press('Control+Home');
      expect(focusedPlace(list)).to.deep.equal([2, 1]);
      await waitUntil(
        () => textOf(rowsOf(list)[0]).includes(sessions[0]!.client.lastName!),
        'the first session',
      );
    });

    it('reaches the headers above the first row, and sorts there', async () => {
      const list = await enter();
      await press('ArrowRight', 'ArrowRight', 'ArrowUp');
      expect(focusedPlace(list)).to.deep.equal([1, 2]);
      const header = focusedIn(list)!;
      await press('Enter');
      await waitUntil(() => list.sort === 'firstName');
      await waitUntil(() => within(list, '[aria-busy="false"]'), 'the list is sorted');
      expect(focusedIn(list)).to.equal(header);
      expect(tabStopsOf(list)).to.deep.equal([header]);
      await press('ArrowLeft', 'ArrowLeft');
      expect(focusedPlace(list)).to.deep.equal([1, 1]);
      await press('ArrowRight', 'ArrowDown');
      expect(focusedPlace(list)).to.deep.equal([2, 2]);
    });

    it('has no headers to reach where they are for screen readers alone', async () => {
      const list = await enter(320);
      await press('ArrowUp');
      expect(focusedIn(list)).to.equal(rowsOf(list)[0]);
    });

    it('follows the direction of the language', async () => {
      const list = await enter();
      list.dir = 'rtl';
      await press('ArrowRight');
      expect(focusedPlace(list)).to.deep.equal([2, 0]);
      await press('ArrowLeft', 'ArrowLeft');
      expect(focusedPlace(list)).to.deep.equal([2, 2]);
      await press('ArrowRight');
      expect(focusedPlace(list)).to.deep.equal([2, 1]);
    });

    it('opens a session from its row and from a cell, and the values of a cell from their button', async () => {
      const list = await enter();
      const opened: string[] = [];
      list.addEventListener('kv-session-open', ({ detail }) => opened.push(detail.sessionId));
      await press('ArrowDown', 'Enter', 'ArrowRight', 'Enter', 'End', 'Enter');
      const { id } = sessions[1]!;
      expect(opened).to.deep.equal([id, id, id]);
      await press('ArrowLeft', 'Enter');
      await waitUntil(() => within(list, '.peek-window:popover-open'), 'the values are shown');
    });

    it('has one tab stop, which stays in the row that had the focus last', async () => {
      const list = await enter();
      const outside = document.createElement('button');
      list.after(outside);
      expect(tabStopsOf(list)).to.deep.equal([rowsOf(list)[0]]);
      await press('ArrowDown', 'ArrowRight', 'ArrowRight');
      expect(tabStopsOf(list)).to.deep.equal([focusedIn(list)]);
      await press('Tab');
      expect(focusedIn(list)).to.be.null;
      expect(tabStopsOf(list)).to.deep.equal([rowsOf(list)[1]]);
      outside.focus();
      await press('Shift+Tab');
      expect(lastNameOf(focusedIn(list))).to.equal(sessions[1]!.client.lastName);
      await press('ArrowUp', 'ArrowUp');
      expect(tabStopsOf(list)).to.deep.equal([focusedIn(list)]);
      await press('Tab');
      expect(focusedIn(list)).to.be.null;
    });

    it('leaves keys with other modifiers to the browser', async () => {
      const list = await enter();
      await press('Control+ArrowDown', 'Shift+ArrowDown', 'Alt+ArrowDown');
      expect(focusedIn(list)).to.equal(rowsOf(list)[0]);
    });
  });

  it('keeps the focus on the session whose row it was when columns change', async () => {
    const list = await enter();
    await press('ArrowDown');
    list.columns = 'first-name last-name date';
    await waitUntil(() => cellsOf(rowsOf(list)[0]!).length === 4, 'other columns');
    await waitUntil(() => lastNameOf(focusedIn(list)) === sessions[1]!.client.lastName);
    expect(nameOf(sessions[1]!)).to.include(lastNameOf(focusedIn(list)));
  });

  it('isolates values from the text around them without control characters', async () => {
    const [session] = sessions;
    const extra = [
      { key: 'phone', value: '+995 555 000 000' },
      { key: 'tier', value: 'Gold' },
    ];
    const { list } = await show(memory([{ ...session!, extra }], { workspace }));
    await waitUntil(() => within(list, '.row .extra button'), 'the button of the cell');
    const button = within(list, '.row .extra button')!;
    expect(textOf(button)).to.equal('Phone: +995 555 000 000+1, Tier: Gold');
    expect([...button.querySelectorAll('bdi')].map(textOf)).to.deep.equal([
      ...['Phone:', '+995 555 000 000', '+1', ', Tier: Gold'],
    ]);
  });

  it('has few nodes a row', async () => {
    const sessions = sampleSessions({ count: 60, seed: 3 });
    const { list } = await show(memory(sessions, { workspace, photos: () => picture() }));
    const counts = rowsOf(list).map((row) => {
      const walker = document.createTreeWalker(row);
      let count = 1;
      while (walker.nextNode()) count += 1;
      return count;
    });
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(average).to.be.at.most(40);
    // Signs for what was not read, and the words for them, take two nodes more.
    expect(Math.max(...counts)).to.be.at.most(43);
  });
});
