import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, fn, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/session-filters';
import { backend, failing, never, dayLongDeadline } from './support/data.js';
import { inside } from './support/shadow.js';

type Filters = HTMLElementTagNameMap['kv-session-filters'];
interface Args extends Pick<
  Filters,
  | 'documentType'
  | 'status'
  | 'spoof'
  | 'judged'
  | 'condition'
  | 'due'
  | 'claim'
  | 'from'
  | 'to'
  | 'noStatus'
  | 'queue'
> {
  onChange: (event: Event) => void;
}
type Story = StoryObj<Args>;

const tag = 'kv-session-filters';

const meta: Meta<Args> = {
  title: 'Elements/Session filters',
  component: tag,
  args: {
    documentType: '',
    status: '',
    spoof: '',
    judged: '',
    condition: '',
    due: '',
    claim: '',
    from: '',
    to: '',
    noStatus: false,
    queue: false,
    onChange: fn(),
  },
  parameters: { backend: backend() },
  render: ({ onChange, ...filters }) =>
    html`<kv-session-filters
      .documentType=${filters.documentType}
      .status=${filters.status}
      .spoof=${filters.spoof}
      .judged=${filters.judged}
      .condition=${filters.condition}
      .due=${filters.due}
      .claim=${filters.claim}
      .from=${filters.from}
      .to=${filters.to}
      .noStatus=${filters.noStatus}
      .queue=${filters.queue}
      @kv-filter-change=${onChange}
    ></kv-session-filters>`,
};
export default meta;

export const Default: Story = {};

/** Each active filter can be removed. */
export const InUse: Story = {
  args: {
    documentType: 'passport',
    status: 'failed pending',
    spoof: 'digital-spoof low-far',
    from: '2026-03-01',
    to: '2026-03-31',
  },
  play: async ({ canvasElement, args }) => {
    const filters = await inside(canvasElement, tag);
    await userEvent.click(await filters.findByRole('button', { name: 'Remove filter: Passport' }));
    await expect(args.onChange).toHaveBeenCalledOnce();
  },
};

/** The company's level has not loaded yet. All other filters work. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getWorkspace')] }), deadline: dayLongDeadline },
};

/** No filter is active. */
export const Empty: Story = {};

/** The backend does not answer. Filters can still be chosen. */
export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getWorkspace', 'unavailable')] }) },
};

/** All filters that can be active at the same time. */
export const LongContent: Story = {
  args: {
    documentType: 'passport id-card',
    status: 'success failed pending awaiting',
    spoof: 'digital-spoof not-full-id low-far',
    from: '2026-03-01',
    to: '2026-03-31',
  },
};

/** The open panel: every choice takes effect at once. */
export const Open: Story = {
  play: async ({ canvasElement }) => {
    const filters = await inside(canvasElement, tag);
    await userEvent.click(await filters.findByRole('button', { name: /^Filters/ }));
    await waitFor(() => expect(filters.getByLabelText('Is not Full ID')).toBeVisible());
  },
};

/** In a view with one status. */
export const WithoutStatus: Story = { ...Open, args: { noStatus: true } };

/** For sessions that await action: why they do, whether they are overdue, and who has them. */
export const Queue: Story = {
  ...Open,
  args: { noStatus: true, queue: true, condition: 'mrz liveness', due: 'overdue', claim: 'mine' },
};

export const RTL: Story = { ...Open, globals: { locale: 'ar' } };

export const Georgian: Story = { args: { spoof: 'low-far' }, globals: { locale: 'ka' } };

export const Dark: Story = { ...Open, args: { status: 'failed' }, globals: { theme: 'dark' } };
