import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import { allQueries, type Queries, type Session, type SessionSort } from 'kv-review/model';

import { startOfLocalDay } from '../../src/model/calendar-date.js';
import {
  allWithin,
  buttonOf,
  focusedIn,
  mount,
  named,
  namesOf,
  openPanel,
  rowsOf,
  scrollerOf,
  show,
  textOf,
  within,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const noon = (day: string): number => Date.parse(startOfLocalDay(day)) + 12 * 3_600_000;

/** Ten sessions at noon of each day of 2025 but the tenth of a month; the newest first. */
function aYear(): Session[] {
  const [session] = named(1);
  const sessions: Session[] = [];
  for (let day = 364; day >= 0; day -= 1) {
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
    if (date.endsWith('10')) continue;
    for (let index = 9; index >= 0; index -= 1) {
      sessions.push({
        ...session!,
        id: `${date}-${index}`,
        createdAt: new Date(noon(date) + index * 60_000).toISOString(),
        client: { ...session!.client, firstName: date, lastName: String(index) },
      });
    }
  }
  return sessions;
}

const memoryOf = (sessions: Session[], queries: Queries = allQueries) =>
  createMemoryApi({ sessions, workspace: { capabilities: ['decide'], queries } });

const dayButton = (list: List) => within(list, '[popovertarget="day"]');

/** Enters a day and presses the button, or Enter. */
async function goTo(list: List, text: string, isByKey = false): Promise<void> {
  if (!within(list, '#day:popover-open')) await openPanel(list, 'day');
  const field = within(list, '#day input') as HTMLInputElement;
  await waitUntil(() => focusedIn(list) === field, 'the field has the focus');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  if (isByKey) await sendKeys({ press: 'Enter' });
  else {
    allWithin(list, '#day button')
      .find((button) => textOf(button) === 'Go')!
      .click();
  }
}

const focusOn = (list: List, name: string) =>
  waitUntil(() => textOf(focusedIn(list)).includes(name), `the focus is on ${name}`);

const status = (list: List) => textOf(within(list, '[role="status"]'));

describe('kv-session-list, going to a day', () => {
  for (const [sort, name] of [
    ['-createdAt', '9'],
    ['createdAt', '0'],
  ] as const) {
    it(`moves the focus to the first session of the day in the order ${sort}`, async () => {
      const { list } = await show(memoryOf(aYear()), { sort });
      await waitUntil(() => dayButton(list), 'the button');
      await goTo(list, '06/15/2025');
      await focusOn(list, `2025-06-15 ${name}`);
      const row = focusedIn(list)!;
      expect(row.matches('.row')).to.be.true;
      expect(within(list, '#day')!.matches(':popover-open')).to.be.false;
      const top = scrollerOf(list).getBoundingClientRect().top;
      expect(row.getBoundingClientRect().top - top, 'at the top of the list').to.be.below(120);
      const index = rowsOf(list).indexOf(row);
      expect(namesOf(list)[index + 1]).to.include('2025-06-15');
      expect(status(list), 'the focus says it').not.to.include('2025');
      await expect(list).to.be.accessible();
    });
  }

  it('goes to the nearest session of a day without any, and says so', async () => {
    const { list } = await show(memoryOf(aYear()));
    await goTo(list, '06/10/2025', true);
    await focusOn(list, '2025-06-09 9');
    await waitUntil(() => status(list).includes('No sessions on'), 'the announcement');
    await goTo(list, '01/01/2020', true);
    await focusOn(list, '2025-01-01 0');
    await goTo(list, '01/01/2030', true);
    await focusOn(list, '2025-12-31 9');
  });

  it('stays within the filters of the list', async () => {
    const sessions = aYear().map((session, index) => ({
      ...session,
      documentType: index % 2 ? ('passport' as const) : ('id-card' as const),
    }));
    const { list } = await show(memoryOf(sessions), {
      documentType: 'passport',
      from: '2025-03-01',
    });
    await goTo(list, '06/15/2025', true);
    await focusOn(list, '2025-06-15');
    await goTo(list, '01/15/2025', true);
    await focusOn(list, '2025-03-01');
  });

  for (const [change, difference] of [
    ['came', -4],
    ['went', 4],
  ] as const) {
    it(`finds the day although sessions ${change} since they were counted`, async () => {
      const api = memoryOf(aYear());
      const { list } = await show({
        ...api,
        countSessions: async (filter, options) => {
          const { count, exact } = await api.countSessions(filter, options);
          return { count: count + difference, exact };
        },
      });
      await goTo(list, '06/15/2025', true);
      await focusOn(list, '2025-06-15 9');
    });
  }

  it('goes beyond what the backend counts for a list, and stays within its filters', async () => {
    const api = memoryOf(aYear());
    const counting: ReviewApi = {
      ...api,
      listSessions: async (query, options) => {
        const page = await api.listSessions(query, options);
        return { ...page, total: { count: 100, exact: false } };
      },
    };
    const { list } = await show(counting, { from: '2025-03-01' });
    await goTo(list, '06/15/2025', true);
    await focusOn(list, '2025-06-15 9');
    await goTo(list, '12/25/2025', true);
    await focusOn(list, '2025-12-25 9');
    await goTo(list, '01/15/2025', true);
    await focusOn(list, '2025-03-01');
  });

  it('explains an incomplete date and a failure, and keeps the focus in the panel', async () => {
    const api = memoryOf(aYear());
    let isDown = true;
    const { list } = await show({
      ...api,
      countSessions: (filter, options) =>
        isDown ? Promise.reject(new Error('down')) : api.countSessions(filter, options),
    });
    await goTo(list, '06/2025', true);
    await waitUntil(() => textOf(within(list, '#day')).includes('Incomplete or invalid date'));
    expect(within(list, '#day input')!.ariaInvalid).to.equal('true');
    await expect(list).to.be.accessible();
    await goTo(list, '06/15/2025', true);
    await waitUntil(() => within(list, '#day-problem:not([hidden])'), 'the failure');
    expect(within(list, '#day')!.contains(focusedIn(list))).to.be.true;
    isDown = false;
    await sendKeys({ press: 'Enter' });
    await focusOn(list, '2025-06-15 9');
  });

  it('says that the list is too long where the backend does not count so far', async () => {
    const api = memoryOf(aYear());
    const { list } = await show({
      ...api,
      countSessions: () => Promise.resolve({ count: 100, exact: false }),
    });
    await goTo(list, '06/15/2025', true);
    await waitUntil(() => textOf(within(list, '#day')).includes('too long'), 'the explanation');
  });

  it('is closed by Escape, which returns the focus to its button', async () => {
    const { list } = await show(memoryOf(aYear()));
    await openPanel(list, 'day');
    expect(focusedIn(list)).to.equal(within(list, '#day input'));
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focusedIn(list) === dayButton(list), 'the focus is on the button');
  });

  it('is not offered in another order, nor by an adapter that cannot tell the place of a day', async () => {
    const orders: SessionSort[] = ['lastName', 'status'];
    for (const sort of orders) {
      const { list } = await show(memoryOf(aYear().slice(0, 100)), { sort });
      expect(dayButton(list), sort).to.be.null;
    }
    const lacks: Partial<Queries>[] = [{ offset: false }, { count: false }, { filters: [] }];
    for (const lack of lacks) {
      const { list } = await show(memoryOf(aYear().slice(0, 100), { ...allQueries, ...lack }));
      expect(buttonOf(list, 'Columns'), 'the toolbar').to.exist;
      expect(dayButton(list), JSON.stringify(lack)).to.be.null;
    }
  });

  it('stands where the list is narrow, and from right to left', async () => {
    const { provider, list } = await mount(memoryOf(aYear()), {}, 320);
    provider.dir = 'rtl';
    await waitUntil(() => dayButton(list), 'the button');
    await goTo(list, '06/15/2025', true);
    await focusOn(list, '2025-06-15 9');
    expect(list.scrollWidth).to.be.at.most(list.clientWidth);
  });
});
