import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import type { FaultRule, MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings-hooks';
import { everyElement } from './announcements.js';
import {
  agent,
  announced,
  focused,
  otherMaster,
  reconnect,
  rootOf,
  said,
  showSettings,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Hooks = HTMLElementTagNameMap['kv-settings-hooks'];

const content = html`<kv-settings-hooks></kv-settings-hooks>`;
const url = 'https://hooks.example/verifications';
const post = { event: 'post-verification', url } as const;

async function show(options: Partial<MemoryApiOptions> = {}, hooks = [post] as readonly object[]) {
  const page = await showSettings(content, options);
  for (const hook of hooks) await page.api.addWebHook({ ...post, ...hook });
  const element = page.provider.querySelector('kv-settings-hooks')!;
  await waitUntil(() => nameless(element, 'Configure new web hook'));
  if (hooks.length > 0) {
    press(element, 'Refresh');
    await waitUntil(() => rootOf(element).querySelectorAll('.hook').length === hooks.length);
  }
  return { ...page, element };
}

const plain = (text: string): string =>
  text
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const buttons = (element: Element): HTMLButtonElement[] => [
  ...rootOf(element).querySelectorAll('button'),
];

/** The first button with this text that can be seen. */
const nameless = (element: Element, text: string): HTMLButtonElement | undefined =>
  buttons(element).find((each) => plain(each.textContent) === text && each.checkVisibility());

function press(element: Element, text: string): HTMLButtonElement {
  const button = nameless(element, text);
  if (!button) throw new Error(`There is no button ${text}: ${said(element)}`);
  button.focus();
  button.click();
  return button;
}

const hookDialog = (element: Element): HTMLDialogElement =>
  rootOf(element).querySelector('dialog.hook-dialog')!;
const question = (element: Element): HTMLDialogElement =>
  rootOf(element).querySelector('dialog:not(.hook-dialog)')!;
const secretField = (element: Element): HTMLInputElement | null =>
  rootOf(element).querySelector<HTMLInputElement>('.secret');
const urlField = (element: Element): HTMLInputElement =>
  rootOf(element).querySelector<HTMLInputElement>('#field-url')!;

async function openForm(element: Hooks): Promise<HTMLButtonElement> {
  const opener = press(element, 'Configure new web hook');
  await waitUntil(() => hookDialog(element).open);
  return opener;
}

async function typeUrl(element: Hooks, text: string): Promise<void> {
  const field = urlField(element);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

/** Presses a button of the question that is open. */
async function answer(element: Hooks, text: string): Promise<void> {
  await waitUntil(() => question(element).open);
  [...question(element).querySelectorAll('button')]
    .find((each) => plain(each.textContent) === text)!
    .click();
  await waitUntil(() => !question(element).open);
}

/** All attributes and property values of fields on the page. */
const everythingOn = (page: Element): string =>
  [...everyElement(page)]
    .flatMap((each) => [
      ...[...each.attributes].map(({ value }) => value),
      ...(each instanceof HTMLInputElement ? [each.value] : []),
      each.textContent,
      each.shadowRoot?.textContent ?? '',
    ])
    .join('\n');

const attributesOn = (page: Element): string =>
  [...everyElement(page)]
    .flatMap((each) => [...each.attributes].map(({ value }) => value))
    .join('\n');

describe('kv-settings-hooks', () => {
  it('says that there are no web hooks', async () => {
    const { element } = await show({}, []);
    await untilSaid(element, 'No web hooks yet');
    await expect(element).to.be.accessible();
  });

  it('lists each web hook with its event, method, address and last delivery', async () => {
    const { element } = await show({}, [
      post,
      { event: 'post-manual-verification', method: 'PUT', enabled: false, url: `${url}/2` },
    ]);
    await untilSaid(element, 'Nothing has been delivered yet');
    const items = [...rootOf(element).querySelectorAll('.hook')].map(({ textContent }) =>
      plain(textContent),
    );
    expect(items[0]).to.include(`Post Verification POST ${url} Active`);
    expect(items[1]).to.include(`Post Manual Verification PUT ${url}/2 Not active`);
    await expect(element).to.be.accessible();
  });

  it('opens the form again before the browser reports that it was closed', async () => {
    const { element } = await show({}, []);
    await openForm(element);
    const dialog = hookDialog(element);
    const closed = oneEvent(dialog, 'close');
    press(element, 'Cancel');
    await element.updateComplete;
    await openForm(element);
    await closed;
    await element.updateComplete;
    expect(dialog.open).to.equal(true);
    expect(urlField(element).isConnected).to.equal(true);
  });

  it('adds a web hook, and shows its secret once', async () => {
    const { element, api, provider } = await show({}, []);
    const events: unknown[] = [];
    for (const type of ['kv-error', 'kv-settings-change', 'kv-settings-save-complete'] as const) {
      provider.addEventListener(type, ({ detail }) => events.push(detail));
    }
    const opener = await openForm(element);
    await expect(element).to.be.accessible();
    await typeUrl(element, `  ${url} `);
    press(element, 'Activate');
    await waitUntil(() => secretField(element));
    const { value } = secretField(element)!;
    expect(value).to.match(/^whsec_/);
    expect(said(element)).to.include('it is not shown again');
    expect(announced(element)).to.equal('Web hook added.');
    await waitUntil(() => focused(element) === secretField(element));
    await expect(element).to.be.accessible();
    const [hook] = (await api.listWebHooks()).hooks;
    expect(hook).to.include({ ...post, method: 'POST', enabled: true });
    expect(attributesOn(provider)).not.to.include(value);

    press(element, 'Done');
    await waitUntil(() => !hookDialog(element).open);
    expect(everythingOn(document.body)).not.to.include(value);
    const stored = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
    expect(JSON.stringify([stored, events])).not.to.include(value);
    expect(focused(element)).to.equal(opener);
    expect(said(element)).to.include(url);
    expect(attributesOn(provider)).not.to.include(url);
  });

  it('is left by Escape, and then knows nothing of the secret either', async () => {
    const { element } = await show({}, []);
    await openForm(element);
    await typeUrl(element, url);
    press(element, 'Activate');
    await waitUntil(() => secretField(element));
    const { value } = secretField(element)!;
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !hookDialog(element).open);
    expect(everythingOn(document.body)).not.to.include(value);
  });

  it('says each mistake at its field before anything is sent', async () => {
    const { element, api } = await show({}, []);
    await openForm(element);
    const mistakes: readonly (readonly [string, string])[] = [
      ['', 'Enter the address of your receiver.'],
      ['hooks.example', 'Enter a complete address that begins with https://'],
      ['https://user:word@hooks.example', 'has no user name or password'],
      [
        `https://hooks.example/${'a'.repeat(2000)}`,
        'at most 2,000 characters. This one has 2,022.',
      ],
    ];
    for (const [text, mistake] of mistakes) {
      await typeUrl(element, text);
      press(element, 'Activate');
      await untilSaid(element, mistake);
      await waitUntil(() => focused(element) === urlField(element));
      expect(urlField(element).getAttribute('aria-invalid')).to.equal('true');
    }
    await expect(element).to.be.accessible();
    expect((await api.listWebHooks()).hooks).to.deep.equal([]);
  });

  it('says what the backend refuses at its field, in words', async () => {
    const { element } = await show({}, []);
    await openForm(element);
    await typeUrl(element, 'https://127.0.0.1/hook');
    press(element, 'Activate');
    await untilSaid(element, 'The address is not on the public internet.');
    await waitUntil(() => focused(element) === urlField(element));
    await typeUrl(element, 'https://hooks.example');
    expect(said(element)).not.to.include('public internet');
  });

  it('says that no web hook can be added any more', async () => {
    const { element } = await show({}, Array(20).fill(post) as object[]);
    await openForm(element);
    await typeUrl(element, url);
    press(element, 'Activate');
    await untilSaid(element, 'There is no room for another web hook');
    await waitUntil(() => focused(element)?.classList.contains('message'));
    expect(urlField(element).value).to.equal(url);
  });

  it('finds a web hook whose secret did not arrive, and offers another secret', async () => {
    const { element, api } = await show(
      { faults: [{ kind: 'dropped-answer', method: 'addWebHook' }] },
      [],
    );
    await openForm(element);
    await typeUrl(element, url);
    press(element, 'Activate');
    await untilSaid(element, 'its secret did not arrive');
    await waitUntil(() => focused(element)?.classList.contains('message'));
    expect((await api.listWebHooks()).hooks).to.have.length(1);
    expect(nameless(element, 'Replace secret')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('does not know whether a web hook was added if the list cannot be read either', async () => {
    const faults: FaultRule[] = [];
    const { element, api } = await show({ faults }, []);
    faults.push(
      { kind: 'dropped-answer', method: 'addWebHook' },
      { kind: 'error', code: 'unavailable', method: 'listWebHooks' },
    );
    await openForm(element);
    await typeUrl(element, url);
    press(element, 'Activate');
    await untilSaid(element, 'We couldn’t confirm that the web hook was saved');
    expect(hookDialog(element).open).to.equal(true);
    faults.length = 0;
    press(element, 'Activate');
    await untilSaid(element, 'its secret did not arrive');
    expect((await api.listWebHooks()).hooks, 'not added twice').to.have.length(1);
  });

  it('sends only what was changed', async () => {
    const { element, api, provider } = await show();
    const sent: unknown[] = [];
    await reconnect(provider, {
      ...api,
      changeWebHook: async (id, change, options) => {
        sent.push(change);
        return api.changeWebHook(id, change, options);
      },
    });
    await waitUntil(() => nameless(element, 'Change'));
    const opener = press(element, 'Change');
    await waitUntil(() => hookDialog(element).open);
    expect(urlField(element).value).to.equal(url);
    rootOf(element).querySelector<HTMLInputElement>('#field-enabled')!.click();
    await untilSaid(element, 'Results wait until the web hook is active again.');
    press(element, 'Save');
    await waitUntil(() => !hookDialog(element).open);
    expect(sent).to.deep.equal([{ enabled: false }]);
    expect(said(element)).to.include('Not active');
    expect(announced(element)).to.equal('Web hook saved.');
    expect(focused(element)).to.equal(opener);
  });

  it('shows what another master has changed, and overwrites nothing unseen', async () => {
    const { element, api } = await show();
    const [hook] = (await api.listWebHooks()).hooks;
    press(element, 'Change');
    await waitUntil(() => hookDialog(element).open);
    await typeUrl(element, `${url}/mine`);
    const theirs = { url: `${url}/theirs`, method: 'PUT' } as const;
    await api.as(otherMaster).changeWebHook(hook!.id, theirs, hook!);
    press(element, 'Save');
    await untilSaid(element, 'Another user has changed this web hook');
    expect(announced(element)).to.equal('Another user has changed this web hook');
    await waitUntil(() => focused(element)?.id === 'conflict-title');
    const sides = [...rootOf(element).querySelectorAll('.side-by-side')].map(({ textContent }) =>
      plain(textContent),
    );
    expect(sides).to.deep.equal([
      'Method You have not changed this. The latest version counts. Yours POST Latest version PUT',
      `Callback URL Yours ${url}/mine Latest version ${url}/theirs`,
    ]);
    await expect(element).to.be.accessible();
    expect((await api.listWebHooks()).hooks[0]).to.include(theirs);

    press(element, 'Save these values');
    await untilSaid(element, 'Choose the value to keep.');
    await waitUntil(() => focused(element)?.id === 'mine-url');
    rootOf(element).querySelector<HTMLInputElement>('#mine-url')!.click();
    press(element, 'Save these values');
    await waitUntil(() => !hookDialog(element).open);
    expect((await api.listWebHooks()).hooks[0]).to.include({ url: `${url}/mine`, method: 'PUT' });
  });

  it('keeps what another master has saved where the user chooses so, and edits on', async () => {
    const { element, api } = await show();
    const [hook] = (await api.listWebHooks()).hooks;
    press(element, 'Change');
    await waitUntil(() => hookDialog(element).open);
    await typeUrl(element, `${url}/mine`);
    await api.as(otherMaster).changeWebHook(hook!.id, { url: `${url}/theirs` }, hook!);
    press(element, 'Save');
    await untilSaid(element, 'Another user has changed this web hook');
    rootOf(element).querySelector<HTMLInputElement>('#saved-url')!.click();
    press(element, 'Keep editing');
    await waitUntil(
      () =>
        rootOf(element).querySelector<HTMLInputElement>('#field-url')?.value === `${url}/theirs`,
    );
    await waitUntil(() => focused(element)?.matches('input:checked'));
    rootOf(element).querySelector<HTMLInputElement>('#field-enabled')!.click();
    press(element, 'Save');
    await waitUntil(() => !hookDialog(element).open);
    const [saved] = (await api.listWebHooks()).hooks;
    expect(saved).to.include({ url: `${url}/theirs`, enabled: false });
  });

  it('saves over another secret without a word, because no field has changed', async () => {
    const { element, api } = await show();
    const [hook] = (await api.listWebHooks()).hooks;
    press(element, 'Change');
    await waitUntil(() => hookDialog(element).open);
    await typeUrl(element, `${url}/mine`);
    await api.as(otherMaster).replaceWebHookSecret(hook!.id, hook!);
    press(element, 'Save');
    await waitUntil(() => !hookDialog(element).open);
    const [saved] = (await api.listWebHooks()).hooks;
    expect(saved!.url).to.equal(`${url}/mine`);
    expect(saved!.previousSecretUntil).not.to.equal(null);
  });

  for (const [action, confirm] of [
    ['Replace secret', 'Replace secret'],
    ['Remove', 'Remove web hook'],
  ] as const) {
    it(`does not ${action.toLowerCase()} over another master, and shows the new values`, async () => {
      const { element, api } = await show();
      const [hook] = (await api.listWebHooks()).hooks;
      const theirs = { url: `${url}/theirs` };
      await api.as(otherMaster).changeWebHook(hook!.id, theirs, hook!);
      press(element, action);
      await answer(element, confirm);
      await untilSaid(element, 'Another user has changed this web hook');
      await waitUntil(() => focused(element)?.classList.contains('message'));
      await untilSaid(element, `${url}/theirs`);
      const [now] = (await api.listWebHooks()).hooks;
      expect(now).to.include({ ...theirs, previousSecretUntil: null });
      await expect(element).to.be.accessible();
      press(element, action);
      await answer(element, confirm);
      await waitUntil(async () => {
        const [after] = (await api.listWebHooks()).hooks;
        return after?.version !== now!.version;
      });
    });
  }

  it('shows the last delivery of each web hook with one request', async () => {
    const { element, api, provider } = await show({ webHookReceiver: () => 204 }, [post, post]);
    const [hook] = (await api.listWebHooks()).hooks;
    await api.testWebHook(hook!.id);
    const asked: string[] = [];
    await reconnect(provider, {
      ...api,
      listWebHooks: async (options) => {
        asked.push('list');
        return api.listWebHooks(options);
      },
      listWebHookDeliveries: async (id, options) => {
        asked.push('log');
        return api.listWebHookDeliveries(id, options);
      },
    });
    await untilSaid(element, /Last delivery Delivered HTTP status 204/);
    expect(asked).to.deep.equal(['list']);
    press(element, 'Delivery log');
    await waitUntil(() => rootOf(element).querySelector('.delivery'));
    expect(asked).to.deep.equal(['list', 'log']);
  });

  it('says that another master has removed the web hook', async () => {
    const { element, api } = await show();
    const [hook] = (await api.listWebHooks()).hooks;
    await api.as(otherMaster).removeWebHook(hook!.id, hook!);
    press(element, 'Test');
    await untilSaid(element, 'Another user has removed this web hook');
    await untilSaid(element, 'No web hooks yet');
    await expect(element).to.be.accessible();
  });

  it('asks before it replaces a secret, and shows the new one once', async () => {
    const { element, api } = await show();
    const opener = press(element, 'Replace secret');
    await answer(element, 'Keep it');
    expect((await api.listWebHooks()).hooks[0]!.previousSecretUntil).to.equal(null);
    expect(focused(element)).to.equal(opener);
    press(element, 'Replace secret');
    await waitUntil(() => question(element).open);
    await expect(element).to.be.accessible();
    await answer(element, 'Replace secret');
    await waitUntil(() => secretField(element));
    const { value } = secretField(element)!;
    expect(said(element)).to.include('Deliveries are signed with the previous secret too until');
    await expect(element).to.be.accessible();
    press(element, 'Done');
    await waitUntil(() => !hookDialog(element).open);
    expect(everythingOn(document.body)).not.to.include(value);
    expect(focused(element)).to.equal(opener);
  });

  for (const isAllowed of [true, false]) {
    it(isAllowed ? 'copies the secret' : 'says that the clipboard is blocked', async () => {
      const copied: string[] = [];
      const { clipboard } = navigator;
      const writeText = async (text: string): Promise<void> => {
        if (!isAllowed) throw new DOMException('No.', 'NotAllowedError');
        copied.push(text);
        return Promise.resolve();
      };
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      try {
        const { element } = await show();
        press(element, 'Replace secret');
        await answer(element, 'Replace secret');
        await waitUntil(() => secretField(element));
        const field = secretField(element)!;
        press(element, 'Copy secret');
        if (isAllowed) {
          await untilSaid(element, 'The secret was copied.');
          expect(copied).to.deep.equal([field.value]);
        } else {
          await untilSaid(element, 'The browser did not allow copying.');
          await waitUntil(() => focused(element) === field);
          expect(field.selectionEnd! - field.selectionStart!).to.equal(field.value.length);
        }
      } finally {
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      }
    });
  }

  it('tests a web hook, and says how the test went', async () => {
    let status = 204;
    const { element } = await show({ webHookReceiver: () => status });
    press(element, 'Test');
    await untilSaid(element, 'The test was delivered: HTTP status 204');
    expect(announced(element)).to.equal('The test was delivered: HTTP status 204');
    await untilSaid(element, /Last delivery Delivered HTTP status 204/);
    status = 500;
    press(element, 'Test');
    await untilSaid(element, 'The test failed: HTTP status 500');
    await untilSaid(element, /Last delivery Failed HTTP status 500/);
    await expect(element).to.be.accessible();
  });

  it('says why a try failed in words', async () => {
    const { element } = await show({
      webHookReceiver: () => {
        throw new TypeError('No connection.');
      },
    });
    press(element, 'Test');
    await untilSaid(element, 'The test failed: The receiver could not be reached');
  });

  it('shows each try of a delivery, and sends it again', async () => {
    let status = 500;
    const { element, api } = await show({ webHookReceiver: () => status });
    press(element, 'Test');
    await untilSaid(element, 'The test failed');
    press(element, 'Delivery log');
    await untilSaid(element, /Try 1 .* HTTP status 500/);
    await expect(element).to.be.accessible();
    status = 200;
    press(element, 'Send again');
    await untilSaid(element, 'Delivered: HTTP status 200');
    expect(announced(element)).to.equal('Delivered: HTTP status 200');
    await untilSaid(element, /Try 1 .* HTTP status 500 .* Try 2 .* HTTP status 200/);
    const [hook] = (await api.listWebHooks()).hooks;
    expect((await api.listWebHookDeliveries(hook!.id)).items).to.have.length(1);
  });

  it('pages through the log, and keeps what was read', async () => {
    const { element, api } = await show({ webHookReceiver: () => 204 });
    const [hook] = (await api.listWebHooks()).hooks;
    for (let count = 0; count < 60; count += 1) await api.testWebHook(hook!.id);
    const count = (): number => rootOf(element).querySelectorAll('.delivery').length;
    press(element, 'Refresh');
    press(element, 'Delivery log');
    await waitUntil(() => count() === 50);
    press(element, 'Show older deliveries');
    await waitUntil(() => count() === 60);
    expect(nameless(element, 'Show older deliveries')).to.equal(undefined);
    await api.testWebHook(hook!.id);
    [...rootOf(element).querySelectorAll<HTMLButtonElement>('.log button')][0]!.click();
    await waitUntil(() => count() === 61);
  });

  it('keeps older deliveries after more than a page of new ones, and fills the gap', async () => {
    const { element, api } = await show({ webHookReceiver: () => 204 });
    const [hook] = (await api.listWebHooks()).hooks;
    const send = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += 1) await api.testWebHook(hook!.id);
    };
    const runs = (): number[] =>
      [...rootOf(element).querySelectorAll('.deliveries')].map(({ children }) => children.length);
    await send(60);
    press(element, 'Delivery log');
    await waitUntil(() => nameless(element, 'Show older deliveries'));
    press(element, 'Show older deliveries');
    await waitUntil(() => runs()[0] === 60);
    await send(120);
    [...rootOf(element).querySelectorAll<HTMLButtonElement>('.log button')][0]!.click();
    await waitUntil(() => runs().length === 2);
    expect(runs()).to.deep.equal([50, 60]);
    await expect(element).to.be.accessible();
    press(element, 'Show the deliveries in between');
    await waitUntil(() => runs()[0] === 100);
    press(element, 'Show the deliveries in between');
    await waitUntil(() => runs().length === 1);
    expect(runs()).to.deep.equal([180]);
    expect(nameless(element, 'Show the deliveries in between')).to.equal(undefined);
  });

  it('sends an old delivery again, although newer ones have moved it to another page', async () => {
    const { element, api } = await show({ webHookReceiver: () => 204 });
    const [hook] = (await api.listWebHooks()).hooks;
    await api.testWebHook(hook!.id);
    press(element, 'Delivery log');
    await waitUntil(() => nameless(element, 'Send again'));
    for (let sent = 0; sent < 60; sent += 1) await api.testWebHook(hook!.id);
    press(element, 'Send again');
    await untilSaid(element, 'Delivered: HTTP status 204');
  });

  it('offers to load older deliveries again', async () => {
    const faults: FaultRule[] = [];
    const { element, api } = await show({ webHookReceiver: () => 204, faults });
    const [hook] = (await api.listWebHooks()).hooks;
    for (let count = 0; count < 51; count += 1) await api.testWebHook(hook!.id);
    press(element, 'Refresh');
    await untilSaid(element, 'Delivered');
    press(element, 'Delivery log');
    await waitUntil(() => nameless(element, 'Show older deliveries'));
    faults.push({ kind: 'error', code: 'unavailable', method: 'listWebHookDeliveries' });
    press(element, 'Show older deliveries');
    await untilSaid(element, 'The older deliveries could not be loaded.');
    await expect(element).to.be.accessible();
    faults.length = 0;
    press(element, 'Try again');
    await waitUntil(() => rootOf(element).querySelectorAll('.delivery').length === 51);
  });

  it('asks before it removes a web hook, and says what follows', async () => {
    const { element, api } = await show();
    press(element, 'Remove');
    await waitUntil(() => question(element).open);
    expect(plain(question(element).textContent)).to.include('Deliveries that wait are dropped');
    await expect(element).to.be.accessible();
    await answer(element, 'Keep it');
    expect((await api.listWebHooks()).hooks).to.have.length(1);
    press(element, 'Remove');
    await answer(element, 'Remove web hook');
    await untilSaid(element, 'No web hooks yet');
    expect(announced(element)).to.equal('Web hook removed.');
    expect((await api.listWebHooks()).hooks).to.deep.equal([]);
    await waitUntil(() => focused(element)?.id === 'heading');
  });

  it('shows that it is loading, and an error that can be retried', async () => {
    const { provider } = await showSettings(content, {
      faults: [
        { kind: 'delay', milliseconds: 100, method: 'listWebHooks' },
        { kind: 'error', code: 'unavailable', method: 'listWebHooks', calls: [1] },
      ],
    });
    const element = provider.querySelector('kv-settings-hooks')!;
    await untilSaid(element, 'Loading…');
    await untilSaid(element, 'The service cannot be reached');
    await expect(element).to.be.accessible();
    press(element, 'Try again');
    await untilSaid(element, 'No web hooks yet');
  });

  it('says that the list may be out of date', async () => {
    const faults: FaultRule[] = [];
    const { element } = await show({ faults });
    faults.push({ kind: 'error', code: 'unavailable', method: 'listWebHooks' });
    press(element, 'Refresh');
    await untilSaid(element, 'These web hooks may be out of date.');
    expect(said(element)).to.include(url);
    await expect(element).to.be.accessible();
  });

  it('asks the backend for nothing as an agent, or without the capability', async () => {
    const asked: string[] = [];
    const cases = [
      [{ actor: agent }, 'Only master users can see the settings'],
      [{ workspace: { capabilities: ['settings' as const] } }, 'There are no web hooks here'],
    ] as const;
    for (const [options, text] of cases) {
      const { provider, api } = await showSettings(html``, options);
      const element = document.createElement('kv-settings-hooks');
      await reconnect(provider, {
        ...api,
        listWebHooks: () => {
          asked.push(text);
          return Promise.reject(new ReviewError('forbidden', 'No.'));
        },
      });
      provider.append(element);
      await untilSaid(element, text);
      await expect(element).to.be.accessible();
    }
    expect(asked).to.deep.equal([]);
  });

  it('shows what it does not know as it is, and no markup', async () => {
    const { element, api, provider } = await show();
    const at = '2026-11-28T10:00:00Z';
    const evil = '<img src=x onerror="document.body.id=1">\u202e';
    const hook = {
      ...{ id: 'a b"\'>', event: evil, method: 'PATCH', url: `javascript:${evil}` },
      ...{ enabled: true, createdAt: at, previousSecretUntil: null },
      ...{ version: '1', lastDelivery: null },
    };
    const attempt = { number: 1, at, status: null, error: evil, durationMs: null };
    await reconnect(provider, {
      ...api,
      listWebHooks: () => Promise.resolve({ hooks: [hook] }),
      listWebHookDeliveries: () =>
        Promise.resolve({
          items: [
            {
              ...{ id: 'd', type: evil, sessionId: evil, state: 'lost', createdAt: at },
              ...{ nextAttemptAt: null, attempts: [attempt] },
            },
          ],
          nextCursor: null,
        }),
    });
    await untilSaid(element, 'PATCH');
    press(element, 'Delivery log');
    await untilSaid(element, /No answer \(<img/);
    expect(said(element)).to.include('lost');
    expect(rootOf(element).querySelector('img, a')).to.equal(null);
    expect(attributesOn(provider)).not.to.include('onerror');
    await expect(element).to.be.accessible();
    press(element, 'Change');
    await waitUntil(() => hookDialog(element).open);
    await expect(element).to.be.accessible();
  });

  it('keeps a very long address within the element', async () => {
    const long = `https://hooks.example/${'abcdefghij'.repeat(190)}`;
    const { element } = await show({}, [{ ...post, url: long }]);
    element.style.inlineSize = '300px';
    await untilSaid(element, long);
    expect(element.scrollWidth).to.be.at.most(300);
    expect(rootOf(element).querySelector('.hook')!.clientHeight).to.be.below(800);
    await expect(element).to.be.accessible();
  });

  for (const [width, length] of [
    [280, 90],
    [700, 400],
  ] as const) {
    it(`shows the whole of an address of ${length} characters in ${width} pixels on request`, async () => {
      const long = `https://hooks.example/${'abcdefghij'.repeat(60)}`.slice(0, length);
      const { element } = await show({}, [{ ...post, url: long }]);
      element.style.inlineSize = `${width}px`;
      const address = rootOf(element).querySelector('.hook-address')!;
      const isCut = (): boolean => address.scrollHeight > address.clientHeight;
      await waitUntil(() => isCut());
      const button = press(element, 'Show the whole address');
      await waitUntil(() => !isCut());
      expect(button.getAttribute('aria-expanded')).to.equal('true');
      press(element, 'Show less of the address');
      await waitUntil(() => isCut());
    });
  }

  it('offers no whole address where three lines contain it', async () => {
    const cases = [
      [280, 70],
      [740, 200],
    ] as const;
    for (const [width, length] of cases) {
      const address = `https://hooks.example/${'abcdefghij'.repeat(60)}`.slice(0, length);
      const { element } = await show({}, [{ ...post, url: address }]);
      element.style.inlineSize = `${width}px`;
      await waitUntil(() => !nameless(element, 'Show the whole address'));
      const { scrollHeight, clientHeight } = rootOf(element).querySelector('.hook-address')!;
      expect(scrollHeight, `${width} px`).to.be.at.most(clientHeight);
    }
  });

  it('closes the form and forgets the secret for another user', async () => {
    const { element, api, provider } = await show();
    press(element, 'Replace secret');
    await answer(element, 'Replace secret');
    await waitUntil(() => secretField(element));
    const { value } = secretField(element)!;
    await reconnect(provider, api.as(otherMaster));
    await waitUntil(() => !hookDialog(element).open);
    expect(everythingOn(document.body)).not.to.include(value);
  });

  it('can be used by keyboard alone', async () => {
    const { element, api } = await show({ webHookReceiver: () => 204 }, []);
    const tabTo = async (text: string): Promise<void> => {
      for (let tries = 0; tries < 30; tries += 1) {
        const active = focused(element);
        if (active && plain(active.textContent) === text) return;
        await sendKeys({ press: 'Tab' });
      }
      throw new Error(`Tab does not reach ${text}.`);
    };
    element.focus();
    await tabTo('Configure new web hook');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => hookDialog(element).open);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await waitUntil(() => focused(element) === urlField(element));
    await sendKeys({ type: url });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => secretField(element));
    await tabTo('Done');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !hookDialog(element).open);
    expect((await api.listWebHooks()).hooks[0]!.event).to.equal('post-manual-verification');
    await tabTo('Test');
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, 'The test was delivered');
    await tabTo('Delivery log');
    await sendKeys({ press: 'Space' });
    await tabTo('Send again');
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, /Try 2 .* HTTP status 204/);
    await tabTo('Remove');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => question(element).open);
    await tabTo('Remove web hook');
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, 'No web hooks yet');
  });
});
