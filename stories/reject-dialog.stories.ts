import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { defaultRejectionGroups, type RejectionGroup } from 'kv-review/model';
import { sampleWorkspace } from 'kv-review/testing';
import { expect, userEvent } from 'storybook/test';

import 'kv-review/define/reject-dialog';
import {
  backend,
  decidedByColleague,
  editedByColleague,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
  withChanged,
} from './support/data.js';
import { dialogOf, renderDialog, type DialogArgs } from './support/decision.js';

type Story = StoryObj<DialogArgs>;

const session = findSession('awaiting', ({ client }) => client.firstName !== null);

const meta: Meta<DialogArgs> = {
  title: 'Elements/Reject dialog',
  component: 'kv-reject-dialog',
  args: { session, isAllowedByHost: true },
  parameters: { backend: backend(), controls: { include: ['isAllowedByHost'] } },
  render: (args) => renderDialog('reject', args),
  play: (context) => dialogOf('reject', context).open(),
};
export default meta;

/** Sends the decision, and waits for a text. */
const decidingUntil = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.decide();
    await dialog.says(text);
  },
});

const choosing: Required<Pick<Story, 'play'>> = {
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.chooseGroup('Suspected fraud');
    await dialog.chooseReason('Fake');
    await dialog.chooseReason('Selfie Mismatch');
    await dialog.chooseGroup('Data mismatch');
    await dialog.chooseReason('MRZ issue');
    await dialog.writeNote('The face on the document was pasted in.');
    await dialog.says('3 reasons selected');
  },
};

/** Groups are blue and reasons red. Reasons of several groups can be chosen. */
export const Default: Story = {};

export const ReasonsChosen: Story = choosing;

/** No reason is selected, but one is required. */
export const Empty: Story = {
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.press('Reject');
    await dialog.says('Select at least one reason.');
  },
};

/** Clears the reasons and the note, and leaves the dialog open. */
export const SelectionCleared: Story = {
  play: async (context) => {
    await choosing.play(context);
    const dialog = dialogOf('reject', context);
    await dialog.press('Clear selection');
    await dialog.says('Selection cleared.');
    await expect((await dialog.queries()).getByLabelText(/^Note/)).toHaveValue('');
  },
};

/** The decision is being sent. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('decideSession')] }), deadline: dayLongDeadline },
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.decide();
    const queries = await dialog.queries();
    await expect(
      await queries.findByRole('button', { name: 'Sending the decision…' }),
    ).toBeVisible();
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

export const Rejected: Story = decidingUntil(/ rejected\.$/);

/** Decided, but the answer was lost. The agent can send it again. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({ faults: [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }] }),
  },
  ...decidingUntil('We couldn’t confirm that the decision was recorded'),
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
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.says(/still being processed/);
  },
};

/** The host cancels `kv-decision-request`. */
export const PreventedByHost: Story = {
  args: { isAllowedByHost: false },
  ...decidingUntil(/This page blocked the decision/),
};

const rejectionOf = (groups: readonly RejectionGroup[], reasonRequired: boolean) =>
  backend({
    workspace: { ...sampleWorkspace(), rejection: { groups: [...groups], reasonRequired } },
  });

/** A company that does not require reasons. */
export const ReasonOptional: Story = {
  parameters: { backend: rejectionOf(defaultRejectionGroups, false) },
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.press('Reject');
    await dialog.says(/ rejected\.$/);
  },
};

const longWords = 'for reasons that the regulation of another jurisdiction describes at length';
const longGeorgian = 'სხვა იურისდიქციის რეგულაციით დეტალურად აღწერილი მიზეზების გამო';
const numbered = (en: string, ka: string, index: number, isLong: boolean) => ({
  en: `${en} ${index + 1}${isLong ? ` ${longWords}` : ''}`,
  ka: `${ka} ${index + 1}${isLong ? ` ${longGeorgian}` : ''}`,
});
const ownGroups: RejectionGroup[] = Array.from({ length: 20 }, (_, group) => ({
  id: `group-${group}`,
  label: numbered('Group', 'ჯგუფი', group, group % 4 === 0),
  reasons: Array.from({ length: 60 }, (__, reason) => ({
    id: `reason-${group}-${reason}`,
    label: numbered('Reason', 'მიზეზი', reason, reason % 5 === 0),
  })),
}));

/** A company's own long taxonomy, and a name that is longer than the dialog. */
export const LongContent: Story = {
  args: { session: sessionWithId('edge-long-name') },
  parameters: { backend: rejectionOf(ownGroups, true) },
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.chooseGroup(`Group 1 ${longWords}`);
    await dialog.chooseReason(`Reason 1 ${longWords}`);
    await dialog.chooseReason('Reason 2');
    await dialog.says('2 reasons selected');
  },
};

/** The same in Georgian. */
export const LongGeorgian: Story = {
  args: { session: sessionWithId('edge-georgian-name') },
  globals: { locale: 'ka' },
  parameters: { backend: rejectionOf(ownGroups, true) },
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await dialog.chooseGroup(`ჯგუფი 1 ${longGeorgian}`);
    await dialog.chooseReason(`მიზეზი 1 ${longGeorgian}`);
  },
};

/** The digits choose a group, and then its reasons. */
export const ByKeyboard: Story = {
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    await userEvent.keyboard('3');
    await userEvent.keyboard('1');
    await dialog.says('1 reason selected');
  },
};

/** Without single-key shortcuts. */
export const WithoutShortcuts: Story = {
  play: async (context) => {
    const dialog = dialogOf('reject', context);
    await dialog.open();
    const element = context.canvasElement.querySelector('kv-reject-dialog');
    if (element) element.noShortcuts = true;
    await dialog.chooseGroup('Data mismatch');
  },
};

export const RTL: Story = { globals: { locale: 'ar' }, ...choosing };

export const Georgian: Story = {
  args: { session: sessionWithId('edge-georgian-name') },
  globals: { locale: 'ka' },
};

export const Dark: Story = { globals: { theme: 'dark' }, ...choosing };
