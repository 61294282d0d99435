import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import {
  detailsOf,
  dialogOf,
  listOf,
  rowsOf,
  visitPortal,
  withPage,
  type Visit,
} from './portal.ts';

/** The strictest policy under which the kit promises to run (spec E7). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html kv-lit";

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let visit: Visit;

/** The violations that this page, and every later one of it, reports. */
async function watchViolations(page: Page): Promise<readonly string[]> {
  const violations: string[] = [];
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
  const watch = (): void => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
      reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  return violations;
}

before(async () => {
  const withBranding = withPage('/branding.html', '<kv-settings-branding></kv-settings-branding>');
  visit = await visitPortal({ count: 120 }, (portal) => async (request) => {
    const response = await withBranding(portal)(request);
    const headers = new Headers(response.headers);
    headers.set('Content-Security-Policy', policy);
    return new Response(response.body, { status: response.status, headers });
  });
});

after(() => visit.close());

test('every element runs under the strict policy without a violation [strict-policy]', async () => {
  const page = await visit.open({ width: 1440 });
  const violations = await watchViolations(page);

  await rowsOf(page).first().waitFor();
  await listOf(page).getByRole('searchbox').fill('zzzz');
  await listOf(page).getByText('No sessions match').first().waitFor();
  await listOf(page).getByRole('button', { name: 'Clear search' }).first().click();
  await listOf(page).getByRole('grid').hover();
  await page.mouse.wheel(0, 4000);
  await listOf(page)
    .getByRole('button', { name: /^First Name/ })
    .click();
  await page.selectOption('#language', 'ka');
  await page.selectOption('#theme', 'dark');
  await page.selectOption('#language', 'en');

  await rowsOf(page).first().getByRole('gridcell').nth(1).click();
  const photo = detailsOf(page).locator('img').first();
  await photo.waitFor();
  assert.ok(await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
  for (const name of ['Verify', 'Reject']) {
    await detailsOf(page).getByRole('button', { name, exact: true }).click();
    await dialogOf(page).getByRole('textbox').fill('A note.');
    await page.setViewportSize({ width: name === 'Verify' ? 320 : 1440, height: 800 });
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
  }
  await page.goto(`${visit.url}/#/all/no-such-session`);
  await detailsOf(page).getByText('This session does not exist').first().waitFor();

  assert.deepEqual(violations, []);
});

test('the branding is changed and previewed under the strict policy without a violation', async () => {
  const page = await visit.open({ user: 'u-ada' });
  const violations = await watchViolations(page);
  await page.goto(`${visit.url}/branding.html?user=u-ada`);
  await page.getByRole('textbox', { name: 'Accent colour', exact: true }).fill('#00695c');
  await page.getByRole('textbox', { name: 'Corner radius' }).fill('20');
  await page.getByRole('textbox', { name: 'Font', exact: true }).fill('serif');
  const button = page.locator('.pane.light .button.primary');
  const style = await button.evaluate((element) => {
    const { backgroundColor, fontFamily } = getComputedStyle(element);
    return { backgroundColor, fontFamily };
  });
  assert.equal(style.backgroundColor, 'rgb(0, 105, 92)');
  assert.match(style.fontFamily, /^serif/);
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') },
  });
  const logo = page.locator('.logo-image');
  await logo.waitFor();
  assert.ok(await logo.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/Last saved by/).waitFor();
  assert.deepEqual(violations, []);
});

test('a page that violates the policy is reported', async () => {
  const page = await visit.open();
  const blocked = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.violatedDirective),
        );
        document.body.setAttribute('style', 'color: red');
      }),
  );
  assert.match(blocked, /style-src/);
});
