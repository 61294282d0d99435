/** Reads the code in the fences of the documentation. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

export interface Snippet {
  /** The Markdown file, relative to the root. */
  readonly document: string;
  /** The line of the document before the first line of `code`, counted from 1. */
  readonly line: number;
  /** `html` is an inline script of a page; `page` is the page itself. */
  readonly kind: 'ts' | 'js' | 'html' | 'page' | 'tsx' | 'vue' | 'svelte';
  /** What the first line names, as in `// acme.ts`: snippets of a document import each other by it. */
  readonly name: string | undefined;
  /** Fences of one name are one file. Blank lines between them keep the lines of the document. */
  readonly code: string;
}

/** The code of a file in `examples`, whose own checker compiles it. */
export const exampleFence = /^(<!-- example: (\S+) -->\n+)```(\w+)\n[^]*?^```$/gm;

const fence = /^(?<!<!-- example: \S+ -->\n+)```(ts|js|html|tsx|vue|svelte)\n([^]*?)^```$/gm;
const languages = ['ts', 'tsx', 'vue', 'svelte'] as const;
const inlineScript = /(<script type="module">)([^]*?)<\/script>/g;

const linesBefore = (text: string, index: number): number =>
  text.slice(0, index).split('\n').length;

function fencesIn(document: string): Snippet[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(fence)].flatMap(
    ({ index, 1: language = '', 2: body = '' }): Snippet[] => {
      const line = linesBefore(text, index);
      const whole = (kind: Snippet['kind']): Snippet => ({
        ...{ document, line, kind, code: body },
        name: kind === 'page' ? undefined : /^\/\/ ([\w-]+)\.ts\n/.exec(body)?.[1],
      });
      if (language !== 'html') {
        return [whole(languages.find((each) => each === language) ?? 'js')];
      }
      const scripts = [...body.matchAll(inlineScript)].map(
        ({ index: start, 1: tag = '', 2: code = '' }) => ({
          ...{ document, kind: 'html' as const, name: undefined, code },
          line: line + linesBefore(body, start + tag.length) - 1,
        }),
      );
      return [whole('page'), ...scripts];
    },
  );
}

/** The programs in the fences of a document. */
export function snippetsIn(document: string): Snippet[] {
  const files = new Map<string, Snippet>();
  for (const [index, snippet] of fencesIn(document).entries()) {
    const key = snippet.name ?? String(index);
    const begun = files.get(key);
    if (!begun) files.set(key, snippet);
    else {
      const lineCount = begun.code.split('\n').length - 1;
      const gap = '\n'.repeat(snippet.line - begun.line - lineCount);
      files.set(key, { ...begun, code: begun.code + gap + snippet.code });
    }
  }
  return [...files.values()];
}

/** README.md, and every page of the documentation. */
export const documents = (): string[] =>
  ['README.md', ...globSync('docs/**/*.md', { cwd: root })]
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
