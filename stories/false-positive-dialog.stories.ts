import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, fireEvent, userEvent, within } from 'storybook/test';

import 'kv-review/define/false-positive-dialog';
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
} from './support/data.js';
import { inside } from './support/shadow.js';

interface Args {
  session: Session;
}
type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

const tag = 'kv-false-positive-dialog';
const session = findSession(
  'awaiting',
  ({ screening }) => screening.status === 'match' && screening.matches.length > 1,
);
const marked = markedByColleague(session, 1);

const open = (event: Event): void => {
  const { nextElementSibling } = event.currentTarget as Element;
  (nextElementSibling as HTMLElementTagNameMap[typeof tag]).show();
};

function firstMatchId({ screening }: Session): string {
  return screening.status === 'match' ? (screening.matches[0]?.id ?? '') : '';
}

const meta: Meta<Args> = {
  title: 'Elements/False positive dialog',
  component: tag,
  args: { session },
  parameters: { backend: backend(), controls: { include: [] } },
  render: (args) =>
    html`<button type="button" @click=${open}>Mark…</button>
      <kv-false-positive-dialog
        .session=${args.session}
        .matchId=${firstMatchId(args.session)}
      ></kv-false-positive-dialog>`,
  play: ({ canvasElement }) => openDialog(canvasElement),
};
export default meta;

const queries = (canvas: HTMLElement) => inside(canvas, tag);

async function openDialog(canvas: HTMLElement): Promise<void> {
  await userEvent.click(within(canvas).getByRole('button', { name: 'Mark…' }));
  await (await queries(canvas)).findByRole('dialog');
}

async function press(canvas: HTMLElement, name: string): Promise<void> {
  await userEvent.click(await (await queries(canvas)).findByRole('button', { name }));
}

/** Writes a reason, saves, and waits for a text. */
const savingUntil =
  (text: string | RegExp): Play =>
  async ({ canvasElement }) => {
    await openDialog(canvasElement);
    const reason = await (await queries(canvasElement)).findByLabelText('Reason');
    const value = 'The entry was born in 1951, the client in 1988; another nationality as well.';
    await fireEvent.input(reason, { target: { value } });
    await press(canvasElement, 'Mark as false positive');
    await (await queries(canvasElement)).findAllByText(text);
  };

export const Default: Story = {};

export const Saved: Story = { play: savingUntil('Entry marked as a false positive.') };

/** Removes a mark that was made by mistake. */
export const TakeBack: Story = {
  args: { session: marked },
  parameters: { backend: withChanged(marked) },
};

/** The reason is being saved. */
export const Loading: Story = {
  parameters: {
    backend: backend({ faults: [never('markFalsePositive')] }),
    deadline: dayLongDeadline,
  },
  play: savingUntil('Saving…'),
};

/** A mark needs a reason. */
export const Error: Story = {
  play: async ({ canvasElement }) => {
    await openDialog(canvasElement);
    await press(canvasElement, 'Mark as false positive');
    const dialog = await queries(canvasElement);
    await expect(await dialog.findByText('Enter a reason.')).toBeVisible();
  },
};

export const Refused: Story = {
  parameters: { backend: backend({ faults: [failing('markFalsePositive', 'forbidden')] }) },
  play: savingUntil('You don’t have access to this'),
};

/** Saved, but the answer was lost. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({
      faults: [{ kind: 'dropped-answer', method: 'markFalsePositive', calls: [1] }],
    }),
  },
  play: savingUntil('We couldn’t confirm that this was saved'),
};

/** A colleague has edited the client in the meantime. The reason is still there. */
export const Conflict: Story = {
  parameters: { backend: withChanged(editedByColleague(session)) },
  play: savingUntil('This session changed while you had it open'),
};

/** A colleague has decided in the meantime. */
export const AlreadyDecided: Story = {
  parameters: { backend: withChanged(decidedByColleague(session)) },
  play: savingUntil('Already decided'),
};

/** The last screening no longer found the entry. */
export const Empty: Story = {
  args: { session: findSession('awaiting', ({ screening }) => screening.status === 'clear') },
};

export const LongContent: Story = { args: { session: sessionWithId('edge-hostile') } };

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' } };

export const Dark: Story = { globals: { theme: 'dark' } };
