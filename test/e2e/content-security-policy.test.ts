import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { detailsOf, dialogOf, listOf, rowsOf, visitPortal, type Visit } from './portal.ts';

/** The strictest policy under which the kit promises to run (spec E7). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html kv-lit";

let visit: Visit;

before(async () => {
  visit = await visitPortal({ count: 120 }, (portal) => async (request) => {
    const response = await portal(request);
    const headers = new Headers(response.headers);
    headers.set('Content-Security-Policy', policy);
    return new Response(response.body, { status: response.status, headers });
  });
});

after(() => visit.close());

test('every element runs under the strict policy without a violation', async () => {
  const page = await visit.open({ width: 1440 });
  const violations: string[] = [];
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
      reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });

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
  await page.goto(`${visit.url}/#/sessions/no-such-session`);
  await detailsOf(page).getByText('This session does not exist').first().waitFor();

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
