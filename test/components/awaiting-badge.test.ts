import { expect, oneEvent } from '@open-wc/testing';
import { createReviewApi, type ReviewApi } from 'kv-review/api';

import { awaiting, changesOf, comeBack, memory, textOf } from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';

type Badge = HTMLElementTagNameMap['kv-awaiting-badge'];

async function mount(api: ReviewApi, properties: Partial<Badge> = {}) {
  const provider = document.createElement('kv-review-provider');
  provider.locale = 'en';
  provider.api = api;
  const badge = Object.assign(document.createElement('kv-awaiting-badge'), properties);
  provider.append(badge);
  document.body.append(provider);
  await badge.updateComplete;
  return { provider, badge };
}

const counting = (count: number, exact = true): ReviewApi => ({
  ...memory([]),
  countSessions: () => Promise.resolve({ count, exact }),
});

const numberOf = (badge: Badge) => textOf(badge.shadowRoot!.querySelector('.badge'));
const sentenceOf = (badge: Badge) => textOf(badge.shadowRoot!.querySelector('.visually-hidden'));

describe('kv-awaiting-badge', () => {
  afterEach(() => {
    for (const provider of document.querySelectorAll('kv-review-provider')) provider.remove();
  });

  it('shows how many sessions await action, with a sentence for screen readers', async () => {
    const { badge } = await mount(memory(awaiting(7)));
    const event = await oneEvent(badge, 'kv-awaiting-change');
    expect(event.detail).to.deep.equal({ count: 7, exact: true });
    await waitUntil(() => numberOf(badge) === '7');
    expect(sentenceOf(badge)).to.equal('7 sessions await action');
    await expect(badge).to.be.accessible();
  });

  it('leaves announcements to the list and the dialogs', async () => {
    const { badge } = await mount(memory(awaiting(7)));
    await waitUntil(() => numberOf(badge) === '7');
    expect(badge.shadowRoot!.querySelector('[role=status], [role=alert], [aria-live]')).to.equal(
      null,
    );
  });

  it('takes up no space when there are none', async () => {
    const { badge } = await mount(memory([]));
    await oneEvent(badge, 'kv-awaiting-change');
    await badge.updateComplete;
    expect(textOf(badge)).to.equal('');
    expect(badge.offsetWidth).to.equal(0);
  });

  it('shows a lower bound as such', async () => {
    const { badge } = await mount(counting(1000, false));
    await waitUntil(() => numberOf(badge) === '1,000+');
    expect(sentenceOf(badge)).to.equal('At least 1,000 sessions await action');
  });

  it('shortens a number above the maximum, but not in the sentence', async () => {
    const { badge } = await mount(counting(250), { max: 99 });
    await waitUntil(() => numberOf(badge) === '99+');
    expect(sentenceOf(badge)).to.equal('250 sessions await action');
    badge.setAttribute('max', '300');
    await badge.updateComplete;
    expect(numberOf(badge)).to.equal('250');
  });

  it('uses the total of a list if the adapter cannot count', async () => {
    const { getWorkspace, listSessions, getSession, getPhoto } = memory(awaiting(4));
    const { badge } = await mount(
      createReviewApi({ getWorkspace, listSessions, getSession, getPhoto }),
    );
    await waitUntil(() => numberOf(badge) === '4');
  });

  it('shows that the number is not known, and recovers', async () => {
    const api = memory(awaiting(2), {
      faults: [{ kind: 'error', code: 'unavailable', method: 'countSessions', calls: [1] }],
    });
    const { badge } = await mount(api);
    await waitUntil(() => numberOf(badge) === '–');
    expect(sentenceOf(badge)).to.include('is unknown');
    await expect(badge).to.be.accessible();
    comeBack();
    await waitUntil(() => numberOf(badge) === '2');
  });

  it('counts again after a decision on this page', async () => {
    const sessions = awaiting(3);
    let count = 3;
    const api: ReviewApi = {
      ...memory(sessions),
      countSessions: () => Promise.resolve({ count, exact: true }),
    };
    const { badge } = await mount(api);
    await waitUntil(() => numberOf(badge) === '3');
    count = 2;
    const event = oneEvent(badge, 'kv-awaiting-change');
    changesOf(badge).announce({ ...sessions[0]!, status: 'success' });
    expect((await event).detail.count).to.equal(2);
    await waitUntil(() => numberOf(badge) === '2');
  });

  it('reports the number of another company, even if it is the same', async () => {
    const { badge, provider } = await mount(memory(awaiting(3)));
    await waitUntil(() => numberOf(badge) === '3');
    const event = oneEvent(badge, 'kv-awaiting-change');
    provider.api = memory(awaiting(3));
    expect((await event).detail.count).to.equal(3);
  });

  it('discards the number when the user is signed out', async () => {
    const { badge, provider } = await mount(memory(awaiting(3)));
    await waitUntil(() => numberOf(badge) === '3');
    provider.dispatchEvent(new CustomEvent('kv-error', { detail: { code: 'timeout' } }));
    badge.dispatchEvent(
      new CustomEvent('kv-error', {
        detail: { code: 'unauthenticated', retryable: false },
        bubbles: true,
        composed: true,
      }),
    );
    await waitUntil(() => numberOf(badge) === '–');
  });
});
