import { defineConfig } from 'vite';
import { bundledLibrariesForVite } from './scripts/bundle-libraries.ts';
import { listEntries } from './scripts/entries.ts';
import { minifiedCssForVite } from './scripts/minify-css.ts';

/** Builds one file per module, so that an embedder's bundler includes only what the page imports. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  plugins: [minifiedCssForVite, bundledLibrariesForVite],
  build: {
    target: 'es2022',
    // The embedder's bundler minifies the code. Unminified code is easier to debug.
    minify: false,
    sourcemap: true,
    lib: {
      entry: listEntries().flatMap(({ source }) => source ?? []),
      formats: ['es'],
    },
    rolldownOptions: {
      // Dependencies stay imports, so that the page has one copy of each. The helpers of the compiler
      // (`@oxc-project/runtime`) are not a dependency and become part of the package.
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
