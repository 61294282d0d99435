import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap } from 'kv-review';
import type { MemoryApi } from 'kv-review/api/memory';
import {
  limitTexts,
  openMatches,
  sessionLimits,
  type FalsePositiveInput,
  type Session,
} from 'kv-review/model';

import 'kv-review/define/session-details';
import {
  button,
  findButton,
  focused,
  nino,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';
import {
  base,
  createScreeningApi,
  match,
  showScreening,
  withScreening,
} from './screening-fixture.js';

type Dialog = HTMLElementTagNameMap['kv-false-positive-dialog'];

const session = withScreening(match);
const native = (dialog: Dialog) => dialog.shadowRoot!.querySelector('dialog')!;
const field = (dialog: Dialog) => dialog.shadowRoot!.querySelector('textarea')!;

async function write(dialog: Dialog, text: string): Promise<void> {
  field(dialog).value = text;
  field(dialog).dispatchEvent(new Event('input', { bubbles: true }));
  await dialog.updateComplete;
}

/** Opens the dialog for the match with the highest score. */
async function show(api: MemoryApi = createScreeningApi(session), of: Session = session) {
  const { element, provider } = await showScreening(of, api);
  const dialog = element.shadowRoot!.querySelector('kv-false-positive-dialog')!;
  const opener = element.shadowRoot!.querySelector<HTMLElement>('.match button')!;
  opener.click();
  await until(() => native(dialog).open);
  return { api, element, provider, dialog, opener };
}

/** Records the calls of the adapter. */
function record(api: MemoryApi) {
  const sent: { input: FalsePositiveInput; version: string; key: string }[] = [];
  const original = api.markFalsePositive;
  api.markFalsePositive = (id, input, options) => {
    sent.push({ input, version: options.version, key: options.idempotencyKey });
    return original(id, input, options);
  };
  return sent;
}

const marking = { falsePositive: true, matchId: 'm2', reason: 'Namesake.' } as const;
const at = ({ version }: Session) => ({ version, idempotencyKey: 'key' });
const mark = (dialog: Dialog) => button(dialog, 'Mark as false positive');

describe('kv-false-positive-dialog', () => {
  it('marks a match with a reason by keyboard alone, and returns the focus', async () => {
    const api = createScreeningApi(session);
    const sent = record(api);
    const { dialog, element, provider, opener } = await show(api);
    const completed = oneEvent<KvEventMap['kv-false-positive-complete']>(
      provider,
      'kv-false-positive-complete',
    );
    expect(textOf(dialog)).to.include('SPECIMEN, ERIKA');
    expect(textOf(dialog)).to.include('Before: Open match → After: False positive');
    expect(focused()).to.equal(field(dialog));
    await expect(dialog).to.be.accessible();
    await sendKeys({ type: ' Namesake. ' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focused() === (await mark(dialog))).to.equal(true);
    await sendKeys({ press: 'Enter' });
    expect((await completed).detail).to.deep.equal({ sessionId: base.id });
    expect(sent.map(({ input, version }) => [input, version])).to.deep.equal([
      [marking, session.version],
    ]);
    await until(() => !native(dialog).open);
    await says(element, '2 matching entries, 1 open');
    await says(element, 'Namesake.');
    expect(focused()).to.equal(opener);
    await says(dialog, 'Entry marked as a false positive.');
  });

  it('requires a reason, shows an error at the field, and sends nothing', async () => {
    const api = createScreeningApi(session);
    const sent = record(api);
    const { dialog } = await show(api);
    await write(dialog, '  \n');
    (await mark(dialog)).click();
    await says(dialog, 'Enter a reason.');
    expect(field(dialog).getAttribute('aria-invalid')).to.equal('true');
    expect(focused()).to.equal(field(dialog));
    await expect(dialog).to.be.accessible();
    expect(sent).to.deep.equal([]);
    await write(dialog, 'x');
    expect(textOf(dialog)).not.to.include('Enter a reason.');
  });

  it('keeps the focus in the reason when a colleague decides', async () => {
    const { dialog, api } = await show();
    field(dialog).focus();
    for (const text of ['', 'Half a sent']) {
      await write(dialog, text);
      dialog.session = await api.getSession(session.id);
      await dialog.updateComplete;
    }
    dialog.session = await api
      .as(nino)
      .decideSession(session.id, { verdict: 'verify', note: null }, at(session));
    await says(dialog, 'Already decided');
    expect(focused() === field(dialog)).to.equal(true);
    expect(field(dialog).value).to.equal('Half a sent');
    expect(field(dialog).readOnly).to.equal(true);
  });

  it('does not send a reason with characters that nobody can see, and shows an error', async () => {
    const api = createScreeningApi(session);
    const sent = record(api);
    const { dialog } = await show(api);
    for (const text of ['\u202ename', 'a\u0085b', 'a\u{1ffff}']) {
      await write(dialog, text);
      (await mark(dialog)).click();
      await says(dialog, 'This text contains invisible characters. Type it again.');
      expect(focused()).to.equal(field(dialog));
    }
    await expect(dialog).to.be.accessible();
    expect(sent).to.deep.equal([]);
  });

  it('has no field when the session has the most marks, and says why before anybody types', async () => {
    const falsePositive = {
      ...{ reason: 'x', by: { id: 'agent', name: 'Agent' }, at: session.createdAt },
    };
    const { screening } = session;
    if (screening.status !== 'match') throw new Error('The fixture has no matches.');
    const [first] = screening.matches;
    const marked = Array.from({ length: sessionLimits.marks }, (_, index) => ({
      ...{ ...first!, id: `marked-${index}`, score: 0.5, falsePositive },
    }));
    const full = { ...session, screening: { ...screening, matches: [first!, ...marked] } };
    const { dialog } = await show(createScreeningApi(full), full);
    await says(dialog, limitTexts.marks);
    expect(dialog.shadowRoot!.querySelector('textarea')).to.equal(null);
    await expect(dialog).to.be.accessible();
  });

  it('removes a mark', async () => {
    const api = createScreeningApi(session);
    const marked = await api.markFalsePositive(session.id, marking, at(session));
    const { dialog, element } = await show(api, marked);
    expect(textOf(dialog)).to.include('Before: False positive → After: Open match');
    expect(dialog.shadowRoot!.querySelectorAll('textarea').length).to.equal(0);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Undo')).click();
    await until(() => !native(dialog).open);
    await until(() => openMatches(element.session!.screening).length === 2);
    expect(textOf(dialog)).to.include('The entry is an open match again.');
  });

  it('sends one request, however often it is submitted', async () => {
    const api = createScreeningApi(session);
    const sent = record(api);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const send = api.markFalsePositive;
    api.markFalsePositive = async (...request) => {
      const answer = await send(...request);
      await released;
      return answer;
    };
    const { dialog } = await show(api);
    await write(dialog, marking.reason);
    const submit = await mark(dialog);
    submit.click();
    submit.click();
    await says(dialog, 'Saving…');
    expect(field(dialog).readOnly).to.equal(true);
    release();
    await until(() => !native(dialog).open);
    expect(sent).to.have.length(1);
  });

  it('asks again with the same key when the answer was lost', async () => {
    const api = createScreeningApi(session, {
      faults: [{ kind: 'dropped-answer', method: 'markFalsePositive', calls: [1] }],
    });
    const sent = record(api);
    const { dialog, element } = await show(api);
    await write(dialog, marking.reason);
    (await mark(dialog)).click();
    await says(dialog, 'We couldn’t confirm that this was saved');
    expect(field(dialog).value).to.equal(marking.reason);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Check again')).click();
    await until(() => !native(dialog).open);
    expect(new Set(sent.map(({ key }) => key)).size).to.equal(1);
    expect(openMatches(element.session!.screening)).to.have.length(1);
    const { version } = await api.getSession(session.id);
    expect(element.session!.version).to.equal(version);
  });

  it('shows what another agent has edited in the meantime, and continues with the draft', async () => {
    const { api, dialog } = await show();
    await api.as(nino).editClient(base.id, { lastName: 'Newname' }, at(session));
    await write(dialog, marking.reason);
    (await mark(dialog)).click();
    await says(dialog, 'This session changed while you had it open');
    await says(dialog, 'Newname');
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Continue with the current data')).click();
    await until(() => findButton(dialog, 'Mark as false positive'));
    expect(field(dialog).value).to.equal(marking.reason);
    (await mark(dialog)).click();
    await until(() => !native(dialog).open);
  });

  it('shows who has decided in the meantime, keeps the reason to copy, and saves nothing', async () => {
    const { api, dialog } = await show();
    const decided = await api
      .as(nino)
      .decideSession(base.id, { verdict: 'verify', note: null }, at(session));
    await write(dialog, marking.reason);
    (await mark(dialog)).click();
    await says(dialog, 'Already decided');
    await says(dialog, nino.name);
    await says(dialog, 'Your reason was not saved.');
    expect(field(dialog).readOnly).to.equal(true);
    expect(await api.getSession(base.id)).to.deep.equal(decided);
    await expect(dialog).to.be.accessible();
  });

  it('keeps the draft of each match until it is saved', async () => {
    const { dialog, element } = await show();
    await write(dialog, 'Of the first.');
    (await button(dialog, 'Cancel')).click();
    await until(() => !native(dialog).open);
    const [first, second] = element.shadowRoot!.querySelectorAll<HTMLElement>('.match button');
    second!.click();
    await until(() => native(dialog).open);
    expect(field(dialog).value).to.equal('');
    (await button(dialog, 'Cancel')).click();
    await until(() => !native(dialog).open);
    first!.click();
    await until(() => native(dialog).open);
    expect(field(dialog).value).to.equal('Of the first.');
  });

  it('completes the match that was sent, although the host shows another one by then', async () => {
    const api = createScreeningApi(session);
    const original = api.markFalsePositive;
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    api.markFalsePositive = async (...args) => {
      await held;
      return original(...args);
    };
    const content = html`<kv-false-positive-dialog
      .session=${session}
      .matchId=${'m1'}
    ></kv-false-positive-dialog>`;
    const provider = await showIn(api, content);
    const dialog = provider.querySelector('kv-false-positive-dialog')!;
    const open = async (matchId: string): Promise<void> => {
      dialog.matchId = matchId;
      dialog.show();
      await until(() => native(dialog).open && field(dialog));
    };
    await open('m1');
    await write(dialog, 'Kept for the first.');
    dialog.close();
    await until(() => !native(dialog).open);
    await open('m2');
    await write(dialog, 'Namesake.');
    (await mark(dialog)).click();
    dialog.matchId = 'm1';
    await dialog.updateComplete;
    answer();
    await until(() => !native(dialog).open);
    await says(dialog, 'Entry marked as a false positive');
    await open('m1');
    expect(field(dialog).value).to.equal('Kept for the first.');
  });

  it('updates the session in the details, which hide the match while the name is masked', async () => {
    const api = createScreeningApi(session);
    const provider = await showIn(
      api,
      html`<kv-session-details session-id=${base.id}></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    const screening = () => details.shadowRoot!.querySelector('kv-screening');
    await until(() => screening()?.session);
    await partsLoaded(details);
    await api.as(nino).getSession(base.id);
    const dialog = screening()!.shadowRoot!.querySelector('kv-false-positive-dialog')!;
    screening()!.shadowRoot!.querySelector<HTMLElement>('.match button')!.click();
    await until(() => native(dialog).open);
    await write(dialog, marking.reason);
    (await mark(dialog)).click();
    await says(screening()!, '1 open');
    const verify = details.shadowRoot!.querySelector('kv-verify-dialog')!;
    const { version } = await api.getSession(base.id);
    await until(() => verify.session?.version === version);
    details.mask = 'all';
    await until(() => screening() === null);
  });
});
