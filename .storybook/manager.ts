import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;

addons.setConfig({
  theme: create({
    base: isDark ? 'dark' : 'light',
    brandTitle: 'kv-review',
    brandTarget: '_self',
    colorSecondary: isDark ? '#8fb2ff' : '#1d4ed8',
    // The fonts of the system, as in the elements, so that no font is fetched.
    fontBase: 'system-ui, sans-serif',
    fontCode: 'ui-monospace, monospace',
  }),
});
