import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { readConfig } from '../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-config-'));
after(() => rmSync(folder, { recursive: true }));

const secret = (id: string) => `${id}:${'x'.repeat(40)}`;
const networked = {
  DATABASE_URL: 'postgresql://kv_owner@db/kv',
  KV_TOKEN_SECRETS: secret('t'),
  KV_ACTIVITY_KEYS: secret('a'),
  KV_HOOK_KEYS: secret('h'),
};

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the environment', () => {
  test('photos are in a folder unless a bucket is set', () => {
    assert.equal(readConfig(networked).objectsBucket, undefined);
    const bucket = { KV_S3_BUCKET: 'photos', KV_S3_ENDPOINT: 'http://store:9000' };
    assert.deepEqual(readConfig({ ...networked, ...bucket }).objectsBucket, {
      bucket: 'photos',
      endpoint: 'http://store:9000',
    });
    const rest = { KV_S3_REGION: 'eu-1', KV_S3_PREFIX: 'kv', KV_S3_PATH_STYLE: 'false' };
    assert.deepEqual(readConfig({ ...networked, KV_S3_BUCKET: 'photos', ...rest }).objectsBucket, {
      ...{ bucket: 'photos', region: 'eu-1', prefix: 'kv', pathStyle: false },
    });
  });

  test('a missing bucket and an invalid switch are reported', () => {
    assert.throws(() => readConfig({ ...networked, KV_S3_ENDPOINT: 'http://s' }), /KV_S3_BUCKET/);
    const unclear = { KV_S3_BUCKET: 'photos', KV_S3_PATH_STYLE: 'yes' };
    assert.throws(() => readConfig({ ...networked, ...unclear }), /KV_S3_PATH_STYLE/);
  });

  test('clients are screened by a file or a service if one is set, and never by both', () => {
    assert.equal(readConfig(networked).screening, null);
    const keys = { ...networked, KV_SCREENING_KEYS: secret('s') };
    const list = readConfig({ ...keys, KV_WATCH_LIST: '/lists/targets.csv' }).screening;
    assert.deepEqual(list?.source, {
      ...{ kind: 'list', path: '/lists/targets.csv', title: 'Watch list' },
    });
    assert.equal(list.timeoutMs, 3000);
    const tolerant = { ...keys, KV_WATCH_LIST: '/lists/targets.csv', KV_WATCH_LIST_FAULTS: '0.05' };
    assert.deepEqual(readConfig(tolerant).screening?.source, {
      ...{ kind: 'list', path: '/lists/targets.csv', title: 'Watch list', maxFaultyShare: 0.05 },
    });
    const service = { ...keys, KV_YENTE_URL: 'https://yente.example', KV_YENTE_DATASET: 'peps' };
    assert.deepEqual(readConfig({ ...service, KV_YENTE_THRESHOLD: '0.8' }).screening?.source, {
      ...{ kind: 'yente', url: 'https://yente.example', dataset: 'peps', threshold: 0.8 },
    });
    for (const [wrong, variable] of [
      [{ ...service, KV_WATCH_LIST: 'x.csv' }, /KV_WATCH_LIST and KV_YENTE_URL/],
      [{ ...service, KV_YENTE_URL: 'yente' }, /KV_YENTE_URL/],
      [{ ...service, KV_YENTE_THRESHOLD: '80' }, /KV_YENTE_THRESHOLD/],
      [{ ...tolerant, KV_WATCH_LIST_FAULTS: '5 %' }, /KV_WATCH_LIST_FAULTS/],
      [{ ...service, KV_SCREENING_TIMEOUT: 'soon' }, /KV_SCREENING_TIMEOUT/],
      [{ ...networked, KV_WATCH_LIST: 'x.csv' }, /KV_SCREENING_KEYS/],
    ] as const) {
      assert.throws(() => readConfig(wrong), variable);
    }
  });

  test('secrets can be in files', () => {
    const { DATABASE_URL, KV_TOKEN_SECRETS, ...rest } = networked;
    const config = readConfig({
      ...rest,
      DATABASE_URL_FILE: file('url', `${DATABASE_URL}\n`),
      KV_TOKEN_SECRETS_FILE: file('tokens', `${KV_TOKEN_SECRETS}\n`),
    });
    assert.deepEqual(config.database, { url: DATABASE_URL });
    assert.deepEqual(config.tokens, readConfig(networked).tokens);
  });

  test('the secrets generated for a data folder persist, and their loss is reported', () => {
    const env = { KV_DATA_FOLDER: join(folder, 'data') };
    const first = readConfig(env);
    assert.deepEqual(readConfig(env).activitySecrets, first.activitySecrets);
    assert.deepEqual(readConfig(env).tokens, first.tokens);
    const secretsFile = join(folder, 'data/secrets.json');
    assert.equal(statSync(secretsFile).mode & 0o077, 0);
    writeFileSync(secretsFile, '{"KV_ACTI');
    assert.throws(() => readConfig(env), /secrets\.json cannot be read\. Restore it/);
  });

  test('tokens are those of this server, of an identity provider, or of both', () => {
    const { KV_TOKEN_SECRETS: _, ...rest } = networked;
    const jwks = { KV_JWKS_URL: 'https://id.example/jwks', KV_JWKS_ISSUER: 'https://id.example' };
    const provider = {
      ...{ issuer: 'https://id.example', audience: 'kv-review' },
      jwks: { url: 'https://id.example/jwks' },
    };
    assert.deepEqual(readConfig({ ...rest, ...jwks }).tokens, provider);
    const own = readConfig(networked).tokens;
    assert.deepEqual(readConfig({ ...networked, ...jwks }).tokens, { ...own, provider });
    assert.throws(
      () => readConfig({ ...networked, KV_JWKS_URL: jwks.KV_JWKS_URL }),
      /KV_JWKS_ISSUER/,
    );
    const same = { ...jwks, KV_JWKS_ISSUER: 'kv-review' };
    assert.throws(() => readConfig({ ...networked, ...same }), /must differ/);
  });

  test('a secret file that is empty, missing, or set in addition to the variable is refused', () => {
    const path = file('both', secret('t'));
    assert.throws(() => readConfig({ ...networked, KV_TOKEN_SECRETS_FILE: path }), /Both/);
    const { KV_HOOK_KEYS: _, ...rest } = networked;
    assert.throws(() => readConfig({ ...rest, KV_HOOK_KEYS_FILE: file('none', '\n') }), /is empty/);
    assert.throws(() => readConfig({ ...rest, KV_HOOK_KEYS_FILE: join(folder, 'x') }), /be read/);
  });
});
