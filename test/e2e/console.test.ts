import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Locator, Page } from 'playwright-core';

import {
  awaitingCount,
  detailsOf,
  dialogOf,
  listOf,
  openWithout,
  rowsOf,
  verifyInDialog,
  visitPortal,
  type Fetch,
  type Visit,
} from './portal.ts';

let visit: Visit;
/** The same portal with an adapter that has no claims: the list says which session comes next. */
let plain: Visit;
/** How often the details of each session were requested. */
const readings = new Map<string, number>();
/** Delays the answer to a decision until the details of another session are requested. */
let isDecisionHeld = false;
let release = (): void => undefined;

before(async () => {
  const wrap = (portal: Fetch) => async (request: Request) => {
    const [, id, rest] = /\/sessions\/([^/]+)(\/decision)?$/.exec(request.url) ?? [];
    if (id && !rest) {
      readings.set(id, (readings.get(id) ?? 0) + 1);
      release();
    }
    const response = await portal(request);
    if (rest && isDecisionHeld) await new Promise<void>((resolve) => (release = resolve));
    return response;
  };
  visit = await visitPortal({ count: 300 }, wrap);
  plain = await visitPortal({ backend: openWithout(300, 'claims') }, wrap);
});

after(() => Promise.all([visit.close(), plain.close()]));

/** The demo's page with only the console. */
async function openConsole(route = '', user = 'u-nino', on = visit): Promise<Page> {
  const page = await on.open({ user });
  await page.goto(`${on.url}/console.html?user=${user}${route}`);
  await page.locator('kv-review-console').waitFor();
  return page;
}

const consoleOf = (page: Page): Locator => page.locator('kv-review-console');
const helpOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const sessionIdOf = (page: Page): string =>
  decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');

async function set(page: Page, name: string, value: string | null): Promise<void> {
  await consoleOf(page).evaluate(
    (element, [key, text]) => {
      if (text === null) element.removeAttribute(key);
      else element.setAttribute(key, text);
    },
    [name, value] as const,
  );
}

/** Waits until the details show a session that can be decided. */
async function canDecide(page: Page): Promise<void> {
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).waitFor();
}

async function focusedRow(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? null;
  });
}

test('an agent decides ten sessions in a row by the keyboard alone [keyboard-decisions]', async () => {
  const page = await openConsole();
  await rowsOf(page).first().waitFor();
  const waiting = await awaitingCount(page);

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await focusedRow(page), '3', 'the second press moves from the first row on');
  await page.keyboard.press('k');
  assert.equal(await focusedRow(page), '2');
  await page.keyboard.press('o');

  const decided: string[] = [];
  for (let count = 1; count <= 10; count += 1) {
    await canDecide(page);
    decided.push(sessionIdOf(page));
    const verdict = count % 3 === 0 ? 'reject' : 'verify';
    await page.keyboard.press(verdict === 'reject' ? 'r' : 'v');
    await dialogOf(page).waitFor();
    if (verdict === 'reject') {
      // The first group, its first reason, and on to the note.
      for (const key of ['1', '1', 'Tab']) await page.keyboard.press(key);
    } else {
      // What has to be acknowledged first, such as an open match.
      const boxes = dialogOf(page).getByRole('checkbox');
      for (let left = await boxes.count(); left > 0; left -= 1) {
        await dialogOf(page).locator('input[type=checkbox]:focus').waitFor();
        for (const key of ['Space', 'Tab']) await page.keyboard.press(key);
      }
    }
    await page.keyboard.press('Control+Enter');
    await dialogOf(page).waitFor({ state: 'hidden' });
    const outcome = verdict === 'reject' ? 'Session rejected.' : 'Session verified.';
    await consoleOf(page).locator('.path').getByText(outcome).waitFor();
    if (count < 10) await page.keyboard.press('n');
  }
  assert.equal(new Set(decided).size, 10, 'ten different sessions');

  await page.keyboard.press('u');
  await listOf(page)
    .getByText(`${waiting - 10} sessions`, { exact: true })
    .first()
    .waitFor();
  visit.assertQuiet();
});

test('the sessions follow each other in the order of the list', async () => {
  const page = await openConsole('', 'u-nino', plain);
  await rowsOf(page).first().waitFor();
  const order: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await canDecide(page);
    order.push(sessionIdOf(page));
    await page.keyboard.press('u');
    await rowsOf(page).first().waitFor();
  }
  await page.goto(`${plain.url}/console.html#/awaiting/${order[0] ?? ''}`);
  await page.reload();
  const walked: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    await canDecide(page);
    walked.push(sessionIdOf(page));
    const { hash } = new URL(page.url());
    await page.keyboard.press('n');
    await page.waitForFunction((before) => location.hash !== before, hash);
  }
  assert.deepEqual(walked, order);
});

test('auto-advance opens the next session, which was loaded during the decision', async () => {
  const page = await openConsole('', 'u-nino', plain);
  await set(page, 'auto-advance', '');
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('n');
  await canDecide(page);
  const first = sessionIdOf(page);
  await page.keyboard.press('v');
  await dialogOf(page).waitFor();
  readings.clear();
  isDecisionHeld = true;
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction((id) => !location.hash.endsWith(id), first);
  isDecisionHeld = false;
  await canDecide(page);
  const second = sessionIdOf(page);
  assert.notEqual(second, first);
  assert.equal(readings.get(second), 1, 'read once, ahead');
  plain.assertQuiet();
});

