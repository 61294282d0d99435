import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Session } from 'kv-review/model';
import { sampleUsers } from 'kv-review/testing';
import { html, nothing } from 'lit';
import { expect, fn, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/session-list';
import {
  backend,
  failing,
  never,
  dayLongDeadline,
  sessions,
  withoutQueue,
  withQueue,
} from './support/data.js';
import { inside, rootOf, shows } from './support/shadow.js';

type List = HTMLElementTagNameMap['kv-session-list'];
type Settings = 'view' | 'sort' | 'density' | 'search' | 'pollInterval' | 'columns';
type Filters =
  'documentType' | 'status' | 'spoof' | 'judged' | 'condition' | 'due' | 'claim' | 'from' | 'to';
interface Args extends Pick<List, Settings | Filters> {
  onOpen: (event: CustomEvent<{ sessionId: string }>) => void;
}
type Story = StoryObj<Args>;

const tag = 'kv-session-list';

const showing = (text: string | RegExp): Required<Pick<Story, 'play'>> => ({
  play: shows(tag, text),
});

const renderList = ({ view, sort, density, search, pollInterval, onOpen, ...rest }: Args) =>
  html`<kv-session-list
    view=${view}
    sort=${sort || nothing}
    density=${density}
    poll-interval=${pollInterval}
    .search=${search}
    .columns=${rest.columns}
    .documentType=${rest.documentType}
    .status=${rest.status}
    .spoof=${rest.spoof}
    .judged=${rest.judged}
    .condition=${rest.condition}
    .due=${rest.due}
    .claim=${rest.claim}
    .from=${rest.from}
    .to=${rest.to}
    @kv-session-open=${onOpen}
  ></kv-session-list>`;

const meta: Meta<Args> = {
  title: 'Elements/Session list',
  component: tag,
  args: {
    view: 'all',
    sort: '',
    density: 'comfortable',
    search: '',
    pollInterval: 30,
    columns: '',
    documentType: '',
    status: '',
    spoof: '',
    judged: '',
    condition: '',
    due: '',
    claim: '',
    from: '',
    to: '',
    onOpen: fn(),
  },
  argTypes: {
    view: { control: 'inline-radio', options: ['all', 'awaiting', 'rejected'] },
    sort: {
      control: 'select',
      options: [
        ...['', '-createdAt', 'createdAt', 'dueAt', 'firstName', '-firstName', 'lastName'],
        '-lastName',
      ],
    },
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
    search: { control: 'text' },
    pollInterval: { control: { type: 'number', min: 0 } },
  },
  parameters: {
    backend: backend(),
    controls: {
      include: [
        ...['view', 'sort', 'density', 'search', 'pollInterval', 'columns'],
        ...['documentType', 'status', 'spoof', 'judged', 'condition', 'due', 'claim'],
        ...['from', 'to'],
      ],
    },
  },
  render: renderList,
  ...showing(/^\d+ sessions$/),
};
export default meta;

/** All sessions, newest first. */
export const Default: Story = {};

/** The queue of sessions that need a manual decision: why they wait, since when, until when, and who has them. */
export const Awaiting: Story = {
  args: { view: 'awaiting' },
  parameters: { backend: withQueue() },
  play: async (context) => {
    await shows(tag, /^\d+ sessions$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect((await list.findAllByText(/^Overdue: /))[0]).toBeVisible();
    await expect(list.getByRole('columnheader', { name: 'Claimed by' })).toBeVisible();
  },
};

/** Only those that should have been decided by now. */
export const AwaitingOverdue: Story = {
  ...Awaiting,
  args: { view: 'awaiting', due: 'overdue' },
  play: async (context) => {
    await shows(tag, /^\d+ sessions?$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect((await list.findAllByText(/^Overdue: /))[0]).toBeVisible();
    await expect(list.queryAllByText(/^in /)).toHaveLength(0);
  },
};

/** Colleagues have all of them. */
export const AwaitingClaimedByOthers: Story = {
  ...Awaiting,
  parameters: { backend: withQueue({}, sampleUsers.slice(1, 4)) },
  play: async (context) => {
    await shows(tag, /^\d+ sessions$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect((await list.findAllByText(sampleUsers[2]?.name ?? ''))[0]).toBeVisible();
    await expect(list.queryAllByText('Unclaimed')).toHaveLength(0);
  },
};

/** Long names of clients and of those who have their sessions. */
export const AwaitingLongNames: Story = {
  ...Awaiting,
  parameters: {
    backend: () =>
      withQueue({ sessions: unusual }, [
        { id: 'long', name: 'Maximiliana Theodora Wolkenbruchregenbogensternschnuppenigelmann' },
        { id: 'arabic', name: 'عبد الرحمن أبو سحابة القنفذي' },
      ])(),
  },
  ...showing(/^\d+ sessions$/),
};

/** Where the adapter has neither claims nor due dates, it says why sessions wait; the date says since when. */
export const AwaitingWithoutCapabilities: Story = {
  args: { view: 'awaiting' },
  parameters: { backend: withoutQueue() },
  play: async (context) => {
    await shows(tag, /^\d+ sessions$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect(list.getByRole('columnheader', { name: 'Why it waits' })).toBeVisible();
    await expect(list.queryByRole('columnheader', { name: 'Due' })).toBeNull();
  },
};

export const AwaitingCards: Story = {
  ...Awaiting,
  render: (args) => html`<div class="story-narrow">${renderList(args)}</div>`,
  ...showing(/^\d+ sessions$/),
};

export const AwaitingGeorgian: Story = {
  ...Awaiting,
  globals: { locale: 'ka' },
  ...showing(/სესია$/),
};

export const AwaitingRTL: Story = {
  ...Awaiting,
  globals: { locale: 'ar' },
  ...showing(/جلسة$/),
};

export const AwaitingDark: Story = { ...Awaiting, globals: { theme: 'dark' } };

/** Rejected sessions with their reasons. */
export const Rejections: Story = {
  args: { view: 'rejected' },
  play: async (context) => {
    await shows(tag, /^\d+ sessions$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect(list.getByRole('grid', { name: 'Rejections' })).toBeVisible();
    await expect(list.getAllByRole('button', { name: /Selfie Mismatch/ })[0]).toBeVisible();
  },
};

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('listSessions')] }), deadline: dayLongDeadline },
  play: async ({ canvasElement }) => {
    const list = await inside(canvasElement, tag);
    const grid = await list.findByRole('grid');
    await waitFor(() => expect(grid).toHaveAttribute('aria-busy', 'true'));
  },
};

export const Empty: Story = {
  parameters: { backend: backend({ sessions: [] }) },
  ...showing('No sessions yet'),
};

export const EmptyAwaiting: Story = {
  args: { view: 'awaiting' },
  parameters: { backend: backend({ sessions: [] }) },
  ...showing('Nothing to review'),
};

export const EmptyRejections: Story = {
  args: { view: 'rejected' },
  parameters: { backend: backend({ sessions: [] }) },
  ...showing('No rejections'),
};

/** Searches from the first character. */
export const Search: Story = {
  play: async ({ canvasElement }) => {
    const list = await inside(canvasElement, tag);
    await userEvent.type(await list.findByRole('searchbox'), 'wolkenbruch');
    await shows(tag, '1 session')({ canvasElement });
    await shows(tag, /^Wolkenbruchregenbogen/)({ canvasElement });
  },
};

export const NoMatch: Story = {
  args: { search: 'nobody is called so' },
  ...showing(/^No sessions match/),
};

/** Active filters are below the toolbar, each with a button that removes it. */
export const Filtered: Story = {
  args: { documentType: 'passport', status: 'failed awaiting', spoof: 'low-far' },
  play: async (context) => {
    await shows(tag, /^\d+ sessions?$/)(context);
    const list = await rootOf(context.canvasElement, tag);
    await expect(list.querySelectorAll('.chip')).toHaveLength(4);
  },
};

/** No sessions match. One button clears the filters. */
export const FilteredEmpty: Story = {
  args: { from: '2001-01-01', to: '2001-01-02' },
  ...showing('No sessions match these filters'),
};

/** Chosen by the host or, in the menu, by the agent. */
export const Columns: Story = {
  args: { columns: 'first-name last-name date document-number match-level attempts verified' },
  play: async (context) => {
    await shows(tag, /^\d+ sessions$/)(context);
    const list = await inside(context.canvasElement, tag);
    await expect(list.getByRole('columnheader', { name: 'Document Number' })).toBeVisible();
  },
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('listSessions', 'unavailable')] }) },
  ...showing('The service cannot be reached'),
};

