import { expect } from '@open-wc/testing';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import { allQueries, type Queries, type Session, type SessionQuery } from 'kv-review/model';
import { sendKeys } from '@web/test-runner-commands';

import {
  allWithin,
  focusedIn,
  inOrder,
  named,
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

interface Backend {
  readonly memory: MemoryApi;
  /** Every query of a list that reached the backend. */
  readonly queries: SessionQuery[];
  /** Thrown instead of the next answers. */
  isDown: boolean;
}

/** The HTTP client over the handler: what a page at a server sees. */
function overHttp(sessions: Session[], queries: Queries = allQueries) {
  const backend: Backend = {
    memory: createMemoryApi({
      sessions,
      workspace: { capabilities: ['decide', 'edit-client', 'add-note'], queries },
    }),
    queries: [],
    isDown: false,
  };
  const handle = createHandler(() => backend.memory, { basePath: '/kv' });
  const api = createHttpApi({
    baseUrl: 'https://api.example.test/kv',
    getToken: () => 'token',
    fetch: async (request) => {
      if (request.url.endsWith('/session-query')) {
        backend.queries.push((await request.clone().json()) as SessionQuery);
        if (backend.isDown) return new Response(null, { status: 503 });
      }
      return handle(request);
    },
  });
  return { api, backend };
}

/** The numbers of the rows in view, in the order of the document. */
const numbersOf = (list: List): number[] =>
  namesOf(list).map((name) => Number(name.slice(name.lastIndexOf('N') + 1)));

/** Waits until rows around a number are there, and each shows the session of its place. */
async function shows(list: List, number: number): Promise<void> {
  await waitUntil(() => numbersOf(list).includes(number), `session ${number} is in view`);
  const wrong = rowsOf(list).filter((row) => {
    const name = textOf(row.querySelector('.name:last-of-type') ?? row);
    return /N\d+/.test(name) && !name.includes(`N${Number(row.ariaRowIndex) - 2}`);
  });
  expect(
    wrong.map((row) => `${row.ariaRowIndex}: ${textOf(row)}`),
    'rows out of place',
  ).to.deep.equal([]);
}

/** Drags the thumb of the scrollbar, in one task: a busy machine would rest on the way. */
function drag(list: List, to: number): void {
  const scroller = scrollerOf(list);
  const from = scroller.scrollTop;
  for (let step = 1; step <= 30; step += 1) scrollTo(list, from + ((to - from) * step) / 30);
}

const count = 10_000;

describe('kv-session-list, far down', () => {
  it('reads one page where the reader stops, of 10,000 sessions over HTTP', async () => {
    const { api, backend } = overHttp(numbered(count));
    const { list } = await show(api);
    const { scrollHeight } = scrollerOf(list);
    drag(list, scrollHeight);
    await shows(list, count - 1);
    await inOrder(list);
    expect(rowsOf(list).at(-1)!.ariaRowIndex).to.equal(String(count + 1));
    expect(within(list, '[role="grid"]')!.ariaRowCount).to.equal(String(count + 1));
    expect(backend.queries).to.have.lengthOf(2);
    drag(list, scrollHeight / 2);
    await shows(list, Math.round((scrollerOf(list).scrollTop / scrollHeight) * count) + 3);
    expect(backend.queries).to.have.lengthOf(3);
    drag(list, scrollHeight);
    await shows(list, count - 1);
    // The first rows that the thumb passes follow those in view, so they may be read on the way.
    expect(backend.queries.length, 'nothing is read twice').to.be.at.most(4);
    await expect(list).to.be.accessible();
  });

  it('goes to the last session with End, which keeps the focus while it loads, and back', async () => {
    const { api, backend } = overHttp(numbered(count));
    const { list } = await show(api);
    list.focusRow();
    await sendKeys({ press: 'End' });
    expect(focusedIn(list)!.ariaRowIndex).to.equal(String(count + 1));
    await shows(list, count - 1);
    expect(textOf(focusedIn(list))).to.include(`N${count - 1}`);
    await sendKeys({ press: 'PageUp' });
    await sendKeys({ press: 'ArrowUp' });
    const index = Number(focusedIn(list)!.ariaRowIndex) - 2;
    await waitUntil(() => textOf(focusedIn(list)).includes(`N${index}`), 'a page up');
    expect(index).to.be.lessThan(count - 4);
    await sendKeys({ press: 'Home' });
    expect(textOf(focusedIn(list))).to.include('N0');
    expect(backend.queries.length).to.be.at.most(3);
    expect(list.focusRow(1)).to.be.true;
    expect(textOf(focusedIn(list))).to.include('N1');
  });

  it('scrolls up from there without a gap', async () => {
    const { api } = overHttp(numbered(count));
    const { list } = await show(api);
    scrollTo(list, scrollerOf(list).scrollHeight / 2);
    await waitUntil(() => numbersOf(list).length > 5, 'rows in the middle');
    for (let step = 0; step < 12; step += 1) {
      scrollTo(list, scrollerOf(list).scrollTop - 300);
      await waitUntil(() => numbersOf(list).length >= 8, 'rows further up');
      await inOrder(list);
      const numbers = numbersOf(list);
      expect(numbers).to.deep.equal(numbers.map((_, index) => numbers[0]! + index));
    }
  });

  it('shows each session once although some came in between, and holds the rows in view', async () => {
    const { api, backend } = overHttp(numbered(count));
    const { list } = await show(api, { pollInterval: 0 });
    scrollTo(list, scrollerOf(list).scrollHeight / 2);
    await waitUntil(() => numbersOf(list).length > 5, 'rows in the middle');
    const came = numbered(3).map((session, index) => ({
      ...session,
      id: `new-${index}`,
      createdAt: '2030-01-01T00:00:00Z',
    }));
    Object.assign(backend, {
      memory: createMemoryApi({ sessions: [...came, ...numbered(count)] }),
    });
    for (let step = 0; step < 8; step += 1) {
      scrollTo(list, scrollerOf(list).scrollTop - 400);
      await waitUntil(() => numbersOf(list).length >= 8, 'rows further up');
      await inOrder(list);
      const numbers = numbersOf(list);
      expect(new Set(numbers).size).to.equal(numbers.length);
      expect(numbers).to.deep.equal(numbers.map((_, index) => numbers[0]! + index));
    }
  });

  it('refreshes what is in view in place', async () => {
    const sessions = numbered(count);
    const { api, backend } = overHttp(sessions);
    const { list } = await show(api, { pollInterval: 0 });
    scrollTo(list, scrollerOf(list).scrollHeight / 2);
    await waitUntil(() => numbersOf(list).length > 5, 'rows in the middle');
    await inOrder(list);
    const before = numbersOf(list);
    const { scrollTop } = scrollerOf(list);
    const changed = sessions.map((session) => ({
      ...session,
      version: '2',
      client: { ...session.client, firstName: 'Other' },
    }));
    Object.assign(backend, { memory: createMemoryApi({ sessions: changed }) });
    backend.queries.length = 0;
    await list.refresh();
    await list.updateComplete;
    expect(numbersOf(list)).to.deep.equal(before);
    expect(namesOf(list)[4]).to.include('Other');
    expect(scrollerOf(list).scrollTop).to.equal(scrollTop);
    expect(backend.queries).to.have.lengthOf(2);
  });

  it('says that rows far down could not be loaded, stays there, and loads them on a retry', async () => {
    const { api, backend } = overHttp(numbered(count));
    const { list } = await show(api, { pollInterval: 0 });
    backend.isDown = true;
    scrollTo(list, scrollerOf(list).scrollHeight);
    await waitUntil(() => textOf(list).includes('could not be loaded'), 'the error');
    const { scrollTop } = scrollerOf(list);
    await expect(list).to.be.accessible();
    backend.isDown = false;
    allWithin(list, 'button')
      .find((button) => textOf(button) === 'Try again')!
      .click();
    await shows(list, count - 1);
    expect(scrollerOf(list).scrollTop).to.equal(scrollTop);
    expect(textOf(list)).not.to.include('could not be loaded');
  });

  it('reads page after page if the adapter cannot begin a page anywhere', async () => {
    const { api, backend } = overHttp(numbered(1000), { ...allQueries, offset: false });
    const { list } = await show(api);
    scrollTo(list, scrollerOf(list).scrollHeight);
    await shows(list, 999);
    expect(backend.queries.filter(({ offset }) => typeof offset === 'number')).to.deep.equal([]);
    expect(backend.queries.length).to.be.greaterThan(4);
  });

  it('prints the rows around those in view', async () => {
    const { api } = overHttp(numbered(count));
    const { list } = await show(api);
    scrollTo(list, scrollerOf(list).scrollHeight);
    await shows(list, count - 1);
    dispatchEvent(new Event('beforeprint'));
    await list.updateComplete;
    const numbers = numbersOf(list);
    expect(numbers.at(-1)).to.equal(count - 1);
    expect(numbers).to.deep.equal(numbers.map((_, index) => numbers[0]! + index));
    expect(numbers.length).to.be.greaterThan(40);
    expect(textOf(within(list, '.printed'))).to.include(
      `${numbers.length} sessions of this list, from session ${(numbers[0]! + 1).toLocaleString('en')} on`,
    );
    dispatchEvent(new Event('afterprint'));
    await waitUntil(() => rowsOf(list).length < 40, 'other rows are gone');
  });
});
