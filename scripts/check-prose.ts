/** Refuses phrases in the documentation for which docs/glossary.md has a better word. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** Only phrases that are always wrong in our prose. */
const avoided: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\banew\b/i, 'again, or re-…'],
  [/\bwhoever\b/i, 'the caller, the user, the process'],
  [/\bin vain\b/i, 'without effect'],
  [/\bis no (?:JSON|JPEG|PNG|URL|error|failure)\b/i, 'is not …'],
  [/\bdrawn again\b/i, 're-encoded'],
];

// The glossary quotes the phrases. The table of the specification contains titles of tests.
const files = globSync('{*.md,docs/**/*.md,examples/**/*.md}', {
  cwd: root,
  exclude: ['docs/glossary.md', 'docs/spec-coverage.md', '**/node_modules/**'],
});
const found = files.flatMap((file) =>
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      avoided
        .filter(([phrase]) => phrase.test(line))
        .map(([phrase, instead]) => `${file}:${index + 1}: ${phrase.source} → ${instead}`),
    ),
);
if (found.length > 0) {
  console.error([...found, 'See docs/glossary.md.'].join('\n'));
  process.exitCode = 1;
}
