import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { brokenLinks } from '../../scripts/links.ts';
import { readTextFiles } from '../../scripts/text-files.ts';

const target = {
  path: 'docs/target.md',
  text: ['# A `kv-list` & more', '## Twice', '## Twice', '```', '## Code', '```'].join('\n'),
};

const broken = (text: string) => {
  const files = ['README.md', 'LICENSE', 'docs', target.path];
  return brokenLinks([{ path: 'docs/page.md', text }, target], (path) => files.includes(path));
};

describe('links between pages', () => {
  it('lead to files, folders and headings', () => {
    const text = [
      '# Page',
      '[a](target.md) [`b`](target.md#a-kv-list--more) ![c](../LICENSE) [d](#page) [e](../docs/)',
      '[f](target.md#twice-1 "title") [g](https://example.com/#x) <a href="../README.md">h</a>',
      '[i]: target.md#twice',
      '`[code](nowhere.md)`',
      '```',
      '[code](nowhere.md)',
      '```',
    ].join('\n');
    assert.deepEqual(broken(text), []);
  });

  it('are reported with their line where they lead nowhere', () => {
    const text = [
      '[a](nowhere.md)',
      '[b](target.md#code) [c](#none)',
      '[d](/LICENSE) [e](../../outside.md)',
      '<img src="picture.png">',
      '[f]: target.md#twice-2',
    ].join('\n');
    assert.deepEqual(broken(text).sort(), [
      'docs/page.md:1: nowhere.md does not exist',
      'docs/page.md:2: #none names no heading',
      'docs/page.md:2: target.md#code names no heading',
      'docs/page.md:3: ../../outside.md does not exist',
      'docs/page.md:3: /LICENSE does not exist',
      'docs/page.md:4: picture.png does not exist',
      'docs/page.md:5: target.md#twice-2 names no heading',
    ]);
  });

  it('lead from the first page about embedding to every other', () => {
    const pages = readTextFiles('docs/embedding/*.md');
    const first = pages.find(({ path }) => path.endsWith('/README.md'));
    const unlinked = pages
      .map(({ path }) => path.replace(/^.*\//, ''))
      .filter((name) => name !== 'README.md' && !first?.text.includes(`](${name})`));
    assert.deepEqual(unlinked, []);
  });
});
