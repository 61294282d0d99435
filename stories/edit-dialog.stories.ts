import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, fireEvent, userEvent, within } from 'storybook/test';

import 'kv-review/define/edit-dialog';
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
import { inside } from './support/shadow.js';

interface Args {
  session: Session;
  beside: boolean;
}
type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

const session = findSession('awaiting', ({ client }) => client.firstName !== null);

/** Front and zone of the document contradict the record. */
const misread: Session = {
  ...session,
  client: { ...session.client, firstName: 'MARLA', birthDate: '1990-05-03' },
  attempts: session.attempts.map((attempt) => ({
    ...attempt,
    front: { ...session.client, firstName: 'MARIA', birthDate: '1990-03-05' },
    back: { ...session.client, firstName: 'MARTA', birthDate: '1990-03-05' },
  })),
};

const open = (event: Event): void => {
  const { nextElementSibling } = event.currentTarget as Element;
  (nextElementSibling as HTMLElementTagNameMap['kv-edit-dialog']).show();
};

const meta: Meta<Args> = {
  title: 'Elements/Edit dialog',
  component: 'kv-edit-dialog',
  args: { session, beside: false },
  parameters: { backend: backend(), controls: { include: ['beside'] } },
  render: (args) =>
    html`<button type="button" @click=${open}>Edit…</button>
      <kv-edit-dialog .session=${args.session} ?beside=${args.beside}></kv-edit-dialog>`,
  play: ({ canvasElement }) => openDialog(canvasElement),
};
export default meta;

const queries = (canvas: HTMLElement) => inside(canvas, 'kv-edit-dialog');

async function openDialog(canvas: HTMLElement): Promise<void> {
  await userEvent.click(within(canvas).getByRole('button', { name: 'Edit…' }));
  await (await queries(canvas)).findByRole('dialog');
}

async function press(canvas: HTMLElement, name: string): Promise<void> {
  await userEvent.click(await (await queries(canvas)).findByRole('button', { name }));
}

async function enter(canvas: HTMLElement, label: string, text: string): Promise<void> {
  const field = await (await queries(canvas)).findByLabelText(label);
  // All at once, because that replaces the current value.
  await fireEvent.input(field, { target: { value: text } });
}

async function change(canvas: HTMLElement): Promise<void> {
  await openDialog(canvas);
  await enter(canvas, 'First Name', 'Annabell');
  await enter(canvas, 'Nationality', 'Georgia');
  await press(canvas, 'Review changes');
}

/** Changes two fields, saves, and waits for a text. */
const savingUntil =
  (text: string | RegExp): Play =>
  async ({ canvasElement }) => {
    await change(canvasElement);
    await press(canvasElement, 'Save changes');
    await (await queries(canvasElement)).findAllByText(text);
  };

export const Default: Story = {};

/** In the layout of the page, which stays in use. */
export const Beside: Story = { args: { beside: true } };

/** The document contradicts the record: the fields offer what front and zone say. */
export const Offers: Story = {
  args: { session: misread },
  play: async ({ canvasElement }) => {
    await openDialog(canvasElement);
    await press(canvasElement, 'First Name, Front: MARIA');
    const dialog = await queries(canvasElement);
    await expect(dialog.getByLabelText('First Name')).toHaveValue('MARIA');
  },
};

/** The changes are shown before they are saved. */
export const Review: Story = {
  play: async ({ canvasElement }) => {
    await change(canvasElement);
    await (await queries(canvasElement)).findByText(/will change/);
  },
};

export const Saved: Story = { play: savingUntil('Changes saved.') };

/** The changes are being saved. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('editClient')] }), deadline: dayLongDeadline },
  play: savingUntil('Saving the changes…'),
};

/** No field was read: all can be filled in. */
export const Empty: Story = { args: { session: sessionWithId('edge-nothing-read') } };

/** Invalid values. */
export const Error: Story = {
  play: async ({ canvasElement }) => {
    await openDialog(canvasElement);
    await enter(canvasElement, 'Last Name', '  ');
    await enter(canvasElement, 'Nationality', 'Atlantis');
    await press(canvasElement, 'Review changes');
    const dialog = await queries(canvasElement);
    await expect(await dialog.findByText(/^Enter a value/)).toBeVisible();
  },
};

export const Refused: Story = {
  parameters: { backend: backend({ faults: [failing('editClient', 'forbidden')] }) },
  play: savingUntil('You don’t have access to this'),
};

/** Saved, but the answer was lost. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({ faults: [{ kind: 'dropped-answer', method: 'editClient', calls: [1] }] }),
  },
  play: savingUntil('We couldn’t confirm that your changes were saved'),
};

/** A colleague has edited the client in the meantime. The draft is still there. */
export const Conflict: Story = {
  parameters: { backend: withChanged(editedByColleague(session)) },
  play: savingUntil('This session changed while you had it open'),
};

/** A colleague has decided in the meantime. */
export const AlreadyDecided: Story = {
  parameters: { backend: withChanged(decidedByColleague(session)) },
  play: savingUntil('Already decided'),
};

/** A decided session cannot be edited. */
export const Decided: Story = { args: { session: decidedByColleague(session) } };

export const LongContent: Story = { args: { session: sessionWithId('edge-long-name') } };

export const RTL: Story = {
  args: { session: sessionWithId('edge-arabic-name') },
  globals: { locale: 'ar' },
};

export const Georgian: Story = {
  args: { session: sessionWithId('edge-georgian-name') },
  globals: { locale: 'ka' },
};

export const Dark: Story = { globals: { theme: 'dark' } };
