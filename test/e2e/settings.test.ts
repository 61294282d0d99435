import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { PGlite } from '@electric-sql/pglite';
import { operations } from 'kv-review/api';
import { sampleSessions } from 'kv-review/testing';
import type { Locator, Page } from 'playwright-core';

import { openDatabaseBackend, type DatabaseBackend } from '../../demo/server/backends.ts';
import { detailsOf, rowsOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-portal-'));
let backend: DatabaseBackend;
let visit: Visit;

async function start(): Promise<void> {
  backend = await openDatabaseBackend(folder, { count: 200 });
  visit = await visitPortal({ backend });
}

before(start);
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

const sectionOf = (page: Page): Locator => page.locator('kv-settings-awaiting');
const consoleOf = (page: Page): Locator => page.locator('kv-review-console');
const level = (page: Page, number: number): Locator =>
  sectionOf(page).getByRole('radio', { name: new RegExp(`^Level ${number} `) });
const button = (scope: Locator, name: string): Locator =>
  scope.getByRole('button', { name, exact: true });

async function openSettings(user = 'u-ada'): Promise<Page> {
  const page = await visit.open({ user, route: '/settings/awaiting' });
  await button(sectionOf(page), 'Save').waitFor();
  return page;
}

async function openConsole(hash: string, user: string): Promise<Page> {
  const page = await visit.open({ user });
  await page.goto(`${visit.url}/console.html?user=${user}${hash}`);
  return page;
}

interface Answer {
  readonly status: number;
  readonly version: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a request with the token that the portal gives the pages of a user. */
async function send(
  userId: string,
  method: string,
  path: string,
  { body, version }: { readonly body?: object; readonly version?: string } = {},
): Promise<Answer> {
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${visit.url}/portal/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ userId }),
  });
  const { token } = (await signedIn.json()) as { readonly token: string };
  const response = await fetch(`${visit.url}/kv${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && json),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    version: response.headers.get('etag')?.replaceAll('"', '') ?? '',
    body: (await response.json()) as Answer['body'],
  };
}

const readSettings = async (): Promise<Readonly<Record<string, unknown>>> => {
  const { body } = await send('u-ada', 'GET', '/v1/settings');
  return body['settings'] as Readonly<Record<string, unknown>>;
};

/** Saves one section as a page does: with the version that it has read. */
async function saveSection(section: string, values: object): Promise<void> {
  const { body } = await send('u-ada', 'GET', '/v1/settings');
  const version = String(body['version']);
  const saved = await send('u-ada', 'PATCH', '/v1/settings', {
    body: { section, values },
    version,
  });
  assert.equal(saved.status, 200);
}

/** A capture service sends a client whose faces match at level 5. Returns the session's id and status. */
async function sendClient(): Promise<{ readonly id: string; readonly status: unknown }> {
  const attempt = sampleSessions({ count: 300, seed: 7, now: new Date() })
    .find(({ status, decision }) => status === 'success' && decision?.by === null)
    ?.attempts.at(-1);
  assert.ok(attempt);
  const { documentType, mrz, front, back, spoof, livenessPassed } = attempt;
  const evidence = {
    ...{ documentType, mrz, front, back, spoof, livenessPassed },
    faceMatch: { level: 5, confidence: 90 },
    livenessFinished: true,
    documentFinished: true,
  };
  const call = async (path: string, init: RequestInit = { method: 'POST', body: '{}' }) => {
    const response = await fetch(`${visit.url}/kv/v1/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${backend.apiKey}`,
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
      },
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const id = String((await call('sessions'))['id']);
  await call(`sessions/${id}/attempts`);
  const body = new FormData();
  body.set('evidence', JSON.stringify(evidence));
  await call(`sessions/${id}/attempts/1/evidence`, { method: 'PUT', body });
  const { status } = await call(`sessions/${id}/attempts/1/finish`);
  return { id, status };
}

test('a master previews a condition, opens a session of the preview, saves, and the next session ends by it', async () => {
  assert.equal((await sendClient()).status, 'success');

  const page = await openSettings();
  const section = sectionOf(page);
  await level(page, 7).check();
  await button(section, 'Preview the change').click();
  const summary = section
    .locator('.preview-summary')
    .getByText(/^\d+ of the last \d+ sessions would have ended differently\.$/);
  await summary.waitFor();
  const reasons = section.getByRole('list', { name: /Verified.*Awaiting action/ });
  const row = reasons.getByRole('listitem').filter({ hasText: 'Face Match Score' }).first();
  await row.locator('summary').click();
  const link = row.getByRole('button', { name: /^Open session/ }).first();
  const id = (await link.innerText()).trim();
  await link.click();
  await detailsOf(page).getByText(id).first().waitFor({ state: 'attached' });
  await page.waitForFunction((wanted) => location.hash.endsWith(wanted), id);
  await page.getByRole('link', { name: 'Back to Settings' }).click();
  await section.getByText('1 unsaved change').waitFor();

  await button(section, 'Save').click();
  await section.getByText(/^Last saved by .*Ada Example/).waitFor();
  assert.equal(await section.locator('.preview').count(), 0);

  const next = await sendClient();
  assert.equal(next.status, 'awaiting');
  const agent = await visit.open({ user: 'u-nino', route: `/awaiting/${next.id}` });
  await detailsOf(agent)
    .getByText(/Level 5 of 7.*level 7 or higher/)
    .first()
    .waitFor();
  visit.assertQuiet();
});

test('two masters at once see both versions side by side, and neither overwrites the other', async () => {
  const ada = await openSettings('u-ada');
  const eka = await openSettings('u-eka');
  await level(ada, 5).check();
  await sectionOf(ada).getByRole('checkbox', { name: 'Disable Full MRZ Validation' }).check();
  await level(eka, 3).check();
  await sectionOf(eka).getByRole('checkbox', { name: 'Document review' }).check();
  await button(sectionOf(eka), 'Save').click();
  await sectionOf(eka)
    .getByText(/^Last saved by .*Eka Example/)
    .waitFor();

  await button(sectionOf(ada), 'Save').click();
  await sectionOf(ada).getByText('Somebody else saved this section').first().waitFor();
  const conflict = sectionOf(ada).locator('.conflict');
  await conflict.getByText(/Saved by .*Eka Example/).waitFor();
  await conflict
    .getByText(/Level 5/)
    .first()
    .waitFor();
  await conflict
    .getByText(/Level 3/)
    .first()
    .waitFor();
  assert.equal((await readSettings())['acceptanceLevel'], 3, 'nothing is overwritten');

  await conflict.getByRole('radio', { name: /Level 5/ }).check();
  await button(sectionOf(ada), 'Save these values').click();
  await sectionOf(ada)
    .getByText(/^Last saved by .*Ada Example/)
    .waitFor();
  const settings = await readSettings();
  assert.deepEqual(
    ['acceptanceLevel', 'disableFullMrzValidation', 'documentReview'].map((key) => settings[key]),
    [5, true, true],
  );
  // A browser reports every answer of this kind.
  visit.assertQuiet([
    'Failed to load resource: the server responded with a status of 412 (Precondition Failed)',
  ]);
});

const georgia = { code: 'GEO', checkIp: false, checkNationality: true };
const japan = { code: 'JPN', checkIp: true, checkNationality: true };

/** Runs a query in the data folder while no server uses it. */
async function queryStored<Row>(query: string): Promise<readonly Row[]> {
  await visit.close();
  const database = new PGlite(join(folder, 'database'));
  const { rows } = await database.query<Row>(query);
  await database.close();
  await start();
  return rows;
}

/**
 * A later release has saved a condition, and a check of a country. Then the company went back to this one,
 * which knows neither.
 */
const saveAsLaterRelease = (): Promise<readonly unknown[]> =>
  queryStored(`
    insert into settings_versions
    select company_id, number + 1, at, author, jsonb_set(
      settings || '{"laterCondition": {"isOn": true}}', '{highRiskCountries,0,laterCheck}', 'true'
    )
    from settings_versions where company_id = 'c-tamarind' order by number desc limit 1
  `);

async function readStored(): Promise<object> {
  const [latest] = await queryStored<{ readonly settings: object }>(`
    select settings from settings_versions
    where company_id = 'c-tamarind' order by number desc limit 1
  `);
  assert.ok(latest);
  return latest.settings;
}

test('a page of yesterday’s kit saves, and loses nothing that it does not know', async () => {
  await saveSection('countries', { highRiskCountries: [georgia, japan] });
  await saveAsLaterRelease();
  const before = await readStored();
  assert.deepEqual(Reflect.get(before, 'laterCondition'), { isOn: true });

  const page = await visit.open({ user: 'u-ada', route: '/settings/countries' });
  const countries = page.locator('kv-settings-countries');
  await countries.getByRole('checkbox', { name: 'IP check: Georgia' }).check();
  await button(countries, 'Save').click();
  await button(countries, 'Discard changes').waitFor({ state: 'hidden' });
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: 'Awaiting Action' })
    .click();
  await level(page, 4).check();
  await button(sectionOf(page), 'Save').click();
  await button(sectionOf(page), 'Discard changes').waitFor({ state: 'hidden' });
  visit.assertQuiet();
  assert.deepEqual(await readStored(), {
    ...before,
    acceptanceLevel: 4,
    highRiskCountries: [{ ...georgia, checkIp: true, laterCheck: true }, japan],
  });

  // A page from before the check of nationalities.
  await saveSection('countries', {
    highRiskCountries: [{ code: 'GEO', checkIp: false }, { code: 'JPN' }],
  });
  assert.deepEqual(await readStored(), {
    ...before,
    acceptanceLevel: 4,
    highRiskCountries: [{ ...georgia, laterCheck: true }, japan],
  });
});

test('a master reaches the settings in the console, and is asked before unsaved changes are lost', async () => {
  await saveSection('awaiting', { acceptanceLevel: 4, documentReview: false });
  const page = await openConsole('#/all', 'u-ada');
  await consoleOf(page).getByRole('link', { name: 'Settings', exact: true }).click();
  await level(page, 7).check();
  const settings = page.locator('kv-settings');
  const dialog = settings.getByRole('dialog', { name: 'Leave without saving?' });

  await consoleOf(page).getByRole('link', { name: 'Rejections', exact: true }).click();
  await dialog.waitFor();
  await button(dialog, 'Stay here').click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).hash, '#/settings');

  await page.goBack();
  await dialog.waitFor();
  await button(dialog, 'Stay here').click();
  await page.waitForFunction(() => location.hash === '#/settings');
  assert.ok(await level(page, 7).isChecked());

  await button(sectionOf(page), 'Preview the change').click();
  await sectionOf(page).locator('.preview summary').first().click();
  await sectionOf(page)
    .getByRole('button', { name: /^Open session/ })
    .first()
    .click();
  await detailsOf(page).getByRole('heading', { level: 2 }).first().waitFor();
  assert.match(new URL(page.url()).hash, /^#\/settings\/.+/);
  await button(consoleOf(page), 'Back to Settings').click();
  await sectionOf(page).getByText('1 unsaved change').waitFor();

  await consoleOf(page).getByRole('link', { name: 'Rejections', exact: true }).click();
  await button(dialog, 'Discard and leave').click();
  await page.waitForFunction(() => location.hash === '#/rejected');
  await rowsOf(page).first().waitFor();
  assert.equal((await readSettings())['acceptanceLevel'], 4);
  visit.assertQuiet();
});

async function openChangedSettings(hash: string, path: readonly string[] = []): Promise<Page> {
  const page = await openConsole(hash, 'u-ada');
  for (const name of [...path, 'Settings']) {
    await consoleOf(page).getByRole('link', { name, exact: true }).click();
  }
  const review = sectionOf(page).getByRole('checkbox', { name: 'Document review' });
  await review.setChecked(!(await review.isChecked()));
  await sectionOf(page).getByText('1 unsaved change').waitFor();
  return page;
}

const leaveQuestionOf = (page: Page): Locator =>
  page.locator('kv-settings').getByRole('dialog', { name: 'Leave without saving?' });

async function answerLeave(page: Page, name: string): Promise<void> {
  await button(leaveQuestionOf(page), name).click();
  await leaveQuestionOf(page).waitFor({ state: 'hidden' });
}

const hasHash = async (page: Page, expected: string): Promise<void> => {
  await page.waitForFunction((hash) => location.hash === hash, expected);
};

const hasView = async (page: Page, expected: string): Promise<void> => {
  await page.waitForFunction(
    (view) => document.querySelector('kv-review-console')?.view === view,
    expected,
  );
};

test('the settings in the console stay when the user goes back in the browser and stays', async () => {
  const page = await openChangedSettings('#/all');
  await page.goBack();
  await answerLeave(page, 'Stay here');
  await hasHash(page, '#/settings');
  await hasView(page, 'settings');
  await sectionOf(page).getByText('1 unsaved change').waitFor();
  await page.goBack();
  await answerLeave(page, 'Discard and leave');
  await hasView(page, 'all');
  visit.assertQuiet();
});

test('the settings in the console leave the address where the user is, when the user goes back twice', async () => {
  const page = await openChangedSettings('#/rejected', ['Sessions']);
  await page.goBack();
  await leaveQuestionOf(page).waitFor();
  await page.goBack();
  await hasHash(page, '#/settings');
  await answerLeave(page, 'Discard and leave');
  await hasView(page, 'all');
  await hasHash(page, '#/all');
  visit.assertQuiet();
});

/** Presses a key until the element has the focus, as somebody without a mouse does. */
async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not lead to ${target.toString()}`);
}

