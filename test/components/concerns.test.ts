import { expect, html } from '@open-wc/testing';
import type { MemoryApi } from 'kv-review/api/memory';
import type { ScreeningMatch, Session } from 'kv-review/model';

import 'kv-review/define/session-details';
import {
  alex,
  awaiting,
  button,
  createApi,
  findButton,
  focused,
  nino,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

const at = '2026-06-15T09:06:00Z';
const entry = (id: string, list: string, name: string): ScreeningMatch => ({
  ...{ id, list, name, authority: null, alias: null, score: 0.97 },
});
const screened: Session = {
  ...awaiting,
  screening: {
    status: 'match',
    checkedAt: at,
    lists: ['UN list', 'EU list'],
    matches: [
      entry('m1', 'UN list', 'SPECIMEN, ERIKA'),
      entry('m2', 'EU list', 'SPECIMEN, ERICA'),
      entry('m3', 'EU list', 'SPECIMEN, E.'),
    ],
    unanswered: ['PEP list'],
  },
};

async function show(
  session: Session,
  api: MemoryApi = createApi({ sessions: [session] }),
  mask = '',
) {
  const provider = await showIn(
    api,
    html`<kv-session-details session-id=${session.id} mask=${mask}></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  await until(() => details.shadowRoot!.querySelector('h2'));
  await partsLoaded(details);
  return { details, provider };
}
type Details = HTMLElementTagNameMap['kv-session-details'];

const plain = (text: string) =>
  text
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
const panelOf = (details: Details) =>
  details.shadowRoot!.querySelector<HTMLElement>('[part="conditions"]');
const concerns = (details: Details) =>
  [...panelOf(details)!.querySelectorAll('li')].map(({ textContent }) => plain(textContent));
/** Presses the button of a concern, by the beginning of its text. */
const press = (details: Details, text: string) =>
  [...panelOf(details)!.querySelectorAll('button')]
    .find(({ textContent }) => plain(textContent).startsWith(text))!
    .click();

describe('What of a session asks for attention', () => {
  it('is absent from a session without concerns', async () => {
    const { details } = await show({
      ...awaiting,
      failedConditions: [],
      screening: { status: 'clear', checkedAt: at, lists: ['UN list'] },
    });
    expect(panelOf(details)).to.equal(null);
    expect(findButton(details, 'PEPInfo')).not.to.equal(undefined);
  });

  it('names each list with an open match, and each that did not answer', async () => {
    const { details } = await show(screened);
    expect(concerns(details)).to.deep.equal([
      'Open match: UN list SPECIMEN, ERIKA',
      '2 open matches: EU list SPECIMEN, ERICA, SPECIMEN, E.',
      'List did not answer: PEP list',
      'Face Match Score: Level 3 of 7, 1/500 FAR Required: level 4 or higher, 1/1,000 FAR',
    ]);
    expect(panelOf(details)!.getAttribute('aria-labelledby')).to.equal('concerns');
    await button(details, 'PEPInfo: 3 open matches');
    await expect(details).to.be.accessible();
  });

  it('leads to the match of a list', async () => {
    const { details } = await show(screened);
    const screening = details.shadowRoot!.querySelector('kv-screening')!;
    await until(() => screening.shadowRoot!.querySelector('.match'));
    press(details, '2 open matches: EU list');
    await until(() => focused()?.matches('.match'));
    expect(plain(focused()!.textContent)).to.include('SPECIMEN, ERICA');
    press(details, 'List did not answer');
    await until(() => plain(focused()!.textContent) === 'PEPInfo');
  });

  it('leads from a condition to its evidence, also into a closed section', async () => {
    const session: Session = {
      ...awaiting,
      failedConditions: [
        { condition: 'liveness', observed: false, required: true },
        { condition: 'mrz', observed: 2, required: 0 },
        {
          condition: 'front-to-back',
          observed: [{ field: 'lastName', comparison: 'mismatch' }],
          required: 'match',
        },
        { condition: 'high-risk-nationality', observed: 'PRK', required: 'not-listed' },
        {
          condition: 'high-risk-ip-country',
          observed: { kind: 'unknown' },
          required: 'not-listed',
        },
        { condition: 'other', name: 'Proof of life', observed: 'late', required: 'soon' },
      ],
    };
    const { details } = await show(session);
    const leadsTo = async (text: string, isThere: (element: Element) => boolean) => {
      press(details, text);
      await until(() => focused() && isThere(focused()!), `the evidence of ${text}`);
    };
    await leadsTo('Machine-readable zone', (element) => element.matches('summary'));
    expect(focused()!.closest('details')!.open).to.equal(true);
    await leadsTo('Liveness Passed', (element) => element.ariaLabel === 'Photos');
    for (const [text, field] of [
      ['Front-to-back compare', 'Last Name'],
      ['High-risk country by nationality', 'Nationality'],
    ] as const) {
      await leadsTo(text, (element) => plain(element.textContent) === field);
      expect(focused()!.getAttribute('role')).to.equal('rowheader');
    }
    await leadsTo(
      'High-risk country by IP',
      (one) => plain(one.textContent) === 'Customer Activities',
    );
    await leadsTo('Proof of life', (element) => plain(element.textContent) === 'Summary');
  });

  it('mentions a colleague’s note and leads to it, but not the agent’s own', async () => {
    const notes = [nino, alex].map(({ id, name }) => ({
      ...{ id, text: `Called the client, ${name}.`, by: { id, name }, at, verdict: null },
    }));
    const { details } = await show({ ...awaiting, failedConditions: [], notes });
    expect(concerns(details)).to.deep.equal([
      'Note by Nino Specimenadze Called the client, Nino Specimenadze.',
    ]);
    press(details, 'Note by');
    await until(() => plain(focused()!.textContent) === 'Notes');
  });

  it('says what was not met once the session is decided', async () => {
    const { details } = await show({
      ...screened,
      status: 'success',
      decision: { verdict: 'verify', reasons: [], by: { id: 'nino', name: 'Nino' }, at },
    });
    await says(details, 'Conditions that were not met');
    expect(concerns(details)[0]).to.match(/^Open match: UN list/);
  });

  it('is why the policy rejected a session, which has no tags', async () => {
    const { details } = await show({
      ...awaiting,
      status: 'rejected',
      screening: { status: 'absent' },
      decision: { verdict: 'reject', reasons: [], by: null, at },
    });
    await says(details, 'Rejected automatically');
    expect(concerns(details)[0]).to.match(/^Face Match Score: Level 3 of 7/);
    expect(textOf(details)).not.to.include('Attached TAGS');
  });

  it('says what could not be judged', async () => {
    const { details } = await show({
      ...awaiting,
      status: 'success',
      screening: { status: 'unknown', checkedAt: at },
      failedConditions: [{ condition: 'screening', observed: 'unknown', required: 'clear' }],
      decision: { verdict: 'verify', reasons: [], by: null, at, judgedInPart: true },
    });
    await says(details, 'Judged in part');
    expect(concerns(details)).to.deep.equal(['Not checked against sanctions lists']);
  });

  it('keeps masked values masked, and still leads to their place', async () => {
    const session: Session = {
      ...screened,
      notes: [{ id: 'n', text: 'Erika called.', by: nino, at, verdict: null }],
      failedConditions: [{ condition: 'expiry', observed: '2020-01-01', required: '2026-06-15' }],
    };
    const { details } = await show(session, createApi({ sessions: [session] }), 'all');
    const text = concerns(details).join('\n');
    expect(text).to.include('Open match: UN list');
    expect(text).to.include('Expiration Date: Hidden');
    expect(text).not.to.match(/SPECIMEN|Erika|2020/);
    press(details, 'Open match: UN list');
    await until(() => plain(focused()!.textContent) === 'PEPInfo');
    press(details, 'Expiration Date');
    await until(() => plain(focused()!.textContent) === 'Summary');
    await expect(details).to.be.accessible();
  });

  it('shows hostile names of lists and entries as text', async () => {
    const markup = '<img src=x onerror="globalThis.hacked = true">';
    const screening = { ...screened.screening, unanswered: [markup] } as typeof screened.screening;
    const { details } = await show({ ...screened, screening });
    expect(textOf(details)).to.include(markup);
    expect(panelOf(details)!.querySelector('img')).to.equal(null);
  });
});
