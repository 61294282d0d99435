/**
 * Minifies `css` templates, and removes the indentation of `html` templates. The bundler of an embedder
 * does not minify template literals.
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

/** In these sources, every template of several lines is markup or a style sheet. */
const elements = /[\\/]src[\\/](components|ui|styles)[\\/]/;

const minify = (source: string, path: string): string => {
  const code = minifyCss(source);
  return elements.test(path) ? code.replaceAll(/\n[ \t]+/g, '\n') : code;
};

const sources = /[\\/]src[\\/].+\.ts$/;

export const minifiedCss: Plugin = {
  name: 'minified-css',
  setup(builder) {
    builder.onLoad({ filter: sources }, ({ path }) => ({
      contents: minify(readFileSync(path, 'utf8'), path),
      loader: 'ts',
    }));
  },
};

/** The same for vite. */
export const minifiedCssForVite = {
  name: 'minified-css',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!sources.test(id) || !/\b(css|html)`/.test(code)) return null;
    return { code: minify(code, id), map: null };
  },
};
