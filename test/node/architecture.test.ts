import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../../scripts/entries.ts';

test('docs/architecture.md names every folder and module of src', () => {
  const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const names = readdirSync(join(root, 'src'), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
  const missing = names.filter((name) => !new RegExp(`[\\s\`]${name}\\s`).test(architecture));
  assert.deepEqual(missing, []);
});
