import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { sampleNow, sampleUsers } from 'kv-review/testing';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/timeline';
import type { StoryBackend } from './support/backend.js';
import {
  backend,
  dayLongDeadline,
  failing,
  never,
  sessions,
  sessionWithConcerns,
  sessionWithId,
  without,
} from './support/data.js';
import { inside, shows } from './support/shadow.js';

interface Args {
  sessionId: string;
  order: 'newest' | 'oldest';
}
type Story = StoryObj<Args>;

const tag = 'kv-timeline';
const [master, agent, colleague] = sampleUsers;
const minutesAgo = (minutes: number): string =>
  new Date(Date.parse(sampleNow) - minutes * 60_000).toISOString();

/** A session on which several people have worked for two days. */
function workedOn(): Session {
  const session = sessionWithConcerns();
  const by = colleague ?? null;
  const edit = { by, at: minutesAgo(240) };
  const { firstName, documentNumber } = session.client;
  const finishedAt = minutesAgo(1595);
  const { judgement: _, ...earlier } = session;
  return {
    ...earlier,
    id: 'worked-on',
    createdAt: minutesAgo(1600),
    attempts: session.attempts.map((attempt) => ({
      ...attempt,
      startedAt: minutesAgo(1599),
      finishedAt,
    })),
    changes: [
      { ...edit, field: 'firstName', before: firstName, after: 'Ana Maria' },
      { ...edit, field: 'documentNumber', before: documentNumber, after: null },
    ],
    notes: [
      ...session.notes,
      {
        id: 'n-2',
        text: 'Compared by video call.\nIt is the same person.',
        by,
        at: minutesAgo(1500),
        verdict: null,
      },
      { id: 'n-3', text: 'A copy of another document.', by, at: minutesAgo(5), verdict: 'reject' },
    ],
    status: 'rejected',
    completedAt: minutesAgo(5),
    decision: {
      verdict: 'reject',
      reasons: [{ id: 'fake', label: { en: 'Fake', ka: 'ყალბი' } }],
      by,
      at: minutesAgo(5),
    },
  };
}

const session = workedOn();

const logged = [
  { action: 'screening-rechecked', details: { outcome: 'match', count: 2 }, minutes: 300 },
  { action: 'false-positive-marked', details: { matchId: 'unknown', count: 1 }, minutes: 290 },
  { action: 'download-pdf', details: {}, minutes: 3 },
  { action: 'export-csv', details: { count: 1 }, minutes: 2 },
] as const;

const activity = logged.flatMap(({ minutes, ...entry }, index) => {
  const user = index % 2 === 0 ? master : agent;
  return user
    ? [
        {
          ...entry,
          actor: { ...user, role: 'agent' as const },
          at: minutesAgo(minutes),
          sessionId: session.id,
        },
      ]
    : [];
});

const withSession = (changes: Parameters<typeof backend>[0] = {}): StoryBackend =>
  backend({ sessions: [...sessions, session], activity, ...changes });

const meta: Meta<Args> = {
  title: 'Elements/Timeline',
  component: tag,
  args: { sessionId: session.id, order: 'newest' },
  parameters: { backend: withSession() },
  render: ({ sessionId, order }) =>
    html`<kv-timeline session-id=${sessionId} order=${order}></kv-timeline>`,
  play: shows(tag, 'Created a PDF'),
};
export default meta;

export const Default: Story = {};

export const OldestFirst: Story = { args: { order: 'oldest' } };

export const Loading: Story = {
  parameters: {
    backend: withSession({ faults: [never('getTimeline')] }),
    deadline: dayLongDeadline,
  },
  play: shows(tag, 'Loading…'),
};

/** No session is selected. */
export const Empty: Story = {
  args: { sessionId: '' },
  play: shows(tag, 'Choose a session to see its details.'),
};

export const Error: Story = {
  parameters: { backend: withSession({ faults: [failing('getTimeline', 'unavailable')] }) },
  play: shows(tag, 'Try again'),
};

/** The session does not exist, or belongs to another company. */
export const NotFound: Story = {
  args: { sessionId: 'gone' },
  play: shows(tag, 'This session does not exist'),
};

/** The backend has no timelines. */
export const NoCapability: Story = {
  parameters: { backend: without('timeline') },
  play: shows(tag, 'There is no timeline here'),
};

/** Hostile texts, and more entries than a page has. */
export const LongContent: Story = {
  parameters: {
    backend: () => {
      const long = sessionWithId('edge-hostile');
      const note = long.notes[0] ?? session.notes[0];
      const notes = note
        ? Array.from({ length: 70 }, (_, index) => ({
            ...note,
            id: `n-${index}`,
            at: minutesAgo(6000 - 60 * index),
          }))
        : [];
      return withSession({ sessions: [...sessions, { ...long, id: 'long', notes }] })();
    },
  },
  args: { sessionId: 'long' },
  play: async (context) => {
    const timeline = await inside(context.canvasElement, tag);
    await userEvent.click(await timeline.findByRole('button', { name: 'Show older' }));
    await shows(tag, 'Session created')(context);
  },
};

export const Narrow: Story = {
  render: ({ sessionId }) =>
    html`<div class="story-narrow"><kv-timeline session-id=${sessionId}></kv-timeline></div>`,
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = { globals: { locale: 'ka' }, play: shows(tag, 'შექმნა PDF') };

export const Dark: Story = { globals: { theme: 'dark' } };
