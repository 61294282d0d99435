import type { Decorator, Preview } from '@storybook/web-components-vite';
import { createHttpApi } from 'kv-review/api/http';
import { registerLanguage } from 'kv-review/i18n';
import { html } from 'lit';
import { mswLoader } from 'msw-storybook-addon/csf3';

import 'kv-review/define/review-provider';
import { arabic } from './arabic.js';
import { endpoint, openBackend, startWorker, tokenOf, type StoryBackend } from './backend.js';
import { adoptPageStyles } from './page-styles.js';

declare module 'storybook/internal/csf' {
  interface Parameters {
    /** The data and faults of the story's backend. */
    backend?: StoryBackend;
    /** The deadline of the story's requests, in milliseconds, if it is not the default. */
    deadline?: number;
  }
}

registerLanguage(arabic);

/** The page of a host: a provider with `endpoint`, in the language and theme of the toolbar. */
const inProvider: Decorator = (story, { id, globals, parameters }) => {
  adoptPageStyles();
  const { locale, theme, direction } = globals as Record<string, string>;
  const getToken = tokenOf(id);
  const { deadline } = parameters;
  const api =
    deadline === undefined
      ? undefined
      : createHttpApi({ baseUrl: endpoint, getToken, deadline, retries: 0 });
  const page = html`<div class="story-page" dir=${direction ?? ''}>${story()}</div>`;
  return html`<kv-review-provider
    endpoint=${endpoint}
    .getToken=${getToken}
    .api=${api}
    locale=${locale ?? 'en'}
    theme=${theme ?? 'light'}
    >${page}</kv-review-provider
  >`;
};

/** The surroundings of every story, in Storybook and in the tests. */
export const annotations: Preview = {
  loaders: [mswLoader(startWorker)],
  beforeEach: ({ id, parameters }) =>
    openBackend(id, parameters.backend ?? (() => ({ sessions: [] }))),
  decorators: [inProvider],
  initialGlobals: { locale: 'en', theme: 'light', direction: '' },
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'ka', title: 'ქართული' },
          { value: 'ar', title: 'العربية (registered)' },
          { value: 'fa', title: 'Persian (not available: English)' },
        ],
      },
    },
    theme: {
      description: 'Theme',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'auto', title: 'As the system' },
        ],
      },
    },
    direction: {
      description: 'Direction',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: '', title: 'As the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    // The theme of the toolbar colours the page.
    backgrounds: { disable: true },
    a11y: { test: 'error' },
  },
};
