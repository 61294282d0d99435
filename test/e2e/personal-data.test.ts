import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page, Request } from 'playwright-core';

import {
  detailsOf,
  dialogOf,
  listOf,
  rowsOf,
  verifyInDialog,
  visitPortal,
  type Visit,
} from './portal.ts';

const note = 'Compared with the selfie.';

let visit: Visit;
let page: Page;
const requests: Request[] = [];
const addresses: string[] = [];
const messages: string[] = [];
const attributes: string[] = [];
/** What the agent has seen or written of one client. */
let personal: readonly string[];

async function firstPerson(): Promise<[first: string, last: string]> {
  await rowsOf(page).first().waitFor();
  for (const row of await rowsOf(page).all()) {
    const cells = row.getByRole('gridcell');
    const [first, last] = [await cells.nth(1).innerText(), await cells.nth(2).innerText()];
    if (![first, last].some((name) => name.includes('*') || name.length < 5)) return [first, last];
  }
  throw new Error('Every name is unread or short.');
}

async function saveFile(name: RegExp): Promise<void> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).first().click(),
  ]);
  assert.equal(await file.failure(), null);
  addresses.push(file.suggestedFilename());
}

/** Keeps the attributes of the kit's elements, as they are now. */
async function keepAttributes(): Promise<void> {
  const found = await page.evaluate(() => {
    const values: string[] = [];
    const visitRoot = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName.startsWith('kv-')) {
          values.push(...[...element.attributes].map(({ value }) => value));
        }
        if (element.shadowRoot) visitRoot(element.shadowRoot);
      }
    };
    visitRoot(document);
    return values;
  });
  attributes.push(...found, await page.title());
}

/** An agent searches, exports what was found, opens a session, verifies it with a note, and saves the PDF. */
before(async () => {
  visit = await visitPortal({ count: 300 });
  page = await visit.open();
  page.on('request', (request) => requests.push(request));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  page.on('console', (message) => messages.push(message.text()));
  // Playwright cannot answer the browser's own file dialog.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.reload();

  const [first, last] = await firstPerson();
  await listOf(page).getByRole('searchbox').pressSequentially(last);
  await rowsOf(page).filter({ hasText: first }).first().waitFor();
  await keepAttributes();
  await saveFile(/export/i);
  await rowsOf(page).filter({ hasText: first }).first().getByRole('gridcell').nth(1).click();
  await detailsOf(page).locator('img').first().waitFor();
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(page).getByRole('textbox').fill(note);
  await keepAttributes();
  await verifyInDialog(page);
  await dialogOf(page).waitFor({ state: 'hidden' });
  await saveFile(/Download PDF/);
  personal = [first, last, note];
});

after(() => visit.close());

const personalIn = (text: string): readonly string[] =>
  personal.filter((value) => text.toLowerCase().includes(value.toLowerCase()));

test('a review sends requests only through the adapter and for the page and the modules of the kit [adapter-alone]', () => {
  const { origin } = new URL(visit.url);
  const others = requests
    .map((request) => new URL(request.url()))
    .filter((url) => url.protocol !== 'blob:')
    .filter(
      (url) => url.origin !== origin || !/^\/(kv|kit|portal)\/|^\/$|^\/portal\./.test(url.pathname),
    );
  assert.deepEqual(others.map(String), []);
  assert.ok(requests.some((request) => new URL(request.url()).pathname.startsWith('/kv/')));
});

test('a review leaves no personal data and no token in attributes, addresses and the console [no-trace]', () => {
  const urls = requests.map((request) => decodeURIComponent(request.url()));
  const traces = [...urls, ...addresses, ...messages, ...attributes];
  assert.deepEqual(
    traces.filter((text) => personalIn(text).length > 0 || /bearer|token/i.test(text)),
    [],
  );
  assert.ok(addresses.length >= 3 && attributes.length > 20);
});

test('a review keeps nothing in the storage of the browser [no-storage]', async () => {
  const kept = await page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    cookies: document.cookie,
  }));
  assert.deepEqual(kept, { local: [], session: [], databases: [], caches: [], cookies: '' });
});
