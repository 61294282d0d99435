import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { backend, failing, never, dayLongDeadline, sessions } from './support/data.js';
import { shows } from './support/shadow.js';

type Story = StoryObj;

const page = (title: string): TemplateResult => html`
  <header class="story-header">
    <h1>${title}</h1>
    <kv-awaiting-badge></kv-awaiting-badge>
  </header>
  <kv-session-list view="awaiting"></kv-session-list>
`;

const showing = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: shows('kv-session-list', text),
});

/** Every story has a provider. These stories show its effects on a whole page. */
const meta: Meta = {
  title: 'Elements/Review provider',
  component: 'kv-review-provider',
  parameters: {
    backend: backend(),
    controls: { disable: true },
    docs: { source: { excludeDecorators: false } },
  },
  render: () => page('Reviews'),
  ...showing(/^\d+ sessions$/),
};
export default meta;

/** One provider connects the elements at any depth inside it. */
export const Default: Story = {};

export const Loading: Story = {
  parameters: {
    // A list in its usual order needs no workspace.
    backend: backend({ faults: [never('getWorkspace'), never('listSessions')] }),
    deadline: dayLongDeadline,
  },
  ...showing('Loading…'),
};

export const Empty: Story = {
  parameters: { backend: backend({ sessions: [] }) },
  ...showing('Nothing to review'),
};

/** The workspace cannot be loaded: every element shows that, and offers to try again. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unavailable')] }) },
  ...showing('The service cannot be reached'),
};

export const Forbidden: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'forbidden')] }) },
  ...showing('You don’t have access to this'),
};

export const SignedOut: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unauthenticated')] }) },
  ...showing('You are signed out'),
};

/** Without an adapter and without an endpoint. */
export const NotConnected: Story = {
  render: () => html`<kv-review-provider locale="en">${page('Reviews')}</kv-review-provider>`,
  ...showing('kv-review is not connected'),
};

/** Unusual names. */
export const LongContent: Story = {
  parameters: {
    backend: backend({ sessions: sessions.filter(({ id }) => id.startsWith('edge-')) }),
  },
};

export const RTL: Story = { globals: { locale: 'ar' }, ...showing(/جلسة$/) };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  ...showing(/სესია/),
};

export const Dark: Story = { globals: { theme: 'dark' } };

const first = createMemoryApi({ sessions: sampleSessions({ count: 30, seed: 'first' }) });
const second = createMemoryApi({ sessions: sampleSessions({ count: 30, seed: 'second' }) });

/** Each has its own adapter instead of an endpoint. Neither shows the other's sessions. */
export const TwoCompanies: Story = {
  render: () =>
    html`<div class="story-columns">
      <section aria-label="First company">
        <kv-review-provider .api=${first} locale="en">${page('First company')}</kv-review-provider>
      </section>
      <section aria-label="Second company">
        <kv-review-provider .api=${second} locale="ka"
          >${page('Second company')}</kv-review-provider
        >
      </section>
    </div>`,
  play: async ({ canvasElement }) => {
    const lists = canvasElement.querySelectorAll('kv-session-list');
    await waitFor(() => expect(lists[1]?.shadowRoot?.textContent).toMatch(/სესია/));
    await shows('kv-session-list', /^\d+ sessions$/)({ canvasElement });
  },
};
