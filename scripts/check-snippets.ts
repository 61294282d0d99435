/**
 * Compiles the code of the documentation as a project of an embedder would: strict, against the packed
 * packages. Each snippet is a program of its own, because types that one snippet imports would
 * otherwise hide that another one lacks them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { listEntries } from './entries.ts';
import { unknownNames, type ElementDeclaration } from './manifest.ts';
import { documents, snippetsIn, type Snippet } from './snippets.ts';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** JavaScript has no `!` for an element that the page certainly has. */
const inPages: ts.CompilerOptions = {
  ...options,
  allowJs: true,
  checkJs: true,
  strictNullChecks: false,
  exactOptionalPropertyTypes: false,
  types: [],
};

/** What a page of the examples has beside its inline script: the elements, and its adapter. */
const pageModules = {
  'elements.d.ts': "import 'kv-review/all';\n",
  'api.d.ts':
    "import type { ReviewApi } from 'kv-review/api';\nexport declare const api: ReviewApi;\n",
};

interface SourceOf {
  readonly file: string;
  readonly snippet: Snippet;
}

function write(folder: string, file: string, content: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), content);
  return join(folder, file);
}

function writeSnippets(folder: string): SourceOf[] {
  return documents().flatMap((document) =>
    snippetsIn(document)
      .filter(({ kind }) => ['ts', 'js', 'html'].includes(kind))
      .map((snippet) => {
        const place = join(folder, document.replace(/\.md$/, ''));
        const name = `${snippet.name ?? `line-${snippet.line}`}.${snippet.kind === 'ts' ? 'ts' : 'js'}`;
        if (snippet.kind === 'html') {
          for (const [file, content] of Object.entries(pageModules)) write(place, file, content);
        }
        return { file: write(place, name, snippet.code), snippet };
      }),
  );
}

/** Parses each file once for all programs. */
function sharingHost(settings: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(settings);
  const files = new Map<string, ts.SourceFile | undefined>();
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...others) => {
    if (!files.has(name)) files.set(name, read(name, ...others));
    return files.get(name);
  };
  return host;
}

type Check = (file: string, also?: readonly string[]) => ts.Diagnostic[];

function checkWith(settings: ts.CompilerOptions, folder: string): Check {
  const host = sharingHost(settings);
  host.getCurrentDirectory = () => folder;
  return (file, also = []) => {
    const program = ts.createProgram([file, ...also], settings, host);
    const source = program.getSourceFile(file);
    return [
      ...program.getOptionsDiagnostics(),
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
  };
}

function describe(
  { file, start, messageText }: ts.Diagnostic,
  { document, line }: Snippet,
): string {
  const position = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
  return `${document}:${line + position + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}

/** Each module that defines a tag must also declare it, and its events. */
function definitionSnippets(): { name: string; code: string }[] {
  return listEntries()
    .map(({ specifier }) => /^kv-review\/define\/(.+)$/.exec(specifier)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => ({ name: `kv-review/define/${name}`, tag: `kv-${name}` }))
    .concat(
      ['kv-review', 'kv-review/all', 'kv-review/autoloader'].map((name) => ({
        ...{ name, tag: 'kv-session-list' },
      })),
    )
    .map(({ name, tag }) => ({
      name,
      code: `import '${name}';
const element = document.createElement('${tag}');
element.addEventListener('kv-error', ({ detail }) => detail.code satisfies string);
element.localName satisfies string;
// @ts-expect-error The element has its own type, and not the one of any element.
const other: HTMLAudioElement = element;
export const isTyped: 'updateComplete' extends keyof typeof element ? true : never = true;
export { other };
`,
    }));
}

/** Whether the HTML of the documentation names elements and attributes that exist. */
function checkPages(folder: string): string[] {
  const manifest = join(folder, 'node_modules/kv-review/dist/custom-elements.json');
  const { modules } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    modules: { declarations: ElementDeclaration[] }[];
  };
  const elements = modules.flatMap(({ declarations }) => declarations);
  return documents()
    .flatMap(snippetsIn)
    .filter(({ kind }) => kind === 'page')
    .flatMap(({ document, line, code }) =>
      unknownNames(elements, code).map((text) => `${document}:${line}: ${text}`),
    );
}

/** Returns the faults of all snippets, and of the types of the entries that define elements. */
export function checkSnippets(folder: string): string[] {
  const inProject = checkWith(options, folder);
  const served = { '/vendor/kv-review/*': [join(folder, 'node_modules/kv-review/dist/cdn/*')] };
  const inPage = checkWith({ ...inPages, paths: served }, folder);
  const sources = writeSnippets(join(folder, 'snippets'));
  const faults = sources.flatMap(({ file, snippet }) => {
    const elements = snippet.kind === 'html' ? [join(file, '../elements.d.ts')] : [];
    const found = snippet.kind === 'ts' ? inProject(file) : inPage(file, elements);
    return found.map((diagnostic) => describe(diagnostic, snippet));
  });
  faults.push(...checkPages(folder));
  const definitions = definitionSnippets();
  for (const [index, { name, code }] of definitions.entries()) {
    const file = write(join(folder, 'definitions'), `${index}.ts`, code);
    const [first] = inProject(file);
    if (first) {
      const text = ts.flattenDiagnosticMessageText(first.messageText, '\n');
      faults.push(`${name} does not declare its element: ${text}`);
    }
  }
  const typed = `${definitions.length} entries declare their elements.`;
  if (faults.length === 0) console.log(`${sources.length} snippets compile. ${typed}`);
  return faults;
}
