/** The examples that `npm run examples` tests, and what differs between them. */

/** Another text in a file of an example. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Framework {
  /** The folder in `examples`. */
  readonly name: string;
  readonly title: string;
  /** Where the build writes the page; `undefined` for a page that is not built. */
  readonly output?: string;
  /** The Trusted Types policies of the framework, which the page allows besides those of lit. */
  readonly trustedTypes: readonly string[];
  /** Wrong uses of the kit, which the checker of the framework must refuse. */
  readonly mistakes: readonly Change[];
}

const unknownDetail = (file: string): Change => ({
  file,
  from: 'detail.sessionId',
  to: 'detail.id',
});
const unknownView = (file: string, from: string, to = 'view="everything"'): Change => ({
  file,
  from,
  to,
});

export const frameworks = [
  {
    name: 'html',
    title: 'HTML',
    trustedTypes: [],
    mistakes: [
      unknownDetail('reviews.js'),
      unknownView('reviews.js', '.view = page', ".view = 'everything'"),
    ],
  },
  {
    name: 'react',
    title: 'React 19',
    output: 'dist',
    trustedTypes: [],
    mistakes: [unknownDetail('src/Reviews.tsx'), unknownView('src/Reviews.tsx', 'view={view}')],
  },
  {
    name: 'preact',
    title: 'Preact 11',
    output: 'dist',
    trustedTypes: [],
    mistakes: [unknownDetail('src/Reviews.tsx'), unknownView('src/Reviews.tsx', 'view={view}')],
  },
  {
    name: 'vue',
    title: 'Vue 3',
    output: 'dist',
    trustedTypes: ['vue'],
    mistakes: [unknownDetail('src/Reviews.vue'), unknownView('src/Reviews.vue', ':view="view"')],
  },
  {
    name: 'angular',
    title: 'Angular 22',
    output: 'dist',
    trustedTypes: ['angular'],
    // Angular does not check the properties of custom elements.
    mistakes: [unknownDetail('src/reviews.ts')],
  },
  {
    name: 'svelte',
    title: 'Svelte 5',
    output: 'dist',
    trustedTypes: ['svelte-trusted-html'],
    mistakes: [unknownDetail('src/Reviews.svelte'), unknownView('src/Reviews.svelte', '{view}')],
  },
  {
    name: 'next',
    title: 'Next.js 16',
    // Next.js serves itself, under the policy of the example.
    trustedTypes: [],
    mistakes: [unknownDetail('app/reviews.tsx'), unknownView('app/reviews.tsx', 'view={view}')],
  },
] as const satisfies readonly Framework[];

const names: readonly string[] = frameworks.map(({ name }) => name);

/** The frameworks with these names, or all. */
export function chooseFrameworks(chosen: readonly string[]): readonly Framework[] {
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`Unknown example: ${unknown.join(', ')}. Choose from ${names.join(', ')}.`);
  }
  return chosen.length === 0 ? frameworks : frameworks.filter(({ name }) => chosen.includes(name));
}
