/** Builds pages for production, as an embedder does with Vite. */
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build, type Plugin } from 'vite';

export interface PageSource {
  /** The folder of `page.html`. */
  readonly folder: string;
  /** Modules with an id of the form `virtual:name`, and the files that they are. */
  readonly virtual?: Readonly<Record<string, string>>;
  /** Constants of the page. */
  readonly define?: Readonly<Record<string, unknown>>;
}

export interface PageBuild {
  /** Where the built page goes. */
  readonly target: string;
  /** The folder with the packed kit in its `node_modules`. */
  readonly packed: string;
}

/** `kv-review/…` is the kit as npm packs it, not the sources. */
const packedKit = (packed: string): Plugin => ({
  name: 'packed-kit',
  enforce: 'pre',
  resolveId(id) {
    if (!/^kv-review(\/|$)/.test(id)) return undefined;
    return this.resolve(id, join(packed, 'page.js'), { skipSelf: true });
  },
});

const virtualModules = (files: Readonly<Record<string, string>>): Plugin => ({
  name: 'virtual-modules',
  enforce: 'pre',
  resolveId: (id) => files[id],
});

export async function buildPage(
  { folder, virtual = {}, define = {} }: PageSource,
  { target, packed }: PageBuild,
): Promise<void> {
  const constants = Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]);
  await build({
    configFile: false,
    root: folder,
    base: './',
    mode: 'production',
    logLevel: 'error',
    define: Object.fromEntries(constants) as Record<string, string>,
    plugins: [packedKit(packed), virtualModules(virtual)],
    build: {
      outDir: target,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: join(folder, 'page.html') },
    },
  });
}

/** A script that runs in every page before its own. */
export async function bundleScript(file: string): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: [file],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
