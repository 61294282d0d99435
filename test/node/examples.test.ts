import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { root } from '../../scripts/entries.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

/** The file of each example that contains the elements. */
const around = [
  'html/reviews.js',
  'react/src/Reviews.tsx',
  'preact/src/Reviews.tsx',
  'vue/src/Reviews.vue',
  'angular/src/reviews.ts',
  'svelte/src/Reviews.svelte',
  'next/app/reviews.tsx',
].map((path) => `examples/${path}`);

describe('the examples', () => {
  it('need at most 30 lines around the elements', () => {
    const lengths = around.map((path) => ({
      path,
      lines: read(path)
        .split('\n')
        .filter((line) => line.trim() !== '').length,
    }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 30),
      [],
    );
  });

  it('load this version from the CDN', () => {
    const pages = globSync('examples/**/*.html', {
      cwd: root,
      exclude: ['**/node_modules/**', '**/dist/**'],
    }).map((path) => read(path));
    const versions = pages.flatMap((page) => [...page.matchAll(/npm\/kv-review@([^/]+)\//g)]);
    assert.notEqual(versions.length, 0);
    for (const [url, found] of versions) assert.equal(found, version, url);
  });
});
