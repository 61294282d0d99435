import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import { brand } from './recipes/brand.js';
import { csvFile } from './recipes/csv-file.js';
import { fullConsole } from './recipes/full-console.js';
import { listOnly } from './recipes/list-only.js';
import { ownAdapter } from './recipes/own-adapter.js';
import { twoCompanies } from './recipes/two-companies.js';
import { shows } from './support/shadow.js';

type Story = StoryObj;

/** Whole pages of a host, whose code stands beside them in the page Recipes. */
const meta: Meta = {
  title: 'Recipes',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
};
export default meta;

const list = shows('kv-session-list', /^\d+ sessions$/);

export const FullConsole: Story = {
  render: () => fullConsole,
  play: shows('kv-review-console', 'Sessions'),
};

export const ListOnly: Story = { render: () => listOnly, play: list };

export const TwoCompanies: Story = { render: () => html`${twoCompanies}`, play: list };

export const OwnAdapter: Story = { render: () => ownAdapter, play: list };

export const CsvFile: Story = { render: () => csvFile, play: list };

export const Brand: Story = {
  render: () => brand,
  play: shows('kv-session-details', 'Client Information'),
};
