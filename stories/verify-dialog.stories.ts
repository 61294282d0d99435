import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/verify-dialog';
import {
  backend,
  decidedByColleague,
  editedByColleague,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithConcerns,
  sessionWithId,
  withChanged,
  withSession,
} from './support/data.js';
import { dialogOf, renderDialog, type DialogArgs } from './support/decision.js';

type Story = StoryObj<DialogArgs>;

const session = findSession('awaiting', ({ screening }) => screening.status === 'clear');
const concerns = sessionWithConcerns();

const meta: Meta<DialogArgs> = {
  title: 'Elements/Verify dialog',
  component: 'kv-verify-dialog',
  args: { session, isAllowedByHost: true },
  parameters: { backend: backend(), controls: { include: ['isAllowedByHost'] } },
  render: (args) => renderDialog('verify', args),
  play: (context) => dialogOf('verify', context).open(),
};
export default meta;

/** Sends the decision, and waits for a text. */
const decidingUntil = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.decide();
    await dialog.says(text);
  },
});

export const Default: Story = {};

export const WithNote: Story = {
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.writeNote('Compared with the document by video call.');
    await dialog.says('1,959 characters left');
  },
};

/** Lists with open matches and one that did not answer: the agent must tick each. */
export const OpenMatches: Story = {
  args: { session: concerns },
  parameters: { backend: withSession(concerns) },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.press('Verify');
    await dialog.says(/tick each statement/);
  },
};

export const OpenMatchesTicked: Story = {
  args: { session: concerns },
  parameters: { backend: withSession(concerns) },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    const queries = await dialog.queries();
    for (const tick of queries.getAllByRole('checkbox')) await userEvent.click(tick);
    await dialog.press('Verify');
    await waitFor(() => expect(queries.queryByRole('dialog')).toBeNull());
  },
};

/** The screening failed, and the backend does not say at which list. */
export const NotScreened: Story = {
  args: { session: { ...session, screening: { status: 'unknown', checkedAt: null } } },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.says(/was not checked against sanctions lists/);
  },
};

/** The decision is being sent. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('decideSession')] }), deadline: dayLongDeadline },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.decide();
    const queries = await dialog.queries();
    await expect(
      await queries.findByRole('button', { name: 'Sending the decision…' }),
    ).toBeVisible();
  },
};

/** No field was read. */
export const Empty: Story = {
  args: { session: sessionWithId('edge-nothing-read') },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.says('Not read');
  },
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('decideSession', 'rate-limited')] }) },
  ...decidingUntil('Too many requests'),
};

export const Forbidden: Story = {
  parameters: { backend: backend({ faults: [failing('decideSession', 'forbidden')] }) },
  ...decidingUntil('You don’t have access to this'),
};

export const Verified: Story = decidingUntil(/ verified\.$/);

/** Decided, but the answer was lost. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({ faults: [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }] }),
  },
  ...decidingUntil('We couldn’t confirm that the decision was recorded'),
};

/** The same decision, sent again with the same key, is confirmed. */
export const UnknownOutcomeResolved: Story = {
  parameters: UnknownOutcome.parameters ?? {},
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.decide();
    await dialog.press('Check again');
    await dialog.says(/ verified\.$/);
    const queries = await dialog.queries();
    await waitFor(() => expect(queries.queryByRole('dialog')).toBeNull());
  },
};

/** A colleague has decided first: shows who, what and when. The note is still there. */
export const AlreadyDecided: Story = {
  parameters: { backend: withChanged(decidedByColleague(session)) },
  ...decidingUntil('Already decided'),
};

/** A colleague has corrected the name in the meantime. Nothing was decided. */
export const Conflict: Story = {
  parameters: { backend: withChanged(editedByColleague(session)) },
  ...decidingUntil('This session changed while you had it open'),
};

export const Processing: Story = {
  args: { session: findSession('processing') },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.says(/still being processed/);
  },
};

/** The host cancels `kv-decision-request`. */
export const PreventedByHost: Story = {
  args: { isAllowedByHost: false },
  ...decidingUntil(/This page blocked the decision/),
};

export const LongContent: Story = {
  args: { session: sessionWithId('edge-long-name') },
  play: async (context) => {
    const dialog = dialogOf('verify', context);
    await dialog.open();
    await dialog.writeNote('A word that nobody has ever finished writing '.repeat(4));
  },
};

export const RTL: Story = {
  args: { session: sessionWithId('edge-arabic-name') },
  globals: { locale: 'ar' },
};

export const Georgian: Story = {
  args: { session: sessionWithId('edge-georgian-name') },
  globals: { locale: 'ka' },
};

export const Dark: Story = { globals: { theme: 'dark' } };
