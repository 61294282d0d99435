/** Refuses phrases in the documentation that docs/glossary.md has better words for. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** Only what is never right in our prose, so that nobody has to argue with a script. */
const avoided: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\banew\b/i, 'again, or re-…'],
  [/\bwhoever\b/i, 'the caller, the user, the process'],
  [/\bin vain\b/i, 'without effect'],
  [/\bis no (?:JSON|JPEG|PNG|URL|error|failure)\b/i, 'is not …'],
  [/\bdrawn again\b/i, 're-encoded'],
];

// The glossary quotes them; the table of the specification names tests by their titles.
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
