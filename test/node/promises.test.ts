import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  judgePromises,
  readPromises,
  readProofs,
  unprovenPromises,
} from '../../scripts/promises.ts';

const page = (text: string, path = 'docs/embedding/a.md') => ({ path, text });
/** Apart from its parenthesis, so that no title of this file counts. */
const call = 'it';
const tests = (titles: readonly string[], path = 'test/a.test.ts') => ({
  path,
  text: titles.map((title) => `${call}(${title}, () => {});\n`).join(''),
});
const judge = (text: string, titles: readonly string[]) =>
  judgePromises(readPromises([page(text)]), readProofs([tests(titles)]));

describe('the promises of the documentation', () => {
  it('are the sentences before a comment, in a paragraph, a list and a table', () => {
    const text = [
      '# Frames',
      '',
      'It starts. The frame follows its content,',
      'e.g. a `list`. <!-- promise: frame-size --> It has a theme. <!-- promise: frame-theme -->',
      '',
      '- One thing',
      '- Another thing <!-- promise: other-thing -->',
      '',
      '| Way | What it needs |',
      '|---|---|',
      '| React | version 19 <!-- promise: react-version --> |',
      '',
      '```html',
      'An example. <!-- promise: not-one -->',
      '```',
      'The form is `<!-- promise: not-one -->`.',
    ].join('\n');
    assert.deepEqual(readPromises([page(text)]), {
      faults: [],
      promises: [
        ['frame-size', 'The frame follows its content, e.g. a `list`.', 4],
        ['frame-theme', 'It has a theme.', 4],
        ['other-thing', 'Another thing', 7],
        ['react-version', 'version 19', 11],
      ].map(([id, sentence, line]) => ({ id, sentence, place: `docs/embedding/a.md:${line}` })),
    });
  });

  it('are proven by tests whose titles end with their id', () => {
    const titles = ["'grows [frame-size]'", '`is ${theme} [frame-theme] [frame-dark]`', '"a [b]"'];
    const ids = readProofs([tests(titles)]).map(({ id }) => id);
    assert.deepEqual(ids, ['frame-size', 'frame-theme', 'frame-dark']);
    const text =
      'A. <!-- promise: frame-size --> B. <!-- promise: frame-theme --> C. <!-- promise: frame-dark -->';
    assert.deepEqual(judge(text, titles), []);
  });

  it('fail without a test, and tests fail without a promise', () => {
    assert.deepEqual(
      judge('It grows. <!-- promise: frame-size -->', ["'frame-size grows'", "'is [frame-theme]'"]),
      [
        'docs/embedding/a.md:1: no test has [frame-size]',
        'test/a.test.ts: no page promises [frame-theme]',
      ],
    );
  });

  it('fail if an id stands for two sentences, but not if the sentence is the same', () => {
    const one = page('It grows. <!-- promise: frame-size -->');
    const same = page('See below. It\ngrows. <!-- promise: frame-size -->', 'docs/b.md');
    const other = page('It shrinks. <!-- promise: frame-size -->', 'docs/c.md');
    const proofs = readProofs([tests(["'grows [frame-size]'"])]);
    assert.deepEqual(judgePromises(readPromises([one, same]), proofs), []);
    assert.deepEqual(judgePromises(readPromises([one, same, other]), proofs), [
      'docs/c.md:1: frame-size stands at docs/embedding/a.md:1 for another sentence',
    ]);
  });

  it('fail if the comment is malformed, or follows no sentence', () => {
    const titles = ["'a [frame-size]'"];
    assert.deepEqual(
      judge('A. <!-- promise: Frame Size -->\n\n<!-- promise: frame-size -->', titles),
      [
        'docs/embedding/a.md:1: is not <!-- promise: two-words -->: <!-- promise: Frame Size -->',
        'docs/embedding/a.md:3: frame-size follows no sentence',
        'test/a.test.ts: no page promises [frame-size]',
      ],
    );
  });

  it('are unproven if no test with their id passed, unless only an example has one', () => {
    const proofs = readProofs([
      tests(["'grows [frame-size]'", "'is dark [frame-theme]'"]),
      tests(["'mounts [react-mount]'"], 'examples/react/react.test.ts'),
    ]);
    const passed = [{ file: 'test/a.test.ts', title: 'a frame › is dark [frame-theme]' }];
    assert.deepEqual(unprovenPromises(proofs, passed), ['frame-size']);
  });
});
