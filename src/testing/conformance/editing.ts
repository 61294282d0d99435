import type { ReviewApi } from '../../api/review-api.js';
import type { ClientEdit } from '../../model/client.js';
import { sessionLimits } from '../../model/change.js';
import { session, type Session } from '../../model/session.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { unreadableTexts } from './hostile.js';
import { getSession, newKey, selectIds, type ConformanceTest } from './subject.js';

async function edit(
  api: ReviewApi,
  id: string,
  input: ClientEdit,
  options: { version?: string; idempotencyKey?: string } = {},
): Promise<Session> {
  const version = options.version ?? (await api.getSession(id)).version;
  const idempotencyKey = options.idempotencyKey ?? newKey();
  const answer = await api.editClient(id, input, { version, idempotencyKey });
  return assertValid(session, answer, 'The edited session');
}

async function addNote(
  api: ReviewApi,
  id: string,
  text: string,
  options: { version?: string; idempotencyKey?: string } = {},
): Promise<Session> {
  const version = options.version ?? (await api.getSession(id)).version;
  const idempotencyKey = options.idempotencyKey ?? newKey();
  const answer = await api.addNote(id, { text }, { version, idempotencyKey });
  return assertValid(session, answer, 'The session with a note');
}

const verify = { verdict: 'verify', note: null } as const;

/** Abuse case 14: fields that an agent may not set, and invalid values. */
const invalidEdits: readonly string[] = [
  '{}',
  '{"status":"success"}',
  '{"firstName":"X","status":"success"}',
  '{"company":"other"}',
  '{"verified":true}',
  '{"decision":null}',
  '{"__proto__":{"status":"success"}}',
  '{"firstName":""}',
  '{"firstName":"   "}',
  '{"firstName":7}',
  `{"firstName":"${'x'.repeat(201)}"}`,
  '{"sex":"x"}',
  '{"birthDate":"30.02.1990"}',
  '{"birthDate":"1990-02-30"}',
  '{"expirationDate":"2031-12-31T00:00:00Z"}',
  '{"nationality":"Utopia"}',
];

/** Dates that exist, and that no client or document can have. */
const impossibleDates: readonly ClientEdit[] = [
  { birthDate: '2999-01-01' },
  { birthDate: '1699-12-31' },
  { birthDate: '0000-02-29' },
  { expirationDate: '1900-01-01' },
  { expirationDate: '0001-01-01' },
  { birthDate: '1990-03-05', expirationDate: '1990-03-05' },
  { birthDate: '1990-03-05', expirationDate: '1989-12-31' },
];

/** Characters that no name or number contains, in UTF-16 or by UAX #9 and #44. */
const impossibleNames: readonly string[] = [
  ...unreadableTexts,
  'Anna\nBerg',
  'Anna\u2028Berg',
  '\u200fAnna',
  '\u061cAnna',
  'An\u202ana\u202c',
  '\u2067Anna\u2069',
  'An\u00adna',
  'An\u200bna',
  'An\u2060na',
  'An\ufeffna',
  '\u{e0041}Anna',
  '\u3164',
  '\u200d',
  '\u2800',
];

/** Joiners, variation selectors and marks that names do contain. */
const realNames: readonly string[] = [
  'علی\u200cرضا',
  'ක්\u200dරිස්ටි',
  '葛\u{e0100}城',
  'Nguye\u0302\u0303n Thi\u0323',
  'יִצְחָק',
  'ཧཱུྃ',
  "O'Connor-Łabędź",
];

