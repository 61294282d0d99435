import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/session-details';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithConcerns,
  withoutDecisions,
  withSession,
} from './support/data.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  sessionId: string;
  refreshInterval: number;
  mask: string;
}
type Story = StoryObj<Args>;

const awaiting = findSession('awaiting', ({ client }) => client.firstName !== null);

const clear = findSession('awaiting', ({ screening }) => screening.status === 'clear');
const concerns = sessionWithConcerns();

const showing = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: shows('kv-session-details', text),
});

const meta: Meta<Args> = {
  title: 'Elements/Session details',
  component: 'kv-session-details',
  args: { sessionId: awaiting.id, refreshInterval: 20, mask: '' },
  argTypes: {
    sessionId: { control: 'text' },
    refreshInterval: { control: { type: 'number', min: 0 } },
    mask: { control: 'text' },
  },
  parameters: {
    backend: backend(),
    controls: { include: ['sessionId', 'refreshInterval', 'mask'] },
  },
  render: ({ sessionId, refreshInterval, mask }) =>
    html`<kv-session-details
      session-id=${sessionId}
      refresh-interval=${refreshInterval}
      mask=${mask}
    ></kv-session-details>`,
  ...showing('Client Information'),
};
export default meta;

/** A session that awaits action: the agent may verify or reject it. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    await expect(await details.findByRole('button', { name: 'Verify' })).toBeEnabled();
    await expect(details.getByRole('button', { name: 'Reject' })).toBeEnabled();
  },
};

/**
 * All that a decision needs is in the first screen of a laptop: photos with faces of one size, the
 * reasons, the fields with the sources that differ, the findings and the buttons.
 */
export const AboveTheFold: Story = {
  args: {
    sessionId: findSession(
      'awaiting',
      ({ failedConditions }) =>
        failedConditions.length > 1 &&
        failedConditions.some(
          (failed) =>
            failed.condition === 'front-to-back' &&
            failed.observed?.some(({ comparison }) => comparison === 'mismatch'),
        ),
    ).id,
  },
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    await expect(await details.findByText('Mismatch')).toBeVisible();
    await expect(details.getByRole('button', { name: 'Field evidence' })).toBeVisible();
  },
};

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getSession')] }), deadline: dayLongDeadline },
  ...showing('Loading…'),
};

/** No session is selected. */
export const Empty: Story = {
  args: { sessionId: '' },
  ...showing('Choose a session to see its details.'),
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getSession', 'unavailable')] }) },
  ...showing('The service cannot be reached'),
};

export const NotFound: Story = {
  args: { sessionId: 'nobody' },
  ...showing('This session does not exist'),
};

export const Forbidden: Story = {
  parameters: { backend: backend({ faults: [failing('getSession', 'forbidden')] }) },
  ...showing('You don’t have access to this'),
};

export const SignedOut: Story = {
  parameters: { backend: backend({ faults: [failing('getSession', 'unauthenticated')] }) },
  ...showing('You are signed out'),
};

/** The session was loaded once, then updates failed. */
export const Stale: Story = {
  parameters: {
    backend: backend({ faults: [failing('getSession', 'unavailable', [2, 3, 4])] }),
  },
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    await userEvent.click(await details.findByRole('button', { name: 'Refresh' }));
    await shows('kv-session-details', /may be out of date/)({ canvasElement });
    await shows('kv-session-details', 'Client Information')({ canvasElement });
  },
};

export const Processing: Story = {
  args: { sessionId: findSession('processing').id },
  ...showing(/still being processed/),
};

export const Verified: Story = {
  args: { sessionId: findSession('success').id },
  ...showing(/can no longer be changed/),
};

export const Rejected: Story = {
  args: {
    sessionId: findSession('rejected', ({ decision, notes }) => {
      return (decision?.reasons.length ?? 0) > 1 && notes.length > 0;
    }).id,
  },
  ...showing('Attached TAGS'),
};

/** The company's policy has rejected it, without an agent. */
export const RejectedAutomatically: Story = {
  args: { sessionId: findSession('rejected', ({ decision }) => decision?.by === null).id },
  ...showing(/automatically/),
};

/** Open matches, a list that did not answer, conditions, a colleague's note: each leads to its evidence. */
export const Concerns: Story = {
  args: { sessionId: concerns.id },
  parameters: { backend: withSession(concerns) },
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    const [match] = await details.findAllByRole('button', {
      name: /^(Open match|\d+ open matches)/,
    });
    if (match) await userEvent.click(match);
    const root = await rootOf(canvasElement, 'kv-session-details');
    const screening = await rootOf(root, 'kv-screening');
    await waitFor(() => expect(screening.querySelector('.match:focus')).not.toBeNull());
  },
};

