import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import { detailsOf, listOf, rowsOf, visitPortal, type Visit } from '../e2e/portal.ts';
import { pagesOf, run, save } from './tools.ts';

let visit: Visit;

before(async () => {
  visit = await visitPortal({ count: 60 });
});

after(() => visit.close());

async function openFirst(): Promise<Page> {
  const page = await visit.open({ width: 1280 });
  await page.selectOption('#theme', 'dark');
  await rowsOf(page).first().waitFor();
  await listOf(page).getByRole('gridcell').nth(1).click();
  await detailsOf(page).getByText('Client Information').waitFor();
  await detailsOf(page).locator('kv-field-evidence').waitFor({ state: 'attached' });
  for (const photo of await detailsOf(page).locator('.figure').all()) {
    await photo.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  }
  return page;
}

test('a printed session is complete, light and without controls', async () => {
  const page = await openFirst();
  const details = detailsOf(page);
  const evidence = details.locator('kv-field-evidence table');
  assert.equal(await evidence.isVisible(), false);
  await page.emulateMedia({ media: 'print' });

  assert.equal(await evidence.isVisible(), true);
  assert.equal(await details.locator('kv-mrz-report [part=verdict]').isVisible(), true);
  assert.equal(
    await details
      .locator('kv-customer-activity pre, kv-customer-activity .raw')
      .first()
      .isVisible(),
    true,
  );
  for (const control of await details.locator('button, textarea').all()) {
    if (!(await control.isVisible())) continue;
    assert.match((await control.getAttribute('class')) ?? '', /\bprinted\b/);
    assert.notEqual((await control.innerText()).trim(), '');
  }
  const { color, positions } = await details.evaluate((element) => {
    const find = (selector: string) => element.shadowRoot!.querySelector(selector)!;
    return {
      color: getComputedStyle(find('#name')).color,
      positions: ['.top', '.photos'].map((bar) => getComputedStyle(find(bar)).position),
    };
  });
  assert.equal(color, 'rgb(23, 32, 46)');
  assert.deepEqual(positions, ['static', 'static']);
});

test('the pages of a printed session hold all of it, and each photo whole', async () => {
  const page = await openFirst();
  const photos = await detailsOf(page).locator('.figure').count();
  const path = save(await page.pdf({ format: 'A4' }));
  const text = pagesOf(path).join('\n');
  for (const part of [
    'Client Information',
    'Comparison',
    'Customer Activities',
    'PEPInfo',
    'Notes',
  ])
    assert.ok(text.includes(part), part);
  for (const control of ['Verify', 'Reject', 'Edit verification', 'Back to', 'Add note'])
    assert.doesNotMatch(text, new RegExp(`\\b${control}\\b`), control);
  // A picture that a page break cuts is drawn on both pages.
  const pages = run('pdfimages', '-list', path)
    .split('\n')
    .slice(2)
    .filter((line) => line.includes('image'))
    .map((line) => line.trim().split(/\s+/)[0]);
  assert.deepEqual(
    pages,
    Array.from({ length: photos }, () => '1'),
  );
});
