import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { defaultShortcuts, type Shortcuts } from 'kv-review';
import { html } from 'lit';

import 'kv-review/define/shortcut-help';
import { backend, failing, never, dayLongDeadline } from './support/data.js';
import { shows } from './support/shadow.js';

interface Args {
  shortcuts: Partial<Shortcuts>;
  off: boolean;
  autoAdvance: boolean;
  open: boolean;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Elements/Shortcut help',
  component: 'kv-shortcut-help',
  args: { shortcuts: {}, off: false, autoAdvance: false, open: true },
  parameters: { controls: { include: ['shortcuts', 'off', 'autoAdvance', 'open'] } },
  render: ({ shortcuts, off, autoAdvance, open }) =>
    html`<kv-shortcut-help
      .shortcuts=${shortcuts}
      ?off=${off}
      ?auto-advance=${autoAdvance}
      ?open=${open}
    ></kv-shortcut-help>`,
  play: shows('kv-shortcut-help', 'Keyboard shortcuts'),
};
export default meta;

export const Default: Story = {};

/** It needs no data from the backend. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getWorkspace')] }), deadline: dayLongDeadline },
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unavailable')] }) },
};

/** No action has a key. */
export const Empty: Story = {
  args: {
    shortcuts: Object.fromEntries(Object.keys(defaultShortcuts).map((action) => [action, ''])),
  },
};

/** Keys with long names. */
export const LongContent: Story = {
  args: { shortcuts: { nextRow: 'MediaTrackNext', previousRow: 'MediaTrackPrevious' } },
};

/** The user has switched them off. */
export const Off: Story = { args: { off: true } };

/** The next session opens after each decision. */
export const AutoAdvance: Story = { args: { autoAdvance: true } };

/** A host with its own keys, and one action without a key. */
export const Remapped: Story = {
  args: { shortcuts: { nextRow: 'ArrowDown', verify: 'a', reject: '' } },
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Dark: Story = { globals: { theme: 'dark' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows('kv-shortcut-help', 'კლავიატურის მალსახმობები'),
};
