import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

import 'kv-review/define/awaiting-badge';
import { backend, failing, never, dayLongDeadline, sessions } from './support/data.js';
import { rootOf, shows } from './support/shadow.js';

type Badge = HTMLElementTagNameMap['kv-awaiting-badge'];
type Args = Pick<Badge, 'max' | 'pollInterval'>;
type Story = StoryObj<Args>;

const tag = 'kv-awaiting-badge';

const showing = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: shows(tag, text),
});

const awaiting = sessions.filter(({ status }) => status === 'awaiting');

const meta: Meta<Args> = {
  title: 'Elements/Awaiting badge',
  component: tag,
  args: { max: 99, pollInterval: 30 },
  argTypes: {
    max: { control: { type: 'number', min: 1 } },
    pollInterval: { control: { type: 'number', min: 0 } },
  },
  parameters: {
    backend: backend({ sessions: awaiting.slice(0, 12) }),
    controls: { include: ['max', 'pollInterval'] },
  },
  render: ({ max, pollInterval }) =>
    html`<p class="story-header">
      Awaiting Action
      <kv-awaiting-badge max=${max} poll-interval=${pollInterval}></kv-awaiting-badge>
    </p>`,
  ...showing('12 sessions await action'),
};
export default meta;

export const Default: Story = {};

const showingNothing: Required<Pick<Story, 'play'>> = {
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement, tag);
    await waitFor(() => expect(root.querySelector('.badge')).toBeNull());
  },
};

/** Takes up no space until the number has loaded. */
export const Loading: Story = {
  parameters: {
    backend: backend({ faults: [never(['countSessions', 'listSessions'])] }),
    deadline: dayLongDeadline,
  },
  ...showingNothing,
};

/** Takes up no space if no session awaits action. */
export const Empty: Story = {
  parameters: { backend: backend({ sessions: [] }) },
  ...showingNothing,
};

export const Error: Story = {
  parameters: {
    backend: backend({ faults: [failing(['countSessions', 'watchSessions'], 'unavailable')] }),
  },
  ...showing('The number of sessions awaiting action is unknown.'),
};

export const One: Story = {
  parameters: { backend: backend({ sessions: awaiting.slice(0, 1) }) },
  ...showing('1 session awaits action'),
};

const crowd = (count: number): Session[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(awaiting[index % awaiting.length] as Session),
    id: `crowd-${index}`,
  }));

/** More than `max`. */
export const LongContent: Story = {
  parameters: { backend: backend({ sessions: crowd(1234) }) },
  ...showing('99+'),
};

export const WithoutMax: Story = {
  args: { max: Infinity },
  parameters: { backend: backend({ sessions: crowd(1234) }) },
  ...showing('1,234'),
};

/** Three conditions are due after an hour, and the sample sessions have waited for longer. */
const dueHours = { mrz: 1, expiry: 1, 'open-match': 1 };
const withOverdue = backend({ sessions: awaiting.slice(0, 12), settings: { dueHours } });

/** The second number, with the icon, is that of the sessions that are overdue. */
export const Overdue: Story = {
  parameters: { backend: withOverdue },
  ...showing(/12 sessions await action, \d+ (is|are) overdue/),
};

export const OverdueRTL: Story = {
  globals: { locale: 'ar' },
  parameters: { backend: withOverdue },
  ...showing(/12/),
};

export const OverdueGeorgianDark: Story = {
  globals: { locale: 'ka', theme: 'dark' },
  parameters: { backend: withOverdue },
  ...showing(/ვადაგადაცილებულია/),
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, ...showing('12') };

export const Dark: Story = { globals: { theme: 'dark' } };
