import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/mrz-report';
import { backend, sessionWithId } from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  lines: readonly string[] | null | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-mrz-report';

/** The specimen of ICAO Doc 9303-4. */
const specimen = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];

/** The specimen with another state, a digit in the name, two wrong check digits and a missing end. */
const spoiled = [
  'P<QQQ1RIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C30UTO7402302F1204159ZE184226B<<<<<1',
];

const meta: Meta<Args> = {
  title: 'Elements/MRZ report',
  component: tag,
  args: { lines: spoiled },
  parameters: { backend: backend(), controls: { include: ['lines'] } },
  render: ({ lines }) => html`<kv-mrz-report .lines=${lines}></kv-mrz-report>`,
  play: shows(tag, 'invalid state code'),
};
export default meta;

/** Several checks failed: each is shown as Category and Error, with marked characters. */
export const Default: Story = {};

export const Valid: Story = { args: { lines: specimen }, play: shows(tag, 'All 15 checks passed') };

/** An identity card (TD1) with two wrong check digits. */
export const IdentityCard: Story = {
  args: {
    lines: [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204150UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ],
  },
  play: shows(tag, 'invalid check digit: 0. Must be 9'),
};

export const Arithmetic: Story = {
  play: async ({ canvasElement }) => {
    const report = await inside(canvasElement, tag);
    const [first] = await report.findAllByText('How the check digit is computed', { exact: false });
    if (first) await userEvent.click(first);
    await expect(await report.findByText(/^Sum: 316/)).toBeVisible();
  },
};

export const PassedChecks: Story = {
  play: async ({ canvasElement }) => {
    const report = await inside(canvasElement, tag);
    await userEvent.click(await report.findByText(/checks that passed$/));
    await expect(await report.findByText('ANNA MARIA')).toBeVisible();
  },
};

/** No zone was read. */
export const Empty: Story = {
  args: { lines: null },
  play: shows(tag, 'No machine-readable zone was read.'),
};

/** It is not known yet whether there is a zone. */
export const Loading: Story = {
  args: { lines: undefined },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector(tag);
    await waitFor(() => expect(element?.shadowRoot?.textContent.trim()).toBe(''));
  },
};

/** The text does not resemble a zone. */
export const Error: Story = {
  args: { lines: ['NOT A MACHINE READABLE ZONE'] },
  play: shows(tag, /^unrecognized format/),
};

/** Far more text than a zone has. */
export const LongContent: Story = {
  args: { lines: ['A'.repeat(1_000_000), 'B<'.repeat(300)] },
  play: shows(tag, 'At most 8 lines of 100 characters are shown.'),
};

/** Markup, and characters that are invisible or change the direction of text. */
export const HostileContent: Story = {
  args: {
    lines: [
      'P<UTO\u202Eسلام\u0351\u200BERIKSSON',
      '<img src=x onerror="globalThis.hacked = true">',
    ],
  },
  play: async ({ canvasElement }) => {
    await shows(tag, 'U+202E')({ canvasElement });
    await expect(globalThis).not.toHaveProperty('hacked');
  },
};

/** The zone of a session's document. */
export const OfSession: Story = {
  args: { lines: sessionWithId('edge-long-name').attempts.at(-1)?.mrz },
  play: shows(tag, /in format TD3/),
};

export const Narrow: Story = {
  render: ({ lines }) =>
    html`<div class="story-narrow"><kv-mrz-report .lines=${lines}></kv-mrz-report></div>`,
};

/** The lines still run from left to right. */
export const RTL: Story = { globals: { locale: 'ar' } };

/** Errors are technical English in every language. */
export const Georgian: Story = { globals: { locale: 'ka' } };

export const Dark: Story = { globals: { theme: 'dark' } };
