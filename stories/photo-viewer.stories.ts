import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { currentAttempt, type Photo, type Session } from 'kv-review/model';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

import 'kv-review/define/photo-viewer';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
} from './support/data.js';
import { inside, rootOf, shows } from './support/shadow.js';

interface Args {
  session: Session;
  photos: readonly Photo[];
  compare: boolean;
}
type Story = StoryObj<Args>;

const photosOf = (session: Session): readonly Photo[] => currentAttempt(session)?.photos ?? [];

const session = findSession('awaiting', (each) => photosOf(each).length === 3);

/** Every photo has loaded in full size: its caption shows the zoom. */
const loaded = async (canvasElement: HTMLElement, count: number): Promise<void> => {
  const viewer = await inside(canvasElement, 'kv-photo-viewer');
  await waitFor(() =>
    expect(viewer.getAllByText(/%/, { selector: 'figcaption *' })).toHaveLength(count),
  );
};

const stageIn = async (canvasElement: HTMLElement) => {
  const root = await rootOf(canvasElement, 'kv-photo-viewer');
  return inside(root, 'kv-photo-stage');
};

const meta: Meta<Args> = {
  title: 'Elements/Photo Viewer',
  component: 'kv-photo-viewer',
  args: { session, photos: photosOf(session), compare: false },
  parameters: { backend: backend(), controls: { include: ['compare'] } },
  render: ({ session: { id }, photos, compare }) =>
    html`<kv-photo-viewer
      session-id=${id}
      .photos=${photos}
      ?compare=${compare}
    ></kv-photo-viewer>`,
  play: ({ canvasElement, args }) => loaded(canvasElement, args.compare ? 2 : 1),
};
export default meta;

export const Default: Story = {};

export const Comparing: Story = { args: { compare: true } };

/** Zoomed, turned and lightened by the keys that work anywhere in the viewer. */
export const Close: Story = {
  args: { compare: true },
  play: async ({ canvasElement }) => {
    await loaded(canvasElement, 2);
    const viewer = await inside(canvasElement, 'kv-photo-viewer');
    viewer.getByRole('button', { name: 'Adjust' }).focus();
    await userEvent.keyboard('1++ti');
    await expect(await viewer.findByText('Zoom 150%')).toBeVisible();
    await expect(viewer.getByText('Rotated by 90°', { selector: 'figcaption *' })).toBeVisible();
    await userEvent.keyboard('a');
    await expect(await viewer.findByLabelText('Invert colors')).toBeChecked();
  },
};

export const Narrow: Story = {
  args: { compare: true },
  render: (args, context) => html`<div class="story-narrow">${meta.render?.(args, context)}</div>`,
};

export const OnePhoto: Story = { args: { photos: photosOf(session).slice(0, 1) } };

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getPhoto')] }), deadline: dayLongDeadline },
  play: async ({ canvasElement }) => {
    const stage = await stageIn(canvasElement);
    await expect(await stage.findByRole('img', { name: /Loading photo/ })).toBeVisible();
  },
};

export const Empty: Story = {
  args: { photos: [] },
  play: shows('kv-photo-viewer', 'No photos were taken.'),
};

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getPhoto', 'unavailable')] }) },
  play: async ({ canvasElement }) => {
    const stage = await stageIn(canvasElement);
    await expect(await stage.findByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

const repeated = sessionWithId('edge-attempts');

/** The photos of every attempt: several of a kind. */
export const LongContent: Story = {
  args: {
    session: repeated,
    photos: repeated.attempts.flatMap(({ photos }) => photos),
    compare: true,
  },
};

export const RTL: Story = { args: { compare: true }, globals: { locale: 'ar' } };

export const Georgian: Story = { args: { compare: true }, globals: { locale: 'ka' } };

export const Dark: Story = { args: { compare: true }, globals: { theme: 'dark' } };
