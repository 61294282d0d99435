import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import { limitTexts, maxNoteLength, sessionLimits, type Note, type Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/notes';
import 'kv-review/define/session-details';

const samples = sampleSessions({ count: 120, seed: 3 });
const awaiting = samples.find(({ status, notes }) => status === 'awaiting' && notes.length === 0)!;
const rejected = samples.find(({ status, notes }) => status === 'rejected' && notes.length > 0)!;
const colleague = { id: 'colleague', name: 'Colleague Specimen', role: 'agent' } as const;

const note = (id: string, text: string, changes: Partial<Note> = {}): Note => ({
  id,
  text,
  by: { id: 'agent', name: 'Agent' },
  at: '2026-06-15T09:06:00Z',
  verdict: null,
  ...changes,
});

async function show(session: Session = awaiting, options: Partial<MemoryApiOptions> = {}) {
  const api = createMemoryApi({ sessions: [session], ...options });
  const sent: { text: string; version: string; key: string }[] = [];
  const { addNote } = api;
  api.addNote = (id, input, change) => {
    sent.push({ text: input.text, version: change.version, key: change.idempotencyKey });
    return addNote(id, input, change);
  };
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
    html`<kv-review-provider locale="en">
      <kv-notes .session=${session}></kv-notes>
    </kv-review-provider>`,
  );
  await connect(provider, api);
  const element = provider.querySelector('kv-notes')!;
  await element.updateComplete;
  return { api, provider, element, sent };
}

async function connect(
  provider: HTMLElementTagNameMap['kv-review-provider'],
  api: MemoryApi,
): Promise<void> {
  const connected = new Promise((resolve) =>
    provider.addEventListener('kv-review-connect', resolve, { once: true }),
  );
  provider.api = api;
  await connected;
}

type Notes = HTMLElementTagNameMap['kv-notes'];

const root = (element: Notes): ShadowRoot => element.shadowRoot!;
const said = (element: Notes): string => root(element).textContent.replaceAll(/\s+/g, ' ');
const field = (element: Notes) => root(element).querySelector('textarea');
const buttonNamed = (element: Notes, name: string) =>
  [...root(element).querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === name,
  );
const shownNotes = (element: Notes): string[] =>
  [...root(element).querySelectorAll('.note')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );

async function write(element: Notes, text: string): Promise<void> {
  field(element)!.focus();
  field(element)!.value = text;
  field(element)!.dispatchEvent(new Event('input'));
  await element.updateComplete;
}

async function add(element: Notes, text: string): Promise<void> {
  await write(element, text);
  buttonNamed(element, 'Add note')!.click();
  await element.updateComplete;
}

