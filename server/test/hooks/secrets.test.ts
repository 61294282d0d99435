import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createHookSecrets } from '../../src/hooks/secrets.ts';

const key = (id: string) => ({ id, secret: id.repeat(24) });
const place = { companyId: 'a', hookId: 'h' };
const secret = 'whsec_c2VjcmV0';

describe('secrets of web hooks', () => {
  test('are opened again, by each of the keys, and never sealed alike', async () => {
    const before = createHookSecrets([key('k1')]);
    const after = createHookSecrets([key('k2'), key('k1')]);
    const sealed = await before.seal(place, secret);
    assert.ok(!sealed.includes('c2VjcmV0'));
    assert.notEqual(await before.seal(place, secret), sealed);
    assert.equal(await after.open(place, sealed), secret);
    assert.equal(await after.open(place, await after.seal(place, secret)), secret);
    await assert.rejects(before.open(place, await after.seal(place, secret)), /key/);
  });

  test('are opened at their own hook alone, and whole', async () => {
    const secrets = createHookSecrets([key('k1')]);
    const sealed = await secrets.seal(place, secret);
    for (const other of [
      { ...place, companyId: 'b' },
      { ...place, hookId: 'i' },
    ]) {
      await assert.rejects(secrets.open(other, sealed), /another/);
    }
    await assert.rejects(secrets.open(place, `${sealed.slice(0, -2)}AA`));
    await assert.rejects(createHookSecrets([{ ...key('k3'), id: 'k1' }]).open(place, sealed));
  });

  test('need a key of 32 bytes', () => {
    assert.throws(() => createHookSecrets([]), /at least one/);
    assert.throws(() => createHookSecrets([{ id: 'k', secret: 'short' }]), /32/);
  });
});
