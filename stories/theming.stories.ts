import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type LitElement, type TemplateResult } from 'lit';
import { expect, within } from 'storybook/test';

import 'kv-review/define/review-console';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import 'kv-review/define/settings';
import { harbour, terracotta, type SampleBrand } from './support/brands.js';
import { backend, findSession } from './support/data.js';
import { settingsBackend } from './support/settings.js';
import { shows } from './support/shadow.js';

type Story = StoryObj;

const meta: Meta = {
  title: 'Theming',
  tags: ['!autodocs'],
  parameters: { backend: backend(), controls: { disable: true } },
};
export default meta;

interface Token {
  readonly name: string;
  readonly initial: string;
}

/** The custom properties of an element, from its styles. */
function readTokens(tag: string): Token[] {
  const element = customElements.get(tag) as typeof LitElement | undefined;
  const text = (element?.elementStyles ?? []).map(String).join('\n');
  const declarations = text.matchAll(/--_[\w-]+:\s*var\(\s*(--kv-[\w-]+),\s*([^;]+?)\s*\);/g);
  return [...declarations].map(([, name = '', initial = '']) => ({
    name,
    initial: initial
      .replaceAll(/var\(--_brand-[\w-]+,\s*((?:[^()]|\([^()]*\))*)\)/g, '$1')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/(?<=\() | (?=\))/g, ''),
  }));
}

const renderToken = ({ name, initial }: Token) =>
  html`<tr>
    <td><code>${name}</code></td>
    <td><code>${initial}</code></td>
    <td>
      ${
        name.startsWith('--kv-color-') && !initial.includes('var(')
          ? html`<span
              class="story-swatch"
              .style=${`background: var(${name}, ${initial})`}
            ></span>`
          : ''
      }
    </td>
  </tr>`;

/** Every custom property that an ancestor may set, with its default. */
export const Tokens: Story = {
  render: () =>
    html`<table class="story-tokens">
      <thead>
        <tr>
          <th scope="col">Custom property</th>
          <th scope="col">Default</th>
          <th scope="col">Colour</th>
        </tr>
      </thead>
      <tbody>
        ${readTokens('kv-session-details').map(renderToken)}
      </tbody>
    </table>`,
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(page.getByText('--kv-color-accent')).toBeVisible();
    await expect(page.getAllByRole('row').length).toBeGreaterThan(30);
  },
};

const details = html`<kv-session-details
  session-id=${findSession('awaiting').id}
></kv-session-details>`;

const inBrand = ({ name }: SampleBrand, content: TemplateResult): TemplateResult =>
  html`<div class="story-brand story-brand-${name.toLowerCase()}">${content}</div>`;

/** Whole pages in the colours, corners and type of a company, set once on an ancestor. */
const brandStories = (brand: SampleBrand) => ({
  list: {
    render: () => inBrand(brand, html`<kv-session-list></kv-session-list>`),
    play: shows('kv-session-list', 'First Name'),
  },
  details: {
    render: () => inBrand(brand, details),
    play: shows('kv-session-details', 'Client Information'),
  },
  console: {
    render: () => inBrand(brand, html`<kv-review-console view="awaiting"></kv-review-console>`),
    play: shows('kv-review-console', 'Awaiting Action'),
  },
  settings: {
    parameters: { backend: settingsBackend() },
    render: () => inBrand(brand, html`<kv-settings></kv-settings>`),
    play: shows('kv-settings', 'Awaiting Action'),
  },
});

const [harbourStories, terracottaStories] = [brandStories(harbour), brandStories(terracotta)];
const dark = { globals: { theme: 'dark' } };

export const HarbourList: Story = harbourStories.list;
export const HarbourDetails: Story = harbourStories.details;
export const HarbourConsole: Story = harbourStories.console;
export const HarbourSettings: Story = harbourStories.settings;
export const HarbourDetailsInTheDark: Story = { ...harbourStories.details, ...dark };
export const HarbourSettingsInTheDark: Story = { ...harbourStories.settings, ...dark };

export const TerracottaList: Story = terracottaStories.list;
export const TerracottaDetails: Story = terracottaStories.details;
export const TerracottaConsole: Story = terracottaStories.console;
export const TerracottaSettings: Story = terracottaStories.settings;
export const TerracottaDetailsInTheDark: Story = { ...terracottaStories.details, ...dark };
export const TerracottaSettingsInTheDark: Story = { ...terracottaStories.settings, ...dark };

/** One property is enough: text and soft tones follow from the accent. */
export const AccentAlone: Story = {
  render: () => html`<div class="story-accent">${details}</div>`,
  play: shows('kv-session-details', 'Client Information'),
};

/** Smaller type, narrower spaces, lower controls. */
export const Compact: Story = {
  render: () => html`<div class="story-compact">${details}</div>`,
  play: shows('kv-session-details', 'Client Information'),
};
