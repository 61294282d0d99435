import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Screening, Session } from 'kv-review/model';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/screening';
import {
  backend,
  decidedByColleague,
  editedByColleague,
  failing,
  findSession,
  markedByColleague,
  never,
  dayLongDeadline,
  sessionWithId,
  withChanged,
  without,
} from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-screening';
const match = findSession(
  'awaiting',
  ({ screening }) => screening.status === 'match' && screening.matches.length > 1,
);
const clear = findSession('awaiting', ({ screening }) => screening.status === 'clear');
const withScreening = (screening: Screening): Session => ({ ...clear, screening });

const checking = (play: Required<Story>['play']): Pick<Story, 'play'> => ({
  play: async (context) => {
    const screening = await inside(context.canvasElement, tag);
    await userEvent.click(await screening.findByRole('button', { name: 'Check again' }));
    await play(context);
  },
});

const meta: Meta<Args> = {
  title: 'Elements/Screening',
  component: tag,
  args: { session: match },
  parameters: { backend: backend(), controls: { disable: true } },
  render: ({ session }) => html`<kv-screening .session=${session}></kv-screening>`,
  play: shows(tag, 'Match found'),
};
export default meta;

export const Default: Story = {};

export const Clear: Story = { args: { session: clear }, play: shows(tag, 'No') };

/** A failed screening is unknown, never clear. */
export const Unknown: Story = {
  args: { session: withScreening({ status: 'unknown', checkedAt: null }) },
  play: shows(tag, /does not clear/),
};

/** A list did not answer, and the others found nobody. */
export const Unanswered: Story = {
  args: {
    session: withScreening({
      status: 'unknown',
      checkedAt: '2026-06-15T12:00:00Z',
      unanswered: ['Register of Disqualified Directors'],
    }),
  },
  play: shows(tag, 'Register of Disqualified Directors'),
};

/** What the host masks of the client is not beside the entry either. */
export const Masked: Story = {
  render: ({ session }) =>
    html`<kv-screening
      .session=${session}
      .masked=${new Set(['photos', 'birthDate'] as const)}
    ></kv-screening>`,
};

/** The company has no integration with a list. */
export const Empty: Story = {
  args: { session: withScreening({ status: 'absent' }) },
  parameters: { backend: without('recheck-screening') },
  play: shows(tag, /is not set up/),
};

/** The client has not been screened yet. */
export const NotChecked: Story = {
  args: { session: withScreening({ status: 'absent' }) },
  play: shows(tag, 'Check now'),
};

/** A colleague has marked one match as a different person. */
export const FalsePositive: Story = {
  args: { session: markedByColleague(match, 1) },
  play: shows(tag, 'Undo'),
};

/** All matches are marked as false positives. The result still is not clear. */
export const NoOpenMatch: Story = {
  args: { session: markedByColleague(match) },
  play: shows(tag, 'No open matches'),
};

/** Nothing can be changed any more. */
export const Decided: Story = {
  args: { session: decidedByColleague(markedByColleague(match, 1)) },
};

/** The lists no longer have this name. */
export const Rechecked: Story = {
  parameters: {
    backend: backend({
      screen: () => ({ status: 'clear', checkedAt: '2026-06-15T12:00:00Z', lists: ['List'] }),
    }),
  },
  ...checking(shows(tag, 'No')),
};

export const Loading: Story = {
  parameters: {
    backend: backend({ faults: [never('recheckScreening')] }),
    deadline: dayLongDeadline,
  },
  ...checking(shows(tag, 'Checking…')),
};

/** The lists cannot be reached: the earlier matches stay. */
export const CheckFailed: Story = {
  parameters: { backend: backend({ screen: () => Promise.reject(new TypeError('down')) }) },
  ...checking(shows(tag, /^The check failed/)),
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('recheckScreening', 'forbidden')] }) },
  ...checking(shows(tag, 'You don’t have access to this')),
};

/** Checked, but the answer was lost. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({
      faults: [{ kind: 'dropped-answer', method: 'recheckScreening', calls: [1] }],
    }),
  },
  ...checking(shows(tag, 'We couldn’t confirm that the check ran')),
};

/** A colleague has edited the client in the meantime. */
export const Conflict: Story = {
  parameters: { backend: withChanged(editedByColleague(match)) },
  ...checking(shows(tag, 'This session changed while you had it open')),
};

export const LongContent: Story = {
  args: { session: markedByColleague(sessionWithId('edge-hostile')) },
  play: shows(tag, 'No open matches'),
};

export const Narrow: Story = {
  args: { session: markedByColleague(match, 1) },
  render: ({ session }) =>
    html`<div class="story-narrow"><kv-screening .session=${session}></kv-screening></div>`,
};

export const RTL: Story = {
  args: { session: markedByColleague(match, 1) },
  globals: { locale: 'ar' },
};

export const Georgian: Story = {
  args: { session: markedByColleague(match, 1) },
  globals: { locale: 'ka' },
  play: shows(tag, 'ცრუ დამთხვევა'),
};

export const Dark: Story = {
  args: { session: markedByColleague(match, 1) },
  globals: { theme: 'dark' },
};
