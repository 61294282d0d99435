import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import perfectionist from 'eslint-plugin-perfectionist';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import typescript from 'typescript-eslint';

const elementFiles = [
  'src/{components,context,controllers,define,styles,ui}/**/*.ts',
  'stories/**/*.ts',
  '.storybook/**/*.ts',
];

const bannedImports = [
  ...['unsafe-html', 'unsafe-svg', 'style-map'].map((directive) => ({
    regex: `^lit(-html)?/directives/${directive}(\\.js)?$`,
    message:
      'Blocked by a strict Content Security Policy or Trusted Types, or a way in for markup.',
  })),
  {
    regex: '^lit(-html)?/static-html(\\.js)?$',
    importNamePattern: '^unsafeStatic$',
    message: 'A way in for markup.',
  },
  {
    regex: '^@open-wc/testing$',
    importNamePattern: '^waitUntil$',
    message: 'It waits for one second only: import it from test/wait.ts.',
  },
  {
    regex: '^lit/decorators',
    message:
      'Use src/ui/decorators.ts: those of lit also contain the standard form, which pages would load.',
  },
];

const bannedSyntax = [
  {
    selector: 'MemberExpression[property.name=/^(inner|outer)HTML$|^insertAdjacentHTML$/]',
    message: 'Markup is rendered by lit templates only.',
  },
  {
    selector: 'ClassDeclaration[superClass.name=/Error$/] PropertyDefinition[key.name="name"]',
    message: 'Write a getter: an assignment fails where the host has frozen Error.prototype.',
  },
];

/** `kv-review rename` renames words, and cannot rename a tag that exists only at run time. */
const constructedTag = {
  selector: 'TemplateElement[value.raw=/(?<!--)kv-$/]',
  message: 'Write the whole tag or event name.',
};

/** Components know the world through the `ReviewApi` port, and keep nothing outside memory. */
const bannedGlobals = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
    name,
    message: 'Only adapters talk to a network; use the ReviewApi from the context.',
  })),
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => ({
    name,
    message: 'Personal data stays in memory.',
  })),
];

/** The types of a dependency may bring those of Node along. */
const nodeGlobals = ['process', 'Buffer', 'global', 'setImmediate'].map((name) => ({
  name,
  message: 'The package runs in browsers too.',
}));

/** What lit and the browser call. */
const lifecycle = [
  'constructor',
  '(connected|disconnected|connectedMove|adopted|attributeChanged|form[A-Z][A-Za-z]+)Callback',
  'host(Connected|Disconnected|Update|Updated)',
  '(createRenderRoot|shouldUpdate|willUpdate|firstUpdated|updated|getUpdateComplete)',
];

const methodSelectors = ['method', 'get-method', 'set-method'];

/** The order of CONTRIBUTING. The first group that fits a member is the member's group. */
const classOrder = [
  { groupName: 'static', modifiers: ['static'] },
  {
    groupName: 'controller',
    selector: 'property',
    elementValuePattern: '^new ((?!Abort)\\w+Controller\\b|\\w+\\(this\\b)',
  },
  { groupName: 'context', decoratorNamePattern: '^consume$' },
  { groupName: 'lifecycle', elementNamePattern: `^(${lifecycle.join('|')})$` },
  { groupName: 'abstract', modifiers: ['abstract'] },
  {
    groupName: 'public-method',
    anyOf: [...methodSelectors, 'function-property'].map((selector) => ({
      selector,
      modifiers: ['public'],
    })),
  },
  { groupName: 'public-property', selector: 'property', modifiers: ['public'] },
  {
    groupName: 'handler',
    anyOf: ['private', 'protected'].map((modifier) => ({
      selector: 'function-property',
      modifiers: [modifier, 'readonly'],
    })),
  },
  { groupName: 'state', selector: 'property' },
  { groupName: 'rendering', anyOf: methodSelectors.map((selector) => ({ selector })) },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    'coverage/',
    'storybook-static/',
    'test/public/',
    '.cache/',
    // Each has the checker of its framework: `npm run examples` and `npm run exports`.
    'examples/{angular,next,preact,react,svelte,vue}/',
    'test/frameworks/',
    // Fonts as text, generated.
    'src/export/pdf/fonts/!(index).ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn'] }],
      'no-restricted-imports': ['error', { patterns: bannedImports }],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      'object-shorthand': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { perfectionist },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An interface that extends a mapped type is how global maps of events and tags are filled.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'perfectionist/sort-classes': [
        'error',
        {
          type: 'unsorted',
          newlinesBetween: 1,
          newlinesInside: 'ignore',
          groups: [
            'static',
            'controller',
            'public-property',
            'context',
            'state',
            'abstract',
            'lifecycle',
            'public-method',
            'rendering',
            'handler',
          ],
          customGroups: classOrder,
        },
      ],
    },
  },
  {
    files: elementFiles,
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit/ban-attributes': ['error', 'style'],
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-template-bind': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': ['error', 'always'],
      'lit/quoted-expressions': 'error',
      'lit/value-after-constraints': 'error',
      'wc/guard-super-call': 'error',
      'wc/no-closed-shadow-root': 'error',
      'wc/no-constructor-params': 'error',
      'wc/no-typos': 'error',
      'wc/require-listener-teardown': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...nodeGlobals],
      'no-restricted-syntax': ['error', ...bannedSyntax, constructedTag],
    },
  },
  {
    files: ['src/{model,context,controllers,ui,components,define,styles,i18n}/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...nodeGlobals, ...bannedGlobals] },
  },
  {
    // React and Preact keep the types of JSX in a namespace.
    files: ['src/frameworks/*.ts'],
    rules: { '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }] },
  },
  {
    files: ['test/**/*.ts', 'server/{test,test-deploy}/**/*.ts', 'stories/**/*.ts'],
    rules: {
      // The types of semantic-dom-diff claim that every chai `equal` returns a promise.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: 'Equal', package: '@open-wc/semantic-dom-diff' },
          ],
        },
      ],
      // `expect(x).to.be.true` is chai's way to assert, and `!` a test's way to say "or fail here".
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Hostile and malformed input is what tests are made of.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tests read `innerHTML`.
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // node:test returns promises that its runner awaits itself.
    files: [
      'test/{node,e2e,libreoffice,pdf}/**/*.ts',
      'server/{test,test-deploy}/**/*.ts',
      'examples/test/**/*.ts',
    ],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['describe', 'it', 'test', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: [
      'command/**/*.ts',
      'scripts/**/*.ts',
      'bench/**/*.ts',
      'demo/**/*.ts',
      'server/bench/**/*.ts',
      'test/{node,e2e,libreoffice,pdf}/**/*.ts',
    ],
    // Commands speak on the console.
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['demo/public/**/*.js', 'examples/html/*.js'],
    languageOptions: { globals: globals.browser },
  },
  prettier,
);
