import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ReviewApi } from 'kv-review/api';
import { html, type TemplateResult } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/activity-log';
import { activityBackend, loggedActivity } from './support/activity.js';
import { backendOf } from './support/backend.js';
import { dayLongDeadline, failing, never } from './support/data.js';
import { agentBackend, withoutSettings } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;
type Context = Parameters<NonNullable<Story['play']>>[0];

const tag = 'kv-activity-log';

const press = async ({ canvasElement }: Context, name: string | RegExp): Promise<void> => {
  const log = await inside(canvasElement, tag);
  await userEvent.click(await log.findByRole('button', { name }));
};

/** The log of the story's backend, which answers some calls in another way. */
const withAnswers =
  (answers: Partial<ReviewApi>) =>
  (_: unknown, { id }: { readonly id: string }): TemplateResult =>
    html`<kv-review-provider .api=${{ ...backendOf(id), ...answers }}>
      <kv-activity-log></kv-activity-log>
    </kv-review-provider>`;

const at = '2026-06-15T11:00:00.000Z';
const chain = {
  first: 1,
  last: 400,
  verified: { sequence: 120, at },
  checkedInFullAt: at,
  fault: null,
  checking: null,
};

const meta: Meta = {
  title: 'Elements/Activity log',
  component: tag,
  parameters: { backend: activityBackend() },
  render: () => html`<kv-activity-log></kv-activity-log>`,
  play: shows(tag, 'Exported the activity log'),
};
export default meta;

export const Default: Story = {};

/** All that one entry says. */
export const Entry: Story = {
  render: () => html`<kv-activity-log kind="decision"></kv-activity-log>`,
  play: async (context) => {
    const log = await inside(context.canvasElement, tag);
    const [entry] = await log.findAllByText('Rejected the session');
    if (entry) await userEvent.click(entry);
    await shows(tag, /^Entry/)(context);
  },
};

export const Filters: Story = {
  render: () =>
    html`<kv-activity-log
      kind="decision edit"
      from="2026-06-15"
      to="2026-06-15"
    ></kv-activity-log>`,
  play: async (context) => {
    await press(context, /^Filters/);
    await shows(tag, 'Type a name. You can choose several users.')(context);
  },
};

/** The last check, and the end of the log, which was signed. */
export const Verification: Story = {
  play: async (context) => {
    await press(context, 'Verification');
    await press(context, 'Sign the end');
    await shows(tag, /^Signed up to entry/)(context);
  },
};

export const Checking: Story = {
  render: withAnswers({
    getActivityChain: () => Promise.resolve({ ...chain, checking: { done: 120, total: 400 } }),
  }),
  play: shows(tag, 'Checking: 120 of 400 entries'),
};

/** An entry is not as it was written. */
export const Fault: Story = {
  render: withAnswers({
    getActivityChain: () =>
      Promise.resolve({ ...chain, fault: { sequence: 121, kind: 'missing', at } }),
  }),
  play: shows(tag, 'Entry 121 is not as it was written'),
};

/** A backend that is newer than the page. */
export const Unknown: Story = {
  render: withAnswers({
    getActivityChain: () =>
      Promise.resolve({ ...chain, fault: { sequence: 121, kind: 'torn', at } }),
    listActivity: () =>
      Promise.resolve({
        items: [
          {
            sequence: 1,
            at,
            actor: { id: 'user-1', name: null, role: 'auditor' },
            action: 'page-annotated',
            sessionId: null,
            details: { view: 'reports', fields: ['colour'] },
          },
        ],
        nextCursor: null,
        latest: '1',
        total: { count: 1, exact: true },
      }),
  }),
  play: shows(tag, /Unknown action/),
};

export const Loading: Story = {
  parameters: {
    backend: activityBackend({ faults: [never(['listActivity', 'getActivityChain'])] }),
    deadline: dayLongDeadline,
  },
  play: shows(tag, /^Reading whether/),
};

/** No entry matches the filters. */
export const Empty: Story = {
  render: () => html`<kv-activity-log session-id="none"></kv-activity-log>`,
  play: shows(tag, 'No entries match these filters'),
};

export const Unsupported: Story = {
  parameters: { backend: withoutSettings() },
  play: shows(tag, 'There is no activity log here'),
};

export const Forbidden: Story = {
  parameters: { backend: agentBackend() },
  play: shows(tag, 'Only master users can see the activity log'),
};

export const Error: Story = {
  parameters: { backend: activityBackend({ faults: [failing('listActivity', 'unavailable')] }) },
  play: shows(tag, 'The service cannot be reached'),
};

/** The log could be read once, but not again. */
export const Stale: Story = {
  parameters: {
    backend: activityBackend({
      faults: [failing('listActivity', 'unavailable', [2, 3, 4, 5, 6, 7, 8])],
    }),
  },
  play: shows(tag, /^This may be out of date/),
};

const longName = 'Maximiliana Wolfeschlegelsteinhausenbergerdorff-Przykładowska de la Muestra';

/** Long names, ids and details, in a narrow column. */
export const LongContent: Story = {
  parameters: {
    backend: activityBackend({
      activity: loggedActivity(60).map((entry) => ({
        ...entry,
        action: 'edit',
        details: { fields: ['firstName', 'lastName', 'documentNumber', 'personalNumber', 'sex'] },
        sessionId: `session-${'0123456789'.repeat(12)}`,
        actor: { id: 'user-9', name: longName, role: 'agent' },
      })),
    }),
  },
  render: () => html`<div class="story-narrow"><kv-activity-log></kv-activity-log></div>`,
  play: async (context) => {
    const log = await inside(context.canvasElement, tag);
    await log.findAllByText(longName);
  },
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'მოქმედებების ჟურნალის ექსპორტი'),
};

export const Dark: Story = { globals: { theme: 'dark' } };
