/**
 * Minifies `css` templates, and removes the indentation of `html` templates. The bundler of an embedder
 * does not minify template literals.
 */
import { readFileSync } from 'node:fs';
import { type Plugin, transformSync } from 'esbuild';

/** Templates with expressions or escapes stay as they are. */
const sheets = /\bcss`([^`\\$]+)`/g;

/** Strings, and the space in the values of custom properties, which the minifier leaves as it is. */
const leftSpace = /"[^"]*"|'[^']*'|(?<=\()\s+|\s+(?=\))|\s*(,)\s*|(--[\w-]+:)\s+/g;

const withoutSpace = (sheet: string): string =>
  sheet.replaceAll(leftSpace, (found, comma: string | undefined, name: string | undefined) =>
    /^["']/.test(found) ? found : (comma ?? name ?? ''),
  );

export const minifyCss = (source: string): string =>
  source.replaceAll(sheets, (_, sheet: string) => {
    const { code } = transformSync(sheet, { loader: 'css', minify: true });
    return `css\`${withoutSpace(code.trim())}\``;
  });

/** In these sources, every template of several lines is markup or a style sheet. */
const elements = /[\\/]src[\\/](components|ui|styles)[\\/]/;

export const minifySource = (source: string, path: string): string => {
  const code = minifyCss(source);
  return elements.test(path) ? code.replaceAll(/\n[ \t]+/g, '\n') : code;
};

const sources = /[\\/]src[\\/].+\.ts$/;

export const minifiedCss: Plugin = {
  name: 'minified-css',
  setup(builder) {
    builder.onLoad({ filter: sources }, ({ path }) => ({
      contents: minifySource(readFileSync(path, 'utf8'), path),
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
    return { code: minifySource(code, id), map: null };
  },
};
