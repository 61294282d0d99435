import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import fc from 'fast-check';

import type { ObjectKey, ObjectStore } from '../../src/objects/object-store.ts';

export interface OpenStore {
  store: ObjectStore;
  close(): Promise<void>;
}

/** The tests that every object store must pass. `open` returns an empty store. */
export function objectStoreTests(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    let close: () => Promise<void>;
    before(async () => {
      ({ store, close } = await open());
    });
    after(() => close());

    let keys = 0;
    const newKey = (): [string, string, string, string] => {
      keys += 1;
      return [`company-${keys}`, 'session', 'photo', 'full'];
    };

    it('returns the bytes as they were stored, including no bytes and all 256 values', async () => {
      const allValues = Uint8Array.from({ length: 256 }, (_, index) => index);
      for (const bytes of [new Uint8Array(), allValues, randomBytes(3_000_000)]) {
        const key = newKey();
        await store.put(key, bytes, { contentType: 'image/jpeg' });
        assertBytes(await store.get(key), bytes);
      }
    });

    it('returns null for an unknown key', async () => {
      assert.equal(await store.get(newKey()), null);
    });

    it('replaces the object with the same key', async () => {
      const key = newKey();
      await store.put(key, Buffer.from('first, and longer'));
      await store.put(key, Buffer.from('second'));
      assertBytes(await store.get(key), Buffer.from('second'));
    });

    it('stores a copy of the bytes, whatever the caller does with its buffer', async () => {
      const key = newKey();
      const bytes = Buffer.from('before');
      await store.put(key, bytes);
      bytes.write('after!');
      assertBytes(await store.get(key), Buffer.from('before'));
    });

    it('deletes an object, which need not exist', async () => {
      const key = newKey();
      await store.put(key, Buffer.from('a'));
      await store.delete(key);
      assert.equal(await store.get(key), null);
      await store.delete(key);
    });

    it('deletes all objects below a prefix, and none of a key that only begins with the same text', async () => {
      const [company] = newKey();
      const deleted: ObjectKey[] = [
        [company, 's1'],
        [company, 's1', 'photo'],
        [company, 's1', 'photo', 'full'],
        [company, 's1', 'photo', 'thumbnail'],
        [company, 's1', '../s2', 'full'],
      ];
      const others: ObjectKey[] = [
        [company],
        [company, 's10', 'photo', 'full'],
        [company, 's1 ', 'photo', 'full'],
        [company, 'S1', 'photo', 'full'],
        [company, 's2', 'full'],
      ];
      for (const key of [...deleted, ...others]) await store.put(key, Buffer.from(key.join()));
      await store.deleteAll([company, 's1']);
      for (const key of deleted) assert.equal(await store.get(key), null, key.join());
      for (const key of others) assertBytes(await store.get(key), Buffer.from(key.join()));
      await store.deleteAll([company, 's1']);
    });

    it('abuse case 9: accepts any text as an id, and distinguishes it from every other', async () => {
      const ids = [
        ...[
          '',
          '.',
          '..',
          '...',
          '/',
          '//',
          '\\',
          '~',
          '%',
          '%2e',
          '%2E',
          '%2e%2e%2f',
          '\0',
          'a\0',
        ],
        ...['../other', '..\\other', '/etc/passwd', 'C:\\windows', 'a/b', 'a', 'A', 'b', 'a:b'],
        ...['con', 'CON', 'nul', 'a.', 'a ', ' a', 'a.object', '.temporary', '__proto__', '*?<>|"'],
        ...['é', 'e\u0301', 'É', 'ß', 'ss', 'ი', 'ſ', 's', '\u202e', '\ud800', '\udfff', '\ufffd'],
        ...['x'.repeat(159), 'x'.repeat(160), 'x'.repeat(161), 'x'.repeat(10_000)],
        ...[
          'ი'.repeat(160),
          'ი'.repeat(161),
          `%${'78'.repeat(80)}`,
          'key?versionId=1#top',
          'a+b',
          'a&b',
        ],
      ];
      const [company] = newKey();
      const keys = ids.flatMap((id) => [
        [company, id] as const,
        [company, id, id, 'full'] as const,
      ]);
      await Promise.all(keys.map((key, index) => store.put(key, Buffer.from([index]))));
      const stored = await Promise.all(keys.map((key) => store.get(key)));
      for (const [index, bytes] of stored.entries()) assertBytes(bytes, Buffer.from([index]));
      await store.put([company, '..', 'neighbour'], Buffer.from('other'));
      await store.deleteAll([company, '../..']);
      assertBytes(await store.get([company, '..', 'neighbour']), Buffer.from('other'));
    });

    it('distinguishes any two keys', async () => {
      const segment = fc.string({ unit: 'binary', maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.array(segment, { minLength: 1, maxLength: 3 }), {
            minLength: 2,
            maxLength: 2,
            selector: (segments) => JSON.stringify(segments),
          }),
          async (pair) => {
            const [company] = newKey();
            const keys = pair.map((segments) => [company, ...segments] as const);
            await Promise.all(keys.map((key, index) => store.put(key, Buffer.from([index]))));
            const stored = await Promise.all(keys.map((key) => store.get(key)));
            for (const [index, bytes] of stored.entries()) assertBytes(bytes, Buffer.from([index]));
          },
        ),
        { numRuns: 25 },
      );
    });

    it('gives a reader the old object or the new one, never a part', async () => {
      const key = newKey();
      const versions = [1, 2, 3, 4].map((value) => Buffer.alloc(400_000 * value, value));
      await store.put(key, Buffer.alloc(10, 9));
      const writer = { isDone: false };
      const writing = (async () => {
        for (const version of [...versions, ...versions]) await store.put(key, version);
        writer.isDone = true;
      })();
      while (!writer.isDone) {
        const bytes = await store.get(key);
        assert.ok(bytes);
        assert.equal(bytes.length, bytes[0] === 9 ? 10 : 400_000 * Number(bytes[0]));
        assert.equal(new Set(bytes).size, 1);
      }
      await writing;
    });

    it('stores many objects at once while others are deleted', async () => {
      const [company] = newKey();
      const sessions = Array.from({ length: 40 }, (_, index) => `session-${index % 8}`);
      const doomed = [company, 'doomed'] as const;
      await Promise.all(
        sessions.flatMap((session, index) => [
          store.put([company, session, `${index}`], Buffer.from([index])),
          store.put([...doomed, `${index}`], Buffer.from([index])),
          store.deleteAll(doomed),
        ]),
      );
      for (const [index, session] of sessions.entries()) {
        assertBytes(await store.get([company, session, `${index}`]), Buffer.from([index]));
      }
      await store.deleteAll(doomed);
      assert.equal(await store.get([...doomed, '0']), null);
    });
  });
}

/** A mismatch reports only lengths, because the bytes would fill the screen. */
export function assertBytes(actual: Uint8Array | null, expected: Uint8Array): void {
  assert.ok(actual, 'The object does not exist.');
  assert.equal(actual.length, expected.length);
  assert.ok(Buffer.from(actual).equals(expected), 'The bytes differ.');
}
