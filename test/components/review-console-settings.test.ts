import { expect, html } from '@open-wc/testing';
import type { Capability } from 'kv-review/api';
import type { ConsolePage } from 'kv-review';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import { button, createApi, nino, showIn, until } from './review-page.js';
import { master } from './settings-page.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const sessions = sampleSessions({ count: 120, seed: 'console' });

const manageable: readonly Capability[] = ['decide', 'settings', 'policy-preview', 'web-hooks'];

interface Options extends Partial<Omit<MemoryApiOptions, 'workspace'>> {
  readonly capabilities?: readonly Capability[];
  readonly view?: string;
  readonly pages?: readonly ConsolePage[];
}

async function show({
  capabilities = manageable,
  view = 'awaiting',
  pages = [],
  ...options
}: Options = {}) {
  const api = createApi({ sessions, actor: master, workspace: { capabilities }, ...options });
  const provider = await showIn(
    api,
    html`<kv-review-console view=${view} routing="none" .pages=${pages}></kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  await until(() => element.shadowRoot?.querySelector('kv-session-list'));
  return { api, provider, element };
}

const rootOf = (element: Console): ShadowRoot => element.shadowRoot!;
const itemsOf = (element: Console): string[] =>
  [...rootOf(element).querySelectorAll('.item')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );
const itemNamed = (element: Console, name: string): HTMLElement =>
  [...rootOf(element).querySelectorAll<HTMLElement>('.item')].find(({ textContent }) =>
    textContent.trim().startsWith(name),
  )!;
const settingsOf = (element: Console) => rootOf(element).querySelector('kv-settings');
const sectionOf = (element: Console) =>
  settingsOf(element)?.shadowRoot?.querySelector('kv-settings-awaiting')?.shadowRoot;
const dialogOf = (element: Console): HTMLDialogElement | null | undefined =>
  settingsOf(element)?.shadowRoot?.querySelector('dialog.confirm');

async function changeSomething(element: Console): Promise<void> {
  await until(() => sectionOf(element)?.querySelector('#field-awaitingAction'));
  sectionOf(element)!.querySelector<HTMLElement>('#field-awaitingAction')!.click();
  await until(() => sectionOf(element)!.textContent.includes('1 unsaved change'));
}

async function answer(element: Console, name: string): Promise<void> {
  await until(() => dialogOf(element)?.open);
  [...dialogOf(element)!.querySelectorAll('button')]
    .find(({ textContent }) => textContent.trim() === name)!
    .click();
  await until(() => !dialogOf(element)?.open);
}

describe('the settings in kv-review-console', () => {
  it('are a page for master users, which loads when it is opened', async () => {
    const { element } = await show();
    await until(() => itemsOf(element).includes('Settings'));
    expect(settingsOf(element)).to.equal(null);
    itemNamed(element, 'Settings').click();
    await until(() => sectionOf(element)?.querySelector('.bar'));
    expect(element.view).to.equal('settings');
    expect(itemNamed(element, 'Settings').getAttribute('aria-current')).to.equal('page');
    const page = rootOf(element).querySelector('.page.other')!;
    expect(page.getAttribute('aria-label')).to.equal('Settings');
    await expect(element).to.be.accessible();
  });

  it('are not a page for agents, who are led to the list with a sentence', async () => {
    const { element } = await show({ actor: nino, view: 'settings' });
    await until(() => element.view === 'awaiting');
    await element.updateComplete;
    expect(itemsOf(element)).not.to.include('Settings');
    expect(rootOf(element).querySelector('[role=alert]')!.textContent).to.equal(
      'You don’t have access to the settings.',
    );
    expect(settingsOf(element)).to.equal(null);
    await expect(element).to.be.accessible();
    itemNamed(element, 'Sessions').click();
    await element.updateComplete;
    expect(rootOf(element).querySelector('.refused')).to.equal(null);
  });

  it('are not a page where the adapter has none', async () => {
    const { element } = await show({ capabilities: ['decide', 'branding'], view: 'settings' });
    await until(() => element.view === 'awaiting');
    expect(itemsOf(element)).not.to.include('Settings');
  });

  it('are a page where the adapter has web hooks alone', async () => {
    const { element } = await show({ capabilities: ['web-hooks'], view: 'settings' });
    await until(() => settingsOf(element)?.shadowRoot?.querySelector('kv-settings-hooks'));
    expect(itemsOf(element)).to.include('Settings');
  });

  it('tell a host with a router when they lead a user to the list', async () => {
    const { element } = await show();
    const routes: unknown[] = [];
    element.addEventListener('kv-route-change', ({ detail }) => routes.push(detail));
    element.view = 'settings';
    await until(() => settingsOf(element));
    expect(routes).to.deep.equal([]);
    const { element: refused } = await show({ actor: nino });
    refused.addEventListener('kv-route-change', ({ detail }) => routes.push(detail));
    refused.view = 'settings';
    await until(() => routes.length > 0);
    expect(routes).to.deep.equal([{ view: 'awaiting', sessionId: null }]);
    expect(refused.view).to.equal('awaiting');
  });

  it('give way to a page of the host with their name', async () => {
    const pages = [{ view: 'settings', label: 'Our settings' }];
    const { element } = await show({ actor: nino, pages, view: 'settings' });
    await until(() => itemsOf(element).includes('Our settings'));
    expect(element.view).to.equal('settings');
    expect(rootOf(element).querySelector('slot[name=settings]')).not.to.equal(null);
  });

  it('ask before unsaved changes are lost, and stay if the user stays', async () => {
    const { element } = await show({ view: 'settings' });
    await changeSomething(element);
    itemNamed(element, 'Rejections').click();
    await answer(element, 'Stay here');
    expect(element.view).to.equal('settings');
    expect(sectionOf(element)!.textContent).to.include('1 unsaved change');
    itemNamed(element, 'Rejections').click();
    await answer(element, 'Discard and leave');
    await until(() => element.view === 'rejected');
  });

  it('are left without a question by a host that asks itself', async () => {
    const { element } = await show({ view: 'settings' });
    await changeSomething(element);
    element.addEventListener('kv-settings-leave', (event) => event.preventDefault());
    expect(await element.confirmLeave()).to.equal(false);
    expect(dialogOf(element)?.open).to.equal(false);
  });

  it('stay behind a session that a preview opens, with what was entered', async () => {
    const { element } = await show({ view: 'settings' });
    await changeSomething(element);
    await until(() => sectionOf(element)!.querySelector('.preview-start'));
    sectionOf(element)!.querySelector<HTMLElement>('.preview-start')!.click();
    await until(() => sectionOf(element)!.querySelector('.preview-sessions button'));
    const opener = sectionOf(element)!.querySelector<HTMLElement>('.preview-sessions button')!;
    opener.closest('details')!.open = true;
    opener.focus();
    opener.click();
    await until(() => element.sessionId !== '');
    expect(element.view).to.equal('settings');
    await until(() => rootOf(element).querySelector('kv-session-details'));
    const isShown = (): boolean =>
      settingsOf(element)!.checkVisibility({ visibilityProperty: true });
    expect(isShown()).to.equal(false);
    await expect(element).to.be.accessible();

    itemNamed(element, 'Rejections').click();
    await until(() => dialogOf(element)?.open);
    expect(dialogOf(element)!.checkVisibility({ visibilityProperty: true })).to.equal(true);
    await answer(element, 'Stay here');
    expect(element.sessionId).not.to.equal('');

    (await button(element, 'Back to Settings')).click();
    await element.updateComplete;
    expect(isShown()).to.equal(true);
    expect(sectionOf(element)!.textContent).to.include('1 unsaved change');
    await until(() => sectionOf(element)!.activeElement === opener, 'the button has the focus');
  });
});