/** Spec A1, A6 and the edits of table T. */
export const editingTests: readonly ConformanceTest[] = [
  {
    title:
      'editClient changes the fields in the request, records who changed them, and makes a new version',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const before = await getSession(api, id('awaiting'));
      const input = { firstName: 'Zsófia-Edited', birthDate: '1980-02-29' };
      const edited = await edit(api, before.id, input);
      assertEqual(edited.client, { ...before.client, ...input }, 'The client');
      assertEqual(edited.status, 'awaiting', 'Status');
      assert(edited.version !== before.version, 'An edit makes a new version');
      const { id: by, name } = actors.agent;
      const records = edited.changes
        .slice(before.changes.length)
        .map(({ at: _at, ...record }) => record)
        .toSorted((a, b) => (a.field < b.field ? -1 : 1));
      const expected = (['birthDate', 'firstName'] as const).map((field) => ({
        field,
        before: before.client[field],
        after: input[field],
        by: { id: by, name },
      }));
      assertEqual(records, expected, 'The records of the change');
      assertEqual(await getSession(api, before.id), edited, 'The session read again');
    },
  },
  {
    title: 'an edited name is found by its new words and not by its old ones',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      await edit(api, id('awaiting'), { firstName: 'Qqoldname' });
      const [old, next] = ['qqold', 'qqnew'];
      assertEqual(await selectIds(api, { search: old }), [id('awaiting')], 'Found before');
      await edit(api, id('awaiting'), { firstName: 'Qqnewname' });
      assertEqual(await selectIds(api, { search: old }), [], 'Found by the old name');
      assertEqual(
        await selectIds(api, { search: next }),
        [id('awaiting')],
        'Found by the new name',
      );
    },
  },
  {
    title: 'editClient removes a value with null',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      await edit(api, id('awaiting'), { personalNumber: '12345' });
      const { client, changes } = await edit(api, id('awaiting'), { personalNumber: null });
      assertEqual(client.personalNumber, null, 'The field');
      const { before, after } = changes.at(-1) ?? {};
      assertEqual([before, after], ['12345', null], 'The record of the change');
    },
  },
  {
    title: 'editClient refuses fields that an agent may not set, and invalid values',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      for (const written of invalidEdits) {
        const attempt = () => edit(api, before.id, JSON.parse(written) as ClientEdit);
        await assertRejects(attempt, 'invalid', `Edit ${written.slice(0, 60)}`);
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
    },
  },
  {
    title: 'editClient refuses dates that no client or document can have',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      await edit(api, id('awaiting'), { birthDate: null, expirationDate: null });
      for (const input of impossibleDates) {
        const attempt = () => edit(api, id('awaiting'), input);
        await assertRejects(attempt, 'invalid', `Edit ${JSON.stringify(input)}`);
      }
      await edit(api, id('awaiting'), { birthDate: '1990-03-05' });
      const expired = () => edit(api, id('awaiting'), { expirationDate: '1990-03-05' });
      await assertRejects(expired, 'invalid', 'A document that expired before the client’s birth');
      await edit(api, id('awaiting'), { expirationDate: '2020-01-01' });
      const unborn = () => edit(api, id('awaiting'), { birthDate: '2020-01-01' });
      await assertRejects(unborn, 'invalid', 'A client born after the document expired');
      const { client } = await edit(api, id('awaiting'), { expirationDate: '9999-12-31' });
      const { birthDate, expirationDate } = client;
      assertEqual([birthDate, expirationDate], ['1990-03-05', '9999-12-31'], 'The dates');
    },
  },
  {
    title: 'editClient refuses names and numbers with characters that nobody can see',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      const fields = ['firstName', 'lastName', 'documentNumber', 'personalNumber'] as const;
      for (const [index, text] of impossibleNames.entries()) {
        const field = fields[index % fields.length] ?? 'firstName';
        const attempt = () => edit(api, before.id, { [field]: text });
        await assertRejects(attempt, 'invalid', `${field} ${JSON.stringify(text)}`);
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
      for (const lastName of realNames) {
        const { client } = await edit(api, before.id, { lastName });
        assertEqual(client.lastName, lastName, 'The last name');
      }
    },
  },
  {
    title: 'the same idempotency key and edit return the stored answer; another edit is invalid',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await edit(api, id('awaiting'), { lastName: 'Once' }, options);
      const again = await edit(api, id('awaiting'), { lastName: 'Once' }, options);
      assertEqual(again, first, 'The answer to the retry');
      const other = () => edit(api, id('awaiting'), { lastName: 'Twice' }, options);
      await assertRejects(other, 'invalid', 'Another edit');
      assertEqual(await getSession(api, id('awaiting')), first, 'The session read again');
    },
  },
  {
    title: 'a stale edit is a conflict that lists the changes since the agent’s version',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const first = await edit(api, id('awaiting'), { lastName: 'First-Edit' });
      const colleague = await signIn(actors.colleague);
      const second = await edit(colleague, id('awaiting'), { lastName: 'Second-Edit' });
      const attempt = () =>
        edit(api, id('awaiting'), { lastName: 'Mine' }, { version: first.version });
      const { details } = await assertRejects(attempt, 'conflict', 'A stale version');
      assertEqual(details.changes, second.changes.slice(first.changes.length), 'Changes since');
      assertEqual(details.changes?.at(-1)?.by?.id, actors.colleague.id, 'Who changed it');
      assertEqual(await getSession(api, id('awaiting')), second, 'The session read again');
    },
  },
  {
    title:
      'editClient refuses a processing session as a conflict, and a decided one as already-decided',
    sessions: { processing: 1, success: 1, rejected: 1 },
    run: async ({ api, id }) => {
      for (const status of ['processing', 'success', 'rejected'] as const) {
        const before = await getSession(api, id(status));
        const code = status === 'processing' ? 'conflict' : 'already-decided';
        await assertRejects(
          () => edit(api, id(status), { lastName: 'X' }),
          code,
          `A session ${status}`,
        );
        assertEqual(await getSession(api, id(status)), before, 'The session read again');
      }
    },
  },
];

