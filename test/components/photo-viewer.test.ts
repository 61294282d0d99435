import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApiOptions, type PhotoSource } from 'kv-review/api/memory';
import { registerLanguage } from 'kv-review/i18n';
import { currentAttempt, type Photo, type Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/photo-viewer';

/** Right to left, without texts. */
registerLanguage({ tag: 'ar', messages: {} });

type Viewer = HTMLElementTagNameMap['kv-photo-viewer'];
type Stage = HTMLElementTagNameMap['kv-photo-stage'];

const photosOf = (session: Session): readonly Photo[] => currentAttempt(session)?.photos ?? [];
const sessions = sampleSessions({ count: 60, seed: 3 }).filter(
  (session) => photosOf(session).length === 3,
);
const [first, second] = sessions as [Session, Session];

/** A picture of a given size, by which a test can tell pictures apart. */
async function picture(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
}

const pictures: PhotoSource = (session, photo) => {
  const extra = session.id === first.id ? 0 : 2;
  return photo.kind === 'selfie' ? picture(600 + extra, 800) : picture(1600 + extra, 1000);
};

interface ShowOptions extends Partial<MemoryApiOptions> {
  photos$?: readonly Photo[];
  compare?: boolean;
  locale?: string;
  width?: number;
}

/** The viewer on a stage of 400 px; a selfie of 600 × 800 and documents of 1600 × 1000 px. */
async function show({
  photos$,
  compare = false,
  locale = 'en',
  width = 900,
  ...options
}: ShowOptions = {}) {
  const api = createMemoryApi({ sessions, photos: pictures, ...options });
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(html`
    <kv-review-provider .api=${api} locale=${locale}>
      <kv-photo-viewer
        session-id=${first.id}
        .photos=${photos$ ?? photosOf(first)}
        ?compare=${compare}
      ></kv-photo-viewer>
    </kv-review-provider>
  `);
  const viewer = provider.querySelector('kv-photo-viewer')!;
  viewer.style.setProperty('--kv-photo-viewer-block-size', '424px');
  viewer.style.inlineSize = `${width}px`;
  await waitUntil(() => viewer.shadowRoot!.querySelector('[role="toolbar"], .notice'));
  return { api, provider, viewer };
}

const $ = (root: Element, selector: string): HTMLElement | null =>
  root.shadowRoot!.querySelector<HTMLElement>(selector);
const stagesOf = (viewer: Viewer): Stage[] => [
  ...viewer.shadowRoot!.querySelectorAll('kv-photo-stage'),
];
const stageOf = (viewer: Viewer, index = 0): Stage => stagesOf(viewer)[index]!;
const imageOf = (stage: Stage) => stage.shadowRoot!.querySelector('img');
const scrollerOf = (stage: Stage): HTMLElement => $(stage, '.scroller')!;
const tool = (viewer: Viewer, name: string): HTMLElement =>
  $(viewer, `.toolbar button[aria-label="${name}"]`)!;
const captionOf = (viewer: Viewer, index = 0): string =>
  viewer.shadowRoot!.querySelectorAll('figcaption')[index]!.textContent.replaceAll(/\s+/g, ' ');
const thumbnailsOf = (viewer: Viewer): HTMLElement[] => [
  ...viewer.shadowRoot!.querySelectorAll<HTMLElement>('.thumbnail'),
];
const thumbnail = (viewer: Viewer, name: string): HTMLElement | undefined =>
  thumbnailsOf(viewer).find(({ textContent }) => textContent.trim() === name);
const announced = (viewer: Viewer): string => $(viewer, '[role="status"]')!.textContent;
const percentOf = (viewer: Viewer, index = 0): number =>
  Number(/Zoom \u200e?(\d+)/.exec(captionOf(viewer, index))?.[1]);

/** The viewer with every stage ready, one of them focused. */
async function ready(options: ShowOptions = {}) {
  const shown = await show(options);
  const { viewer } = shown;
  await waitUntil(() => stagesOf(viewer).every((stage) => stage.scene && imageOf(stage)));
  await waitUntil(() => percentOf(viewer) > 0);
  stageOf(viewer).focus();
  await settled(viewer);
  return shown;
}

async function settled(viewer: Viewer): Promise<void> {
  await viewer.updateComplete;
  await Promise.all(stagesOf(viewer).map((stage) => stage.updateComplete));
  await viewer.updateComplete;
}

async function press(viewer: Viewer, ...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
  await settled(viewer);
}

describe('kv-photo-viewer', () => {
  it('shows the whole first photo with its name, and the others as thumbnails', async () => {
    const { viewer } = await ready();
    const image = imageOf(stageOf(viewer))!;
    expect(image.alt).to.equal('Selfie');
    const { width, height } = stageOf(viewer).getBoundingClientRect();
    expect(image.getBoundingClientRect().height).to.be.closeTo(
      Math.min(height, (width * 4) / 3),
      1,
    );
    expect(captionOf(viewer)).to.match(/Selfie Zoom \d+%/);
    const names = thumbnailsOf(viewer).map(({ textContent }) => textContent.trim());
    expect(names).to.deep.equal(['Selfie', 'Document, front', 'Document, back']);
    await expect(viewer).to.be.accessible();
  });

  it('shows that no photos were taken, and an error outside a provider', async () => {
    const { viewer } = await show({ photos$: [] });
    expect(viewer.shadowRoot!.textContent).to.contain('No photos were taken.');
    await expect(viewer).to.be.accessible();
    const alone = await fixture<Viewer>(html`<kv-photo-viewer></kv-photo-viewer>`);
    expect(alone.shadowRoot!.textContent).to.contain('kv-review is not connected');
  });

  describe('zooms', () => {
    it('by keys to round percentages, and announces it', async () => {
      const { viewer } = await ready();
      await press(viewer, '1');
      expect(percentOf(viewer)).to.equal(100);
      expect(imageOf(stageOf(viewer))!.getBoundingClientRect().width).to.equal(600);
      await press(viewer, '+', '+');
      expect(percentOf(viewer)).to.equal(150);
      await waitUntil(() => announced(viewer) === 'Zoom 150%');
      await press(viewer, '-');
      expect(percentOf(viewer)).to.equal(125);
      await press(viewer, '0');
      expect(scrollerOf(stageOf(viewer)).classList.contains('larger')).to.equal(false);
    });

    it('by buttons that are disabled at the limits', async () => {
      const { viewer } = await ready();
      expect(tool(viewer, 'Zoom out').getAttribute('aria-disabled')).to.equal('true');
      tool(viewer, 'Zoom in').click();
      await settled(viewer);
      expect(tool(viewer, 'Zoom out').getAttribute('aria-disabled')).to.equal(null);
      for (let step = 0; step < 20; step += 1) {
        tool(viewer, 'Zoom in').click();
        await settled(viewer);
      }
      expect(percentOf(viewer)).to.equal(400);
      expect(tool(viewer, 'Zoom in').getAttribute('aria-disabled')).to.equal('true');
      await expect(viewer).to.be.accessible();
    });

    it('by the wheel with Ctrl, and without Ctrl scrolls the page', async () => {
      const { viewer } = await ready();
      const stage = stageOf(viewer);
      const before = percentOf(viewer);
      const turn = (init: WheelEventInit) => {
        const event = new WheelEvent('wheel', { deltaY: -100, cancelable: true, ...init });
        scrollerOf(stage).dispatchEvent(event);
        return event.defaultPrevented;
      };
      expect(turn({})).to.equal(false);
      await settled(viewer);
      expect(percentOf(viewer)).to.equal(before);
      expect(turn({ ctrlKey: true })).to.equal(true);
      await settled(viewer);
      expect(percentOf(viewer)).to.be.greaterThan(before);
    });

    it('on a double click at its place, and back', async () => {
      const { viewer } = await ready();
      const before = percentOf(viewer);
      const twice = () =>
        scrollerOf(stageOf(viewer)).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      twice();
      await settled(viewer);
      expect(percentOf(viewer)).to.be.at.least(before * 1.9);
      twice();
      await settled(viewer);
      expect(percentOf(viewer)).to.equal(before);
    });

    it('by two fingers, around the point between them', async () => {
      const { viewer } = await ready();
      const scroller = scrollerOf(stageOf(viewer));
      const { left, top } = scroller.getBoundingClientRect();
      const before = percentOf(viewer);
      const touch = (type: string, pointerId: number, x: number) =>
        scroller.dispatchEvent(
          new PointerEvent(type, {
            pointerId,
            pointerType: 'touch',
            clientX: left + x,
            clientY: top + 200,
            bubbles: true,
          }),
        );
      touch('pointerdown', 11, 400);
      touch('pointermove', 11, 380);
      await settled(viewer);
      expect(percentOf(viewer)).to.equal(before);
      touch('pointermove', 11, 400);
      touch('pointerdown', 12, 500);
      touch('pointermove', 12, 700);
      touch('pointerup', 12, 700);
      touch('pointerup', 11, 400);
      await settled(viewer);
      expect(percentOf(viewer)).to.be.closeTo(before * 3, 3);
    });

    it('and still fits the whole photo when the element is resized', async () => {
      const { viewer } = await ready({ width: 900 });
      tool(viewer, 'Next photo').click();
      await waitUntil(() => imageOf(stageOf(viewer))?.alt === 'Document, front');
      await waitUntil(() => percentOf(viewer) > 0);
      viewer.style.inlineSize = '400px';
      await waitUntil(() => percentOf(viewer) === 25);
    });
  });

  describe('moves a photo that is larger than its frame', () => {
    it('by arrow keys, which scroll the page otherwise', async () => {
      const { viewer } = await ready();
      const scroller = scrollerOf(stageOf(viewer));
      const arrow = () => {
        const init = { key: 'ArrowDown', bubbles: true, composed: true, cancelable: true };
        const event = new KeyboardEvent('keydown', init);
        scroller.dispatchEvent(event);
        return event.defaultPrevented;
      };
      expect(arrow()).to.equal(false);
      await press(viewer, '1', '+', '+', '+');
      const { scrollTop } = scroller;
      expect(scrollTop).to.be.greaterThan(0);
      expect(arrow()).to.equal(true);
      expect(scroller.scrollTop).to.be.greaterThan(scrollTop);
      for (let step = 0; step < 40; step += 1) arrow();
      expect(arrow()).to.equal(false);
    });

    it('by dragging', async () => {
      const { viewer } = await ready();
      await press(viewer, '1', '+', '+', '+');
      const scroller = scrollerOf(stageOf(viewer));
      const { scrollTop } = scroller;
      const { left, top } = scroller.getBoundingClientRect();
      const [x, y] = [Math.round(left + 300), Math.round(top + 200)];
      await sendMouse({ type: 'move', position: [x, y] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [x, y - 60] });
      await sendMouse({ type: 'up' });
      await settled(viewer);
      expect(scroller.scrollTop).to.be.closeTo(scrollTop + 60, 1);
      await sendMouse({ type: 'move', position: [x, y + 50] });
      await settled(viewer);
      expect(scroller.scrollTop).to.be.closeTo(scrollTop + 60, 1);
    });

    it('by its scrollbars, and keeps the position', async () => {
      const { viewer } = await ready();
      await press(viewer, '1', '+', '+', '+');
      const scroller = scrollerOf(stageOf(viewer));
      scroller.scrollTop = 5;
      await waitUntil(() => stageOf(viewer).view.focus.y < 0.3);
      await press(viewer, '.');
      await waitUntil(() => imageOf(stageOf(viewer))?.alt === 'Document, front');
      await press(viewer, ',');
      await waitUntil(() => imageOf(stageOf(viewer))?.alt === 'Selfie' && stageOf(viewer).scene);
      await settled(viewer);
      expect(scrollerOf(stageOf(viewer)).scrollTop).to.be.closeTo(5, 1);
    });
  });

  it('turns by 90° in both directions, and fits the turned photo', async () => {
    const { viewer } = await ready();
    await press(viewer, 't');
    await waitUntil(() => announced(viewer) === 'Rotated by 90°');
    const box = imageOf(stageOf(viewer))!.getBoundingClientRect();
    expect(box.width / box.height).to.be.closeTo(800 / 600, 0.01);
    expect(captionOf(viewer)).to.contain('Rotated by 90°');
    const shifted = { key: 'T', shiftKey: true, bubbles: true, composed: true };
    for (let turn = 0; turn < 2; turn += 1) {
      scrollerOf(stageOf(viewer)).dispatchEvent(new KeyboardEvent('keydown', shifted));
    }
    await settled(viewer);
    expect(captionOf(viewer)).to.contain('Rotated by 270°');
    tool(viewer, 'Rotate right').click();
    await settled(viewer);
    expect(captionOf(viewer)).not.to.contain('Rotated');
    await expect(viewer).to.be.accessible();
  });

  it('adjusts one photo without a style attribute in a template', async () => {
    const { viewer } = await ready();
    await press(viewer, 'a');
    const [brightness] = viewer.shadowRoot!.querySelectorAll<HTMLInputElement>('[type="range"]');
    brightness!.value = '150';
    brightness!.dispatchEvent(new Event('input'));
    await press(viewer, 'i');
    const filter = () => getComputedStyle(imageOf(stageOf(viewer))!).filter;
    expect(filter()).to.equal('brightness(1.5) invert(1)');
    expect(($(viewer, '[type="checkbox"]') as HTMLInputElement).checked).to.equal(true);
    expect(brightness!.getAttribute('aria-valuetext')).to.equal('150%');
    await waitUntil(() => announced(viewer) === 'Colors are inverted.');
    await expect(viewer).to.be.accessible();
    tool(viewer, 'Reset').click();
    await settled(viewer);
    expect(filter()).to.equal('none');
  });

  describe('compares', () => {
    it('a selfie with the front of the document, and a document with the selfie', async () => {
      const { viewer } = await ready();
      const names = () => stagesOf(viewer).map(({ label }) => label);
      setTimeout(() => void sendKeys({ press: 'c' }));
      const event = await oneEvent(viewer, 'kv-photo-change');
      expect(event.detail).to.deep.equal({ photoId: photosOf(first)[0]!.id, compare: true });
      await settled(viewer);
      expect(names()).to.deep.equal(['Selfie', 'Document, front']);
      expect(viewer.hasAttribute('compare')).to.equal(true);
      await waitUntil(() => announced(viewer) === 'Comparing Selfie with Document, front');
      await waitUntil(() => stagesOf(viewer).every(({ scene }) => scene));
      await expect(viewer).to.be.accessible();
      await press(viewer, 'c');
      await press(viewer, '.', 'c');
      expect(names()).to.deep.equal(['Document, front', 'Selfie']);
    });

    it('with linked zoom and movement, until unlinked', async () => {
      const { viewer } = await ready({ compare: true });
      await press(viewer, '1');
      const before = percentOf(viewer, 1);
      await press(viewer, '+', '+', '+');
      expect(percentOf(viewer, 0)).to.equal(200);
      expect(percentOf(viewer, 1)).to.be.closeTo(before * 2, 2);
      const [own, other] = stagesOf(viewer).map(scrollerOf) as [HTMLElement, HTMLElement];
      const { scrollTop } = other;
      own.scrollTop += 40;
      await waitUntil(() => Math.abs(other.scrollTop - scrollTop - 40) < 2);
      await press(viewer, 'l');
      await waitUntil(() => announced(viewer) === 'Zoom and position are no longer linked.');
      const unlinked = percentOf(viewer, 1);
      await press(viewer, '+');
      expect(percentOf(viewer, 0)).to.equal(300);
      expect(percentOf(viewer, 1)).to.equal(unlinked);
    });

    it('with tools for the photo that had the focus last', async () => {
      const { viewer } = await ready({ compare: true });
      stageOf(viewer, 1).focus();
      await press(viewer, 't');
      expect(captionOf(viewer, 0)).not.to.contain('Rotated');
      expect(captionOf(viewer, 1)).to.contain('Rotated by 90°');
      expect($(viewer, '[role="toolbar"]')!.getAttribute('aria-label')).to.equal(
        'Tools: Document, front',
      );
    });

    it('any two, which swap when one is chosen in place of the other', async () => {
      const { viewer } = await ready({ compare: true });
      const names = () => stagesOf(viewer).map(({ label }) => label);
      const choose = async (name: string) => {
        thumbnail(viewer, name)!.click();
        await settled(viewer);
      };
      await choose('Document, back');
      expect(names()).to.deep.equal(['Document, back', 'Document, front']);
      await choose('Document, front');
      expect(names()).to.deep.equal(['Document, front', 'Document, back']);
      stageOf(viewer, 1).focus();
      await choose('Selfie');
      expect(names()).to.deep.equal(['Document, front', 'Selfie']);
      await choose('Document, front');
      expect(names()).to.deep.equal(['Selfie', 'Document, front']);
    });

    it('not with a single photo', async () => {
      const { viewer } = await ready({ photos$: photosOf(first).slice(0, 1) });
      expect(tool(viewer, 'Compare')).to.equal(null);
      expect($(viewer, '.thumbnails')).to.equal(null);
      await press(viewer, 'c', '.');
      expect(stagesOf(viewer)).to.have.length(1);
    });
  });

  it('switches photos by key and notifies the host', async () => {
    const { viewer } = await ready();
    setTimeout(() => void sendKeys({ press: ',' }));
    const { detail } = await oneEvent(viewer, 'kv-photo-change');
    expect(detail).to.deep.equal({ photoId: photosOf(first)[2]!.id, compare: false });
    await waitUntil(() => announced(viewer) === 'Document, back, photo 3 of 3');
    expect(viewer.photoId).to.equal(photosOf(first)[2]!.id);
    await waitUntil(() => imageOf(stageOf(viewer))?.alt === 'Document, back');
    // The focus stays, so that the user can press the key again.
    expect(viewer.shadowRoot!.activeElement).to.equal(stageOf(viewer));
  });

  it('numbers photos of the same kind', async () => {
    const [selfie, front] = photosOf(first) as [Photo, Photo];
    const { viewer } = await ready({ photos$: [selfie, front, { ...selfie, id: 'again' }] });
    expect(captionOf(viewer)).to.contain('Selfie 1');
    expect(thumbnail(viewer, 'Selfie 2')).not.to.equal(undefined);
  });

  describe('by keyboard', () => {
    it('has one tab stop for the tools, and arrow keys between them', async () => {
      const { viewer } = await ready();
      tool(viewer, 'Previous photo').focus();
      await press(viewer, 'ArrowRight', 'ArrowRight');
      expect(viewer.shadowRoot!.activeElement).to.equal(tool(viewer, 'Zoom out'));
      await press(viewer, 'End');
      expect(viewer.shadowRoot!.activeElement).to.equal(tool(viewer, 'Reset'));
      await press(viewer, 'ArrowRight');
      expect(viewer.shadowRoot!.activeElement).to.equal(tool(viewer, 'Previous photo'));
      await press(viewer, 'Tab');
      expect(viewer.shadowRoot!.activeElement).to.equal(stageOf(viewer));
    });

    it('shows the name and key of the focused tool', async () => {
      const { viewer } = await ready();
      tool(viewer, 'Rotate left').focus();
      await settled(viewer);
      expect($(viewer, '.hint')!.textContent.trim()).to.equal('Rotate left Shift+T');
      expect(tool(viewer, 'Rotate left').getAttribute('aria-keyshortcuts')).to.equal('Shift+T');
      expect(tool(viewer, 'Zoom in').getAttribute('aria-keyshortcuts')).to.equal('Plus');
    });

    it('handles its own keys, but none with Ctrl', async () => {
      const { viewer, provider } = await ready();
      const passed: string[] = [];
      provider.addEventListener('keydown', ({ key }) => passed.push(key));
      await press(viewer, 't', 'v');
      expect(passed).to.deep.equal(['v']);
      const init = { key: 'c', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
      const copy = new KeyboardEvent('keydown', init);
      scrollerOf(stageOf(viewer)).dispatchEvent(copy);
      expect(copy.defaultPrevented).to.equal(false);
      expect(viewer.compare).to.equal(false);
    });

    it('hears its keys as soon as it is asked to take the focus', async () => {
      const { viewer } = await show();
      viewer.focus();
      await waitUntil(() => viewer.shadowRoot!.activeElement === stageOf(viewer));
      await press(viewer, 'c');
      expect(viewer.compare).to.equal(true);
    });

    for (const [what, prepare] of [
      ['the tool', async (viewer: Viewer) => tool(viewer, 'Link zoom and position').focus()],
      ['the photo', async (viewer: Viewer) => stageOf(viewer, 1).focus()],
    ] as const) {
      it(`keeps the focus when a key removes ${what} that has it`, async () => {
        const { viewer } = await ready({ compare: true });
        await prepare(viewer);
        await press(viewer, 'c');
        expect(viewer.compare).to.equal(false);
        await waitUntil(() => viewer.shadowRoot!.activeElement === stageOf(viewer));
      });
    }

    it('keeps the focus when a key closes the adjustments', async () => {
      const { viewer } = await ready();
      await press(viewer, 'a');
      $(viewer, 'input[type=range]')!.focus();
      await press(viewer, 'a');
      expect($(viewer, 'input[type=range]')).to.equal(null);
      await waitUntil(() => viewer.shadowRoot!.activeElement === stageOf(viewer));
    });

    it('runs the tool of a key that was pressed beside it', async () => {
      const { viewer, provider } = await ready();
      const close = document.createElement('button');
      close.addEventListener('keydown', (event) => viewer.runKey(event));
      provider.append(close);
      close.focus();
      await press(viewer, 'c', 'Shift');
      expect(viewer.compare).to.equal(true);
    });

    it('works with a Georgian keyboard layout', async () => {
      const { viewer } = await ready();
      const init = { key: 'ც', code: 'KeyC', bubbles: true, composed: true };
      scrollerOf(stageOf(viewer)).dispatchEvent(new KeyboardEvent('keydown', init));
      await settled(viewer);
      expect(viewer.compare).to.equal(true);
    });

    it('reverses the arrow keys in right-to-left text', async () => {
      const { viewer } = await ready({ locale: 'ar' });
      tool(viewer, 'Previous photo').focus();
      await press(viewer, 'ArrowLeft');
      expect(viewer.shadowRoot!.activeElement).to.equal(tool(viewer, 'Next photo'));
    });
  });

  describe('never shows one client as another', () => {
    it('discards pictures, settings and messages with the session', async () => {
      const { viewer } = await ready({
        compare: true,
        photos: (session, ...rest) =>
          session.id === first.id ? pictures(session, ...rest) : new Promise(() => undefined),
      });
      await press(viewer, '+', 't', 'i');
      await waitUntil(() => announced(viewer) !== '');
      const urls = stagesOf(viewer).map((stage) => imageOf(stage)!.src);
      viewer.sessionId = second.id;
      viewer.photos = photosOf(second);
      await settled(viewer);
      expect(stagesOf(viewer).map(imageOf)).to.deep.equal([null, null]);
      expect(announced(viewer)).to.equal('');
      expect(captionOf(viewer).trim()).to.equal('Selfie');
      expect(stageOf(viewer).view.turns).to.equal(0);
      for (const url of urls) {
        const isRevoked = await fetch(url).then(
          () => false,
          () => true,
        );
        expect(isRevoked).to.equal(true);
      }
      await expect(viewer).to.be.accessible();
    });

    it('keeps zoom and turn when the same session is reloaded', async () => {
      const { viewer } = await ready();
      await press(viewer, '1', 't');
      viewer.photos = structuredClone(photosOf(first));
      await settled(viewer);
      expect(captionOf(viewer)).to.match(/Zoom 100% Rotated by 90°/);
      expect(imageOf(stageOf(viewer))).not.to.equal(null);
    });

    it('clears when the user is signed out', async () => {
      const { viewer } = await ready();
      viewer.dispatchEvent(
        new CustomEvent('kv-error', {
          detail: { code: 'unauthenticated', retryable: false },
          bubbles: true,
        }),
      );
      await waitUntil(() => stagesOf(viewer).length === 0);
    });

    it('puts nothing but the session’s id into attributes', async () => {
      const { viewer } = await ready({ compare: true });
      const allowed = ['compare', 'session-id', 'style'];
      expect(viewer.getAttributeNames().sort()).to.deep.equal(allowed);
      for (const stage of stagesOf(viewer)) expect(stage.getAttributeNames()).to.deep.equal([]);
    });
  });

  it('offers no full screen if the page does not allow it', async () => {
    Object.defineProperty(document, 'fullscreenEnabled', { value: false, configurable: true });
    try {
      const { viewer } = await ready();
      expect(tool(viewer, 'Full screen')).to.equal(null);
      await press(viewer, 'f');
      expect(document.fullscreenElement).to.equal(null);
    } finally {
      Reflect.deleteProperty(document, 'fullscreenEnabled');
    }
  });

  it('announces that full screen was refused', async () => {
    const { viewer } = await ready();
    viewer.requestFullscreen = () => Promise.reject(new TypeError('no'));
    await viewer.toggleFullScreen();
    await waitUntil(() => announced(viewer) === 'Full screen is not available here.');
  });

  it('offers to try again when a photo cannot be loaded or decoded', async () => {
    const answers = [
      () => Promise.reject(new ReviewError('unavailable', 'down')),
      () => new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0])]),
      () => picture(600, 800),
    ];
    const { viewer } = await show({
      photos$: photosOf(first).slice(0, 1),
      photos: () => answers.shift()!(),
    });
    const retry = () => $(stageOf(viewer), '.over button');
    await waitUntil(() => retry());
    await expect(viewer).to.be.accessible();
    retry()!.click();
    await waitUntil(() => answers.length === 1 && retry());
    retry()!.click();
    await waitUntil(() => stageOf(viewer).scene);
    expect(imageOf(stageOf(viewer))!.naturalWidth).to.equal(600);
  });

  it('refuses a file whose first bytes are not an image', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/jpeg' });
    const { viewer } = await show({ photos: () => svg });
    await waitUntil(() => stageOf(viewer).shadowRoot?.textContent.includes('not a photo'));
    expect(imageOf(stageOf(viewer))).to.equal(null);
    expect(tool(viewer, 'Fit to frame').getAttribute('aria-disabled')).to.equal('true');
    await expect(viewer).to.be.accessible();
  });

  it('fits into 320 px, with tools of at least 40 px', async () => {
    const { viewer } = await ready({ compare: true, width: 320 });
    expect($(viewer, '.viewer')!.scrollWidth).to.be.at.most(320);
    for (const button of viewer.shadowRoot!.querySelectorAll('.toolbar button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(40);
    }
    const [upper, lower] = stagesOf(viewer).map((stage) => stage.getBoundingClientRect());
    expect(lower!.top).to.be.greaterThan(upper!.bottom);
  });

  it('keeps no object URL after it was removed', async () => {
    const { viewer, provider } = await ready({ compare: true });
    const urls = stagesOf(viewer).map((stage) => imageOf(stage)!.src);
    viewer.remove();
    for (const url of urls) {
      expect(
        await fetch(url).then(
          () => 'there',
          () => 'gone',
        ),
      ).to.equal('gone');
    }
    provider.append(viewer);
    await waitUntil(() => stagesOf(viewer).every(({ scene }) => scene));
    await nextFrame();
    expect(percentOf(viewer)).to.be.greaterThan(0);
  });
});
