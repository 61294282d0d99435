import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

import 'kv-review/define/extra-fields';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
} from './support/data.js';
import { shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-extra-fields';
const session = findSession('awaiting', ({ extra }) => extra.length > 2);

const meta: Meta<Args> = {
  title: 'Elements/Extra fields',
  component: tag,
  args: { session },
  parameters: { backend: backend(), controls: { disable: true } },
  render: (args) => html`<kv-extra-fields .session=${args.session}></kv-extra-fields>`,
  play: shows(tag, 'Phone'),
};
export default meta;

export const Default: Story = {};

export const NothingFilledIn: Story = {
  args: { session: { ...session, extra: [] } },
  play: shows(tag, 'Not filled in'),
};

/** The company has defined no fields, and none were filled in. */
export const Empty: Story = {
  args: { session: { ...session, extra: [] } },
  parameters: { backend: backend({ workspace: { extraFields: [] } }) },
  play: shows(tag, /no extra fields/),
};

/** The company's fields have not loaded yet. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getWorkspace')] }), deadline: dayLongDeadline },
  play: shows(tag, 'Loading…'),
};

/** Signed out: the element is empty. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unauthenticated')] }) },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector(tag);
    await waitFor(() => expect(element?.shadowRoot?.textContent.trim()).toBe(''));
  },
};

/** Forty values, most of them of fields that the company does not define. */
export const LongContent: Story = {
  args: { session: sessionWithId('edge-extra-fields') },
  play: shows(tag, 'customField37'),
};

/** Markup, formulas, scripts, and keys such as `__proto__`. */
export const Hostile: Story = {
  args: { session: sessionWithId('edge-hostile') },
  play: shows(tag, '__proto__'),
};

export const Narrow: Story = {
  render: (args) =>
    html`<div class="story-narrow">
      <kv-extra-fields .session=${args.session}></kv-extra-fields>
    </div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'ტელეფონი') };

export const Dark: Story = { globals: { theme: 'dark' } };
