import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/attempt-history';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
} from './support/data.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-attempt-history';
const session = findSession('awaiting', ({ attempts }) => attempts.length > 2);

/** Opens the newest attempt. */
const openNewest: Required<Pick<Story, 'play'>>['play'] = async ({ canvasElement }) => {
  const history = await inside(canvasElement, tag);
  const [newest] = await history.findAllByRole('button', { name: /^SEE DETAILS/ });
  if (newest) await userEvent.click(newest);
  await shows(tag, 'Front image data')({ canvasElement });
};

const meta: Meta<Args> = {
  title: 'Elements/Attempt history',
  component: tag,
  args: { session },
  parameters: { backend: backend(), controls: { disable: true } },
  render: (args) => html`<kv-attempt-history .session=${args.session}></kv-attempt-history>`,
  play: shows(tag, 'Attempt 1'),
};
export default meta;

/** Several attempts, with the values that have changed. */
export const Default: Story = {};

export const Open: Story = { play: openNewest };

export const ZoneErrors: Story = {
  play: async (context) => {
    await openNewest(context);
    const history = await inside(context.canvasElement, tag);
    await userEvent.click(await history.findByText('Check MRZ errors'));
    const root = await rootOf(context.canvasElement, tag);
    await shows('kv-mrz-report', 'Category')({ canvasElement: root as unknown as HTMLElement });
  },
};

/** No attempts yet. */
export const Empty: Story = {
  args: { session: { ...session, attempts: [], attemptCount: 0 } },
  play: shows(tag, 'No attempts yet.'),
};

/** The backend reports the number of attempts, without details. */
export const NotProvided: Story = {
  args: { session: { ...session, attempts: [] } },
  play: shows(tag, /does not provide the attempts/),
};

/** The photos of an open attempt are loading. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getPhoto')] }), deadline: dayLongDeadline },
  play: openNewest,
};

/** The photos of an open attempt cannot be loaded. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getPhoto', 'unavailable')] }) },
  play: async (context) => {
    await openNewest(context);
    const root = await rootOf(context.canvasElement, tag);
    await waitFor(() => expect(root.querySelector('kv-photo')).not.toBeNull());
  },
};

/** Thirty attempts, most of them interrupted. */
export const LongContent: Story = {
  args: { session: sessionWithId('edge-attempts') },
  play: shows(tag, 'Attempt 30'),
};

export const NothingRead: Story = {
  args: { session: sessionWithId('edge-nothing-read') },
  play: openNewest,
};

/** Markup, formulas and direction marks where data should be: all of it is text. */
export const HostileContent: Story = {
  args: { session: sessionWithId('edge-hostile') },
  play: async (context) => {
    await openNewest(context);
    await expect(globalThis).not.toHaveProperty('hacked');
  },
};

export const Narrow: Story = {
  args: { session: sessionWithId('edge-long-name') },
  render: (args) =>
    html`<div class="story-narrow">
      <kv-attempt-history .session=${args.session}></kv-attempt-history>
    </div>`,
  play: openNewest,
};

export const RTL: Story = {
  args: { session: sessionWithId('edge-arabic-name') },
  globals: { locale: 'ar' },
  play: openNewest,
};

export const Georgian: Story = {
  args: { session: sessionWithId('edge-georgian-name') },
  globals: { locale: 'ka' },
  play: shows(tag, 'მცდელობა 1'),
};

export const Dark: Story = { globals: { theme: 'dark' }, play: openNewest };
