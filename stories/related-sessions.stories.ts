import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { html } from 'lit';

import 'kv-review/define/related-sessions';
import { backend, dayLongDeadline, failing, findSession, never, sessions } from './support/data.js';
import { shows } from './support/shadow.js';

interface Args {
  sessionId: string;
}
type Story = StoryObj<Args>;

const tag = 'kv-related-sessions';
const documentNumber = '12AB34567';

const like = (id: string, session: Session, changes: Partial<Session> = {}): Session => ({
  ...session,
  id,
  client: { ...session.client, documentNumber },
  ...changes,
});

const subject = like(
  'related',
  findSession('awaiting', ({ client }) => client.lastName !== null),
);
const rejected = findSession('rejected', ({ decision }) => (decision?.reasons.length ?? 0) > 1);
const related = [
  like('related-rejected', rejected, { extra: subject.extra }),
  like('related-verified', findSession('success')),
  like('related-processing', findSession('processing'), { clientIp: subject.clientIp }),
];
const withRelated = (...others: readonly Session[]) =>
  backend({ sessions: [subject, ...related, ...others, ...sessions] });

const showsSession = shows(tag, new RegExp(rejected.client.lastName ?? ''));

const meta: Meta<Args> = {
  title: 'Elements/Related Sessions',
  component: tag,
  args: { sessionId: subject.id },
  parameters: { backend: withRelated() },
  render: ({ sessionId }) =>
    html`<kv-related-sessions session-id=${sessionId}></kv-related-sessions>`,
};
export default meta;

export const Default: Story = { play: showsSession };

export const Loading: Story = {
  parameters: {
    backend: backend({ sessions: [subject], faults: [never('listRelatedSessions')] }),
    deadline: dayLongDeadline,
  },
  play: shows(tag, 'Loading…'),
};

export const Empty: Story = {
  parameters: { backend: backend({ sessions: [subject] }) },
  play: shows(tag, 'No related sessions'),
};

export const Error: Story = {
  parameters: {
    backend: backend({
      sessions: [subject],
      faults: [failing('listRelatedSessions', 'unavailable')],
    }),
  },
  play: shows(tag, 'Try again'),
};

/** Long names, and more sessions than are shown. */
export const LongContent: Story = {
  parameters: {
    backend: withRelated(
      ...sessions.slice(-24).map((session, index) => like(`many-${index}`, session)),
    ),
  },
  play: shows(tag, /There are more related sessions/),
};

export const Narrow: Story = {
  render: ({ sessionId }) =>
    html`<div class="story-narrow">
      <kv-related-sessions session-id=${sessionId}></kv-related-sessions>
    </div>`,
  play: showsSession,
};

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, /დოკუმენტის ნომერი/),
};

export const RTL: Story = { globals: { locale: 'ar' }, play: showsSession };

export const Dark: Story = { globals: { theme: 'dark' }, play: showsSession };
