import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';

import manifest from '../dist/custom-elements.json' with { type: 'json' };
import { annotations } from '../stories/support/annotations.js';
import DocsPage from './docs-page.mdx';

setCustomElementsManifest(manifest);

const preview: Preview = {
  ...annotations,
  tags: ['autodocs'],
  parameters: {
    ...annotations.parameters,
    options: {
      storySort: {
        order: ['Introduction', 'Embedding', ['Start'], 'Recipes', 'Theming', 'Elements'],
      },
    },
    docs: { page: DocsPage, source: { excludeDecorators: true } },
  },
};
export default preview;
