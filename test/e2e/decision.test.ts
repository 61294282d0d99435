import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import {
  awaitingCount,
  countsAwaiting,
  detailsOf,
  dialogOf,
  listOf,
  openWithout,
  rowsOf,
  visitPortal,
  type Visit,
} from './portal.ts';

const note = 'The selfie shows another person.';
let visit: Visit;
/** Loses the answer to the next decision after the backend has made it. */
let isAnswerLost = false;

before(async () => {
  visit = await visitPortal({ count: 300 }, (portal) => async (request) => {
    const isDecision = request.method === 'POST' && request.url.includes('/decision');
    const response = await portal(request);
    if (!isDecision || !isAnswerLost) return response;
    isAnswerLost = false;
    return new Response('bad gateway', { status: 502 });
  });
});

after(() => visit.close());

/** The names in the first row with both names read, as the list shows them. */
async function firstPerson(page: Page): Promise<{ first: string; last: string }> {
  await rowsOf(page).first().waitFor();
  for (const row of await rowsOf(page).all()) {
    const cells = row.getByRole('gridcell');
    const [first, last] = [await cells.nth(1).innerText(), await cells.nth(2).innerText()];
    if (!first.includes('*') && !last.includes('*')) return { first, last };
  }
  throw new Error('Every name is unread.');
}

async function search(page: Page, text: string): Promise<void> {
  await listOf(page).getByRole('searchbox').pressSequentially(text);
}

async function openFirst(page: Page): Promise<void> {
  await rowsOf(page).first().getByRole('gridcell').nth(1).click();
  await detailsOf(page).getByRole('heading', { level: 2 }).first().waitFor();
}

/** Opens the details of a session by its address, as a link in a portal does. */
async function openSession(user: string, sessionId: string, on = visit): Promise<Page> {
  const page = await on.open({ user, route: `/awaiting/${sessionId}` });
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).waitFor();
  return page;
}

const sessionIdOf = (page: Page): string => page.url().split('/').at(-1) ?? '';

test('an agent searches, opens and rejects with two reasons and a note; the session moves to the rejections', async () => {
  const page = await visit.open();
  const person = await firstPerson(page);
  const waiting = await awaitingCount(page);

  await search(page, `${person.last.slice(0, 4)} ${person.first.slice(0, 2)}`);
  await listOf(page)
    .getByText(/^\d+ sessions?$/)
    .first()
    .waitFor();
  await listOf(page).getByText(person.last, { exact: true }).first().waitFor();
  await openFirst(page);

  await detailsOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await dialogOf(page).getByText('Suspected fraud').click();
  await dialogOf(page).getByText('Selfie Mismatch', { exact: true }).click();
  await dialogOf(page).getByText('Data mismatch').click();
  await dialogOf(page).getByText('Full name issue', { exact: true }).click();
  await dialogOf(page).getByRole('textbox').fill(note);
  await dialogOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });

  const details = detailsOf(page);
  await details.getByText('Attached TAGS').waitFor();
  for (const text of ['Selfie Mismatch', 'Full name issue', note, 'Nino Example']) {
    assert.ok(await details.getByText(text).first().isVisible(), `the details show "${text}"`);
  }
  assert.equal(await details.getByRole('button', { name: 'Verify', exact: true }).count(), 0);
  await countsAwaiting(page, waiting - 1);

  await page.getByRole('link', { name: 'Back to Awaiting Action' }).click();
  await listOf(page).getByText('No sessions match', { exact: false }).waitFor();

  await page.getByRole('link', { name: 'Rejections' }).click();
  const rejected = rowsOf(page).filter({ hasText: person.last });
  await rejected.first().waitFor();
  assert.match(await rejected.first().innerText(), /Selfie Mismatch|Full name issue/);
  visit.assertQuiet();
});

/** The dialog tells who decided what and when, and keeps the note. */
async function tellsDecision(page: Page): Promise<void> {
  const told = await dialogOf(page).innerText();
  assert.match(told, /Nino Example/);
  assert.match(told, /Verified/);
  assert.match(told, new RegExp(String(new Date().getFullYear())));
  assert.match(
    `${told} ${await dialogOf(page).getByRole('textbox').inputValue()}`,
    /Looks fine to me\./,
    'the note is still there',
  );
}

