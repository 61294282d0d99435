import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { sampleExtraFields } from 'kv-review/testing';

import {
  allWithin,
  inOrder,
  memory,
  named,
  nameOf,
  namesOf,
  rowsOf,
  scrollerOf,
  scrollTo,
  show,
  textOf,
  within,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const sessions = named(120).map((session) => ({
  ...session,
  extra: [
    { key: 'phone', value: '+995 555 000 000' },
    { key: 'tier', value: 'Gold' },
  ],
}));
const api = () => memory(sessions, { workspace: { extraFields: [...sampleExtraFields] } });

async function loadAll(list: List): Promise<void> {
  scrollTo(list, 100_000);
  await waitUntil(() => textOf(list).includes('End of the list'), 'all rows are loaded');
}

async function print<Result>(look: () => Result): Promise<Result> {
  window.dispatchEvent(new Event('beforeprint'));
  await emulateMedia({ media: 'print' });
  try {
    return look();
  } finally {
    await emulateMedia({ media: 'screen' });
    window.dispatchEvent(new Event('afterprint'));
  }
}

const displayOf = (element: Element | null): string => getComputedStyle(element!).display;

describe('kv-session-list on paper', () => {
  for (const width of [1100, 320]) {
    it(`is a table of all rows that have loaded, ${width} px wide on the screen`, async () => {
      const { list } = await show(api(), {}, width);
      await loadAll(list);
      await print(() => {
        expect(namesOf(list)).to.deep.equal(sessions.map(nameOf));
        expect(displayOf(within(list, '.grid'))).to.equal('table');
        expect(displayOf(within(list, '.head-group'))).to.equal('table-header-group');
        const bottoms = rowsOf(list).map((row) => row.getBoundingClientRect());
        for (const [index, { top }] of bottoms.entries()) {
          if (index > 0) expect(top).to.be.closeTo(bottoms[index - 1]!.bottom, 1);
        }
        expect(list.getBoundingClientRect().bottom).to.be.at.least(bottoms.at(-1)!.bottom);
        expect(displayOf(within(list, '.printed') ?? within(list, '.end'))).to.equal('none');
      });
    });
  }

  it('has all values, and nothing to press', async () => {
    const { list } = await show(api());
    await print(() => {
      const extra = within(list, '.row .extra')!;
      expect(extra.innerText.replace(/\s+/g, ' ')).to.include(
        'Phone: +995 555 000 000, Tier: Gold',
      );
      for (const button of allWithin(list, '.toolbar .button, .more')) {
        expect(button.checkVisibility()).to.be.false;
      }
      expect(displayOf(within(list, '.heading'))).to.equal('block');
    });
  });

  it('says that there are more rows than have loaded', async () => {
    const { list } = await show(api());
    await print(() => {
      expect(namesOf(list)).to.have.lengthOf(50);
      expect(textOf(within(list, '.printed'))).to.match(/^The first 50 sessions of this list/);
      expect(displayOf(within(list, '.printed'))).to.equal('block');
    });
  });

  it('returns to the rows in view', async () => {
    const { list } = await show(api());
    await loadAll(list);
    scrollTo(list, 1500);
    await inOrder(list);
    const before = namesOf(list);
    await print(() => expect(rowsOf(list)).to.have.lengthOf(120));
    await waitUntil(() => rowsOf(list).length < 40, 'other rows are gone');
    expect(scrollerOf(list).scrollTop).to.equal(1500);
    expect(namesOf(list)).to.deep.equal(before);
  });
});
