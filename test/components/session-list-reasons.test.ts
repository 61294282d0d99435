import { expect } from '@open-wc/testing';
import type { FailedCondition, Session } from 'kv-review/model';

import { memory, named, rowsOf, show, textOf, within, type List } from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const at = '2026-06-15T09:06:00Z';
const conditions: FailedCondition[] = [
  { condition: 'expiry', observed: '2020-01-01', required: '2026-06-15' },
  { condition: 'face-match-level', observed: 2, required: 4 },
];
const [base] = named(1);
const rejected: Session = {
  ...base!,
  status: 'rejected',
  completedAt: at,
  decision: { verdict: 'reject', reasons: [], by: null, at },
  failedConditions: conditions,
};
const byAgent = (reasons: Session['decision']): Session => ({ ...rejected, decision: reasons });

const showRejected = async (session: Session, properties: Partial<List> = {}) =>
  (await show(memory([session]), { view: 'rejected', ...properties })).list;
const reasons = (list: List): string =>
  textOf(rowsOf(list)[0]!.querySelector('.reasons')).replaceAll(/[\u2066-\u2069]/g, '');

describe('The reasons of kv-session-list', () => {
  it('are the failed conditions where the policy decided, each in words, all in a window', async () => {
    const list = await showRejected(rejected);
    await waitUntil(() => reasons(list).includes('Expiration Date: Jan 1, 2020'));
    expect(reasons(list)).to.include('+1');
    expect(reasons(list)).to.include('Face Match Score: Level 2 of 7, 1/250 FAR');
    await expect(list).to.be.accessible();
    within(list, '[data-action=reasons]')!.click();
    await waitUntil(() => within(list, '.peek-window:popover-open'), 'the conditions are shown');
    expect(within(list, '.peek-window')!.querySelectorAll('li')).to.have.length(2);
  });

  it('follow the language of the provider', async () => {
    const { list, provider } = await show(memory([rejected]), { view: 'rejected' });
    await waitUntil(() => reasons(list).includes('Expiration Date'));
    provider.locale = 'ka';
    await waitUntil(() => reasons(list).includes('1/250 FAR') && reasons(list).includes('დონე'));
    expect(reasons(list)).not.to.include('Expiration Date');
  });

  it('do not disclose what the host masks', async () => {
    const list = await showRejected(rejected, { mask: 'all' });
    await waitUntil(() => reasons(list).includes('Expiration Date: Hidden'));
    expect(reasons(list)).not.to.include('2020');
  });

  it('are those of the agent, or none, where an agent decided', async () => {
    const by = { id: 'nino', name: 'Nino' };
    const fake = { id: 'fake', label: { en: 'Fake' } };
    const given = byAgent({ verdict: 'reject', reasons: [fake], by, at });
    expect(reasons(await showRejected(given))).to.equal('Fake');
    const none = await showRejected(byAgent({ verdict: 'reject', reasons: [], by, at }));
    const other = await showRejected(rejected);
    await waitUntil(() => reasons(other) !== '');
    expect(reasons(none)).to.equal('');
  });

  it('show a condition that this version does not know as the backend has it', async () => {
    const newer: FailedCondition = {
      ...{ condition: 'other', name: '<b>proof</b>', observed: 'late', required: 'soon' },
    };
    const list = await showRejected({ ...rejected, failedConditions: [newer] });
    await waitUntil(() => reasons(list).includes('<b>proof</b>: late'));
  });

  it('come with the rate of a match level, once that column is chosen', async () => {
    const faceMatch = { level: 5, confidence: null } as const;
    const { list } = await show(memory([{ ...base!, faceMatch }]), {
      columns: 'first-name last-name match-level',
    });
    await waitUntil(() => textOf(rowsOf(list)[0]).includes('5 1/10,000 FAR'));
  });
});
