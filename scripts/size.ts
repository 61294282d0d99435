/**
 * Measures the code that a page loads at once: minified, gzipped, with dependencies. Code that loads on
 * demand does not count. `npm run size -- --chunks` lists both.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { bundledLibraries } from './bundle-libraries.ts';
import { root } from './entries.ts';
import { minifiedCss } from './minify-css.ts';

/** In kB (1000 bytes). */
const budgets = new Map([
  ['define/session-list', 30],
  ['define/session-details', 58],
  ['define/review-console', 50],
  ['define/review-frame', 16],
  ['define/dashboard', 34],
  ['define/activity-log', 40],
  ['define/settings', 25],
  ['define/settings-awaiting', 34],
  ['define/settings-countries', 40],
  ['define/settings-queue', 34],
  ['define/settings-session', 36],
  ['list over HTTP, at once', 42],
  ['PDF of a Latin session', 134],
]);
const informative = ['define/review-provider', 'frame/index'];

const listOverHttp = ['define/review-provider', 'define/session-list', 'api/http/index'];

/** Pages that import several modules. */
const pages = new Map([
  ['list over HTTP, at once', listOverHttp],
  // The checks of answers and the reader of thumbnails load while the page waits for the backend.
  [
    'list over HTTP, with its first rows',
    [
      ...listOverHttp,
      'api/check',
      'api/operations/sessions.schemas',
      'components/session-list/row-thumbnails',
    ],
  ],
  [
    'PDF of a Latin session',
    ['export/pdf/index', 'export/pdf/fonts/latin', 'export/pdf/fonts/latin-semi-bold'],
  ],
]);

const { values } = parseArgs({ options: { chunks: { type: 'boolean', default: false } } });
const gzippedSize = (content: Uint8Array) => gzipSync(content, { level: 9 }).byteLength;
const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** The chunks that an entry needs before it runs. */
function eagerChunks(outputs: Metafile['outputs'], path: string, seen = new Set<string>()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
    if (kind === 'import-statement') eagerChunks(outputs, imported, seen);
  }
  return seen;
}

/** Includes every export of the modules, because a page may use it. */
async function measure(modules: readonly string[]) {
  const contents = modules
    .map((name, index) => `export * as part${index} from './${name}.js';`)
    .join('');
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: join(root, 'src'), sourcefile: 'entry.ts', loader: 'ts' },
    entryNames: 'entry',
    absWorkingDir: root,
    outdir: 'size',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'error',
    plugins: [bundledLibraries, minifiedCss],
  });
  const eager = eagerChunks(metafile.outputs, 'size/entry.js');
  const chunks = outputFiles.map(({ path, contents }) => {
    const name = path.slice(root.length + 1).replaceAll('\\', '/');
    const inputs = Object.keys(metafile.outputs[name]?.inputs ?? {});
    return { name, inputs, isEager: eager.has(name), size: gzippedSize(contents) };
  });
  const size = chunks.filter(({ isEager }) => isEager).reduce((sum, chunk) => sum + chunk.size, 0);
  return { size, chunks };
}

let isOver = false;
for (const entry of new Set([...budgets.keys(), ...informative, ...pages.keys()])) {
  const { size, chunks } = await measure(pages.get(entry) ?? [entry]);
  const budget = budgets.get(entry);
  isOver ||= budget !== undefined && size > budget * 1000;
  const against = budget === undefined ? '' : ` of ${budget} kB`;
  console.log(`${entry}: ${inKilobytes(size)}${against}`);
  if (!values.chunks) continue;
  for (const { name, inputs, isEager, size: chunkSize } of chunks) {
    const when = isEager ? 'at once' : 'on demand';
    console.log(`  ${name}: ${inKilobytes(chunkSize)} ${when}: ${inputs.join(' ')}`);
  }
}

const cdn = join(root, 'dist/cdn');

/** The files of `dist/cdn` that a browser loads before a module runs. */
function eagerFiles(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  for (const [, imported = ''] of source.matchAll(/(?:\bfrom|\bimport)"(\.[^"]+\.js)"/g)) {
    eagerFiles(join(path, '..', imported), seen);
  }
  return seen;
}

if (existsSync(cdn)) {
  const sizeOf = (path: string) => gzippedSize(readFileSync(path));
  console.log(`cdn/kv-review.js: ${inKilobytes(sizeOf(join(cdn, 'kv-review.js')))}`);
  const modules = ['define/review-provider.js', 'define/session-list.js', 'api/http.js'];
  const files = new Set(modules.flatMap((module) => [...eagerFiles(join(cdn, module))]));
  const size = [...files].reduce((sum, path) => sum + sizeOf(path), 0);
  console.log(`cdn, list over HTTP by modules: ${inKilobytes(size)} in ${files.size} files`);
}
if (isOver) {
  console.error('The size is over the budget.');
  process.exitCode = 1;
}
