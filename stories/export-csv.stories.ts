import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/export-csv';
import { backend, failing, never } from './support/data.js';
import { inside, shows } from './support/shadow.js';

type ExportCsv = HTMLElementTagNameMap['kv-export-csv'];
type Args = Pick<ExportCsv, 'view' | 'mode'>;
type Story = StoryObj<Args>;

const tag = 'kv-export-csv';

/** Starts an export as a download, and waits for a text. */
const startingUntil = (name: string, text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: async (context) => {
    const element = await inside(context.canvasElement, tag);
    const button = await element.findByRole('button', { name });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    await shows(tag, text)(context);
  },
});

const meta: Meta<Args> = {
  title: 'Elements/Export CSV',
  component: tag,
  args: { view: 'all', mode: 'safe' },
  argTypes: {
    view: { control: 'select', options: ['all', 'awaiting', 'rejected'] },
    mode: { control: 'select', options: ['safe', 'raw'] },
  },
  parameters: { backend: backend(), controls: { include: ['view', 'mode'] } },
  render: ({ view, mode }) => html`<kv-export-csv view=${view} mode=${mode}></kv-export-csv>`,
  play: shows(tag, 'Export CSV'),
};
export default meta;

export const Default: Story = {};

/** The first page is loading. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never(['listSessions'])] }) },
  ...startingUntil('Export CSV', '0 sessions so far'),
};

/** A page could not be loaded. The export can continue from there. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('listSessions', 'unavailable')] }) },
  ...startingUntil('Export CSV', 'Continue'),
};

/** Nothing to export: the file has only the columns. */
export const Empty: Story = { parameters: { backend: backend({ sessions: [] }) } };

/** In a narrow space, with the host's text. */
export const LongContent: Story = {
  parameters: { backend: backend({ faults: [never(['listSessions'])] }) },
  render: ({ view, mode }) =>
    html`<div class="story-narrow">
      <kv-export-csv view=${view} mode=${mode}
        >Save everything for the regulator’s office</kv-export-csv
      >
    </div>`,
  ...startingUntil('Save everything for the regulator’s office', 'Cancel export'),
};

export const Rejections: Story = { args: { view: 'rejected' } };

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'CSV-ში ექსპორტი') };

export const Dark: Story = { globals: { theme: 'dark' } };
