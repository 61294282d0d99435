/** The test runner generates it from `stories`: see scripts/wtr/story-files.ts. */
declare module 'virtual:stories' {
  const stories: Record<string, import('storybook/internal/types').Store_CSFExports>;
  export = stories;
}

declare module '@storybook/web-components/entry-preview' {
  const annotations: import('storybook/internal/types').ProjectAnnotations<
    import('@storybook/web-components').WebComponentsRenderer
  >;
  export = annotations;
}
