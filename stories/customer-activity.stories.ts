import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/customer-activity';
import { backend, failing, findSession, sessionWithId } from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-customer-activity';
const session = findSession('success', ({ device }) => device.name !== null);
const showsAttempts = shows(tag, 'Attempts');

/** The backend returns the user agent, and no values from it. */
const withRawUserAgent: Session = {
  ...session,
  device: { ...session.device, name: null, type: null, browser: null, os: null },
};

const meta: Meta<Args> = {
  title: 'Elements/Customer activity',
  component: tag,
  args: { session },
  parameters: { backend: backend(), controls: { disable: true } },
  render: (args) => html`<kv-customer-activity .session=${args.session}></kv-customer-activity>`,
  play: showsAttempts,
};
export default meta;

export const Default: Story = {};

export const ReadFromUserAgent: Story = {
  args: { session: withRawUserAgent },
  play: shows(tag, 'read from the user agent'),
};

export const RawUserAgent: Story = {
  play: async ({ canvasElement }) => {
    const activity = await inside(canvasElement, tag);
    await userEvent.click(await activity.findByText('Raw user agent'));
    await activity.findByText(/^Mozilla/);
  },
};

export const Unfinished: Story = {
  args: { session: findSession('processing') },
  play: shows(tag, 'Not finished yet'),
};

/** The device is unknown. */
export const Empty: Story = {
  args: { session: sessionWithId('edge-nothing-read') },
  play: shows(tag, 'Unknown'),
};

/** The session is still loading. */
export const Loading: Story = { args: { session: undefined }, play: () => Promise.resolve() };

/** Signed out: the element is empty. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unauthenticated')] }) },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector(tag);
    await waitFor(() => expect(element?.shadowRoot?.textContent.trim()).toBe(''));
  },
};

export const LongContent: Story = { args: { session: sessionWithId('edge-hostile') } };

export const Narrow: Story = {
  render: (args) =>
    html`<div class="story-narrow">
      <kv-customer-activity .session=${args.session}></kv-customer-activity>
    </div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'მცდელობები') };

export const Dark: Story = { globals: { theme: 'dark' } };
