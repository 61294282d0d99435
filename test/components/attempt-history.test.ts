import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Attempt, Client, Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

import 'kv-review/define/attempt-history';
import 'kv-review/define/review-provider';

type History = HTMLElementTagNameMap['kv-attempt-history'];

const samples = sampleSessions({ count: 120, seed: 'attempts' });
const base = samples.find(
  ({ attempts, status }) =>
    status === 'awaiting' &&
    attempts.length === 1 &&
    attempts[0]!.photos.length > 1 &&
    attempts[0]!.front?.documentNumber &&
    attempts[0]!.back?.nationality,
)!;
const only = base.attempts[0]!;
const edge = (id: string): Session => edgeSessions().find((session) => session.id === id)!;

/** A session whose attempts are the sample's, with changes. */
function sessionOf(...changes: Partial<Attempt>[]): Session {
  const attempts = changes.map((change, index): Attempt => ({
    ...only,
    number: index + 1,
    photos: only.photos.map((photo) => ({ ...photo, id: `${photo.id}-${index + 1}` })),
    ...change,
  }));
  return { ...base, attempts, attemptCount: attempts.length };
}

const nothingRead: Partial<Attempt> = {
  finishedAt: null,
  documentType: null,
  documentValid: null,
  livenessPassed: null,
  faceMatch: null,
  front: null,
  back: null,
  mrz: null,
  photos: [],
};

async function show(session: Session | undefined, locale = 'en') {
  const api = createMemoryApi({ sessions: session ? [session] : [] });
  const asked: string[] = [];
  const { getPhoto } = api;
  api.getPhoto = (sessionId, photoId, options) => {
    asked.push(photoId);
    return getPhoto(sessionId, photoId, options);
  };
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
    html`<kv-review-provider .api=${api} locale=${locale}>
      <kv-attempt-history .session=${session}></kv-attempt-history>
    </kv-review-provider>`,
  );
  const element = provider.querySelector('kv-attempt-history')!;
  await element.updateComplete;
  return { element, asked };
}

const textOf = (node: Element | null | undefined): string =>
  (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

const attemptsOf = (element: History): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=attempt]'),
];

const buttonOf = (attempt: HTMLElement): HTMLButtonElement => attempt.querySelector('button')!;

async function openAttempt(element: History, number: number): Promise<HTMLElement> {
  const attempt = attemptsOf(element).find(
    (candidate) => textOf(candidate.querySelector(`#title-${number}`)) === `Attempt ${number}`,
  )!;
  buttonOf(attempt).click();
  await element.updateComplete;
  return attempt.querySelector<HTMLElement>('[part=details]')!;
}

/** The labels and values of the group with a title. */
function group(details: HTMLElement, title: string): Map<string, string> {
  const section = [...details.querySelectorAll('section')].find(
    (candidate) => textOf(candidate.querySelector('h4')) === title,
  );
  const pairs = [...(section?.querySelectorAll('dl > div') ?? [])];
  return new Map(
    pairs.map((pair) => [textOf(pair.querySelector('dt')), textOf(pair.querySelector('dd'))]),
  );
}

