/** The documentation of every element, from its JSDoc; editors, stories and typings are made of it. */

const isPublic = ({ name, privacy }) =>
  privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#');

const publicMembersOnly = {
  name: 'public-members-only',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations ?? []) {
      if (declaration.members) declaration.members = declaration.members.filter(isPublic);
    }
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
  // The bases too, for the members that the elements inherit.
  globs: ['src/components/**/*.ts', 'src/ui/{change-dialog,decision-dialog,session-part}.ts'],
  exclude: ['src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicMembersOnly, builtFiles],
};
