import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import { sampleSessions } from 'kv-review/testing';

import {
  allWithin,
  memory,
  mount,
  named,
  picture,
  rowsOf,
  scrollerOf,
  scrollTo,
  show,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const [withSelfie] = named(40).filter(({ selfie }) => selfie);
const session = withSelfie!;

const facesOf = (list: List) => allWithin(list, '.selfie > .face');
const names = (list: List) => facesOf(list).map((face) => face.ariaLabel);
const picturesOf = (list: List) => facesOf(list).map((face) => face.querySelector('img'));
const saysSelfie = (list: List, name: string) =>
  waitUntil(() => names(list).join() === name, `the selfie is "${name}"`);

/** Many sessions with selfies, and which of these are requested. */
function many(): { api: ReviewApi; asked: string[][] } {
  const sessions = sampleSessions({ count: 200, seed: 5 }).map((one, index) => ({
    ...one,
    id: `s-${String(index).padStart(3, '0')}`,
    selfie: { id: `selfie-${index}`, kind: 'selfie' as const },
  }));
  const base = memory(sessions, {
    workspace: { capabilities: ['thumbnails'] },
    photos: () => picture(),
  });
  const asked: string[][] = [];
  const api: ReviewApi = {
    ...base,
    listThumbnails: (query, options) => {
      asked.push(query.photos.map(({ photoId }) => photoId));
      return base.listThumbnails(query, options);
    },
  };
  return { api, asked };
}

/** Keeps timers from running until the function that it returns is called. */
function holdTimers(): () => void {
  const { setTimeout } = globalThis;
  const held: (() => void)[] = [];
  const hold = (run: () => void, delay = 0) => (delay > 0 ? held.push(run) : setTimeout(run));
  Object.assign(globalThis, { setTimeout: hold });
  return () => {
    Object.assign(globalThis, { setTimeout });
    for (const run of held) run();
  };
}

describe('The selfies of kv-session-list', () => {
  it('have the name of their kind', async () => {
    const { list } = await show(memory([session], { photos: () => picture(13) }));
    await waitUntil(() => picturesOf(list)[0], 'a picture');
    expect(picturesOf(list)[0]!.naturalWidth).to.equal(13);
    expect(names(list)).to.deep.equal(['Selfie']);
    await expect(list).to.be.accessible();
  });

  it('show that they are loading, or missing', async () => {
    const api = memory([session], { photos: () => new Promise(() => undefined) });
    const { list } = await show(api);
    await saysSelfie(list, 'Selfie. Loading photo…');
    await expect(list).to.be.accessible();
    const { list: other } = await show(memory([{ ...session, selfie: null }]));
    await saysSelfie(other, 'No photo');
    await expect(other).to.be.accessible();
  });

  it('are refused if they are not images, and show that they cannot be loaded or decoded', async () => {
    const { list } = await show(memory([session], { photos: () => new Blob(['<svg/>']) }));
    await saysSelfie(list, 'Selfie. This file is not a photo, so it is not shown.');
    expect(facesOf(list)[0]!.title).to.equal('This file is not a photo, so it is not shown.');
    await expect(list).to.be.accessible();

    const broken = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0])]);
    const { list: undecodable } = await show(memory([session], { photos: () => broken }));
    await saysSelfie(undecodable, 'Selfie. The photo could not be loaded.');
  });

  it('cause one error for all photos of a request, and none for a photo that no longer exists', async () => {
    const codes: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap['kv-error']) => codes.push(detail.code);
    const error = new ReviewError('unavailable', 'Not in this test.');
    const failing = (code: ReviewError): ReviewApi => ({
      ...memory(named(9), { workspace: { capabilities: ['thumbnails'] } }),
      listThumbnails: () => Promise.reject(code),
    });
    document.addEventListener('kv-error', listen);
    try {
      const { list } = await show(failing(error));
      const failed = 'Selfie. The photo could not be loaded.';
      await waitUntil(() => names(list).includes(failed));
      expect(codes).to.deep.equal(['unavailable']);
      const { list: gone } = await show(failing(new ReviewError('not-found', 'Erased.')));
      await waitUntil(() => names(gone).includes(failed));
      expect(codes).to.deep.equal(['unavailable']);
    } finally {
      document.removeEventListener('kv-error', listen);
    }
  });

  it('are loaded for the rows in view, in few requests, and each only once', async () => {
    const { api, asked } = many();
    const { list } = await show(api);
    await waitUntil(() => picturesOf(list).some(Boolean), 'pictures');
    expect(asked).to.have.lengthOf(1);
    expect(asked[0]!.length).to.be.within(5, 12);
    await list.refresh();
    await aTimeout(100);
    expect(asked.flat()).to.have.lengthOf(new Set(asked.flat()).size);

    scrollTo(list, 4000);
    await waitUntil(() => asked.length > 1, 'the next request');
    await waitUntil(() => picturesOf(list).some(Boolean), 'other pictures');
    expect(asked.flat()).to.have.lengthOf(new Set(asked.flat()).size);
    const shown = new Set(picturesOf(list).filter(Boolean));
    expect(shown.size).to.be.at.most(rowsOf(list).length);
  });

  it('of the first screen wait for no timer', async () => {
    const { api, asked } = many();
    const release = holdTimers();
    const { list } = await mount(api);
    while (!picturesOf(list).some(Boolean)) await nextFrame();
    expect(asked).to.have.lengthOf(1);
    release();
  });

  it('of the first screen are there before what is needed later', async () => {
    const photos = async (): Promise<Blob> => {
      for (let frame = 0; frame < 10; frame += 1) await nextFrame();
      return picture();
    };
    const { list } = await show(memory([session], { photos }));
    expect(picturesOf(list)[0]).to.exist;
  });

  it('are not loaded for rows that are scrolled past', async () => {
    const { api, asked } = many();
    const { list } = await show(api);
    await waitUntil(() => picturesOf(list).some(Boolean), 'pictures');
    const release = holdTimers();
    for (let top = 300; top <= 1800; top += 300) {
      scrollTo(list, top);
      await nextFrame();
      await nextFrame();
    }
    expect(asked).to.have.lengthOf(1);
    release();
    await waitUntil(() => asked.length > 1, 'the next request');
    const { top, bottom } = scrollerOf(list).getBoundingClientRect();
    const inView = rowsOf(list)
      .filter((row) => row.getBoundingClientRect().bottom > top)
      // And the next one.
      .filter((row) => row.getBoundingClientRect().top < bottom + row.offsetHeight)
      .map((row) => `selfie-${Number(row.ariaRowIndex) - 2}`);
    expect(inView).to.include.members(asked.slice(1).flat());

    scrollTo(list, 1500);
    await waitUntil(() => asked.flat().includes('selfie-28'), 'a row that was scrolled past');
  });

  it('are not loaded while the list is out of view', async () => {
    let asked = 0;
    const api = memory([session], {
      photos: () => {
        asked += 1;
        return picture();
      },
    });
    const { provider, list } = await mount(api);
    provider.style.display = 'block';
    provider.style.marginBlockStart = '9000px';
    await waitUntil(() => names(list).length > 0, 'a row');
    await aTimeout(150);
    expect(asked).to.equal(0);
    list.scrollIntoView();
    await waitUntil(() => picturesOf(list)[0], 'a picture');
    window.scrollTo(0, 0);
  });

  it('keep no object URL, and are cleared when they are masked', async () => {
    const urls = new Set<string>();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      const url = createObjectURL.call(URL, blob);
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const { list } = await show(memory([session], { photos: () => picture() }));
      await waitUntil(() => picturesOf(list)[0], 'a picture');
      expect(urls.size).to.equal(0);
      list.mask = 'photos';
      await saysSelfie(list, 'Hidden');
      expect(picturesOf(list)).to.deep.equal([null]);
      await expect(list).to.be.accessible();
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});
