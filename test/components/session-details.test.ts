import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import type { FaultRule, MemoryApi } from 'kv-review/api/memory';
import { registerLanguage } from 'kv-review/i18n';
import { currentAttempt, type Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import 'kv-review/define/session-details';
import {
  awaiting,
  button,
  createApi,
  edgeSession,
  findButton,
  focused,
  nino,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

/** Right to left, without texts. */
registerLanguage({ tag: 'ar', messages: {} });

type Details = HTMLElementTagNameMap['kv-session-details'];

const byNino = { by: { id: nino.id, name: nino.name }, at: '2026-06-01T09:00:00Z' };

const rejected: Session = {
  ...awaiting,
  id: 'rejected',
  status: 'rejected',
  completedAt: byNino.at,
  decision: {
    verdict: 'reject',
    reasons: [
      { id: 'fake', label: { en: 'Fake' } },
      { id: 'mrz', label: { en: 'MRZ issue' } },
    ],
    ...byNino,
  },
  notes: [{ id: 'n', text: 'First line\nsecond line', verdict: 'reject', ...byNino }],
};

async function show(sessionId: string, api: MemoryApi = createApi(), refreshInterval = 0) {
  const provider = await showIn(
    api,
    html`<kv-session-details
      session-id=${sessionId}
      refresh-interval=${refreshInterval}
    ></kv-session-details>`,
  );
  return { provider, details: provider.querySelector('kv-session-details')!, api };
}

const heading = (details: Details) => details.shadowRoot!.querySelector('h2');

/** Waits for the session to be in view. */
async function shown(details: Details, session: Session = awaiting): Promise<void> {
  await until(() => heading(details)?.textContent.includes(session.client.lastName ?? ''));
  await partsLoaded(details);
}

const normal = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** What stands beside a term. */
function descriptionOf(details: Details, term: string): Element {
  const found = [...details.shadowRoot!.querySelectorAll('dt')].find(
    ({ textContent }) => textContent === term,
  );
  return found!.nextElementSibling!;
}

/** The value beside a term. */
function valueOf(details: Details, term: string): string {
  const copy = descriptionOf(details, term).cloneNode(true) as Element;
  copy.querySelector('.differences')?.remove();
  return normal(copy.textContent);
}

/** What the sources say beside a value; an empty text where they agree. */
const sourcesOf = (details: Details, term: string): string =>
  normal(descriptionOf(details, term).querySelector('.differences')?.textContent ?? '');

const terms = (details: Details) =>
  [...details.shadowRoot!.querySelectorAll('dt')].map(({ textContent }) => textContent);

/** An element that shows a part of the session. */
const partOf = <Tag extends keyof HTMLElementTagNameMap>(details: Details, tag: Tag) =>
  details.shadowRoot!.querySelector(tag)!;

const tabOf = (details: Details, name: string) =>
  [...details.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')].find(
    ({ textContent }) => textContent.trim() === name,
  )!;

const dialogOf = (details: Details, name: 'verify' | 'reject' | 'edit') =>
  details.shadowRoot!.querySelector(`kv-${name}-dialog`)!;

describe('kv-session-details', () => {
  it('shows the client information and the session details under their names', async () => {
    const session: Session = {
      ...awaiting,
      client: {
        firstName: 'Anna',
        lastName: 'Eriksson',
        documentNumber: 'L898902C3',
        personalNumber: 'ZE184226B',
        sex: 'female',
        birthDate: '1974-08-12',
        expirationDate: '2034-04-15',
        nationality: 'GEO',
      },
      livenessPassed: true,
      documentValid: false,
      faceMatch: { level: 5, confidence: 87 },
      spoof: { idIsReal: true, fullIdDetected: false },
      companyName: 'Fictiona Pay',
    };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details, session);
    expect(terms(details)).to.deep.equal([
      'First Name',
      'Last Name',
      'Document Number',
      'Personal Number',
      'Sex',
      'Birth Date',
      'Expiration Date',
      'Nationality',
      'Verified',
      'Liveness Passed',
      'Document valid',
      'MRZ errors',
      'Face Match Score',
      'Match Confidence',
      'ID Spoof Detection',
      'Sanctioned',
      'Company',
    ]);
    expect(valueOf(details, 'Document Number')).to.equal('L898902C3');
    expect(valueOf(details, 'Sex')).to.equal('Female');
    expect(valueOf(details, 'Birth Date')).to.equal('Aug 12, 1974');
    expect(valueOf(details, 'Expiration Date')).to.equal('Apr 15, 2034');
    expect(valueOf(details, 'Nationality')).to.equal('Georgia GEO');
    expect(valueOf(details, 'Verified')).to.equal('No');
    expect(valueOf(details, 'Liveness Passed')).to.equal('Yes');
    expect(valueOf(details, 'Document valid')).to.equal('No');
    expect(valueOf(details, 'Face Match Score')).to.equal(
      'Level 5 of 7 1/10,000 FAR Minimum level: 4, 1/1,000 FAR',
    );
    expect(valueOf(details, 'Match Confidence')).to.equal('87 of 100');
    expect(valueOf(details, 'ID Spoof Detection')).to.equal('ID is real Full ID was not detected');
    expect(textOf(details)).to.contain(
      'Face Match Score: Level 3 of 7, 1/500 FAR Required: level 4 or higher, 1/1,000 FAR',
    );
    await expect(details).to.be.accessible();
  });

  it('shows values that were not read or checked, have expired or are too low', async () => {
    const session: Session = {
      ...awaiting,
      client: { ...awaiting.client, personalNumber: null, expirationDate: '2020-01-01' },
      livenessPassed: null,
      documentValid: null,
      faceMatch: { level: 2, confidence: null },
      spoof: { idIsReal: null, fullIdDetected: null },
    };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details);
    expect(valueOf(details, 'Personal Number')).to.equal('Not read');
    expect(valueOf(details, 'Expiration Date')).to.contain('Expired');
    expect(valueOf(details, 'Liveness Passed')).to.equal('Not checked');
    expect(valueOf(details, 'Document valid')).to.equal('Not checked');
    expect(valueOf(details, 'Face Match Score')).to.contain('Below the minimum level 4');
    expect(valueOf(details, 'Match Confidence')).to.equal('Not checked');
    expect(valueOf(details, 'ID Spoof Detection')).to.equal('Not checked');
    await expect(details).to.be.accessible();
  });

  it('shows a rejected session with its tags, its author and the notes, without a decision to make', async () => {
    const { details } = await show(rejected.id, createApi({ sessions: [rejected] }));
    await shown(details);
    expect(textOf(details)).to.contain('Rejected by Nino Specimenadze, Jun 1, 2026');
    expect(textOf(details)).to.contain('Attached TAGS');
    const tags = [...details.shadowRoot!.querySelectorAll('.tags li')];
    expect(tags.map(({ textContent }) => textContent)).to.deep.equal(['Fake', 'MRZ issue']);
    expect(valueOf(details, 'Verified')).to.equal('No Rejected');
    expect(textOf(details)).to.contain('can no longer be changed');
    const notes = partOf(details, 'kv-notes');
    await until(() => notes.shadowRoot!.querySelector('.note-text'));
    expect(notes.shadowRoot!.querySelector('.note-text')!.textContent).to.equal(
      'First line\nsecond line',
    );
    expect(findButton(details, 'Edit verification')).to.equal(undefined);
    expect(findButton(notes, 'Add note')).to.equal(undefined);
    expect(findButton(details, 'Verify')).to.equal(undefined);
    expect(findButton(details, 'Reject')).to.equal(undefined);
    await expect(details).to.be.accessible();
  });

  it('shows every sample and edge session without empty values, and accessibly', async () => {
    const samples = sampleSessions({ count: 60, seed: 5 });
    const chosen = (['processing', 'success', 'rejected'] as const).map((status) =>
      samples.find((session) => session.status === status)!,
    );
    const sessions = [...chosen, ...edgeSessions()];
    const { details } = await show('', createApi({ sessions }));
    for (const session of sessions) {
      details.sessionId = session.id;
      await says(details, session.id);
      await expect(details).to.be.accessible();
      expect(details.scrollWidth, session.id).to.be.at.most(details.clientWidth);
    }
    expect((globalThis as { hacked?: true }).hacked).to.equal(undefined);
    expect(details.shadowRoot!.querySelector('img, script')).to.equal(null);
  });

  it('explains why the session cannot be decided', async () => {
    const processing: Session = { ...awaiting, id: 'processing', status: 'processing' };
    const sessions = [awaiting, processing];
    const { details } = await show(processing.id, createApi({ sessions }));
    await shown(details);
    expect(textOf(details)).to.contain('still being processed');
    expect(valueOf(details, 'Verified')).to.equal('Pending');
    expect(findButton(details, 'Verify')).to.equal(undefined);

    const readOnly = createApi({ sessions, workspace: { capabilities: [] } });
    const { details: other } = await show(awaiting.id, readOnly);
    await says(other, 'Decisions are not possible here');
    expect(findButton(other, 'Verify')).to.equal(undefined);
    await expect(other).to.be.accessible();
  });

  it('shows that no session is selected, or the host’s own content', async () => {
    const { details } = await show('');
    await says(details, 'Choose a session to see its details.');
    await expect(details).to.be.accessible();
    const better = Object.assign(document.createElement('p'), { slot: 'empty' });
    details.append(better);
    const slot = details.shadowRoot!.querySelector<HTMLSlotElement>('slot[name="empty"]')!;
    expect(slot.assignedElements()).to.deep.equal([better]);
  });

  it('shows that a provider is missing', async () => {
    const details = await fixture<Details>(
      html`<kv-session-details session-id="x"></kv-session-details>`,
    );
    expect(textOf(details)).to.contain('kv-review is not connected');
    await expect(details).to.be.accessible();
  });

  it('shows that a session is loading, does not exist or is forbidden', async () => {
    const faults: FaultRule[] = [
      { kind: 'delay', milliseconds: Infinity, method: 'getSession', calls: [1] },
    ];
    const { details } = await show(awaiting.id, createApi({ faults }));
    await says(details, 'Loading…');
    await expect(details).to.be.accessible();
    details.sessionId = 'no-such';
    await says(details, 'This session does not exist');
    await expect(details).to.be.accessible();
    faults.push({ kind: 'error', code: 'forbidden', method: 'getSession' });
    details.sessionId = awaiting.id;
    await says(details, 'You don’t have access to this');
    expect(findButton(details, 'Try again')).to.equal(undefined);
  });

  it('offers to try again after a failure', async () => {
    const faults: FaultRule[] = [
      { kind: 'error', code: 'unavailable', method: 'getSession', calls: [1] },
    ];
    const { details } = await show(awaiting.id, createApi({ faults }));
    await says(details, 'The service cannot be reached');
    await expect(details).to.be.accessible();
    (await button(details, 'Try again')).click();
    await shown(details);
  });

  it('keeps the session in view, and marks it as outdated, when an update fails', async () => {
    const faults: FaultRule[] = [
      { kind: 'error', code: 'timeout', method: 'getSession', calls: [2] },
    ];
    const { details } = await show(awaiting.id, createApi({ faults }));
    await shown(details);
    await details.refresh();
    await says(details, 'This may be out of date');
    expect(heading(details)!.textContent).to.contain(awaiting.client.lastName);
    await expect(details).to.be.accessible();
    await details.refresh();
    await until(() => !textOf(details).includes('This may be out of date'));
  });

  it('never shows one client under the id of another', async () => {
    const other = edgeSession('edge-arabic-name');
    const faults: FaultRule[] = [
      { kind: 'delay', milliseconds: Infinity, method: 'getSession', calls: [2] },
    ];
    const { details } = await show(awaiting.id, createApi({ sessions: [awaiting, other], faults }));
    await shown(details);
    details.sessionId = other.id;
    await details.updateComplete;
    expect(textOf(details)).not.to.contain(awaiting.client.lastName);
    expect(textOf(details)).not.to.contain(awaiting.client.documentNumber);
  });

  it('clears the client when the user is signed out, and keeps the draft of the note', async () => {
    const { details, provider } = await show(awaiting.id);
    await shown(details);
    (await button(details, 'Verify')).click();
    const dialog = dialogOf(details, 'verify');
    await until(() => dialog.open);
    await dialog.updateComplete;
    await sendKeys({ type: 'unsaid' });
    details.dispatchEvent(
      new CustomEvent('kv-error', {
        detail: { code: 'unauthenticated', retryable: false },
        bubbles: true,
        composed: true,
      }),
    );
    await says(details, 'You are signed out');
    await until(() => !dialog.shadowRoot!.querySelector('dialog')!.open);
    expect(textOf(details) + textOf(dialog)).not.to.contain(awaiting.client.lastName);
    await expect(details).to.be.accessible();

    await provider.reconnect();
    await shown(details);
    (await button(details, 'Verify')).click();
    await until(() => dialog.shadowRoot!.querySelector('textarea'));
    expect(dialog.shadowRoot!.querySelector('textarea')!.value).to.equal('unsaid');
  });

  it('is read-only after the decision, with the focus on the client’s name', async () => {
    const { details, provider } = await show(awaiting.id);
    await shown(details);
    (await button(details, 'Verify')).click();
    const dialog = dialogOf(details, 'verify');
    await until(() => dialog.open);
    const completed = oneEvent(provider, 'kv-decision-complete');
    (await button(dialog, 'Verify')).click();
    await completed;
    await says(details, 'Verified by Alex Agent');
    expect(findButton(details, 'Verify')).to.equal(undefined);
    expect(valueOf(details, 'Verified')).to.equal('Yes');
    await until(() => focused() === heading(details));
    await expect(details).to.be.accessible();
  });

  it('returns the focus to the button when a dialog is cancelled', async () => {
    const { details } = await show(awaiting.id);
    await shown(details);
    const reject = await button(details, 'Reject');
    reject.click();
    const dialog = dialogOf(details, 'reject');
    await until(() => dialog.open);
    await dialog.updateComplete;
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog.open);
    expect(focused()).to.equal(reject);
  });

  it('shows the changes of another element of the provider, and of another agent', async () => {
    const { details, api, provider } = await show(awaiting.id);
    const second = document.createElement('kv-session-details');
    second.sessionId = awaiting.id;
    provider.append(second);
    await shown(details);
    await shown(second);
    (await button(details, 'Reject')).click();
    const dialog = dialogOf(details, 'reject');
    await until(() => dialog.open);
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    await details.refresh();
    await says(dialog, 'Already decided');
    expect(textOf(dialog)).to.contain('Nino Specimenadze');
    (await button(dialog, 'Show the current session')).click();
    await says(details, 'Verified by Nino Specimenadze');
    await says(second, 'Verified by Nino Specimenadze');
  });

  it('announces once that a colleague has decided, while a note is being written', async () => {
    const { details, api } = await show(awaiting.id);
    await shown(details);
    const notes = partOf(details, 'kv-notes');
    const field = notes.shadowRoot!.querySelector('textarea')!;
    field.focus();
    await sendKeys({ type: 'Half' });
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'reject', reasons: ['fake'], note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    await details.refresh();
    await says(notes, 'Already decided');
    const announced = [details, notes].flatMap((element) =>
      [...element.shadowRoot!.querySelectorAll('[role=status]')].map(({ textContent }) =>
        textContent.trim(),
      ),
    );
    expect(announced.filter((text) => /reject|decided/i.test(text))).to.have.length(1);
    expect(focused() === field).to.equal(true);
    await sendKeys({ type: 'y' });
    expect(field.value).to.equal('Half');
  });

  it('shows without a reload that a session has been processed', async () => {
    const processing: Session = { ...awaiting, status: 'processing' };
    const api = createApi({ sessions: [processing] });
    let status: Session['status'] = 'processing';
    const original = api.getSession;
    api.getSession = async (...args) => ({ ...(await original(...args)), status });
    const { details } = await show(awaiting.id, api, 0.05);
    await says(details, 'still being processed');
    status = 'awaiting';
    await button(details, 'Verify');
    expect(textOf(details)).not.to.contain('still being processed');
  });

  it('dispatches one error event for an update that keeps failing', async () => {
    const api = createApi();
    const original = api.getSession;
    let calls = 0;
    api.getSession = (...args) => {
      calls += 1;
      return calls === 1 ? original(...args) : Promise.reject(new ReviewError('timeout', 'late'));
    };
    const { details, provider } = await show(awaiting.id, api, 0.02);
    let errors = 0;
    provider.addEventListener('kv-error', () => (errors += 1));
    await until(() => calls > 4);
    expect(errors).to.equal(1);
    await says(details, 'This may be out of date');
  });

  /** The adapter fails for the sessions with these ids, and counts the errors that the host sees. */
  async function showFailing(failing: ReadonlySet<string>) {
    const api = createApi({ sessions: [awaiting, rejected] });
    const original = api.getSession;
    api.getSession = (id, ...rest) =>
      failing.has(id)
        ? Promise.reject(new ReviewError('not-found', 'erased'))
        : original(id, ...rest);
    const { details, provider } = await show('gone-1', api);
    const errors: string[] = [];
    provider.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
    await says(details, 'does not exist');
    return { details, errors, provider };
  }

  it('reports each missing session, even if two follow one another', async () => {
    const { details, errors } = await showFailing(new Set(['gone-2', 'gone-3']));
    for (const [index, id] of ['gone-2', 'gone-3'].entries()) {
      details.sessionId = id;
      await until(() => errors.length > index, `an error for ${id}`);
    }
    expect(errors).to.deep.equal(['not-found', 'not-found']);
  });

  it('reports a missing session again when the element is put back', async () => {
    const { details, errors, provider } = await showFailing(new Set());
    details.remove();
    provider.append(details);
    await until(() => errors.length === 1, 'an error after the element was put back');
  });

  it('reports a missing session again under another adapter', async () => {
    const { details, errors, provider } = await showFailing(new Set());
    provider.api = createApi();
    await until(() => errors.length === 1, 'an error of the other adapter');
    await says(details, 'does not exist');
  });

  it('reports the same error again once a load has succeeded elsewhere', async () => {
    const api = createApi();
    const original = api.getSession;
    let isFailing = false;
    api.getSession = (...args) =>
      isFailing ? Promise.reject(new ReviewError('timeout', 'late')) : original(...args);
    const { details, provider } = await show(awaiting.id, api);
    await shown(details);
    const errors: string[] = [];
    provider.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
    isFailing = true;
    await details.refresh();
    expect(errors).to.deep.equal(['timeout']);
    // A note that was added has brought the session, and the page is no longer stale.
    isFailing = false;
    const field = partOf(details, 'kv-notes').shadowRoot!.querySelector('textarea')!;
    field.value = 'Called the client.';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.form!.requestSubmit();
    await until(() => !textOf(details).includes('This may be out of date'));
    isFailing = true;
    await details.refresh();
    expect(errors).to.deep.equal(['timeout', 'timeout']);
  });

  it('warns of the screening only while a match is open', async () => {
    const by = { id: nino.id, name: nino.name };
    const entry = { list: 'List', authority: null, name: 'SPECIMEN', alias: null, score: 0.97 };
    const falsePositive = { reason: 'Namesake.', by, at: '2026-06-16T09:00:00Z' };
    const checked = {
      status: 'match' as const,
      checkedAt: '2026-06-15T09:06:00Z',
      lists: ['List'],
    };
    const one: Session = {
      ...awaiting,
      id: 'open',
      screening: { ...checked, matches: [{ ...entry, id: 'm' }] },
    };
    const marked: Session = {
      ...awaiting,
      id: 'marked',
      screening: { ...checked, matches: [{ ...entry, id: 'm', falsePositive }] },
    };
    const { details } = await show('open', createApi({ sessions: [one, marked] }));
    const jump = async (name: string) => (await button(details, name)).querySelector('svg, .icon');
    const likeness = () => partOf(details, 'kv-screening').shadowRoot!.querySelector('.match .tag');
    await shown(details);
    expect(await jump('PEPInfo: 1 open match')).not.to.equal(null);
    await until(() => likeness());
    expect(likeness()!.classList.contains('danger')).to.equal(true);
    details.sessionId = 'marked';
    await until(() => heading(details) && partOf(details, 'kv-screening').session?.id === 'marked');
    expect(await jump('PEPInfo')).to.equal(null);
    await until(() => likeness()?.classList.contains('danger') === false);
    const screening = partOf(details, 'kv-screening');
    expect(textOf(screening)).to.include('Every entry found is marked');
    expect(textOf(screening)).not.to.include('An entry may refer to a different person');
  });

  for (const [timeZone, completedAt, isExpired] of [
    [undefined, '2026-06-15T21:00:00Z', false],
    ['Asia/Tbilisi', '2026-06-15T21:00:00Z', true],
    ['America/Los_Angeles', '2026-06-16T03:00:00Z', false],
    // A newer backend may know it. The page must not fail.
    ['Mars/Olympus', '2026-06-16T03:00:00Z', true],
  ] as const) {
    it(`tags a document as expired by the company's day: ${timeZone ?? 'no zone'}`, async () => {
      const client = { ...rejected.client, expirationDate: '2026-06-15' };
      const sessions = [{ ...rejected, client, completedAt }];
      const workspace = timeZone === undefined ? {} : { timeZone };
      const { details } = await show('rejected', createApi({ sessions, workspace }));
      await shown(details);
      expect(valueOf(details, 'Expiration Date').includes('Expired')).to.equal(isExpired);
    });
  }

  it('has the named sections and tabs of the session', async () => {
    const { details } = await show(awaiting.id);
    await shown(details);
    const titles = [...details.shadowRoot!.querySelectorAll('h3')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(titles.filter((title) => !title.startsWith('Why'))).to.deep.equal([
      'Summary',
      'Customer Activities',
      'PEPInfo',
      'Extra Fields',
      'Notes',
    ]);
    expect(tabOf(details, 'Current Session').getAttribute('aria-selected')).to.equal('true');
    for (const tag of [
      'kv-customer-activity',
      'kv-screening',
      'kv-extra-fields',
      'kv-notes',
      'kv-field-evidence',
      'kv-mrz-report',
    ] as const) {
      const part = partOf(details, tag);
      expect(getComputedStyle(part).display, tag).not.to.equal('inline');
      await part.updateComplete;
      expect(part.shadowRoot!.textContent.trim(), tag).not.to.equal('');
    }
  });

  it('shows the attempts in a tab that the arrow keys reach, and resets for the next session', async () => {
    const other: Session = {
      ...awaiting,
      id: 'other',
      client: { ...awaiting.client, lastName: 'Other' },
    };
    const { details } = await show(awaiting.id, createApi({ sessions: [awaiting, other] }));
    await shown(details);
    tabOf(details, 'Current Session').focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(focused()).to.equal(tabOf(details, 'Attempts History'));
    await until(() => partOf(details, 'kv-attempt-history'));
    const panel = details.shadowRoot!.querySelector('[role=tabpanel]')!;
    expect(panel.getAttribute('aria-labelledby')).to.equal('tab-attempts');
    await expect(details).to.be.accessible();
    await sendKeys({ press: 'Home' });
    expect(tabOf(details, 'Current Session').getAttribute('aria-selected')).to.equal('true');
    await sendKeys({ press: 'End' });
    details.sessionId = other.id;
    await shown(details, other);
    expect(tabOf(details, 'Current Session').getAttribute('aria-selected')).to.equal('true');
  });

  it('jumps to a section, and moves the focus there', async () => {
    const { details } = await show(awaiting.id);
    await shown(details);
    (await button(details, 'Notes')).click();
    expect(focused()?.textContent.trim()).to.equal('Notes');
  });

  it('shows what the sources of a field say only where an agent has to look', async () => {
    const attempt = currentAttempt(awaiting)!;
    const session: Session = {
      ...awaiting,
      attempts: [{ ...attempt, front: { ...attempt.front!, documentNumber: 'FX1644775' } }],
      client: { ...awaiting.client, documentNumber: 'FX1644775', birthDate: '1952-06-20' },
      changes: [
        { field: 'birthDate', before: awaiting.client.birthDate, after: '1952-06-20', ...byNino },
      ],
    };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details);
    expect(sourcesOf(details, 'First Name')).to.equal('');
    expect(sourcesOf(details, 'Personal Number'), 'read on neither side').to.equal('');
    expect(sourcesOf(details, 'Document Number')).to.equal(
      'Mismatch Front FX1644775 Back / MRZ FX1644715',
    );
    const marks = descriptionOf(details, 'Document Number').querySelectorAll('mark');
    expect([...marks].map(({ textContent }) => textContent)).to.deep.equal(['7', '1']);
    expect(sourcesOf(details, 'Birth Date')).to.match(
      /^Mismatch Front Jun 19, 1952 Back \/ MRZ Jun 19, 1952 Agent’s edit Nino Specimenadze, Jun/,
    );
    await expect(details).to.be.accessible();
  });

  it('shows a field that only one side has, where the policy asks for both', async () => {
    const attempt = currentAttempt(awaiting)!;
    const observed = [{ field: 'expirationDate', comparison: 'missing' }] as const;
    const session: Session = {
      ...awaiting,
      attempts: [{ ...attempt, front: { ...attempt.front!, expirationDate: null, sex: null } }],
      failedConditions: [
        { condition: 'front-to-back', observed: [...observed], required: 'match' },
      ],
    };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details);
    expect(sourcesOf(details, 'Expiration Date')).to.match(
      /Front Not read Back \/ MRZ Oct 2, 2032$/,
    );
    expect(sourcesOf(details, 'Sex')).to.equal('');
  });

  it('says nothing of sources that were never read', async () => {
    const summary: Session = { ...awaiting, attempts: [], attemptCount: 0 };
    const { details } = await show(summary.id, createApi({ sessions: [summary] }));
    await shown(details);
    expect(details.shadowRoot!.querySelector('.differences')).to.equal(null);
    expect(findButton(details, 'Field evidence')).to.equal(undefined);
    expect(valueOf(details, 'MRZ errors')).to.equal('Not checked');
  });

  for (const [name, tag] of [
    ['Field evidence', 'kv-field-evidence'],
    ['1 check failed', 'kv-mrz-report'],
  ] as const) {
    it(`opens the evidence behind ${name}, and moves the focus there`, async () => {
      const attempt = currentAttempt(awaiting)!;
      const [first = '', second = ''] = attempt.mrz!;
      const mrz = [first, `${second.slice(0, -1)}${second.endsWith('1') ? '2' : '1'}`];
      const session = { ...awaiting, attempts: [{ ...attempt, mrz }] };
      const { details } = await show(session.id, createApi({ sessions: [session] }));
      await shown(details);
      const disclosure = partOf(details, tag).closest('details')!;
      expect(disclosure.open).to.equal(false);
      (await button(details, name)).click();
      expect(disclosure.open).to.equal(true);
      expect(focused()).to.equal(disclosure.querySelector('summary'));
    });
  }

  it('lists the failed checks of an invalid document behind Check MRZ errors', async () => {
    const attempt = currentAttempt(awaiting)!;
    const session: Session = {
      ...awaiting,
      documentValid: false,
      attempts: [
        {
          ...attempt,
          mrz: [
            'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
            'L898902C46UTO7408122F1204159ZE184226B<<<<<10',
          ],
        },
      ],
    };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details, session);
    const report = partOf(details, 'kv-mrz-report');
    const disclosure = report.closest('details')!;
    expect(disclosure.open).to.equal(false);
    disclosure.querySelector<HTMLElement>('summary')!.click();
    expect(disclosure.textContent).to.contain('Check MRZ errors');
    await says(report, 'invalid check digit: 6. Must be 7');
    expect(textOf(report)).to.contain('Document number check digit');
  });

  it('opens the edit dialog, and shows the saved values', async () => {
    const { details, api } = await show(awaiting.id);
    await shown(details);
    (await button(details, 'Edit verification')).click();
    const dialog = dialogOf(details, 'edit');
    await until(() => dialog.shadowRoot!.querySelector('dialog')!.open);
    const saved = await api.editClient(
      awaiting.id,
      { firstName: 'Edited' },
      { version: awaiting.version, idempotencyKey: 'edit' },
    );
    await details.refresh();
    await until(() => valueOf(details, 'First Name') === saved.client.firstName);
  });

  it('copies the session id, and announces it', async () => {
    const { details } = await show(awaiting.id);
    await shown(details);
    const { clipboard } = navigator;
    const copied: string[] = [];
    const writeText = (text: string) =>
      copied.push(text) === 1 ? Promise.resolve() : Promise.reject(new Error('denied'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    // The browser allows no other way to copy either.
    Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true });
    try {
      const copy = details.shadowRoot!.querySelector<HTMLButtonElement>('.session-id + .copy')!;
      expect(copy.title).to.equal('Copy: Session ID');
      copy.click();
      await says(details, 'Copied: Session ID');
      expect(copied).to.deep.equal([awaiting.id]);
      copy.click();
      await says(details, 'Could not copy: Session ID');
      expect(details.shadowRoot!.querySelector<HTMLInputElement>('.copy-text')!.value).to.equal(
        awaiting.id,
      );
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
      Reflect.deleteProperty(document, 'execCommand');
    }
  });

  it('enlarges a photo', async () => {
    const [sample] = sampleSessions({ count: 1, seed: 2 });
    const session: Session = { ...edgeSession('edge-arabic-name'), id: sample!.id };
    const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])]);
    const { details } = await show(
      session.id,
      createApi({ sessions: [session], photos: () => png }),
    );
    await shown(details, session);
    const enlarge = await button(details, 'Enlarge: Selfie');
    enlarge.focus();
    await sendKeys({ press: 'Enter' });
    const viewer = details.shadowRoot!.querySelector<HTMLDialogElement>('.viewer')!;
    await until(() => viewer.open && viewer.querySelector('kv-photo-viewer'));
    const shownPhoto = viewer.querySelector('kv-photo-viewer')!;
    expect(shownPhoto.activePhoto?.kind).to.equal('selfie');
    expect(shownPhoto.photos).to.have.length(currentAttempt(session)!.photos.length);
    await until(() => focused()?.closest('.scroller'));
    await sendKeys({ press: 'c' });
    expect(shownPhoto.compare, 'the keys work as it opens').to.equal(true);
    (await button(details, 'Close')).focus();
    await sendKeys({ press: 'c' });
    expect(shownPhoto.compare, 'and on the Close button').to.equal(false);
    await sendKeys({ press: 'Escape' });
    await until(() => !viewer.open);
    expect(focused()).to.equal(enlarge);
  });

  it('a photo that is enlarged again at once stays enlarged', async () => {
    const session = edgeSession('edge-arabic-name');
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details, session);
    const enlarge = await button(details, 'Enlarge: Selfie');
    enlarge.click();
    const viewer = details.shadowRoot!.querySelector<HTMLDialogElement>('.viewer')!;
    await until(() => viewer.querySelector('kv-photo-viewer'));
    const closed = oneEvent(viewer, 'close');
    viewer.close();
    enlarge.click();
    await closed;
    await details.updateComplete;
    expect(viewer.open).to.equal(true);
    expect(viewer.querySelector('kv-photo-viewer')).not.to.equal(null);
  });

  it('compares face and document by a button, if there are both', async () => {
    const [sample] = sampleSessions({ count: 1, seed: 2 });
    const session: Session = { ...edgeSession('edge-arabic-name'), id: sample!.id };
    const { details } = await show(session.id, createApi({ sessions: [session] }));
    await shown(details, session);
    (await button(details, 'Compare face and document')).click();
    await until(() => focused()?.closest('.scroller'));
    expect(details.shadowRoot!.querySelector('kv-photo-viewer')!.compare).to.equal(true);

    const bare = edgeSession('edge-no-photos');
    const alone = await show(bare.id, createApi({ sessions: [bare] }));
    await shown(alone.details, bare);
    expect(findButton(alone.details, 'Compare face and document')).to.equal(undefined);
  });

  it('does not scroll horizontally at 320 px [details-reflow]', async () => {
    const sessions = [edgeSession('edge-long-name'), edgeSession('edge-hostile')];
    const { details, provider } = await show('', createApi({ sessions }));
    provider.style.display = 'block';
    provider.style.inlineSize = '320px';
    for (const { id } of sessions) {
      details.sessionId = id;
      await says(details, id);
      expect(details.scrollWidth, id).to.be.at.most(320);
    }
  });

  it('shows its buttons whole at 320 px, in Georgian too', async () => {
    const { details, provider } = await show(awaiting.id);
    provider.style.display = 'block';
    provider.style.inlineSize = '288px';
    provider.locale = 'ka';
    await until(() => terms(details).includes('მოქალაქეობა'));
    const buttons = [...details.shadowRoot!.querySelectorAll<HTMLElement>('.actions > button')];
    expect(buttons).to.have.length(3);
    for (const each of buttons) {
      expect(each.scrollWidth, each.textContent).to.be.at.most(each.clientWidth);
      const icon = each.querySelector('svg')!.getBoundingClientRect();
      expect(icon.width, each.textContent).to.equal(icon.height);
    }
  });

  it('uses the language and direction of the provider', async () => {
    const { details, provider } = await show(rejected.id, createApi({ sessions: [rejected] }));
    await shown(details);
    provider.locale = 'ka';
    await until(() => terms(details).includes('მოქალაქეობა'));
    await expect(details).to.be.accessible();
    provider.locale = 'ar';
    await until(() => getComputedStyle(details).direction === 'rtl');
    await expect(details).to.be.accessible();
  });

  it('keeps English readable in a layout from right to left', async () => {
    const { details } = await show(awaiting.id);
    await shown(details);
    details.dir = 'rtl';
    const score = [...details.shadowRoot!.querySelectorAll('*')].find(
      (each) => each.childElementCount === 0 && each.textContent.trim() === '87 of 100',
    )!;
    const text = [...score.childNodes].find(
      (node) => node instanceof Text && node.data.includes('87'),
    )!;
    /** Where a word of the text begins on the screen. */
    const left = (word: string): number => {
      const range = document.createRange();
      const start = text.textContent!.indexOf(word);
      range.setStart(text, start);
      range.setEnd(text, start + word.length);
      return range.getBoundingClientRect().left;
    };
    expect(left('87')).to.be.below(left('of')).and.to.be.below(left('100'));
    expect(getComputedStyle(score).direction).to.equal('rtl');
    await expect(details).to.be.accessible();
  });

  it('points the arrow of a closed section down, and of an open one up, in either direction', async () => {
    const { details, provider } = await show(awaiting.id);
    await shown(details);
    /** Where the arrow points, in degrees from the bottom right corner, which its borders make. */
    const arrows = () =>
      [...details.shadowRoot!.querySelectorAll('summary')].map((summary) => {
        const style = getComputedStyle(summary, '::after');
        const { borderRightWidth, borderBottomWidth, borderLeftWidth, borderTopWidth } = style;
        const sides = [borderRightWidth, borderBottomWidth, borderLeftWidth, borderTopWidth];
        expect(sides).to.deep.equal(['2px', '2px', '0px', '0px']);
        return [summary.closest('details')!.open, style.rotate];
      });
    const expected = [
      [false, '45deg'],
      [true, '225deg'],
    ];
    partOf(details, 'kv-field-evidence').closest('details')!.open = true;
    await until(() => arrows()[1]![1] === '225deg', 'the arrow has turned');
    expect(arrows()).to.deep.equal(expected);
    provider.locale = 'ar';
    await until(() => getComputedStyle(details).direction === 'rtl');
    expect(arrows()).to.deep.equal(expected);
  });

  it('leaves no timer and no request behind after repeated removals', async () => {
    const api = createApi();
    const requests = new Set<Promise<Session>>();
    const original = api.getSession;
    api.getSession = (...args) => {
      const request = original(...args);
      requests.add(request);
      return request.finally(() => requests.delete(request));
    };
    const timers = new Set<number>();
    const { setTimeout, clearTimeout } = globalThis;
    globalThis.setTimeout = ((run: () => void, wait?: number) => {
      const timer = Number(
        setTimeout(() => {
          timers.delete(timer);
          run();
        }, wait),
      );
      // Shorter ones belong to the test's own waiting.
      if (wait! > 20_000) timers.add(timer);
      return timer;
    }) as typeof globalThis.setTimeout;
    globalThis.clearTimeout = (timer) => {
      timers.delete(Number(timer));
      clearTimeout(timer);
    };
    try {
      const { details, provider } = await show(awaiting.id, api, 30);
      await shown(details);
      for (let round = 0; round < 200; round += 1) {
        details.remove();
        provider.append(details);
      }
      await details.updateComplete;
      await shown(details);
      await nextFrame();
      expect(timers.size, 'the next look for changes').to.equal(1);
      details.remove();
      await details.updateComplete;
      await nextFrame();
      expect(timers.size).to.equal(0);
      expect(requests.size).to.equal(0);
      expect(textOf(details)).not.to.contain(awaiting.client.lastName);
    } finally {
      Object.assign(globalThis, { setTimeout, clearTimeout });
    }
  });
});

describe('kv-session-details of a session that was judged in part', () => {
  it('shows which conditions could not be judged', async () => {
    const judged: Session = {
      ...awaiting,
      id: 'judged-in-part',
      status: 'success',
      decision: { verdict: 'verify', reasons: [], by: null, at: byNino.at, judgedInPart: true },
      failedConditions: [
        {
          condition: 'front-to-back',
          observed: [{ field: 'lastName', comparison: 'not-comparable' }],
          required: 'match',
        },
      ],
    };
    const { details } = await show(judged.id, createApi({ sessions: [judged] }));
    await shown(details, judged);
    expect(textOf(details)).to.contain('Judged in part: the following could not be judged');
    expect(textOf(details)).to.contain('Last Name – cannot be compared automatically');
  });
});
