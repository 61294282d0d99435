import { expect, nextFrame } from '@open-wc/testing';

import { button, findButton, partsLoaded, until } from './review-page.js';
import { closeWindows, openWindow } from './window.js';

type Details = HTMLElementTagNameMap['kv-session-details'];
type EditDialog = HTMLElementTagNameMap['kv-edit-dialog'];

async function show(size: readonly [number, number], dir = 'ltr') {
  const page = new URL('./session-details-page.ts', import.meta.url);
  const provider = await openWindow(size, page);
  provider.dir = dir;
  const details = provider.querySelector('kv-session-details')!;
  const opener = await button(details, 'Edit verification');
  await partsLoaded(details);
  opener.focus();
  opener.click();
  const sheet = details.shadowRoot!.querySelector('kv-edit-dialog')!;
  await until(() => native(sheet).open);
  await nextFrame();
  await nextFrame();
  return { details, sheet, opener, frame: provider.ownerDocument.defaultView!.frameElement! };
}

const native = (sheet: EditDialog) => sheet.shadowRoot!.querySelector('dialog')!;
const control = (sheet: EditDialog, field: string) =>
  sheet.shadowRoot!.querySelector<HTMLInputElement>(`#${field}`)!;

/** What has the focus in the window of an element. */
function focusedIn({ ownerDocument }: Element): Element | null {
  let active = ownerDocument.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The part of the details that a user sees and hits at the middle of an element. */
function isHit(details: Details, element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = details.shadowRoot!.elementFromPoint(x + width / 2, y + height / 2);
  return hit !== null && (element === hit || element.contains(hit));
}

async function enter(sheet: EditDialog, text: string): Promise<void> {
  const input = control(sheet, 'firstName');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await sheet.updateComplete;
}

describe('the sheet of an edit beside the session', () => {
  afterEach(closeWindows);

  for (const dir of ['ltr', 'rtl']) {
    it(`stands beside the photos, which stay in view and in use: ${dir}`, async () => {
      const { details, sheet } = await show([1280, 720], dir);
      expect(native(sheet).matches(':modal')).to.equal(false);
      const place = native(sheet).getBoundingClientRect();
      const photos = [...details.shadowRoot!.querySelectorAll('.enlarge')];
      expect(photos.length).to.be.above(1);
      for (const photo of photos) {
        const { left, right } = photo.getBoundingClientRect();
        expect(dir === 'ltr' ? right <= place.left : left >= place.right).to.equal(true);
      }
      expect(isHit(details, photos[0]!)).to.equal(true);
      const { clientWidth, scrollWidth } = details.ownerDocument.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      await enter(sheet, 'Draft');
      (photos[0] as HTMLElement).click();
      const viewer = details.shadowRoot!.querySelector<HTMLDialogElement>('.viewer')!;
      await until(() => viewer.open && viewer.querySelector('kv-photo-viewer'));
      expect(native(sheet).open).to.equal(true);
      expect(control(sheet, 'firstName').value).to.equal('Draft');
    });
  }

  it('fits between its place and the end of the window, wherever the page is scrolled', async () => {
    const { details, sheet } = await show([1280, 720]);
    const { documentElement } = details.ownerDocument;
    for (const top of [0, 40, 200, documentElement.scrollHeight]) {
      documentElement.scrollTop = top;
      await nextFrame();
      await nextFrame();
      const { top: start, bottom } = native(sheet).getBoundingClientRect();
      expect(start, `top at ${top}`).to.be.at.least(0);
      expect(bottom, `bottom at ${top}`).to.be.at.most(720);
      const footer = native(sheet).querySelector('.form-footer')!.getBoundingClientRect();
      expect(footer.bottom).to.be.at.most(720);
    }
  });

  it('closes with Escape, keeps the draft, and returns the focus', async () => {
    const { sheet, opener } = await show([1280, 720]);
    await until(() => focusedIn(sheet) === control(sheet, 'firstName'));
    await enter(sheet, 'Draft');
    const escape = { key: 'Escape', bubbles: true, composed: true, cancelable: true };
    control(sheet, 'firstName').dispatchEvent(new KeyboardEvent('keydown', escape));
    await until(() => !native(sheet).open);
    expect(focusedIn(sheet)).to.equal(opener);
    opener.click();
    await until(() => native(sheet).open);
    expect(control(sheet, 'firstName').value).to.equal('Draft');
  });

  it('becomes modal when the window gets too narrow, and keeps the focus and the text', async () => {
    const { sheet, frame } = await show([1280, 720]);
    await enter(sheet, 'Draft');
    control(sheet, 'lastName').focus();
    const closed: unknown[] = [];
    sheet.addEventListener('kv-dialog-close', () => closed.push(sheet));
    for (const [width, isModal] of [
      [700, true],
      [1280, false],
      [320, true],
    ] as const) {
      (frame as HTMLElement).style.inlineSize = `${width}px`;
      await until(() => native(sheet).matches(':modal') === isModal);
      await nextFrame();
      expect(focusedIn(sheet)).to.equal(control(sheet, 'lastName'));
      expect(control(sheet, 'firstName').value).to.equal('Draft');
    }
    const { left, right } = native(sheet).getBoundingClientRect();
    expect([left, right]).to.deep.equal([0, 320]);
    await nextFrame();
    expect(closed).to.deep.equal([]);
  });

  it('takes the focus when it is opened again while it is open', async () => {
    const { details, sheet, opener } = await show([1280, 720]);
    findButton(details, 'Reject')!.focus();
    opener.click();
    expect(focusedIn(sheet)).to.equal(control(sheet, 'firstName'));
  });
});
