import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Recheck } from 'kv-review';
import { ReviewError } from 'kv-review/api';
import type { Screening, Session } from 'kv-review/model';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/screening';
import { backend, findSession, sessionWithId } from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
  recheck?: Recheck;
}
type Story = StoryObj<Args>;

const tag = 'kv-screening';
const match = findSession('awaiting', ({ screening }) => screening.status === 'match');
const clear = findSession('awaiting', ({ screening }) => screening.status === 'clear');
const withScreening = (screening: Screening): Session => ({ ...clear, screening });

const recheckAnswering = (play: Required<Story>['play']): Pick<Story, 'play'> => ({
  play: async (context) => {
    const screening = await inside(context.canvasElement, tag);
    await userEvent.click(await screening.findByRole('button', { name: 'Check again' }));
    await play(context);
  },
});

const meta: Meta<Args> = {
  title: 'Elements/Screening',
  component: tag,
  args: { session: match },
  parameters: { backend: backend(), controls: { disable: true } },
  render: ({ session, recheck }) =>
    html`<kv-screening .session=${session} .recheck=${recheck}></kv-screening>`,
  play: shows(tag, 'Match found'),
};
export default meta;

export const Default: Story = {};

export const Clear: Story = { args: { session: clear }, play: shows(tag, 'No') };

/** A check that failed is unknown, never clear. */
export const Unknown: Story = {
  args: { session: withScreening({ status: 'unknown', checkedAt: null }) },
  play: shows(tag, /does not clear/),
};

/** The company has no integration with a list. */
export const Empty: Story = {
  args: { session: withScreening({ status: 'absent' }) },
  play: shows(tag, /no integration/),
};

/** The host's backend can check again. */
export const Recheckable: Story = {
  args: { recheck: () => Promise.resolve({ ...match, screening: clear.screening }) },
  ...recheckAnswering(shows(tag, 'No')),
};

export const Loading: Story = {
  args: { recheck: () => new Promise(() => undefined) },
  ...recheckAnswering(async ({ canvasElement }) => {
    const screening = await inside(canvasElement, tag);
    await screening.findByRole('button', { name: 'Checking…' });
  }),
};

export const Error: Story = {
  args: { recheck: () => Promise.reject(new ReviewError('unavailable', 'down')) },
  ...recheckAnswering(shows(tag, 'The service cannot be reached')),
};

export const LongContent: Story = { args: { session: sessionWithId('edge-hostile') } };

export const Narrow: Story = {
  render: ({ session }) =>
    html`<div class="story-narrow"><kv-screening .session=${session}></kv-screening></div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'მსგავსება') };

export const Dark: Story = { globals: { theme: 'dark' } };
