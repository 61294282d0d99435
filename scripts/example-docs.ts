/**
 * Writes the code of the examples into the pages of the documentation: part of `npm run docs`. A fence
 * after `<!-- example: react/src/Reviews.tsx -->` has the contents of that file. `--check` changes
 * nothing, and fails when a page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './entries.ts';
import { documents, exampleFence } from './snippets.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const document of documents()) {
  const path = join(root, document);
  const text = readFileSync(path, 'utf8');
  const current = text.replaceAll(
    exampleFence,
    (_, start: string, file: string, language: string) =>
      `${start}\`\`\`${language}\n${readFileSync(join(root, 'examples', file), 'utf8')}\`\`\``,
  );
  if (current === text) continue;
  if (!values.check) writeFileSync(path, current);
  else {
    console.error(`${document} differs from its example. Run \`npm run docs\`.`);
    process.exitCode = 1;
  }
}
