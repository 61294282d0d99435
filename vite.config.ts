import { defineConfig } from 'vite';
import { listEntries } from './scripts/entries.ts';
import { minifiedCssForVite } from './scripts/minify-css.ts';

/** One file per module, so that a host's bundler takes only what the host imports. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  plugins: [minifiedCssForVite],
  build: {
    target: 'es2022',
    // A host's bundler minifies; people who debug want to read.
    minify: false,
    sourcemap: true,
    lib: {
      entry: listEntries().flatMap(({ source }) => source ?? []),
      formats: ['es'],
    },
    rolldownOptions: {
      // Dependencies stay imports, so that the host has one copy of each; the compiler's own
      // helpers (`@oxc-project/runtime`) are no dependency and go into the package.
      external: /^(?!@oxc-project\/)[@a-z][^:]*$/,
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: ({ name }) =>
          name.includes('@oxc-project')
            ? `compiler/${name.slice(name.lastIndexOf('/') + 1)}.js`
            : '[name].js',
      },
    },
  },
});
