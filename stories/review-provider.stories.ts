import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = {
  title: 'Elements/Review provider',
  component: 'kv-review-provider',
  render: () => html`<p>Hello</p>`,
};
export default meta;

export const Default: StoryObj = {};
