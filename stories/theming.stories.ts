import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type LitElement } from 'lit';
import { expect, within } from 'storybook/test';

import 'kv-review/define/session-details';
import { backend, findSession } from './support/data.js';
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

/** A company's colours, corners and type, set once on an ancestor. */
export const Brand: Story = {
  render: () => html`<div class="story-brand">${details}</div>`,
  play: shows('kv-session-details', 'Client Information'),
};

export const BrandInTheDark: Story = { ...Brand, globals: { theme: 'dark' } };

/** Smaller type, narrower spaces, lower controls. */
export const Compact: Story = {
  render: () => html`<div class="story-compact">${details}</div>`,
  play: shows('kv-session-details', 'Client Information'),
};
