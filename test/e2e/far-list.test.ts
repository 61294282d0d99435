import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { listOf, rowsOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-far-'));
const count = 2000;
/** Queries of lists that reached the server. */
let queries: { readonly offset?: number | null }[] = [];

let visit: Visit;

before(async () => {
  const backend = await openDatabaseBackend(folder, { count });
  visit = await visitPortal({ backend }, (portal) => async (request) => {
    if (request.url.endsWith('/session-query')) queries.push(await request.clone().json());
    return portal(request);
  });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a user drags the scrollbar to the end of the list on the reference backend', async () => {
  const page = await visit.open({ route: '/sessions' });
  await rowsOf(page).first().waitFor();
  await listOf(page).getByText('2,000 sessions').waitFor();
  const asked = queries.length;

  await listOf(page).evaluate(async (list) => {
    const scroller = list.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('The list has no rows.');
    const { scrollHeight } = scroller;
    for (let step = 1; step <= 20; step += 1) {
      scroller.scrollTop = (scrollHeight * step) / 20;
      await new Promise(requestAnimationFrame);
    }
  });
  await listOf(page).getByText('End of the list').waitFor();
  const last = rowsOf(page).last();
  await last.waitFor();
  assert.equal(await last.getAttribute('aria-rowindex'), String(count + 1));
  assert.ok(queries.length - asked <= 3, `${queries.length - asked} requests`);

  await rowsOf(page)
    .last()
    .click({ position: { x: 200, y: 10 } });
  await page.locator('kv-session-details').waitFor();
  visit.assertQuiet();
});

test('a user goes to a day in the list on the reference backend', async () => {
  const page = await visit.open({ route: '/sessions' });
  await rowsOf(page).first().waitFor();
  await listOf(page).getByText('2,000 sessions').waitFor();
  queries = [];
  await page.keyboard.press('End');
  await listOf(page).getByRole('button', { name: 'Go to date' }).click();
  const day = new Date(Date.now() - 21 * 86_400_000);
  const text = day.toLocaleDateString('en-GB', {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    timeZone: 'Asia/Tbilisi',
  });
  await listOf(page).getByLabel('Date', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  const focused = listOf(page).locator('.row:focus');
  await focused.waitFor();
  const month = day.toLocaleDateString('en-GB', { month: 'short', timeZone: 'Asia/Tbilisi' });
  assert.match(await focused.innerText(), new RegExp(`${month}|${text}`));
  assert.ok(queries.length <= 3, `${queries.length} requests`);
  visit.assertQuiet();
});