export const Forbidden: Story = {
  parameters: { backend: backend({ faults: [failing('listSessions', 'forbidden')] }) },
  ...showing('You don’t have access to this'),
};

export const SignedOut: Story = {
  parameters: { backend: backend({ faults: [failing('listSessions', 'unauthenticated')] }) },
  ...showing('You are signed out'),
};

/** An answer that breaks the contract is an error, not an empty list. */
export const MalformedAnswer: Story = {
  parameters: {
    backend: backend({ faults: [{ kind: 'malformed-answer', method: 'listSessions' }] }),
  },
  play: async ({ canvasElement }) => {
    const list = await inside(canvasElement, tag);
    await expect(await list.findByRole('alert')).toBeVisible();
  },
};

/** The rows stay in view when an update fails. */
export const Stale: Story = {
  args: { view: 'awaiting' },
  parameters: {
    backend: backend({ faults: [failing('listSessions', 'unavailable', [2, 3, 4, 5, 6, 7])] }),
  },
  play: async ({ canvasElement }) => {
    await shows(tag, /^\d+ sessions$/)({ canvasElement });
    const list = await inside(canvasElement, tag);
    await userEvent.click(list.getByRole('button', { name: 'Refresh' }));
    await shows(tag, /may be out of date/)({ canvasElement });
  },
};