const withDueHours = backend({ settings: { dueHours: { mrz: 1, expiry: 1, 'open-match': 1 } } });
const late = findSession('awaiting', ({ failedConditions }) =>
  failedConditions.some(({ condition }) => condition === 'mrz'),
);

/** The company has set hours, within which an agent should have decided. */
export const Overdue: Story = {
  args: { sessionId: late.id },
  parameters: { backend: withDueHours },
  ...showing(/Overdue: /),
};

export const OverdueGeorgianDark: Story = {
  args: { sessionId: late.id },
  parameters: { backend: withDueHours },
  globals: { locale: 'ka', theme: 'dark' },
  ...showing(/დაგვიანება: /),
};

/** The masked values of the concerns stay hidden. */
export const ConcernsMasked: Story = {
  args: { sessionId: concerns.id, mask: 'all' },
  parameters: { backend: withSession(concerns) },
  ...showing(/Expiration Date.*Hidden/),
};

/** What was not met, once the policy has decided. */
export const ConcernsDecided: Story = {
  args: { sessionId: concerns.id },
  parameters: {
    backend: withSession({
      ...concerns,
      status: 'rejected',
      completedAt: '2026-06-15T12:00:00Z',
      decision: { verdict: 'reject', reasons: [], by: null, at: '2026-06-15T12:00:00Z' },
    }),
  },
  ...showing('Conditions that were not met'),
};

/** The document was shown on a screen. */
export const Spoofed: Story = {
  args: { sessionId: findSession('awaiting', ({ spoof }) => spoof.idIsReal === false).id },
  ...showing('ID is spoofed'),
};

/** The connected system does not offer decisions. */
export const NoDecisions: Story = {
  parameters: { backend: withoutDecisions() },
  ...showing(/Decisions are not possible here/),
};

export const NothingRead: Story = { args: { sessionId: 'edge-nothing-read' } };

export const NoPhotos: Story = {
  args: { sessionId: 'edge-no-photos' },
  ...showing('No photos were taken.'),
};

export const LongContent: Story = { args: { sessionId: 'edge-long-name' } };

/** Markup, formulas and direction marks where names should be: all of it is text. */
export const HostileContent: Story = {
  args: { sessionId: 'edge-hostile' },
  play: async ({ canvasElement }) => {
    await shows('kv-session-details', 'Client Information')({ canvasElement });
    await expect(globalThis).not.toHaveProperty('hacked');
  },
};

export const EnlargedPhoto: Story = {
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    const [first] = await details.findAllByRole('button', { name: /^Enlarge/ });
    if (first) await userEvent.click(first);
    await expect(await details.findByRole('dialog', { name: 'Photos' })).toBeVisible();
  },
};

/** From opening the session to the confirmed decision. */
export const Verify: Story = {
  args: { sessionId: clear.id },
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    await userEvent.click(await details.findByRole('button', { name: 'Verify' }));
    const root = await rootOf(canvasElement, 'kv-session-details');
    const dialog = await inside(root, 'kv-verify-dialog');
    await userEvent.click(await dialog.findByRole('button', { name: 'Verify' }));
    await waitFor(() => expect(details.queryByRole('button', { name: 'Verify' })).toBeNull());
    await shows('kv-session-details', /can no longer be changed/)({ canvasElement });
  },
};

/** Personal data is hidden until an agent shows it. */
export const Masked: Story = { args: { mask: 'all' }, ...showing('Personal data is hidden.') };

/** Every attempt, with its changes. */
export const Attempts: Story = {
  play: async ({ canvasElement }) => {
    const details = await inside(canvasElement, 'kv-session-details');
    await userEvent.click(await details.findByRole('tab', { name: 'Attempts History' }));
    await expect(await details.findByRole('tabpanel')).toBeVisible();
  },
};

export const RTL: Story = {
  args: { sessionId: 'edge-arabic-name' },
  globals: { locale: 'ar' },
  ...showing('بيانات العميل'),
};

/** A locale without texts: everything is English, also its direction. */
export const UntranslatedLocale: Story = { globals: { locale: 'fa' }, ...showing('Yes') };

/** The host page lays out English from right to left: the texts keep their own direction. */
export const RightToLeftHost: Story = { globals: { direction: 'rtl' }, ...showing('Yes') };

export const Georgian: Story = {
  args: { sessionId: 'edge-georgian-name' },
  globals: { locale: 'ka' },
  ...showing('ცისარტყელაშვილი'),
};

export const Dark: Story = { globals: { theme: 'dark' } };
