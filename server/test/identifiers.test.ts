import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { sampleSessions } from 'kv-review/testing';

import { createActivityKeys } from '../src/activity/keys.ts';
import { verifyChain } from '../src/activity/verify-chain.ts';
import { createCompany } from '../src/store/companies.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

/** Texts that look like another one, or like nothing, by what is in them. */
const invisible: Readonly<Record<string, string>> = {
  'a byte order mark at the beginning': '\ufeffa',
  'a byte order mark within': 'a\ufeffb',
  'nothing but a byte order mark': '\ufeff',
  'a zero-width space': 'a\u200bb',
  'a zero-width joiner': 'a\u200db',
  'a soft hyphen': 'a\u00adb',
  'a right-to-left override': 'a\u202eb',
  'a variation selector': 'a\ufe0f',
  'a Hangul filler': 'a\u3164',
  'a tag character': 'a\u{e0041}',
  'a space at the beginning': ' a',
  'a no-break space at the end': 'a\u00a0',
  'a line feed at the end': 'a\n',
  'a tab within': 'a\tb',
  'a line separator': 'a\u2028b',
  'a private-use character': 'a\ue000',
  'an unassigned code point': 'a\u0378',
  'a noncharacter': 'a\ufffe',
  'half a surrogate pair': 'a\ud800',
};

const visible = ['a', 'order 17', '№ 17/ბ', 'é', 'e\u0301', 'สัญญา', '契約', '😀', "o'x&<>"];

for (const [name, spare] of databases) {
  describe(`identifiers (${name})`, () => {
    let server: TestBackend;
    let key: string;
    let master: string;

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      key = await server.addCompany({ id: 'acme', name: 'Acme' });
      master = await server.token(key, 'master');
    });
    after(() => server.close());

    const post = (path: string, body: object) =>
      server.send(path, key, { method: 'POST', body: JSON.stringify(body) });

    async function saveExtraField(fieldKey: string): Promise<Response> {
      const current = await server.send('/v1/settings', master);
      const field = { key: fieldKey, label: { en: 'Phone' }, type: 'phone', inList: false };
      return server.send('/v1/settings', master, {
        method: 'PATCH',
        headers: { 'if-match': current.headers.get('etag') ?? '' },
        body: JSON.stringify({ section: 'fields', values: { extraFields: [field] } }),
      });
    }

    const doors: Readonly<Record<string, (text: string) => Promise<Response>>> = {
      '/id': (id) => post('/v1/sessions', { id }),
      '/userId': (userId) => post('/v1/tokens', { userId, name: 'Ann', role: 'agent' }),
      '/values/extraFields/0/key': saveExtraField,
    };

    for (const [pointer, send] of Object.entries(doors)) {
      test(`${pointer}: what nobody can see is refused`, async () => {
        for (const [title, text] of Object.entries(invisible)) {
          const response = await send(text);
          assert.equal(response.status, 422, title);
          const { parts } = (await response.json()) as { parts: { pointer: string }[] };
          assert.deepEqual(
            parts.map((part) => part.pointer),
            [pointer],
            title,
          );
        }
        for (const text of visible) assert.ok((await send(text)).ok, text);
      });
    }

    test('of a company: what nobody can see is refused', async () => {
      for (const [title, id] of Object.entries(invisible)) {
        await assert.rejects(
          createCompany(server.backend.database, { id, name: 'Company' }),
          /invisible character/,
          title,
        );
      }
    });

    test('of sessions of before, and texts, keep their byte order mark', async () => {
      const [sample] = sampleSessions({ count: 1, seed: 3, now, companyName: 'Marked' });
      assert.ok(sample);
      const id = '\ufeffs-1';
      const client = { ...sample.client, firstName: '\ufeffAnn', lastName: '\ufeff' };
      const marked = { ...sample, id, client, status: 'awaiting', decision: null } as const;
      const ownKey = await server.addCompany({ id: 'marked', name: '\ufeffMarked' });
      await seedSessions(server.backend.database, 'marked', [marked]);
      const grant = { userId: 'u-1', name: '\ufeffMaster', role: 'master' };
      const issued = await server.send('/v1/tokens', ownKey, {
        method: 'POST',
        body: JSON.stringify(grant),
      });
      const { token } = (await issued.json()) as { token: string };
      const api = server.api(token);

      const page = await api.listSessions({ search: '', limit: 10 });
      assert.deepEqual(
        page.items.map((item) => [item.id, item.client.firstName]),
        [[id, '\ufeffAnn']],
      );
      const session = await api.getSession(id);
      assert.equal(session.client.lastName, '\ufeff');
      await api.addNote(
        id,
        { text: 'A note' },
        { version: session.version, idempotencyKey: 'k-1' },
      );
      const again = await api.getSession(id);
      assert.equal(again.notes.at(-1)?.by?.name, '\ufeffMaster');

      const { signed: head } = await api.getActivityHead();
      const log = await (await server.send('/v1/activity-chain/entries', token)).json();
      const { entries } = log as { entries: unknown[] };
      const keys = createActivityKeys(server.config.activitySecrets);
      const verdict = await verifyChain({ entries, head, keys });
      assert.equal(verdict.ok, true, JSON.stringify(verdict));
    });
  });
}
