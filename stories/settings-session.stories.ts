import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings-session';
import { saveAsColleague, settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;

const tag = 'kv-settings-session';
const states = statesWithoutForm(tag);

/** What is typed replaces what a field contains. */
const instead = { initialSelectionStart: 0, initialSelectionEnd: 100 };

const change: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const section = await inside(canvasElement, tag);
  await userEvent.type(await section.findByLabelText('Max Attempts'), '5', instead);
  await userEvent.click(section.getByRole('radio', { name: /^PASSPORT/ }));
};

const meta: Meta = {
  title: 'Elements/Settings session',
  component: tag,
  parameters: { backend: settingsBackend({ settings: { timeZone: 'Asia/Tbilisi' } }) },
  render: () => html`<kv-settings-session></kv-settings-session>`,
  play: shows(tag, 'Max Attempts'),
};
export default meta;

export const Default: Story = {};

export const Changed: Story = {
  play: async (context) => {
    await change(context);
    await shows(tag, '2 unsaved changes')(context);
  },
};

/** Every mistake is named at its field and in a summary. */
export const Mistakes: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.type(await section.findByLabelText('Max Attempts'), 'three', instead);
    await userEvent.type(section.getByLabelText('Support Email'), 'help at example');
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, '2 fields need your attention')(context);
  },
};

/** The list of time zones, each with its current time. */
export const TimeZones: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.type(await section.findByRole('combobox'), 'Tbilisi');
    await section.findByRole('option', { name: /Tbilisi/ });
  },
};

/** Another master user has saved the section meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    await change(context);
    await saveAsColleague(context.id, {
      section: 'session',
      values: { maxAttempts: 2, supportEmail: 'help@specimen.example' },
    });
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

/** In a narrow column, with a long address. */
export const LongContent: Story = {
  parameters: {
    backend: settingsBackend({
      settings: { supportEmail: `${'help'.repeat(15)}@specimen.example` },
    }),
  },
  render: () => html`<div class="story-narrow"><kv-settings-session></kv-settings-session></div>`,
  play: change,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'მცდელობების მაქსიმუმი'),
};

export const Dark: Story = { globals: { theme: 'dark' }, play: change };
