/** Reads the design tokens that all elements share from the style sheets that define them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** A token as the styles declare it. */
export interface Token {
  /** As in `--kv-color-text`, without `--kv-`. */
  readonly name: string;
  readonly purpose: string;
  /** Its default, as CSS. */
  readonly initial: string;
}

const declaration =
  /\/\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\s*--_([\w-]+):\s*var\(\s*--kv-\2,\s*([^;]+?)\s*\);/g;
const written = /--_[\w-]+:\s*var\(\s*--kv-/g;

/** @throws Error when a token has no comment. */
export function readTokens(): Token[] {
  return ['tokens', 'detail-tokens'].flatMap((file) => {
    const text = readFileSync(join(root, `src/styles/${file}.ts`), 'utf8');
    const tokens = [...text.matchAll(declaration)].map(
      ([, purpose = '', name = '', value = '']): Token => ({
        name,
        purpose: purpose.replaceAll(/\s+/g, ' '),
        initial: value
          .replaceAll(/\s+/g, ' ')
          .replaceAll(/(?<=\() | (?=\))/g, '')
          // The branding of the company stands in between.
          .replace(/^var\(--_brand-\w+, (.*)\)$/, '$1')
          .replace(/^var\(--_brand-\w+,\) /, ''),
      }),
    );
    if (tokens.length !== [...text.matchAll(written)].length) {
      throw new Error(`A token of src/styles/${file}.ts has no comment with its purpose.`);
    }
    return tokens;
  });
}
