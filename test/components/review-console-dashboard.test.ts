import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Capability } from 'kv-review/api';
import type { ConsolePage } from 'kv-review';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import { all, buttonNamed, chart, figure, one, textOf, type Dashboard } from './dashboard-page.js';
import { createApi, nino, showIn, until } from './review-page.js';
import { master } from './settings-page.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const sessions = sampleSessions({ count: 120, seed: 'console', now: new Date() });
const capabilities: readonly Capability[] = ['decide', 'statistics'];

interface Options extends Partial<Omit<MemoryApiOptions, 'workspace'>> {
  readonly capabilities?: readonly Capability[];
  readonly view?: string;
  readonly pages?: readonly ConsolePage[];
}

async function show({ view = 'dashboard', pages = [], ...options }: Options = {}) {
  const workspace = { capabilities: options.capabilities ?? capabilities };
  const api = createApi({ sessions, actor: master, ...options, workspace });
  const provider = await showIn(
    api,
    html`<kv-review-console view=${view} .pages=${pages}></kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  await until(() => element.shadowRoot?.querySelector('kv-session-list'));
  return { api, element };
}

const rootOf = (element: Console): ShadowRoot => element.shadowRoot!;
const listOf = (element: Console) => rootOf(element).querySelector('kv-session-list')!;
const findDashboard = (element: Console) => rootOf(element).querySelector('kv-dashboard');
const dashboardOf = (element: Console): Dashboard => findDashboard(element)!;
const itemNamed = (element: Console, name: string) =>
  all(element, '.item').find((item) => textOf(item).startsWith(name));

const untilNumbers = (element: Console) =>
  until(
    () => findDashboard(element)?.shadowRoot?.querySelector('.figure-value'),
    'the numbers are shown',
  );

describe('the dashboard in kv-review-console', () => {
  it('is a page for master users, which loads when it is opened', async () => {
    const { element } = await show({ view: 'awaiting' });
    await until(() => itemNamed(element, 'Dashboard'));
    expect(findDashboard(element)).to.equal(null);
    itemNamed(element, 'Dashboard')!.click();
    await untilNumbers(element);
    expect(element.view).to.equal('dashboard');
    expect(itemNamed(element, 'Dashboard')!.getAttribute('aria-current')).to.equal('page');
    expect(one(element, '.page.other').ariaLabel).to.equal('Dashboard');
    await expect(element).to.be.accessible();
  });

  it('is not a page for agents, who are led to the list with a sentence', async () => {
    const { element } = await show({ actor: nino });
    await until(() => element.view === 'awaiting');
    await element.updateComplete;
    expect(itemNamed(element, 'Dashboard')).to.equal(undefined);
    expect(textOf(one(element, '[role=alert]'))).to.equal(
      'You don’t have access to the dashboard.',
    );
  });

  it('gives way to a page of the host with the same name', async () => {
    const { element } = await show({ pages: [{ view: 'dashboard', label: 'Our numbers' }] });
    await until(() => itemNamed(element, 'Our numbers'));
    expect(itemNamed(element, 'Dashboard')).to.equal(undefined);
    expect(rootOf(element).querySelector('slot[name="dashboard"]')).to.exist;
    expect(findDashboard(element)).to.equal(null);
  });

  it('opens the list of a number by keyboard, with as many sessions, and moves the focus there', async () => {
    const { element } = await show();
    await untilNumbers(element);
    const documents = chart(dashboardOf(element), 'Document types');
    await until(() => all(documents, 'tbody button').length > 0);
    const [row] = all(documents, 'tbody tr');
    const count = textOf(row!.querySelector('.number'));
    row!.querySelector('button')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => element.view === 'all');
    const list = listOf(element);
    await until(() => textOf(one(list, '.total')).startsWith(`${count} `), `${count} are listed`);
    expect(list.documentType).to.match(/^(passport|id-card)$/);
    expect(rootOf(element).activeElement).to.equal(one(element, '.page.list'));
  });

  it('opens the queue on its page, without the filters of the list before', async () => {
    const { element } = await show();
    await untilNumbers(element);
    const list = listOf(element);
    Object.assign(list, { status: 'failed', search: 'a' });
    buttonNamed(dashboardOf(element), 'Show the queue').click();
    await until(() => element.view === 'awaiting');
    expect([list.status, list.search, list.from]).to.deep.equal(['', '', '']);
  });

  it('opens nothing that a router prevents', async () => {
    const { element } = await show();
    await untilNumbers(element);
    element.addEventListener('kv-route-change', (event) => event.preventDefault());
    const asked = oneEvent(element, 'kv-route-change');
    buttonNamed(dashboardOf(element), 'Show the queue').click();
    await asked;
    expect(element.view).to.equal('dashboard');
  });

  it('keeps the chosen range until the user comes back', async () => {
    const { element } = await show();
    await untilNumbers(element);
    all(dashboardOf(element), '.range input')[2]!.click();
    await until(() => dashboardOf(element).range === '90-days');
    itemNamed(element, 'Rejections')!.click();
    await until(() => !findDashboard(element));
    itemNamed(element, 'Dashboard')!.click();
    await untilNumbers(element);
    expect(dashboardOf(element).range).to.equal('90-days');
    expect(figure(dashboardOf(element), 'Verifications')).to.exist;
  });
});
