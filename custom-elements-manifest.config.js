/** What the analyzer reads. `scripts/manifest.ts` runs it, and makes the published manifest of the result. */

/** Adds the HTML of a class's `@example`. */
const examples = {
  name: 'examples',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const declaration = moduleDoc.declarations.find(({ name }) => name === node.name?.text);
    const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'example');
    if (!declaration || !tag) return;
    const [, html] =
      /```html\n([^]*?)\n```/.exec(ts.getTextOfJSDocComment(tag.comment) ?? '') ?? [];
    if (html) declaration.example = html;
  },
};

export default {
  // The base classes too, for the members that the elements inherit.
  globs: [
    'src/components/**/*.ts',
    'src/ui/{change-dialog,decision-dialog,session-part}.ts',
    'src/ui/settings/section.ts',
  ],
  exclude: ['src/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  plugins: [examples],
};