test('with claims, auto-advance opens a session that the agent then has, and no other agent gets it', async () => {
  const page = await openConsole();
  await set(page, 'auto-advance', '');
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('n');
  await canDecide(page);
  await detailsOf(page).getByText('You have this session.').waitFor();
  const first = sessionIdOf(page);
  await page.keyboard.press('v');
  await verifyInDialog(page);
  await page.waitForFunction((id) => !location.hash.endsWith(id), first);
  await canDecide(page);
  await detailsOf(page).getByText('You have this session.').waitFor();
  const second = sessionIdOf(page);
  assert.notEqual(second, first);

  const other = await openConsole('', 'u-marek');
  await rowsOf(other).first().waitFor();
  await other.keyboard.press('n');
  await canDecide(other);
  await detailsOf(other).getByText('You have this session.').waitFor();
  assert.ok(![first, second].includes(sessionIdOf(other)));
  visit.assertQuiet();
});

test('the list keeps its search, place and focus', async () => {
  const page = await openConsole('#/all');
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('a');
  const total = listOf(page)
    .locator('.total')
    .getByText(/^\d+ sessions$/);
  await total.filter({ hasNotText: '300' }).waitFor();
  await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 25; presses += 1) await page.keyboard.press('j');
  const row = await focusedRow(page);
  assert.equal(row, '27');
  const top = () =>
    listOf(page).evaluate((list) => list.shadowRoot?.querySelector('.scroller')?.scrollTop);
  const place = await top();
  assert.ok(place && place > 0);

  await page.keyboard.press('Enter');
  await detailsOf(page).getByRole('heading', { level: 2 }).first().waitFor();
  await page.goBack();
  await page.waitForFunction(() => location.hash === '#/all');
  await rowsOf(page).first().waitFor();
  assert.equal(await focusedRow(page), row);
  assert.equal(await top(), place);
  assert.equal(await listOf(page).getByRole('searchbox').inputValue(), 'a');

  await page.goForward();
  await detailsOf(page).getByRole('heading', { level: 2 }).first().waitFor();
});

test('an address with a former name of a list leads to the one with its name', async () => {
  const page = await openConsole('#/rejections');
  await page.waitForFunction(() => location.hash === '#/rejected');
  const current = consoleOf(page).getByRole('link', { name: 'Rejections', exact: true });
  await current.and(page.locator('[aria-current=page]')).waitFor();

  await consoleOf(page).getByRole('link', { name: 'Awaiting Action' }).click();
  await rowsOf(page).first().waitFor();
  const before = await page.evaluate(() => history.length);
  const id = 'no-such-session';
  await page.evaluate((route) => location.assign(route), `#/sessions/${id}`);
  await detailsOf(page).getByText('This session does not exist').waitFor();
  assert.equal(new URL(page.url()).hash, `#/all/${id}`);
  assert.equal(await page.evaluate(() => history.length), before + 1, 'one step of the history');
  visit.assertQuiet([
    '<kv-review-console>: view="rejections" is now "rejected".',
    '<kv-review-console>: view="sessions" is now "all".',
    'Failed to load resource: the server responded with a status of 404 (Not Found)',
  ]);
});

test('single keys do nothing while typing, with modifiers, in dialogs and when they are switched off', async () => {
  const page = await openConsole();
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('jnv?');
  assert.equal(await listOf(page).getByRole('searchbox').inputValue(), 'jnv?');
  assert.equal(sessionIdOf(page), '');
  assert.equal(await helpOf(page).count(), 0);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+N');
  await page.keyboard.press('Alt+n');
  assert.equal(sessionIdOf(page), '');

  await page.keyboard.press('?');
  await helpOf(page).waitFor();
  await page.keyboard.press('n');
  assert.equal(sessionIdOf(page), '', 'nothing happens behind a dialog');
  await page.keyboard.press('?');
  await helpOf(page).waitFor({ state: 'hidden' });

  await page.keyboard.press('?');
  await helpOf(page).getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  assert.equal(await helpOf(page).count(), 0);
  assert.equal(sessionIdOf(page), '');

  await consoleOf(page).getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await helpOf(page).getByRole('checkbox', { name: 'Use single-key shortcuts' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await canDecide(page);
});

/** Sends the address of a session to a colleague, who then waits until they see what they should. */
async function shareAddress(on: Visit, sees: (colleague: Page) => Promise<void>): Promise<void> {
  const page = await openConsole('', 'u-nino', on);
  await rowsOf(page).first().waitFor();
  const title = await page.title();
  await page.keyboard.press('n');
  await canDecide(page);
  const address = page.url();
  const name = await detailsOf(page).getByRole('heading', { level: 2 }).first().innerText();

  const other = await openConsole(new URL(address).hash, 'u-marek', on);
  await sees(other);
  const heading = detailsOf(other).getByRole('heading', { level: 2 }).first();
  assert.equal(await heading.innerText(), name);
  assert.equal(await page.title(), title);
  assert.equal(new URL(address).hash, `#/awaiting/${encodeURIComponent(sessionIdOf(page))}`);

  await other.goto(`${on.url}/console.html#/awaiting/${encodeURIComponent('../../x')}`);
  await detailsOf(other).getByText('This session does not exist').first().waitFor();
}

test('an address opens its session, and contains nothing else', () =>
  shareAddress(plain, canDecide));

test('with claims, the address of a session shows a colleague who has it', () =>
  shareAddress(visit, async (colleague) => {
    await detailsOf(colleague)
      .getByText(/Claimed by\s+\W*Nino Example/)
      .waitFor();
    const verify = detailsOf(colleague).getByRole('button', { name: 'Verify', exact: true });
    assert.equal(await verify.count(), 0, 'the colleague cannot decide it');
  }));
