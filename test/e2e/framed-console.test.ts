import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

import { visitPortal, type Visit } from './portal.ts';

/** Each name of this machine is an origin of its own. The third one may not show the console. */
const hostName = '127.0.0.1';
const framedName = 'localhost';
const strangerName = 'stranger.localhost';

let visit: Visit;
let context: BrowserContext;
let page: Page;
/** What may frame the pages of the console, instead of what the portal says. */
let ancestors: string | undefined;
/** The attributes of the frame in `plain-frame.html`. */
let attributes = '';
const tokens = new Set<string>();
/** The tokens that the backend accepts no longer. */
const ended = new Set<string>();
const complaints: string[] = [];

before(async () => {
  visit = await visitPortal({ count: 300 }, (portal) => async (request) => {
    const { pathname, port } = new URL(request.url);
    if (pathname === '/endless.html') return new Promise(() => undefined);
    if (pathname === '/plain-frame.html') return plainFrame(port);
    const token = request.headers.get('authorization')?.replace('Bearer ', '');
    if (token !== undefined) tokens.add(token);
    if (token !== undefined && ended.has(token)) return unauthenticated();
    const response = await portal(request);
    if (ancestors === undefined) return response;
    const headers = new Headers(response.headers);
    headers.set('cache-control', 'no-store');
    const policy = headers.get('content-security-policy') ?? '';
    headers.set(
      'content-security-policy',
      policy.replace(/frame-ancestors [^;]+/, `frame-ancestors ${ancestors}`),
    );
    return new Response(response.body, { status: response.status, headers });
  });
});

after(() => visit.close());

beforeEach(async () => {
  ancestors = undefined;
  attributes = '';
  tokens.clear();
  ended.clear();
  complaints.length = 0;
  context = await visit.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tbilisi',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
});

afterEach(() => context.close());

const unauthenticated = (): Response =>
  Response.json(
    { type: 'about:blank', status: 401, code: 'unauthenticated' },
    { status: 401, headers: { 'content-type': 'application/problem+json' } },
  );

/** A page that frames the console without `<kv-review-frame>`, with attributes of its own. */
function plainFrame(port: string): Response {
  const src = `http://${framedName}:${port}/console.html`;
  const frame = `<iframe src="${src}" width="1200" height="800" ${attributes}></iframe>`;
  return new Response(`<!doctype html><title>Portal</title><textarea></textarea>${frame}`, {
    headers: { 'content-type': 'text/html' },
  });
}

const addressOf = (path: string, name = hostName): string =>
  new URL(path, visit.url.replace(hostName, name)).href;

const element = (): Locator => page.locator('kv-review-frame');
const message = (): Locator => element().locator('[part=message]');
const framed = (): FrameLocator => page.frameLocator('iframe');
const list = (): Locator => framed().locator('kv-session-list');
const details = (): Locator => framed().locator('kv-session-details');
const dialog = (): Locator => framed().getByRole('dialog');
const button = (scope: Locator | FrameLocator, name: string): Locator =>
  scope.getByRole('button', { name, exact: true });
const rows = (): Locator =>
  list()
    .getByRole('row')
    .filter({ has: framed().getByRole('gridcell'), hasNot: framed().getByText('Loading') });

/** Opens the page around the frame, and waits for the list in it. */
async function openFrame({ user = 'u-nino', width = 1280 } = {}): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(addressOf(`/framing.html?user=${user}`));
  await rows().first().waitFor();
}

/** Opens a page whose frame has these attributes. */
async function openPlainFrame(value: string): Promise<void> {
  attributes = value;
  ancestors = '*';
  await page.goto(addressOf('/plain-frame.html'));
  await rows().first().waitFor();
}

async function openFirst(): Promise<void> {
  await rows().first().getByRole('gridcell').nth(1).click();
  await details().getByRole('heading', { level: 2 }).first().waitFor();
}

/** Opens the dialog for a decision, and writes a note there. */
async function writeNote(note: string): Promise<void> {
  await button(details(), 'Verify').click();
  await dialog().getByRole('textbox').fill(note);
  for (const tick of await dialog().getByRole('checkbox').all()) await tick.check();
}

/** The backend refuses every token that it has seen. */
function endTokens(): void {
  for (const token of tokens) ended.add(token);
}

/** Waits until what is read is as expected, and fails with what was read last. */
async function until<Value>(
  read: () => Promise<Value>,
  isExpected: (value: Value) => boolean,
): Promise<Value> {
  const end = performance.now() + 20_000;
  for (;;) {
    const value = await read();
    if (isExpected(value)) return value;
    assert.ok(performance.now() < end, `waited in vain, and read ${JSON.stringify(value)}`);
    await setTimeout(50);
  }
}

/** Changes the settings in the frame without saving them. */
async function changeSettings(): Promise<void> {
  await button(framed(), 'Settings').click();
  await level(2).check();
  await framed().getByText('1 unsaved change').first().waitFor();
}

const level = (number: number): Locator =>
  framed()
    .locator('kv-settings-awaiting')
    .getByRole('radio', { name: new RegExp(`^Level ${number} `) });

