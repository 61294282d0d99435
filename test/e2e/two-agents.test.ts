/** Two agents, each with a browser of their own, over the reference backend on PostgreSQL. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import type { ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { ActivityEntry, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { startCluster, type Cluster } from '../../scripts/postgres.ts';
import { detailsOf, dialogOf, launchBrowser, rowsOf, visitPortal, type Visit } from './portal.ts';
import { fake, group, look, Recording, reject, toNote, verify, type Press } from './recording.ts';
import { listen } from './screen-reader.ts';

/** Sessions with three photos and a zone. None has an open match, which takes one press more. */
const sessions: readonly Session[] = sampleSessions({ count: 600, seed: 2026 })
  .filter(({ status, client, attempts }) => {
    const attempt = attempts.at(-1);
    const isNamed = client.firstName !== null && client.lastName !== null;
    return status === 'awaiting' && isNamed && attempt?.mrz && attempt.photos.length === 3;
  })
  .slice(0, 22)
  .map((session) => ({ ...session, screening: { status: 'absent' } }));

/** For each test its own, so that none depends on another. */
const [shared, toDecide] = [sessions.slice(0, 2), sessions.slice(2)];

const role = 'kv_portal';
let cluster: Cluster;

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const secret = (id: string): string => `${id}:${randomBytes(48).toString('base64')}`;

