/** Builds pages for production, as an embedder does with Vite. */
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build, type Plugin } from 'vite';

export interface PageBuild {
  /** The folder of the page's HTML file. */
  readonly folder: string;
  /** Where the built page goes. */
  readonly target: string;
  /** The folder with the packed kit in its `node_modules`. */
  readonly packed: string;
  /** Modules with an id of the form `virtual:name`, and the files that they are. */
  readonly virtual: Readonly<Record<string, string>>;
  /** Constants of the page. */
  readonly define: Readonly<Record<string, unknown>>;
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

export async function buildPage(page: PageBuild): Promise<void> {
  const define = Object.entries(page.define).map(([name, value]) => [name, JSON.stringify(value)]);
  await build({
    configFile: false,
    root: page.folder,
    base: './',
    mode: 'production',
    logLevel: 'error',
    define: Object.fromEntries(define) as Record<string, string>,
    plugins: [packedKit(page.packed), virtualModules(page.virtual)],
    build: {
      outDir: page.target,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: join(page.folder, 'page.html') },
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