/** The first page has loaded, and the next one has failed. */
export const MoreFailed: Story = {
  parameters: {
    backend: backend({ faults: [failing('listSessions', 'unavailable', [2, 3, 4, 5, 6, 7])] }),
  },
  play: async ({ canvasElement }) => {
    await shows(tag, /^\d+ sessions$/)({ canvasElement });
    const root = await rootOf(canvasElement, tag);
    root.querySelector('.scroller')?.scrollTo({ top: 1_000_000 });
    await shows(tag, 'More sessions could not be loaded.')({ canvasElement });
  },
};

/** A click, or Enter on a row, asks the host to open a session. */
export const Open: Story = {
  play: async ({ canvasElement, args }) => {
    const list = await inside(canvasElement, tag);
    const [button] = await list.findAllByRole('button', { name: /^Open details of/ });
    if (button) await userEvent.click(button);
    await waitFor(() => expect(args.onOpen).toHaveBeenCalledOnce());
  },
};

export const Compact: Story = { args: { density: 'compact' } };

/** In less than 56rem, each session is a card. */
export const Cards: Story = {
  render: (args) => html`<div class="story-narrow">${renderList(args)}</div>`,
};

/** Georgian words are long. */
export const GeorgianCards: Story = {
  ...Cards,
  args: { view: 'rejected' },
  globals: { locale: 'ka' },
  ...showing(/სესია$/),
};

/** Arrow keys enter a row, and go from cell to cell and to the headers. */
export const Keyboard: Story = {
  play: async ({ canvasElement }) => {
    await shows(tag, /^\d+ sessions$/)({ canvasElement });
    const root = await rootOf(canvasElement, tag);
    await waitFor(() =>
      expect(root.querySelector('.refresh')?.getAttribute('title')).toMatch(/^Updated/),
    );
    root.querySelector<HTMLElement>('.row[tabindex="0"]')?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}');
    await waitFor(() => expect(root.activeElement).toHaveTextContent('First Name'));
  },
};

const unusual = sessions.filter(({ id }) => id.startsWith('edge-'));

/** Unusual names, and text that would do harm as markup. */
export const LongContent: Story = {
  parameters: { backend: backend({ sessions: unusual }) },
  play: async (context) => {
    await shows(tag, `${unusual.length} sessions`)(context);
    await expect(globalThis).not.toHaveProperty('hacked');
  },
};

let manySessions: readonly Session[] | undefined;

/** The sample sessions repeated, each a minute older than the previous one. */
function createManySessions(): readonly Session[] {
  const start = Date.parse(sessions[0]?.createdAt ?? '');
  return Array.from({ length: 100_000 }, (_, index) => ({
    ...(sessions[index % sessions.length] as Session),
    id: `many-${index}`,
    createdAt: new Date(start - index * 60_000).toISOString(),
  }));
}

/** The page has only the rows that fit on the screen. */
export const HundredThousandSessions: Story = {
  parameters: {
    backend: () => backend({ sessions: (manySessions ??= createManySessions()) })(),
  },
  play: async ({ canvasElement }) => {
    await shows(tag, '100,000 sessions')({ canvasElement });
    const root = await rootOf(canvasElement, tag);
    await expect(root.querySelectorAll('[role="row"]').length).toBeLessThan(100);
  },
};

async function openDay(canvasElement: HTMLElement): Promise<ShadowRoot> {
  await shows(tag, /^[\d,]+ (sessions|სესია|جلسة)$/)({ canvasElement });
  const root = await rootOf(canvasElement, tag);
  await waitFor(() => expect(root.querySelector('[popovertarget="day"]')).toBeTruthy());
  root.querySelector<HTMLElement>('[popovertarget="day"]')?.click();
  await waitFor(() => expect(root.querySelector('#day:popover-open')).toBeTruthy());
  return root;
}

/** In a list that is sorted by date, a user can go to the first session of a day. */
export const GoToDate: Story = {
  play: async ({ canvasElement }) => {
    await openDay(canvasElement);
  },
};

export const GoToDateGeorgian: Story = { ...GoToDate, globals: { locale: 'ka' } };

/** What was entered is not a date. */
export const GoToDateInvalid: Story = {
  play: async ({ canvasElement }) => {
    await openDay(canvasElement);
    await userEvent.keyboard('13/2026{Enter}');
    await shows(tag, 'Incomplete or invalid date.')({ canvasElement });
  },
};

/** The list has loaded its first page, and the page at the day. The row of the day has the focus. */
export const GoneToDate: Story = {
  ...HundredThousandSessions,
  play: async ({ canvasElement }) => {
    const root = await openDay(canvasElement);
    const day = new Date(Date.parse(sessions[0]?.createdAt ?? '') - 30 * 86_400_000);
    const [year, month, date] = day.toISOString().slice(0, 10).split('-');
    await userEvent.keyboard(`${month}/${date}/${year}{Enter}`);
    await waitFor(() => expect(root.activeElement?.ariaRowIndex).toMatch(/^4\d{4}$/));
  },
};

export const RTL: Story = { globals: { locale: 'ar' }, ...showing(/جلسة$/) };

export const Georgian: Story = { globals: { locale: 'ka' }, ...showing(/სესია$/) };

export const Dark: Story = { globals: { theme: 'dark' } };
