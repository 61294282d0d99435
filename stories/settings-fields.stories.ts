import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';
import { sampleExtraFields } from 'kv-review/testing';

import 'kv-review/define/settings-fields';
import {
  saveAsColleague,
  settingsBackend,
  statesWithoutForm,
  withoutExtraFields,
} from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;
type Context = Parameters<NonNullable<Story['play']>>[0];

const tag = 'kv-settings-fields';
const states = statesWithoutForm(tag);
const showsForm = shows(tag, 'Add field');

const press = async ({ canvasElement }: Context, name: string | RegExp): Promise<void> => {
  const section = await inside(canvasElement, tag);
  const [button] = await section.findAllByRole('button', { name });
  if (button) await userEvent.click(button);
};

/** Moves the first field, and opens it. */
const change: NonNullable<Story['play']> = async (context) => {
  await press(context, /^Move down/);
  await press(context, /^Change /);
};

const meta: Meta = {
  title: 'Elements/Settings fields',
  component: tag,
  parameters: { backend: settingsBackend() },
  render: () => html`<kv-settings-fields></kv-settings-fields>`,
  play: showsForm,
};
export default meta;

export const Default: Story = {};

export const Empty: Story = {
  parameters: { backend: withoutExtraFields() },
  play: shows(tag, 'No extra fields'),
};

export const Changed: Story = {
  play: async (context) => {
    await change(context);
    await shows(tag, '1 unsaved change')(context);
  },
};

/** A new field without a label. */
export const Mistake: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.type(await section.findByRole('textbox', { name: 'Key' }), 'iban');
    await press(context, 'Add field');
    await press(context, 'Save');
    await shows(tag, '1 field needs your attention')(context);
  },
};

export const Deleting: Story = {
  play: async (context) => {
    await press(context, /^Delete /);
    await shows(tag, /^Delete .*\?$/)(context);
  },
};

/** Another master user has saved another order meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    await change(context);
    await saveAsColleague(context.id, {
      section: 'fields',
      values: { extraFields: [...sampleExtraFields].reverse().map(({ key }) => ({ key })) },
    });
    await press(context, 'Save');
    await shows(tag, /Somebody else saved this section/)(context);
  },
};

export const Loading: Story = states.loading;

export const Unsupported: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

/** In a narrow column, with every language of a field. */
export const LongContent: Story = {
  render: () => html`<div class="story-narrow"><kv-settings-fields></kv-settings-fields></div>`,
  play: change,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'ველის დამატება') };

export const Dark: Story = { globals: { theme: 'dark' }, play: change };
