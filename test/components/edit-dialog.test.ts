import { expect, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap } from 'kv-review';
import { ReviewError } from 'kv-review/api';
import type { MemoryApi } from 'kv-review/api/memory';
import {
  clientFaultTexts,
  dayOf,
  limitTexts,
  sessionLimits,
  unreadClient,
  type ClientChange,
  type ClientEdit,
  type ClientField,
  type Session,
} from 'kv-review/model';

import 'kv-review/define/edit-dialog';
import {
  awaiting,
  button,
  createApi,
  edgeSession,
  findButton,
  focused,
  nino,
  says,
  showIn,
  textOf,
} from './review-page.js';
import { waitUntil } from '../wait.js';

type EditDialog = HTMLElementTagNameMap['kv-edit-dialog'];

const native = (dialog: EditDialog) => dialog.shadowRoot!.querySelector('dialog')!;
const control = (dialog: EditDialog, field: ClientField) =>
  dialog.shadowRoot!.querySelector<HTMLInputElement>(`#${field}`)!;

async function open(dialog: EditDialog): Promise<void> {
  dialog.show();
  await waitUntil(() => native(dialog).open);
}

async function show(api: MemoryApi = createApi(), session: Session = awaiting) {
  const provider = await showIn(
    api,
    html`<button id="opener">Edit</button><kv-edit-dialog .session=${session}></kv-edit-dialog>`,
  );
  const dialog = provider.querySelector('kv-edit-dialog')!;
  const opener = provider.querySelector('button')!;
  opener.focus();
  await open(dialog);
  return { provider, dialog, opener, api };
}

/** The company is so far east or west that its day is another one than that of the other. */
const showAt = (timeZone: string) => show(createApi({ workspace: { timeZone } }));

async function enter(dialog: EditDialog, field: ClientField, text: string): Promise<void> {
  const input = control(dialog, field);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await dialog.updateComplete;
}

const press = async (dialog: EditDialog, name: string) => (await button(dialog, name)).click();

async function save(dialog: EditDialog): Promise<void> {
  await press(dialog, 'Review changes');
  await press(dialog, 'Save changes');
}

/** Records the calls of the adapter. */
function record(api: MemoryApi) {
  const sent: { edit: ClientEdit; version: string; key: string }[] = [];
  const original = api.editClient;
  api.editClient = (id, edit, options) => {
    sent.push({ edit, version: options.version, key: options.idempotencyKey });
    return original(id, edit, options);
  };
  return sent;
}

/** The field's error, from its accessible description. */
function errorOf(dialog: EditDialog, field: ClientField): string {
  const input = control(dialog, field);
  expect(input.getAttribute('aria-invalid')).to.equal('true');
  const description = dialog.shadowRoot!.getElementById(input.getAttribute('aria-describedby')!)!;
  return description.querySelector('.field-error')!.textContent.trim();
}

/** A session whose record and readings contradict each other. */
const misread: Session = {
  ...awaiting,
  id: 'misread',
  client: {
    ...unreadClient,
    firstName: 'MARLA',
    lastName: 'Müller',
    birthDate: '1990-05-03',
    nationality: 'GEO',
  },
  attempts: awaiting.attempts.slice(-1).map((attempt) => ({
    ...attempt,
    front: {
      ...unreadClient,
      firstName: 'MARIA',
      lastName: 'Müller',
      birthDate: '1990-03-05',
      nationality: 'GEO',
    },
    back: {
      ...unreadClient,
      firstName: 'MARTA',
      lastName: 'MUELLER',
      birthDate: '2990-03-05',
      nationality: 'ARM',
    },
  })),
};

