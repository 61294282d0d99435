import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Photo, PhotoSize, Session } from 'kv-review/model';
import { html } from 'lit';
import { expect } from 'storybook/test';

import 'kv-review/define/photo';
import {
  backend,
  failing,
  findSession,
  never,
  dayLongDeadline,
  sessionWithId,
} from './support/data.js';
import { inside } from './support/shadow.js';

interface Args {
  session: Session;
  photo: Photo | null;
  size: PhotoSize;
}
type Story = StoryObj<Args>;

const photoOf = (session: Session, kind: Photo['kind']): Photo | null =>
  session.attempts.at(-1)?.photos.find((photo) => photo.kind === kind) ?? null;

const session = findSession('awaiting', (each) => photoOf(each, 'document-back') !== null);

/** A photo, or its silhouette, is an image with a name. */
const expectImage = async (canvasElement: HTMLElement, name: string | RegExp): Promise<void> => {
  const photo = await inside(canvasElement, 'kv-photo');
  await expect(await photo.findByRole('img', { name })).toBeVisible();
};

const meta: Meta<Args> = {
  title: 'Elements/Photo',
  component: 'kv-photo',
  args: { session, photo: photoOf(session, 'selfie'), size: 'full' },
  argTypes: { size: { control: 'inline-radio', options: ['thumbnail', 'full'] } },
  parameters: { backend: backend(), controls: { include: ['size'] } },
  render: (args) =>
    html`<div class="story-narrow">
      <kv-photo session-id=${args.session.id} .photo=${args.photo} size=${args.size}></kv-photo>
    </div>`,
  play: ({ canvasElement }) => expectImage(canvasElement, /selfie$/i),
};
export default meta;

export const Default: Story = {};

export const Thumbnail: Story = { args: { size: 'thumbnail' } };

export const DocumentFront: Story = {
  args: { photo: photoOf(session, 'document-front') },
  play: ({ canvasElement }) => expectImage(canvasElement, 'Document, front'),
};

export const DocumentBack: Story = {
  args: { photo: photoOf(session, 'document-back') },
  play: ({ canvasElement }) => expectImage(canvasElement, 'Document, back'),
};

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getPhoto')] }), deadline: dayLongDeadline },
  play: ({ canvasElement }) => expectImage(canvasElement, /Loading photo/),
};

export const Empty: Story = {
  args: { photo: null },
  play: ({ canvasElement }) => expectImage(canvasElement, 'No photo'),
};

const failed = backend({ faults: [failing('getPhoto', 'unavailable')] });

export const Error: Story = {
  parameters: { backend: failed },
  play: async ({ canvasElement }) => {
    const photo = await inside(canvasElement, 'kv-photo');
    await expect(await photo.findByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

export const ErrorInList: Story = {
  args: { size: 'thumbnail' },
  parameters: { backend: failed },
  play: ({ canvasElement }) => expectImage(canvasElement, /could not be loaded/),
};

/** The name on the document is longer than the document is wide. */
export const LongContent: Story = {
  args: {
    session: sessionWithId('edge-long-name'),
    photo: photoOf(sessionWithId('edge-long-name'), 'document-front'),
  },
  play: ({ canvasElement }) => expectImage(canvasElement, 'Document, front'),
};

export const RTL: Story = {
  globals: { locale: 'ar' },
  play: ({ canvasElement }) => expectImage(canvasElement, /صورة شخصية$/),
};

export const Dark: Story = { globals: { theme: 'dark' } };
