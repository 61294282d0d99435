import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import type { Locator, Page } from 'playwright-core';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { detailsOf, rowsOf, verifyInDialog, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-activity-'));
let visit: Visit;

before(async () => {
  visit = await visitPortal({ backend: await openDatabaseBackend(folder, { count: 120 }) });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

const logOf = (page: Page): Locator => page.locator('kv-activity-log');
const entriesOf = (page: Page): Locator =>
  logOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });

test('a decision stands in the log by itself, and its link opens the session', async () => {
  const log = await visit.open({ user: 'u-ada', route: '/activity' });
  await entriesOf(log).first().getByText('Read the activity log').waitFor();

  const agent = await visit.open({ user: 'u-nino' });
  await rowsOf(agent).first().getByRole('button', { name: /^Open/ }).click();
  await detailsOf(agent).getByRole('button', { name: 'Verify' }).first().click();
  await verifyInDialog(agent);

  const decision = entriesOf(log).filter({ hasText: 'Verified the session' });
  await decision.first().waitFor();
  assert.match(await decision.first().innerText(), /Nino/);
  const link = decision.first().getByRole('button', { name: /^Open session/ });
  const id = (await link.innerText()).trim().split(/\s/).at(-1) ?? '';
  assert.ok(agent.url().includes(encodeURIComponent(id)), 'it is the session that was decided');
  await link.click();
  await detailsOf(log).getByText('Client Information').waitFor();
  assert.ok(log.url().endsWith(`#/activity/${encodeURIComponent(id)}`));
  visit.assertQuiet();
});

test('the chain is verified, and its end can be signed', async () => {
  const log = await visit.open({ user: 'u-ada', route: '/activity' });
  await logOf(log).getByRole('button', { name: 'Verification' }).click();
  await logOf(log).getByRole('button', { name: 'Check all entries' }).click();
  await logOf(log)
    .getByText(/^Verified up to entry/)
    .first()
    .waitFor();
  await logOf(log).getByRole('button', { name: 'Sign the end' }).click();
  await logOf(log)
    .getByText(/Signed up to entry/)
    .waitFor();
  visit.assertQuiet();
});

test('an agent finds no log', async () => {
  const page = await visit.open({ user: 'u-nino', route: '/activity' });
  await rowsOf(page).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Activity log' }).count(), 0);
  assert.equal(await logOf(page).count(), 0);
  await page.goto(`${visit.url}/console.html?user=u-nino#/activity`);
  const inConsole = page.locator('kv-review-console');
  await inConsole.getByText('You don’t have access to the activity log.').waitFor();
  assert.equal(await inConsole.getByRole('link', { name: 'Activity log' }).count(), 0);
  visit.assertQuiet();
});
