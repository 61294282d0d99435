import { expect, html } from '@open-wc/testing';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Actor, Session } from 'kv-review/model';

import 'kv-review/define/review-console';
import {
  alex,
  awaiting,
  consoleLoaded,
  createApi,
  findButton,
  nino,
  says,
  showIn,
  until,
} from './review-page.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

/** Oldest first: s-0, s-1 … */
const sessionsOf = (count: number): Session[] =>
  Array.from({ length: count }, (_, index) => ({
    ...awaiting,
    id: `s-${index}`,
    createdAt: `2026-03-01T10:${String(index).padStart(2, '0')}:00Z`,
  }));

const claimable = (count: number): MemoryApi =>
  createApi({
    sessions: sessionsOf(count),
    workspace: { capabilities: ['decide', 'claims', 'push'], claims: { required: true } },
  });

async function show(api: MemoryApi, properties: Partial<Console> = {}): Promise<Console> {
  const provider = await showIn(api, html`<kv-review-console></kv-review-console>`);
  const element = Object.assign(provider.querySelector('kv-review-console')!, properties);
  await consoleLoaded(element);
  return element;
}

const press = (target: Element, key: string): void =>
  void target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );

const holderOf = async (api: MemoryApi, id: string): Promise<string | undefined> =>
  (await api.getSession(id)).claim?.by.id;

const inDialog = (element: Console, selector: string): HTMLElement | null | undefined =>
  element
    .shadowRoot!.querySelector('kv-session-details')
    ?.shadowRoot!.querySelector('kv-verify-dialog')
    ?.shadowRoot!.querySelector<HTMLElement>(selector);

/** Verifies the session in view, by the buttons of the page. */
async function verify(element: Console): Promise<void> {
  const details = element.shadowRoot!.querySelector('kv-session-details')!;
  await until(() => findButton(details, 'Verify'), 'it can be decided');
  findButton(details, 'Verify')!.click();
  await until(() => inDialog(element, '[type=submit]'), 'the dialog is open');
  inDialog(element, '[type=submit]')!.click();
}

describe('kv-review-console with claims (W2)', () => {
  it('claims the next session, and leaves the one in view to others', async () => {
    const api = claimable(3);
    await api.as(nino).claimSession('s-0');
    const element = await show(api);
    press(element, 'n');
    await until(() => element.sessionId === 's-1', 'the oldest that nobody has');
    expect(await holderOf(api, 's-1')).to.equal(alex.id);
    const details = element.shadowRoot!.querySelector('kv-session-details')!;
    await says(details, 'You have this session.');
    press(element, 'n');
    await until(() => element.sessionId === 's-2');
    await until(async () => (await holderOf(api, 's-1')) === undefined);
    await says(element, 'Next unclaimed session');
    await expect(element).to.be.accessible();
  });

  it('does not claim a session again that came next and was released', async () => {
    const api = claimable(2);
    const element = await show(api);
    press(element, 'n');
    await until(() => element.sessionId === 's-0');
    const details = element.shadowRoot!.querySelector('kv-session-details')!;
    await says(details, 'You have this session.');
    press(element, 'x');
    await until(() => findButton(details, 'Claim'), 'it is free');
    await details.refresh();
    expect(await holderOf(api, 's-0')).to.equal(undefined);
  });

  it('says that nobody waits, and begins again with those that were passed over', async () => {
    const api = claimable(1);
    const element = await show(api);
    press(element, 'n');
    await until(() => element.sessionId === 's-0');
    await says(element.shadowRoot!.querySelector('kv-session-details')!, 'You have this session.');
    press(element, 'n');
    await says(element, 'No other session awaits action.');
  });

  it('has keys that claim and release', async () => {
    const api = claimable(2);
    const element = await show(api, { sessionId: 's-1' });
    const details = element.shadowRoot!.querySelector('kv-session-details')!;
    await says(details, 'You have this session.');
    press(element, 'x');
    await until(() => findButton(details, 'Claim'));
    expect(findButton(details, 'Claim')!.getAttribute('aria-keyshortcuts')).to.equal('a');
    press(element, 'a');
    await says(details, 'You have this session.');
    expect(await holderOf(api, 's-1')).to.equal(alex.id);
  });

  it('opens no client to decide for two agents at once', async () => {
    const api = claimable(20);
    const opened: Record<string, string[]> = { alex: [], nino: [] };
    const isNothingLeftFor = async (agent: Actor): Promise<boolean> => {
      const { items } = await api.listSessions({ statuses: ['awaiting'] });
      return items.every(({ claim }) => claim && claim.by.id !== agent.id);
    };
    const pages = await Promise.all(
      [alex, nino].map(async (agent) => {
        const element = await show(api.as(agent), { autoAdvance: true });
        element.addEventListener('kv-route-change', ({ detail }) => {
          if (detail.sessionId) opened[agent.id]!.push(detail.sessionId);
        });
        return { element, agent };
      }),
    );
    await Promise.all(
      pages.map(async ({ element, agent }) => {
        element.shadowRoot!.querySelector<HTMLElement>('.page.list')!.focus();
        press(element, 'n');
        await until(() => element.sessionId !== '', 'the first session');
        // The faster agent decides more of them.
        for (let last = ''; last !== element.sessionId;) {
          last = element.sessionId;
          await verify(element);
          await until(
            async () => element.sessionId !== last || (await isNothingLeftFor(agent)),
            'the next session, or the end of the queue',
          );
        }
      }),
    );
    const all = [...opened['alex']!, ...opened['nino']!];
    expect(new Set(all).size).to.equal(all.length);
    expect(all).to.have.lengthOf(20);
    const { items } = await api.listSessions({ statuses: ['awaiting'] });
    expect(items).to.deep.equal([]);
  });
});
