const kebab = '[a-z][a-z0-9]*(-[a-z0-9]+)*';

/** @type {import('stylelint').Config} */
export default {
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    // Mistakes that browsers ignore without a message.
    'annotation-no-unknown': true,
    'at-rule-descriptor-no-unknown': true,
    'at-rule-descriptor-value-no-unknown': true,
    'at-rule-no-unknown': true,
    'at-rule-prelude-no-invalid': true,
    'color-no-invalid-hex': true,
    'custom-property-no-missing-var-function': true,
    'declaration-property-value-no-unknown': true,
    'function-calc-no-unspaced-operator': true,
    'function-no-unknown': true,
    'keyframe-declaration-no-important': true,
    'media-feature-name-no-unknown': true,
    'media-feature-name-value-no-unknown': true,
    'media-query-no-invalid': true,
    'named-grid-areas-no-invalid': true,
    'nesting-selector-no-missing-scoping-root': true,
    'no-invalid-double-slash-comments': true,
    'no-invalid-position-declaration': true,
    'property-no-unknown': true,
    'selector-anb-no-unmatchable': true,
    'selector-no-invalid': true,
    'selector-no-unmatchable': true,
    'selector-pseudo-class-no-unknown': true,
    'selector-pseudo-element-no-unknown': true,
    'string-no-newline': true,
    'syntax-string-no-invalid': true,
    'unit-no-unknown': true,
    'value-no-invalid': true,

    // Declarations that have no effect because another one overrides them.
    'block-no-empty': true,
    'declaration-block-no-duplicate-custom-properties': true,
    'declaration-block-no-duplicate-properties': true,
    'declaration-block-no-shorthand-property-overrides': true,
    'font-family-no-duplicate-names': true,
    'keyframe-block-no-duplicate-selectors': true,
    'no-duplicate-selectors': true,

    // Features that browsers are going to remove.
    'at-rule-no-deprecated': true,
    'declaration-property-value-keyword-no-deprecated': true,
    'media-type-no-deprecated': true,
    'property-no-deprecated': true,
    'selector-no-deprecated': true,

    // No prefixes, because every browser supports the standard names.
    'at-rule-no-vendor-prefix': true,
    'media-feature-name-no-vendor-prefix': true,
    'property-no-vendor-prefix': true,
    'selector-no-vendor-prefix': true,
    'value-no-vendor-prefix': true,

    // Logical directions only, so that the styles suit right-to-left languages.
    'property-layout-mappings': [
      'flow-relative',
      {
        ignoreProperties: [
          // Safari lacks `overflow-inline` and `overflow-block`.
          /^overflow/,
          // With up to three values, left and right are the same.
          'border-color',
          'border-style',
          'border-width',
          'inset',
          'margin',
          'padding',
        ],
      },
    ],
    'declaration-property-max-values': {
      '/^(border-(color|style|width)|inset|margin|padding)$/': 3,
      'border-radius': 1,
    },
    'value-keyword-layout-mappings': ['flow-relative', { ignoreProperties: ['resize'] }],

    // No upper-casing, because fonts lack the Georgian capitals (Mtavruli).
    'declaration-property-value-disallowed-list': { 'text-transform': ['uppercase', 'capitalize'] },

    // A host page sets `--kv-…`, the kit reads `--_…`, and colours are tokens.
    'color-named': 'never',
    'color-no-hex': true,
    'custom-property-pattern': `^(_|kv-)${kebab}$`,
    'declaration-no-important': true,
    'function-disallowed-list': [/^(rgb|hsl)a?$/, 'hwb', /^(ok)?(lab|lch)$/, 'color', 'light-dark'],
    'keyframes-name-pattern': `^${kebab}$`,
    'selector-class-pattern': `^${kebab}$`,
    'selector-max-id': 0,
  },
  overrides: [
    { files: ['**/*.ts'], customSyntax: 'postcss-lit' },
    {
      files: ['src/styles/{tokens,detail-tokens}.ts'],
      rules: { 'color-no-hex': null, 'function-disallowed-list': null },
    },
    {
      // Host pages, which have their own colours and names.
      files: ['demo/public/*.css', 'stories/support/*.ts'],
      rules: {
        'color-no-hex': null,
        'custom-property-pattern': null,
        'function-disallowed-list': null,
      },
    },
  ],
};
