import type { StorybookConfig } from '@storybook/web-components-vite';

/** The configuration of Vite comes from vite.config.ts, without its `build`. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // The worker of MSW.
  staticDirs: ['../test/public'],
  // No telemetry, and no requests to the network.
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  features: { sidebarOnboardingChecklist: false },
  // Without this, the renderer of Storybook would load a second copy of lit.
  viteFinal: (vite) => ({
    ...vite,
    optimizeDeps: {
      ...vite.optimizeDeps,
      include: [...(vite.optimizeDeps?.include ?? []), 'lit/directive-helpers.js'],
    },
  }),
};
export default config;
