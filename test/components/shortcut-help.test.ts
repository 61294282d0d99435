import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap, Shortcuts } from 'kv-review';

import 'kv-review/define/shortcut-help';
import { button, createApi, focused, showIn, textOf } from './review-page.js';
import { waitUntil } from '../wait.js';

type Help = HTMLElementTagNameMap['kv-shortcut-help'];

async function show(shortcuts: Partial<Shortcuts> = {}) {
  const provider = await showIn(
    createApi(),
    html`<button id="opener">Keys</button
      ><kv-shortcut-help .shortcuts=${shortcuts}></kv-shortcut-help>`,
  );
  const help = provider.querySelector('kv-shortcut-help')!;
  const opener = provider.querySelector('button')!;
  opener.focus();
  help.show();
  await waitUntil(() => native(help).open);
  return { help, opener, provider };
}

const native = (help: Help) => help.shadowRoot!.querySelector('dialog')!;
const keysOf = (help: Help) =>
  [...help.shadowRoot!.querySelectorAll('dd')].map((keys) =>
    keys.textContent.replaceAll(/\s+/g, ' ').trim(),
  );

describe('kv-shortcut-help', () => {
  it('lists each action with its key, and is accessible', async () => {
    const { help } = await show();
    expect(textOf(help)).to.contain('Keyboard shortcuts');
    expect(textOf(help)).to.contain('Next session awaiting action');
    expect(keysOf(help)).to.deep.equal([
      'j',
      'k',
      'o',
      '/',
      'v',
      'r',
      'e',
      'c',
      'm',
      't',
      'p',
      'a',
      'x',
      'u',
      'n',
      'g',
      '?',
      '1–9',
      '0',
      'Ctrl + Enter',
      ...[',', '.', '-', '+', '0', '1', 'Shift + t', 't', 'a', 'i', 'c', 'l', 'f'],
    ]);
    await expect(help).to.be.accessible();
  });

  it('shows the keys of the host, and a removed key', async () => {
    const { help } = await show({ verify: 'a', reject: '' });
    expect(keysOf(help).slice(4, 6)).to.deep.equal(['a', 'No key']);
  });

  it('returns the focus and reports that it was closed', async () => {
    const { help, opener } = await show();
    const closed = oneEvent<KvEventMap['kv-dialog-close']>(help, 'kv-dialog-close');
    await sendKeys({ press: 'Escape' });
    expect((await closed).detail).to.deep.equal({ reason: 'cancel' });
    expect(help.open).to.equal(false);
    expect(focused()).to.equal(opener);
    help.show();
    await waitUntil(() => native(help).open);
    (await button(help, 'Close')).click();
    await waitUntil(() => !native(help).open);
  });

  it('stays open when it is opened again before the browser reports that it was closed', async () => {
    const { help } = await show();
    const closed = oneEvent(help, 'kv-dialog-close');
    help.close();
    await help.updateComplete;
    help.show();
    await closed;
    await help.updateComplete;
    expect(help.open).to.equal(true);
    expect(native(help).open).to.equal(true);
  });

  it('knows that it is closed before the browser reports it', async () => {
    const { help } = await show();
    native(help).requestClose();
    expect(help.open).to.equal(false);
  });

  it('lets the user switch shortcuts off and on', async () => {
    const { help, provider } = await show();
    expect(keysOf(help)).to.include('1–9');
    const changes: boolean[] = [];
    provider.addEventListener('kv-shortcuts-change', ({ detail }) => changes.push(detail.enabled));
    const box = help.shadowRoot!.querySelector('input')!;
    box.click();
    expect(help.off).to.equal(true);
    await expect(help).to.be.accessible();
    box.click();
    expect(changes).to.deep.equal([false, true]);
  });

  it('lets the user choose whether the next session opens after each decision', async () => {
    const { help, provider } = await show();
    const changes: boolean[] = [];
    provider.addEventListener('kv-auto-advance-change', ({ detail }) =>
      changes.push(detail.enabled),
    );
    const box = [...help.shadowRoot!.querySelectorAll('label')]
      .find(({ textContent }) => textContent.includes('Open the next session after each decision'))!
      .querySelector('input')!;
    expect(box.checked).to.equal(false);
    box.click();
    expect(help.autoAdvance).to.equal(true);
    box.click();
    expect(changes).to.deep.equal([true, false]);
  });

  it('is in Georgian under a Georgian locale', async () => {
    const { help, provider } = await show();
    provider.locale = 'ka';
    await waitUntil(() => textOf(help).includes('კლავიატურის მალსახმობები'));
  });
});
