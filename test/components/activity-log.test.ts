import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import type { ActivityChain, ActivityEntry } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/activity-log';
import 'kv-review/define/review-provider';
import { isKnownAction } from '../../src/components/activity-log/kinds.js';
import { activityTexts } from '../../src/i18n/en.activity.js';
import { activityAction } from '../../src/model/activity-log.js';
import { recordAnnouncements } from './announcements.js';
import { alex } from './review-page.js';
import {
  allWithin,
  buttonOf,
  focusedIn,
  inOrder,
  openPanel,
  rowsOf,
  scrollerOf,
  scrollTo,
  textOf,
  within,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

type Log = HTMLElementTagNameMap['kv-activity-log'];
type Logged =
  NonNullable<MemoryApiOptions['activity']> extends Iterable<infer Entry> ? Entry : never;

const master = { ...alex, role: 'master' as const };
const [session] = sampleSessions({ count: 1, seed: 1 });
const start = Date.parse('2026-03-01T00:00:00Z');

/** Entries one minute apart, oldest first. */
const logged = (count: number, change: (index: number) => Partial<Logged> = () => ({})): Logged[] =>
  Array.from({ length: count }, (_, index) => ({
    action: 'session-read' as const,
    details: {},
    at: new Date(start + index * 60_000).toISOString(),
    actor: { id: `u${index % 3}`, name: `User ${index % 3}`, role: 'agent' as const },
    sessionId: session!.id,
    ...change(index),
  }));

function backend(activity: Logged[], changes: Partial<MemoryApiOptions> = {}): MemoryApi {
  return createMemoryApi({
    sessions: [session!],
    actor: master,
    activity,
    now: () => new Date('2026-03-02T12:00:00Z'),
    workspace: { capabilities: ['activity'], timeZone: 'Asia/Tbilisi' },
    ...changes,
  });
}

async function mount(
  api: ReviewApi,
  properties: Partial<Log> = {},
  width = 1100,
): Promise<{ log: Log; provider: HTMLElementTagNameMap['kv-review-provider'] }> {
  const provider = document.createElement('kv-review-provider');
  provider.locale = 'en';
  provider.api = api;
  const log = Object.assign(document.createElement('kv-activity-log'), properties);
  log.style.blockSize = '500px';
  provider.append(log);
  const page = await fixture<HTMLElement>(html`<div></div>`);
  page.style.inlineSize = `${width}px`;
  page.append(provider);
  return { log, provider };
}

const titlesOf = (log: Log) => allWithin(log, '.what-title').map(textOf);
const numbersOf = (log: Log) =>
  rowsOf(log)
    .map((row) => textOf(row.querySelector('.sequence')))
    .filter(Boolean);
const shows = (log: Log, text: string) =>
  waitUntil(() => textOf(log).includes(text), `the log shows “${text}”`);

async function show(api: ReviewApi, properties: Partial<Log> = {}, width?: number): Promise<Log> {
  const { log } = await mount(api, properties, width);
  await waitUntil(() => numbersOf(log).length > 0, 'entries are listed');
  await inOrder(log);
  return log;
}

const signIn = (api: MemoryApi, name = 'New User'): void =>
  api.recordSignIn({ action: 'sign-in', userId: 'new', name, role: 'agent' });

describe('kv-activity-log', () => {
  it('says who did what, when, and to which session', async () => {
    const log = await show(
      backend(
        logged(1, () => ({
          action: 'edit',
          details: { fields: ['firstName', 'birthDate'] },
          actor: { id: 'u1', name: 'Ann Agent', role: 'agent' },
        })),
      ),
      { kind: 'edit' },
    );
    const [row] = rowsOf(log);
    expect([...row!.querySelectorAll('[role=gridcell]')].map(textOf)).to.deep.equal([
      '1',
      textOf(row!.querySelector('time')),
      'Ann AgentAgent',
      'Edited the client’s dataFields: First Name, Birth Date',
      `Open session ${session!.id}${session!.id}`,
    ]);
    const time = row!.querySelector('time')!;
    expect(time.dateTime).to.equal('2026-03-01T00:00:00.000Z');
    expect(time.title).to.match(/GMT|UTC/);
    await expect(log).to.be.accessible();
  });

  it('has words for every action, and shows a newer one as it is', async () => {
    for (const action of activityAction.options) {
      expect(isKnownAction(action), action).to.be.true;
      expect(activityTexts).to.have.property(`log.action.${action}`);
    }
    const api = backend([]);
    const entry: ActivityEntry = {
      sequence: 7,
      at: '2026-03-01T00:00:00Z',
      actor: { id: 'u9', name: null, role: 'auditor' },
      action: 'page-annotated',
      sessionId: null,
      details: { view: 'reports' },
    };
    const log = await show({
      ...api,
      listActivity: () =>
        Promise.resolve({
          items: [entry],
          nextCursor: null,
          latest: '7',
          total: { count: 1, exact: true },
        }),
    });
    const text = textOf(log).replaceAll(/[\u2068\u2069]/g, '');
    expect(text).to.include('u9auditor');
    expect(text).to.include('Unknown action: page-annotated');
    expect(text).to.include('Page: reports');
  });

  it('names nobody and no session in an attribute', async () => {
    const log = await show(backend(logged(3)), { users: ['u1'] });
    await waitUntil(() => within(log, '.chip'), 'the filter is shown');
    await waitUntil(() => textOf(log).includes('User: '), 'the user has a name');
    const attributes = log.shadowRoot!.innerHTML.replaceAll(/>[^<]*</g, '><');
    expect(attributes).not.to.match(/User 1|\bu1\b/);
    expect(attributes).not.to.include(session!.id);
  });

  it('opens the session of an entry', async () => {
    const log = await show(backend(logged(2)), { kind: 'opened' });
    const opened: string[] = [];
    log.addEventListener('kv-session-open', ({ detail }) => opened.push(detail.sessionId));
    within(log, '.session-link')!.click();
    expect(opened).to.deep.equal([session!.id]);
  });

  it('shows all that an entry says, and gives the focus back', async () => {
    const log = await show(
      backend(
        logged(1, () => ({ action: 'photo-read', details: { photoId: 'p1', size: 'full' } })),
      ),
      { kind: 'read' },
    );
    rowsOf(log)[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => within(log, 'dialog:modal'), 'the entry is shown');
    const text = textOf(within(log, 'dialog')).replaceAll(/[\u2068\u2069]/g, '');
    for (const part of [
      'Entry 1',
      'Viewed a photo',
      'p1',
      'Full size',
      '2026-03-01T00:00:00.000Z',
    ]) {
      expect(text).to.include(part);
    }
    await expect(log).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !within(log, 'dialog:modal'), 'the entry is closed');
    expect(focusedIn(log)).to.equal(rowsOf(log)[0]);
  });

  it('shows the next entry when it is opened before the browser reports that the last was closed', async () => {
    const log = await show(backend(logged(2)));
    const [first, second] = rowsOf(log);
    first!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => within(log, 'dialog:modal'), 'the entry is shown');
    const dialog = within(log, 'dialog') as HTMLDialogElement;
    const closed = oneEvent(dialog, 'close');
    within(log, '.entry-head button')!.click();
    await log.updateComplete;
    second!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await closed;
    await log.updateComplete;
    expect(dialog.open).to.equal(true);
    expect(textOf(dialog)).to.match(/^\s*Entry \d/);
  });

  it('is a grid by keyboard', async () => {
    const log = await show(backend(logged(300)));
    rowsOf(log)[0]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(focusedIn(log)!.ariaRowIndex).to.equal('3');
    for (let column = 0; column < 5; column += 1) await sendKeys({ press: 'ArrowRight' });
    expect(focusedIn(log)!.closest('[role=gridcell]')!.ariaColIndex).to.equal('5');
    await sendKeys({ press: 'PageDown' });
    await sendKeys({ press: 'Home' });
    expect(focusedIn(log)!.closest('[role=gridcell]')!.ariaColIndex).to.equal('1');
    const tabStops = allWithin(log, '.grid *').filter(({ tabIndex }) => tabIndex === 0);
    expect(tabStops).to.deep.equal([focusedIn(log)]);
  });

  it('reads older entries as the user scrolls, with few rows in the document', async () => {
    const log = await show(backend(logged(1000)));
    const seen = new Set<string>();
    await waitUntil(() => {
      scrollTo(log, scrollerOf(log).scrollHeight);
      for (const number of numbersOf(log)) seen.add(number);
      return seen.has('1');
    }, 'the first entry was read');
    expect(rowsOf(log).length).to.be.lessThan(40);
    await shows(log, 'End of the log');
    // Two more: the workspace and the log were read.
    expect(textOf(within(log, '.total'))).to.equal('1,002 entries');
  });

  describe('live', () => {
    it('shows a new entry by itself', async () => {
      const api = backend(logged(20));
      const log = await show(api);
      signIn(api);
      await waitUntil(() => titlesOf(log)[0] === 'Signed in', 'the entry is there');
      expect(textOf(rowsOf(log)[0]!.querySelector('.who'))).to.equal('New UserAgent');
      expect(textOf(within(log, '.total'))).to.equal('23 entries');
    });

    it('moves nothing that somebody reads, and says how many entries are new', async () => {
      const api = backend(logged(100));
      const log = await show(api);
      scrollTo(log, 1000);
      await waitUntil(() => !numbersOf(log).includes('102'), 'the log is scrolled');
      await inOrder(log);
      await waitUntil(() => rowsOf(log).length > 20, 'rows beyond the view are there');
      const places = () =>
        rowsOf(log)
          .map(
            (row) =>
              `${textOf(row.querySelector('.sequence'))} at ${row.getBoundingClientRect().top}`,
          )
          .sort();
      const before = places();
      const said = recordAnnouncements();
      signIn(api);
      signIn(api);
      await waitUntil(() => textOf(within(log, '.unseen')).includes('new'), 'it is announced');
      expect(places()).to.deep.equal(before);
      await waitUntil(() => textOf(within(log, '.unseen')).startsWith('2 new'), 'both are counted');
      await waitUntil(() => said.texts.some((text) => /new entr/.test(text)), 'it is said');
      said.stop();
      within(log, '.unseen button')!.click();
      await waitUntil(() => titlesOf(log)[0] === 'Signed in', 'they are shown');
      await inOrder(log);
      expect(focusedIn(log)).to.equal(rowsOf(log)[0]);
      expect(numbersOf(log).slice(0, 3)).to.deep.equal(['104', '103', '102']);
    });

    it('asks for nothing while it is hidden', async () => {
      const api = backend(logged(5));
      let calls = 0;
      const counting: ReviewApi = {
        ...api,
        listActivity: (query, options) => {
          calls += 1;
          return api.listActivity(query, options);
        },
      };
      const hidden = await show(counting);
      hidden.hidden = true;
      await waitUntil(() => rowsOf(hidden).length === 0, 'no row is left');
      const before = calls;
      const other = await show(api);
      signIn(api);
      await waitUntil(() => titlesOf(other)[0] === 'Signed in', 'another log shows the entry');
      expect(calls).to.equal(before);
      hidden.hidden = false;
      await waitUntil(() => titlesOf(hidden).includes('Signed in'), 'the log asks again');
    });

    it('does not read the log again to look for new entries', async () => {
      const api = backend(logged(5));
      let calls = 0;
      const log = await show({
        ...api,
        listActivity: (query, options) => {
          calls += 1;
          return api.listActivity(query, options);
        },
      });
      await waitUntil(() => calls > 2, 'the log has polled');
      expect(titlesOf(log).filter((title) => title === 'Read the activity log')).to.have.lengthOf(
        1,
      );
    });

    it('keeps what it shows when a poll fails, and says so', async () => {
      const api = backend(logged(5));
      let isDown = false;
      const log = await show({
        ...api,
        listActivity: (query, options) =>
          isDown
            ? Promise.reject(new ReviewError('unavailable', 'Down.'))
            : api.listActivity(query, options),
      });
      const numbers = numbersOf(log);
      isDown = true;
      await shows(log, 'This may be out of date');
      expect(numbersOf(log)).to.deep.equal(numbers);
      isDown = false;
      buttonOf(log, 'Try again')!.click();
      await waitUntil(() => !textOf(log).includes('out of date'), 'the log is current again');
    });
  });

  describe('filters', () => {
    const mixed = logged(40, (index) => ({
      action: index % 2 ? 'decision' : 'session-read',
      details: index % 2 ? { verdict: 'verify', reasons: [] } : {},
    }));

    it('lists some kinds of actions', async () => {
      const log = await show(backend(mixed));
      const changes: unknown[] = [];
      log.addEventListener('kv-activity-filter-change', ({ detail }) => changes.push(detail));
      await openPanel(log, 'filters');
      const boxes = allWithin(log, '#filters label');
      boxes.find((box) => textOf(box) === 'Decisions')!.click();
      await waitUntil(() => titlesOf(log).every((title) => title === 'Verified the session'));
      await waitUntil(() => textOf(within(log, '.total')) === '20 entries', 'they are counted');
      expect(log.getAttribute('kind')).to.equal('decision');
      expect(changes).to.deep.equal([{ kind: 'decision', from: '', to: '', sessionId: '' }]);
      await expect(log).to.be.accessible();
    });

    it('lists what some users did, by name', async () => {
      const log = await show(backend(mixed));
      await openPanel(log, 'filters');
      await waitUntil(() => within(log, '#user'), 'the users have loaded');
      within(log, '#user')!.focus();
      await sendKeys({ type: 'User 2' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => textOf(within(log, '.total')) === '13 entries', 'they are counted');
      expect(log.users).to.deep.equal(['u2']);
      expect(textOf(within(log, '.chips')).replaceAll(/[\u2068\u2069]/g, '')).to.include(
        'User: User 2',
      );
    });

    it('lists the days of the company', async () => {
      // In Tbilisi, 2 March begins at 20:00 UTC.
      const days = logged(48, (index) => ({
        at: new Date(start + index * 3_600_000).toISOString(),
      }));
      const log = await show(backend(days), { from: '2026-03-02', to: '2026-03-02' });
      expect(textOf(within(log, '.total'))).to.equal('26 entries');
      await openPanel(log, 'filters');
      expect(textOf(within(log, '#zone'))).to.include('Asia/Tbilisi');
    });

    it('lists one session, and offers a way back when nothing matches', async () => {
      const log = await show(backend(mixed), { sessionId: session!.id });
      expect(textOf(within(log, '.total'))).to.equal('40 entries');
      log.sessionId = 'another';
      await shows(log, 'No entries match these filters');
      await expect(log).to.be.accessible();
      const notice = within(log, '.notice')!;
      notice.querySelector('button')!.click();
      await waitUntil(() => numbersOf(log).length > 5, 'all entries are listed');
      expect(log.sessionId).to.equal('');
    });
  });

  describe('verification', () => {
    const at = '2026-03-02T10:00:00Z';
    const chain = (change: Partial<ActivityChain> = {}): ActivityChain => ({
      first: 1,
      last: 20,
      verified: { sequence: 12, at },
      checkedInFullAt: null,
      fault: null,
      checking: null,
      ...change,
    });
    const answering = (api: MemoryApi, answer: () => ActivityChain): ReviewApi => ({
      ...api,
      getActivityChain: () => Promise.resolve(answer()),
    });
    const plain = (element: Element | null) => textOf(element).replaceAll(/[\u2068\u2069]/g, '');

    it('says up to which entry the log holds', async () => {
      const log = await show(answering(backend(logged(20)), chain));
      expect(plain(within(log, '.chain'))).to.match(/^Verified up to entry 12, Mar 2, 2026/);
    });

    it('says which entry does not hold, how, whom to tell and what to keep', async () => {
      const fault = { sequence: 13, kind: 'missing', at };
      const log = await show(answering(backend(logged(20)), () => chain({ fault })));
      const message = plain(within(log, '.message'));
      expect(message).to.include('Entry 13 is not as it was written');
      expect(message).to.include('It was removed, but later entries exist.');
      expect(message).to.include('security team');
      expect(message).to.include('Keep what shows the log as it was');
      await expect(log).to.be.accessible();
    });

    it('has words for every fault, and names a newer one', async () => {
      const fault = { sequence: 13, kind: 'torn', at };
      const log = await show(answering(backend(logged(20)), () => chain({ fault })));
      expect(plain(within(log, '.message'))).to.include('names this fault: torn');
    });

    it('starts a check of all entries and shows its progress', async () => {
      let current = chain();
      const api = answering(backend(logged(20)), () => current);
      const log = await show({
        ...api,
        checkActivityChain: () => {
          current = chain({ checking: { done: 5, total: 20 } });
          return Promise.resolve(chain());
        },
      });
      await openPanel(log, 'chain');
      buttonOf(log, 'Check all entries')!.click();
      await shows(log, 'Checking: 5 of 20 entries');
      current = chain({ verified: { sequence: 20, at }, checkedInFullAt: at });
      await waitUntil(() => plain(within(log, '.chain-state')).includes('entry 20'));
    });

    it('signs the end of the log, as a file', async () => {
      const log = await show(backend(logged(3)));
      await openPanel(log, 'chain');
      buttonOf(log, 'Sign the end')!.click();
      await waitUntil(() => buttonOf(log, 'Download'), 'it is signed');
      expect(plain(within(log, '#chain'))).to.match(/Signed up to entry \d/);
      await expect(log).to.be.accessible();
      const names: string[] = [];
      const note = (event: Event): void => {
        const link = event.composedPath()[0];
        if (link instanceof HTMLAnchorElement) names.push(link.download);
      };
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        names.push(this.download);
      };
      addEventListener('click', note);
      buttonOf(log, 'Download')!.click();
      await waitUntil(() => names.some((name) => name.endsWith('.jws')), 'the file is there');
      HTMLAnchorElement.prototype.click = click;
      removeEventListener('click', note);
      expect(names.at(-1)).to.match(/^activity-log-\d+-2026-03-02\.jws$/);
    });

    it('keeps the log when the state of the chain cannot be read', async () => {
      const api = backend(logged(20));
      const log = await show({
        ...api,
        getActivityChain: () => Promise.reject(new ReviewError('unavailable', 'Down.')),
      });
      await shows(log, 'could not be read');
      expect(numbersOf(log)).not.to.be.empty;
    });
  });

  describe('states', () => {
    it('is closed to agents, and asks for nothing', async () => {
      const api = backend(logged(3), { actor: { ...alex, role: 'agent' } });
      let calls = 0;
      const { log } = await mount({
        ...api,
        listActivity: (...call) => {
          calls += 1;
          return api.listActivity(...call);
        },
      });
      await shows(log, 'Only master users can see the activity log');
      expect(calls).to.equal(0);
      await expect(log).to.be.accessible();
    });

    it('says that the backend has no log', async () => {
      const { log } = await mount(backend([], { workspace: { capabilities: ['decide'] } }));
      await shows(log, 'There is no activity log here');
    });

    it('shows outlines until the first entries arrive', async () => {
      const api = backend(logged(3));
      const { log } = await mount({ ...api, listActivity: () => new Promise(() => undefined) });
      await waitUntil(() => within(log, '.row .skeleton'), 'there are outlines');
      expect(within(log, '[role=grid]')!.ariaBusy).to.equal('true');
      await expect(log).to.be.accessible();
    });

    it('tries again after an error', async () => {
      const api = backend(logged(3));
      let isDown = true;
      const { log } = await mount({
        ...api,
        listActivity: (query, options) =>
          isDown
            ? Promise.reject(new ReviewError('unavailable', 'Down.'))
            : api.listActivity(query, options),
      });
      await shows(log, 'The service cannot be reached');
      isDown = false;
      buttonOf(log, 'Try again')!.click();
      await waitUntil(() => numbersOf(log).length > 0, 'entries are listed');
    });

    it('says that older entries could not be read, and reads them again', async () => {
      const api = backend(logged(400));
      let isDown = true;
      const log = await show({
        ...api,
        listActivity: (query, options) =>
          isDown && query.cursor
            ? Promise.reject(new ReviewError('timeout', 'Late.'))
            : api.listActivity(query, options),
      });
      scrollTo(log, scrollerOf(log).scrollHeight);
      await shows(log, 'More entries could not be loaded.');
      isDown = false;
      buttonOf(log, 'Try again')!.click();
      await waitUntil(() => {
        scrollTo(log, scrollerOf(log).scrollHeight);
        return numbersOf(log).includes('1');
      }, 'the oldest entry is there');
    });

    it('clears everything for another user', async () => {
      const api = backend(logged(3));
      const { log, provider } = await mount(api);
      await waitUntil(() => numbersOf(log).length > 0, 'entries are listed');
      provider.api = api.as({ ...alex, role: 'agent' });
      await shows(log, 'Only master users can see the activity log');
      expect(rowsOf(log)).to.be.empty;
    });

    it('shows a card for each entry where it is narrow', async () => {
      await setViewport({ width: 320, height: 700 });
      const log = await show(backend(logged(30)), {}, 320);
      const [row] = rowsOf(log);
      expect(row!.scrollWidth).to.be.at.most(row!.clientWidth);
      expect(log.scrollWidth).to.be.at.most(320);
      for (const header of allWithin(log, '[role=columnheader]')) {
        expect(header.checkVisibility({ visibilityProperty: true })).to.be.true;
      }
      await expect(log).to.be.accessible();
      await setViewport({ width: 1280, height: 800 });
    });

    it('is printed with all entries that have loaded', async () => {
      const log = await show(backend(logged(120)));
      const before = rowsOf(log).length;
      dispatchEvent(new Event('beforeprint'));
      expect(rowsOf(log).length).to.be.greaterThan(before);
      dispatchEvent(new Event('afterprint'));
      await waitUntil(() => rowsOf(log).length <= before + 10, 'the rows in view are left');
    });
  });

  describe('export', () => {
    /** No browser dialog: the file goes to the downloads. */
    const picker = Object.getOwnPropertyDescriptor(globalThis, 'showSaveFilePicker');
    let files: Blob[];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;

    beforeEach(() => {
      files = [];
      Object.defineProperty(globalThis, 'showSaveFilePicker', {
        value: undefined,
        configurable: true,
      });
      URL.createObjectURL = (file) => {
        files.push(file as Blob);
        return 'blob:nothing';
      };
      HTMLAnchorElement.prototype.click = () => undefined;
    });

    afterEach(() => {
      if (picker) Object.defineProperty(globalThis, 'showSaveFilePicker', picker);
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    });

    it('saves what the filters select', async () => {
      const log = await show(backend(logged(30)), { users: ['u1'] });
      const done: unknown[] = [];
      log.addEventListener('kv-export-complete', ({ detail }) => done.push(detail));
      buttonOf(log, 'Export CSV')!.click();
      await waitUntil(() => done.length > 0, 'the export is complete');
      expect(done).to.deep.equal([{ count: 10, outcome: 'offered' }]);
      const text = await files[0]!.text();
      expect(text.trim().split('\r\n')).to.have.lengthOf(11);
      await shows(log, 'A file with 10 entries was passed to your browser.');
    });

    it('waits after a failure until the user tries again, or cancels', async () => {
      const api = backend(logged(30));
      let isDown = true;
      const log = await show({
        ...api,
        exportActivity: (input, options) =>
          isDown
            ? Promise.reject(new ReviewError('forbidden', 'No.'))
            : api.exportActivity(input, options),
      });
      buttonOf(log, 'Export CSV')!.click();
      await waitUntil(() => buttonOf(log, 'Continue'), 'the export waits');
      isDown = false;
      buttonOf(log, 'Continue')!.click();
      await waitUntil(() => files.length === 1, 'the file is complete');
      isDown = true;
      buttonOf(log, 'Export CSV')!.click();
      await waitUntil(() => buttonOf(log, 'Cancel export'), 'the export waits');
      buttonOf(log, 'Cancel export')!.click();
      await shows(log, 'Export canceled; nothing was saved.');
      expect(files).to.have.lengthOf(1);
      expect(focusedIn(log)).to.equal(buttonOf(log, 'Export CSV'));
    });
  });
});
