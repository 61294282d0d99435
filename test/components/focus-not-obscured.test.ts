import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import { everyElement, focusedElement, isWithin } from './announcements.js';
import { expectVisible, settled } from './focus-walk.js';
import { alex, button, consoleLoaded, partsLoaded, showIn, until } from './review-page.js';
import { match } from './screening-fixture.js';
import { canBeSet, setViewport } from './viewport.js';
import { visibilityOf } from './visibility.js';

type Console = HTMLElementTagNameMap['kv-review-console'];

const samples = sampleSessions({ count: 200, seed: 8 });
/** With three photos, a zone and an open match, so that each part has its controls. */
const subject: Session = {
  ...samples.find(
    ({ status, client, attempts }) =>
      status === 'awaiting' &&
      client.lastName &&
      attempts.at(-1)?.mrz &&
      attempts.at(-1)?.photos.length === 3,
  )!,
  screening: match,
};
const sessions = samples.map((session) => (session.id === subject.id ? subject : session));

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  // 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10).
  { width: 320, height: 256 },
] as const;

async function show(sessionId = ''): Promise<Console> {
  const provider = await showIn(
    createMemoryApi({ sessions, actor: alex }),
    html`<kv-review-console session-id=${sessionId}></kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  await consoleLoaded(element);
  return element;
}

const detailsOf = (element: Console) => element.shadowRoot!.querySelector('kv-session-details')!;
const dialogOf = (element: Console, name: 'verify' | 'reject' | 'edit') =>
  detailsOf(element).shadowRoot!.querySelector(`kv-${name}-dialog`)!;

async function openSession(): Promise<Console> {
  const element = await show(subject.id);
  await until(() => detailsOf(element).shadowRoot!.querySelector('#name'));
  await partsLoaded(detailsOf(element));
  await settled();
  return element;
}

for (const { width, height } of sizes.filter(canBeSet)) {
  describe(`The focus at ${width} × ${height}`, () => {
    before(() => setViewport({ width, height }));
    after(() => setViewport({ width: 800, height: 600 }));

    it('is seen at every stop of a list', async () => {
      const element = await show();
      await until(() => element.shadowRoot!.querySelector('kv-session-list')!.focusRow());
      await expectVisible(element, 8);
    });

    it('is seen at every stop of a session with all its parts open, and the name wholly [focus-not-obscured]', async () => {
      const element = await openSession();
      for (const part of everyElement(element.shadowRoot!)) {
        if (part instanceof HTMLDetailsElement) part.open = true;
      }
      await expectVisible(element, 35);
      scrollTo(0, document.documentElement.scrollHeight);
      detailsOf(element).focus();
      await settled();
      expect(visibilityOf(focusedElement()!)).to.equal('all');
    });

    it('is seen at every stop of the attempts', async () => {
      const element = await openSession();
      const tabs = detailsOf(element).shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]');
      tabs[1]!.click();
      await until(() => detailsOf(element).shadowRoot!.querySelector('kv-attempt-history'));
      await expectVisible(element, 12);
    });

    for (const name of ['verify', 'reject', 'edit'] as const) {
      it(`is seen at every stop of the dialog: ${name}`, async () => {
        const element = await openSession();
        expect(detailsOf(element)[name]()).to.equal(true);
        const dialog = dialogOf(element, name);
        await until(() => focusedElement() && isWithin(focusedElement()!, dialog));
        if (name === 'reject') await sendKeys({ press: 'Space' });
        await expectVisible(dialog, 3);
      });
    }

    it('is seen at every stop of the photo viewer', async () => {
      const element = await openSession();
      detailsOf(element).compare();
      const viewer = detailsOf(element).shadowRoot!.querySelector('.viewer')!;
      await until(() => focusedElement()?.matches('.scroller'));
      await expectVisible(viewer, 5);
    });

    it('is seen at every stop of the help', async () => {
      const element = await openSession();
      (await button(element, 'Keyboard shortcuts')).click();
      const help = element.shadowRoot!.querySelector('kv-shortcut-help')!;
      await until(() => help.open);
      await expectVisible(help, 3);
    });

    it('is seen at every stop of the dialog: false positive', async () => {
      const element = await openSession();
      const screening = detailsOf(element).shadowRoot!.querySelector('kv-screening')!;
      (await button(screening, 'Mark as false positive')).click();
      const dialog = screening.shadowRoot!.querySelector('kv-false-positive-dialog')!;
      await until(() => dialog.open);
      await expectVisible(dialog, 2);
    });
  });
}
