/**
 * Builds `dist/cdn`, which a page loads without a bundler: `kv-review.js` with everything in it, and a
 * module for each entry of the package. Nothing in it imports a package, so the folder is complete.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { integrityOf } from '../command/integrity.ts';
import { bundledLibraries } from './bundle-libraries.ts';
import { pageEntries, root } from './entries.ts';
import { minifySource } from './minify-css.ts';

const folder = join(root, 'dist/cdn');

interface LitChange {
  readonly file: RegExp;
  readonly from: RegExp;
  readonly to: string;
}

/**
 * The policy of Trusted Types gets a name of its own, because the browser refuses a second policy of the name
 * `lit-html`, which the host's lit may have. It is created with the first template, so that a second copy of
 * the kit, whose elements are not registered, creates none.
 */
const ownPolicy: LitChange = {
  file: /[\\/]lit-html[\\/]lit-html\.js$/,
  from: /^([^]*?)(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/,
  to: 'let kvPolicy;$1{createHTML:html=>(kvPolicy??=$2.createPolicy("kv-lit",$3)).createHTML(html)}',
};

/**
 * lit adds the symbol for standard decorators, which the kit does not use. The assignment throws where the host
 * has frozen `Symbol`, as Secure ECMAScript does.
 */
const frozenSymbol: LitChange = {
  file: /[\\/]reactive-element[\\/]reactive-element\.js$/,
  from: /Symbol\.metadata\?\?=Symbol\("metadata"\)/,
  to: 'Object.isExtensible(Symbol)&&($&)',
};

/** Makes the bundled lit fit for pages with scripts that the kit does not know. */
const changedLit: Plugin = {
  name: 'changed-lit',
  setup(builder) {
    for (const { file, from, to } of [ownPolicy, frozenSymbol]) {
      builder.onLoad({ filter: file }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (!from.test(source)) throw new Error(`${path} no longer has the code to change.`);
        return { contents: source.replace(from, to) };
      });
    }
  },
};

const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** esbuild escapes what is not ASCII in strings, but not in regular expressions and tagged templates. */
function escapeNonAscii(source: string, path: string): string {
  // There an escape would mean something else.
  if (/\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.test(source)) {
    throw new Error(`${path} has a character that cannot be escaped.`);
  }
  return source.replaceAll(/[^\0-\x7f]/g, escapeUnit);
}

const ownSources: Plugin = {
  name: 'own-sources',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].+\.ts$/ }, ({ path }) => ({
      contents: escapeNonAscii(minifySource(readFileSync(path, 'utf8'), path), path),
      loader: 'ts',
    }));
  },
};

/**
 * What few pages need stays out of `kv-review.js`, which imports it on demand from the modules beside it: the
 * PDF writer with its fonts, the charts, the drawing of sample photos, demo data.
 */
const onDemand: ReadonlyMap<string, string> = new Map([
  ['src/export/pdf/index.ts', 'export/pdf'],
  ['src/ui/charts/drawing.ts', 'chunks/charts'],
  ['src/testing/sample/photos.ts', 'chunks/sample-photo'],
  ['src/editor-preview/demo.ts', 'chunks/demo'],
]);

const importedOnDemand: Plugin = {
  name: 'imported-on-demand',
  setup(builder) {
    builder.onResolve({ filter: /^\.{1,2}\/.+\.js$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = join(resolveDir, path).replace(/\.js$/, '.ts');
      const [, module] = [...onDemand].find(([each]) => join(root, each) === source) ?? [];
      return module === undefined ? undefined : { path: `./${module}.js`, external: true };
    });
  },
};

const common: BuildOptions = {
  absWorkingDir: root,
  outdir: folder,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['browser', 'production'],
  tsconfig: join(root, 'tsconfig.base.json'),
  legalComments: 'eof',
  logLevel: 'warning',
};

const plugins = [changedLit, bundledLibraries, ownSources];

/** The module of `dist/cdn` for an entry: `api/http` for `kv-review/api/http`, `index` for `kv-review`. */
const moduleOf = (specifier: string): string => specifier.split('/').slice(1).join('/') || 'index';

async function bundle(): Promise<void> {
  await build({
    ...common,
    entryPoints: { 'kv-review': 'src/cdn/kv-review.ts' },
    sourcemap: true,
    plugins: [importedOnDemand, ...plugins],
  });
  const modules = [
    ...pageEntries().map(({ specifier, source }) => [moduleOf(specifier), source] as const),
    ...[...onDemand].map(([source, module]) => [module, source] as const),
  ];
  await build({
    ...common,
    entryPoints: Object.fromEntries(modules),
    splitting: true,
    chunkNames: 'chunks/[hash]',
    plugins,
    // A harmless mistake in fontkit.
    logOverride: { 'duplicate-object-key': 'silent' },
  });
}

/** A page without a declared charset may read the files in another one. */
function refuseNonAscii(): void {
  for (const path of globSync('**/*.js', { cwd: folder })) {
    const [excerpt] =
      /.{0,40}[^\0-\x7f].{0,40}/.exec(readFileSync(join(folder, path), 'utf8')) ?? [];
    if (excerpt !== undefined) throw new Error(`cdn/${path} is not ASCII: ${excerpt}`);
  }
}

const writeJson = (name: string, value: unknown): void =>
  writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);

/** Writes what a page needs to check the files, and to import them by the names of the package's entries. */
function writeIndexes(): void {
  const modules = pageEntries().map(
    ({ specifier }) => [specifier, `./${moduleOf(specifier)}.js`] as const,
  );
  writeJson('import-map.json', { imports: Object.fromEntries(modules) });
  writeJson('integrity.json', integrityOf(folder));
}

/** The declarations of the modules, for scripts of pages that a compiler checks. */
function writeTypes(): void {
  for (const { specifier, target } of pageEntries()) {
    const path = `${moduleOf(specifier)}.d.ts`;
    const built = relative(join(folder, path, '..'), join(root, target)).replaceAll('\\', '/');
    writeFileSync(join(folder, path), `export * from '${built}';\n`);
  }
}

export async function buildCdn(): Promise<void> {
  await bundle();
  writeTypes();
  refuseNonAscii();
  writeIndexes();
}
