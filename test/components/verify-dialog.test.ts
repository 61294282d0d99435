import { expect, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap } from 'kv-review';
import { ReviewError } from 'kv-review/api';
import type { MemoryApi } from 'kv-review/api/memory';
import type { ScreeningMatch, Session } from 'kv-review/model';

import 'kv-review/define/verify-dialog';
import {
  alex,
  awaiting,
  button,
  createApi,
  edgeSession,
  findButton,
  focused,
  nameOf,
  nino,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

type VerifyDialog = HTMLElementTagNameMap['kv-verify-dialog'];

async function show(api: MemoryApi = createApi(), session: Session = awaiting) {
  const provider = await showIn(
    api,
    html`<button id="opener">Decide</button>
      <kv-verify-dialog .session=${session}></kv-verify-dialog>`,
  );
  const dialog = provider.querySelector('kv-verify-dialog')!;
  const opener = provider.querySelector('button')!;
  opener.focus();
  await open(dialog);
  return { provider, dialog, opener, api };
}

async function open(dialog: VerifyDialog): Promise<void> {
  dialog.show();
  await until(() => native(dialog).open);
}

const native = (dialog: VerifyDialog) => dialog.shadowRoot!.querySelector('dialog')!;
const note = (dialog: VerifyDialog) => dialog.shadowRoot!.querySelector('textarea')!;

async function write(dialog: VerifyDialog, text: string): Promise<void> {
  note(dialog).focus();
  await sendKeys({ type: text });
}

/** Not every driver can hold a modifier key down. */
function pressControlEnter(dialog: VerifyDialog): void {
  const keys = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
  note(dialog).dispatchEvent(new KeyboardEvent('keydown', keys));
}

/** Counts the decisions that reach the adapter. */
function countDecisions(api: MemoryApi): () => number {
  let count = 0;
  const original = api.decideSession;
  api.decideSession = (...args) => {
    count += 1;
    return original(...args);
  };
  return () => count;
}

describe('kv-verify-dialog', () => {
  it('names the client and warns that the decision is final', async () => {
    const { dialog } = await show();
    expect(textOf(dialog)).to.contain('Verify this session?');
    expect(textOf(dialog)).to.contain(`${awaiting.client.firstName} ${awaiting.client.lastName}`);
    expect(textOf(dialog)).to.contain('The decision is final');
    expect(dialog.hasAttribute('open')).to.equal(true);
    await expect(dialog).to.be.accessible();
  });

  it('verifies with a note by keyboard, and returns the focus', async () => {
    const { api, dialog, opener, provider } = await show();
    const completed = oneEvent<KvEventMap['kv-decision-complete']>(
      provider,
      'kv-decision-complete',
    );
    const closed = oneEvent<KvEventMap['kv-dialog-close']>(dialog, 'kv-dialog-close');
    expect(focused()).to.equal(note(dialog));
    await sendKeys({ type: 'Document' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(findButton(dialog, 'Verify'));
    await sendKeys({ press: 'Enter' });
    expect((await completed).detail).to.deep.equal({ sessionId: awaiting.id, verdict: 'verify' });
    expect((await closed).detail).to.deep.equal({ reason: 'complete' });
    expect(focused()).to.equal(opener);
    expect(native(dialog).open).to.equal(false);
    expect(dialog.open).to.equal(false);
    await says(dialog, `${nameOf(awaiting)} verified.`);
    const session = await api.getSession(awaiting.id);
    expect(session.status).to.equal('success');
    expect(session.notes.at(-1)!.text).to.equal('Document');
  });

  it('decides with Ctrl+Enter in the note', async () => {
    const { dialog } = await show();
    await write(dialog, 'quick');
    pressControlEnter(dialog);
    await says(dialog, `${nameOf(awaiting)} verified.`);
  });

  describe('with a screening that is not clear', () => {
    const entry = (id: string, list: string, name: string): ScreeningMatch => ({
      ...{ id, list, name, authority: null, alias: null, score: 0.97 },
    });
    const un = entry('m1', 'UN list', 'SPECIMEN, ERIKA');
    const eu = [entry('m2', 'EU list', 'SPECIMEN, E.'), entry('m3', 'EU list', 'SPECIMEN, R.')];
    const screenedWith = (...matches: ScreeningMatch[]): Session => ({
      ...awaiting,
      screening: {
        ...{ status: 'match', checkedAt: '2026-06-15T09:06:00Z', lists: ['UN list'] },
        matches,
      },
    });
    const ticks = (dialog: VerifyDialog) => [
      ...dialog.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type="checkbox"]'),
    ];
    const nameOf = (tick: HTMLInputElement) =>
      tick
        .labels![0]!.textContent.replaceAll(/[\u2066-\u2069]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    const showSession = (session: Session) => show(createApi({ sessions: [session] }), session);

    it('asks by name of the list, and blocks until the agent has ticked', async () => {
      const { api, dialog } = await showSession(screenedWith(un));
      const [tick] = ticks(dialog);
      expect(nameOf(tick!)).to.equal(
        'I have compared the client with the open match on UN list, and verify despite it.',
      );
      expect(focused()).to.equal(tick);
      expect(textOf(dialog)).to.include('SPECIMEN, ERIKA, 97%');
      (await button(dialog, 'Verify')).click();
      await says(dialog, 'tick each statement');
      expect(focused()).to.equal(tick);
      expect(tick!.getAttribute('aria-invalid')).to.equal('true');
      const [faultId] = tick!.getAttribute('aria-describedby')!.split(' ');
      const fault = dialog.shadowRoot!.getElementById(faultId!)!;
      expect(fault.textContent).to.include('tick each statement');
      expect((await api.getSession(awaiting.id)).status).to.equal('awaiting');
      await expect(dialog).to.be.accessible();
    });

    it('verifies by keyboard once it is ticked', async () => {
      const { api, dialog } = await showSession(screenedWith(un));
      await sendKeys({ press: 'Space' });
      await until(() => ticks(dialog)[0]!.checked);
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      expect(focused()).to.equal(findButton(dialog, 'Verify'));
      await sendKeys({ press: 'Enter' });
      await until(async () => (await api.getSession(awaiting.id)).status === 'success');
    });

    it('asks for each list', async () => {
      const { dialog } = await showSession(screenedWith(un, ...eu));
      expect(ticks(dialog).map(nameOf)).to.deep.equal([
        'I have compared the client with the open match on UN list, and verify despite it.',
        'I have compared the client with the 2 open matches on EU list, and verify despite them.',
      ]);
      ticks(dialog)[0]!.click();
      (await button(dialog, 'Verify')).click();
      await says(dialog, 'tick each statement');
      expect(focused()).to.equal(ticks(dialog)[1]);
      expect(ticks(dialog)[0]!.getAttribute('aria-invalid')).to.equal('false');
      ticks(dialog)[1]!.click();
      await dialog.updateComplete;
      expect(textOf(dialog)).not.to.include('tick each statement');
    });

    it('asks for lists that did not answer, and for a screening without a result', async () => {
      const checkedAt = '2026-06-15T09:06:00Z';
      const unknown: Session = {
        ...awaiting,
        screening: { status: 'unknown', checkedAt, unanswered: ['UN list', 'EU list'] },
      };
      const { dialog } = await showSession(unknown);
      expect(ticks(dialog).map(nameOf)).to.deep.equal([
        'I know that 2 lists did not answer (UN list, EU list), and verify without their results.',
      ]);
      dialog.session = { ...awaiting, id: 'other', screening: { status: 'unknown', checkedAt } };
      await until(() => !native(dialog).open);
      await open(dialog);
      expect(ticks(dialog).map(nameOf)).to.deep.equal([
        'I know that the client was not checked against sanctions lists, and verify without the result.',
      ]);
    });

    it('asks nothing for a clear client, a false positive, or a company without lists', async () => {
      const by = { id: nino.id, name: nino.name };
      const falsePositive = { reason: 'Namesake.', by, at: '2026-06-16T09:00:00Z' };
      const { dialog } = await showSession(screenedWith({ ...un, falsePositive }));
      expect(ticks(dialog)).to.have.length(0);
      expect(focused()).to.equal(note(dialog));
    });

    it('keeps the tick when it is closed, and discards it with another session', async () => {
      const session = screenedWith(un);
      const { dialog } = await showSession(session);
      ticks(dialog)[0]!.click();
      await write(dialog, 'kept');
      dialog.close();
      await until(() => !native(dialog).open);
      await open(dialog);
      expect([ticks(dialog)[0]!.checked, note(dialog).value]).to.deep.equal([true, 'kept']);
      expect(focused()).to.equal(note(dialog));
      dialog.session = { ...session, id: 'other' };
      await until(() => !native(dialog).open);
      dialog.session = session;
      await open(dialog);
      expect([ticks(dialog)[0]!.checked, note(dialog).value]).to.deep.equal([false, '']);
    });

    it('asks again when a match comes in while the dialog is open, and announces it', async () => {
      const { dialog } = await showSession(screenedWith(eu[0]!));
      ticks(dialog)[0]!.click();
      await dialog.updateComplete;
      dialog.session = screenedWith(...eu, un);
      await says(dialog, 'The screening result has changed.');
      expect(ticks(dialog).map(({ checked }) => checked)).to.deep.equal([false, false]);
      (await button(dialog, 'Verify')).click();
      await says(dialog, 'tick each statement');
    });

    it('names no entry on a page that hides the client', async () => {
      const { dialog } = await showSession(screenedWith(un));
      dialog.isSubjectHidden = true;
      await dialog.updateComplete;
      expect(textOf(dialog)).to.include('UN list');
      expect(textOf(dialog)).not.to.include('SPECIMEN');
      await expect(dialog).to.be.accessible();
    });

    it('names at most three entries of a list', async () => {
      const many = Array.from({ length: 5 }, (_, index) =>
        entry(`m${index}`, 'UN list', `SPECIMEN ${index}`),
      );
      const { dialog } = await showSession(screenedWith(...many));
      expect(textOf(dialog)).to.include('SPECIMEN 2, 97% 2 more entries');
      expect(textOf(dialog)).not.to.include('SPECIMEN 3');
    });
  });

  it('does not send a note with characters that nobody can see, and shows an error', async () => {
    const api = createApi();
    const decisions = countDecisions(api);
    const { dialog } = await show(api);
    note(dialog).value = 'Approved \u202egnp.exe';
    note(dialog).dispatchEvent(new Event('input'));
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'This text contains invisible characters. Type it again.');
    expect(note(dialog).getAttribute('aria-invalid')).to.equal('true');
    expect(focused()).to.equal(note(dialog));
    await expect(dialog).to.be.accessible();
    expect(decisions()).to.equal(0);
    note(dialog).value = 'Approved';
    note(dialog).dispatchEvent(new Event('input'));
    await dialog.updateComplete;
    expect(textOf(dialog)).not.to.include('invisible characters');
    (await button(dialog, 'Verify')).click();
    await says(dialog, `${nameOf(awaiting)} verified.`);
  });

  it('announces the decision without a name that the page masks', async () => {
    const { dialog } = await show();
    dialog.isSubjectHidden = true;
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'Session verified.');
    expect(textOf(dialog)).not.to.contain(awaiting.client.lastName);
  });

  it('announces the decision without a name if none was read', async () => {
    const client = { ...awaiting.client, firstName: null, lastName: null };
    const session = { ...awaiting, client };
    const { dialog } = await show(createApi({ sessions: [session] }), session);
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'Session verified.');
  });

  it('counts the remaining characters', async () => {
    const { dialog } = await show();
    expect(textOf(dialog)).to.contain('2,000 characters left');
    await write(dialog, 'four');
    await says(dialog, '1,996 characters left');
    expect(note(dialog).maxLength).to.equal(2000);
  });

  it('sends once on a double click, and stays open until the answer arrives', async () => {
    const api = createApi({ latency: 150 });
    const sent = countDecisions(api);
    const { dialog } = await show(api);
    const verify = await button(dialog, 'Verify');
    verify.click();
    verify.click();
    await says(dialog, 'Sending the decision…');
    await sendKeys({ press: 'Escape' });
    await nextFrame();
    expect(native(dialog).open).to.equal(true);
    await expect(dialog).to.be.accessible();
    await until(() => !native(dialog).open);
    expect(sent()).to.equal(1);
  });

  it('lets the host prevent the decision, and shows that', async () => {
    const api = createApi();
    const sent = countDecisions(api);
    const { dialog, provider } = await show(api);
    let detail: unknown;
    provider.addEventListener(
      'kv-decision-request',
      (event) => {
        detail = event.detail;
        event.preventDefault();
      },
      { once: true },
    );
    await write(dialog, 'personal');
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'This page blocked the decision.');
    expect(detail).to.deep.equal({ sessionId: awaiting.id, verdict: 'verify', reasons: [] });
    expect(focused()!.textContent).to.contain('blocked');
    await expect(dialog).to.be.accessible();
    expect(sent()).to.equal(0);
    (await button(dialog, 'Verify')).click();
    await until(() => !native(dialog).open);
    expect(sent()).to.equal(1);
  });

  it('keeps the note after Cancel, and discards it for another session', async () => {
    const { dialog } = await show(
      createApi({ sessions: [awaiting, edgeSession('edge-no-photos')] }),
    );
    await write(dialog, 'draft');
    const closed = oneEvent<KvEventMap['kv-dialog-close']>(dialog, 'kv-dialog-close');
    (await button(dialog, 'Cancel')).click();
    expect((await closed).detail).to.deep.equal({ reason: 'cancel' });
    await open(dialog);
    expect(note(dialog).value).to.equal('draft');
    dialog.session = edgeSession('edge-no-photos');
    await until(() => !native(dialog).open);
    await open(dialog);
    expect(note(dialog).value).to.equal('');
  });

  it('asks again when the answer was lost: decides once and confirms it', async () => {
    const api = createApi({
      faults: [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }],
    });
    const { dialog } = await show(api);
    await write(dialog, 'once');
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'We couldn’t confirm that the decision was recorded');
    expect(note(dialog).readOnly).to.equal(true);
    expect(findButton(dialog, 'Verify')).to.equal(undefined);
    await expect(dialog).to.be.accessible();

    (await button(dialog, 'Close')).click();
    await until(() => !native(dialog).open);
    await open(dialog);
    expect(textOf(dialog)).to.contain('We couldn’t confirm that the decision was recorded');
    expect(note(dialog).value).to.equal('once');

    (await button(dialog, 'Check again')).click();
    await says(dialog, `${nameOf(awaiting)} verified.`);
    const session = await api.getSession(awaiting.id);
    expect(session.notes.filter(({ text }) => text === 'once')).to.have.length(1);
  });

  it('keeps an unknown outcome while another session is shown', async () => {
    const other = edgeSession('edge-no-photos');
    const faults = [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }] as const;
    const { dialog } = await show(createApi({ sessions: [awaiting, other], faults }));
    await write(dialog, 'kept');
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'We couldn’t confirm');
    dialog.session = other;
    await until(() => !native(dialog).open);
    dialog.session = awaiting;
    await open(dialog);
    expect(textOf(dialog)).to.contain('We couldn’t confirm');
    expect(note(dialog).value).to.equal('kept');
  });

  it('shows the second agent the decision, its author and time, and keeps the note to copy', async () => {
    const api = createApi({ now: () => new Date('2026-06-15T10:30:00Z') });
    const { dialog } = await show(api);
    await write(dialog, 'my view');
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'reject', reasons: ['fake'], note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'Already decided');
    expect(textOf(dialog)).to.contain('Rejected by Nino Specimenadze on Jun 15, 2026');
    expect(textOf(dialog)).to.contain('Copy your note if you still need it.');
    expect(note(dialog).value).to.equal('my view');
    expect(note(dialog).readOnly).to.equal(true);
    expect(note(dialog).disabled).to.equal(false);
    expect(findButton(dialog, 'Verify')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
  });

  for (const [kind, text] of [
    ['a note', 'Half a sent'],
    ['an empty note', ''],
  ] as const) {
    it(`keeps the focus in ${kind} when a colleague decides, and announces it once`, async () => {
      const { dialog, api } = await show();
      await write(dialog, text);
      const announced: string[] = [];
      const status = native(dialog).querySelector('[role=status]')!;
      new MutationObserver(() => announced.push(status.textContent)).observe(status, {
        ...{ subtree: true, childList: true, characterData: true },
      });
      dialog.session = await api
        .as(nino)
        .decideSession(
          awaiting.id,
          { verdict: 'reject', reasons: ['fake'], note: null },
          { version: awaiting.version, idempotencyKey: 'nino-1' },
        );
      await until(() => announced.length > 0);
      dialog.session = { ...dialog.session };
      await dialog.updateComplete;
      await nextFrame();
      expect(announced).to.have.length(1);
      expect(announced[0]).to.match(/^Already decided .*Nino Specimenadze/);
      expect(focused() === note(dialog)).to.equal(true);
      expect(note(dialog).value).to.equal(text);
      expect(note(dialog).readOnly).to.equal(true);
      await expect(dialog).to.be.accessible();
    });
  }

  it('moves the focus to the message when a colleague decides while nobody types', async () => {
    const { dialog, api } = await show();
    (await button(dialog, 'Cancel')).focus();
    dialog.session = await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    await says(dialog, 'Already decided');
    expect(focused()!.textContent).to.contain('Already decided');
  });

  it('decides with Ctrl+Enter on a button', async () => {
    const { dialog, api } = await show();
    const keys = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    (await button(dialog, 'Cancel')).dispatchEvent(new KeyboardEvent('keydown', keys));
    await says(dialog, `${nameOf(awaiting)} verified.`);
    expect((await api.getSession(awaiting.id)).status).to.equal('success');
  });

  it('refuses a stale version, shows what changed, and decides only after it has shown the new one', async () => {
    const api = createApi();
    const { dialog, provider } = await show(api);
    await write(dialog, 'doubt');
    await api
      .as(nino)
      .editClient(
        awaiting.id,
        { birthDate: '1980-01-02', nationality: 'UTO' },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'This session changed while you had it open');
    expect(textOf(dialog)).to.contain('→ Jan 2, 1980 (Nino Specimenadze');
    expect(textOf(dialog)).to.contain('Nationality: GEO → UTO');
    expect(findButton(dialog, 'Verify')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
    pressControlEnter(dialog);
    expect((await api.getSession(awaiting.id)).status).to.equal('awaiting');

    (await button(dialog, 'Show the current session')).click();
    await until(() => !native(dialog).open);
    expect(dialog.session!.client.nationality).to.equal('UTO');
    await open(dialog);
    expect(note(dialog).value).to.equal('doubt');
    (await button(dialog, 'Verify')).click();
    await oneEvent(provider, 'kv-decision-complete');
    expect((await api.getSession(awaiting.id)).status).to.equal('success');
  });

  it('sends the version that was shown when it was opened', async () => {
    const api = createApi();
    const { dialog } = await show(api);
    dialog.session = await api
      .as(nino)
      .addNote(awaiting.id, { text: 'wait' }, { version: awaiting.version, idempotencyKey: 'n' });
    await dialog.updateComplete;
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'This session changed while you had it open');
  });

  it('shows a temporary refusal, and sends again with the same key', async () => {
    const keys: string[] = [];
    const api = createApi();
    const original = api.decideSession;
    api.decideSession = (id, input, options) => {
      keys.push(options.idempotencyKey);
      return keys.length === 1
        ? Promise.reject(new ReviewError('rate-limited', 'slow down'))
        : original(id, input, options);
    };
    const { dialog } = await show(api);
    (await button(dialog, 'Verify')).click();
    await says(dialog, 'Too many requests');
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Verify')).click();
    await until(() => !native(dialog).open);
    expect(keys).to.have.length(2);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('names the invalid parts of a request', async () => {
    const api = createApi();
    const parts = [{ pointer: '/note', message: 'too long' }];
    api.decideSession = () => Promise.reject(new ReviewError('invalid', 'no', { parts }));
    const { dialog } = await show(api);
    (await button(dialog, 'Verify')).click();
    await says(dialog, '/note: too long');
    expect(findButton(dialog, 'Verify')).to.exist;
  });

  it('does not decide a session that is still processing', async () => {
    const { dialog } = await show(createApi(), { ...awaiting, status: 'processing' });
    expect(textOf(dialog)).to.contain('still being processed');
    expect(findButton(dialog, 'Verify')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
  });

  it('keeps the note and the key after a sign-out, for the same user only', async () => {
    const keys: string[] = [];
    const api = createApi();
    const original = api.decideSession;
    api.decideSession = (id, input, options) => {
      keys.push(options.idempotencyKey);
      return keys.length === 1
        ? Promise.reject(new ReviewError('unauthenticated', 'sign in'))
        : original(id, input, options);
    };
    const { dialog, provider } = await show(api);
    await write(dialog, 'my draft');
    (await button(dialog, 'Verify')).click();
    await until(() => !native(dialog).open);
    await says(dialog, 'You are signed out');
    expect(textOf(dialog)).not.to.contain(awaiting.client.lastName);

    await provider.reconnect();
    await open(dialog);
    expect(note(dialog).value).to.equal('my draft');
    (await button(dialog, 'Verify')).click();
    await says(dialog, `${nameOf(awaiting)} verified.`);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('discards the note when another user signs in', async () => {
    const api = createApi();
    const { dialog, provider } = await show(api);
    await write(dialog, 'not yours');
    provider.api = api.as(nino);
    await until(() => !native(dialog).open);
    await until(async () => {
      dialog.show();
      await dialog.updateComplete;
      return native(dialog).open;
    });
    expect(note(dialog).value).to.equal('');
  });

  it('notifies the other elements even if it was removed from the page', async () => {
    const api = createApi({ latency: 100 });
    const { dialog } = await show(api);
    const completed = oneEvent(dialog, 'kv-decision-complete');
    (await button(dialog, 'Verify')).click();
    dialog.remove();
    await completed;
    expect((await api.getSession(awaiting.id)).decision!.by!.id).to.equal(alex.id);
  });

  it('shows hostile texts as text', async () => {
    const { dialog } = await show(createApi(), edgeSession('edge-hostile'));
    expect(dialog.shadowRoot!.querySelector('img, script')).to.equal(null);
    expect((globalThis as { hacked?: true }).hacked).to.equal(undefined);
    await expect(dialog).to.be.accessible();
  });

  it('leaves nothing behind when it is mounted and removed 200 times', async () => {
    const { dialog, provider } = await show();
    for (let round = 0; round < 200; round += 1) {
      dialog.remove();
      provider.append(dialog);
    }
    await dialog.updateComplete;
    expect(native(dialog).open).to.equal(false);
    await open(dialog);
    (await button(dialog, 'Verify')).click();
    await says(dialog, `${nameOf(awaiting)} verified.`);
  });
});