const ownLink = (name: string): Locator => page.locator('.sections').getByRole('link', { name });

/** What has the focus in a page, in whatever shadow root. */
const focusIn = (scope: Locator): Promise<string> =>
  scope.evaluate(({ ownerDocument }) => {
    if (!ownerDocument.hasFocus()) return 'elsewhere';
    let { activeElement } = ownerDocument;
    while (activeElement?.shadowRoot?.activeElement) {
      ({ activeElement } = activeElement.shadowRoot);
    }
    return `${activeElement?.localName} ${activeElement?.textContent.trim()}`;
  });

test('Tab goes into the frame, through the console and out again, and Shift+Tab back', async () => {
  await openFrame();
  await page.locator('#theme').focus();
  const order: string[] = [];
  for (let presses = 0; presses < 40 && !order.at(-1)?.startsWith('a '); presses += 1) {
    await page.keyboard.press('Tab');
    const inside = await focusIn(framed().locator('body'));
    order.push(inside === 'elsewhere' ? await focusIn(page.locator('body')) : inside);
  }
  assert.equal(order.at(0), 'button Sessions');
  assert.match(order.at(-2) ?? '', /Open details of/);
  assert.equal(order.at(-1), 'a The portal without a frame');
  await page.keyboard.press('Shift+Tab');
  assert.match(await focusIn(framed().locator('body')), /Open details of/);
  assert.equal(await focusIn(page.locator('body')), 'iframe ');
  assert.deepEqual(complaints, []);
});

test('a page whose headers forbid the frame is reported sooner than a page that is slow, and loads on request [frame-refused]', async () => {
  ancestors = "'none'";
  await page.goto(addressOf('/framing.html'));
  await page.evaluate(
    (src) => {
      const endless = Object.assign(document.createElement('kv-review-frame'), { src });
      document.querySelector('main')?.append(endless);
    },
    addressOf('/endless.html', framedName),
  );
  await message()
    .first()
    .getByText(/^The page in the frame did not answer/)
    .waitFor();
  await message().last().getByText('Loading the review').waitFor();

  ancestors = undefined;
  await element()
    .last()
    .evaluate((endless) => endless.remove());
  await button(message(), 'Try again').click();
  await rows().first().waitFor();
  await message().waitFor({ state: 'detached' });
});

test('a host page that is not listed shows why, and is not asked for a token [frame-unlisted]', async () => {
  ancestors = '*';
  let signIns = 0;
  page.on('request', (request) => (signIns += Number(request.url().includes('sign-in'))));
  await page.goto(addressOf('/framing.html', strangerName));
  await message().getByText('The review may not be shown here').waitFor();
  assert.equal(await page.locator('iframe').isVisible(), false);
  assert.equal(signIns, 0);
});

test('a file arrives, because the frame may download it', async () => {
  await openFrame();
  const count = await list()
    .getByText(/^\d+ sessions$/)
    .first()
    .innerText();
  const download = page.waitForEvent('download');
  await button(list(), 'Export CSV').click();
  const file = await readFile(await (await download).path(), 'utf8');
  assert.equal(file.trim().split('\r\n').length - 1, Number.parseInt(count, 10));
  // The page cannot know whether it did.
  await list()
    .getByText(`A file with ${count} was passed to your browser.`, { exact: false })
    .waitFor();
  assert.deepEqual(complaints, []);
});

test('a sandbox that drops a download: the list and the session say so, and a link opens the file [sandbox-download-blocked]', async () => {
  await openPlainFrame(
    'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"',
  );
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  const blocked = 'The file is ready, but this page may not download files.';

  await button(list(), 'Export CSV').click();
  await list().getByText(blocked).waitFor();
  const tab = context.waitForEvent('page');
  await list().getByRole('link', { name: 'Open the file' }).click();
  const text = (await tab).locator('body');
  await text.getByText('Personal Number,First Name,Last Name').waitFor();
  assert.equal(await (await tab).evaluate(() => window.opener === null), true);
  await page.bringToFront();

  await openFirst();
  await button(details(), 'Download PDF').click();
  await details().getByText(blocked).waitFor();
  const pdfTab = context.waitForEvent('page');
  await details().getByRole('link', { name: 'Open the file' }).click();
  assert.match((await pdfTab).url(), /^blob:/);
  assert.equal(downloads, 0);
});

test('a frame without clipboard-write copies by the command of the browser', async () => {
  await openPlainFrame('sandbox="allow-scripts allow-same-origin"');
  await openFirst();
  await button(details(), 'Copy: Session ID').first().click();
  await details().getByText('Copied: Session ID').waitFor({ state: 'attached' });
  const field = page.locator('textarea');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
  assert.match(await field.inputValue(), /^[\da-f-]{36}$/);
});

