import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { MemoryApi, MemoryApiOptions } from 'kv-review/api/memory';
import type { Actor, Claim, Session } from 'kv-review/model';
import { sampleNow, sampleUsers, sampleWorkspace } from 'kv-review/testing';
import { html } from 'lit';
import { userEvent } from 'storybook/test';

import 'kv-review/define/session-details';
import { backendOf, type StoryBackend } from './support/backend.js';
import { backend, failing, findSession, never, dayLongDeadline } from './support/data.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;
type Play = NonNullable<Story['play']>;

const tag = 'kv-session-details';
const { actor, ...workspace } = sampleWorkspace();
const colleague: Actor = {
  ...(sampleUsers.find(({ id }) => id !== actor.id) ?? actor),
  role: 'agent',
};
const unclaimed = findSession('awaiting', ({ client }) => client.firstName !== null);

const later = (minutes: number): string =>
  new Date(Date.parse(sampleNow) + minutes * 60_000).toISOString();

const claimOf = ({ id, name }: Actor, more: Partial<Claim> = {}): Claim => ({
  ...{ number: 1, by: { id, name }, since: later(-3), until: later(60), ...more },
});

/** A backend in which somebody has the session. */
const claimedBy = (claim: Claim, changes: Partial<MemoryApiOptions> = {}): StoryBackend => {
  const session: Session = { ...unclaimed, claim };
  return backend({ sessions: [session], ...changes });
};

const apiFor = (storyId: string, user: Actor): MemoryApi => backendOf(storyId).as(user);

/** Presses a button of the details. */
const press =
  (name: string): Play =>
  async ({ canvasElement }) => {
    const details = await inside(canvasElement, tag);
    await userEvent.click(await details.findByRole('button', { name }));
  };

const then =
  (...plays: readonly Play[]): Play =>
  async (context) => {
    for (const play of plays) await play(context);
  };

/** A colleague has worked here, so that the session can be handed over to them. */
const seeColleague: Play = async ({ id }) => {
  await apiFor(id, colleague).listSessions({});
};

/** Who has a session, in the details. Other agents see it at once. */
const meta: Meta = {
  title: 'Elements/Session details: claims',
  component: tag,
  parameters: { backend: backend({ sessions: [unclaimed] }) },
  render: () => html`<kv-session-details session-id=${unclaimed.id}></kv-session-details>`,
  play: shows(tag, 'Claim'),
};
export default meta;

/** Nobody has the session. */
export const Default: Story = {};

export const Mine: Story = {
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: shows(tag, 'You have this session.'),
};

export const AnotherAgents: Story = {
  parameters: { backend: claimedBy(claimOf(colleague)) },
  play: shows(tag, /Claimed by/),
};

/** A colleague has handed the session over. */
export const HandedOver: Story = {
  parameters: {
    backend: claimedBy(
      claimOf(actor, { handedOver: { from: { id: colleague.id, name: colleague.name } } }),
    ),
  },
  play: shows(tag, /has handed this session over to you/),
};

/** A colleague has taken the session over, and says why. */
export const TakenOver: Story = {
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: then(
    shows(tag, 'You have this session.'),
    async ({ id }) => {
      const reason = 'The client is on the phone, and has asked for me.';
      await apiFor(id, colleague).takeOverClaim(unclaimed.id, { number: 1, reason });
    },
    shows(tag, /has taken over this session: .*on the phone/),
  ),
};

/** The time of the claim is over. */
export const LeaseEnded: Story = {
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: then(
    shows(tag, 'You have this session.'),
    async ({ id }) => {
      await apiFor(id, actor).releaseClaim(unclaimed.id, { number: 1 });
    },
    shows(tag, 'Your claim has ended.'),
  ),
};

/** The company requires claims, so opening the session has claimed it. */
export const Required: Story = {
  parameters: {
    backend: backend({
      sessions: [unclaimed],
      workspace: { ...workspace, claims: { required: true } },
    }),
  },
  play: shows(tag, 'You have this session.'),
};

/** The claim is under way. */
export const Loading: Story = {
  parameters: {
    backend: backend({ sessions: [unclaimed], faults: [never('claimSession')] }),
    deadline: dayLongDeadline,
  },
  play: press('Claim'),
};

export const Error: Story = {
  parameters: {
    backend: backend({
      sessions: [unclaimed],
      faults: [failing('claimSession', 'unavailable')],
    }),
  },
  play: then(press('Claim'), shows(tag, 'The claim could not be changed.')),
};

/** The dialog that takes the session over. */
export const TakeOverDialog: Story = {
  parameters: { backend: claimedBy(claimOf(colleague)) },
  play: then(press('Take over…'), press('Take over'), shows(tag, 'Enter a reason.')),
};

/** The dialog that hands the session over. */
export const HandOverDialog: Story = {
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: then(seeColleague, press('Hand over…'), shows(tag, 'Choose a colleague')),
};

/** Nobody else has worked here lately. */
export const Empty: Story = {
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: then(press('Hand over…'), shows(tag, /No colleague has worked here/)),
};

/** The colleagues cannot be loaded. */
export const HandOverError: Story = {
  parameters: {
    backend: claimedBy(claimOf(actor), { faults: [failing('listClaimReceivers', 'unavailable')] }),
  },
  play: then(press('Hand over…'), shows(tag, /The list of colleagues could not be loaded/)),
};

const longName = 'Maria-Magdalena Wolfeschlegelsteinhausenbergerdorff-Ramachandran de la Cruz';

/** A long name in a narrow column. */
export const LongContent: Story = {
  parameters: { backend: claimedBy(claimOf({ ...colleague, name: longName })) },
  render: () =>
    html`<div class="story-narrow">
      <kv-session-details session-id=${unclaimed.id}></kv-session-details>
    </div>`,
  play: shows(tag, /Wolfeschlegelsteinhausenbergerdorff/),
};

export const RTL: Story = {
  globals: { locale: 'ar' },
  parameters: { backend: claimedBy(claimOf(colleague)) },
  play: shows(tag, /Claimed by/),
};

export const Georgian: Story = {
  globals: { locale: 'ka' },
  parameters: { backend: claimedBy(claimOf(actor)) },
  play: shows(tag, 'ეს სესია თქვენთანაა.'),
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  parameters: { backend: claimedBy(claimOf(colleague)) },
  play: then(press('Take over…'), shows(tag, 'Take over this session?')),
};
