/** A recording: ten decisions by keys alone, with the focus at every press and every announcement. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { randomUUID } from 'node:crypto';
import { capabilities, type ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { openMemoryBackend } from '../../demo/server/backends.ts';
import { rowsOf, visitPortal, type Visit } from './portal.ts';
import {
  blacklist,
  fake,
  group,
  look,
  next,
  Recording,
  reject,
  submit,
  toNote,
  verify,
} from './recording.ts';
import { listen } from './screen-reader.ts';

const now = new Date('2026-06-15T12:00:00Z');

/** The session with an open match. */
const matched = 5;
/** The session that a colleague decides while it is open. */
const shared = 6;

/** How long the first session has waited when the next one has waited a minute less. */
const waitedMs = 3_600_000;

/** Ten sessions with three photos and a zone, oldest first: the order of the list. */
const sessions: readonly Session[] = sampleSessions({ count: 600, seed: 2026, now })
  .filter(({ status, client, attempts }) => {
    const attempt = attempts.at(-1);
    const isNamed = client.firstName !== null && client.lastName !== null;
    return status === 'awaiting' && isNamed && attempt?.mrz && attempt.photos.length === 3;
  })
  .slice(0, 10)
  .map((session, index) => ({
    ...session,
    since: new Date(now.getTime() - waitedMs + index * 60_000),
  }))
  .map(({ since, ...session }, index) => ({
    ...session,
    createdAt: since.toISOString(),
    attempts: session.attempts.map((attempt) => ({ ...attempt, finishedAt: since.toISOString() })),
    screening:
      index === matched
        ? {
            status: 'match',
            checkedAt: now.toISOString(),
            lists: ['Consolidated List'],
            matches: [
              {
                id: 'm1',
                list: 'Consolidated List',
                authority: 'United Nations',
                name: 'SPECIMEN, ERIKA',
                alias: null,
                score: 0.97,
              },
            ],
          }
        : { status: 'absent' },
  }));

const nameOf = (index: number): string => {
  const { client } = sessions[index] ?? {};
  return [client?.firstName, client?.lastName].join(' ');
};

let visit: Visit;

before(async () => {
  // In the order of the list: with claims, the backend says which session comes next.
  const withoutClaims = capabilities.filter((name) => name !== 'claims');
  visit = await visitPortal({
    backend: openMemoryBackend({ count: 0, sessions, now: () => now, capabilities: withoutClaims }),
  });
});

after(() => visit.close());

interface Decision {
  readonly what: string;
  /** From the session before on, so with the key that opens this one. */
  readonly presses: number;
  /** All outcomes that are announced meanwhile, in their order. */
  readonly said: readonly string[];
  run(recording: Recording, name: string): Promise<void>;
}

const decisions: readonly Decision[] = [
  {
    what: 'verify after a comparison and a look at the zone',
    presses: 6,
    said: [`${nameOf(0)} verified.`],
    run: (recording, name) => recording.press(next(name), ...look(name), verify, submit(name)),
  },
  {
    what: 'verify after a comparison and a look at the zone',
    presses: 6,
    said: [`${nameOf(1)} verified.`],
    run: (recording, name) => recording.press(next(name), ...look(name), verify, submit(name)),
  },
  {
    what: 'reject with two reasons and a note',
    presses: 7,
    said: ['1 reason selected', '2 reasons selected', `${nameOf(2)} rejected.`],
    async run(recording, name) {
      await recording.press(next(name), reject, group, fake, blacklist, toNote);
      await recording.type('The photo is glued in.');
      await recording.press(submit(name));
    },
  },
  {
    what: 'reject with one reason and a note',
    presses: 6,
    said: ['1 reason selected', `${nameOf(3)} rejected.`],
    async run(recording, name) {
      await recording.press(next(name), reject, group, fake, toNote);
      await recording.type('A copy.');
      await recording.press(submit(name));
    },
  },
  {
    what: 'verify after an edit',
    presses: 7,
    said: ['Changes saved.', `Anna ${sessions[4]?.client.lastName ?? ''} verified.`],
    async run(recording, name) {
      const edited = name.replace(/^\S+/, 'Anna');
      await recording.press(next(name), ['e', 'textbox', 'First Name']);
      await recording.press(['Control+A', 'textbox', 'First Name']);
      await recording.type('Anna');
      await recording.press(
        ['Control+Enter', 'region', '1 field will change'],
        submit(edited),
        verify,
        submit(edited),
      );
    },
  },
  {
    what: 'verify over an open match',
    presses: 4,
    said: [`${nameOf(matched)} verified.`],
    run: (recording, name) =>
      recording.press(
        next(name),
        ['v', 'checkbox', /open match on Consolidated List/],
        ['Space', 'checkbox', /open match on Consolidated List/],
        submit(name),
      ),
  },
  {
    what: 'a colleague decides first',
    presses: 3,
    said: [
      'Already decided Verified by Marek Example on Jun 15, 2026, 4:00 PM. Your decision was not ' +
        'recorded. Copy your note if you still need it.',
    ],
    async run(recording, name) {
      await recording.press(next(name), verify);
      await recording.type('Looks fine.');
      await decideAsColleague(sessions[shared]!.id);
      await recording.hears(/^Already decided/);
      await recording.staysOn('textbox', /^Note/);
      await recording.press(['Escape', 'heading', name]);
    },
  },
  {
    what: 'verify after a comparison and a look at the zone',
    presses: 6,
    said: [`${nameOf(7)} verified.`],
    run: (recording, name) => recording.press(next(name), ...look(name), verify, submit(name)),
  },
  {
    what: 'verify at once',
    presses: 3,
    said: [`${nameOf(8)} verified.`],
    run: (recording, name) => recording.press(next(name), verify, submit(name)),
  },
  {
    what: 'reject with one reason',
    presses: 5,
    said: ['1 reason selected', `${nameOf(9)} rejected.`, 'No other session awaits action.'],
    run: (recording, name) => recording.press(next(name), reject, group, fake, submit(name)),
  },
];