test('unsaved settings: the host page asks before it shows another view, and the focus returns [frame-leave]', async () => {
  await openFrame({ user: 'u-ada' });
  await changeSettings();
  await ownLink('Rejections').click();
  await button(dialog(), 'Stay here').click();
  await dialog().waitFor({ state: 'hidden' });
  await until(
    () => focusIn(page.locator('body')),
    (focus) => focus === 'a Rejections',
  );
  assert.equal(await level(2).isChecked(), true);
  assert.equal(await element().getAttribute('view'), 'awaiting');

  await page.keyboard.press('Enter');
  await button(dialog(), 'Discard and leave').click();
  await rows().first().waitFor();
  assert.equal(await ownLink('Rejections').getAttribute('aria-current'), 'page');
  await button(framed(), 'Settings').click();
  await button(framed(), 'Save').waitFor();
  assert.equal(await level(2).isChecked(), false);
});

test('unsaved settings stay when the page around leads elsewhere without a question, and the browser asks before the page is left', async () => {
  await openFrame({ user: 'u-ada' });
  await changeSettings();
  await element().evaluate((frame) => Object.assign(frame, { view: 'rejected' }));
  await rows().first().waitFor();
  await element().evaluate((frame) => Object.assign(frame, { view: 'settings' }));
  await level(2).waitFor();
  assert.equal(await level(2).isChecked(), true);

  const question = page.waitForEvent('dialog');
  const gone = page.goto(visit.url).catch(() => 'stayed');
  assert.equal((await question).type(), 'beforeunload');
  await (await question).dismiss();
  assert.equal(await gone, 'stayed');
});

test('a question ends when the frame is removed', async () => {
  await openFrame({ user: 'u-ada' });
  await changeSettings();
  const mayLeave = element().evaluate((frame: HTMLElementTagNameMap['kv-review-frame']) => {
    const answer = frame.confirmLeave();
    frame.remove();
    return answer;
  });
  assert.equal(await mayLeave, true);
});

test('a token that expires while an agent writes is renewed, and the decision is made [frame-token-renewed]', async () => {
  await openFrame();
  await openFirst();
  await writeNote('Compared by hand.');
  endTokens();
  await button(dialog(), 'Verify').click();
  await details().getByText('Compared by hand.').waitFor();
});

test('an agent who is signed out while writing keeps the note [frame-token-fails]', async () => {
  await openFrame();
  await openFirst();
  await writeNote('Compared by hand.');
  endTokens();
  const failed = element().evaluate((frame: HTMLElementTagNameMap['kv-review-frame']) => {
    const { getToken } = frame;
    frame.getToken = () => Promise.reject(new Error('signed out'));
    return new Promise<string>((resolve) => {
      frame.addEventListener('kv-error', ({ detail }) => {
        frame.getToken = getToken!;
        resolve(detail.code);
      });
    });
  });
  // Another request may have failed before, and closed the dialog.
  await page.keyboard.press('Control+Enter');
  assert.equal(await failed, 'unauthenticated');
  await element().evaluate((frame: HTMLElementTagNameMap['kv-review-frame']) => frame.reconnect());
  await button(details(), 'Verify').click();
  assert.equal(await dialog().getByRole('textbox').inputValue(), 'Compared by hand.');
  await button(dialog(), 'Verify').click();
  await details().getByText('Compared by hand.').waitFor();
});

for (const [language, name] of [
  ['en', 'English'],
  ['ka', 'Georgian'],
  ['ar', 'a layout from right to left'],
] as const) {
  test(`320 pixels, in ${name}: nothing is wider than the window`, async () => {
    await openFrame({ width: 320 });
    await page.selectOption('#language', language);
    const expected = { en: /^en.* ltr$/, ka: /^ka.* ltr$/, ar: /^en.* rtl$/ }[language];
    const provider = framed().locator('kv-review-provider');
    const actual = (): Promise<string> =>
      provider.evaluate(
        (each) =>
          `${each.closest<HTMLElement>('[lang]')?.lang} ${getComputedStyle(each).direction}`,
      );
    await until(actual, (now) => expected.test(now));
    for (const scope of [page.locator('html'), framed().locator('html')]) {
      const [width, room] = await scope.evaluate((html) => [html.scrollWidth, html.clientWidth]);
      assert.equal(width, room);
    }
    assert.deepEqual(complaints, []);
  });
}

test('auto-height follows a page that grows and shrinks, without a second scrollbar [frame-auto-height]', async () => {
  await openFrame();
  await element().evaluate((frame) => Object.assign(frame, { autoHeight: true }));
  const sizes = async () => ({
    frame: (await element().boundingBox())?.height ?? 0,
    ...(await framed()
      .locator('html')
      .evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }))),
  });
  /** Nothing in the frame scrolls. */
  const isWhole = ({ frame, scrollHeight, clientHeight }: Awaited<ReturnType<typeof sizes>>) =>
    scrollHeight === clientHeight && Math.abs(frame - clientHeight) < 1;
  // The list then has its own height instead of the window's.
  const { frame: low } = await until(sizes, (now) => isWhole(now) && now.frame > 700);
  await openFirst();
  await until(sizes, (now) => isWhole(now) && now.frame > low + 200);
  await ownLink('Awaiting Action').evaluate((link: HTMLElement) => link.click());
  await until(sizes, (now) => isWhole(now) && now.frame === low);
});
