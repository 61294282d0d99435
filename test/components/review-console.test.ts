import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap, ConsolePage, Shortcuts } from 'kv-review';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import {
  awaiting,
  button,
  consoleLoaded,
  createApi,
  edgeSession,
  findButton,
  focused,
  nino,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';
import { waitUntil } from '../wait.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const at = (minute: number): string => `2026-03-01T10:0${minute}:00Z`;
/** Oldest first: c, b, a. */
const sessions: Session[] = ['a', 'b', 'c'].map((id, minute) => ({
  ...awaiting,
  id,
  createdAt: at(3 - minute),
}));

/** With three photos and a zone. */
const awaitingSample = sampleSessions({ count: 80, seed: 8 }).find(
  ({ status, client, attempts }) =>
    status === 'awaiting' &&
    client.lastName &&
    attempts.at(-1)?.mrz &&
    attempts.at(-1)?.photos.length === 3,
)!;

interface Options {
  api?: MemoryApi;
  view?: string;
  sessionId?: string;
  pages?: readonly ConsolePage[];
  shortcuts?: Partial<Shortcuts>;
}

async function show({ api = createApi({ sessions }), ...rest }: Options = {}) {
  const { view = 'awaiting', sessionId = '', pages = [], shortcuts = {} } = rest;
  const provider = await showIn(
    api,
    html`<kv-review-console
      view=${view}
      session-id=${sessionId}
      .pages=${pages}
      .shortcuts=${shortcuts}
    >
      <p slot="dashboard">Figures</p>
    </kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  await consoleLoaded(element);
  return { provider, element, api };
}

const part = <Tag extends keyof HTMLElementTagNameMap>(element: Console, tag: Tag) =>
  element.shadowRoot!.querySelector(tag)!;
const listOf = (element: Console) => part(element, 'kv-session-list');
const detailsOf = (element: Console) => part(element, 'kv-session-details');
const verifyDialogOf = (element: Console) =>
  detailsOf(element).shadowRoot!.querySelector('kv-verify-dialog')!;
const editDialogOf = (element: Console) =>
  detailsOf(element).shadowRoot!.querySelector('kv-edit-dialog')!;
const headingOf = (element: Console) => detailsOf(element).shadowRoot!.querySelector('h2');
const tabOf = (element: Console, name: string) =>
  [...detailsOf(element).shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')].find(
    ({ textContent }) => textContent.trim() === name,
  )!;
const isShown = (element: Element) => element.getClientRects().length > 0;
const routesOf = (element: Console) => {
  const routes: KvEventMap['kv-route-change']['detail'][] = [];
  element.addEventListener('kv-route-change', ({ detail }) => routes.push(detail));
  return routes;
};

/** Default: on the body, as if nothing has the focus. */
function press(key: string, more: KeyboardEventInit = {}, target: Element = document.body) {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...more,
  });
  target.dispatchEvent(event);
  return event;
}

async function opens(element: Console, id: string): Promise<void> {
  await waitUntil(() => element.sessionId === id, `session ${id}, not ${element.sessionId}`);
  await button(detailsOf(element), 'Verify');
  await partsLoaded(detailsOf(element));
}

describe('kv-review-console', () => {
  it('shows the pages with the number of sessions that await action, and is accessible', async () => {
    const { element } = await show();
    const items = [...element.shadowRoot!.querySelectorAll('.item')];
    expect(items.map((item) => item.textContent.trim())).to.deep.equal([
      'Sessions',
      'Awaiting Action',
      'Rejections',
    ]);
    await says(part(element, 'kv-awaiting-badge'), '3 sessions await action');
    expect(items[1]!.getAttribute('aria-current')).to.equal('page');
    await waitUntil(() => listOf(element).shadowRoot!.querySelector('[part~=row]'));
    await expect(element).to.be.accessible();
  });

  it('shows that it needs a provider', async () => {
    const element = document.createElement('kv-review-console');
    document.body.append(element);
    await says(element, 'kv-review is not connected');
    element.remove();
  });

  it('passes routes to the host, which may refuse them', async () => {
    const { element } = await show();
    const routes = routesOf(element);
    (await button(element, 'Rejections')).click();
    await element.updateComplete;
    expect(element.view).to.equal('rejected');
    expect(listOf(element).view).to.equal('rejected');
    element.addEventListener('kv-route-change', (event) => event.preventDefault());
    (await button(element, 'Sessions')).click();
    await element.updateComplete;
    expect(element.view).to.equal('rejected');
    expect(routes).to.deep.equal([
      { view: 'rejected', sessionId: null },
      { view: 'all', sessionId: null },
    ]);
  });

  it('accepts a route from the host without an event', async () => {
    const { element } = await show();
    const routes = routesOf(element);
    element.sessionId = 'b';
    await opens(element, 'b');
    expect(isShown(listOf(element))).to.equal(false);
    await expect(element).to.be.accessible();
    element.sessionId = '';
    await waitUntil(() => isShown(listOf(element)));
    expect(routes).to.deep.equal([]);
  });

  it('shows a page of the host', async () => {
    const { element } = await show({
      pages: [{ view: 'dashboard', label: 'Dashboard' }],
      view: 'dashboard',
    });
    expect(isShown(listOf(element))).to.equal(false);
    expect(isShown(element.querySelector('[slot=dashboard]')!)).to.equal(true);
    expect(textOf(element)).to.contain('Dashboard');
    await expect(element).to.be.accessible();
  });

  it('knows the former names of the lists, and warns once', async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
    try {
      const { element } = await show({ view: 'rejections' });
      expect(element.view).to.equal('rejected');
      expect(listOf(element).view).to.equal('rejected');
      element.view = 'sessions';
      await element.updateComplete;
      expect(element.view).to.equal('all');
      element.setAttribute('view', 'rejections');
      await element.updateComplete;
      expect(element.view).to.equal('rejected');
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.deep.equal([
      '<kv-review-console>: view="rejections" is now "rejected".',
      '<kv-review-console>: view="sessions" is now "all".',
    ]);
  });

  it('names its pages, and no other slot, when it has no such page', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
    try {
      const { element } = await show();
      const link = Object.assign(document.createElement('a'), { slot: 'navigation' });
      element.append(link, document.createElement('p'));
      element.view = 'navigation';
      await element.updateComplete;
      expect(element.view).to.equal('awaiting');
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(
      /view="navigation" must be all, awaiting, rejected, [^;]+; "awaiting"/,
    );
    expect(warnings[0]).not.to.match(/, navigation|, [,;]/);
  });

  it('leaves a former name of a list to a page of the host', async () => {
    const { element } = await show({
      pages: [{ view: 'sessions', label: 'Our sessions' }],
      view: 'sessions',
    });
    expect(element.view).to.equal('sessions');
    expect(isShown(listOf(element))).to.equal(false);
    expect(textOf(element)).to.contain('Our sessions');
  });

  it('continues in the order of the list, and skips sessions that a colleague has decided', async () => {
    const api = createApi({ sessions });
    const { element } = await show({ api, sessionId: 'c' });
    await opens(element, 'c');
    const { version } = await api.getSession('b');
    await api
      .as(nino)
      .decideSession('b', { verdict: 'verify', note: null }, { version, idempotencyKey: 'k' });
    press('n');
    await opens(element, 'a');
    press('n');
    await opens(element, 'c');
  });

  it('names the number of sessions on the button to the next one', async () => {
    const { element } = await show({ sessionId: 'c' });
    await opens(element, 'c');
    await says(element, '(3 sessions await action)');
  });

  it('shows that no session awaits action any more', async () => {
    const { element } = await show({
      api: createApi({ sessions: sessions.slice(0, 1) }),
      sessionId: 'a',
    });
    await opens(element, 'a');
    press('v');
    const dialog = verifyDialogOf(element);
    (await button(dialog, 'Verify')).click();
    await says(element, 'Session verified.');
    await says(element, 'No other session awaits action.');
    expect(findButton(element, 'Next awaiting action')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('shows that the next session could not be found, and tries again', async () => {
    const api = createApi({
      sessions,
      faults: [{ kind: 'error', code: 'unavailable', method: 'getSession', calls: [2] }],
    });
    const { element } = await show({ api, sessionId: 'c' });
    await opens(element, 'c');
    press('n');
    await says(element, 'The next session could not be found.');
    press('n');
    await opens(element, 'b');
  });

  it('discards the message about the next session when another user signs in', async () => {
    const { element, provider } = await show({ sessionId: 'c' });
    await opens(element, 'c');
    provider.api = createApi({ sessions: [] });
    await says(detailsOf(element), 'This session does not exist');
    press('n');
    await says(element, 'No other session awaits action.');
  });
});

describe('The single keys of kv-review-console', () => {
  const unused = () => show({ sessionId: 'c' });
  const isIdle = (element: Console) => element.sessionId === 'c';

  it('open the next session that matches the list’s filters', async () => {
    const narrowed = sessions.map((session) => ({
      ...session,
      documentType: session.id === 'b' ? ('passport' as const) : ('id-card' as const),
    }));
    const { element } = await show({ api: createApi({ sessions: narrowed }) });
    listOf(element).documentType = 'passport';
    await listOf(element).updateComplete;
    press('n');
    await opens(element, 'b');
  });

  it('open the session of the row that has the focus, and from there on the next', async () => {
    const { element } = await show();
    await until(() => listOf(element).focusRow());
    press('j');
    press('n');
    await opens(element, 'b');
    press('n');
    await opens(element, 'a');
  });

  it('open the session after that row, if a colleague has decided it', async () => {
    const api = createApi({ sessions });
    const { element } = await show({ api });
    await until(() => listOf(element).focusRow());
    const { version } = await api.getSession('c');
    await api
      .as(nino)
      .decideSession('c', { verdict: 'verify', note: null }, { version, idempotencyKey: 'k' });
    press('n');
    await opens(element, 'b');
  });

  it('can be changed and removed', async () => {
    const { element } = await show({ shortcuts: { nextSession: 'x', previousRow: '' } });
    expect(press('n').defaultPrevented).to.equal(false);
    expect(press('k').defaultPrevented).to.equal(false);
    expect(press('x').defaultPrevented).to.equal(true);
    await opens(element, 'c');
  });

  it('work by position on a layout of another script, and with Caps Lock', async () => {
    const { element } = await show();
    press('ნ', { code: 'KeyN' });
    await opens(element, 'c');
    press('N');
    await opens(element, 'b');
  });

  for (const [layout, key, code] of [
    ['Georgian', 'ე', 'KeyE'],
    ['Cyrillic', 'у', 'KeyE'],
    ['Arabic', 'لا', 'KeyE'],
    ['Devanagari', 'ा', 'KeyE'],
  ] as const) {
    it(`work on a ${layout} layout, also where a key types a mark or two letters`, async () => {
      const { element } = await show({ sessionId: 'c' });
      await opens(element, 'c');
      expect(press(key, { code, shiftKey: true }).defaultPrevented).to.equal(false);
      expect(press(key, { code }).defaultPrevented).to.equal(true);
      await until(() => editDialogOf(element).open);
    });
  }

  it('ignore the event without a key of a browser that fills in a form', async () => {
    const { element } = await unused();
    const failed: unknown[] = [];
    const onError = ({ error }: ErrorEvent): void => void failed.push(error);
    addEventListener('error', onError);
    element.dispatchEvent(new Event('keydown', { bubbles: true, composed: true }));
    removeEventListener('error', onError);
    expect(failed).to.deep.equal([]);
  });

  for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey'] as const) {
    it(`do nothing with ${modifier}`, async () => {
      const { element } = await unused();
      expect(press('n', { [modifier]: true }).defaultPrevented).to.equal(false);
      expect(isIdle(element)).to.equal(true);
    });
  }

  it('do nothing when they are switched off [shortcuts-off]', async () => {
    const { element } = await unused();
    element.noShortcuts = true;
    expect(press('n').defaultPrevented).to.equal(false);
  });

  it('ignore a key that has been handled', async () => {
    const { element } = await unused();
    const handle = (event: Event): void => event.preventDefault();
    document.addEventListener('keydown', handle, { once: true });
    press('?');
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('kv-shortcut-help')!.open).to.equal(false);
    press('?');
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('kv-shortcut-help')!.open).to.equal(true);
  });

  it('ignore a key while the focus is elsewhere on the page', async () => {
    const { element, provider } = await unused();
    const other = document.createElement('button');
    provider.append(other);
    expect(press('n', {}, other).defaultPrevented).to.equal(false);
    expect(isIdle(element)).to.equal(true);
  });

  for (const markup of ['input', 'textarea', 'select', 'div'] as const) {
    it(`do nothing while typing into a ${markup === 'div' ? 'contenteditable' : markup} in a shadow root`, async () => {
      const { element } = await unused();
      const widget = document.createElement('span');
      const field = document.createElement(markup);
      if (markup === 'div') field.contentEditable = 'true';
      widget.attachShadow({ mode: 'open' }).append(field);
      element.append(widget);
      expect(press('n', {}, field).defaultPrevented).to.equal(false);
      expect(isIdle(element)).to.equal(true);
    });
  }

  it('do nothing behind a modal dialog of the page, wherever it is', async () => {
    const { element } = await unused();
    const widget = document.createElement('div');
    const dialog = document.createElement('dialog');
    dialog.textContent = 'Stay signed in?';
    widget.attachShadow({ mode: 'open' }).append(dialog);
    document.body.append(widget);
    dialog.showModal();
    expect(press('n').defaultPrevented).to.equal(false);
    expect(isIdle(element)).to.equal(true);
    widget.remove();
    expect(press('n').defaultPrevented).to.equal(true);
  });

  for (const name of ['dialog', 'popover'] as const) {
    it(`do nothing in a ${name} that leaves the page usable`, async () => {
      const { element } = await unused();
      const panel = document.createElement(name === 'dialog' ? 'dialog' : 'div');
      const inner = document.createElement('button');
      panel.append(inner);
      element.append(panel);
      if (panel instanceof HTMLDialogElement) panel.show();
      else panel.popover = 'auto';
      expect(press('n', {}, inner).defaultPrevented).to.equal(false);
      expect(press('n', {}, element).defaultPrevented).to.equal(true);
    });
  }

  it('work on a checkbox, in which nothing is typed', async () => {
    const { element } = await show({ sessionId: 'c' });
    await opens(element, 'c');
    const box = element.shadowRoot!.querySelector('.path input')!;
    expect(press('n', {}, box).defaultPrevented).to.equal(true);
    await opens(element, 'b');
  });

  it('open the edit, the comparison of face and document, the zone and the PDF', async () => {
    const full = awaitingSample;
    const { element } = await show({ api: createApi({ sessions: [full] }), sessionId: full.id });
    await opens(element, full.id);
    press('e');
    const edit = editDialogOf(element);
    await until(() => edit.open);
    edit.close();
    await until(() => focused() === headingOf(element));

    press('c');
    const viewer = () => detailsOf(element).shadowRoot!.querySelector('kv-photo-viewer');
    await until(() => viewer()?.contains(focused()) || focused()?.closest('.scroller'));
    expect(viewer()!.compare).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !viewer());

    tabOf(element, 'Attempts History').click();
    await detailsOf(element).updateComplete;
    press('m');
    await until(() => focused()?.matches('#section-zone'));
    expect(focused()!.closest('details')!.open).to.equal(true);
  });

  it('open the timeline with the focus on it, by the key that the host has chosen', async () => {
    const api = createApi({ sessions, workspace: { capabilities: ['decide', 'timeline'] } });
    const { element } = await show({ api, sessionId: 'c' });
    await opens(element, 'c');
    tabOf(element, 'Attempts History').click();
    await detailsOf(element).updateComplete;
    expect(press('t').defaultPrevented).to.equal(true);
    await until(() => focused()?.matches('#section-timeline'), 'the focus is on the timeline');
    const summary = focused()!;
    expect(summary.closest('details')!.open).to.equal(true);
    expect(summary.getAttribute('aria-keyshortcuts')).to.equal('t');
    await until(() =>
      detailsOf(element)
        .shadowRoot!.querySelector('kv-timeline')
        ?.shadowRoot!.querySelector('[part=entry]'),
    );
    element.shortcuts = { timeline: 'h' };
    await element.updateComplete;
    await detailsOf(element).updateComplete;
    expect(summary.getAttribute('aria-keyshortcuts')).to.equal('h');
    headingOf(element)!.focus();
    expect(press('t').defaultPrevented).to.equal(false);
    expect(press('h').defaultPrevented).to.equal(true);
    await until(() => focused() === summary, 'the focus is on the timeline again');
  });

  it('do nothing on a session that has no photo, zone or PDF and cannot be edited', async () => {
    const bare = edgeSession('edge-no-photos');
    const api = createApi({
      sessions: [{ ...bare, attempts: [], selfie: null }],
      workspace: { capabilities: ['decide'] },
    });
    const { element } = await show({ api, sessionId: bare.id });
    await opens(element, bare.id);
    // Nor has its adapter a timeline.
    for (const key of ['e', 'c', 'm', 't']) {
      expect(press(key).defaultPrevented, key).to.equal(false);
    }
  });

  it('are named by the buttons that do the same', async () => {
    const full = awaitingSample;
    const { element } = await show({
      api: createApi({ sessions: [full] }),
      sessionId: full.id,
      shortcuts: { reject: '+', edit: '' },
    });
    await opens(element, full.id);
    const keyOf = async (name: string) =>
      (await button(detailsOf(element), name)).getAttribute('aria-keyshortcuts');
    expect(await keyOf('Verify')).to.equal('v');
    expect(await keyOf('Reject')).to.equal('Plus');
    expect(await keyOf('Edit verification')).to.equal(null);
    expect(await keyOf('Refresh')).to.equal('g');
    expect(await keyOf('Compare face and document')).to.equal('c');
    const zone = detailsOf(element).shadowRoot!.querySelector('#section-zone')!;
    expect(zone.getAttribute('aria-keyshortcuts')).to.equal('m');
    const pdf = detailsOf(element).shadowRoot!.querySelector('kv-download-pdf')!;
    const download = await button(pdf, 'Download PDF');
    expect(download.getAttribute('aria-keyshortcuts')).to.equal('p');
    element.noShortcuts = true;
    await element.updateComplete;
    await detailsOf(element).updateComplete;
    expect(await keyOf('Verify')).to.equal(null);
  });

  it('do not decide a decided session', async () => {
    const decided = edgeSession('edge-no-photos');
    const api = createApi({ sessions: [decided, ...sessions] });
    await api.decideSession(
      decided.id,
      { verdict: 'verify', note: null },
      { version: decided.version, idempotencyKey: 'k' },
    );
    const { element } = await show({ api, view: 'all', sessionId: decided.id });
    await says(detailsOf(element), 'This session is decided');
    expect(press('v').defaultPrevented).to.equal(false);
    expect(press('r').defaultPrevented).to.equal(false);
  });

  it('open and close the overview', async () => {
    const { element } = await show();
    const help = part(element, 'kv-shortcut-help');
    press('?', { shiftKey: true });
    await waitUntil(() => help.shadowRoot!.querySelector('dialog')!.open);
    const closed = oneEvent(help, 'kv-dialog-close');
    press('?', { shiftKey: true });
    await closed;
    expect(help.open).to.equal(false);
  });
});