/** The portal with these sessions in a database of its own, and a second browser. */
async function visitDatabase(name: string, held: readonly Session[]) {
  await asSuperuser(`create database ${name} owner ${role}`);
  const url = new URL(cluster.url);
  url.username = role;
  url.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-agents-'));
  const env = {
    ...{ DATABASE_URL: url.href, KV_WATCH_LIST: '' },
    ...{ KV_TOKEN_SECRETS: secret('t'), KV_ACTIVITY_KEYS: secret('a'), KV_HOOK_KEYS: secret('h') },
  };
  const backend = await openDatabaseBackend(folder, { count: 0, sessions: held, env });
  const visit = await visitPortal({ backend });
  const second = await launchBrowser();
  return {
    visit,
    second,
    async close() {
      await second.close();
      await visit.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

before(async () => {
  cluster = await startCluster(['fsync = off']);
  await asSuperuser(`create role ${role} login createrole`);
});
after(() => cluster.stop());

type Agent = 'u-nino' | 'u-marek';

/** The console as a user, in a browser. `opened` are the sessions whose details it has requested. */
async function openConsole(visit: Visit, user: Agent, browser: Browser, route = '') {
  const page = await visit.open({ user, browser });
  const opened = new Set<string>();
  page.on('request', (request) => {
    const [, id] = /\/kv\/v1\/sessions\/([^/?]+)$/.exec(request.url()) ?? [];
    if (id && request.method() === 'GET') opened.add(decodeURIComponent(id));
  });
  await page.goto(`${visit.url}/console.html?user=${user}${route}`);
  return { page, opened };
}

const sessionIdOf = (page: Page): string =>
  decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');

/** Waits until the details show another session, which the agent has and can decide. */
async function hasNext(page: Page, last: string): Promise<string> {
  await page.waitForFunction((id) => {
    const [, , current] = location.hash.split('/');
    return current && decodeURIComponent(current) !== id;
  }, last);
  await detailsOf(page).getByText('You have this session.').waitFor();
  await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).waitFor();
  return sessionIdOf(page);
}

async function setAutoAdvance(page: Page, isOn: boolean): Promise<void> {
  await page
    .locator('kv-review-console')
    .evaluate((console, on) => void console.toggleAttribute('auto-advance', on), isOn);
}

/** The backend as a user, without a browser. */
async function apiOf(visit: Visit, userId: string): Promise<ReviewApi> {
  const response = await fetch(`${visit.url}/portal/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  const { token } = (await response.json()) as { token: string };
  return createHttpApi({ baseUrl: `${visit.url}/kv/`, getToken: () => token });
}

async function readLog(api: ReviewApi): Promise<readonly ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.listActivity({ limit: 200, cursor });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** The notes that were written since, with their authors. */
const newNotes = ({ id, notes }: Session): unknown[] => {
  const former = sessions.find((session) => session.id === id)?.notes ?? [];
  return notes.slice(former.length).map(({ text, by }) => [text, by?.id]);
};

const onHeading = (key: string): Press => [key, 'heading', /./];

interface Decided {
  readonly id: string;
  readonly verdict: 'verify' | 'reject';
  /** From the key that claims it on, or from the decision before, which opens it. */
  readonly presses: readonly string[];
}

/** Claims the first session by its key, and decides ten. Each next one opens after the decision. */
async function decideTen(page: Page): Promise<readonly Decided[]> {
  await rowsOf(page).first().waitFor();
  await setAutoAdvance(page, true);
  const recording = new Recording(page, await listen(page));
  const decided: Decided[] = [];
  await recording.press(onHeading('n'));
  let id = await hasNext(page, '');
  for (let number = 1; number <= 10; number += 1) {
    const isLast = number === 10;
    // The agent goes on to no other session, and so claims none.
    if (isLast) await setAutoAdvance(page, false);
    const verdict = number % 3 === 0 ? 'reject' : 'verify';
    if (verdict === 'verify') {
      const name = await detailsOf(page).getByRole('heading', { level: 2 }).first().innerText();
      await recording.press(...look(name), verify);
    } else {
      await recording.press(reject, group, fake, toNote);
      await recording.type('A copy.');
    }
    await recording.press(onHeading('Control+Enter'));
    decided.push({ id, verdict, presses: [...recording.keys] });
    recording.start();
    if (!isLast) id = await hasNext(page, id);
  }
  await detailsOf(page).getByText('This session is decided').first().waitFor();
  return decided;
}

test('two agents with a browser each decide ten sessions in a row at once: no client is opened by both', async (context) => {
  const { visit, second, close } = await visitDatabase('ten_decisions', toDecide);
  context.after(close);
  const agents = [
    { user: 'u-nino', ...(await openConsole(visit, 'u-nino', visit.browser)) },
    { user: 'u-marek', ...(await openConsole(visit, 'u-marek', second)) },
  ];
  const decisions = await Promise.all(agents.map(({ page }) => decideTen(page)));

  const both = agents.map(({ opened }) => opened);
  assert.deepEqual(
    [...both[0]!].filter((id) => both[1]!.has(id)),
    [],
    'opened by both',
  );
  const all = agents.flatMap(({ user }, index) =>
    decisions[index]!.map((decision) => ({ ...decision, user })),
  );
  assert.deepEqual(all.map(({ id }) => id).sort(), toDecide.map(({ id }) => id).sort());
  for (const { id, verdict, presses } of all) {
    const most = verdict === 'verify' ? 6 : 9;
    assert.ok(presses.length <= most, `${verdict} ${id}: ${presses.join(' ')}`);
  }

  const master = await apiOf(visit, 'u-ada');
  const log = await readLog(master);
  for (const { id, verdict, user } of all) {
    const session = await master.getSession(id);
    assert.equal(session.decision?.by?.id, user);
    assert.equal(session.status, verdict === 'verify' ? 'success' : 'rejected');
    assert.deepEqual(newNotes(session), verdict === 'verify' ? [] : [['A copy.', user]]);
    const changes = log
      .filter(({ action, sessionId }) => sessionId === id && /^(claim-|decision)/.test(action))
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ action, actor, details }) => [action, actor?.id, details.verdict]);
    assert.deepEqual(changes, [
      ['claim-given', user, undefined],
      ['decision', user, verdict],
    ]);
  }
  const { items } = await master.listSessions({ statuses: ['awaiting'] });
  assert.deepEqual(items, []);
  visit.assertQuiet();
});

test('an agent sees at once who claims the session in view, and takes it over; the other one keeps the note', async (context) => {
  const { visit, second, close } = await visitDatabase('takeover', shared);
  context.after(close);
  const [{ id }] = shared as [Session];
  const route = `#/awaiting/${encodeURIComponent(id)}`;
  const note = 'The hologram is missing.';
  const { page: nino } = await openConsole(visit, 'u-nino', visit.browser, route);
  const { page: marek } = await openConsole(visit, 'u-marek', second, route);
  const buttonOf = (page: Page, name: string) =>
    detailsOf(page).getByRole('button', { name, exact: true });
  await buttonOf(marek, 'Verify').waitFor();

  await buttonOf(nino, 'Reject').click();
  await detailsOf(marek)
    .getByText(/Claimed by\s+\W*Nino Example/)
    .waitFor();
  assert.equal(await buttonOf(marek, 'Verify').count(), 0, 'one agent at a time');
  await dialogOf(nino).getByText('Suspected fraud').click();
  await dialogOf(nino).getByText('Fake', { exact: true }).click();
  await dialogOf(nino).getByRole('textbox').fill(note);

  await buttonOf(marek, 'Take over…').click();
  await dialogOf(marek).getByRole('textbox').fill('Nino has gone home.');
  await dialogOf(marek).getByRole('button', { name: 'Take over', exact: true }).click();
  await detailsOf(marek).getByText('You have this session.').waitFor();
  await dialogOf(nino)
    .getByText(/Marek Example\W* has claimed this session\W*$/)
    .waitFor();
  await dialogOf(nino).getByText('Nino has gone home.').first().waitFor();
  assert.equal(await dialogOf(nino).getByRole('textbox').inputValue(), note);

  await buttonOf(marek, 'Verify').click();
  await dialogOf(marek).getByRole('button', { name: 'Verify', exact: true }).click();
  await dialogOf(nino).getByText('Already decided').first().waitFor();
  const kept = await dialogOf(nino).getByRole('textbox').inputValue();
  assert.equal(kept, note);

  const session = await (await apiOf(visit, 'u-ada')).getSession(id);
  assert.equal(session.decision?.by?.id, 'u-marek');
  assert.deepEqual(newNotes(session), [], 'the note of the other agent is not sent');
  visit.assertQuiet();
});