test('two agents decide the same session: the second sees who decided what and when', async (test) => {
  // Nothing tells the second page about the decision before it sends its own.
  const plain = await visitPortal({ backend: openWithout(300, 'claims', 'push') });
  test.after(() => plain.close());
  const first = await plain.open({ user: 'u-nino' });
  await openFirst(first);
  const sessionId = sessionIdOf(first);
  const second = await openSession('u-marek', sessionId, plain);
  await detailsOf(second).evaluate((details) => Object.assign(details, { refreshInterval: 0 }));

  await second.bringToFront();
  await detailsOf(second).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(second).getByRole('textbox').fill('Looks fine to me.');

  await detailsOf(first).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(first).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(first).waitFor({ state: 'hidden' });

  await dialogOf(second).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(second).getByText('Already decided').waitFor();
  await tellsDecision(second);
});

test('two agents on one session: with claims, the second sees who has it, then who decided what and when', async () => {
  const first = await visit.open({ user: 'u-nino' });
  await openFirst(first);
  const second = await openSession('u-marek', sessionIdOf(first));
  const verify = (page: Page) =>
    detailsOf(page).getByRole('button', { name: 'Verify', exact: true });

  await second.bringToFront();
  await verify(second).click();
  await dialogOf(second).getByRole('textbox').fill('Looks fine to me.');

  await detailsOf(first)
    .getByText(/Claimed by\s+\W*Marek/)
    .waitFor();
  assert.equal(await verify(first).count(), 0, 'one agent at a time');
  await detailsOf(first).getByRole('button', { name: 'Take over…' }).click();
  await dialogOf(first).getByRole('textbox').fill('Marek has left.');
  await dialogOf(first).getByRole('button', { name: 'Take over', exact: true }).click();
  await dialogOf(second)
    .getByText(/Nino Example\W* has claimed this session\W*$/)
    .waitFor();
  await dialogOf(second).getByText('Marek has left.').first().waitFor();

  await verify(first).click();
  await dialogOf(first).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(first).waitFor({ state: 'hidden' });
  await dialogOf(second).getByText('Already decided').first().waitFor();
  await tellsDecision(second);
});

test('a decision whose answer is lost is made once, and the agent sees that [decided-once]', async () => {
  const page = await visit.open();
  await openFirst(page);
  const waiting = await awaitingCount(page);
  isAnswerLost = true;
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(page).getByRole('textbox').fill('Once.');
  await dialogOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(page).getByText('We couldn’t confirm that the decision was recorded').waitFor();

  await dialogOf(page).getByRole('button', { name: 'Check again' }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  const details = detailsOf(page);
  await details.getByText('Once.').waitFor();
  assert.equal(await details.getByText('Once.').count(), 1, 'the note is there once');
  await countsAwaiting(page, waiting - 1);
});

test('an agent verifies without a mouse', async () => {
  const page = await visit.open();
  await rowsOf(page).first().waitFor();
  await listOf(page).getByRole('searchbox').focus();
  const isOnRow = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.closest('[part~=row]') !== null;
    });
  for (let presses = 0; presses < 20 && !(await isOnRow()); presses += 1) {
    await page.keyboard.press('Tab');
  }
  assert.ok(await isOnRow(), 'Tab reaches the rows');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  const verify = detailsOf(page).getByRole('button', { name: 'Verify', exact: true });
  await verify.waitFor();
  const isOnVerify = () => verify.evaluate((button) => button.matches(':focus'));
  for (let presses = 0; presses < 30 && !(await isOnVerify()); presses += 1) {
    await page.keyboard.press('Tab');
  }
  assert.ok(await isOnVerify(), 'Tab reaches Verify');
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
  const submit = dialogOf(page).getByRole('button', { name: 'Verify', exact: true });
  const isOnSubmit = () => submit.evaluate((button) => button.matches(':focus'));
  for (let presses = 0; presses < 10 && !(await isOnSubmit()); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor({ state: 'hidden' });
  await detailsOf(page).getByText('This session is decided', { exact: false }).first().waitFor();
  await detailsOf(page)
    .getByText(/Verified by\s+\W*Nino Example/)
    .first()
    .waitFor();
});