describe('kv-attempt-history', () => {
  it('lists every attempt with number, times and results, the newest first', async () => {
    const { element } = await show(
      sessionOf(nothingRead, { livenessPassed: false, documentValid: true }, {}),
    );
    const attempts = attemptsOf(element);
    expect(attempts.map((attempt) => textOf(attempt.querySelector('h3')))).to.deep.equal([
      'Attempt 3 Current',
      'Attempt 2',
      'Attempt 1 Interrupted',
    ]);
    expect(textOf(attempts[1])).to.match(/Started .*Finished .*Liveness Passed No/);
    expect(textOf(attempts[1])).to.contain('Document valid Yes');
    expect(textOf(attempts[2]?.querySelector('dl'))).to.match(/^Started [^F]*$/);
    await expect(element).to.be.accessible();
  });

  it('shows that the last attempt of a session in process is still running', async () => {
    const session: Session = { ...sessionOf(nothingRead, nothingRead), status: 'processing' };
    const { element } = await show(session);
    expect(attemptsOf(element).map((attempt) => textOf(attempt.querySelector('h3')))).to.deep.equal(
      ['Attempt 2 Current In progress', 'Attempt 1 Interrupted'],
    );
  });

  it('opens the details of an attempt under the labels of the reference', async () => {
    const { element } = await show(sessionOf({}));
    const [attempt] = attemptsOf(element);
    const button = buttonOf(attempt!);
    expect(textOf(button)).to.equal('SEE DETAILS');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    const details = await openAttempt(element, 1);
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(details.id).to.equal(button.getAttribute('aria-controls'));
    expect([...details.querySelectorAll('h4')].map(textOf)).to.include.members([
      'Attempt images',
      'Front image data',
      'Back image data',
      'ID Spoof Detection',
    ]);
    expect([...group(details, 'Front image data').keys()]).to.deep.equal([
      'First Name',
      'Last Name',
      'Personal Number',
      'Document Number',
      'Date of expiry',
      'Date of birth',
    ]);
    expect([...group(details, 'Back image data').keys()]).to.deep.equal([
      'First Name',
      'Last Name',
      'Personal Number',
      'Document Number',
      'Nationality',
      'Sex',
      'Date of expiry',
      'Date of birth',
    ]);
    expect(group(details, 'Front image data').get('Document Number')).to.equal(
      only.front!.documentNumber,
    );
    expect([...group(details, 'ID Spoof Detection').keys()]).to.deep.equal([
      'Is ID Real?',
      'Full ID detected?',
    ]);
    expect(group(details, 'Checks').get('Face Match Score (FAR)')).to.match(/Level \d of 7 1\//);
    await expect(element).to.be.accessible();
    button.click();
    await element.updateComplete;
    expect(details.checkVisibility()).to.equal(false);
    expect(textOf(details)).to.equal('');
  });

  it('names each button after its attempt', async () => {
    const { element } = await show(sessionOf({}, {}));
    const names = attemptsOf(element).map((attempt) =>
      buttonOf(attempt)
        .getAttribute('aria-labelledby')!
        .split(' ')
        .map((id) => textOf(element.shadowRoot!.getElementById(id)))
        .join(' '),
    );
    expect(names).to.deep.equal(['SEE DETAILS Attempt 2', 'SEE DETAILS Attempt 1']);
  });

  it('requests only the photos of open attempts, even of thirty', async () => {
    const session = edge('edge-attempts');
    const { element, asked } = await show(session);
    expect(attemptsOf(element)).to.have.length(30);
    await nextFrame();
    await nextFrame();
    expect(element.shadowRoot!.querySelector('kv-photo')).to.equal(null);
    expect(asked).to.deep.equal([]);
    await openAttempt(element, 29);
    const wanted = session.attempts[28]!.photos.map(({ id }) => id);
    const photos = [...element.shadowRoot!.querySelectorAll('kv-photo')];
    expect(photos.map(({ photo }) => photo?.id)).to.deep.equal(wanted);
    attemptsOf(element)[1]!.scrollIntoView();
    await waitUntil(() => asked.length > 0);
    expect(wanted).to.include.members(asked);
    await expect(element).to.be.accessible();
  });

  it('marks what has changed, with the value before', async () => {
    const front: Client = { ...only.front!, documentNumber: 'OLD123' };
    const session = sessionOf(
      { front, clientIp: '192.0.2.1', livenessPassed: true },
      { clientIp: '192.0.2.1', livenessPassed: true },
      { clientIp: '198.51.100.7', livenessPassed: false },
    );
    const { element } = await show(session);
    const [third, second, first] = attemptsOf(element).map((attempt) =>
      textOf(attempt.querySelector('.changes')),
    );
    expect(first).to.equal('');
    expect(second).to.equal('Changed: Document Number');
    expect(third).to.equal('Changed: Liveness Passed, Client IP');
    const details = await openAttempt(element, 2);
    expect(group(details, 'Front image data').get('Document Number')).to.equal(
      `${only.front!.documentNumber} Changed. Attempt 1: OLD123`,
    );
    expect(group(details, 'Front image data').get('First Name')).not.to.contain('Changed');
    const later = await openAttempt(element, 3);
    expect(group(later, 'Customer Activities').get('Client IP')).to.equal(
      '198.51.100.7 Changed. Attempt 2: 192.0.2.1',
    );
    await expect(element).to.be.accessible();
  });

  it('detects another person despite interrupted attempts, and ignores missing values', async () => {
    const front: Client = { ...only.front!, firstName: 'Somebody', lastName: 'Else' };
    const { element } = await show(sessionOf({ front }, nothingRead, {}));
    const [third, second] = attemptsOf(element).map((attempt) =>
      textOf(attempt.querySelector('.changes')),
    );
    expect(second).to.equal('');
    expect(third).to.equal('Changed: First Name, Last Name');
    const details = await openAttempt(element, 3);
    expect(group(details, 'Front image data').get('First Name')).to.contain(
      'Changed. Attempt 1: Somebody',
    );
  });

  it('shows the errors of an attempt’s zone', async () => {
    const { element } = await show(sessionOf({ mrz: ['NOT<A<ZONE'] }));
    const details = await openAttempt(element, 1);
    const zone = details.querySelector<HTMLDetailsElement>('details')!;
    expect(textOf(zone.querySelector('summary'))).to.equal('Check MRZ errors');
    zone.querySelector('summary')!.click();
    const report = zone.querySelector('kv-mrz-report')!;
    await report.updateComplete;
    expect(report.shadowRoot!.textContent).to.contain('unrecognized format');
    await expect(element).to.be.accessible();
  });

  it('shows an attempt without readings', async () => {
    const { element } = await show(edge('edge-nothing-read'));
    const details = await openAttempt(element, 1);
    expect(textOf(details)).to.contain('No photos were taken.');
    expect(group(details, 'Front image data').get('First Name')).to.equal('Not read');
    expect(group(details, 'Checks').get('Face Match Score (FAR)')).to.equal('Not checked');
    expect(group(details, 'ID Spoof Detection').get('Is ID Real?')).to.equal('Not checked');
    expect(group(details, 'Customer Activities').get('Client IP')).to.equal('Unknown');
    await expect(element).to.be.accessible();
  });

  it('states that no attempts, or not all of them, are available', async () => {
    const { element } = await show({ ...base, attempts: [], attemptCount: 3 });
    expect(element.shadowRoot!.textContent).to.contain('does not provide the attempts');
    await expect(element).to.be.accessible();
    element.session = { ...base, attempts: [], attemptCount: 0 };
    await element.updateComplete;
    expect(element.shadowRoot!.textContent).to.contain('No attempts yet.');
    element.session = { ...sessionOf({}), attemptCount: 3 };
    await element.updateComplete;
    expect(textOf(element.shadowRoot!.querySelector('.absence'))).to.equal(
      'Details are available for 1 of 3 attempts.',
    );
  });

  it('keeps attempts open while the session changes, and closes them for another one', async () => {
    const { element } = await show(sessionOf({}));
    await openAttempt(element, 1);
    const isOpen = () =>
      attemptsOf(element).map((attempt) => buttonOf(attempt).getAttribute('aria-expanded'));
    element.session = sessionOf({}, {});
    await element.updateComplete;
    expect(isOpen()).to.deep.equal(['false', 'true']);
    element.session = { ...sessionOf({}, {}), id: 'somebody-else' };
    await element.updateComplete;
    expect(isOpen()).to.deep.equal(['false', 'false']);
  });

  it('shows hostile content as text', async () => {
    const { element } = await show(edge('edge-hostile'));
    const details = await openAttempt(element, 1);
    expect(details.querySelector('img, script')).to.equal(null);
    expect(globalThis).not.to.have.property('hacked');
    expect(group(details, 'Front image data').get('First Name')).to.contain('<img src=x');
    await expect(element).to.be.accessible();
  });

  it('fits into 320 px with all attempts open', async () => {
    const { element } = await show(edge('edge-long-name'));
    element.style.inlineSize = '288px';
    const details = await openAttempt(element, 1);
    details.querySelector('summary')!.click();
    await nextFrame();
    expect(element.scrollWidth).to.be.at.most(288);
    const { right } = element.getBoundingClientRect();
    for (const child of element.shadowRoot!.querySelectorAll('*')) {
      expect(child.getBoundingClientRect().right, child.tagName).to.be.at.most(right + 1);
    }
  });

  it('shows nothing after a sign-out', async () => {
    const { element } = await show(sessionOf({}));
    await openAttempt(element, 1);
    element.dispatchEvent(
      new CustomEvent('kv-error', {
        detail: { code: 'unauthenticated', retryable: false },
        bubbles: true,
      }),
    );
    await waitUntil(() => element.shadowRoot!.textContent.trim() === '');
  });
});
