/**
 * Checks the pages in test/frameworks, and the templates in the documentation, with the checker of each
 * framework, against the packed package. In templates whose checker does not know `@ts-expect-error`, this
 * script reads it.
 */
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './entries.ts';
import { run, type CleanFolder } from './packed.ts';
import { documents, snippetsIn, type Snippet } from './snippets.ts';

interface Framework {
  /** What a project of the framework has installed, for its types. */
  readonly packages: readonly string[];
  /** Whether a template of the documentation is one of this framework. */
  readonly owns: (snippet: Snippet) => boolean;
  readonly checker: readonly string[];
  /** Where an error stands in the checker's output: file and line. */
  readonly position?: RegExp;
}

const isPreact = (code: string): boolean => /'(preact|kv-review\/preact)/.test(code);
const typescript = ['typescript/bin/tsc', '-p', '.'];
const frameworks = {
  react: {
    packages: ['@types/react'],
    owns: ({ kind, code }) => kind === 'tsx' && !isPreact(code),
    checker: typescript,
  },
  preact: {
    packages: ['preact'],
    owns: ({ kind, code }) => kind === 'tsx' && isPreact(code),
    checker: typescript,
  },
  vue: {
    packages: ['vue'],
    owns: ({ kind }) => kind === 'vue',
    checker: ['vue-tsc/bin/vue-tsc.js', '-p', '.'],
  },
  svelte: {
    packages: ['svelte'],
    owns: ({ kind }) => kind === 'svelte',
    checker: ['svelte-check/bin/svelte-check', '--output', 'machine'],
    position: /^\d+ ERROR "([^"]+)" (\d+):/gm,
  },
  angular: {
    packages: ['@angular/core', 'rxjs'],
    owns: () => false,
    checker: ['@angular/compiler-cli/bundles/src/bin/ngc.js', '-p', '.'],
    position: /^([\w.]+):(\d+):/gm,
  },
} satisfies Record<string, Framework>;

export type FrameworkName = keyof typeof frameworks;

/** The name of its file says where a template of the documentation stands. */
function writeSnippets(folder: string, owns: Framework['owns']): void {
  for (const { document, line, kind, code } of documents().flatMap(snippetsIn).filter(owns)) {
    writeFileSync(join(folder, `${document.replaceAll(/[/.]/g, '-')}-line-${line}.${kind}`), code);
  }
}

/** The lines below a comment with `@ts-expect-error`. */
function expectedErrors(folder: string, file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    line.includes('<!-- @ts-expect-error') ? [`${file}:${index + 2}`] : [],
  );
}

function unlike(name: string, folder: string, output: string, position: RegExp): string[] {
  const found = [...stripVTControlCharacters(output).matchAll(position)].map(
    ([, file = '', line = '']) => `${file}:${line}`,
  );
  const expected = globSync('*.{svelte,ts}', { cwd: folder }).flatMap((file) =>
    expectedErrors(folder, file),
  );
  return [
    ...found.filter((each) => !expected.includes(each)).map((each) => `has an error at ${each}`),
    ...expected.filter((each) => !found.includes(each)).map((each) => `has no error at ${each}`),
  ].map((text) => `test/frameworks/${name} ${text}: ${output}`);
}

/** Returns what is wrong with the types of the packed kit in a framework. */
export function checkFramework(name: FrameworkName, clean: CleanFolder): string[] {
  const { packages, owns, checker, position }: Framework = frameworks[name];
  clean.add(...packages);
  const folder = join(clean.path, 'frameworks', name);
  cpSync(join(root, 'test/frameworks', name), folder, { recursive: true });
  writeSnippets(folder, owns);
  const [script = '', ...args] = checker;
  const command = [join(root, 'node_modules', script), ...args];
  const { ok, output } = run(process.execPath, command, folder);
  if (position) return unlike(name, folder, output, position);
  return ok ? [] : [`test/frameworks/${name}: ${output}`];
}
