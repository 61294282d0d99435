import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/download-pdf';
import { backend, failing, findSession } from './support/data.js';
import { inside, shows } from './support/shadow.js';

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

export const Default: Story = {};

/** The photos cannot be had: nothing is downloaded, and the button tries again. */
export const Failed: Story = {
  parameters: { backend: backend({ faults: [failing('getPhoto', 'unavailable')] }) },
  play: async (context) => {
    const element = await inside(context.canvasElement, tag);
    await userEvent.click(await element.findByRole('button', { name: 'Download PDF' }));
    await shows(tag, 'Try again')(context);
  },
};
