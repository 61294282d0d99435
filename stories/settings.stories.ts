import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings';
import { dayLongDeadline, failing, never } from './support/data.js';
import { agentBackend, settingsBackend, withoutSettings } from './support/settings.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  section: string;
}
type Story = StoryObj<Args>;

const tag = 'kv-settings';

/** Waits until the section that is shown says the text. */
const showsInside =
  (section: 'kv-settings-awaiting' | 'kv-settings-session', text: string) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const root = await rootOf(canvasElement, tag);
    const inner = await inside(root, section);
    await inner.findByText(text);
  };

const showsAwaiting = showsInside('kv-settings-awaiting', 'Enable awaiting action');

const meta: Meta<Args> = {
  title: 'Elements/Settings',
  component: tag,
  args: { section: 'awaiting' },
  parameters: { backend: settingsBackend() },
  render: ({ section }) => html`<kv-settings section=${section}></kv-settings>`,
  play: showsAwaiting,
};
export default meta;

export const Default: Story = {};

export const AnotherSection: Story = {
  args: { section: 'session' },
  play: showsInside('kv-settings-session', 'Max Attempts'),
};

/** The navigation marks a section with unsaved changes. */
export const Changed: Story = {
  play: async (context) => {
    await showsAwaiting(context);
    const root = await rootOf(context.canvasElement, tag);
    const awaiting = await inside(root, 'kv-settings-awaiting');
    await userEvent.click(await awaiting.findByRole('checkbox', { name: 'Document review' }));
    const settings = await inside(context.canvasElement, tag);
    await settings.findByRole('button', { name: 'Awaiting Action Changed' });
  },
};

/** The user leaves with unsaved changes. */
export const Leaving: Story = {
  play: async (context) => {
    await Changed.play?.(context);
    void context.canvasElement.querySelector(tag)?.confirmLeave();
    await shows(tag, 'Leave without saving?')(context);
  },
};

export const Loading: Story = {
  parameters: {
    backend: settingsBackend({ faults: [never('getWorkspace')] }),
    deadline: dayLongDeadline,
  },
  play: shows(tag, 'Loading…'),
};

/** The adapter has no settings. */
export const Empty: Story = {
  parameters: { backend: withoutSettings() },
  play: shows(tag, 'There are no settings here'),
};

export const Forbidden: Story = {
  parameters: { backend: agentBackend() },
  play: shows(tag, 'Only master users can see the settings'),
};

export const Error: Story = {
  parameters: { backend: settingsBackend({ faults: [failing('getWorkspace', 'unavailable')] }) },
  play: shows(tag, 'Try again'),
};

/** A choice above the section, where there is no room for a list. */
export const LongContent: Story = {
  render: ({ section }) =>
    html`<div class="story-narrow"><kv-settings section=${section}></kv-settings></div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: showsInside('kv-settings-awaiting', 'მოქმედების მოლოდინის ჩართვა'),
};

export const Dark: Story = { globals: { theme: 'dark' } };