export const notingTests: readonly ConformanceTest[] = [
  {
    title: 'addNote appends the text with its author, without a verdict',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const before = await getSession(api, id('awaiting'));
      const texts = [
        'First <script>alert(1)</script>',
        'მეორე \u2067\u202d+995\u202c\u2069\r\n\tლ',
      ];
      for (const text of texts) await addNote(api, before.id, text);
      const after = await getSession(api, before.id);
      const { id: by, name } = actors.agent;
      const expected = texts.map((text) => ({ text, by: { id: by, name }, verdict: null }));
      const written = after.notes
        .slice(before.notes.length)
        .map(({ text, by, verdict }) => ({ text, by, verdict }));
      assertEqual(written, expected, 'The notes');
      assertEqual(
        new Set(after.notes.map((note) => note.id)).size,
        after.notes.length,
        'Ids of notes',
      );
      assert(after.version !== before.version, 'A note makes a new version');
      assertEqual([after.status, after.client], [before.status, before.client], 'All else');
    },
  },
  {
    title: 'addNote refuses an empty, long or unreadable note, and unknown fields',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version, notes } = await getSession(api, id('awaiting'));
      const inputs = [
        {},
        { text: '' },
        { text: ' ' },
        { text: 'x'.repeat(2001) },
        ...unreadableTexts.map((text) => ({ text })),
        { text: 'x', by: 'y' },
      ];
      for (const input of inputs) {
        const options = { version, idempotencyKey: newKey() };
        const attempt = () => api.addNote(id('awaiting'), input as { text: string }, options);
        await assertRejects(attempt, 'invalid', `Note ${JSON.stringify(input).slice(0, 40)}`);
      }
      assertEqual((await getSession(api, id('awaiting'))).notes, notes, 'The notes');
    },
  },
  {
    title: 'a retried note is added once, and a stale one is a conflict',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version, notes } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await addNote(api, id('awaiting'), 'Once.', options);
      assertEqual(await addNote(api, id('awaiting'), 'Once.', options), first, 'The retry');
      assertEqual(first.notes.length, notes.length + 1, 'Number of notes');
      const stale = () => addNote(api, id('awaiting'), 'Stale.', { version });
      const { details } = await assertRejects(stale, 'conflict', 'A stale version');
      assertEqual(details.changes, [], 'Edits since');
    },
  },
  {
    title:
      'addNote refuses a processing session as a conflict, and a decided one as already-decided',
    sessions: { processing: 1, success: 1, rejected: 1 },
    run: async ({ api, id }) => {
      for (const status of ['processing', 'success', 'rejected'] as const) {
        const before = await getSession(api, id(status));
        const code = status === 'processing' ? 'conflict' : 'already-decided';
        await assertRejects(() => addNote(api, id(status), 'Late.'), code, `A session ${status}`);
        assertEqual(await getSession(api, id(status)), before, 'The session read again');
      }
    },
  },
];

