import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { isReviewError, type ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { Claim } from 'kv-review/model';

import { exportHead } from '../src/activity/head.ts';
import { createActivityKeys } from '../src/activity/keys.ts';
import { readAllActivity, readChainEnd } from '../src/activity/log.ts';
import { verifyChain } from '../src/activity/verify-chain.ts';
import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { checkStory, outcomesOf, passLeases, tracesOf } from './support/claims.ts';
import { endings, sparePostgres } from './support/databases.ts';
import { loadCompany, prepareLoad, reach, type Load } from './support/load.ts';
import { startServerProcess, type ServerProcess } from './support/server-process.ts';

const agents = 50;
const reason = 'At lunch.';
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const nameOf = (index: number): string => `agent-${index}`;

interface Setting {
  readonly load: Load;
  /** The sessions that await action. */
  readonly ids: readonly string[];
  start(): Promise<ServerProcess>;
  /** Runs work with the database. PGlite allows that only while no server runs. */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>;
}

async function prepare(
  context: TestContext,
  kind: 'PGlite' | 'PostgreSQL',
  sessions: number,
): Promise<Setting> {
  const atEnd = endings(context);
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-claims-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const spare = kind === 'PostgreSQL' ? await sparePostgres() : undefined;
  if (spare) atEnd(spare.drop);
  const location = spare?.location ?? { folder: join(folder, 'database') };
  const load = await prepareLoad(location, { decisions: sessions, clients: 0 });
  const url = 'url' in location ? { DATABASE_URL: location.url } : {};
  return {
    load,
    ids: [...load.notes.keys()],
    async start() {
      const server = await startServerProcess({ ...load.env, KV_DATA_FOLDER: folder, ...url });
      atEnd(() => server.kill('SIGKILL'));
      return server;
    },
    async withDatabase(work) {
      const database = await openDatabase(location);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
  };
}

/** The adapters of the agents, each by the process that it talks to. */
async function signIn(
  { load }: Setting,
  servers: readonly ServerProcess[],
): Promise<(agent: number, server?: number) => ReviewApi> {
  const [first] = servers;
  assert.ok(first);
  const tokens = await Promise.all(
    range(agents).map(async (index) => {
      const body = JSON.stringify({ userId: nameOf(index), name: nameOf(index), role: 'agent' });
      const response = await reach(first.url, '/v1/tokens', load.apiKey, { method: 'POST', body });
      return ((await response.json()) as { token: string }).token;
    }),
  );
  return (agent, server = agent % servers.length) =>
    createHttpApi({
      baseUrl: servers[server]?.url ?? first.url,
      getToken: () => tokens[agent] ?? '',
    });
}

/** Checks that every session has one story, and that the log is intact. */
async function checkAll({ load, ids }: Setting, database: Database): Promise<void> {
  for (const id of ids) checkStory(await tracesOf(database, loadCompany, id));
  const companyId = loadCompany;
  const keys = createActivityKeys([{ id: 'a1', secret: load.secret }]);
  const end = await inCompany(database, companyId, (transaction) =>
    readChainEnd(transaction, companyId),
  );
  const at = new Date().toISOString();
  const verdict = await verifyChain({
    entries: readAllActivity(database, companyId),
    head: await exportHead({ companyId, ...end, at }, keys.writing),
    keys,
  });
  assert.ok(verdict.ok, JSON.stringify(verdict));
}

test('fifty agents at two processes: each claim, takeover and next session has one winner', async (context) => {
  const setting = await prepare(context, 'PostgreSQL', 60);
  const servers = await Promise.all([setting.start(), setting.start()]);
  const api = await signIn(setting, servers);
  const [claimed = '', released = '', ...rest] = setting.ids;

  const claims = await outcomesOf(range(agents).map((agent) => api(agent).claimSession(claimed)));
  assert.equal(claims.answers.length, 1, 'one claim');
  assert.deepEqual(claims.kinds, ['claimed']);
  const [first] = claims.answers;
  assert.ok(first);

  const others = range(agents).filter((agent) => nameOf(agent) !== first.by.id);
  const takeovers = await outcomesOf(
    others.map((agent) => api(agent).takeOverClaim(claimed, { number: first.number, reason })),
  );
  assert.equal(takeovers.answers.length, 1, 'one takeover');
  assert.deepEqual(takeovers.kinds, ['claimed']);
  for (const server of [0, 1]) {
    const { claim } = await api(0, server).getSession(claimed);
    assert.deepEqual(claim, takeovers.answers[0], 'both processes show the same claim');
  }

  const { number } = await api(0).claimSession(released);
  await outcomesOf<unknown>([
    ...range(10).map((index) => api(0, index % 2).releaseClaim(released, { number })),
    ...range(agents).map((agent) => api(agent).claimSession(released)),
  ]);

  const given = await Promise.all(range(agents).map((agent) => api(agent).claimNext({})));
  const sessionIds = given.flatMap(({ next }) => (next ? [next.sessionId] : []));
  assert.equal(new Set(sessionIds).size, agents, 'each agent has another session');
  assert.ok(rest.length > agents, 'there are enough sessions');

  await Promise.all(
    given.map(async ({ next }, agent) => {
      assert.ok(next);
      const { sessionId, claim } = next;
      const other = (agent + 1) % agents;
      const intent = { version: '1', idempotencyKey: `decide-${sessionId}` };
      const input = { verdict: 'verify', note: null, claim: claim.number } as const;
      const { answers } = await outcomesOf<unknown>([
        api(agent, 0).decideSession(sessionId, input, intent),
        api(other, 1).takeOverClaim(sessionId, { number: claim.number, reason }),
      ]);
      assert.equal(answers.length, 1, 'a decision or a takeover, not both');
    }),
  );
  await setting.withDatabase((database) => checkAll(setting, database));
});

for (const kind of ['PGlite', 'PostgreSQL'] as const) {
  test(`a server that is killed while it holds leases loses none, and they end by themselves (${kind})`, async (context) => {
    const setting = await prepare(context, kind, 120);
    const killed = await setting.start();
    const api = await signIn(setting, [killed]);
    /** The last claim that each agent was told of, and whether its end was requested. */
    const told = new Map<
      number,
      { readonly sessionId: string; readonly claim: Claim; isEnding: boolean }
    >();
    let acknowledged = 0;
    let isOver = false;

    /** Works through the queue: takes the next session, renews, and releases or decides. */
    async function work(agent: number): Promise<void> {
      for (let round = 0; !isOver; round += 1) {
        const { next } = await api(agent).claimNext({});
        if (!next) return;
        const current = { ...next, isEnding: false };
        told.set(agent, current);
        acknowledged += 1;
        if (acknowledged >= 70) {
          isOver = true;
          void killed.kill('SIGKILL');
        }
        const { sessionId, claim } = next;
        await api(agent).renewClaim(sessionId, { number: claim.number });
        current.isEnding = true;
        if (round % 2 === 0) await api(agent).releaseClaim(sessionId, { number: claim.number });
        else {
          const input = { verdict: 'verify', note: 'Fine.', claim: claim.number } as const;
          const intent = { version: '1', idempotencyKey: `decide-${sessionId}` };
          await api(agent).decideSession(sessionId, input, intent);
        }
        told.delete(agent);
      }
    }
    await Promise.all(
      range(agents).map((agent) =>
        work(agent).catch((error: unknown) => {
          // What the killed process does not answer.
          assert.ok(isReviewError(error) && error.outcomeUnknown, String(error));
        }),
      ),
    );
    assert.ok(isOver, 'the server is killed while it has work');
    await killed.ended;
    const held = [...told].filter(([, { isEnding }]) => !isEnding);

    await setting.withDatabase(async (database) => {
      await checkAll(setting, database);
      // So that no lease ends by itself on a slow machine.
      await passLeases(database, loadCompany, 600_000);
    });
    const next = await setting.start();
    const after = await signIn(setting, [next]);
    for (const [agent, { sessionId, claim }] of held) {
      const renewed = await after(agent).renewClaim(sessionId, { number: claim.number });
      assert.deepEqual(renewed.by, claim.by, 'an acknowledged claim is still in force');
    }
    assert.equal(await next.kill('SIGTERM'), 0);

    await setting.withDatabase((database) => passLeases(database, loadCompany));
    const last = await setting.start();
    const later = await signIn(setting, [last]);
    for (const [agent, { sessionId, claim }] of told) {
      const other = (agent + 1) % agents;
      const { status } = await later(other).getSession(sessionId);
      if (status !== 'awaiting') continue;
      const made = await later(other).claimSession(sessionId);
      assert.ok(made.number > claim.number, 'the session is free, and its numbers go on');
      const intent = { version: '1', idempotencyKey: `late-${sessionId}` };
      const input = { verdict: 'verify', note: null, claim: claim.number } as const;
      const refused = await outcomesOf([later(agent).decideSession(sessionId, input, intent)]);
      assert.deepEqual(refused.codes, ['claimed'], 'a late decision of the killed process’s agent');
    }
    assert.equal(await last.kill('SIGTERM'), 0);
    await setting.withDatabase((database) => checkAll(setting, database));
  });
}
