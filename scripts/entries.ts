/** The public entry points, from the exports map of package.json, which is their only list. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** `null` hides a file from a pattern. */
type Target = string | { readonly types: string; readonly default: string } | null;

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, Target>;
};

export interface Entry {
  /** The specifier that an embedder imports, such as `kv-review/define/session-list`. */
  readonly specifier: string;
  /** The module in `src`, relative to the root; `undefined` for JSON, which is not compiled. */
  readonly source?: string;
  /** The built file, relative to the root. */
  readonly target: string;
}

const specifierOf = (subpath: string) => manifest.name + subpath.slice(1);
const sourceOf = (target: string) => target.replace(/^\.\/dist\//, 'src/').replace(/\.js$/, '.ts');

function expand(subpath: string, target: NonNullable<Target>): Entry[] {
  const file = typeof target === 'string' ? target : target.default;
  if (!file.endsWith('.js')) return [{ specifier: specifierOf(subpath), target: file }];
  const source = sourceOf(file);
  if (!source.includes('*')) return [{ specifier: specifierOf(subpath), source, target: file }];
  const [before = '', after = ''] = source.split('*');
  return globSync(source, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const name = path.slice(before.length, path.length - after.length);
      return {
        specifier: specifierOf(subpath.replace('*', name)),
        source: path,
        target: file.replace('*', name),
      };
    });
}

/** Every entry of the exports map. Patterns are expanded to the files in `src`. */
export function listEntries(): Entry[] {
  const hidden = Object.keys(manifest.exports)
    .filter((subpath) => manifest.exports[subpath] === null)
    .map(specifierOf);
  return Object.entries(manifest.exports)
    .flatMap(([subpath, target]) => (target === null ? [] : expand(subpath, target)))
    .filter(({ specifier }) => !hidden.includes(specifier));
}

/** An entry that is a module. */
export type ModuleEntry = Entry & Required<Pick<Entry, 'source'>>;

/** What needs msw, and what only declares types. */
const notForPages = /^src\/(testing\/msw|frameworks)\//;

/** The modules that a page can import without a bundler. */
export function pageEntries(): ModuleEntry[] {
  return listEntries().filter(
    (entry): entry is ModuleEntry => entry.source !== undefined && !notForPages.test(entry.source),
  );
}

/** The module in `src` behind a public specifier, relative to the root. */
export function findSource(specifier: string): string | undefined {
  return listEntries().find((entry) => entry.specifier === specifier)?.source;
}
