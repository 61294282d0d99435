import { expect, html } from '@open-wc/testing';
import type { KvEventMap } from 'kv-review';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import { createApi, nino, showIn, until } from './review-page.js';
import { master } from './settings-page.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const sessions = sampleSessions({ count: 20, seed: 'console' });
const [session] = sessions;

async function show(options: Partial<MemoryApiOptions> = {}, view = 'awaiting'): Promise<Console> {
  const capabilities = ['decide', 'activity'] as const;
  const api = createApi({ sessions, actor: master, workspace: { capabilities }, ...options });
  const provider = await showIn(api, html`<kv-review-console view=${view}></kv-review-console>`);
  const element = provider.querySelector('kv-review-console')!;
  await until(() => element.shadowRoot?.querySelector('kv-session-list'));
  return element;
}

const rootOf = (element: Console): ShadowRoot => element.shadowRoot!;
const itemsOf = (element: Console) => [...rootOf(element).querySelectorAll<HTMLElement>('.item')];
const itemOf = (element: Console) =>
  itemsOf(element).find(({ textContent }) => textContent.trim() === 'Activity log');
const logOf = (element: Console) => rootOf(element).querySelector('kv-activity-log');
const linkOf = (element: Console) =>
  logOf(element)?.shadowRoot?.querySelector<HTMLElement>('.session-link');

describe('the activity log in kv-review-console', () => {
  it('is a page for master users, which loads when it is opened', async () => {
    const element = await show();
    await until(() => itemOf(element));
    expect(logOf(element)).to.equal(null);
    itemOf(element)!.click();
    await until(() => logOf(element)?.shadowRoot?.querySelector('.row time'));
    expect(element.view).to.equal('activity');
    await expect(element).to.be.accessible();
  });

  it('opens the session of an entry, and has the focus there again on the way back', async () => {
    const logged = {
      action: 'edit' as const,
      details: { fields: ['firstName'] },
      at: '2026-03-01T00:00:00.000Z',
      actor: nino,
      sessionId: session!.id,
    };
    const element = await show({ activity: [logged] }, 'activity');
    await until(() => linkOf(element)?.isConnected);
    linkOf(element)!.focus();
    linkOf(element)!.click();
    await until(() => element.sessionId === session!.id);
    expect(element.view).to.equal('activity');
    await until(() => rootOf(element).querySelector<HTMLElement>('.back')?.checkVisibility());
    rootOf(element).querySelector<HTMLElement>('.back')!.click();
    await until(() => element.sessionId === '');
    await until(() => logOf(element)?.shadowRoot?.activeElement);
  });

  it('is closed to agents, who are led to a list', async () => {
    const element = await show({ actor: nino }, 'activity');
    await until(() => element.view === 'awaiting');
    expect(itemOf(element)).to.equal(undefined);
    await until(() =>
      rootOf(element).textContent.includes('You don’t have access to the activity log.'),
    );
    expect(logOf(element)).to.equal(null);
  });
});

describe('the pages that kv-review-console reports', () => {
  async function reported(
    options: Partial<MemoryApiOptions> = {},
    template = html`<kv-review-console></kv-review-console>`,
  ) {
    const api = createApi({ sessions, actor: master, ...options });
    const provider = await showIn(api, template);
    const pages = () =>
      api.activity.flatMap(({ action, details }) =>
        action === 'page-opened' ? [details.view] : [],
      );
    return { provider, element: provider.querySelector('kv-review-console')!, pages };
  }

  it('are the pages that the user opens, and no sessions', async () => {
    const capabilities = ['record-activity', 'activity'] as const;
    const { element, pages } = await reported({ workspace: { capabilities } });
    await until(() => pages().length === 1);
    element.sessionId = session!.id;
    await until(() => rootOf(element).querySelector('kv-session-details'));
    element.sessionId = '';
    await element.updateComplete;
    element.view = 'rejected';
    await until(() => pages().length === 2);
    element.view = 'all';
    await until(() => pages().length === 3);
    element.view = 'activity';
    await until(() => pages().length === 4);
    expect(pages()).to.deep.equal(['awaiting', 'rejected', 'sessions', 'activity']);
  });

  it('do not include the list behind a session that the address opens', async () => {
    const template = html`<kv-review-console
      view="rejected"
      session-id=${session!.id}
    ></kv-review-console>`;
    const { element, pages } = await reported({}, template);
    await until(() => rootOf(element).querySelector('kv-session-details'));
    element.view = 'all';
    element.sessionId = '';
    await until(() => pages().length > 0);
    expect(pages()).to.deep.equal(['sessions']);
  });

  it('tell the host page when a report fails, and hide nothing', async () => {
    const codes: string[] = [];
    const listen = ({ detail }: KvEventMap['kv-error']) => codes.push(detail.code);
    const fault = { kind: 'error', code: 'unavailable', method: 'recordActivity' } as const;
    const template = html`<kv-review-console @kv-error=${listen}></kv-review-console>`;
    const { element } = await reported({ faults: [fault] }, template);
    await until(() => codes.length > 0);
    expect(codes).to.deep.equal(['unavailable']);
    const list = rootOf(element).querySelector('kv-session-list')!;
    await until(() => list.shadowRoot?.querySelector('.row'));
    expect(rootOf(element).querySelector('[role=alert]')).to.equal(null);
  });
});
