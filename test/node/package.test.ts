import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listEntries } from '../../scripts/entries.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Named {
  name: string;
  description?: string;
  type?: { text: string };
}

interface Module {
  path: string;
  declarations: (Named & {
    tagName: string;
    summary: string;
    description: string;
    attributes: (Named & { fieldName: string })[];
    members: (Named & { static?: boolean; privacy?: string; inheritedFrom?: object })[];
    events: Named[];
  })[];
  exports: { kind: string; name: string; declaration: { name: string; module: string } }[];
}

const { modules } = JSON.parse(read('dist/custom-elements.json')) as { modules: Module[] };
const elements = modules.flatMap(({ declarations }) => declarations);
const entries = listEntries().map(({ specifier }) => specifier);

describe('the built package', () => {
  it('has a single file with a Trusted Types policy of its own', () => {
    const policies = [...read('dist/cdn/kv-review.js').matchAll(/createPolicy\((["'`])(.*?)\1/g)];
    assert.deepEqual(
      policies.map(([, , name]) => name),
      ['kv-lit'],
    );
  });

  it('has a single file that imports only what few pages need, on demand', () => {
    const source = read('dist/cdn/kv-review.js');
    const imports = [...source.matchAll(/\bimport\s*(?:\(|["'{*])[^,;)]{0,80}/g)];
    assert.deepEqual(imports.map(([text]) => text).sort(), [
      'import("./chunks/charts.js"',
      'import("./chunks/demo.js"',
      'import("./chunks/sample-photo.js"',
      'import("./export/pdf.js"',
    ]);
  });

  it('documents every element in a module that the exports map has', () => {
    const defined = entries
      .map((entry) => /^kv-review\/define\/(.+)$/.exec(entry)?.[1])
      .filter((name) => name !== undefined)
      .map((name) => `kv-${name}`);
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), defined.sort());
    for (const { path, declarations, exports } of modules) {
      assert.ok(entries.includes(`kv-review/${path}`), `${path} is not an entry`);
      assert.equal(declarations.length, 1, `${path} has one element`);
      const [{ name, tagName } = { name: '', tagName: '' }] = declarations;
      const declaration = { name, module: path };
      assert.deepEqual(exports, [
        { kind: 'js', name, declaration },
        { kind: 'custom-element-definition', name: tagName, declaration },
      ]);
    }
  });

  it('documents public members only, each with a description and a type', () => {
    for (const { tagName, summary, description, attributes, members, events } of elements) {
      assert.ok(summary && description, `${tagName} lacks a summary or a description`);
      for (const { name, privacy, static: isStatic } of members) {
        assert.ok(!isStatic && !privacy && !name.startsWith('#'), `${tagName} shows ${name}`);
        assert.ok(!['texts', 'dependencies'].includes(name), `${tagName} shows ${name}`);
      }
      for (const { name, description } of [...attributes, ...members, ...events]) {
        assert.ok(description, `${tagName}: ${name} lacks a description`);
      }
      for (const { name, type } of events) {
        assert.match(name, /^kv-/);
        assert.match(type?.text ?? '', /^CustomEvent<\{ .+ \}>$/, `${tagName}: ${name}`);
      }
    }
  });

  it('expands aliases to the values that an attribute may have', () => {
    const typeOf = (tag: string, attribute: string) =>
      elements
        .find(({ tagName }) => tagName === tag)
        ?.attributes.find(({ name }) => name === attribute)?.type?.text;
    assert.equal(typeOf('kv-session-list', 'view'), "'all' | 'awaiting' | 'rejected'");
    assert.equal(typeOf('kv-review-provider', 'theme'), "'auto' | 'dark' | 'light'");
    assert.equal(typeOf('kv-awaiting-badge', 'max'), 'number');
    const names = elements.flatMap(({ tagName, attributes }) =>
      attributes
        .filter(({ type }) => /\b[A-Z]/.test(type?.text.replaceAll(/'[^']*'/g, '') ?? ''))
        .map(({ name }) => `${tagName} ${name}`),
    );
    assert.deepEqual(names, [], 'attributes whose type is a name');
  });

  it('throws errors with their names where the host has frozen Error.prototype', () => {
    const program = `
      import { ReviewError } from 'kv-review/api';
      import { defineConformanceTests } from 'kv-review/testing';
      Object.freeze(Error.prototype);
      const runs = [];
      defineConformanceTests({
        name: 'an adapter without capabilities',
        describe: (title, define) => define(),
        it: (title, run) => runs.push(run),
        open: () => ({ signIn: () => ({ getWorkspace: async () => ({}) }) }),
      });
      const broken = await runs[0]().catch((error) => error);
      console.log(JSON.stringify([new ReviewError('conflict', 'Changed.').name, broken.name]));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(printed), ['ReviewError', 'ConformanceError']);
  });
});