const offersOf = (dialog: EditDialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.offer')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );

const editAs = (api: MemoryApi, edit: ClientEdit) =>
  api.as(nino).editClient(awaiting.id, edit, { version: awaiting.version, idempotencyKey: 'nino' });

describe('kv-edit-dialog', () => {
  it('refuses a birth after today, by the day of the company', async () => {
    const tomorrow = dayOf(new Date(), 'Pacific/Kiritimati');
    const today = dayOf(new Date(), 'Pacific/Pago_Pago');
    expect(tomorrow > today).to.equal(true);
    const { dialog: east } = await showAt('Pacific/Kiritimati');
    await enter(east, 'birthDate', tomorrow);
    (await button(east, 'Review changes')).click();
    await says(east, '1 field will change');
    const { dialog: west } = await showAt('Pacific/Pago_Pago');
    await enter(west, 'birthDate', tomorrow);
    (await button(west, 'Review changes')).click();
    await waitUntil(() => control(west, 'birthDate').getAttribute('aria-invalid') === 'true');
  });

  it('shows the current values of the eight client fields', async () => {
    const { dialog } = await show();
    const { client } = awaiting;
    for (const field of Object.keys(client) as ClientField[]) {
      const isDate = field === 'birthDate' || field === 'expirationDate';
      const [year, month, day] = isDate ? client[field]!.split('-') : [];
      expect(control(dialog, field).value).to.equal(
        isDate ? `${month}/${day}/${year}` : (client[field] ?? ''),
      );
    }
    expect(dialog.shadowRoot!.querySelectorAll('label')).to.have.length(8);
    expect(focused()).to.equal(control(dialog, 'firstName'));
    await expect(dialog).to.be.accessible();
  });

  it('shows the changes before it sends only those, by keyboard alone', async () => {
    const api = createApi();
    const sent = record(api);
    const { dialog, opener, provider } = await show(api);
    const completed = oneEvent<KvEventMap['kv-client-edit-complete']>(
      provider,
      'kv-client-edit-complete',
    );
    control(dialog, 'firstName').select();
    await sendKeys({ type: ' Chichiko ' });
    await sendKeys({ press: 'Enter' });
    await says(dialog, '1 field will change');
    expect(textOf(dialog)).to.contain(`Before: ${awaiting.client.firstName} → After: Chichiko`);
    expect(sent).to.deep.equal([]);
    expect(focused()!.textContent).to.contain('1 field will change');
    await expect(dialog).to.be.accessible();

    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    const { detail } = await completed;
    expect(detail).to.deep.equal({ sessionId: awaiting.id, fields: ['firstName'] });
    expect(sent.map(({ edit }) => edit)).to.deep.equal([{ firstName: 'Chichiko' }]);
    expect(sent[0]!.version).to.equal(awaiting.version);
    expect(native(dialog).open).to.equal(false);
    expect(focused()).to.equal(opener);
    await says(dialog, 'Changes saved.');
    expect(dialog.session!.client.firstName).to.equal('Chichiko');
  });

  it('completes a missing value and removes a wrong one', async () => {
    const session = { ...awaiting, client: { ...unreadClient, lastName: 'Wrong' } };
    const api = createApi({ sessions: [session] });
    const sent = record(api);
    const { dialog } = await show(api, session);
    await enter(dialog, 'firstName', 'Ana');
    await enter(dialog, 'lastName', '');
    await enter(dialog, 'sex', 'female');
    await enter(dialog, 'birthDate', '1990-03-05');
    await enter(dialog, 'nationality', 'georgia');
    await press(dialog, 'Review changes');
    await says(dialog, 'Before: Not read → After: Ana');
    expect(textOf(dialog)).to.contain('Before: Wrong → After: Removed');
    expect(textOf(dialog)).to.contain('After: Georgia GEO');
    await press(dialog, 'Save changes');
    await says(dialog, 'Changes saved.');
    expect(sent[0]!.edit).to.deep.equal({
      firstName: 'Ana',
      lastName: null,
      sex: 'female',
      birthDate: '1990-03-05',
      nationality: 'GEO',
    });
  });

  it('shows an error beside each invalid field, and focuses the first', async () => {
    const api = createApi();
    const sent = record(api);
    const { dialog } = await show(api);
    await enter(dialog, 'lastName', '   ');
    await enter(dialog, 'birthDate', '2999-01-01');
    await enter(dialog, 'nationality', 'Atlantis');
    await enter(dialog, 'personalNumber', 'x'.repeat(201));
    await press(dialog, 'Review changes');
    await waitUntil(() => focused() === control(dialog, 'lastName'));
    expect(errorOf(dialog, 'lastName')).to.contain('Enter a value');
    expect(errorOf(dialog, 'birthDate')).to.contain('cannot be in the future');
    expect(errorOf(dialog, 'nationality')).to.contain('Choose a country');
    expect(errorOf(dialog, 'personalNumber')).to.contain('at most 200 characters');
    expect(textOf(dialog)).to.contain('4 fields need your attention');
    await expect(dialog).to.be.accessible();

    await enter(dialog, 'lastName', 'Fine');
    expect(control(dialog, 'lastName').getAttribute('aria-invalid')).to.equal('false');
    expect(control(dialog, 'birthDate').getAttribute('aria-invalid')).to.equal('true');
    expect(sent).to.deep.equal([]);
  });

  it('takes dates in the order of the language, and describes it', async () => {
    const { dialog, provider } = await show();
    const birthDate = control(dialog, 'birthDate');
    expect(dialog.shadowRoot!.getElementById('notes-birthDate')!.textContent).to.contain(
      'Format: MM/DD/YYYY',
    );
    birthDate.select();
    await sendKeys({ type: '3/25/1990' });
    await sendKeys({ press: 'Tab' });
    expect(birthDate.value).to.equal('03/25/1990');
    provider.locale = 'ka';
    await waitUntil(() => birthDate.value === '25.03.1990');
    await enter(dialog, 'expirationDate', '1.2.2031');
    expect(control(dialog, 'expirationDate').value).to.equal('01.02.2031');
    await expect(dialog).to.be.accessible();
  });

  it('keeps a date that does not exist as it was typed, with an error', async () => {
    const { dialog } = await show();
    for (const text of ['02/30/1990', '3/5/90', 'March 1990']) {
      await enter(dialog, 'birthDate', text);
      await press(dialog, 'Review changes');
      await waitUntil(() => focused() === control(dialog, 'birthDate'));
      expect(errorOf(dialog, 'birthDate')).to.contain('Enter a date that exists.');
      expect(control(dialog, 'birthDate').value).to.equal(text);
    }
  });

  it('requires an expiration date after the birth date', async () => {
    const { dialog } = await show();
    await enter(dialog, 'expirationDate', '1900-01-01');
    await press(dialog, 'Review changes');
    await says(dialog, 'The expiration date must be after the birth date.');
    errorOf(dialog, 'expirationDate');
  });

  it('shows that nothing was changed', async () => {
    const { dialog } = await show();
    await enter(dialog, 'firstName', `${awaiting.client.firstName} `);
    await press(dialog, 'Review changes');
    await says(dialog, 'Nothing has been changed yet.');
    expect(findButton(dialog, 'Save changes')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
  });

  it('offers every nationality by name and code', async () => {
    const { dialog } = await show();
    const options = [...dialog.shadowRoot!.querySelectorAll('datalist option')];
    expect(options.length).to.be.above(240);
    expect(options.map((option) => option.getAttribute('label'))).to.include('Georgia (GEO)');
    await enter(dialog, 'nationality', 'arm');
    await says(dialog, 'Armenia');
  });

  it('offers what front and zone say, with one press, and marks what differs', async () => {
    const { dialog } = await show(createApi({ sessions: [misread] }), misread);
    expect(offersOf(dialog)).to.deep.equal([
      'First Name, Front: MARIA',
      'First Name, Zone: MARTA',
      'Birth Date, Front: Mar 5, 1990',
      'Nationality, Zone: Armenia ARM',
    ]);
    const marks = [...dialog.shadowRoot!.querySelectorAll('.offer mark')];
    expect(marks.map(({ textContent }) => textContent).slice(0, 2)).to.deep.equal(['I', 'T']);
    await expect(dialog).to.be.accessible();

    await press(dialog, 'First Name, Front: MARIA');
    await dialog.updateComplete;
    expect(control(dialog, 'firstName').value).to.equal('MARIA');
    expect(focused()).to.equal(control(dialog, 'firstName'));
    expect(offersOf(dialog)).not.to.include('First Name, Front: MARIA');
    expect(offersOf(dialog)).to.include('First Name, Zone: MARTA');
    await press(dialog, 'Birth Date, Front: Mar 5, 1990');
    await press(dialog, 'Nationality, Zone: Armenia ARM');
    await dialog.updateComplete;
    expect(control(dialog, 'birthDate').value).to.equal('03/05/1990');
    expect(control(dialog, 'nationality').value).to.equal('ARM');
    await press(dialog, 'Review changes');
    await says(dialog, '3 fields will change');
  });

  it('offers a reading again once the field says something else', async () => {
    const { dialog } = await show(createApi({ sessions: [misread] }), misread);
    await enter(dialog, 'firstName', 'maria');
    expect(offersOf(dialog)).not.to.include('First Name, Front: MARIA');
    await enter(dialog, 'firstName', '');
    expect(offersOf(dialog)).to.include('First Name, Front: MARIA');
    await enter(dialog, 'birthDate', '03/');
    expect(offersOf(dialog)).to.include('Birth Date, Front: Mar 5, 1990');
  });

  it('keeps the focus in the field when a colleague decides, and the input to copy', async () => {
    const api = createApi();
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Half');
    const announced: string[] = [];
    const status = native(dialog).querySelector('[role=status]')!;
    new MutationObserver(() => announced.push(status.textContent)).observe(status, {
      ...{ subtree: true, childList: true, characterData: true },
    });
    dialog.session = await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'n' },
      );
    await says(dialog, 'Already decided');
    await nextFrame();
    expect(announced).to.have.length(1);
    expect(announced[0]).to.match(/^Already decided .*Nino Specimenadze/);
    expect(focused()).to.equal(control(dialog, 'firstName'));
    expect(control(dialog, 'firstName').value).to.equal('Half');
    expect(control(dialog, 'firstName').readOnly).to.equal(true);
    expect(findButton(dialog, 'Review changes')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
  });

  it('saves after a note of a colleague, which changes nothing that the agent edits', async () => {
    const api = createApi();
    const sent = record(api);
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Mine');
    const { version } = awaiting;
    dialog.session = await api
      .as(nino)
      .addNote(awaiting.id, { text: 'Looked.' }, { version, idempotencyKey: 'n' });
    await dialog.updateComplete;
    expect(control(dialog, 'firstName').value).to.equal('Mine');
    await save(dialog);
    await says(dialog, 'Changes saved.');
    expect(sent).to.have.length(1);
    expect(sent[0]!.version).not.to.equal(version);
  });

  it('asks again before it overwrites what a colleague has edited since', async () => {
    const api = createApi();
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Mine');
    dialog.session = await editAs(api, { firstName: 'Theirs' });
    await dialog.updateComplete;
    expect(control(dialog, 'firstName').value).to.equal('Mine');
    await save(dialog);
    await says(dialog, 'First Name:');
    expect(textOf(dialog)).to.contain('→ Theirs');
    expect(textOf(dialog)).to.contain('After: Mine');
    expect((await api.getSession(awaiting.id)).client.firstName).to.equal('Theirs');
  });

  it('keeps the draft of each session until it is discarded', async () => {
    const other = edgeSession('edge-no-photos');
    const { dialog } = await show(createApi({ sessions: [awaiting, other] }));
    await enter(dialog, 'firstName', 'Draft');
    const closed = oneEvent<KvEventMap['kv-dialog-close']>(dialog, 'kv-dialog-close');
    await press(dialog, 'Cancel');
    expect((await closed).detail).to.deep.equal({ reason: 'cancel' });
    dialog.session = other;
    await open(dialog);
    expect(control(dialog, 'firstName').value).to.equal(other.client.firstName);
    dialog.session = awaiting;
    await waitUntil(() => !native(dialog).open);
    await open(dialog);
    expect(control(dialog, 'firstName').value).to.equal('Draft');
    expect(textOf(dialog)).to.contain('Your unsaved changes are still here.');
    await expect(dialog).to.be.accessible();
    await press(dialog, 'Discard changes');
    await dialog.updateComplete;
    expect(control(dialog, 'firstName').value).to.equal(awaiting.client.firstName);
    expect(findButton(dialog, 'Discard changes')).to.equal(undefined);
  });

  it('goes back to the fields from the review', async () => {
    const { dialog } = await show();
    await enter(dialog, 'documentNumber', 'AB1');
    await press(dialog, 'Review changes');
    await press(dialog, 'Back to editing');
    await waitUntil(() => focused() === control(dialog, 'documentNumber'));
    expect(control(dialog, 'documentNumber').value).to.equal('AB1');
  });

  it('sends once on a double click, and stays open until the answer arrives', async () => {
    const api = createApi();
    const original = api.editClient;
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    let count = 0;
    api.editClient = async (...args) => {
      count += 1;
      await held;
      return original(...args);
    };
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Ana');
    await press(dialog, 'Review changes');
    const saving = await button(dialog, 'Save changes');
    saving.click();
    saving.click();
    await says(dialog, 'Saving the changes…');
    await sendKeys({ press: 'Escape' });
    await nextFrame();
    expect(native(dialog).open).to.equal(true);
    await expect(dialog).to.be.accessible();
    answer();
    await waitUntil(() => !native(dialog).open);
    expect(count).to.equal(1);
  });

  it('does not save on the second click of a double click', async () => {
    const { dialog } = await show();
    await enter(dialog, 'firstName', 'Ana');
    const main = await button(dialog, 'Review changes');
    main.click();
    await button(dialog, 'Save changes');
    main.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true, cancelable: true }));
    await nextFrame();
    expect(textOf(dialog)).to.contain('1 field will change');
    expect(findButton(dialog, 'Save changes')).to.exist;
  });

  it('asks again when the answer was lost: saves once and confirms it', async () => {
    const api = createApi({
      faults: [{ kind: 'dropped-answer', method: 'editClient', calls: [1] }],
    });
    const sent = record(api);
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Once');
    await save(dialog);
    await says(dialog, 'We couldn’t confirm that your changes were saved');
    expect(textOf(dialog)).to.contain('After: Once');
    expect(control(dialog, 'firstName')).to.equal(null);
    await expect(dialog).to.be.accessible();
    await press(dialog, 'Check again');
    await says(dialog, 'Changes saved.');
    expect(sent[1]!.key).to.equal(sent[0]!.key);
    expect((await api.getSession(awaiting.id)).changes).to.have.length(awaiting.changes.length + 1);
  });

  it('shows what changed in the meantime, keeps the draft, and continues with the new version', async () => {
    const api = createApi();
    const sent = record(api);
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Mine');
    const theirs = await editAs(api, { nationality: 'UTO' });
    await save(dialog);
    await says(dialog, 'This session changed while you had it open');
    expect(textOf(dialog)).to.contain('Nationality: GEO → UTO');
    expect(textOf(dialog)).to.contain('After: Mine');
    expect(findButton(dialog, 'Save changes')).to.equal(undefined);
    await expect(dialog).to.be.accessible();

    await press(dialog, 'Continue with the current data');
    await waitUntil(
      () => dialog.shadowRoot!.querySelector<HTMLInputElement>('#nationality')?.value === 'UTO',
    );
    expect(control(dialog, 'firstName').value).to.equal('Mine');
    await save(dialog);
    await says(dialog, 'Changes saved.');
    expect(sent[1]).to.include({ version: theirs.version });
    expect(sent[1]!.edit).to.deep.equal({ firstName: 'Mine' });
    expect(sent[1]!.key).not.to.equal(sent[0]!.key);
  });

  it('shows who has decided in the meantime, and keeps the draft to copy', async () => {
    const api = createApi({ now: () => new Date('2026-06-15T10:30:00Z') });
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Too late');
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'n' },
      );
    await save(dialog);
    await says(dialog, 'Already decided');
    expect(textOf(dialog)).to.contain('Verified by Nino Specimenadze on Jun 15, 2026');
    expect(textOf(dialog)).to.contain('After: Too late');
    expect(textOf(dialog)).to.contain('Your changes were not saved.');
    expect(findButton(dialog, 'Save changes')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
    await press(dialog, 'Show the current session');
    await waitUntil(() => !native(dialog).open);
    expect(dialog.session!.status).to.equal('success');
  });

  it('cannot edit a decided session, or without the capability', async () => {
    for (const status of ['success', 'rejected', 'processing'] as const) {
      const { dialog } = await show(createApi(), { ...awaiting, status });
      expect(control(dialog, 'firstName')).to.equal(null);
      expect(findButton(dialog, 'Review changes')).to.equal(undefined);
      await expect(dialog).to.be.accessible();
    }
    const { dialog } = await show(createApi({ workspace: { capabilities: ['decide'] } }));
    expect(textOf(dialog)).to.contain('Editing is not possible here');
    expect(control(dialog, 'firstName')).to.equal(null);
  });

  it('shows the refusal of a value beside its field', async () => {
    const api = createApi();
    const { dialog } = await show(api);
    const parts = [
      { pointer: '/documentNumber', message: 'known to be stolen' },
      { pointer: '', message: 'and more' },
    ];
    api.editClient = () => Promise.reject(new ReviewError('invalid', 'no', { parts }));
    await enter(dialog, 'documentNumber', 'AB1');
    await save(dialog);
    await waitUntil(() => focused() === control(dialog, 'documentNumber'));
    expect(errorOf(dialog, 'documentNumber').replaceAll(/[\u2066-\u2069]/g, '')).to.contain(
      'does not accept this value: known to be stolen',
    );
    expect(textOf(dialog)).to.contain(': and more');
    await expect(dialog).to.be.accessible();
    await enter(dialog, 'documentNumber', 'AB2');
    expect(textOf(dialog)).not.to.contain('was refused');
  });

  it('has no fields when the session has the most changes, and says why before anybody types', async () => {
    const change: ClientChange = {
      ...{ field: 'firstName', before: null, after: 'x', by: null, at: awaiting.createdAt },
    };
    const changes = Array.from({ length: sessionLimits.changes }, () => change);
    const session = { ...awaiting, changes };
    const { dialog } = await show(createApi({ sessions: [session] }), session);
    await says(dialog, limitTexts.changes);
    expect(dialog.shadowRoot!.querySelector('#firstName')).to.equal(null);
    await expect(dialog).to.be.accessible();
  });

  it('says a refusal by a rule of the kit in the words of the page', async () => {
    const api = createApi();
    const { dialog, provider } = await show(api);
    for (const [fault, message] of Object.entries(clientFaultTexts)) {
      const parts = [{ pointer: '/documentNumber', message }];
      api.editClient = () => Promise.reject(new ReviewError('invalid', 'no', { parts }));
      await enter(dialog, 'documentNumber', `AB ${fault}`);
      await save(dialog);
      await waitUntil(() => focused() === control(dialog, 'documentNumber'));
      expect(errorOf(dialog, 'documentNumber')).to.equal(message);
    }
    provider.locale = 'ka';
    await waitUntil(() => !errorOf(dialog, 'documentNumber').includes('Choose'));
    expect(errorOf(dialog, 'documentNumber')).to.match(/^აირჩიეთ ქვეყანა სიიდან/);
  });

  it('keeps the draft and the key after a temporary refusal', async () => {
    const api = createApi();
    const keys: string[] = [];
    const original = api.editClient;
    api.editClient = (id, edit, options) => {
      keys.push(options.idempotencyKey);
      return keys.length === 1
        ? Promise.reject(new ReviewError('rate-limited', 'slow down'))
        : original(id, edit, options);
    };
    const { dialog } = await show(api);
    await enter(dialog, 'firstName', 'Ana');
    await save(dialog);
    await says(dialog, 'Too many requests');
    await press(dialog, 'Save changes');
    await says(dialog, 'Changes saved.');
    expect(keys[1]).to.equal(keys[0]);
  });

  it('keeps the draft after a sign-out, for the same user only', async () => {
    const api = createApi();
    const original = api.editClient;
    api.editClient = () => Promise.reject(new ReviewError('unauthenticated', 'sign in'));
    const { dialog, provider } = await show(api);
    await enter(dialog, 'firstName', 'Kept');
    await save(dialog);
    await waitUntil(() => !native(dialog).open);
    await says(dialog, 'You are signed out');
    expect(textOf(dialog)).not.to.contain('Kept');
    api.editClient = original;
    await provider.reconnect();
    await open(dialog);
    expect(control(dialog, 'firstName').value).to.equal('Kept');

    provider.api = api.as(nino);
    await waitUntil(() => !native(dialog).open);
    await waitUntil(async () => {
      dialog.show();
      await dialog.updateComplete;
      return native(dialog).open;
    });
    expect(control(dialog, 'firstName').value).to.equal(awaiting.client.firstName);
  });

  it('shows hostile and long values as text on a narrow page', async () => {
    for (const id of ['edge-hostile', 'edge-long-name', 'edge-arabic-name']) {
      const { dialog } = await show(createApi(), edgeSession(id));
      expect(dialog.shadowRoot!.querySelector('img, script')).to.equal(null);
      const body = dialog.shadowRoot!.querySelector('.form-body')!;
      expect(body.scrollWidth).to.be.at.most(body.clientWidth);
      await expect(dialog).to.be.accessible();
    }
    expect((globalThis as { hacked?: true }).hacked).to.equal(undefined);
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
    await enter(dialog, 'firstName', 'Ana');
    await save(dialog);
    await says(dialog, 'Changes saved.');
  });
});
