import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';

import 'kv-review/define/field-evidence';
import { backend, editedByColleague, findSession, sessionWithId } from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const session = sessionWithId('edge-georgian-name');
const misread = findSession('awaiting', ({ attempts }) => {
  const { front, back } = attempts.at(-1) ?? {};
  return Boolean(front && back && front.documentNumber !== back.documentNumber);
});

const meta: Meta<Args> = {
  title: 'Elements/Field evidence',
  component: 'kv-field-evidence',
  args: { session },
  parameters: { backend: backend(), controls: { include: [] } },
  render: (args) => html`<kv-field-evidence .session=${args.session}></kv-field-evidence>`,
  play: shows('kv-field-evidence', 'First Name'),
};
export default meta;

/** Georgian on the front, Latin in the machine-readable zone: the same name. */
export const Default: Story = {
  play: shows('kv-field-evidence', 'No differences found'),
};

/** The host has not read the session yet. */
export const Loading: Story = { args: { session: undefined }, play: () => Promise.resolve() };

/** Nothing was read from the document. */
export const Empty: Story = { args: { session: sessionWithId('edge-nothing-read') } };

/** The front and the machine-readable zone contradict each other. */
export const Error: Story = {
  args: { session: misread },
  play: shows('kv-field-evidence', 'Front and MRZ differ'),
};

/** An agent has corrected a field more than once. */
export const Edited: Story = {
  args: { session: editedByColleague(editedByColleague(session)) },
  play: async ({ canvasElement }) => {
    const evidence = await inside(canvasElement, 'kv-field-evidence');
    await userEvent.click(await evidence.findByText('All 2 changes'));
    const all = await evidence.findAllByText('After:');
    await expect(all).toHaveLength(2);
  },
};

/** The agent compares names in Arabic letters. */
export const NotComparable: Story = {
  args: { session: sessionWithId('edge-arabic-name') },
  play: shows('kv-field-evidence', '2 fields to compare by eye'),
};

export const LongContent: Story = { args: { session: sessionWithId('edge-long-name') } };

export const Narrow: Story = {
  args: { session: misread },
  render: (args) =>
    html`<div class="story-narrow">
      <kv-field-evidence .session=${args.session}></kv-field-evidence>
    </div>`,
};

export const RTL: Story = {
  args: { session: editedByColleague(sessionWithId('edge-arabic-name')) },
  globals: { locale: 'ar' },
  play: shows('kv-field-evidence', 'الاسم الأول'),
};

export const Georgian: Story = {
  args: { session: editedByColleague(session) },
  globals: { locale: 'ka' },
  play: shows('kv-field-evidence', 'სახელი'),
};

export const Dark: Story = { args: { session: misread }, globals: { theme: 'dark' } };
