import { expect } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import { allQueries, type Actor, type Session } from 'kv-review/model';

import {
  named,
  namesOf,
  rowsOf,
  scrollTo,
  scrollerOf,
  show,
  textOf,
  type as typeSearch,
  within,
  type List,
  type Provider,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

/** Sessions named by their place in the list, one for each minute. */
function numbered(count: number): Session[] {
  const [session] = named(1);
  return Array.from({ length: count }, (_, index) => ({
    ...session!,
    id: `s-${index}`,
    client: { ...session!.client, firstName: 'Number', lastName: `N${index}` },
    createdAt: new Date(Date.UTC(2026, 5, 1) - index * 60_000).toISOString(),
  }));
}

const capabilities = ['decide', 'edit-client', 'add-note'] as const;
const sessions = numbered(400);

const apiFor = (actor: Actor, offset: boolean): ReviewApi =>
  createMemoryApi({
    sessions,
    actor,
    workspace: { capabilities, queries: { ...allQueries, offset } },
  });

const nino: Actor = { id: 'nino', name: 'Nino Specimenadze', role: 'agent' };
const alex: Actor = { id: 'alex', name: 'Alex Agent', role: 'agent' };

/** The row at the top of the view. */
const topOf = (list: List): string => {
  const edge = within(list, '.head')?.getBoundingClientRect().bottom ?? Infinity;
  const row = rowsOf(list)
    .filter((each) => each.getBoundingClientRect().top >= edge - 1)
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
  return row && row.querySelector('.name') ? textOf(row.querySelectorAll('.name')[1]) : '';
};

const tabStopOf = (list: List): string | undefined => {
  const row = rowsOf(list).find(({ tabIndex }) => tabIndex === 0);
  return row && textOf(row.querySelectorAll('.name')[1]);
};

/** Scrolls so that a row is at the top, and gives the focus to the one after it. */
async function goTo(list: List, index: number): Promise<void> {
  const height = rowsOf(list)[0]!.offsetHeight;
  scrollTo(list, index * height);
  await waitUntil(() => topOf(list) === `N${index}`, `row ${index} is at the top`);
  const next = rowsOf(list).find((row) => textOf(row).includes(`N${index + 1}`));
  next!.focus();
  expect(tabStopOf(list)).to.equal(`N${index + 1}`);
}

const removals: Readonly<
  Record<string, (place: { provider: Provider; list: List }) => () => void>
> = {
  'is removed and put back': ({ list, provider }) => {
    list.remove();
    return () => provider.append(list);
  },
  'is unmounted and mounted with its provider': ({ provider }) => {
    const page = provider.parentElement!;
    provider.remove();
    return () => page.append(provider);
  },
  'is moved in the page': ({ list, provider }) => {
    const place = document.createElement('section');
    provider.append(place);
    place.append(list);
    return () => undefined;
  },
};

describe('the place of kv-session-list', () => {
  for (const [what, remove] of Object.entries(removals)) {
    for (const offset of [true, false]) {
      it(`stays when it ${what}${offset ? '' : ', where pages follow each other'}`, async () => {
        const place = await show(apiFor(alex, offset));
        const { list } = place;
        await goTo(list, 30);
        if (!offset) await waitUntil(() => scrollerOf(list).scrollHeight > 5000);
        await goTo(list, 90);
        const putBack = remove(place);
        if (!list.isConnected) await new Promise((resolve) => setTimeout(resolve, 50));
        putBack();
        await waitUntil(() => topOf(list) === 'N90', `the same row is at the top: ${topOf(list)}`);
        await waitUntil(() => tabStopOf(list) === 'N91', 'the same row is the tab stop');
        expect(document.activeElement, 'the focus is the user’s').not.to.equal(list);
      });
    }
  }

  it('stays together with the search', async () => {
    const { list, provider } = await show(apiFor(alex, true));
    typeSearch(list, 'N1');
    await waitUntil(() => namesOf(list).every((name) => name.includes('N1')));
    await waitUntil(() => textOf(within(list, '.total')).includes('111'));
    const height = rowsOf(list)[0]!.offsetHeight;
    scrollTo(list, 40 * height);
    await waitUntil(() => topOf(list).startsWith('N1') && !['N1', 'N10'].includes(topOf(list)));
    const top = topOf(list);
    list.remove();
    provider.append(list);
    await waitUntil(() => topOf(list) === top);
    expect(within(list, 'input')).to.have.property('value', 'N1');
  });

  it('is forgotten for another user, and for another selection', async () => {
    const { list, provider } = await show(apiFor(alex, true));
    await goTo(list, 90);
    list.remove();
    provider.api = apiFor(nino, true);
    provider.append(list);
    await waitUntil(() => topOf(list) === 'N0', 'the list begins at its start');

    await goTo(list, 90);
    list.remove();
    list.sort = 'createdAt';
    provider.append(list);
    await waitUntil(() => topOf(list) === 'N399', 'the other order begins at its start');
  });
});
