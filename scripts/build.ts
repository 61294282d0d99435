/** Builds everything that is published, into `dist`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild';
import { build as buildModules } from 'vite';
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
 * Gives the bundled lit a Trusted Types policy of its own: a second policy of the name `lit-html`,
 * beside that of the host's lit, is refused by the browser.
 */
const ownTrustedTypesPolicy: Plugin = {
  name: 'own-trusted-types-policy',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(/createPolicy\((["'])lit-html\1/, 'createPolicy("kv-lit"');
      if (contents === source) throw new Error('lit-html creates its policy in another way now.');
      return { contents };
    });
  },
};

/** Leaves the PDF, its libraries and fonts in files beside the one of all elements: few pages need it. */
const pdfApart: Plugin = {
  name: 'pdf-apart',
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

/** One file with every element and lit, for pages without a bundler; what makes a PDF beside it. */
async function buildCdnFile(): Promise<void> {
  await bundle({
    ...forPages,
    entryPoints: [join(root, 'src/all.ts')],
    outfile: join(dist, 'cdn/kv-review.js'),
    sourcemap: true,
    plugins: [ownTrustedTypesPolicy, minifiedCss, pdfApart],
  });
  await bundle({
    ...forPages,
    entryPoints: [join(root, 'src/export/pdf/index.ts')],
    outdir: join(dist, 'cdn/pdf'),
    splitting: true,
    chunkNames: '[name]-[hash]',
  });
}

/** Decorators that were not compiled leave elements without their properties, silently. */
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