/** The limits of a session (`sessionLimits`). A decision is always possible. */
const limitTests: readonly ConformanceTest[] = [
  {
    title: 'a session with the most notes accepts no other note, and one more with the decision',
    capabilities: ['add-note', 'decide'],
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      let before = await getSession(api, id('awaiting'));
      while (before.notes.length < sessionLimits.notes) {
        before = await addNote(api, before.id, 'One more.', { version: before.version });
      }
      await assertRejects(() => addNote(api, before.id, 'Too many.'), 'invalid', 'Another note');
      assertEqual(await getSession(api, before.id), before, 'The session read again');
      const decided = await api.decideSession(
        before.id,
        { verdict: 'verify', note: 'The last one.' },
        { version: before.version, idempotencyKey: newKey() },
      );
      assertEqual(decided.notes.length, sessionLimits.notes + 1, 'The number of notes');
    },
  },
  {
    title: 'a session with the most changes accepts no other edit, and can be decided',
    capabilities: ['edit-client', 'decide'],
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      let before = await getSession(api, id('awaiting'));
      for (let count = 0; before.changes.length < sessionLimits.changes; count += 1) {
        const text = `N${count}`;
        const names = { firstName: text, lastName: text };
        const input = { ...names, documentNumber: text, personalNumber: text };
        before = await edit(api, before.id, input, { version: before.version });
      }
      const more = () => edit(api, before.id, { firstName: 'Too-Many' });
      await assertRejects(more, 'invalid', 'Another edit');
      assertEqual(await getSession(api, before.id), before, 'The session read again');
      const { version } = before;
      const options = { version, idempotencyKey: newKey() };
      const { status } = await api.decideSession(before.id, verify, options);
      assertEqual(status, 'success', 'Status');
    },
  },
];

export const mixedTests: readonly ConformanceTest[] = [
  ...limitTests,
  {
    title: 'a key that is sent again has the change of its first answer, whatever came after it',
    capabilities: ['decide', 'edit-client', 'add-note'],
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const noting = { version, idempotencyKey: newKey() };
      const noted = await addNote(api, id('awaiting'), 'Sent twice.', noting);
      const editing = { version: noted.version, idempotencyKey: newKey() };
      const edited = await edit(api, id('awaiting'), { lastName: 'Sent-Twice' }, editing);
      const colleague = await signIn(actors.colleague);
      const later = await edit(colleague, id('awaiting'), { lastName: 'Later' });
      const options = { version: later.version, idempotencyKey: newKey() };
      await colleague.decideSession(id('awaiting'), { verdict: 'verify', note: 'Later.' }, options);
      const current = await getSession(api, id('awaiting'));

      const note = noted.notes.at(-1);
      const again = await addNote(api, id('awaiting'), 'Sent twice.', noting);
      const found = again.notes.filter(({ text }) => text === 'Sent twice.');
      assertEqual(found, [note], 'The note of the first answer');
      const editedAgain = await edit(api, id('awaiting'), { lastName: 'Sent-Twice' }, editing);
      const count = edited.changes.length;
      assertEqual(editedAgain.changes.slice(0, count), edited.changes, 'The changes');
      assertEqual(await getSession(api, id('awaiting')), current, 'The session read again');
    },
  },
  {
    title: 'a decision on a version before an edit is a conflict that lists the edit',
    capabilities: ['decide', 'edit-client'],
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      const edited = await edit(api, before.id, { documentNumber: 'EDITED1' });
      const { version } = before;
      const attempt = () =>
        api.decideSession(before.id, verify, { version, idempotencyKey: newKey() });
      const { details } = await assertRejects(attempt, 'conflict', 'A stale version');
      assertEqual(details.changes, edited.changes.slice(before.changes.length), 'Changes since');
      const options = { version: edited.version, idempotencyKey: newKey() };
      const decided = await api.decideSession(before.id, verify, options);
      assertEqual(decided.status, 'success', 'Status after the current version was sent');
    },
  },
  {
    title: 'nobody can edit or add anything after a decision',
    capabilities: ['decide', 'edit-client', 'add-note'],
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const decided = await api.decideSession(id('awaiting'), verify, options);
      for (const actor of [actors.agent, actors.colleague, actors.master]) {
        const user = await signIn(actor);
        const attempts = [
          () => edit(user, decided.id, { lastName: 'Late' }),
          () => addNote(user, decided.id, 'Late.'),
        ];
        for (const attempt of attempts) {
          const { details } = await assertRejects(attempt, 'already-decided', `By ${actor.role}`);
          assertEqual(details.decision, decided.decision, 'Who, what and when');
        }
      }
      assertEqual(await getSession(api, decided.id), decided, 'The session read again');
    },
  },
];
