import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import {
  awaitingCount,
  countsAwaiting,
  detailsOf,
  dialogOf,
  listOf,
  rowsOf,
  verifyInDialog,
  visitPortal,
  type Visit,
} from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-portal-'));
let visit: Visit;
let apiKey: string;

before(async () => {
  const backend = await openDatabaseBackend(folder, { count: 300 });
  apiKey = backend.apiKey;
  visit = await visitPortal({ backend });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The request of the company's own backend after a client's verification. */
async function sendSession(): Promise<string> {
  const send = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${visit.url}/kv/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const id = String((await send('sessions'))['id']);
  await send(`sessions/${id}/attempts`);
  const { status } = await send(`sessions/${id}/attempts/1/finish`);
  assert.equal(status, 'awaiting');
  return id;
}

/** Opens a page with live updates; `asked` are the counts and pages that it has requested since. */
async function openWatching(route: string, user = 'u-nino') {
  const asked: string[] = [];
  const page = await visit.open({ route, user });
  await rowsOf(page).first().waitFor();
  await page.evaluate(() => {
    document.documentElement.dataset['loaded'] = 'once';
  });
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return { page, asked, waiting: await awaitingCount(page) };
}

const isSamePage = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.dataset['loaded'] === 'once');

test('a session ends, and the badge counts up without a reload and without a request', async () => {
  const { page, asked, waiting } = await openWatching('/rejected');
  await sendSession();
  await countsAwaiting(page, waiting + 1);
  assert.ok(await isSamePage(page));
  assert.deepEqual(
    asked.filter((path) => path.includes('count')),
    [],
  );
  visit.assertQuiet();
});

test('a list that is scrolled down reports a new session, and shows it on request', async () => {
  const { page, waiting } = await openWatching('/all');
  await rowsOf(page).first().hover();
  await page.mouse.wheel(0, 3000);
  await rowsOf(page).first().waitFor();
  await sendSession();
  const pill = listOf(page).getByRole('button', { name: /new session/ });
  await pill.waitFor();
  await countsAwaiting(page, waiting + 1);
  await pill.click();
  await pill.waitFor({ state: 'detached' });
  await rowsOf(page).first().getByText('******').first().waitFor();
  assert.ok(await isSamePage(page));
});

test('a colleague’s decision reduces the count of every badge', async () => {
  const { page, waiting } = await openWatching('/awaiting');
  const colleague = await openWatching('/awaiting', 'u-marek');
  await rowsOf(colleague.page).first().getByRole('gridcell').nth(1).click();
  const details = detailsOf(colleague.page);
  await details.getByRole('button', { name: 'Verify', exact: true }).click();
  await verifyInDialog(colleague.page);
  await dialogOf(colleague.page).waitFor({ state: 'hidden' });
  await countsAwaiting(page, waiting - 1);
  assert.ok(await isSamePage(page));
  visit.assertQuiet();
});