/** From another browser. */
async function decideAsColleague(sessionId: string): Promise<void> {
  const api = await colleagueAt(visit.url);
  const { version } = await api.getSession(sessionId);
  await api.decideSession(
    sessionId,
    { verdict: 'verify', note: null },
    { version, idempotencyKey: randomUUID() },
  );
}

async function colleagueAt(url: string): Promise<ReviewApi> {
  const response = await fetch(`${url}/portal/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId: 'u-marek' }),
  });
  const { token } = (await response.json()) as { token: string };
  return createHttpApi({ baseUrl: `${url}/kv/`, getToken: () => token });
}

test('ten decisions by keys: few presses, the focus seen and named, each outcome said once [outcomes-said-once]', async () => {
  const page = await visit.open();
  await page.goto(`${visit.url}/console.html?user=u-nino`);
  await rowsOf(page).first().waitFor();
  const recording = new Recording(page, await listen(page));
  await recording.press(['j', 'row', new RegExp(nameOf(0))]);
  for (const [index, { what, presses, said, run }] of decisions.entries()) {
    recording.start();
    await run(recording, nameOf(index));
    const title = `${index + 1}. ${what}`;
    assert.deepEqual(await recording.outcomes(said.length), said, title);
    assert.equal(recording.presses, presses, `${title}: ${recording.keys.join(' ')}`);
  }
  await recording.press(['n', 'heading', nameOf(9)]);
  visit.assertQuiet();
});

test('decisions by keys with claims: as few presses, and each outcome said once', async (test) => {
  const claiming = await visitPortal({
    backend: openMemoryBackend({ count: 0, sessions, now: () => now }),
  });
  test.after(() => claiming.close());
  const colleague = await colleagueAt(claiming.url);
  const { items } = await colleague.listSessions({ statuses: ['awaiting'], sort: 'dueAt' });
  // The order of the queue. A match needs one press more.
  const queue = items.filter(({ id }) => id !== sessions[matched]?.id);
  await colleague.claimSession(sessions[matched]!.id);

  const page = await claiming.open();
  await page.goto(`${claiming.url}/console.html?user=u-nino`);
  await rowsOf(page).first().waitFor();
  const recording = new Recording(page, await listen(page));
  const steps = [
    { verdict: 'verified', most: 6, keys: (name: string) => [...look(name), verify] },
    { verdict: 'rejected', most: 9, keys: () => [reject, group, fake, toNote] },
    { verdict: 'verified', most: 6, keys: (name: string) => [...look(name), verify] },
  ];
  for (const [index, { verdict, most, keys }] of steps.entries()) {
    const { id, client } = queue[index]!;
    const name = [client.firstName, client.lastName].join(' ');
    recording.start();
    await recording.press(next(name), ...keys(name));
    assert.equal((await colleague.getSession(id)).claim?.by.id, 'u-nino', 'claimed by `n`');
    if (verdict === 'rejected') await recording.type('A copy.');
    await recording.press(submit(name));
    const outcome = `${name} ${verdict}.`;
    await recording.hears(outcome);
    const said = await recording.outcomes(0);
    assert.equal(said.filter((text) => text === outcome).length, 1, said.join(' | '));
    assert.ok(recording.presses <= most, recording.keys.join(' '));
  }
  claiming.assertQuiet();
});
