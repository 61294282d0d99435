import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { createReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Statistics } from 'kv-review/model';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/dashboard';
import 'kv-review/define/review-provider';
import { dayLongDeadline, failing, never } from './support/data.js';
import { agentBackend, settingsBackend, withoutSettings } from './support/settings.js';
import { inside, rootOf, shows } from './support/shadow.js';

type Dashboard = HTMLElementTagNameMap['kv-dashboard'];
type Args = Pick<Dashboard, 'range' | 'from' | 'to'>;
type Story = StoryObj<Args>;

const tag = 'kv-dashboard';
const sessions = sampleSessions({ count: 900, seed: 'dashboard' });
const backend = settingsBackend({ sessions });

const renderDashboard = ({ range, from, to }: Args): TemplateResult =>
  html`<kv-dashboard range=${range} from=${from} to=${to}></kv-dashboard>`;

/** Waits until the first chart is drawn. */
const drawn: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const root = await rootOf(canvasElement, tag);
  const chart = await rootOf(root, 'kv-dashboard-chart');
  // It is drawn when it comes into view.
  chart.host.scrollIntoView();
  // A canvas has a size of its own until something is drawn on it.
  await waitFor(() =>
    expect(chart.querySelector<HTMLElement>('.canvas')?.style.width).toBeTruthy(),
  );
};

const meta: Meta<Args> = {
  title: 'Elements/Dashboard',
  component: tag,
  // The sample sessions are of these days.
  args: { range: 'custom', from: '2026-05-17', to: '2026-06-15' },
  argTypes: {
    range: {
      control: 'select',
      options: ['7-days', '30-days', '90-days', '12-months', 'custom'],
    },
  },
  parameters: { backend, controls: { include: ['range', 'from', 'to'] } },
  render: renderDashboard,
  play: drawn,
};
export default meta;

export const Default: Story = {};

/** Outlines as high as the numbers. */
export const Loading: Story = {
  parameters: {
    backend: settingsBackend({ faults: [never('getStatistics')] }),
    deadline: dayLongDeadline,
  },
  play: async ({ canvasElement }) => {
    const dashboard = await inside(canvasElement, tag);
    await dashboard.findByText('Loading…');
  },
};

/** A company whose clients have not begun yet. */
export const Empty: Story = {
  parameters: { backend: settingsBackend({ sessions: [] }) },
  play: shows(tag, 'No verifications in this range'),
};

export const Error: Story = {
  parameters: { backend: settingsBackend({ faults: [failing('getStatistics', 'unavailable')] }) },
  play: shows(tag, 'Try again'),
};

/** The numbers could not be refreshed. */
export const Stale: Story = {
  parameters: {
    backend: settingsBackend({
      sessions,
      faults: [failing('getStatistics', 'unavailable', [2, 3, 4, 5, 6, 7, 8, 9])],
    }),
    // Else the client tries again itself.
    deadline: dayLongDeadline,
  },
  play: async (context) => {
    await drawn(context);
    await context.canvasElement.querySelector(tag)?.refresh();
    await shows(tag, /These numbers are from/)(context);
  },
};

/** Agents read no statistics. */
export const Forbidden: Story = {
  parameters: { backend: agentBackend() },
  play: shows(tag, 'Only master users can see the dashboard'),
};

export const Unsupported: Story = {
  parameters: { backend: withoutSettings() },
  play: shows(tag, 'There is no dashboard here'),
};

/** One session on one day. */
export const OneSession: Story = {
  args: { from: '2026-06-15', to: '2026-06-15' },
  parameters: {
    backend: settingsBackend({ sessions: sampleSessions({ count: 1, seed: 'one' }) }),
  },
  play: shows(tag, 'Verifications'),
};

/** A year, week by week, of which the company has been a customer for a quarter. */
export const OneYear: Story = { args: { from: '2025-06-16', to: '2026-06-15' } };

/** The numbers of the first chart in place of its drawing. */
export const AsTable: Story = {
  play: async (context) => {
    await drawn(context);
    const root = await rootOf(context.canvasElement, tag);
    const chart = await inside(root, 'kv-dashboard-chart');
    await userEvent.click(await chart.findByRole('button', { name: 'Table: Outcomes' }));
    await chart.findByRole('region', { name: 'Outcomes' });
  },
};

/** “From” is later than “To”. */
export const WrongDates: Story = {
  play: async (context) => {
    await drawn(context);
    const dashboard = await inside(context.canvasElement, tag);
    const from = await dashboard.findByLabelText('From');
    const all = { initialSelectionStart: 0, initialSelectionEnd: 10 };
    await userEvent.type(from, '06/20/2026', all);
    await shows(tag, /is later than/)(context);
  },
};

const scale = (statistics: Statistics, factor: number): Statistics => {
  const text = JSON.stringify(statistics, (_, value: unknown) =>
    typeof value === 'number' ? value * factor : value,
  );
  return JSON.parse(text) as Statistics;
};

/** Two hundred million sessions. */
export const LargeNumbers: Story = {
  render: (args) => {
    const { actor, ...workspace } = sampleWorkspace({ role: 'master' });
    const memory = createMemoryApi({ sessions, actor, workspace });
    const api = createReviewApi({
      ...memory,
      getStatistics: async (query) => scale(await memory.getStatistics(query), 234_567),
    });
    return html`<kv-review-provider .api=${api}>${renderDashboard(args)}</kv-review-provider>`;
  },
};

/** Everything below each other. */
export const LongContent: Story = {
  render: (args) => html`<div class="story-narrow">${renderDashboard(args)}</div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' } };

export const Dark: Story = { globals: { theme: 'dark' } };
