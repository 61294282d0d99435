import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listEntries } from '../../scripts/entries.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Declaration {
  tagName?: string;
  summary?: string;
  description?: string;
  members?: { name: string; privacy?: string; description?: string; kind: string }[];
}

const manifest = JSON.parse(read('dist/custom-elements.json')) as {
  modules: { path: string; declarations: Declaration[] }[];
};
const elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

describe('the built package', () => {
  it('has a single file with a Trusted Types policy of its own', () => {
    const policies = [...read('dist/cdn/kv-review.js').matchAll(/createPolicy\((["'`])(.*?)\1/g)];
    assert.deepEqual(
      policies.map(([, , name]) => name),
      ['kv-lit'],
    );
  });

  it('has a single file that imports only the PDF code beside it, on demand', () => {
    const source = read('dist/cdn/kv-review.js');
    const imports = [...source.matchAll(/\bimport\s*(?:\(|["'{*])[^,;)]{0,80}/g)];
    assert.deepEqual(
      imports.map(([text]) => text),
      ['import("./pdf/index.js"'],
    );
    assert.match(read('dist/cdn/pdf/index.js'), /exportPdf/);
  });

  it('documents every element, and only its public members', () => {
    const defined = listEntries()
      .map(({ specifier }) => /^kv-review\/define\/(.+)$/.exec(specifier)?.[1])
      .filter((name) => name !== undefined && name !== 'define')
      .map((name) => `kv-${name}`);
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), defined.sort());
    for (const { tagName, summary, description, members = [] } of elements) {
      assert.ok(summary && description, `${tagName} lacks a summary or a description`);
      const hidden = members.filter(
        ({ name, privacy }) => name.startsWith('#') || /private|protected/.test(privacy ?? ''),
      );
      assert.deepEqual(hidden, [], `${tagName} shows members that are not public`);
    }
  });
});
