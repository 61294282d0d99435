import { expect } from '@open-wc/testing';
import { edgeSessions, sampleExtraFields, sampleSessions } from 'kv-review/testing';

import { allWithin, memory, scrollerOf, show, textOf, type List } from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const sessions = sampleSessions({ count: 80, seed: 7 });
const workspace = { extraFields: [...sampleExtraFields] };

/** The inner width of a list on a screen of 1440, 1280, 768 and 320 px. */
const screens = [1424, 1264, 752, 304];

async function showIn(locale: string, width: number, properties: Partial<List> = {}) {
  const { list, provider } = await show(memory(sessions, { workspace }), properties, width);
  provider.locale = locale;
  const isTranslated = () => textOf(list).includes('დოკუმენტი');
  if (locale === 'ka') await waitUntil(isTranslated, 'Georgian has loaded');
  await list.updateComplete;
  return list;
}

/** The texts that are cut off. */
const cutIn = (list: List, selector: string): string[] =>
  allWithin(list, selector)
    .filter(
      (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2,
    )
    .map(textOf);

describe('The layout of kv-session-list', () => {
  for (const locale of ['en', 'ka']) {
    for (const width of screens) {
      for (const view of ['all', 'rejected'] as const) {
        it(`has room for headers, facts and dates: ${locale}, ${view}, ${width} px`, async () => {
          const list = await showIn(locale, width, { view });
          const isTable = width > 896;
          if (isTable) expect(cutIn(list, '.head .label')).to.deep.equal([]);
          expect(cutIn(list, '.row .fact .text, .row .date')).to.deep.equal([]);
        });
      }
    }
  }

  for (const width of [...screens, 960, 600, 440, 200]) {
    it(`has dates of one line in the compact density, ${width} px wide`, async () => {
      const list = await showIn('en', width, { density: 'compact' });
      for (const date of allWithin(list, '.row .date')) {
        expect(date.offsetHeight, textOf(date)).to.be.at.most(20);
      }
    });
  }

  for (const width of [200, 320, 600, 752, 900]) {
    it(`stays within ${width} px, whatever it contains`, async () => {
      const { list } = await show(memory([...edgeSessions(), ...sessions]), {}, width);
      expect(list.scrollWidth).to.be.at.most(width);
      expect(scrollerOf(list).scrollWidth).to.be.at.most(scrollerOf(list).clientWidth);
      const { left, right } = list.getBoundingClientRect();
      for (const cell of allWithin(list, '.row .cell')) {
        const box = cell.getBoundingClientRect();
        expect(box.left).to.be.at.least(left);
        expect(box.right).to.be.at.most(right);
      }
    });
  }
});
