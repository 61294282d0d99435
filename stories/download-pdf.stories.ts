import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';

import 'kv-review/define/download-pdf';
import { backend, failing, findSession, never, dayLongDeadline } from './support/data.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-download-pdf';

const meta: Meta<Args> = {
  title: 'Elements/Download PDF',
  component: tag,
  args: { session: findSession('rejected') },
  parameters: { backend: backend(), controls: { disable: true } },
  render: (args) => html`<kv-download-pdf .session=${args.session}></kv-download-pdf>`,
  play: shows(tag, 'Download PDF'),
};
export default meta;

/** Presses the button, and waits for a text. */
const pressingUntil = (text: string): Required<Pick<Story, 'play'>> => ({
  play: async (context) => {
    const element = await inside(context.canvasElement, tag);
    await userEvent.click(await element.findByRole('button', { name: 'Download PDF' }));
    await shows(tag, text)(context);
  },
});

export const Default: Story = {};

/** The photos are loading. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getPhoto')] }), deadline: dayLongDeadline },
  ...pressingUntil('Preparing the PDF…'),
};

/** The session awaits action: each page of its PDF is marked as not decided. */
export const NotDecided: Story = { args: { session: findSession('awaiting') } };

/** Nothing to download: the client has not finished. */
export const Empty: Story = {
  args: { session: findSession('processing') },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement, tag);
    await expect(root.querySelector('button')).toBeNull();
  },
};

/** The photos cannot be loaded: nothing is downloaded, and the button tries again. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getPhoto', 'unavailable')] }) },
  ...pressingUntil('Try again'),
};

/** In a narrow space, with an error. */
export const LongContent: Story = {
  ...Error,
  render: (args) =>
    html`<div class="story-narrow">
      <kv-download-pdf .session=${args.session}></kv-download-pdf>
    </div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'PDF-ის ჩამოტვირთვა'),
};

export const Dark: Story = { globals: { theme: 'dark' } };
