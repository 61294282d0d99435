import { expect, oneEvent } from '@open-wc/testing';
import type { KvEventMap } from 'kv-review';
import type { CheckedScreening, Session } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { button, findButton, focused, nino, says, until } from './review-page.js';
import {
  base,
  checkedAt,
  checkedLater,
  clear,
  createScreeningApi,
  match,
  showScreening,
  withScreening,
} from './screening-fixture.js';

const textOf = (element: Element): string => element.textContent.replaceAll(/\s+/g, ' ').trim();
const said = (element: HTMLElement): string =>
  [...element.shadowRoot!.querySelectorAll('.screening > *')].map(textOf).join(' ');
const polite = (element: HTMLElement) =>
  textOf(element.shadowRoot!.querySelector('.screening > [role="status"]')!);
const unknown: CheckedScreening = { status: 'unknown', checkedAt };
const mark = { reason: 'Born in another year.', by: { id: 'nino', name: 'Nino' }, at: checkedAt };

/** The session with marks on the matches of these ids. */
const marked = (...ids: readonly string[]): Session =>
  withScreening({
    ...match,
    matches: match.matches.map((one) => ({
      ...one,
      falsePositive: ids.includes(one.id) ? mark : null,
    })),
  });

describe('kv-screening', () => {
  it('shows that a client is not sanctioned, with lists and time', async () => {
    const { element } = await showScreening(withScreening(clear));
    expect(said(element)).to.match(/Sanctioned No .*Lists Consolidated List/);
    expect(element.shadowRoot!.querySelector('time')!.dateTime).to.equal(checkedAt);
    await expect(element).to.be.accessible();
  });

  it('shows the matches by descending score, with list, authority, alias and match strength', async () => {
    const { element } = await showScreening({ ...withScreening(match), status: 'processing' });
    expect(said(element)).to.include('Sanctioned Match found');
    const [first, second] = [...element.shadowRoot!.querySelectorAll('.match')].map(textOf);
    expect(first).to.match(
      /^List: Consolidated List Authority: United Nations .+: Very high 97% .*Name .*SPECIMEN, ERIKA\s?Alias: ERICA SPECIMEN/,
    );
    expect(second).to.match(/^List: Politically exposed persons .+: Low 64% .*SPECIMEN, E\./);
    await expect(element).to.be.accessible();
  });

  /** The cells of the first entry: label, client, entry. */
  const comparison = (element: Element) =>
    [...element.shadowRoot!.querySelector('.comparison')!.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map(textOf),
    );

  const born: Session = {
    ...withScreening({
      ...match,
      matches: [
        {
          ...match.matches[0]!,
          name: 'SPECIMEN, ERIKA',
          birthDates: ['1964', '1964-08-21', 'about 1960'],
          countries: ['de', 'Utopia'],
        },
      ],
    }),
    // Without a reading of the zone.
    attempts: [],
    client: {
      ...base.client,
      firstName: 'Erika',
      lastName: 'Specimen',
      birthDate: '1964-08-12',
      nationality: 'D',
    },
  };

  it('compares each entry with the client, in words, beside the selfie', async () => {
    const { element } = await showScreening(born);
    expect(comparison(element)).to.deep.equal([
      ['Name', 'Erika Specimen', 'SPECIMEN, ERIKA Same'],
      ['Birth Date', 'Aug 12, 1964', '1964, Aug 21, 1964, about 1960 Same in part'],
      ['Nationality', 'Germany D', 'Germany, Utopia Same'],
    ]);
    const photo = element.shadowRoot!.querySelector('kv-photo')!;
    expect(photo.photo?.kind).to.equal('selfie');
    expect(photo.getBoundingClientRect().width).to.be.greaterThan(40);
    await expect(element).to.be.accessible();
  });

  it('says what an entry lacks, and what differs', async () => {
    const [known] = born.screening.status === 'match' ? born.screening.matches : [];
    const other = { ...known!, name: 'SOMEBODY ELSE', birthDates: ['1950-01-01'], countries: [] };
    const { element } = await showScreening({
      ...born,
      screening: { ...match, matches: [other] },
    });
    expect(comparison(element)).to.deep.equal([
      ['Name', 'Erika Specimen', 'SOMEBODY ELSE Different'],
      ['Birth Date', 'Aug 12, 1964', 'Jan 1, 1950 Different'],
      ['Nationality', 'Germany D', 'Not on the list'],
    ]);
  });

  it('hides what is masked of the client, and what the comparison would disclose', async () => {
    const { element } = await showScreening(born);
    element.masked = new Set(['photos', 'birthDate']);
    await element.updateComplete;
    expect(comparison(element)[1]).to.deep.equal([
      ...['Birth Date', '••••••Hidden', '1964, Aug 21, 1964, about 1960'],
    ]);
    expect(element.shadowRoot!.querySelector('kv-photo')).to.equal(null);
  });

  for (const [inlineSize, locale, dir] of [
    [320, 'en', 'ltr'],
    [320, 'ka', 'ltr'],
    [320, 'en', 'rtl'],
    [900, 'en', 'rtl'],
  ] as const) {
    it(`keeps client and entry side by side at ${inlineSize} px, in ${locale}, ${dir}`, async () => {
      const { element, provider } = await showScreening(born);
      provider.locale = locale;
      provider.dir = dir;
      provider.style.display = 'block';
      provider.style.inlineSize = `${inlineSize}px`;
      const words = locale === 'ka' ? 'კლიენტი' : 'Client';
      await until(() => said(element).includes(words));
      expect(getComputedStyle(element).direction).to.equal(dir);
      expect(element.scrollWidth).to.be.at.most(inlineSize);
      const cells = [...element.shadowRoot!.querySelectorAll('.comparison tbody td')];
      const [client, entry] = cells.map((cell) => cell.getBoundingClientRect());
      expect(client!.top).to.equal(entry!.top);
      const isBefore = client!.right <= entry!.left;
      expect(isBefore).to.equal(dir === 'ltr');
    });
  }

  it('names the lists that did not answer', async () => {
    const { element } = await showScreening(
      withScreening({ status: 'unknown', checkedAt, unanswered: ['PEP list'] }),
    );
    expect(said(element)).to.match(/Sanctioned Unknown .* No answer from PEP list/);
    await expect(element).to.be.accessible();
  });

  it('shows the author, time and reason of a false positive', async () => {
    const { element } = await showScreening(marked('m2'));
    expect(said(element)).to.include('Sanctioned Match found');
    expect(said(element)).to.include('2 matching entries, 1 open');
    const [first, second] = [...element.shadowRoot!.querySelectorAll('.match')];
    expect(textOf(first!)).to.match(/False positive Nino, .*Born in another year\. Undo$/);
    expect(first!.querySelector('.mark time')!.getAttribute('datetime')).to.equal(checkedAt);
    expect(textOf(second!)).to.match(/Mark as false positive$/);
    await expect(element).to.be.accessible();
  });

  it('is not clear when all matches are marked as false positives', async () => {
    const { element } = await showScreening(marked('m1', 'm2'));
    expect(said(element)).to.include('Sanctioned No open matches Every entry found');
    expect(said(element)).to.include('SPECIMEN, ERIKA');
    expect(element.shadowRoot!.querySelectorAll('.finding.good').length).to.equal(0);
    await expect(element).to.be.accessible();
  });

  for (const when of [null, checkedAt]) {
    it(`a failed screening is never clear (${when ?? 'never checked'})`, async () => {
      const session = withScreening({ status: 'unknown', checkedAt: when });
      const { element } = await showScreening(session);
      expect(said(element)).to.include('Sanctioned Unknown');
      expect(said(element)).to.include('This does not clear the person.');
      expect(element.shadowRoot!.querySelectorAll('.finding.good').length).to.equal(0);
      await expect(element).to.be.accessible();
    });
  }

  it('shows that no list is connected', async () => {
    const { element } = await showScreening(withScreening({ status: 'absent' }));
    expect(said(element)).to.include('Sanctions screening is not set up for this company');
    expect(said(element)).not.to.include('Sanctioned');
    expect(findButton(element, 'Check now') === undefined).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('has no buttons if the backend lacks the capability or the session is decided', async () => {
    const decided: Session = { ...withScreening(match), status: 'success' };
    const able = createScreeningApi(decided, { screen: () => clear });
    const unable = createScreeningApi(withScreening(match), {
      workspace: { capabilities: ['screening'] },
    });
    for (const [session, api] of [
      [decided, able],
      [withScreening(match), unable],
    ] as const) {
      const { element } = await showScreening(session, api);
      expect(element.shadowRoot!.querySelectorAll('button').length).to.equal(0);
    }
  });

  it('offers a first screening', async () => {
    const session = withScreening({ status: 'absent' });
    const api = createScreeningApi(session, { screen: () => clear });
    const { element } = await showScreening(session, api);
    expect(said(element)).to.include('has not been checked against sanctions lists');
    (await button(element, 'Check now')).click();
    await says(element, 'Sanctioned No');
  });

  it('screens once, and shows the new result', async () => {
    let asked = 0;
    let answer = (_: CheckedScreening): void => undefined;
    const session = withScreening(unknown);
    const api = createScreeningApi(session, {
      screen: () => {
        asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const { element, provider } = await showScreening(session, api);
    const completed = oneEvent<KvEventMap['kv-screening-complete']>(
      provider,
      'kv-screening-complete',
    );
    const check = await button(element, 'Check again');
    check.click();
    check.click();
    await until(() => textOf(check) === 'Checking…');
    await until(() => asked === 1);
    await expect(element).to.be.accessible();
    answer(clear);
    await until(() => polite(element) === 'Sanctioned: No');
    expect(said(element)).to.include('Sanctioned No');
    expect(textOf(check)).to.equal('Check again');
    expect((await completed).detail).to.deep.equal({ sessionId: base.id });
  });

  it('shows that a screening has failed: unknown, not clear', async () => {
    const session = withScreening(clear);
    const api = createScreeningApi(session, { screen: () => Promise.reject(new Error('down')) });
    const { element } = await showScreening(session, api);
    (await button(element, 'Check again')).click();
    await says(element, 'The check failed. The result is unknown, not clear.');
    expect(said(element)).to.include('Sanctioned Unknown');
    expect(polite(element)).to.equal('');
    await expect(element).to.be.accessible();
  });

  it('keeps the matches when a later screening fails', async () => {
    const session = withScreening(match);
    const api = createScreeningApi(session, { screen: () => Promise.reject(new Error('down')) });
    const { element } = await showScreening(session, api);
    (await button(element, 'Check again')).click();
    await says(element, 'The previous result still applies.');
    expect(said(element)).to.include('Sanctioned Match found');
    expect(element.shadowRoot!.querySelectorAll('.match').length).to.equal(2);
  });

  it('keeps the last result when the backend refuses, and can try again', async () => {
    const session = withScreening(unknown);
    const api = createScreeningApi(session, {
      screen: () => clear,
      faults: [{ kind: 'error', code: 'rate-limited', method: 'recheckScreening', calls: [1] }],
    });
    const { element } = await showScreening(session, api);
    const errors: string[] = [];
    element.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
    (await button(element, 'Check again')).click();
    await says(element, 'Too many requests');
    expect(said(element)).to.include('Sanctioned Unknown');
    expect(errors).to.deep.equal(['rate-limited']);
    await expect(element).to.be.accessible();
    (await button(element, 'Check again')).click();
    await says(element, 'Sanctioned No');
  });

  it('finds the outcome of a screening whose answer was lost, without a second screening', async () => {
    let asked = 0;
    const session = withScreening(unknown);
    const api = createScreeningApi(session, {
      screen: () => {
        asked += 1;
        return { ...match, checkedAt: checkedLater };
      },
      faults: [{ kind: 'dropped-answer', method: 'recheckScreening', calls: [1] }],
    });
    const { element } = await showScreening(session, api);
    const check = await button(element, 'Check again');
    check.focus();
    check.click();
    await says(element, 'We couldn’t confirm that the check ran');
    expect(textOf(focused()!)).to.include('Check again to see the result');
    await expect(element).to.be.accessible();
    (await button(element, 'Check again')).click();
    await says(element, 'Sanctioned Match found');
    expect(asked).to.equal(1);
  });

  it('shows the current session after a conflict, then screens that one', async () => {
    const session = withScreening(unknown);
    const api = createScreeningApi(session, { screen: () => clear });
    const { element } = await showScreening(session, api);
    const options = { version: session.version, idempotencyKey: 'nino' };
    const { version } = await api.as(nino).editClient(base.id, { lastName: 'Other' }, options);
    (await button(element, 'Check again')).click();
    await says(element, 'This session changed while you had it open');
    (await button(element, 'Show the current session')).click();
    await until(() => element.session?.version === version);
    (await button(element, 'Check again')).click();
    await says(element, 'Sanctioned No');
  });

  it('shows who has decided when a screening comes too late', async () => {
    const session = withScreening(unknown);
    const api = createScreeningApi(session, { screen: () => clear });
    const { element } = await showScreening(session, api);
    const options = { version: session.version, idempotencyKey: 'nino' };
    await api.as(nino).decideSession(base.id, { verdict: 'verify', note: null }, options);
    (await button(element, 'Check again')).click();
    await says(element, `Verified by ${nino.name} on`);
    (await button(element, 'Show the current session')).click();
    await until(() => element.session?.status === 'success');
    await until(() => element.shadowRoot!.querySelectorAll('button').length === 0);
  });

  it('ignores the answer for an earlier session', async () => {
    let answer = (_: CheckedScreening): void => undefined;
    const answered = new Promise<CheckedScreening>((resolve) => (answer = resolve));
    const session = withScreening(unknown);
    const api = createScreeningApi(session, { screen: () => answered });
    const { element, provider } = await showScreening(session, api);
    const completed = oneEvent(provider, 'kv-screening-complete');
    (await button(element, 'Check again')).click();
    await until(() => findButton(element, 'Checking…'));
    element.session = { ...withScreening(match), id: 'other' };
    await element.updateComplete;
    answer(clear);
    await completed;
    await element.updateComplete;
    expect(said(element)).to.include('Match found');
    expect(polite(element)).to.equal('');
  });

  it('recognises a new result that a watch delivers before the answer', async () => {
    const session = withScreening(match);
    const again = { ...match, checkedAt: checkedLater };
    const api = createScreeningApi(session, { screen: () => again });
    const send = api.recheckScreening;
    const shown: HTMLElementTagNameMap['kv-screening'][] = [];
    api.recheckScreening = async (...request) => {
      const answer = await send(...request);
      for (const one of shown) one.session = structuredClone(answer);
      return answer;
    };
    const { element } = await showScreening(session, api);
    shown.push(element);
    (await button(element, 'Check again')).click();
    await until(() => polite(element) === 'Sanctioned: Match found');
    expect(said(element)).not.to.include('The check failed');
  });

  it('keeps a false positive after the next screening', async () => {
    const session = withScreening(match);
    const api = createScreeningApi(session, {
      screen: () => ({ ...match, checkedAt: checkedLater }),
    });
    const options = { version: session.version, idempotencyKey: 'mark' };
    const input = { falsePositive: true, matchId: 'm2', reason: 'Another person.' } as const;
    const { element } = await showScreening(
      await api.markFalsePositive(session.id, input, options),
      api,
    );
    (await button(element, 'Check again')).click();
    await until(() => element.shadowRoot!.querySelector('time')!.dateTime === checkedLater);
    expect(said(element)).to.include('2 matching entries, 1 open');
    expect(said(element)).to.include('Another person.');
  });

  it('shows hostile entries as text (abuse case 1)', async () => {
    const hostile = edgeSessions().find(({ id }) => id === 'edge-hostile')!;
    const { element } = await showScreening(hostile);
    expect(said(element)).to.include('<img src=x onerror=');
    expect(element.shadowRoot!.querySelectorAll('img, script, a').length).to.equal(0);
    await expect(element).to.be.accessible();
  });
});
