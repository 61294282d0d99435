import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import { rowsOf, visitPortal, type Visit } from './portal.ts';

let visit: Visit;

before(async () => {
  visit = await visitPortal({ count: 200 });
});

after(() => visit.close());

/** What the browser hands to a screen reader (Chrome DevTools Protocol, Accessibility domain). */
async function readTree(page: Page): Promise<{ role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
}

const columns = ['Selfie', 'First Name', 'Last Name', 'Date', 'Document', 'Liveness', 'Verified'];

for (const width of [1280, 768, 320]) {
  test(`a screen reader finds the list by heading, column and row, ${width} px wide [list-in-the-tree]`, async () => {
    const page = await visit.open({ route: '/all', width });
    await rowsOf(page).first().waitFor();
    const tree = await readTree(page);
    const named = (wanted: string) =>
      tree.filter(({ role }) => role === wanted).map(({ name }) => name);
    assert.ok(named('heading').includes('Sessions'));
    assert.deepEqual(named('grid'), ['Sessions']);
    assert.deepEqual(named('columnheader').slice(0, columns.length), columns);
    const [, ...rows] = named('row');
    assert.ok(rows.length > 2);
    for (const name of rows) {
      const state = /(Pending|(Yes|No) \(.+\))$/;
      assert.match(name, /\w{3} \d{1,2}, 20\d\d, \d{1,2}:\d\d/, 'when');
      assert.match(name, state);
      assert.doesNotMatch(name, /Presented|Open details|\+\d{6}/, 'not the run of its cells');
    }
  });
}
