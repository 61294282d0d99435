import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { ReviewError } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Recheck } from 'kv-review';
import type { Screening, Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-provider';
import 'kv-review/define/screening';

const base = sampleSessions({ count: 40, seed: 3 }).find(({ status }) => status === 'awaiting')!;
const checkedAt = '2026-06-15T09:06:00Z';
const withScreening = (screening: Screening): Session => ({ ...base, screening });

const clear: Screening = { status: 'clear', checkedAt, lists: ['Consolidated List'] };
const match: Screening = {
  status: 'match',
  checkedAt,
  lists: ['Consolidated List', 'Politically exposed persons'],
  matches: [
    {
      id: 'm1',
      list: 'Politically exposed persons',
      authority: null,
      name: 'SPECIMEN, E.',
      alias: null,
      score: 0.64,
    },
    {
      id: 'm2',
      list: 'Consolidated List',
      authority: 'United Nations',
      name: 'SPECIMEN, ERIKA',
      alias: 'ERICA SPECIMEN',
      score: 0.97,
    },
  ],
};

async function show(session: Session, recheck?: Recheck) {
  const provider = await fixture(
    html`<kv-review-provider .api=${createMemoryApi({ sessions: [] })} locale="en">
      <kv-screening .session=${session} .recheck=${recheck}></kv-screening>
    </kv-review-provider>`,
  );
  const element = provider.querySelector('kv-screening')!;
  await element.updateComplete;
  return element;
}

const textOf = (element: Element): string => element.textContent.replaceAll(/\s+/g, ' ').trim();
const said = (element: HTMLElement): string =>
  [...element.shadowRoot!.querySelectorAll('.screening > *')].map(textOf).join(' ');
const button = (element: HTMLElement) => element.shadowRoot!.querySelector('button');

describe('kv-screening', () => {
  it('says that somebody is not sanctioned, by which lists and when', async () => {
    const element = await show(withScreening(clear));
    expect(said(element)).to.match(/Sanctioned No .*Lists Consolidated List/);
    expect(element.shadowRoot!.querySelector('time')!.dateTime).to.equal(checkedAt);
    await expect(element).to.be.accessible();
  });

  it('shows the entries that match, the likest first, with list, authority, alias, likeness', async () => {
    const element = await show(withScreening(match));
    expect(said(element)).to.include('Sanctioned Match found');
    const [first, second] = [...element.shadowRoot!.querySelectorAll('.match')].map(textOf);
    expect(first).to.match(
      /^Name SPECIMEN, ERIKA Alias ERICA SPECIMEN List Consolidated List Authority United Nations Likeness Very high 97%$/,
    );
    expect(second).to.match(
      /^Name SPECIMEN, E\. List Politically exposed persons Likeness Low 64%$/,
    );
    await expect(element).to.be.accessible();
  });

  for (const when of [null, checkedAt]) {
    it(`never calls a check that failed clear (${when ?? 'never checked'})`, async () => {
      const element = await show(withScreening({ status: 'unknown', checkedAt: when }));
      expect(said(element)).to.include('Sanctioned Unknown');
      expect(said(element)).to.include('That does not clear the person.');
      expect(element.shadowRoot!.querySelectorAll('.finding.good').length).to.equal(0);
      await expect(element).to.be.accessible();
    });
  }

  it('says that there is no integration with a list', async () => {
    const element = await show(withScreening({ status: 'absent' }), () => Promise.resolve(base));
    expect(said(element)).to.include('no integration with sanctions lists');
    expect(said(element)).not.to.include('Sanctioned');
    expect(button(element) === null).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('offers no button where nobody can repeat the check, or nothing may change any more', async () => {
    expect(button(await show(withScreening(clear))) === null).to.equal(true);
    const decided: Session = { ...withScreening(clear), status: 'success' };
    expect(button(await show(decided, () => Promise.resolve(decided))) === null).to.equal(true);
  });

  it('repeats the check once and shows the new result', async () => {
    const asked: string[] = [];
    let answer = (_: Session): void => undefined;
    const element = await show(withScreening({ status: 'unknown', checkedAt }), (id) => {
      asked.push(id);
      return new Promise((resolve) => (answer = resolve));
    });
    button(element)!.click();
    button(element)!.click();
    await element.updateComplete;
    expect(asked).to.deep.equal([base.id]);
    expect(textOf(button(element)!)).to.equal('Checking…');
    await expect(element).to.be.accessible();
    answer(withScreening(clear));
    const status = () => textOf(element.shadowRoot!.querySelector('[role="status"]')!);
    await waitUntil(() => status() === 'Sanctioned: No');
    expect(said(element)).to.include('Sanctioned No');
    expect(textOf(button(element)!)).to.equal('Check again');
  });

  const failures: readonly (readonly [string, Recheck, RegExp])[] = [
    [
      'the backend fails',
      () => Promise.reject(new ReviewError('rate-limited', 'slow down')),
      /Too many requests/,
    ],
    [
      'the answer is malformed',
      () => Promise.resolve({ id: base.id } as unknown as Session),
      /cannot be reached/,
    ],
    [
      'the answer is another session',
      () => Promise.resolve({ ...withScreening(clear), id: 'other' }),
      /cannot be reached/,
    ],
  ];
  for (const [what, recheck, message] of failures) {
    it(`keeps the last result when ${what}`, async () => {
      const element = await show(withScreening({ status: 'unknown', checkedAt }), recheck);
      const errors: unknown[] = [];
      element.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
      button(element)!.click();
      await waitUntil(() => element.shadowRoot!.querySelector('[role="alert"]'));
      expect(said(element)).to.match(message);
      expect(said(element)).to.include('Sanctioned Unknown');
      expect(errors).to.have.length(1);
      await expect(element).to.be.accessible();
    });
  }

  it('ignores an answer that comes for the session before', async () => {
    let answer = (_: Session): void => undefined;
    const element = await show(
      withScreening({ status: 'unknown', checkedAt }),
      () => new Promise((resolve) => (answer = resolve)),
    );
    button(element)!.click();
    await element.updateComplete;
    element.session = { ...withScreening(match), id: 'other' };
    await element.updateComplete;
    answer(withScreening(clear));
    await waitUntil(() => textOf(button(element)!) === 'Check again');
    expect(said(element)).to.include('Match found');
  });

  it('shows hostile entries as text (abuse case 1)', async () => {
    const hostile = edgeSessions().find(({ id }) => id === 'edge-hostile')!;
    const element = await show(hostile);
    expect(said(element)).to.include('<img src=x onerror=');
    expect(element.shadowRoot!.querySelectorAll('img, script, a').length).to.equal(0);
    await expect(element).to.be.accessible();
  });
});
