/**
 * Bundles the modules of `src/export/pdf/libraries` with their packages. What the packages do not declare,
 * that their modules have no side effects, a page's bundler does not assume: it would include all of them.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { root } from './entries.ts';

const libraries = /[\\/]src[\\/]export[\\/]pdf[\\/]libraries[\\/].+\.ts$/;

/** What a used module imports for tasks that do not occur here: forms, layers, standard fonts, WOFF2. */
const unused =
  /[\\/](pdf-lib[\\/]es[\\/](core[\\/](acroform[\\/]PDFAcroForm\.js|interactive[\\/]OptionalContent\.js)|.+\.compressed\.json)|brotli[\\/]decompress\.js)$/;

const withoutUnused: Plugin = {
  name: 'without-unused',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === 'resolving') return undefined;
      const resolved = await builder.resolve(path, { ...options, pluginData: 'resolving' });
      return { ...resolved, pluginData: undefined, sideEffects: false };
    });
    builder.onLoad({ filter: unused }, () => ({
      contents: 'export default undefined;',
      loader: 'js',
    }));
  },
};

const bundles = new Map<string, Promise<string>>();

function bundle(path: string): Promise<string> {
  let bundled = bundles.get(path);
  if (!bundled) bundles.set(path, (bundled = bundleOnce(path)));
  return bundled;
}

async function bundleOnce(path: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    legalComments: 'none',
    plugins: [withoutUnused],
    logLevel: 'warning',
  });
  return `${noticeOf(metafile)}\n${outputFiles[0]?.text ?? ''}`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

const inAscii = (notice: string): string => notice.replaceAll('©', '(c)').replaceAll(/[“”]/g, '"');

/** The licences of the packages. Bundlers keep a comment of this form. */
function noticeOf({ outputs }: Metafile): string {
  const inputs = Object.values(outputs).flatMap(({ inputs: used }) => Object.entries(used));
  const packages = inputs.flatMap(([path, { bytesInOutput }]) => {
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [];
    return folder !== undefined && bytesInOutput > 0 && !unused.test(join(root, path))
      ? [folder]
      : [];
  });
  const notices = [...new Set(packages)].sort().map((folder) => {
    const { name, version, license, author } = readManifest(folder);
    const [file] = globSync('LICEN[CS]E*', { cwd: join(root, folder) });
    const text = file
      ? readFileSync(join(root, folder, file), 'utf8').trim()
      : `Copyright ${typeof author === 'string' ? author : author?.name}`;
    return `${name} ${version}, ${license}\n\n${text}`;
  });
  return `/*!\n${inAscii(notices.join('\n\n'))}\n*/`;
}

export const bundledLibraries: Plugin = {
  name: 'bundled-libraries',
  setup(builder) {
    builder.onLoad({ filter: libraries }, async ({ path }) => ({ contents: await bundle(path) }));
  },
};

/** The same for vite. */
export const bundledLibrariesForVite = {
  name: 'bundled-libraries',
  enforce: 'pre' as const,
  async load(id: string) {
    if (!libraries.test(id)) return null;
    return { code: await bundle(id), map: { mappings: '' } };
  },
};
