import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import 'kv-review/define/review-frame';
import { shows } from './support/shadow.js';

type Frame = HTMLElementTagNameMap['kv-review-frame'];
type Args = Pick<Frame, 'src' | 'timeout'> & { locale: string };
type Story = StoryObj<Args>;

const tag = 'kv-review-frame';

/** No page answers there. */
const silent = 'https://review.invalid/';

const meta: Meta<Args> = {
  title: 'Elements/Review frame',
  component: tag,
  args: { src: silent, timeout: 1_000_000, locale: 'en' },
  render: ({ src, timeout, locale }) =>
    html`<kv-review-frame src=${src} timeout=${timeout} locale=${locale}></kv-review-frame>`,
};
export default meta;

/** The page is down, or its headers forbid this page to show it. */
export const Default: Story = {
  args: { timeout: 50 },
  play: shows(tag, 'The review did not load'),
};

export const Loading: Story = { play: shows(tag, 'Loading the review…') };

/** Without an address. */
export const Empty: Story = {
  args: { src: '' },
  play: shows(tag, 'The review cannot be shown here'),
};

/** A page of the same origin would not be isolated. */
export const Error: Story = {
  args: { src: '/' },
  play: shows(tag, /^The address of the review is missing or not allowed/),
};

/** The sentences in a narrow column. */
export const LongContent: Story = {
  ...Default,
  args: { timeout: 50, locale: 'ka' },
  render: (args, context) => html`<div class="story-narrow">${meta.render?.(args, context)}</div>`,
  play: shows(tag, 'განხილვის გვერდი ვერ ჩაიტვირთა'),
};

export const Georgian: Story = {
  args: { timeout: 50, locale: 'ka' },
  play: shows(tag, 'განხილვის გვერდი ვერ ჩაიტვირთა'),
};

export const RTL: Story = { ...Default, globals: { direction: 'rtl' } };

export const Dark: Story = { ...Default, globals: { theme: 'dark' } };
