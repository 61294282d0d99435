import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/notes';
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
import { inside, shows } from './support/shadow.js';

interface Args {
  session: Session | undefined;
}
type Story = StoryObj<Args>;

const tag = 'kv-notes';
const session = findSession('awaiting', ({ notes }) => notes.length > 0);
const withoutNotes = findSession('awaiting', ({ notes }) => notes.length === 0);
const rejected = findSession('rejected', ({ notes }) => notes.length > 0);

/** Adds a note, and waits for a text. */
const addingUntil = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: async (context) => {
    const notes = await inside(context.canvasElement, tag);
    await userEvent.type(await notes.findByLabelText('New note'), 'Compared by video call.');
    await userEvent.click(await notes.findByRole('button', { name: 'Add note' }));
    await shows(tag, text)(context);
  },
});

const meta: Meta<Args> = {
  title: 'Elements/Notes',
  component: tag,
  args: { session },
  parameters: { backend: backend(), controls: { disable: true } },
  render: (args) => html`<kv-notes .session=${args.session}></kv-notes>`,
  play: shows(tag, 'New note'),
};
export default meta;

export const Default: Story = {};

export const Empty: Story = {
  args: { session: withoutNotes },
  play: shows(tag, 'No notes yet.'),
};

/** The note of the decision. Nothing can be added any more. */
export const Decided: Story = { args: { session: rejected }, play: shows(tag, 'Rejected') };

export const Added: Story = addingUntil('Compared by video call.');

/** The note is being sent. */
export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('addNote')] }), deadline: dayLongDeadline },
  play: async (context) => {
    await addingUntil(/.+/).play(context);
    const notes = await inside(context.canvasElement, tag);
    await notes.findByRole('button', { name: 'Sending the note…' });
  },
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('addNote', 'rate-limited')] }) },
  ...addingUntil('Too many requests'),
};

/** Added, but the answer was lost. */
export const UnknownOutcome: Story = {
  parameters: {
    backend: backend({ faults: [{ kind: 'dropped-answer', method: 'addNote', calls: [1] }] }),
  },
  ...addingUntil('We couldn’t confirm that the note was added'),
};

/** A colleague has corrected the name in the meantime. */
export const Conflict: Story = {
  parameters: { backend: withChanged(editedByColleague(session)) },
  ...addingUntil('This session changed while you had it open'),
};

/** A colleague has decided in the meantime: shows who, what and when. The text is still there. */
export const AlreadyDecided: Story = {
  parameters: { backend: withChanged(decidedByColleague(session)) },
  ...addingUntil('Already decided'),
};

export const LongContent: Story = { args: { session: sessionWithId('edge-hostile') } };

export const Narrow: Story = {
  render: (args) =>
    html`<div class="story-narrow"><kv-notes .session=${args.session}></kv-notes></div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'ახალი შენიშვნა') };

export const Dark: Story = { globals: { theme: 'dark' } };
