import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';
import { isReviewError } from 'kv-review/api';

import {
  createApiKey,
  matchesApiKey,
  parseApiKey,
  readApiKey,
  type ParsedApiKey,
} from '../src/auth/api-keys.ts';

function parsed(text: string): ParsedApiKey {
  const key = parseApiKey(text);
  assert.ok(key, 'a key that is well formed');
  return key;
}

test('a key contains its company and its id, and matches its stored form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (companyId) => {
      const { text, stored } = createApiKey(companyId);
      const key = parsed(text);
      assert.equal(key.companyId, companyId);
      assert.equal(key.id, stored.id);
      assert.ok(matchesApiKey(stored, key));
    }),
  );
});

test('the stored form does not work as a key', () => {
  const { text, stored } = createApiKey('acme');
  const secret = text.split('_')[3] ?? '';
  assert.equal(secret.length, 64);
  assert.ok(!JSON.stringify(stored).includes(secret));
  assert.ok(!matchesApiKey({ ...stored, secretHash: secret }, parsed(text)));
});

test('a key with the longest possible company id can be parsed', () => {
  const companyId = 'ქ'.repeat(128);
  assert.equal(parsed(createApiKey(companyId).text).companyId, companyId);
});

test('the checksum detects every mistyped character and every swap of two characters', () => {
  const { text } = createApiKey('acme');
  for (let at = 0; at < text.length; at += 1) {
    const wrong = text[at] === '0' ? '1' : '0';
    assert.equal(parseApiKey(text.slice(0, at) + wrong + text.slice(at + 1)), undefined);
    const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
    if (swapped !== text) assert.equal(parseApiKey(swapped), undefined);
  }
});

test('a text that is not a key is rejected', () => {
  const { text } = createApiKey('acme');
  const wrong = ['', 'kvk_', text.toUpperCase(), ` ${text}`, `${text}\n`, text.slice(0, -1)];
  for (const other of [...wrong, `${text}0`, `kvk_${'00'.repeat(1e6)}_x`]) {
    assert.equal(parseApiKey(other), undefined);
  }
  fc.assert(fc.property(fc.string(), (other) => parseApiKey(other) === undefined));
});

test('another key, another company, another secret and a revoked key do not match', () => {
  const { text, stored } = createApiKey('acme');
  const key = parsed(text);
  const other = createApiKey('acme').stored;
  assert.ok(!matchesApiKey(undefined, key));
  assert.ok(!matchesApiKey(other, key));
  assert.ok(!matchesApiKey({ ...stored, secretHash: other.secretHash }, key));
  assert.ok(!matchesApiKey({ ...stored, secretHash: '' }, key));
  assert.ok(!matchesApiKey({ ...stored, id: other.id }, key));
  assert.ok(!matchesApiKey({ ...stored, companyId: 'other' }, key));
  assert.ok(!matchesApiKey({ ...stored, revokedAt: '2026-01-01T00:00:00.000Z' }, key));
});

test('abuse case 10: a stored key that is copied to another company does not work there', () => {
  const { text, stored } = createApiKey('acme');
  const forged = text.replace(/^kvk_[0-9a-f]+/, `kvk_${Buffer.from('other').toString('hex')}`);
  assert.equal(parseApiKey(forged), undefined);
  const shown = { ...parsed(text), companyId: 'other', text: forged };
  assert.ok(!matchesApiKey({ ...stored, companyId: 'other' }, shown));
});

test('a key is read from the Authorization field only', () => {
  const { text } = createApiKey('acme');
  const url = `https://kyc.example/v1/tokens?key=${text}`;
  const authorization = `Bearer ${text}`;
  assert.equal(readApiKey(new Request(url, { headers: { authorization } })).companyId, 'acme');
  for (const headers of [{}, { authorization: `Bearer ${text}0` }, { 'x-api-key': text }]) {
    assert.throws(
      () => readApiKey(new Request(url, { headers })),
      (error) =>
        isReviewError(error) && error.code === 'unauthenticated' && !error.message.includes(text),
    );
  }
});