test('a master sets everything in the console by the keyboard alone [keyboard-settings]', async () => {
  await saveSection('awaiting', { acceptanceLevel: 4, documentReview: false });
  const page = await openConsole('#/all', 'u-ada');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const activate = async (target: Locator, key?: string): Promise<void> => {
    await reach(page, target, key);
    await press('Enter');
  };
  const type = async (target: Locator, text: string): Promise<void> => {
    await reach(page, target);
    await press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  const settings = page.locator('kv-settings');
  const open = (name: string): Promise<void> =>
    activate(settings.getByRole('button', { name, exact: true }), 'Shift+Tab');
  const says = (scope: Locator, text: string | RegExp): Promise<void> =>
    scope.getByText(text).first().waitFor();
  const hasSaved = (scope: Locator): Promise<void> =>
    button(scope, 'Discard changes').waitFor({ state: 'hidden' });

  await activate(consoleOf(page).getByRole('link', { name: 'Settings', exact: true }));

  const awaiting = page.locator('kv-settings-awaiting');
  await button(awaiting, 'Save').waitFor();
  await reach(page, level(page, 4));
  await press('ArrowDown');
  await says(awaiting, '1 unsaved change');
  await activate(awaiting.getByRole('button', { name: /^Discard the change/ }));
  await button(awaiting, 'Discard changes').waitFor({ state: 'hidden' });
  const review = awaiting.getByRole('checkbox', { name: 'Document review' });
  const wasReviewed = await review.isChecked();
  await reach(page, review, 'Shift+Tab');
  await press('Space');

  await open('Session');
  const session = page.locator('kv-settings-session');
  await settings.getByRole('button', { name: 'Awaiting Action Changed' }).waitFor();
  await type(session.getByLabel('Max Attempts', { exact: true }), '4');
  await activate(button(session, 'Discard changes'));
  await hasSaved(session);
  await type(session.getByLabel('Max Attempts', { exact: true }), '5');
  await activate(button(session, 'Save'));
  await hasSaved(session);

  await open('Awaiting Action Changed');
  await activate(button(awaiting, 'Save'));
  await hasSaved(awaiting);

  await open('High-risk countries');
  const countries = page.locator('kv-settings-countries');
  await type(countries.getByRole('combobox', { name: 'Set country' }), 'Urug');
  await press('ArrowDown', 'Enter');
  await reach(page, countries.getByRole('checkbox', { name: 'IP check: Uruguay' }));
  await press('Space');
  await activate(button(countries, 'Save'));
  await hasSaved(countries);
  await activate(button(countries, 'Delete Uruguay'), 'Shift+Tab');
  const question = countries.getByRole('dialog', { name: /^Delete .*Uruguay/ });
  await activate(button(question, 'Delete'));
  await question.waitFor({ state: 'hidden' });
  await activate(button(countries, 'Save'));
  await hasSaved(countries);

  await open('Extra fields');
  const fields = page.locator('kv-settings-fields');
  await type(fields.getByRole('textbox', { name: 'Key' }), 'nickname');
  await press('Enter');
  await fields.getByRole('textbox', { name: 'Label in English' }).waitFor();
  await reach(page, fields.getByRole('textbox', { name: 'Label in English' }), 'Shift+Tab');
  await page.keyboard.type('Nickname');
  await activate(button(fields, 'Move up: Nickname'), 'Shift+Tab');
  await activate(button(fields, 'Save'));
  await hasSaved(fields);

  await open('Web Hooks');
  const hooks = page.locator('kv-settings-hooks');
  await activate(button(hooks, 'Configure new web hook'));
  const form = hooks.getByRole('dialog');
  await type(form.getByRole('textbox', { name: 'Callback URL' }), 'https://hooks.example.com/kv');
  await activate(button(form, 'Activate'));
  await activate(button(form, 'Done'));
  const hook = hooks.locator('[part=hook]').filter({ hasText: 'hooks.example.com/kv' });
  await activate(hook.getByRole('button', { name: /^Remove/ }));
  await activate(button(hooks.getByRole('dialog'), 'Remove web hook'));
  await hook.waitFor({ state: 'detached' });

  await open('Branding');
  const branding = page.locator('kv-settings-branding');
  await type(branding.getByLabel('Corner radius', { exact: true }), '9');
  await activate(button(branding, 'Save'));
  await hasSaved(branding);
  await type(branding.getByLabel('Corner radius', { exact: true }), '10');

  await activate(
    consoleOf(page).getByRole('link', { name: 'Rejections', exact: true }),
    'Shift+Tab',
  );
  await activate(button(settings.getByRole('dialog'), 'Discard and leave'));
  await rowsOf(page).first().waitFor();

  const saved = await readSettings();
  assert.equal(saved['documentReview'], !wasReviewed);
  assert.equal(saved['maxAttempts'], 5);
  assert.deepEqual(
    (saved['extraFields'] as readonly { readonly key: string }[]).at(-2)?.key,
    'nickname',
  );
  assert.equal((saved['brand'] as { readonly cornerRadius: number }).cornerRadius, 9);
  visit.assertQuiet();
});

test('an agent finds no settings: no link, no page, and 403 from every route, in the log', async () => {
  const page = await visit.open({ user: 'u-nino', route: '/settings/awaiting' });
  await rowsOf(page).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Settings', exact: true }).count(), 0);
  assert.equal(await sectionOf(page).count(), 0);

  const inConsole = await openConsole('#/settings', 'u-nino');
  await consoleOf(inConsole).getByText('You don’t have access to the settings.').waitFor();
  await rowsOf(inConsole).first().waitFor();
  assert.equal(new URL(inConsole.url()).hash, '#/awaiting');
  assert.equal(await consoleOf(inConsole).getByRole('link', { name: 'Settings' }).count(), 0);
  visit.assertQuiet();

  const refusals = async (): Promise<number> => {
    const query = { actions: ['forbidden'], users: ['u-nino'], limit: 200 };
    const { body } = await send('u-ada', 'POST', '/v1/activity-query', { body: query });
    return (body as unknown as { readonly items: readonly unknown[] }).items.length;
  };
  assert.equal(await refusals(), 0, 'the pages of an agent request nothing of the settings');
  const before = await readSettings();
  const routes = Object.values(operations).filter(({ role }) => role === 'master');
  assert.ok(routes.length >= 15);
  for (const { method, path } of routes) {
    const place = path.replaceAll(/\{\w+\}/g, '1');
    const { status } = await send('u-nino', method, place, method === 'GET' ? {} : { body: {} });
    assert.equal(status, 403, `${method} ${path}`);
  }
  assert.equal(await refusals(), routes.length);
  assert.deepEqual(await readSettings(), before);
});
