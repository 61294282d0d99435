import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { codeExchange, operationNames } from 'kv-review/api';

const root = join(import.meta.dirname, '../..');

describe('openapi.json', () => {
  it('agrees with the operations', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/openapi.ts', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('has every operation of the port and the exchange of codes, and no search in a URL', () => {
    const { paths } = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, { operationId: string; parameters?: unknown[] }>>;
    };
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    assert.deepEqual(ids.sort(), [...operationNames, ...Object.keys(codeExchange)].sort());
    assert.doesNotMatch(JSON.stringify(operations.map((one) => one.parameters)), /search/);
  });
});
