import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { detailsOf, dialogOf, listOf, rowsOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-portal-'));
const samples = { count: 60 };
const note = 'Checked by telephone.';

let visit: Visit;

before(async () => {
  visit = await visitPortal({ backend: await openDatabaseBackend(folder, samples) });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a decision survives a restart of the reference backend', async () => {
  const page = await visit.open();
  await rowsOf(page).first().getByRole('gridcell').nth(1).click();
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(page).getByRole('textbox').fill(note);
  await dialogOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await detailsOf(page).getByText('This session is decided', { exact: false }).first().waitFor();
  const id = page.url().split('/').at(-1) ?? '';
  await visit.close();

  visit = await visitPortal({ backend: await openDatabaseBackend(folder, samples) });
  const again = await visit.open({ user: 'u-marek', route: `/all/${id}` });
  await detailsOf(again)
    .getByText(/Verified by\s+\W*Nino Example/)
    .first()
    .waitFor();
  await detailsOf(again).getByText(note).first().waitFor();
  assert.equal(
    await detailsOf(again).getByRole('button', { name: 'Reject', exact: true }).count(),
    0,
  );
});

test('an agent finds a session by the beginning of a name, in the database', async () => {
  const page = await visit.open({ route: '/all' });
  await rowsOf(page).first().waitFor();
  const cells = rowsOf(page).nth(2).getByRole('gridcell');
  const name = (await cells.nth(2).innerText()).trim();
  await listOf(page).getByRole('searchbox').pressSequentially(name.slice(0, 4));
  await listOf(page).getByText(name, { exact: true }).first().waitFor();
  visit.assertQuiet();
});
