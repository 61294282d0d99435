import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import type { Locator, Page } from 'playwright-core';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import {
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

before(async () => {
  visit = await visitPortal({ backend: await openDatabaseBackend(folder, { count: 300 }) });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

const dashboardOf = (page: Page): Locator => page.locator('kv-dashboard');
const figureOf = (page: Page, name: string): Locator =>
  dashboardOf(page).locator('.figure').filter({ hasText: name });

async function openDashboard(): Promise<Page> {
  const page = await visit.open({ user: 'u-ada' });
  await page.goto(`${visit.url}/console.html?user=u-ada#/dashboard`);
  await figureOf(page, 'Awaiting action now').waitFor();
  return page;
}

const numberIn = async (locator: Locator): Promise<number> =>
  Number((await locator.innerText()).replaceAll(/\D/g, ''));

const waitingOn = (page: Page): Locator =>
  figureOf(page, 'Awaiting action now').locator('.figure-value');

test('a decision of a colleague is counted on the dashboard without a reload', async () => {
  const page = await openDashboard();
  const count = await numberIn(waitingOn(page));
  const colleague = await visit.open({ user: 'u-marek', route: '/awaiting' });
  await rowsOf(colleague).first().getByRole('gridcell').nth(1).click();
  const details = detailsOf(colleague);
  await details.getByRole('button', { name: 'Verify', exact: true }).click();
  await verifyInDialog(colleague);
  await dialogOf(colleague).waitFor({ state: 'hidden' });
  await waitingOn(page)
    .getByText(String(count - 1), { exact: true })
    .waitFor();
  visit.assertQuiet();
});

test('a bar opens the list with its filter, and the list has as many sessions', async () => {
  const page = await openDashboard();
  const outcomes = page.getByRole('group', { name: 'Outcomes' });
  await outcomes.getByRole('button', { name: 'Table: Outcomes' }).click();
  // The viewer is in Tbilisi, and the company's days are those of UTC.
  const cells = outcomes.getByRole('button', { name: /^Show sessions: .*, Verified$/ });
  const cell = cells.last();
  const count = await numberIn(cell);
  assert.ok(count > 0);
  await cell.click();
  await listOf(page)
    .getByText(new RegExp(`^${count} sessions?$`))
    .waitFor();
  assert.match(new URL(page.url()).hash, /^#\/all$/);
  await page.goBack();
  await figureOf(page, 'Verifications').waitFor();
  visit.assertQuiet();
});

test('a portal has the dashboard as a page for masters, and leads to its own lists', async () => {
  const page = await visit.open({ user: 'u-ada', route: '/dashboard' });
  const count = await numberIn(waitingOn(page));
  await dashboardOf(page).getByRole('button', { name: 'Show the queue' }).click();
  await listOf(page)
    .getByText(new RegExp(`^${count} sessions?$`))
    .waitFor();
  assert.equal(new URL(page.url()).hash, '#/awaiting');
  const agent = await visit.open({ route: '/dashboard' });
  await rowsOf(agent).first().waitFor();
  assert.equal(await dashboardOf(agent).count(), 0);
  assert.ok(await agent.locator('#dashboard-link').isHidden());
  visit.assertQuiet();
});

test('the charts are drawn under the strict policy, with a table in the screen reader’s tree', async () => {
  const page = await openDashboard();
  const outcomes = page.getByRole('group', { name: 'Outcomes' });
  await outcomes.locator('canvas.canvas').evaluate(
    (canvas: HTMLCanvasElement) =>
      new Promise<void>((resolve) => {
        // Chromium warns of pixels that are read from the canvas itself more than once.
        const copy = document.createElement('canvas');
        const pen = copy.getContext('2d', { willReadFrequently: true });
        const look = (): void => {
          const { width, height } = Object.assign(copy, {
            width: canvas.width,
            height: canvas.height,
          });
          pen?.drawImage(canvas, 0, 0);
          const pixels = pen?.getImageData(0, 0, width, height).data ?? [];
          if (pixels.some((value) => value > 0)) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  assert.equal(await outcomes.getByRole('columnheader', { name: 'Verified' }).count(), 1);
  assert.equal(await outcomes.getByRole('row').count(), 31);
  visit.assertQuiet();
});
