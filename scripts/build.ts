/** Builds all published files of the package into `dist`, and the server into `server/dist`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild';
import { build as buildModules } from 'vite';
import { bundledLibraries } from './bundle-libraries.ts';
import { buildStamp } from './ensure-build.ts';
import { root } from './entries.ts';
import { generateEntries } from './generate-entries.ts';
import { minifiedCss } from './minify-css.ts';

const dist = join(root, 'dist');

function run(script: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} failed.`);
}

/**
 * Renames the Trusted Types policy of the bundled lit. The host page may have a lit of its own, and the
 * browser refuses a second policy of the name `lit-html`.
 */
const ownTrustedTypesPolicy: Plugin = {
  name: 'own-trusted-types-policy',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(/createPolicy\((["'])lit-html\1/, 'createPolicy("kv-lit"');
      if (contents === source)
        throw new Error('lit-html no longer creates its policy as expected.');
      return { contents };
    });
  },
};

/** Keeps the PDF writer, its libraries and fonts out of the file of all elements: few pages need them. */
const separatePdf: Plugin = {
  name: 'separate-pdf',
  setup(builder) {
    builder.onResolve({ filter: /\/export\/pdf\/index\.js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './pdf/index.js', external: true } : undefined,
    );
  },
};

const forPages: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['browser', 'production'],
  tsconfig: join(root, 'tsconfig.base.json'),
  legalComments: 'eof',
  logLevel: 'warning',
};

/** One file with lit and every element, for pages without a bundler, and the PDF writer beside it. */
async function buildCdnFile(): Promise<void> {
  await bundle({
    ...forPages,
    entryPoints: [join(root, 'src/all.ts')],
    outfile: join(dist, 'cdn/kv-review.js'),
    sourcemap: true,
    plugins: [ownTrustedTypesPolicy, minifiedCss, separatePdf],
  });
  await bundle({
    ...forPages,
    entryPoints: [join(root, 'src/export/pdf/index.ts')],
    outdir: join(dist, 'cdn/pdf'),
    splitting: true,
    plugins: [bundledLibraries],
    // A slip in fontkit, which has no effect.
    logOverride: { 'duplicate-object-key': 'silent' },
    chunkNames: '[name]-[hash]',
  });
}

/** An element whose decorators were not compiled has no properties, and nothing reports it. */
function refuseRawDecorators(): void {
  const raw = globSync('**/*.js', { cwd: dist }).filter((file) =>
    /^\s*@\w+\(/m.test(readFileSync(join(dist, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')),
  );
  if (raw.length > 0) throw new Error(`Decorators were not compiled in ${raw.join(', ')}.`);
}

generateEntries({ write: true });
rmSync(dist, { recursive: true, force: true });
await buildModules({ root, logLevel: 'warn' });
await buildCdnFile();
run('node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--quiet');
run('scripts/openapi.ts');
refuseRawDecorators();
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
rmSync(join(root, 'server/dist'), { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'server/tsconfig.json');
writeFileSync(buildStamp, '');
console.log(`Built ${globSync('**/*.js', { cwd: dist }).length} modules into dist.`);
