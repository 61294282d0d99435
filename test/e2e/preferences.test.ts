import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import { detailsOf, rowsOf, visitPortal, type Visit } from './portal.ts';

let visit: Visit;
before(async () => {
  visit = await visitPortal({ count: 60 });
});
after(() => visit.close());

async function openSession(page: Page): Promise<void> {
  await rowsOf(page).first().getByRole('gridcell').nth(1).click();
  await detailsOf(page).getByText('Client Information').waitFor();
}

/** The names of elements for which a test holds in the page, through shadow roots. */
const elementsThat = (page: Page, holds: (element: Element) => boolean): Promise<string[]> =>
  page.evaluate(`{
    const all = (root) =>
      [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    all(document).filter(${holds.toString()}).map(({ localName, className }) => localName + '.' + className);
  }`);

test('the focus is drawn at each stop in forced colours [forced-colors-focus]', async () => {
  const page = await visit.open({ width: 1440 });
  await page.emulateMedia({ forcedColors: 'active' });
  await openSession(page);
  const undrawn: string[] = [];
  const seen = new Set<string>();
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, drawn } = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return { name: '', drawn: true };
      const { outlineStyle, outlineWidth, outlineColor, backgroundColor } =
        getComputedStyle(element);
      const isDrawn =
        outlineStyle !== 'none' && outlineWidth !== '0px' && outlineColor !== backgroundColor;
      const label = element.getAttribute('aria-label') ?? element.textContent;
      return { name: `${element.localName} ${label.trim().slice(0, 30)}`, drawn: isDrawn };
    });
    seen.add(name);
    if (!drawn) undrawn.push(name);
  }
  assert.ok(seen.size > 15, [...seen].join(', '));
  assert.deepEqual(undrawn, []);
  await page.context().close();
});

/** What is animated, or changes over time, in the details of a session with a dialog open. */
const movingIn = (page: Page): Promise<string[]> =>
  elementsThat(page, (element) =>
    [undefined, '::before', '::after'].some((part) => {
      const style = getComputedStyle(element, part);
      const seconds = (durations: string) => Math.max(...durations.split(',').map(parseFloat));
      const isAnimated = style.animationName !== 'none' && seconds(style.animationDuration) > 0.01;
      return isAnimated || seconds(style.transitionDuration) > 0.01;
    }),
  );

test('nothing moves for users who prefer reduced motion [reduced-motion]', async () => {
  const page = await visit.open({ width: 1440 });
  await openSession(page);
  await detailsOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await movingIn(page), []);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notDeepEqual(await movingIn(page), [], 'What moves for other users was looked at.');
  await page.context().close();
});
