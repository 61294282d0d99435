import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from '@web/dev-server-core';
import { build } from 'esbuild';
import { root } from '../entries.ts';

// With the process id, so that simultaneous runs do not delete each other's files.
const folder = `node_modules/.cache/kv-review-tests-${process.pid}`;
const require = createRequire(join(root, 'package.json'));
const fileName = (name: string) => name.replaceAll(/[^a-z0-9]+/gi, '-');

function entryModule(name: string): string {
  const named = Object.keys(require(name) as object).filter(
    (key) => key !== 'default' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key),
  );
  const exports = named.map((key) => `export const ${key} = bundled.${key};`);
  return [`import bundled from '${name}';`, 'export default bundled;', ...exports].join('\n');
}

interface Dependencies {
  /** CommonJS packages, whose exports are known only after they have run. */
  readonly commonJs: readonly string[];
  /** Packages of ES modules that import CommonJS or JSON. */
  readonly modules: readonly string[];
}

/**
 * Bundles the dependencies that a browser cannot load directly, and serves them as modules. They are
 * bundled together when the server starts, so that shared code exists once.
 */
export function bundledDependencies({ commonJs, modules }: Dependencies): Plugin {
  const names = [...commonJs, ...modules];
  return {
    name: 'bundled-dependencies',
    async serverStart() {
      await build({
        entryPoints: names.map((name) => ({ in: `bundled:${name}`, out: fileName(name) })),
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        conditions: ['browser'],
        // One lit for elements, stories and tests.
        external: ['lit', 'lit/*', 'lit-html', 'lit-html/*', '@lit/*'],
        mainFields: ['browser', 'module', 'main'],
        define: { 'process.env.NODE_ENV': '"development"' },
        outdir: folder,
        absWorkingDir: root,
        logLevel: 'warning',
        plugins: [
          {
            name: 'bundled-entry',
            setup(builder) {
              builder.onResolve({ filter: /^bundled:/ }, ({ path }) => ({
                path: path.slice('bundled:'.length),
                namespace: 'bundled',
              }));
              builder.onLoad({ filter: /.*/, namespace: 'bundled' }, ({ path }) => ({
                contents: commonJs.includes(path) ? entryModule(path) : `export * from '${path}';`,
                resolveDir: root,
              }));
            },
          },
        ],
      });
    },
    serverStop() {
      rmSync(join(root, folder), { recursive: true, force: true });
    },
    resolveImport({ source }) {
      return names.includes(source) ? `/${folder}/${fileName(source)}.js` : undefined;
    },
  };
}