describe('kv-notes', () => {
  it('shows the author, time and verdict of every note, the newest last', async () => {
    const notes = [
      note('1', 'Called the client.'),
      note('2', 'Not the same face.', { verdict: 'reject', by: colleague }),
      note('3', 'Rejected by rule.', { by: null, verdict: 'reject' }),
    ];
    const { element } = await show({ ...rejected, notes });
    const [first, second, third] = shownNotes(element);
    expect(first).to.match(/^Agent Jun 15, 2026.* Called the client\.$/);
    expect(second).to.match(/^Colleague Specimen .* Rejected Not the same face\.$/);
    expect(third).to.match(/^Automatic /);
    expect(field(element) === null).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('shows a text when there are no notes', async () => {
    const { element } = await show();
    expect(said(element)).to.include('No notes yet.');
    await expect(element).to.be.accessible();
  });

  it('has no form if the adapter cannot add notes', async () => {
    const { element } = await show(awaiting, { workspace: { capabilities: ['decide'] } });
    expect(field(element) === null).to.equal(true);
    expect(said(element)).to.include('No notes yet.');
  });

  it('adds a note by keyboard, announces it, and notifies the other elements', async () => {
    const { element, provider, sent } = await show();
    const details = document.createElement('kv-session-details');
    details.sessionId = awaiting.id;
    provider.append(details);
    await waitUntil(() => details.shadowRoot!.querySelector('article'));
    field(element)!.focus();
    await sendKeys({ type: 'Compared.' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => shownNotes(element).length === 1);
    expect(shownNotes(element)[0]).to.include('Compared.');
    expect(said(element)).to.include('Note added.');
    expect(field(element)!.value).to.equal('');
    expect(root(element).activeElement?.id).to.equal('note');
    expect(sent).to.have.length(1);
    expect(sent[0]).to.include({ text: 'Compared.', version: awaiting.version });
    await waitUntil(() => element.session?.version !== awaiting.version);
    await waitUntil(
      () =>
        details.shadowRoot!.textContent.includes('Compared.') ||
        details.shadowRoot!.querySelector('kv-notes')?.session?.notes.length === 1,
    );
    await expect(element).to.be.accessible();
  });

  it('sends by Ctrl+Enter', async () => {
    const { element, sent } = await show();
    await write(element, 'Quick.');
    field(element)!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
    await waitUntil(() => shownNotes(element).length === 1);
    expect(sent).to.have.length(1);
  });

  it('does not send an empty note, and shows an error', async () => {
    const { element, sent } = await show();
    await add(element, '   ');
    expect(said(element)).to.include('Enter a note.');
    expect(field(element)!.getAttribute('aria-invalid')).to.equal('true');
    expect(sent).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('does not send a note with characters that nobody can see, and shows an error', async () => {
    const { element, sent } = await show();
    const faults = [
      ['Approved \u202egnp.exe', 'This text contains invisible characters. Type it again.'],
      ['a\u001bb', 'This text contains invisible characters. Type it again.'],
      ['\u2060', 'Enter a value'],
      [`Z${'\u0301'.repeat(40)}`, 'too many accents'],
    ] as const;
    for (const [text, error] of faults) {
      await add(element, text);
      expect(said(element)).to.include(error);
      expect(field(element)!.getAttribute('aria-invalid')).to.equal('true');
      expect(root(element).activeElement).to.equal(field(element));
    }
    expect(sent).to.deep.equal([]);
    await expect(element).to.be.accessible();
    await add(element, 'Two lines\n\tრუსთაველი \u202d+995\u202c');
    await waitUntil(() => sent.length === 1);
  });

  it('has no field when the session has the most notes, and says why before anybody types', async () => {
    const notes = Array.from({ length: sessionLimits.notes - 1 }, (_, index) =>
      note(`${index}`, 'x'),
    );
    const { element } = await show({ ...awaiting, notes });
    await add(element, 'The last one.');
    await waitUntil(() => shownNotes(element).length === sessionLimits.notes);
    await waitUntil(() => field(element) === null);
    expect(said(element)).to.include(limitTexts.notes);
    expect(buttonNamed(element, 'Add note')).to.equal(undefined);
    expect(root(element).activeElement?.textContent).to.include('at most 200 notes');
    await expect(element).to.be.accessible();
  });

  it('shows why a backend refused a note', async () => {
    const { element, api } = await show();
    const parts = [{ pointer: '/text', message: 'too many words' }];
    api.addNote = () => Promise.reject(new ReviewError('invalid', 'no', { parts }));
    await add(element, 'Words.');
    await waitUntil(() => said(element).includes('too many words'));
    expect(field(element)!.value).to.equal('Words.');
  });

  it('counts the remaining characters', async () => {
    const { element } = await show();
    await write(element, 'x'.repeat(maxNoteLength - 1));
    expect(said(element)).to.include('1 character left');
    expect(field(element)!.maxLength).to.equal(maxNoteLength);
  });

  it('sends a note once, however often the button is pressed (abuse case 16)', async () => {
    const { element, sent } = await show(awaiting, { latency: 30 });
    await add(element, 'Once.');
    buttonNamed(element, 'Sending the note…')!.click();
    expect(field(element)!.readOnly).to.equal(true);
    await expect(element).to.be.accessible();
    await waitUntil(() => shownNotes(element).length === 1);
    await nextFrame();
    expect(sent).to.have.length(1);
  });

  it('finds the outcome of a note whose answer was lost, with the same key', async () => {
    const { element, sent, api } = await show(awaiting, {
      faults: [{ kind: 'dropped-answer', method: 'addNote', calls: [1] }],
    });
    await add(element, 'Lost answer.');
    await waitUntil(() => buttonNamed(element, 'Check again'));
    expect(said(element)).to.include('We couldn’t confirm that the note was added');
    expect(field(element)!.value).to.equal('Lost answer.');
    expect(field(element)!.readOnly).to.equal(true);
    expect(root(element).activeElement?.className).to.equal('message');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Check again')!.click();
    await waitUntil(() => shownNotes(element).length === 1);
    expect(new Set(sent.map(({ key }) => key)).size).to.equal(1);
    expect(sent).to.have.length(2);
    expect((await api.getSession(awaiting.id)).notes).to.have.length(1);
  });

  it('recognises its own note when the backend no longer has the key', async () => {
    const { element, api } = await show(awaiting, {
      faults: [{ kind: 'dropped-answer', method: 'addNote', calls: [1] }],
    });
    await add(element, 'Forgotten key.');
    await waitUntil(() => buttonNamed(element, 'Check again'));
    const { addNote } = api;
    api.addNote = (id, input, options) =>
      addNote(id, input, { ...options, idempotencyKey: 'another' });
    buttonNamed(element, 'Check again')!.click();
    await waitUntil(() => shownNotes(element).length === 1);
    expect(said(element)).to.include('Note added.');
  });

  it('keeps the draft when the session has changed, and adds it to the current version', async () => {
    const { element, api, sent } = await show();
    const { version } = awaiting;
    await api
      .as(colleague)
      .editClient(awaiting.id, { lastName: 'Changed' }, { version, idempotencyKey: 'k' });
    await add(element, 'About the name.');
    await waitUntil(() => said(element).includes('changed while you had it open'));
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Show the current session')!.click();
    await waitUntil(() => element.session?.client.lastName === 'Changed');
    expect(field(element)!.value).to.equal('About the name.');
    await waitUntil(() => buttonNamed(element, 'Add note'));
    buttonNamed(element, 'Add note')!.click();
    await waitUntil(() => shownNotes(element).length === 1);
    expect(new Set(sent.map(({ key }) => key)).size).to.equal(2);
  });

  it('shows who has decided in the meantime, and keeps the draft (abuse case 17)', async () => {
    const { element, api } = await show();
    const { version } = awaiting;
    const verify = { verdict: 'verify', note: null } as const;
    await api.as(colleague).decideSession(awaiting.id, verify, { version, idempotencyKey: 'k' });
    await add(element, 'Too late.');
    await waitUntil(() => said(element).includes('Already decided'));
    expect(said(element)).to.match(/Verified by .?Colleague Specimen.* on /);
    expect(field(element)!.value).to.equal('Too late.');
    expect(field(element)!.readOnly).to.equal(true);
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Show the current session')!.click();
    await waitUntil(() => element.session?.status === 'success');
    await element.updateComplete;
    expect(field(element)!.value).to.equal('Too late.');
    expect(buttonNamed(element, 'Add note') === undefined).to.equal(true);
  });

  for (const [kind, text] of [
    ['a draft', 'Half a sent'],
    ['an empty field', ''],
  ] as const) {
    it(`keeps the focus in ${kind} when a colleague decides, and announces it once`, async () => {
      const { element, api } = await show();
      await write(element, text);
      const announced: string[] = [];
      const status = root(element).querySelector('[role=status]')!;
      new MutationObserver(() => announced.push(status.textContent)).observe(status, {
        ...{ subtree: true, childList: true, characterData: true },
      });
      const { version } = awaiting;
      element.session = await api
        .as(colleague)
        .decideSession(
          awaiting.id,
          { verdict: 'verify', note: null },
          { version, idempotencyKey: 'k' },
        );
      await waitUntil(() => announced.length > 0);
      element.session = { ...element.session };
      await element.updateComplete;
      await nextFrame();
      expect(announced).to.have.length(1);
      expect(announced[0]).to.match(/^Already decided .*Colleague Specimen/);
      expect(root(element).activeElement === field(element)).to.equal(true);
      expect(field(element)!.value).to.equal(text);
      expect(field(element)!.readOnly).to.equal(true);
      expect(said(element)).to.include('Already decided');
      await expect(element).to.be.accessible();
    });
  }

  it('keeps the draft after a temporary refusal', async () => {
    const { element, sent } = await show(awaiting, {
      faults: [{ kind: 'error', code: 'rate-limited', method: 'addNote', calls: [1] }],
    });
    const errors: string[] = [];
    element.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
    await add(element, 'Try twice.');
    await waitUntil(() => said(element).includes('Too many requests'));
    expect(errors).to.deep.equal(['rate-limited']);
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Add note')!.click();
    await waitUntil(() => shownNotes(element).length === 1);
    expect(new Set(sent.map(({ key }) => key)).size).to.equal(1);
  });

  it('clears the notes at sign-out, and keeps the draft for the same user (abuse case 20)', async () => {
    const { element, provider, sent } = await show(
      { ...awaiting, notes: [note('1', 'Personal.')] },
      { faults: [{ kind: 'error', code: 'unauthenticated', method: 'addNote', calls: [1] }] },
    );
    await add(element, 'My draft.');
    await waitUntil(() => !said(element).includes('Personal.'));
    expect(field(element) === null).to.equal(true);
    await connect(provider, createMemoryApi({ sessions: [awaiting] }));
    await waitUntil(() => field(element)?.value === 'My draft.');
    expect(sent).to.have.length(1);
  });

  it('never shows a draft to another user or for another session', async () => {
    const { element, provider } = await show();
    await write(element, 'Mine.');
    const [other] = samples.filter(({ status, id }) => status === 'awaiting' && id !== awaiting.id);
    element.session = other;
    await element.updateComplete;
    expect(field(element)!.value).to.equal('');
    await write(element, 'Mine again.');
    await connect(provider, createMemoryApi({ sessions: [awaiting], actor: colleague }));
    await waitUntil(() => field(element)?.value === '');
  });

  it('shows hostile notes as text (abuse case 1)', async () => {
    const hostile = edgeSessions().find(({ id }) => id === 'edge-hostile')!;
    const { element } = await show(hostile);
    expect(shownNotes(element)).to.have.length(hostile.notes.length);
    expect(said(element)).to.include('<img src=x onerror=');
    expect(root(element).querySelectorAll('img, script, a').length).to.equal(0);
    await expect(element).to.be.accessible();
  });
});
