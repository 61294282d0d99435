import type { StorybookConfig } from '@storybook/web-components-vite';

/** Vite's own part comes from the vite.config.ts of the package, without its `build`. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // The worker of MSW.
  staticDirs: ['../test/public'],
  // Nothing leaves the machine, and nothing is asked of the network.
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  features: { sidebarOnboardingChecklist: false },
  // What only Storybook's renderer imports of lit would come with a second copy of it.
  viteFinal: (vite) => ({
    ...vite,
    optimizeDeps: {
      ...vite.optimizeDeps,
      include: [...(vite.optimizeDeps?.include ?? []), 'lit/directive-helpers.js'],
    },
  }),
};
export default config;
