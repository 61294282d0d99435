import { expect, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { KvEventMap } from 'kv-review';
import type { MemoryApi } from 'kv-review/api/memory';
import { defaultRejectionGroups, type RejectionGroup } from 'kv-review/model';

import 'kv-review/define/reject-dialog';
import {
  awaiting,
  button,
  createApi,
  findButton,
  focused,
  nameOf,
  nino,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';
import { closeWindows, openWindow } from './window.js';

type RejectDialog = HTMLElementTagNameMap['kv-reject-dialog'];

async function show(api: MemoryApi = createApi()) {
  const provider = await showIn(
    api,
    html`<kv-reject-dialog .session=${awaiting}></kv-reject-dialog>`,
  );
  const dialog = provider.querySelector('kv-reject-dialog')!;
  await open(dialog);
  return { provider, dialog, api };
}

async function open(dialog: RejectDialog): Promise<void> {
  dialog.show();
  await until(() => native(dialog).open);
}

const native = (dialog: RejectDialog) => dialog.shadowRoot!.querySelector('dialog')!;
const note = (dialog: RejectDialog) => dialog.shadowRoot!.querySelector('textarea')!;

/** The radio button of a group, or the checkbox of a reason. */
function choice(dialog: RejectDialog, label: string): HTMLInputElement {
  const found = [...dialog.shadowRoot!.querySelectorAll('label')].find(
    (element) => element.querySelector('bdi')?.textContent === label,
  );
  if (!found?.control) throw new RangeError(`There is no choice “${label}”.`);
  return found.control as HTMLInputElement;
}

async function choose(dialog: RejectDialog, ...labels: string[]): Promise<void> {
  for (const label of labels) {
    choice(dialog, label).click();
    await dialog.updateComplete;
  }
}

const selected = (dialog: RejectDialog) =>
  [...dialog.shadowRoot!.querySelectorAll('[part="selected"] bdi')].map(
    ({ textContent }) => textContent,
  );

/** The keys that choose an entry now. */
const hints = (dialog: RejectDialog) =>
  [...dialog.shadowRoot!.querySelectorAll('kbd')]
    .filter((key) => getComputedStyle(key).visibility === 'visible')
    .map(({ textContent }) => textContent);

/** Not every driver can hold a modifier key down. */
function pressControlEnter(target: Element): void {
  const init = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
  target.dispatchEvent(new KeyboardEvent('keydown', init));
}

type Colour = readonly [red: number, green: number, blue: number];

/** Every browser writes a computed colour in another way: a canvas reads them all. */
function channels(colour: string): Colour {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function hueOf([red, green, blue]: Colour): string {
  if (blue > red && blue > green) return 'blue';
  return red > green && red > blue && Math.abs(green - blue) < 30 ? 'red' : 'other';
}

/** The contrast ratio of WCAG 2.2. */
function contrast(first: Colour, second: Colour): number {
  const luminance = (colour: Colour): number => {
    const [red = 0, green = 0, blue = 0] = colour
      .map((channel) => channel / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, bright = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const georgian = 'ძალიან გრძელი დასახელება მარეგულირებლის მოთხოვნების შესაბამისად';
/** A company's own taxonomy. */
const longGroups: RejectionGroup[] = Array.from({ length: 20 }, (_, group) => ({
  id: `group-${group}`,
  label: { en: `Group ${group + 1}`, ka: `ჯგუფი ${group + 1} ${group % 3 ? '' : georgian}` },
  reasons: Array.from({ length: 60 }, (__, reason) => ({
    id: `reason-${group}-${reason}`,
    label: { en: `Reason ${reason + 1}`, ka: `მიზეზი ${reason + 1} ${reason % 3 ? '' : georgian}` },
  })),
}));

/** The dialog in a window of a size. */
async function showInWindow(size: readonly [number, number], api?: MemoryApi, locale = 'en') {
  const provider = await openWindow(size, new URL('./reject-dialog-page.ts', import.meta.url));
  if (api) {
    provider.removeAttribute('data-ready');
    provider.api = api;
    await until(() => provider.hasAttribute('data-ready'));
  }
  provider.locale = locale;
  const dialog = provider.querySelector('kv-reject-dialog')!;
  await open(dialog);
  await until(() => dialog.shadowRoot!.querySelector('.groups'));
  // The texts of another language come a moment later.
  if (locale === 'ka')
    await until(() => /\p{Script=Georgian}/u.test(native(dialog).querySelector('h2')!.textContent));
  await Promise.all(
    native(dialog)
      .getAnimations()
      .map(({ finished }) => finished),
  );
  return dialog;
}

/** Every driver can press keys in the top window only. */
async function pressDigit(dialog: RejectDialog, digit: number): Promise<void> {
  const init = { key: `${digit}`, bubbles: true, composed: true, cancelable: true };
  dialog.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', init));
  await dialog.updateComplete;
  await nextFrame();
}

/** The reasons that are wholly in view. */
const reasonsInView = (dialog: RejectDialog): number =>
  choicesIn(dialog, 'reason').filter((reason) => {
    const { top, bottom, left } = reason.getBoundingClientRect();
    return [top + 2, bottom - 2].every((y) =>
      reason.contains(dialog.shadowRoot!.elementFromPoint(left + 40, y)),
    );
  }).length;

const choicesIn = (dialog: RejectDialog, part: 'group' | 'reason') =>
  [...dialog.shadowRoot!.querySelectorAll(`[part="${part}"]`)] as HTMLLabelElement[];

const withTaxonomy = (groups: readonly RejectionGroup[], reasonRequired = true) =>
  createApi({ workspace: { rejection: { groups: structuredClone([...groups]), reasonRequired } } });

describe('kv-reject-dialog', () => {
  afterEach(closeWindows);

  it('offers the groups, and the reasons of the selected group', async () => {
    const { dialog } = await show();
    const groups = [...dialog.shadowRoot!.querySelectorAll('[part="group"] bdi')];
    expect(groups.map(({ textContent }) => textContent)).to.deep.equal([
      'Spam',
      'Compromised person',
      'Suspected fraud',
      'Data mismatch',
      'Regulation violations',
    ]);
    expect(textOf(dialog)).to.contain('Choose a group to see its reasons.');
    await expect(dialog).to.be.accessible();

    await choose(dialog, 'Suspected fraud');
    const reasons = [...dialog.shadowRoot!.querySelectorAll('[part="reason"] bdi')];
    expect(reasons.map(({ textContent }) => textContent)).to.deep.equal([
      'Fake',
      'Blacklist',
      'Selfie Mismatch',
    ]);
    await expect(dialog).to.be.accessible();
  });

  for (const [scheme, accent] of [
    ['light', '#0b6b3a'],
    ['dark', '#7ee2a8'],
    ['light', '#b00020'],
    ['dark', '#ffb300'],
  ] as const) {
    it(`marks a selected group blue and a selected reason red, both with a check mark, whatever the accent is: ${accent}, ${scheme}`, async () => {
      const { dialog, provider } = await show();
      provider.theme = scheme;
      provider.style.setProperty('--kv-color-accent', accent);
      provider.style.setProperty('--kv-color-accent-soft', accent);
      await choose(dialog, 'Suspected fraud', 'Fake');
      const look = (label: string) => {
        const element = choice(dialog, label).closest('label')!;
        const { color, backgroundColor } = getComputedStyle(element);
        return {
          hasMark: element.querySelector('svg') !== null,
          text: channels(color),
          background: channels(backgroundColor),
        };
      };
      const [group, reason] = [look('Suspected fraud'), look('Fake')];
      expect(hueOf(group.text)).to.equal('blue');
      expect(hueOf(reason.text)).to.equal('red');
      for (const { text, background, hasMark } of [group, reason]) {
        expect(contrast(text, background)).to.be.above(4.5);
        expect(hasMark).to.equal(true);
      }
      expect(look('Blacklist').hasMark).to.equal(false);
    });
  }

  it('rejects with reasons across groups and a note', async () => {
    const { api, dialog, provider } = await show();
    let requested: unknown;
    provider.addEventListener('kv-decision-request', ({ detail }) => (requested = detail));
    await choose(
      dialog,
      'Data mismatch',
      'MRZ issue',
      'Suspected fraud',
      'Selfie Mismatch',
      'Fake',
    );
    expect(selected(dialog)).to.deep.equal(['Fake', 'Selfie Mismatch', 'MRZ issue']);
    expect(textOf(dialog)).to.contain('3 reasons selected');
    note(dialog).focus();
    await sendKeys({ type: 'Forged' });
    const completed = oneEvent<KvEventMap['kv-decision-complete']>(
      provider,
      'kv-decision-complete',
    );
    (await button(dialog, 'Reject')).click();
    expect((await completed).detail).to.deep.equal({ sessionId: awaiting.id, verdict: 'reject' });
    expect(requested).to.deep.equal({
      sessionId: awaiting.id,
      verdict: 'reject',
      reasons: ['fake', 'selfie-mismatch', 'mrz'],
    });
    const { decision, notes } = await api.getSession(awaiting.id);
    expect(decision!.reasons.map(({ id }) => id)).to.deep.equal(['fake', 'selfie-mismatch', 'mrz']);
    expect(notes.at(-1)!.text).to.equal('Forged');
    await says(dialog, `${nameOf(awaiting)} rejected.`);
  });

  it('works by keyboard alone', async () => {
    const { api, dialog } = await show();
    expect(focused()).to.equal(choice(dialog, 'Spam'));
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(choice(dialog, 'Suspected fraud').checked).to.equal(true);
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(choice(dialog, 'Fake'));
    await sendKeys({ type: ' ' });
    expect(selected(dialog)).to.deep.equal(['Fake']);
    (await button(dialog, 'Reject')).focus();
    await sendKeys({ press: 'Enter' });
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons[0]!.id).to.equal('fake');
  });

  it('rejects with a reason and a note in four presses and the text', async () => {
    const { api, dialog } = await show();
    await sendKeys({ press: '3' });
    await until(() => focused() === choice(dialog, 'Fake'));
    await sendKeys({ press: '1' });
    expect(selected(dialog)).to.deep.equal(['Fake']);
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(note(dialog));
    await sendKeys({ type: 'Paste of 3 photos' });
    expect(selected(dialog)).to.deep.equal(['Fake']);
    pressControlEnter(note(dialog));
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    const { decision, notes } = await api.getSession(awaiting.id);
    expect(decision!.reasons.map(({ id }) => id)).to.deep.equal(['fake']);
    expect(notes.at(-1)!.text).to.equal('Paste of 3 photos');
  });

  it('shows which list the digits choose from, and goes back to the groups with 0', async () => {
    const { dialog } = await show();
    expect(hints(dialog)).to.deep.equal(['1', '2', '3', '4', '5']);
    expect(choice(dialog, 'Data mismatch').getAttribute('aria-keyshortcuts')).to.equal('4');
    await sendKeys({ press: '4' });
    await until(() => focused() === choice(dialog, 'Full name issue'));
    expect(hints(dialog)).to.deep.equal(['0', '1', '2', '3', '4']);
    expect(choice(dialog, 'Data mismatch').hasAttribute('aria-keyshortcuts')).to.equal(false);
    await sendKeys({ press: '3' });
    await sendKeys({ press: '3' });
    await sendKeys({ press: '2' });
    await sendKeys({ press: '9' });
    expect(selected(dialog)).to.deep.equal(['ID number or document number issue']);
    expect(focused()).to.equal(choice(dialog, 'ID number or document number issue'));
    await sendKeys({ press: '0' });
    expect(focused()).to.equal(choice(dialog, 'Data mismatch'));
    await sendKeys({ press: '1' });
    await until(() => focused() === choice(dialog, 'SPAM'));
    await sendKeys({ press: '1' });
    expect(selected(dialog)).to.deep.equal(['SPAM', 'ID number or document number issue']);
    await expect(dialog).to.be.accessible();
  });

  it('does not choose by a digit with a modifier, a key held down, or with shortcuts off', async () => {
    const { dialog } = await show();
    const press = (init: KeyboardEventInit) => {
      const all = { key: '3', bubbles: true, composed: true, cancelable: true, ...init };
      const event = new KeyboardEvent('keydown', all);
      focused()!.dispatchEvent(event);
      return event.defaultPrevented;
    };
    for (const init of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
      expect(press(init)).to.equal(false);
    }
    // On a French keyboard, the keys of the digits type other characters.
    expect(press({ key: '"', code: 'Digit3', shiftKey: true })).to.equal(false);
    expect(press({ key: '"', code: 'Digit3' })).to.equal(true);
    await says(dialog, 'Fake');
    await until(() => focused() === choice(dialog, 'Fake'));
    dialog.noShortcuts = true;
    await dialog.updateComplete;
    expect(hints(dialog)).to.deep.equal([]);
    expect(press({ key: '1' })).to.equal(false);
    expect(selected(dialog)).to.deep.equal([]);
  });

  it('makes the reasons one stop of the Tab key, with arrow keys inside', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Data mismatch');
    choice(dialog, 'Full name issue').focus();
    for (const [key, label] of [
      ['ArrowDown', 'ID number or document number issue'],
      ['End', 'Date of birth issue'],
      ['ArrowDown', 'Full name issue'],
      ['ArrowUp', 'Date of birth issue'],
      ['Home', 'Full name issue'],
      ['ArrowDown', 'ID number or document number issue'],
    ] as const) {
      await sendKeys({ press: key });
      expect(focused()).to.equal(choice(dialog, label));
    }
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(note(dialog));
    const stops = [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.group-reasons input')];
    expect(stops.filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([
      choice(dialog, 'ID number or document number issue'),
    ]);
    expect(selected(dialog)).to.deep.equal([]);
  });

  it('Enter on a choice selects it and never decides', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud');
    choice(dialog, 'Fake').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => selected(dialog).length === 1);
    choice(dialog, 'Blacklist').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => selected(dialog).length === 2);
    expect(native(dialog).open).to.equal(true);
    expect((await api.getSession(awaiting.id)).status).to.equal('awaiting');
  });

  it('decides with Ctrl+Enter on a reason', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    pressControlEnter(choice(dialog, 'Fake'));
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.have.length(1);
  });

  it('asks for a required reason, and focuses the groups', async () => {
    const { api, dialog } = await show();
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'Select at least one reason.');
    expect(focused()).to.equal(choice(dialog, 'Spam'));
    await expect(dialog).to.be.accessible();
    await choose(dialog, 'Spam', 'SPAM');
    expect(textOf(dialog)).not.to.contain('Select at least one reason.');
    (await button(dialog, 'Reject')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).status).to.equal('rejected');
  });

  it('rejects without a reason if the company allows it', async () => {
    const api = withTaxonomy(defaultRejectionGroups, false);
    const { dialog } = await show(api);
    (await button(dialog, 'Reject')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.deep.equal([]);
  });

  it('removes a selected reason and focuses the next one', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake', 'Blacklist');
    (await button(dialog, 'Remove Fake')).click();
    await until(() => selected(dialog).length === 1);
    expect(choice(dialog, 'Fake').checked).to.equal(false);
    expect(focused()).to.equal(findButton(dialog, 'Remove Blacklist'));
    findButton(dialog, 'Remove Blacklist')!.click();
    await until(() => selected(dialog).length === 0);
    expect(focused()).to.equal(choice(dialog, 'Fake'));
  });

  it('clears the reasons and the note, stays open and announces it', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    note(dialog).focus();
    await sendKeys({ type: 'gone' });
    (await button(dialog, 'Clear selection')).click();
    await says(dialog, 'Selection cleared.');
    expect(native(dialog).open).to.equal(true);
    expect(selected(dialog)).to.deep.equal([]);
    expect(note(dialog).value).to.equal('');
    expect(choice(dialog, 'Suspected fraud').checked).to.equal(false);
    expect(textOf(dialog)).to.contain('Choose a group to see its reasons.');
    await expect(dialog).to.be.accessible();
  });

  it('keeps the selection after Escape', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog.open);
    await open(dialog);
    expect(selected(dialog)).to.deep.equal(['Fake']);
  });

  it('shows reasons and note while the outcome is unknown', async () => {
    const faults = [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }] as const;
    const { api, dialog } = await show(createApi({ faults }));
    await choose(dialog, 'Suspected fraud', 'Fake');
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'We couldn’t confirm that the decision was recorded');
    expect(selected(dialog)).to.deep.equal(['Fake']);
    expect(dialog.shadowRoot!.querySelector('input')).to.equal(null);
    expect(findButton(dialog, 'Remove Fake')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Check again')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.have.length(1);
  });

  it('shows who has decided first, and the agent’s own choice', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'Verified by Nino Specimenadze on');
    expect(selected(dialog)).to.deep.equal(['Fake']);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Show the current session')).click();
    await until(() => !native(dialog).open);
    expect(dialog.session!.status).to.equal('success');
  });

  for (const size of [
    [320, 256],
    [320, 640],
    [768, 900],
    [1280, 720],
  ] as const) {
    for (const [taxonomy, locale] of [
      ['the default groups', 'en'],
      ['20 long groups of 60 reasons', 'ka'],
    ] as const) {
      it(`moves nothing when a reason is ticked: ${taxonomy}, ${size.join(' × ')}`, async () => {
        const api = locale === 'ka' ? withTaxonomy(longGroups) : undefined;
        const dialog = await showInWindow(size, api, locale);
        await pressDigit(dialog, 2);
        const places = () =>
          [...dialog.shadowRoot!.querySelectorAll('button:not(.remove), label, textarea, h2')].map(
            (element) => {
              const { x, y, width, height } = element.getBoundingClientRect();
              return [element.textContent.trim().split(/\s/)[0], x, y, width, height];
            },
          );
        const before = places();
        for (const isTicked of [true, false]) {
          await pressDigit(dialog, 1);
          expect(selected(dialog)).to.have.length(isTicked ? 1 : 0);
          expect(places()).to.deep.equal(before);
        }
      });
    }

    it(`shows several reasons of each group at once: ${size.join(' × ')}`, async () => {
      const dialog = await showInWindow(size);
      const groups = choicesIn(dialog, 'group');
      for (const [index, group] of groups.entries()) {
        await pressDigit(dialog, 0);
        await pressDigit(dialog, index + 1);
        const { length } = choicesIn(dialog, 'reason');
        expect(reasonsInView(dialog)).to.be.at.least(Math.min(length, 2), group.textContent);
      }
    });
  }

  it('brings the reasons of a group into view that is clicked in a low window', async () => {
    const dialog = await showInWindow([320, 256]);
    const [, , fraud] = choicesIn(dialog, 'group');
    fraud!.scrollIntoView();
    const { x, y } = fraud!.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x) + 60, Math.round(y) + 10] });
    await until(() => reasonsInView(dialog) >= 2);
    expect(fraud!.control!.matches(':checked')).to.equal(true);
  });

  it('shows a long, large and hostile taxonomy in the company’s language', async () => {
    const groups: RejectionGroup[] = Array.from({ length: 40 }, (_, number) => ({
      id: `group-${number}`,
      label: { en: `Group ${number} ${'with a long name '.repeat(6)}`, ka: `ჯგუფი ${number}` },
      reasons: [
        { id: `reason-${number}`, label: { ka: `<img src=x onerror="globalThis.hacked=true">` } },
        { id: `plain-${number}`, label: {} },
      ],
    }));
    const { dialog, provider } = await show(withTaxonomy(groups));
    expect(dialog.shadowRoot!.querySelectorAll('[part="group"]')).to.have.length(40);
    provider.locale = 'ka';
    await until(() => textOf(dialog).includes('ჯგუფი 7'));
    await choose(dialog, 'ჯგუფი 7', 'plain-7');
    expect(textOf(dialog)).to.contain('<img src=x');
    expect(dialog.shadowRoot!.querySelector('img')).to.equal(null);
    expect(selected(dialog)).to.deep.equal(['plain-7']);
    expect(native(dialog).scrollWidth).to.be.at.most(native(dialog).clientWidth);
    await expect(dialog).to.be.accessible();
  });
});
