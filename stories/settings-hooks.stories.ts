import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/settings-hooks';
import { backendOf } from './support/backend.js';
import { settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;
type Context = Parameters<NonNullable<Story['play']>>[0];

const tag = 'kv-settings-hooks';
const states = statesWithoutForm(tag, {
  method: 'listWebHooks',
  unsupported: 'There are no web hooks here',
});
const statuses = [204, 500, 204, 404];

/** Its receiver fails every second time. */
const hooksBackend = (changes: Parameters<typeof settingsBackend>[0] = {}) => {
  let calls = 0;
  return settingsBackend({
    webHookReceiver: () => statuses[calls++ % statuses.length] ?? 204,
    ...changes,
  });
};

const press = async ({ canvasElement }: Context, name: string | RegExp): Promise<void> => {
  const section = await inside(canvasElement, tag);
  const [button] = await section.findAllByRole('button', { name });
  if (button) await userEvent.click(button);
};

const lengthy = `https://hooks.example/${'a-very-long-path/'.repeat(60)}`;

/** Three web hooks: one of them was delivered, one failed, one is not active. */
const addHooks: NonNullable<Story['play']> = async (context) => {
  const api = backendOf(context.id);
  const first = await api.addWebHook({
    event: 'post-verification',
    url: 'https://hooks.example/a',
  });
  const second = await api.addWebHook({
    event: 'post-manual-verification',
    method: 'PUT',
    url: 'https://hooks.example/decisions',
  });
  await api.addWebHook({ event: 'post-verification', url: 'https://old.example', enabled: false });
  await api.testWebHook(first.id);
  await api.testWebHook(second.id);
  await press(context, /^(Refresh|تحديث)$/);
  await shows(tag, 'https://hooks.example/decisions')(context);
};

const meta: Meta = {
  title: 'Elements/Settings hooks',
  component: tag,
  parameters: { backend: hooksBackend() },
  render: () => html`<kv-settings-hooks></kv-settings-hooks>`,
};
export default meta;

export const Default: Story = { play: addHooks };

export const Empty: Story = { play: shows(tag, 'No web hooks yet') };

export const Form: Story = {
  play: async (context) => {
    await press(context, 'Configure new web hook');
    await shows(tag, 'Callback URL')(context);
  },
};

/** A mistake is said at its field. */
export const Mistake: Story = {
  play: async (context) => {
    await press(context, 'Configure new web hook');
    await press(context, 'Activate');
    await shows(tag, 'Enter the address of your receiver.')(context);
  },
};

/** The secret of a new web hook is shown once. */
export const Secret: Story = {
  play: async (context) => {
    await press(context, 'Configure new web hook');
    const section = await inside(context.canvasElement, tag);
    const field = await section.findByRole('textbox', { name: 'Callback URL' });
    await userEvent.type(field, 'https://hooks.example');
    await press(context, 'Activate');
    await shows(tag, 'The secret of the new web hook')(context);
  },
};

export const Replacing: Story = {
  play: async (context) => {
    await addHooks(context);
    await press(context, /^Replace secret/);
    await shows(tag, 'Replace the secret?')(context);
  },
};

export const Removing: Story = {
  play: async (context) => {
    await addHooks(context);
    await press(context, /^Remove/);
    await shows(tag, 'Remove this web hook?')(context);
  },
};

/** A test that failed. */
export const Tested: Story = {
  parameters: { backend: settingsBackend({ webHookReceiver: () => 503 }) },
  play: async (context) => {
    await addHooks(context);
    await press(context, /^Test/);
    await shows(tag, 'The test failed: HTTP status 503')(context);
  },
};

/** The deliveries of a web hook with each try. */
export const DeliveryLog: Story = {
  play: async (context) => {
    await addHooks(context);
    await press(context, /^Delivery log/);
    await press(context, /^Send again/);
    await shows(tag, /^(Delivered|Failed again): HTTP status/)(context);
  },
};

/** Another master user has changed the web hook while the form was open. */
export const Conflict: Story = {
  play: async (context) => {
    await addHooks(context);
    await press(context, /^Change/);
    const section = await inside(context.canvasElement, tag);
    const field = await section.findByRole('textbox', { name: 'Callback URL' });
    await userEvent.type(field, '/mine');
    const api = backendOf(context.id);
    const [hook] = (await api.listWebHooks()).hooks;
    if (hook) await api.changeWebHook(hook.id, { url: 'https://hooks.example/theirs' }, hook);
    await press(context, 'Save');
    await shows(tag, 'Another user has changed this web hook')(context);
  },
};

export const Loading: Story = states.loading;

/** The adapter has no web hooks. */
export const Unsupported: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

export const LongContent: Story = {
  render: () => html`<div class="story-narrow"><kv-settings-hooks></kv-settings-hooks></div>`,
  play: async (context) => {
    await backendOf(context.id).addWebHook({ event: 'post-verification', url: lengthy });
    await press(context, /^(Refresh|تحديث)$/);
    await shows(tag, lengthy)(context);
  },
};

export const RTL: Story = { globals: { locale: 'ar' }, play: addHooks };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'ვებ-ჰუკები'),
};

export const Dark: Story = { globals: { theme: 'dark' }, play: addHooks };
