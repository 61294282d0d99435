import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { compile } from 'svelte/compiler';

import { checkFramework } from '../../scripts/check-frameworks.ts';
import { root } from '../../scripts/entries.ts';
import { installPacked, type CleanFolder } from '../../scripts/packed.ts';

describe('the types for frameworks', () => {
  let packed: CleanFolder;
  before(() => {
    packed = installPacked();
  });
  after(() => packed.remove());

  for (const name of ['react', 'preact', 'vue', 'svelte'] as const) {
    it(`accept what the elements have in ${name}, and refuse the rest [framework-types]`, () => {
      assert.deepEqual(checkFramework(name, packed), []);
    });
  }

  it('cover events and references in Angular, and not its properties [angular-types]', () => {
    assert.deepEqual(checkFramework('angular', packed), []);
  });
});

describe('the compiler of Svelte', () => {
  const warningsOf = (source: string): string[] =>
    compile(source, { generate: 'client' }).warnings.map(({ code }) => code);

  it('has no warning for the elements, unless they hear clicks [svelte-warnings]', () => {
    const example = readFileSync(join(root, 'examples/svelte/src/Reviews.svelte'), 'utf8');
    assert.deepEqual(warningsOf(example), []);
    assert.deepEqual(warningsOf('<kv-session-list onclick={() => {}}></kv-session-list>'), [
      'a11y_click_events_have_key_events',
      'a11y_no_static_element_interactions',
    ]);
  });
});
