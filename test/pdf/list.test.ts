import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { listOf, rowsOf, visitPortal, type Visit } from '../e2e/portal.ts';
import { pagesOf, save } from './tools.ts';

let visit: Visit;

before(async () => {
  visit = await visitPortal({ count: 200 });
});

after(() => visit.close());

test('a list is printed with all rows that have loaded, and its header on each page', async () => {
  const page = await visit.open({ route: '/all' });
  await rowsOf(page).first().waitFor();
  // The tooltip comes with the part of the list that prints.
  await listOf(page).locator('.refresh[title^="Updated"]').waitFor();
  const names = await listOf(page).evaluate((list: HTMLElementTagNameMap['kv-session-list']) =>
    [...(list.shadowRoot?.querySelectorAll('.row .last-name bdi') ?? [])].map(
      ({ textContent }) => textContent,
    ),
  );
  const pages = pagesOf(save(await page.pdf({ format: 'A4' })), 'layout');
  assert.ok(pages.length > 1, 'more than one page');
  for (const text of pages) assert.match(text, /First Name +Last Name +Date/);
  const text = pages.join('\n');
  assert.equal(text.match(/\b(Yes|No|Pending)\b/g)?.length, 50, 'all rows of the first page');
  assert.match(text, /The first 50 sessions of this list\./);
  for (const name of names.filter((one) => /^[A-Z][a-z]+$/.test(one))) {
    assert.ok(text.includes(name), name);
  }
  for (const control of ['Export CSV', 'Columns', 'Filters']) {
    assert.ok(!text.includes(control), control);
  }
});
