/**
 * Takes what nobody needs out of style sheets in `css` templates, which a host's bundler leaves as
 * they are.
 */
import { readFileSync } from 'node:fs';
import { type Plugin, transformSync } from 'esbuild';

/** Templates with expressions or escapes stay as they are. */
const sheets = /\bcss`([^`\\$]+)`/g;

export const minifyCss = (source: string): string =>
  source.replaceAll(sheets, (_, sheet: string) => {
    const { code } = transformSync(sheet, { loader: 'css', minify: true });
    return `css\`${code.trim()}\``;
  });

const sources = /[\\/]src[\\/].+\.ts$/;

export const minifiedCss: Plugin = {
  name: 'minified-css',
  setup(builder) {
    builder.onLoad({ filter: sources }, ({ path }) => ({
      contents: minifyCss(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** The same for vite. */
export const minifiedCssForVite = {
  name: 'minified-css',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!sources.test(id) || !code.includes('css`')) return null;
    return { code: minifyCss(code), map: null };
  },
};
