import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { listOf, rowsOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-far-'));
const count = 2000;
interface Query {
  readonly cursor: string | null;
  readonly offset: number | null;
}

/** Queries that reached the server. */
let queries: Query[] = [];
/** Those for pages after the first; that one is read again when something changes. */
const laterPages = (): Query[] =>
  queries.filter(({ cursor, offset }) => cursor !== null || offset !== null);

let visit: Visit;

before(async () => {
  const backend = await openDatabaseBackend(folder, { count });
  visit = await visitPortal({ backend }, (portal) => async (request) => {
    if (request.url.endsWith('/session-query'))
      queries.push((await request.clone().json()) as Query);
    return portal(request);
  });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a user drags the scrollbar to the end of the list on the reference backend', async () => {
  const page = await visit.open({ route: '/all' });
  await rowsOf(page).first().waitFor();
  await listOf(page).getByText('2,000 sessions').waitFor();
  queries = [];

  // In one task, so that a busy machine does not rest on the way.
  await listOf(page).evaluate((list) => {
    const scroller = list.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('The list has no rows.');
    const { scrollHeight } = scroller;
    for (let step = 1; step <= 20; step += 1) {
      scroller.scrollTop = (scrollHeight * step) / 20;
      scroller.dispatchEvent(new Event('scroll'));
    }
  });
  await listOf(page).getByText('End of the list').waitFor();
  const last = rowsOf(page).last();
  await last.waitFor();
  assert.equal(await last.getAttribute('aria-rowindex'), String(count + 1));
  assert.ok(laterPages().length <= 3, JSON.stringify(laterPages()));

  await rowsOf(page)
    .last()
    .click({ position: { x: 200, y: 10 } });
  await page.locator('kv-session-details').waitFor();
  visit.assertQuiet();
});

test('a user goes to a day in the list on the reference backend', async () => {
  const page = await visit.open({ route: '/all' });
  await rowsOf(page).first().waitFor();
  await listOf(page).getByText('2,000 sessions').waitFor();
  queries = [];
  await page.keyboard.press('End');
  await listOf(page).getByRole('button', { name: 'Go to date' }).click();
  const day = new Date(Date.now() - 21 * 86_400_000);
  const text = day.toLocaleDateString('en-US', {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    timeZone: 'Asia/Tbilisi',
  });
  await listOf(page).getByLabel('Date', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  const focused = listOf(page).locator('.row:focus');
  await focused.waitFor();
  const shown = day.toLocaleDateString('en-US', {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'Asia/Tbilisi',
  });
  const described = (await focused.innerText()).includes(shown);
  const status = await listOf(page).getByRole('status').innerText();
  assert.ok(described || status.startsWith('No sessions on'), await focused.innerText());
  assert.ok(laterPages().length <= 3, JSON.stringify(laterPages()));
  visit.assertQuiet();
});
