import { expect, oneEvent } from '@open-wc/testing';
import { createReviewApi, ReviewError, type ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';

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

  describe('with due dates', () => {
    /** The first `late` of some sessions are overdue. */
    const due = (count: number, late: number, options: Partial<MemoryApiOptions> = {}): MemoryApi =>
      createMemoryApi({
        sessions: awaiting(count).map((session, index) => ({
          ...session,
          failedConditions:
            index < late
              ? [{ condition: 'mrz', observed: 2, required: 0 }]
              : [{ condition: 'expiry', observed: '2026-05-31', required: '2026-06-15' }],
        })),
        settings: { dueHours: { mrz: 1 } },
        ...options,
        workspace: { capabilities: ['decide', 'due'], ...options.workspace },
      });
    const overdueOf = (badge: Badge) => badge.shadowRoot!.querySelector('.overdue');

    it('shows how many are overdue: a number with an icon, and in words', async () => {
      const { badge } = await mount(due(7, 3));
      await waitUntil(() => textOf(overdueOf(badge)) === '3');
      expect(numberOf(badge)).to.equal('7');
      expect(overdueOf(badge)!.querySelector('svg')).to.not.equal(null);
      expect(sentenceOf(badge)).to.equal('7 sessions await action, 3 are overdue');
      // On red, in the colour for text on red: axe looks at nothing that is hidden from it.
      expect(getComputedStyle(overdueOf(badge)!).color).to.equal('rgb(255, 255, 255)');
      await expect(badge).to.be.accessible();
    });

    it('shows no second number when none is overdue', async () => {
      const { badge } = await mount(due(7, 0));
      await waitUntil(() => numberOf(badge) === '7');
      const refreshed = badge.refresh();
      await refreshed;
      await badge.updateComplete;
      expect(overdueOf(badge)).to.equal(null);
      expect(sentenceOf(badge)).to.equal('7 sessions await action');
    });

    it('asks for none without the capability', async () => {
      const api = due(7, 3, { workspace: { capabilities: ['decide'] } });
      const filters: unknown[] = [];
      const { badge } = await mount({
        ...api,
        countSessions: (filter, options) => {
          filters.push(filter);
          return api.countSessions(filter, options);
        },
      });
      await waitUntil(() => numberOf(badge) === '7');
      await badge.refresh();
      expect(overdueOf(badge)).to.equal(null);
      expect(filters).to.deep.equal([{ statuses: ['awaiting'] }, { statuses: ['awaiting'] }]);
    });

    it('counts again at once when a colleague decides, and at the next poll when time makes one overdue', async () => {
      let now = new Date();
      const api = due(3, 2, {
        now: () => now,
        workspace: { capabilities: ['decide', 'due', 'push'] },
      });
      const { badge } = await mount(api);
      await waitUntil(() => textOf(overdueOf(badge)) === '2');
      const [late] = (await api.listSessions({ statuses: ['awaiting'], due: ['overdue'] })).items;
      const input = { verdict: 'verify', note: null } as const;
      await api.decideSession(late!.id, input, { version: late!.version, idempotencyKey: 'k-1' });
      await waitUntil(() => numberOf(badge) === '2' && textOf(overdueOf(badge)) === '1');
      expect(sentenceOf(badge)).to.equal('2 sessions await action, 1 is overdue');
      // Nothing reports that time has passed: the sessions of an earlier day are no longer overdue.
      now = new Date(0);
      comeBack();
      await waitUntil(() => !overdueOf(badge));
    });

    it('keeps its number when that of the overdue ones cannot be loaded', async () => {
      const api = due(4, 2);
      const { badge } = await mount({
        ...api,
        countSessions: (filter, options) =>
          filter.due
            ? Promise.reject(new ReviewError('unavailable', 'The backend is down.'))
            : api.countSessions(filter, options),
      });
      await waitUntil(() => numberOf(badge) === '4');
      await badge.refresh();
      expect(numberOf(badge)).to.equal('4');
      expect(overdueOf(badge)).to.equal(null);
    });

    it('says a lower bound, and shortens a large number', async () => {
      const api = due(1, 1);
      const { badge } = await mount(
        { ...api, countSessions: () => Promise.resolve({ count: 1000, exact: false }) },
        { max: 99 },
      );
      await waitUntil(() => textOf(overdueOf(badge)) === '99+');
      expect(sentenceOf(badge)).to.equal(
        'At least 1,000 sessions await action, at least 1,000 are overdue',
      );
    });

    it('speaks Georgian, and reads from right to left', async () => {
      const { badge, provider } = await mount(due(5, 2));
      provider.locale = 'ka';
      await waitUntil(() => sentenceOf(badge).includes('2 ვადაგადაცილებულია'));
      expect(sentenceOf(badge)).to.equal('5 სესია ელოდება მოქმედებას, 2 ვადაგადაცილებულია');
      provider.dir = 'rtl';
      const [first, second] = badge.shadowRoot!.querySelectorAll('.badge');
      await waitUntil(
        () => second!.getBoundingClientRect().right <= first!.getBoundingClientRect().left,
        'the second number stands to the left of the first',
      );
      await expect(badge).to.be.accessible();
    });
  });
});
