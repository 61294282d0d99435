import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { Capability } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';

import 'kv-review/define/session-details';

import { waitUntil } from '../wait.js';
import { PageTime } from './page-time.js';
import { awaiting, partsLoaded, showIn } from './review-page.js';

const hour = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString();

/** A session that has awaited action for so many hours, and is due after four. */
function waitingFor(hours: number, changes: Partial<Session> = {}): Session {
  const at = ago(hours);
  return {
    ...awaiting,
    createdAt: at,
    attempts: awaiting.attempts.map((attempt) => ({ ...attempt, finishedAt: at })),
    failedConditions: [{ condition: 'mrz', observed: 2, required: 0 }],
    ...changes,
  };
}

interface Setting {
  readonly capabilities?: Capability[];
  readonly locale?: string;
  readonly dueHours?: Record<string, number>;
}

async function show(
  session: Session,
  { capabilities = ['due'], locale = 'en', dueHours = { mrz: 4 } }: Setting = {},
) {
  const api = createMemoryApi({
    sessions: [session],
    settings: { dueHours },
    workspace: { capabilities },
  });
  const provider = await showIn(
    api,
    html`<kv-session-details session-id=${session.id} refresh-interval="0"></kv-session-details>`,
  );
  provider.locale = locale;
  const details = provider.querySelector('kv-session-details')!;
  await partsLoaded(details);
  const due = () => details.shadowRoot!.querySelector('.headline time');
  return { provider, details, due };
}

const text = (element: Element | null): string =>
  (element?.textContent ?? '').trim().replaceAll('\u00A0', ' ');

describe('kv-session-details, due (W3)', () => {
  it('says until when a session is due, with the exact time', async () => {
    const { details, due } = await show(waitingFor(1.5));
    await waitUntil(() => text(due()) === 'Due in 2.5 h', 'the due date');
    expect(due()!.getAttribute('title')).to.match(/\d{4}.*\d:\d\d/);
    await expect(details).to.be.accessible();
  });

  it('says in words since when it is overdue', async () => {
    const { details, due } = await show(waitingFor(7));
    await waitUntil(() => text(due()) === 'Overdue: 3 h', 'the due date');
    await expect(details).to.be.accessible();
  });

  it('speaks Georgian', async () => {
    const { due } = await show(waitingFor(7), { locale: 'ka' });
    await waitUntil(() => text(due()) === 'დაგვიანება: 3 სთ', 'the due date');
  });

  it('says nothing without the capability, without due hours, or of a decided session', async () => {
    const decided = waitingFor(7, { status: 'success', failedConditions: [] });
    for (const { due } of [
      await show(waitingFor(7), { capabilities: [] }),
      await show(waitingFor(7), { dueHours: {} }),
      await show(decided),
    ]) {
      expect(due()).to.equal(null);
    }
  });

  it('is right as time passes, without a request, and ends its timer with the page', async () => {
    const time = new PageTime();
    time.start();
    try {
      const { details, due } = await show(waitingFor(1.5));
      await waitUntil(() => text(due()) === 'Due in 2.5 h', 'the due date');
      time.pass(4);
      await waitUntil(() => text(due()) === 'Overdue: 1.5 h', 'it is overdue');
      expect(time.ticks.size).to.equal(1);
      details.remove();
      expect(time.ticks.size).to.equal(0);
    } finally {
      time.end();
    }
  });
});
