/**
 * Matches the promises of the documentation with the tests that prove them. A sentence that promises
 * something ends with `<!-- promise: its-id -->`, and the title of a test ends with `[its-id]`.
 * Run directly, it fails where a promise has no test.
 */
import { pathToFileURL } from 'node:url';
import type { PassedTest } from './test-results.ts';
import { readTextFiles, type TextFile, withoutCode, withoutCodeBlocks } from './text-files.ts';

export interface DocumentedPromise {
  readonly id: string;
  readonly sentence: string;
  /** The page and the line, as in `docs/embedding/frames.md:12`. */
  readonly place: string;
}

export interface Proof {
  readonly id: string;
  /** The test file. */
  readonly file: string;
}

const idPattern = '[a-z][a-z0-9]*(?:-[a-z0-9]+)+';
const comment = /<!--\s*promise\b([^]*?)-->/g;
const wellFormed = new RegExp(`^: (${idPattern}) $`);

/** Where a sentence can begin: at a block, a list item, a cell, after a sentence, after a promise. */
const beginnings = [
  /\n[ \t>]*\n\s*/g,
  /(?:^|\n)[ \t>]*(?:[-*+]|\d+\.|#+)[ \t]+/g,
  /(?<!\\)\|[ \t]*/g,
  /(?<=[.!?:][*_)”"]*)\s+(?=[^a-z\s])/g,
  /<!--[^]*?-->\s*/g,
];

function lastSentence(text: string): string {
  const start = Math.max(
    0,
    ...beginnings.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => match.index + match[0].length),
    ),
  );
  return text.slice(start).trim().replaceAll(/\s+/g, ' ');
}

export interface PromiseList {
  readonly promises: readonly DocumentedPromise[];
  readonly faults: readonly string[];
}

export function readPromises(pages: readonly TextFile[]): PromiseList {
  const promises: DocumentedPromise[] = [];
  const faults: string[] = [];
  for (const { path, text } of pages) {
    const prose = withoutCodeBlocks(text);
    for (const { index, 0: whole, 1: content = '' } of withoutCode(text).matchAll(comment)) {
      const before = prose.slice(0, index);
      const place = `${path}:${before.split('\n').length}`;
      const [, id] = wellFormed.exec(content) ?? [];
      const sentence = lastSentence(before);
      if (id === undefined) faults.push(`${place}: is not <!-- promise: two-words -->: ${whole}`);
      else if (sentence === '') faults.push(`${place}: ${id} follows no sentence`);
      else promises.push({ id, sentence, place });
    }
  }
  return { promises, faults };
}

const call =
  /(?<![.\w])(?:t\.)?(?:it|test)\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

/** The ids at the end of a title: one or several, as in `works in a frame [frame-size] [frame-theme]`. */
function idsIn(title: string): string[] {
  const [ids = ''] = new RegExp(`(?: \\[${idPattern}\\])+$`).exec(title) ?? [];
  return ids.split(/[ [\]]+/).filter((id) => id !== '');
}

export const readProofs = (tests: readonly TextFile[]): Proof[] =>
  tests.flatMap(({ path, text }) =>
    [...text.matchAll(call)].flatMap((titles) =>
      idsIn(titles.slice(1).find((title) => title) ?? '').map((id) => ({ id, file: path })),
    ),
  );

/** The faults of promises and proofs: an id without a test, or without a page, or with two meanings. */
export function judgePromises(
  { promises, faults }: PromiseList,
  proofs: readonly Proof[],
): string[] {
  const proven = new Set(proofs.map(({ id }) => id));
  const first = new Map<string, DocumentedPromise>();
  for (const promise of promises) {
    if (!first.has(promise.id)) first.set(promise.id, promise);
  }
  return [
    ...faults,
    ...promises.flatMap(({ id, sentence, place }) => {
      const other = first.get(id);
      if (other && other.sentence !== sentence) {
        return [`${place}: ${id} stands at ${other.place} for another sentence`];
      }
      return proven.has(id) ? [] : [`${place}: no test has [${id}]`];
    }),
    ...proofs.flatMap(({ id, file }) =>
      first.has(id) ? [] : [`${file}: no page promises [${id}]`],
    ),
  ];
}

/** The ids that a full run should have proven, and that no passed test ends with. */
export function unprovenPromises(
  proofs: readonly Proof[],
  passedTests: readonly PassedTest[],
): string[] {
  const passed = new Set(passedTests.flatMap(({ title }) => idsIn(title)));
  // `npm run examples` runs the tests of the examples, and fails where one of them does.
  const due = proofs.filter(({ file }) => !file.startsWith('examples/')).map(({ id }) => id);
  return [...new Set(due)].filter((id) => !passed.has(id)).sort();
}

export const documentedPromises = (): PromiseList =>
  readPromises(readTextFiles('{README,SECURITY}.md', 'docs/**/*.md'));

export const testedPromises = (): Proof[] =>
  readProofs(readTextFiles('{test,server/test,examples}/**/*.test.{ts,js,mjs}'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = judgePromises(documentedPromises(), testedPromises());
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
