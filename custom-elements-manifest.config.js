/** Writes the manifest of the elements from their JSDoc. Editors, stories and docs/elements read it. */

const isPublic = ({ name, privacy }) =>
  privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#');

const publicMembersOnly = {
  name: 'public-members-only',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations ?? []) {
      if (declaration.members) declaration.members = declaration.members.filter(isPublic);
      // The analyzer treats `new CustomEvent(type)` as an event of the name `type`.
      if (declaration.events) {
        declaration.events = declaration.events.filter(({ name }) => name?.startsWith('kv-'));
      }
    }
  },
};

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

const builtPath = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

function nameBuiltFiles(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) nameBuiltFiles(value);
    else if (key === 'path' || key === 'module') node[key] = builtPath(value);
  }
}

const builtFiles = {
  name: 'built-files',
  packageLinkPhase({ customElementsManifest }) {
    nameBuiltFiles(customElementsManifest.modules);
  },
};

export default {
  // The base classes too, for the members that the elements inherit.
  globs: ['src/components/**/*.ts', 'src/ui/{change-dialog,decision-dialog,session-part}.ts'],
  exclude: ['src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicMembersOnly, examples, builtFiles],
};
