import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';

import { sampleSessions } from 'kv-review/testing';
import {
  addApiKey,
  createCompany,
  listen,
  openBackend,
  readConfig,
  seedSessions,
  type Backend,
  type RunningServer,
} from 'kv-review-server';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';

import { renderPhoto } from '../../demo/server/photos.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';
import { createWixSite, type Member } from './wix-site.ts';

const agent: Member = { id: 'm-1', nickname: 'Nino Example', roles: ['KYC agent'] };

interface Visitor {
  /** Every state of the markup so far, as a script of the site could see it. */
  readonly seen: readonly string[];
}

describe('a page of an imitation of WIX', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-wix-'));
  let clock = Date.now();
  const now = () => new Date(clock);
  /** What the site's functions and the backend were asked. */
  const functions: string[] = [];
  const requests: string[] = [];
  const complaints: string[] = [];
  let member: Member | undefined;
  let backend: Backend;
  let api: RunningServer;
  let site: RunningServer;
  let browser: Browser;

  before(async () => {
    let answer = (_request: Request): Response | Promise<Response> => new Response();
    site = await listen((request) => answer(request), { host: '127.0.0.1', port: 0 });
    backend = await openBackend(readConfig({ KV_DATA_FOLDER: folder, LOG_LEVEL: 'silent' }), {
      ...{ now, missingPhoto: renderPhoto },
    });
    await createCompany(backend.database, { id: 'acme', name: 'Acme', allowedOrigins: [site.url] });
    const sessions = sampleSessions({ count: 40, seed: 8, now: now() });
    await seedSessions(backend.database, 'acme', sessions);
    const { text: apiKey } = await addApiKey(backend.database, 'acme', 'wix');
    api = await listen(
      (request, env) => {
        if (request.method !== 'OPTIONS') requests.push(`${request.method} ${request.url}`);
        return backend.fetch(request, env);
      },
      { host: '127.0.0.1', port: 0 },
    );
    answer = await createWixSite({
      tag: 'kv-review-console',
      attributes: { endpoint: api.url, locale: 'en', theme: 'light', 'editor-preview': '' },
      ...{ backendUrl: api.url, origin: site.url, apiKey },
      member: () => member,
      onFunction: (name) => functions.push(name),
    });
    browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  });
  after(async () => {
    await browser.close();
    await Promise.all([site.stop(1000), api.stop(1000)]);
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    member = agent;
    for (const list of [functions, requests, complaints]) list.length = 0;
  });

  /** Complaints of the browser about what the page does itself, not about an answer of 401. */
  async function open(path: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
    const page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      const isRefusal = message.text().includes('status of 401');
      if (['error', 'warning'].includes(message.type()) && !isRefusal) {
        complaints.push(message.text());
      }
    });
    await prepare?.(page);
    await page.goto(site.url + path);
    return page;
  }
  /** Sees codes and tokens on the way to the page. */
  function watchSecrets(page: Page): string[] {
    const secrets: string[] = [];
    page.on('response', (response) => {
      if (!/code-exchange|getReviewCode/.test(response.url())) return;
      void response.text().then(
        (text) => secrets.push(...(text.match(/kvc_\w+|eyJ[\w.-]+/g) ?? [])),
        // The page was closed before.
        () => undefined,
      );
    });
    return secrets;
  }
  /** Codes reach the page only when their minute has passed. */
  const delayCodes = (page: Page) =>
    page.route('**/getReviewCode', async (route) => {
      const response = await route.fetch();
      clock += 60_000;
      await route.fulfill({ response });
    });
  const signedOut = (page: Page | FrameLocator) => page.getByText('You are signed out').first();
  const exchanges = () => requests.filter((request) => request.endsWith('/v1/code-exchange'));
  const rowsIn = (page: Page | FrameLocator) =>
    page
      .locator('kv-session-list')
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell'), hasNot: page.getByText('Loading') });
  const markIn = (page: Page | FrameLocator) =>
    page.getByRole('note').filter({ hasText: 'Demo data' });

  test('the list is on screen by attributes and events alone [wix-attributes]', async () => {
    const page = await open('/');
    await rowsIn(page).first().waitFor();
    assert.deepEqual(functions, ['getReviewCode']);
    assert.equal(await markIn(page).count(), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('neither code nor token is left in the page, its storage or an address [wix-no-trace]', async () => {
    let secrets: string[] = [];
    const page = await open('/', (visited) => {
      secrets = watchSecrets(visited);
      return visited.addInitScript(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        const observer = new MutationObserver(() => seen.push(document.documentElement.outerHTML));
        observer.observe(document, { attributes: true, childList: true, subtree: true });
      });
    });
    await rowsIn(page).first().waitFor();
    assert.equal(secrets.length, 2, 'a code and a token');
    const known = await page.evaluate(() =>
      JSON.stringify([
        (globalThis as unknown as Visitor).seen,
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        performance.getEntriesByType('resource').map(({ name }) => name),
        location.href,
        document.documentElement.outerHTML,
      ]),
    );
    for (const secret of secrets) assert.ok(!known.includes(secret));
    assert.ok(requests.every((request) => !/kvc_|eyJ/.test(request)));
    assert.equal(exchanges().length, 1);
    await page.close();
  });

  test('abuse case 26: a code that was used gives nothing, and the page says so [wix-used-code]', async () => {
    let secrets: string[] = [];
    const page = await open('/', async (visited) => {
      secrets = watchSecrets(visited);
    });
    await rowsIn(page).first().waitFor();
    const [code = ''] = secrets;
    const setCode = (value: string) =>
      page
        .locator('#console')
        .evaluate((element, text) => element.setAttribute('code', text), value);
    await setCode(code);
    await signedOut(page).waitFor();
    assert.equal(await rowsIn(page).count(), 0);
    assert.equal(exchanges().length, 2);
    assert.ok(!(await page.locator('html').innerHTML()).includes(code));
    // The next code brings the page back.
    const answer = await page.request.post(`${site.url}/_functions/getReviewCode`);
    await setCode(String(await answer.json()));
    await rowsIn(page).first().waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('abuse case 26: a code that comes after its minute gives nothing, and the page says so [wix-late-code]', async () => {
    const page = await open('/', delayCodes);
    await signedOut(page).waitFor();
    assert.equal(await rowsIn(page).count(), 0);
    assert.equal(exchanges().length, 1);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('a token that has expired is replaced by another code [wix-renewal]', async () => {
    const page = await open('/');
    await rowsIn(page).first().waitFor();
    clock += 16 * 60_000;
    const exchanged = page.waitForResponse((response) =>
      response.url().endsWith('/v1/code-exchange'),
    );
    await page.getByRole('button', { name: 'Refresh' }).first().click();
    assert.equal((await exchanged).status(), 200);
    await rowsIn(page).first().waitFor();
    assert.equal(await signedOut(page).count(), 0);
    assert.equal(functions.length, 2);
    await page.close();
  });

  test('a member who may not review gets no code, and sees a sentence [wix-roles]', async () => {
    member = { ...agent, roles: ['Customer'] };
    const page = await open('/');
    await page.getByText('You may not review.').waitFor();
    await page.locator('#console').waitFor({ state: 'hidden' });
    assert.equal(await rowsIn(page).count(), 0);
    assert.deepEqual(requests, []);
    await page.close();
  });

  test('the list is saved as CSV, and a session as PDF [wix-files]', async () => {
    // A test cannot use the browser's own dialog.
    const page = await open('/', (visited) =>
      visited.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker')),
    );
    await rowsIn(page).first().waitFor();
    const save = async (name: string) => {
      const button = page.getByRole('button', { name });
      const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
      return readFileSync(await file.path()).toString('latin1');
    };
    assert.match(await save('Export CSV'), /Last Name/);
    await rowsIn(page).first().getByRole('gridcell').nth(1).click();
    await page.locator('kv-session-details').waitFor();
    assert.match(await save('Download PDF'), /^%PDF-/);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('the console is as high as its content, at each width [wix-height]', async () => {
    const page = await open('/');
    const element = page.locator('#console');
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const width of [1440, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await rowsIn(page).first().waitFor();
      assert.equal(await wide(), 0, `the list at ${width}`);
      await rowsIn(page).first().getByRole('gridcell').nth(1).click();
      const note = page.getByRole('heading', { name: 'Notes' });
      await note.waitFor();
      assert.equal(await wide(), 0, `a session at ${width}`);
      // The window scrolls, and nothing else does.
      const box = await element.boundingBox();
      const end = await note.boundingBox();
      assert.ok(box && end && box.height > 900 && end.y < box.y + box.height, `at ${width}`);
      assert.equal(await element.evaluate((each) => getComputedStyle(each).overflowY), 'visible');
      await element.evaluate((each) => each.removeAttribute('session-id'));
    }
    await page.close();
  });

  test('the editor’s preview shows demo data, says so, and asks for nothing [wix-preview]', async () => {
    const sent: string[] = [];
    const page = await open('/editor', async (visited) => {
      visited.on('request', (request) => {
        if (!request.url().startsWith('blob:')) sent.push(request.url());
      });
    });
    const frame = page.frameLocator('iframe');
    await rowsIn(frame).first().waitFor();
    await markIn(frame).waitFor();
    // The page still works: a session opens, and its photos are drawn.
    await rowsIn(frame).first().getByRole('gridcell').nth(1).click();
    await frame.locator('kv-session-details img').first().waitFor();
    // The mark does not cover the sticky bars either.
    await frame.getByRole('heading', { name: 'Notes' }).scrollIntoViewIfNeeded();
    const mark = await markIn(frame).boundingBox();
    const bar = await frame.locator('.path').boundingBox();
    assert.ok(mark && bar && bar.y >= mark.y + mark.height - 1, JSON.stringify([mark, bar]));
    assert.ok(await markIn(frame).isVisible());
    const storage = await page.frames()[1]?.evaluate(() => {
      try {
        return localStorage.length;
      } catch {
        return self.origin;
      }
    });
    assert.equal(storage, 'null');
    assert.deepEqual([requests, functions], [[], []]);
    assert.deepEqual(
      sent.filter((url) => !url.startsWith(`${site.url}/`)),
      [],
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('the mark on demo data is in the language of the console [wix-preview-language]', async () => {
    const page = await open('/editor');
    const frame = page.frameLocator('iframe');
    await markIn(frame).waitFor();
    await frame.locator('#console').evaluate((element) => element.setAttribute('locale', 'ka'));
    await frame.getByRole('note').filter({ hasText: 'სადემონსტრაციო მონაცემები' }).waitFor();
    await page.close();
  });

  test('no other page shows demo data: one with an origin, or with a code [wix-no-demo-live]', async () => {
    const waits = (root: Page | FrameLocator) =>
      root.locator('kv-session-list').waitFor({ state: 'attached' });
    const live = await open('/preview');
    await waits(live);
    const framed = await open('/framed');
    const inner = framed.frameLocator('iframe');
    await waits(inner);
    assert.deepEqual(
      await framed.frames()[1]?.evaluate(() => [location.origin, globalThis.origin]),
      ['null', site.url],
    );
    for (const root of [live, inner]) {
      assert.deepEqual([await markIn(root).count(), await rowsIn(root).count()], [0, 0]);
    }

    const coded = await open('/editor');
    const frame = coded.frameLocator('iframe');
    await markIn(frame).waitFor();
    await frame.locator('#console').evaluate((element) => element.setAttribute('code', 'kvc_used'));
    await markIn(frame).waitFor({ state: 'detached' });
    assert.equal(await rowsIn(frame).count(), 0);
    for (const page of [live, framed, coded]) await page.close();
  });
});
