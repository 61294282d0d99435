import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApiOptions, type PhotoSource } from 'kv-review/api/memory';
import type { Photo, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-provider';
import 'kv-review/define/photo';
import { until } from './review-page.js';

const sessions = sampleSessions({ count: 40, seed: 3 }).filter(({ selfie }) => selfie !== null);
const [first, second] = sessions as [Session, Session];

/** A PNG of one colour and a given size, by which a test can tell pictures apart. */
async function picture(side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')!.fillRect(0, 0, side, side);
  return canvas.convertToBlob({ type: 'image/png' });
}

const twoPictures: PhotoSource = (session) => picture(session.id === first.id ? 11 : 22);

interface ShowOptions extends Partial<MemoryApiOptions> {
  session?: Session;
  photo?: Photo | null;
  size?: 'thumbnail' | 'full';
}

async function show({ session = first, photo, size = 'full', ...options }: ShowOptions = {}) {
  const api = createMemoryApi({ sessions, photos: twoPictures, ...options });
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(html`
    <kv-review-provider .api=${api} locale="en">
      <kv-photo
        session-id=${session.id}
        .photo=${photo === undefined ? session.selfie : photo}
        size=${size}
      ></kv-photo>
    </kv-review-provider>
  `);
  return { api, provider, element: provider.querySelector('kv-photo')! };
}

const imageOf = (element: HTMLElement) => element.shadowRoot!.querySelector('img');
const textOf = (element: HTMLElement) => element.shadowRoot!.textContent;

async function loaded(element: HTMLElement): Promise<HTMLImageElement> {
  const isThere = () => imageOf(element)?.complete && imageOf(element)!.naturalWidth > 0;
  await until(isThere, 'a picture');
  return imageOf(element)!;
}

describe('kv-photo', () => {
  it('shows the picture with the name of its kind', async () => {
    const { element } = await show();
    const image = await loaded(element);
    expect(image.alt).to.equal('Selfie');
    expect(image.naturalWidth).to.equal(11);
    await expect(element).to.be.accessible();
  });

  it('shows that there is no photo', async () => {
    const { element } = await show({ photo: null });
    const placeholder = element.shadowRoot!.querySelector('[role="img"]')!;
    expect(placeholder.getAttribute('aria-label')).to.equal('No photo');
    await expect(element).to.be.accessible();
  });

  it('requests nothing until it comes into view', async () => {
    const { api, element } = await show({ photo: null });
    let asked = 0;
    const original = api.getPhoto;
    api.getPhoto = (...args) => {
      asked += 1;
      return original(...args);
    };
    const spacer = document.createElement('div');
    spacer.style.blockSize = '9000px';
    element.before(spacer);
    const below = document.createElement('kv-photo');
    Object.assign(below, { sessionId: first.id, photo: first.selfie, size: 'full' });
    element.after(below);
    await nextFrame();
    await nextFrame();
    expect(asked).to.equal(0);
    below.scrollIntoView();
    await loaded(below);
    expect(asked).to.equal(1);
  });

  it('never shows the picture of another client', async () => {
    const faults = [
      { kind: 'delay', milliseconds: Infinity, method: 'getPhoto', calls: [2] },
    ] as const;
    const { element } = await show({ faults });
    const url = (await loaded(element)).src;
    element.sessionId = second.id;
    element.photo = second.selfie;
    await element.updateComplete;
    expect(imageOf(element)).to.equal(null);
    const revoked = await fetch(url).then(
      () => false,
      () => true,
    );
    expect(revoked).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('ignores the answer for an earlier client', async () => {
    const answers: (() => void)[] = [];
    const photos: PhotoSource = async (session, ...rest) => {
      if (session.id === first.id) await new Promise<void>((resolve) => answers.push(resolve));
      return twoPictures(session, ...rest);
    };
    const { element } = await show({ photos });
    await until(() => answers.length === 1, 'the first request');
    element.sessionId = second.id;
    element.photo = second.selfie;
    expect((await loaded(element)).naturalWidth).to.equal(22);
    answers[0]!();
    await nextFrame();
    await nextFrame();
    expect(imageOf(element)!.naturalWidth).to.equal(22);
  });

  it('refuses a file whose first bytes are not an image, whatever its declared type [image-bytes]', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/jpeg' });
    const { element } = await show({ photos: () => svg });
    await until(() => textOf(element).includes('not a photo'));
    expect(imageOf(element)).to.equal(null);
    expect(element.shadowRoot!.querySelector('button')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('sets the type of a picture by its bytes', async () => {
    const photos = async () => new Blob([await picture(5)], { type: 'text/html' });
    const { element } = await show({ photos });
    const image = await loaded(element);
    const blob = await (await fetch(image.src)).blob();
    expect(blob.type).to.equal('image/png');
  });

  it('offers to try again when loading fails, and when the picture cannot be decoded', async () => {
    const answers = [
      () => Promise.reject(new ReviewError('unavailable', 'down')),
      () => new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0])]),
      () => picture(7),
    ];
    const { element } = await show({ photos: () => answers.shift()!() });
    const retry = () => element.shadowRoot!.querySelector('button');
    await until(() => retry());
    await expect(element).to.be.accessible();
    retry()!.click();
    await until(() => answers.length === 1 && retry());
    retry()!.click();
    expect((await loaded(element)).naturalWidth).to.equal(7);
  });

  for (const locale of ['en', 'ka']) {
    it(`explains a failure within a frame of any width, in ${locale}`, async () => {
      const { provider, element } = await show({
        photos: () => Promise.reject(new ReviewError('unavailable', 'down')),
      });
      provider.locale = locale;
      const root = element.shadowRoot!;
      await until(() => root.querySelector('button'));
      for (const width of [76, 130, 300]) {
        element.style.inlineSize = `${width}px`;
        await nextFrame();
        const frame = root.querySelector('.frame')!.getBoundingClientRect();
        for (const part of root.querySelectorAll('.failure > *')) {
          const { left, right, bottom } = part.getBoundingClientRect();
          expect(left, `${part.localName} at ${width}`).to.be.at.least(frame.left);
          expect(right, `${part.localName} at ${width}`).to.be.at.most(frame.right);
          expect(bottom, `${part.localName} at ${width}`).to.be.at.most(frame.bottom);
          expect(part.scrollWidth, `${part.localName} at ${width}`).to.be.at.most(part.clientWidth);
        }
      }
    });
  }

  it('shows that a thumbnail has failed, without a button in the row', async () => {
    const { element } = await show({
      size: 'thumbnail',
      photos: () => Promise.reject(new ReviewError('unavailable', 'down')),
    });
    await until(() => element.shadowRoot!.querySelector('.mark'));
    const placeholder = element.shadowRoot!.querySelector('[role="img"]')!;
    expect(placeholder.getAttribute('aria-label')).to.contain('could not be loaded');
    expect(element.shadowRoot!.querySelector('button')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('clears the picture when the user is signed out', async () => {
    const { element } = await show();
    await loaded(element);
    element.dispatchEvent(
      new CustomEvent('kv-error', {
        detail: { code: 'unauthenticated', retryable: false },
        bubbles: true,
      }),
    );
    await until(() => !imageOf(element));
  });

  it('keeps no object URL after repeated removals', async () => {
    const held = new Set<string>();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (source) => {
      const url = createObjectURL.call(URL, source);
      held.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      held.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const { element, provider } = await show();
      await loaded(element);
      expect(held.size).to.equal(1);
      for (let round = 0; round < 200; round += 1) {
        element.remove();
        provider.append(element);
      }
      await element.updateComplete;
      await loaded(element);
      expect(held.size).to.equal(1);
      element.remove();
      expect(held.size).to.equal(0);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});
