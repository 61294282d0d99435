import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FaultRule, MemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';

import 'kv-review/define/review-console';
import { descriptionOf, focusedElement, nameOf, recordAnnouncements } from './announcements.js';
import {
  awaiting,
  button,
  consoleLoaded,
  createApi,
  nino,
  partsLoaded,
  pressControlEnter,
  says,
  showIn,
  until,
} from './review-page.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const person = (id: string, firstName: string, minute: number): Session => ({
  ...awaiting,
  id,
  client: { ...awaiting.client, firstName, lastName: 'Example' },
  createdAt: `2026-03-01T10:0${minute}:00Z`,
});
/** Oldest first: Cecilia, Boris, Anna. */
const sessions = [person('a', 'Anna', 2), person('b', 'Boris', 1), person('c', 'Cecilia', 0)];
/** The same for a backend that notifies of changes. */
const live = { capabilities: ['decide', 'edit-client', 'add-note', 'push'] } as const;

interface Options {
  readonly api?: MemoryApi;
  readonly sessionId?: string;
  readonly mask?: string;
}

async function show({ api = createApi({ sessions }), sessionId = '', mask = '' }: Options = {}) {
  const provider = await showIn(
    api,
    html`<kv-review-console session-id=${sessionId} mask=${mask}></kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  const details = await consoleLoaded(element);
  if (sessionId) {
    await until(() => headingOf(element));
    await partsLoaded(details);
  }
  return { provider, element, api };
}

const part = <Tag extends keyof HTMLElementTagNameMap>(element: Console, tag: Tag) =>
  element.shadowRoot!.querySelector(tag)!;
const detailsOf = (element: Console) => part(element, 'kv-session-details');
const headingOf = (element: Console) => detailsOf(element).shadowRoot!.querySelector('h2');
const dialogOf = (element: Console, name: 'verify' | 'reject') =>
  detailsOf(element).shadowRoot!.querySelector(`kv-${name}-dialog`)!;

const focusedName = (): string => {
  const element = focusedElement();
  return element ? nameOf(element) : 'nothing';
};

/** Waits until the focus is on an element with this name. */
async function focuses(name: string): Promise<Element> {
  try {
    await until(() => focusedName() === name);
  } catch {
    expect(focusedName()).to.equal(name);
  }
  return focusedElement()!;
}

const nextButton = (element: Console) => element.shadowRoot!.querySelector<HTMLElement>('.next')!;

async function focusesClient(name: string, status = 'Awaiting action'): Promise<void> {
  const heading = await focuses(name);
  expect(heading.matches('h2'), 'the heading').to.equal(true);
  expect(descriptionOf(heading)).to.equal(status);
}

/** Delays the details of a session until it is released. */
function holding(api: MemoryApi, id: string) {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const getSession: MemoryApi['getSession'] = async (sessionId, options) => {
    if (sessionId === id) await held;
    return api.getSession(sessionId, options);
  };
  return { api: { ...api, getSession }, release };
}

async function decideElsewhere(api: MemoryApi, id: string): Promise<void> {
  const { version } = await api.getSession(id);
  await api
    .as(nino)
    .decideSession(id, { verdict: 'verify', note: null }, { version, idempotencyKey: `k-${id}` });
}

describe('The focus in kv-review-console', () => {
  it('goes to the client that a row, o or n opens, and to the next one', async () => {
    const { element } = await show();
    const list = part(element, 'kv-session-list');
    await until(() => list.focusRow());
    await sendKeys({ press: 'Enter' });
    await focusesClient('Cecilia Example');
    await sendKeys({ press: 'n' });
    await focusesClient('Boris Example');
    nextButton(element).focus();
    await sendKeys({ press: 'Enter' });
    await focusesClient('Anna Example');

    await sendKeys({ press: 'u' });
    await until(() => list.focusedSessionId === 'c');
    await sendKeys({ press: 'o' });
    await focusesClient('Cecilia Example');
    await sendKeys({ press: 'u' });
    await until(() => list.focusedSessionId === 'c');
    await sendKeys({ press: 'n' });
    await focusesClient('Cecilia Example');
  });

  it('goes to the client from the navigation, too', async () => {
    const { element } = await show();
    (await button(element, 'Keyboard shortcuts')).focus();
    await sendKeys({ press: 'n' });
    await focusesClient('Cecilia Example');
  });

  it('waits where the client will be, and follows when the data arrives late', async () => {
    const { api, release } = holding(createApi({ sessions }), 'b');
    const { element } = await show({ api, sessionId: 'c' });
    headingOf(element)!.focus();
    element.sessionId = 'b';
    await focuses('Loading…');
    release();
    await focusesClient('Boris Example');
  });

  it('leaves late data alone if the user has gone elsewhere', async () => {
    const { api, release } = holding(createApi({ sessions }), 'b');
    const { element } = await show({ api, sessionId: 'c' });
    element.sessionId = 'b';
    await focuses('Loading…');
    const back = await button(element, 'Back to Awaiting Action');
    back.focus();
    release();
    await says(detailsOf(element), 'Boris');
    expect(focusedElement()).to.equal(back);
  });

  it('goes to Retry when the data cannot be loaded, and from there to the client', async () => {
    const faults: FaultRule[] = [{ kind: 'error', code: 'unavailable', method: 'getSession' }];
    const { element } = await show({ api: createApi({ sessions, faults }) });
    element.sessionId = 'b';
    const retry = await focuses('Try again');
    faults.length = 0;
    expect(retry.matches('button')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await focusesClient('Boris Example');
  });

  it('goes to the message about a session that does not exist', async () => {
    const { element } = await show({ sessionId: 'c' });
    headingOf(element)!.focus();
    element.sessionId = 'nowhere';
    await until(() => focusedName().startsWith('This session does not exist'));
  });

  it('goes to the heading without the name of a masked client', async () => {
    const { element } = await show({ mask: 'first-name last-name' });
    await until(() => part(element, 'kv-session-list').focusRow());
    await sendKeys({ press: 'n' });
    await focusesClient('Session details');
    expect(element.sessionId).to.equal('c');
  });

  it('goes to Back when the last way to the next session removes itself', async () => {
    const { element } = await show({
      api: createApi({ sessions: sessions.slice(0, 1) }),
      sessionId: 'a',
    });
    const said = recordAnnouncements();
    nextButton(element).focus();
    await sendKeys({ press: 'Enter' });
    await focuses('Back to Awaiting Action');
    await until(() => said.texts.includes('No other session awaits action.'));
    said.stop();
    expect(said.texts.filter((text) => !text.endsWith('…'))).to.have.length(1);
  });

  it('goes to the row when the host closes the session', async () => {
    const { element } = await show();
    const list = part(element, 'kv-session-list');
    await until(() => list.focusRow());
    await sendKeys({ press: 'j' });
    await sendKeys({ press: 'o' });
    await focusesClient('Boris Example');
    element.sessionId = '';
    await until(() => list.focusedSessionId === 'b');
  });

  it('goes to the list when the host closes the session of an address', async () => {
    const api = createApi({ sessions });
    api.listSessions = () => new Promise(() => undefined);
    const { element } = await show({ api, sessionId: 'b' });
    headingOf(element)!.focus();
    element.sessionId = '';
    await focuses('Awaiting Action');
  });

  it('stays outside the console', async () => {
    const { element, provider } = await show({ sessionId: 'c' });
    const link = document.createElement('button');
    provider.append(link);
    link.focus();
    element.sessionId = 'b';
    await until(() => headingOf(element)?.textContent.includes('Boris'));
    expect(focusedElement()).to.equal(link);
  });

  for (const name of ['Verify', 'Edit verification'] as const) {
    it(`goes to the client when a colleague’s decision removes ${name}, and is announced once`, async () => {
      const api = createApi({ sessions, workspace: live });
      const { element } = await show({ api, sessionId: 'c' });
      (await button(detailsOf(element), name)).focus();
      const said = recordAnnouncements();
      await decideElsewhere(api, 'c');
      await focusesClient('Cecilia Example', 'Verified');
      await until(() => said.texts.length > 0);
      said.stop();
      expect(said.texts).to.have.length(1);
      expect(said.texts[0]).to.contain('Verified by Nino Specimenadze');
    });
  }

  it('goes to the client when a dialog closes whose button is gone', async () => {
    const api = createApi({ sessions, workspace: live });
    const { element } = await show({ api, sessionId: 'c' });
    (await button(detailsOf(element), 'Verify')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => dialogOf(element, 'verify').open);
    await decideElsewhere(api, 'c');
    await says(detailsOf(element), 'Verified by Nino Specimenadze');
    await sendKeys({ press: 'Escape' });
    await focusesClient('Cecilia Example', 'Verified');
  });

  it('goes to the message when the session is erased', async () => {
    const faults: FaultRule[] = [];
    const api = createApi({ sessions, faults });
    const { element } = await show({ api, sessionId: 'c' });
    (await button(detailsOf(element), 'Verify')).focus();
    faults.push({ kind: 'error', code: 'not-found', method: 'getSession' });
    await sendKeys({ press: 'g' });
    await until(() => focusedName().startsWith('This session does not exist'));
  });

  it('goes to the host’s page that an address opens', async () => {
    const { element } = await show();
    element.pages = [{ view: 'figures', label: 'Figures' }];
    await until(() => part(element, 'kv-session-list').focusRow());
    element.view = 'figures';
    await focuses('Figures');
  });
});

describe('A decision in kv-review-console', () => {
  for (const workspace of [undefined, live]) {
    it(`is announced once, by its dialog, ${workspace ? 'with' : 'without'} live updates`, async () => {
      const { element } = await show({
        api: createApi({ sessions, ...(workspace ? { workspace } : {}) }),
        sessionId: 'c',
      });
      await says(part(element, 'kv-awaiting-badge'), '3 sessions');
      headingOf(element)!.focus();
      await sendKeys({ press: 'v' });
      await until(() => dialogOf(element, 'verify').open);
      const said = recordAnnouncements();
      pressControlEnter();
      await focusesClient('Cecilia Example', '');
      await says(part(element, 'kv-awaiting-badge'), '2 sessions');
      await sendKeys({ press: 'n' });
      await focusesClient('Boris Example');
      said.stop();
      expect(said.texts.filter((text) => !text.endsWith('…'))).to.deep.equal([
        'Cecilia Example verified.',
      ]);
    });
  }

  it('is announced when the next session opens at once', async () => {
    const { element } = await show({ sessionId: 'c' });
    const said = recordAnnouncements();
    const box = element.shadowRoot!.querySelector<HTMLInputElement>('.path input')!;
    expect(nameOf(box)).to.equal('Open the next session after each decision');
    const chosen: boolean[] = [];
    element.addEventListener('kv-auto-advance-change', ({ detail }) => chosen.push(detail.enabled));
    box.focus();
    await sendKeys({ press: 'Space' });
    expect(chosen).to.deep.equal([true]);
    expect(element.hasAttribute('auto-advance')).to.equal(true);
    await sendKeys({ press: 'v' });
    await until(() => dialogOf(element, 'verify').open);
    pressControlEnter();
    await focusesClient('Boris Example');
    await until(() => said.texts.includes('Cecilia Example verified.'));
    said.stop();
    expect(said.texts.filter((text) => !text.endsWith('…'))).to.deep.equal([
      'Cecilia Example verified.',
    ]);

    await sendKeys({ press: '?' });
    const help = part(element, 'kv-shortcut-help');
    await until(() => help.open);
    expect(help.autoAdvance).to.equal(true);
    help.shadowRoot!.querySelectorAll<HTMLInputElement>('input')[1]!.click();
    await element.updateComplete;
    expect(element.autoAdvance).to.equal(false);
    expect(chosen).to.deep.equal([true, false]);
  });

  it('that a colleague has made already is announced once', async () => {
    const api = createApi({ sessions });
    const { element } = await show({ api, sessionId: 'c' });
    headingOf(element)!.focus();
    await sendKeys({ press: 'v' });
    await until(() => dialogOf(element, 'verify').open);
    await decideElsewhere(api, 'c');
    const said = recordAnnouncements();
    pressControlEnter();
    const message = await focuses('Already decided');
    expect(descriptionOf(message)).to.contain('Nino Specimenadze');
    await sendKeys({ press: 'Escape' });
    await until(() => focusedElement()?.matches('h2'));
    said.stop();
    expect(said.texts.filter((text) => !text.endsWith('…'))).to.deep.equal([]);
  });
});
