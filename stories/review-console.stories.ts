import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';

import 'kv-review/define/review-console';
import { activityBackend } from './support/activity.js';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
} from './support/data.js';
import { agentBackend, settingsBackend } from './support/settings.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  view: string;
  sessionId: string;
  autoAdvance: boolean;
  noShortcuts: boolean;
}
type Story = StoryObj<Args>;

const awaiting = findSession('awaiting', ({ client }) => client.firstName !== null);

const meta: Meta<Args> = {
  title: 'Elements/Review console',
  component: 'kv-review-console',
  args: { view: 'awaiting', sessionId: '', autoAdvance: false, noShortcuts: false },
  argTypes: {
    view: {
      control: 'select',
      options: ['all', 'awaiting', 'rejected', 'dashboard', 'settings', 'reports'],
    },
    sessionId: { control: 'text' },
  },
  parameters: {
    backend: backend(),
    controls: { include: ['view', 'sessionId', 'autoAdvance', 'noShortcuts'] },
  },
  render: ({ view, sessionId, autoAdvance, noShortcuts }) =>
    html`<kv-review-console
      view=${view}
      session-id=${sessionId}
      ?auto-advance=${autoAdvance}
      ?no-shortcuts=${noShortcuts}
      .pages=${[{ view: 'reports', label: 'Reports' }]}
    >
      <p slot="reports">A page of the host.</p>
    </kv-review-console>`,
  play: shows('kv-review-console', 'Awaiting Action'),
};
export default meta;

export const Default: Story = {};

/** A session is open, with buttons back to the list and to the next session. */
export const Session: Story = {
  args: { sessionId: awaiting.id },
  play: async ({ canvasElement }) => {
    const element = await inside(canvasElement, 'kv-review-console');
    await expect(
      await element.findByRole('button', { name: /^Next awaiting action/ }),
    ).toBeVisible();
    await expect(element.getByRole('button', { name: 'Back to Awaiting Action' })).toBeVisible();
  },
};

/** The next session opens after each decision. */
export const AutoAdvance: Story = {
  args: { sessionId: awaiting.id, autoAdvance: true },
  play: async ({ canvasElement }) => {
    const element = await inside(canvasElement, 'kv-review-console');
    const choice = await element.findByRole('checkbox', { name: /^Open the next session/ });
    await expect(choice).toBeChecked();
  },
};

/** The overview of single keys, which `?` opens, too. */
export const Shortcuts: Story = {
  play: async ({ canvasElement }) => {
    const element = await inside(canvasElement, 'kv-review-console');
    await userEvent.click(await element.findByRole('button', { name: 'Keyboard shortcuts' }));
    const help = await inside(await rootOf(canvasElement, 'kv-review-console'), 'kv-shortcut-help');
    await help.findByRole('dialog');
  },
};

const showsSettings: Story['play'] = async ({ canvasElement }) => {
  const settings = await rootOf(await rootOf(canvasElement, 'kv-review-console'), 'kv-settings');
  const section = await inside(settings, 'kv-settings-awaiting');
  await section.findByRole('checkbox', { name: 'Document review' });
};

/** The settings, for master users. */
export const Settings: Story = {
  args: { view: 'settings' },
  parameters: { backend: settingsBackend() },
  play: showsSettings,
};

/** The statistics, for master users. */
export const Dashboard: Story = {
  args: { view: 'dashboard' },
  parameters: { backend: settingsBackend() },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement, 'kv-review-console');
    const dashboard = await inside(root, 'kv-dashboard');
    await dashboard.findByText('Success rate');
  },
};

/** The activity log, for master users. */
export const ActivityLog: Story = {
  args: { view: 'activity' },
  parameters: { backend: activityBackend() },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement, 'kv-review-console');
    const log = await inside(root, 'kv-activity-log');
    await log.findAllByText('Exported the activity log');
  },
};

/** The user leaves the settings with unsaved changes. */
export const LeavingSettings: Story = {
  ...Settings,
  play: async (context) => {
    await showsSettings(context);
    const root = await rootOf(context.canvasElement, 'kv-review-console');
    const settings = await rootOf(root, 'kv-settings');
    const section = await inside(settings, 'kv-settings-awaiting');
    await userEvent.click(section.getByRole('checkbox', { name: 'Document review' }));
    const navigation = await inside(context.canvasElement, 'kv-review-console');
    await userEvent.click(navigation.getByRole('button', { name: 'Rejections' }));
    const dialog = await inside(root, 'kv-settings');
    await dialog.findByText('Leave without saving?');
  },
};

/** An agent has requested the settings. */
export const SettingsRefused: Story = {
  args: { view: 'settings' },
  parameters: { backend: agentBackend() },
  play: shows('kv-review-console', 'You don’t have access to the settings.'),
};

export const NarrowSettings: Story = {
  ...Settings,
  decorators: [(story) => html`<div class="story-narrow">${story()}</div>`],
};

/** A page that the host has added. */
export const HostPage: Story = { args: { view: 'reports' } };

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('listSessions')] }), deadline: dayLongDeadline },
};

export const Empty: Story = { parameters: { backend: backend({ sessions: [] }) } };

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('listSessions', 'unavailable')] }) },
};

export const Narrow: Story = {
  args: { sessionId: awaiting.id },
  decorators: [(story) => html`<div class="story-narrow">${story()}</div>`],
};

export const LongContent: Story = {
  args: { sessionId: sessionWithId('edge-long-name').id },
};

export const RTL: Story = {
  args: { sessionId: awaiting.id },
  globals: { locale: 'ar' },
  play: shows('kv-review-console', 'بانتظار إجراء'),
};

export const Dark: Story = { args: { sessionId: awaiting.id }, globals: { theme: 'dark' } };

export const Georgian: Story = {
  args: { sessionId: awaiting.id },
  globals: { locale: 'ka' },
  play: shows('kv-review-console', 'მოქმედების მოლოდინში'),
};
