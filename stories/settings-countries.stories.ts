import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings-countries';
import { saveAsColleague, settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;

const tag = 'kv-settings-countries';
const states = statesWithoutForm(tag);
const highRiskCountries = [
  { code: 'UTO', checkIp: false, checkNationality: true },
  { code: 'IRN', checkIp: true, checkNationality: true },
  { code: 'PRK', checkIp: true, checkNationality: false },
];
const filled = settingsBackend({ settings: { highRiskCountries } });

const add: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const section = await inside(canvasElement, tag);
  await userEvent.type(await section.findByRole('combobox'), 'Syr{Enter}');
  await section.findByText(/Not saved yet/);
};

const meta: Meta = {
  title: 'Elements/Settings countries',
  component: tag,
  parameters: { backend: filled },
  render: () => html`<kv-settings-countries></kv-settings-countries>`,
  play: shows(tag, 'Iran'),
};
export default meta;

export const Default: Story = {};

/** No country is on the list. */
export const Empty: Story = {
  parameters: { backend: settingsBackend() },
  play: shows(tag, 'No high-risk countries'),
};

export const Searching: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.type(await section.findByRole('combobox'), 'gui');
    await section.findAllByRole('option', { name: /Guinea/ });
  },
};

/** One country is new, one will be deleted, and one has other checks. */
export const Changed: Story = {
  play: async (context) => {
    await add(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('checkbox', { name: 'IP check: Iran' }));
    await userEvent.click(section.getByRole('button', { name: 'Delete North Korea' }));
    await userEvent.click(await section.findByRole('button', { name: 'Delete' }));
    await shows(tag, '3 unsaved changes')(context);
  },
};

/** Asks before it deletes a country. */
export const Deleting: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(await section.findByRole('button', { name: 'Delete Iran' }));
    await shows(tag, /stopped because of it/)(context);
  },
};

/** Another master user has saved the section meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(await section.findByRole('checkbox', { name: 'IP check: Iran' }));
    await saveAsColleague(context.id, {
      section: 'countries',
      values: { highRiskCountries: highRiskCountries.slice(0, 1) },
    });
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /Somebody else saved this section/)(context);
  },
};

export const Loading: Story = states.loading;

export const Unsupported: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

/** Long names and codes of no country, in a narrow column. */
export const LongContent: Story = {
  parameters: {
    backend: settingsBackend({
      settings: {
        highRiskCountries: ['UNK', 'XCO', 'XXA', 'SGS'].map((code) => ({
          code,
          checkIp: false,
          checkNationality: true,
        })),
      },
    }),
  },
  render: () =>
    html`<div class="story-narrow"><kv-settings-countries></kv-settings-countries></div>`,
  play: shows(tag, /Resident of Kosovo/),
};

export const RTL: Story = { globals: { locale: 'ar' }, play: shows(tag, 'إيران') };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'ირანი') };

export const Dark: Story = { globals: { theme: 'dark' }, play: add };
