import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings-awaiting';
import { failing, never } from './support/data.js';
import { saveAsColleague, settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;

const tag = 'kv-settings-awaiting';
const states = statesWithoutForm(tag);
const showsForm = shows(tag, 'Enable awaiting action');

/** Chooses a level, and turns a condition on. */
const change: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const section = await inside(canvasElement, tag);
  await userEvent.click(await section.findByRole('radio', { name: /Level 6/ }));
  await userEvent.click(section.getByRole('checkbox', { name: 'Document review' }));
};

const meta: Meta = {
  title: 'Elements/Settings awaiting',
  component: tag,
  parameters: { backend: settingsBackend() },
  render: () => html`<kv-settings-awaiting></kv-settings-awaiting>`,
  play: showsForm,
};
export default meta;

export const Default: Story = {};

/** Sessions that miss a condition are rejected at once, so document review does not count. */
export const AwaitingActionOff: Story = {
  parameters: { backend: settingsBackend({ settings: { awaitingAction: false } }) },
  play: shows(tag, /does not count while awaiting action is off/),
};

export const Changed: Story = {
  play: async (context) => {
    await change(context);
    await shows(tag, '2 unsaved changes')(context);
  },
};

export const Saved: Story = {
  play: async (context) => {
    await change(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /^Last saved by/)(context);
  },
};

/** Another master user has saved the section meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    await change(context);
    await saveAsColleague(context.id, {
      section: 'awaiting',
      values: { acceptanceLevel: 3, frontToBackCompare: false },
    });
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /Somebody else saved this section/)(context);
  },
};

/** The answer was lost. */
export const OutcomeUnknown: Story = {
  parameters: {
    backend: settingsBackend({ faults: [{ kind: 'dropped-answer', method: 'saveSettings' }] }),
  },
  play: async (context) => {
    await change(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /couldn’t confirm/)(context);
  },
};

const startPreview: NonNullable<Story['play']> = async (context) => {
  await change(context);
  const section = await inside(context.canvasElement, tag);
  await userEvent.click(await section.findByRole('button', { name: 'Preview the change' }));
};

/** How past sessions would have ended with the change. */
export const Preview: Story = {
  play: async (context) => {
    await startPreview(context);
    await shows(tag, /would have ended differently/)(context);
    const section = await inside(context.canvasElement, tag);
    const [first] = await section.findAllByText(/^\d+ sessions$/, { selector: 'summary span' });
    if (first) await userEvent.click(first);
  },
};

export const PreviewRunning: Story = {
  parameters: { backend: settingsBackend({ faults: [never('previewSettings')] }) },
  play: async (context) => {
    await startPreview(context);
    await shows(tag, 'Judging past sessions…')(context);
  },
};

/** The change is another one than that of the result. */
export const PreviewStale: Story = {
  play: async (context) => {
    await Preview.play?.(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('radio', { name: /Level 5/ }));
    await shows(tag, /no longer fits/)(context);
  },
};

export const PreviewFailed: Story = {
  parameters: {
    backend: settingsBackend({ faults: [failing('previewSettings', 'rate-limited')] }),
  },
  play: async (context) => {
    await startPreview(context);
    await shows(tag, /The preview failed/)(context);
  },
};

export const Loading: Story = states.loading;

/** The adapter has no settings. */
export const Empty: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

/** In a narrow column, with every field changed. */
export const LongContent: Story = {
  render: () => html`<div class="story-narrow"><kv-settings-awaiting></kv-settings-awaiting></div>`,
  play: change,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'მოქმედების მოლოდინის ჩართვა'),
};

export const Dark: Story = { globals: { theme: 'dark' }, play: change };
