/** Reads the code in the fences of the documentation. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

export interface Snippet {
  /** The Markdown file, relative to the root. */
  readonly document: string;
  /** The line of the document before the first line of `code`, counted from 1. */
  readonly line: number;
  /** `html` is an inline script of a page. */
  readonly kind: 'ts' | 'js' | 'html';
  /** What the first line names, as in `// acme.ts`: snippets of a document import each other by it. */
  readonly name: string | undefined;
  readonly code: string;
}

const fence = /^```(ts|js|html)\n([^]*?)^```$/gm;
const inlineScript = /(<script type="module">)([^]*?)<\/script>/g;

const linesBefore = (text: string, index: number): number =>
  text.slice(0, index).split('\n').length;

export function snippetsIn(document: string): Snippet[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(fence)].flatMap(
    ({ index, 1: language = '', 2: body = '' }): Snippet[] => {
      const line = linesBefore(text, index);
      if (language !== 'html') {
        const kind = language === 'ts' ? 'ts' : 'js';
        return [{ document, line, kind, code: body, name: /^\/\/ ([\w-]+)\.ts\n/.exec(body)?.[1] }];
      }
      return [...body.matchAll(inlineScript)].map(
        ({ index: start, 1: tag = '', 2: code = '' }) => ({
          ...{ document, kind: 'html' as const, name: undefined, code },
          line: line + linesBefore(body, start + tag.length) - 1,
        }),
      );
    },
  );
}

/** README.md, and every page of the documentation. */
export const documents = (): string[] =>
  ['README.md', ...globSync('docs/**/*.md', { cwd: root })]
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
