import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings-queue';
import { saveAsColleague, settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;

const tag = 'kv-settings-queue';
const states = statesWithoutForm(tag);
const showsForm = shows(tag, 'Due hours');
const dueHours = { mrz: 24, 'open-match': 4, 'document-review': 72 };

/** Enters hours, and requires claims. */
const change: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const section = await inside(canvasElement, tag);
  await userEvent.type(await section.findByRole('textbox', { name: 'Expiration Date' }), '48');
  await userEvent.click(section.getByRole('checkbox', { name: 'Require claims' }));
};

const meta: Meta = {
  title: 'Elements/Settings queue',
  component: tag,
  parameters: { backend: settingsBackend({ settings: { dueHours } }) },
  render: () => html`<kv-settings-queue></kv-settings-queue>`,
  play: showsForm,
};
export default meta;

export const Default: Story = {};

export const Changed: Story = {
  play: async (context) => {
    await change(context);
    await shows(tag, '2 unsaved changes')(context);
  },
};

/** Hours that cannot be saved. */
export const Faulty: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.type(await section.findByRole('textbox', { name: 'Expiration Date' }), '9999');
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /1 field needs your attention/)(context);
  },
};

/** Another master user has saved the section meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    await change(context);
    await saveAsColleague(context.id, { section: 'queue', values: { dueHours: { expiry: 12 } } });
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /Somebody else saved this section/)(context);
  },
};

export const Loading: Story = states.loading;

/** The adapter has no settings. */
export const Empty: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

/** In a narrow column, with changes. */
export const LongContent: Story = {
  render: () => html`<div class="story-narrow"><kv-settings-queue></kv-settings-queue></div>`,
  play: change,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'ვადები') };

export const Dark: Story = { globals: { theme: 'dark' }, play: change };
