/** Copies the package under other tags, so that two versions of the kit work on one page. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

import { integrityOf } from './integrity.ts';

export interface Renaming {
  /** The package that is copied. */
  readonly source: string;
  /** The folder of the copy. */
  readonly out: string;
  /** What tags of the copy begin with instead of `kv`. */
  readonly prefix: string;
  /** The name of the copy as a package. */
  readonly name: string;
}

export interface Renamed {
  readonly version: string;
  /** The tags of the copy. */
  readonly tags: readonly string[];
}

/** A mistake of the caller, whose message says what to change. */
export class RenameError extends Error {
  override get name() {
    return 'RenameError' as const;
  }
}

/** What the copy consists of. The documentation stays behind, because it names the tags of the original. */
const copied = ['dist', 'openapi.json', 'LICENSE'];

/** What a manifest says about the making and publishing of the original. */
const ofOriginal = [
  ...['bin', 'bugs', 'devDependencies', 'devEngines', 'files', 'homepage'],
  ...['msw', 'repository', 'scripts', 'workspaces'],
];

const isPrefix = (prefix: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(prefix);
const isName = (name: string): boolean => /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name);

const readManifest = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;

/** The files below a folder, relative to it. A file stands for itself, as `''`. */
function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [''];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((each) => statSync(join(path, each)).isFile())
    .map((each) => each.replaceAll(sep, '/'))
    .sort();
}

const tagMap = /interface HTMLElementTagNameMap\s*\{([^}]*)\}/g;

/** Every tag that the package registers, its internal ones included: each is declared for TypeScript. */
function tagsOf(source: string): Set<string> {
  const declarations = filesBelow(join(source, 'dist'))
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => readFileSync(join(source, 'dist', file), 'utf8'));
  const names = declarations
    .flatMap((text) => [...text.matchAll(tagMap)])
    .flatMap(([, body = '']) => [...body.matchAll(/['"](kv-[a-z0-9-]+)['"]\s*:/g)])
    .map(([, tag = '']) => tag);
  return new Set(names);
}

/** The Trusted Types policy of the single file: a page may forbid two of one name. */
const policy = 'kv-lit';
const word = /(?<![\w-])kv-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])/g;
const specifier = /(\b(?:from|import|module)\s*\(?\s*)(['"])kv-review(?=['"/])/g;
/** Elements of one version must not take what a provider of another version hands out. */
const contextKey = /(Symbol\.for\(\s*['"`])kv-review:(?!context-root)/g;
/** The columns in a source map are those of the original. */
const sourceMap = /^\/\/# sourceMappingURL=.*\n?/gm;

/**
 * Renames tags, and leaves events and CSS custom properties alone: `kv-session-open` is no tag, and
 * `--kv-session-list-row-height` is not a word of its own.
 */
function renameText(text: string, { prefix, name }: Renaming, tags: ReadonlySet<string>): string {
  return text
    .replaceAll(word, (each) =>
      tags.has(each) || each === policy ? prefix + each.slice('kv'.length) : each,
    )
    .replaceAll(specifier, (_, before: string, quote: string) => before + quote + name)
    .replaceAll(contextKey, (_, before: string) => `${before}${prefix}-review:`)
    .replaceAll(sourceMap, '');
}

/** Empties the folder of an earlier copy, and refuses any other folder with files. */
function clear({ out, name }: Renaming): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new RenameError(`${out} is not a folder.`);
  if (readdirSync(out).length === 0) return;
  const isOurs = existsSync(join(out, 'package.json')) && readManifest(out).name === name;
  if (!isOurs) throw new RenameError(`${out} contains files that are not a copy named ${name}.`);
  rmSync(out, { recursive: true });
}

/** The names and the hashes of the modules in `dist/cdn` are those of the copy. */
function renameIndexes({ out, name }: Renaming): void {
  const folder = join(out, 'dist/cdn');
  const map = readFileSync(join(folder, 'import-map.json'), 'utf8');
  write(join(folder, 'import-map.json'), map.replaceAll('"kv-review', `"${name}`));
  const hashes = JSON.stringify(integrityOf(folder), undefined, 2);
  write(join(folder, 'integrity.json'), `${hashes}\n`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** @throws RenameError when the prefix, the name or the folder cannot be used. */
export function renamePackage(renaming: Renaming): Renamed {
  const { source, out, prefix, name } = renaming;
  if (!isPrefix(prefix) || prefix === 'kv') {
    throw new RenameError(
      `The prefix ${JSON.stringify(prefix)} is not lower-case words joined by hyphens, or is kv itself.`,
    );
  }
  if (!isName(name) || name === 'kv-review') {
    throw new RenameError(`${JSON.stringify(name)} cannot be the name of the copy.`);
  }
  const tags = tagsOf(source);
  clear(renaming);
  for (const part of copied.filter((each) => existsSync(join(source, each)))) {
    for (const file of filesBelow(join(source, part))) {
      if (file.endsWith('.map') || file.startsWith('command/') || file === '.built') continue;
      const text = readFileSync(join(source, part, file), 'utf8');
      write(join(out, part, renameText(file, renaming, tags)), renameText(text, renaming, tags));
    }
  }
  renameIndexes(renaming);
  const manifest = readManifest(source);
  const kept = Object.entries(manifest).filter(([key]) => !ofOriginal.includes(key));
  const copy = { ...Object.fromEntries(kept), name, private: true };
  write(join(out, 'package.json'), `${JSON.stringify(copy, null, 2)}\n`);
  return {
    version: String(manifest.version),
    tags: [...tags].map((tag) => prefix + tag.slice('kv'.length)),
  };
}
