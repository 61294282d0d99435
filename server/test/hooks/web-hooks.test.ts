import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import type {
  WebHook,
  WebHookDelivery,
  WebHookDeliveryPage,
  WebHookList,
  WebHookWithSecret,
} from 'kv-review/model';
import { sql } from 'kysely';

import { inCompany } from '../../src/database/index.ts';
import { deliveryRetention } from '../../src/hooks/delivery-jobs.ts';
import { deliveryJobs } from '../../src/hooks/outbox.ts';
import { maxRetryAfterSeconds, retryDelaysSeconds, retryJitter } from '../../src/hooks/schedule.ts';
import { verifyWebhook } from '../../src/hooks/signature.ts';
import { findReady } from '../../src/jobs/queue.ts';
import { listSetAside } from '../../src/jobs/set-aside.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { databases, sparePostgres } from '../support/databases.ts';
import {
  bodyOf,
  idOf,
  rawAnswers,
  startRawReceiver,
  startReceiver,
  type RawReceiver,
  type Receiver,
} from './receiver.ts';

const local = { allowPrivate: true, allowHttp: true };
const hookKeys = [{ id: 'h1', secret: 'x'.repeat(48) }];

for (const [name, spare] of databases) {
  describe(`web hooks (${name})`, () => {
    let server: TestBackend;
    let receiver: Receiver;
    let key: string;
    let time = Date.parse('2026-03-01T10:00:00.000Z');
    let companies = 0;
    let companyId: string;

    const now = () => new Date(time);
    const sent = () => server.backend.jobs.settled();

    before(async () => {
      server = await openTestBackend(await spare(), {
        now,
        config: { webHooks: { keys: hookKeys, ...local } },
        // Long enough for a receiver on this machine, and short to wait for one that hangs.
        hookDelivery: { timeoutMs: 3000 },
      });
    });
    after(() => server.close());
    beforeEach(async () => {
      companies += 1;
      companyId = `company-${companies}`;
      key = await server.addCompany({ id: companyId, name: 'Company' });
      // One of its own: what an earlier test left undelivered finds nobody.
      receiver = await startReceiver();
    });
    afterEach(() => receiver.close());

    /** A request of a master user, whose token is new: the clock of the tests leaps. */
    async function ask(
      path: string,
      method = 'GET',
      body?: object,
      { apiKey = key, version = '1' } = {},
    ) {
      const token = await server.token(apiKey, 'master');
      const headers = { 'if-match': `"${version}"` };
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      return server.send(path, token, init);
    }

    async function read<T>(answer: Promise<Response>, status = 200): Promise<T> {
      const response = await answer;
      assert.equal(response.status, status, await response.clone().text());
      return (await response.json()) as T;
    }

    const addHook = (hook: object = {}): Promise<WebHookWithSecret> => {
      const body = { event: 'post-verification', url: receiver.url, ...hook };
      return read(ask('/v1/web-hooks', 'POST', body));
    };

    const listHooks = async () => (await read<WebHookList>(ask('/v1/web-hooks'))).hooks;

    /** A request of a user who has seen the hook as it is. */
    async function save({ id }: WebHook, path: string, method: string, body?: object) {
      const version = (await listHooks()).find((hook) => hook.id === id)?.version ?? '';
      return ask(`/v1/web-hooks/${id}${path}`, method, body, { version });
    }

    async function deliveriesOf({ id }: WebHook): Promise<WebHookDelivery[]> {
      const path = `/v1/web-hooks/${id}/deliveries`;
      const { items: deliveries } = await read<{ items: WebHookDelivery[] }>(ask(path));
      return deliveries;
    }

    async function onlyDelivery(hook: WebHook): Promise<WebHookDelivery> {
      const [delivery, ...others] = await deliveriesOf(hook);
      assert.ok(delivery);
      assert.deepEqual(others, []);
      return delivery;
    }

    const outcomes = ({ attempts }: WebHookDelivery) =>
      attempts.map(({ status, error }) => status ?? error);

    const post = (path: string) => server.send(path, key, { method: 'POST', body: '{}' });

    /** Ends a session without any evidence, so that an agent has to decide. */
    async function finish(id: string): Promise<void> {
      await read(post(`/v1/sessions/${id}/attempts`), 201);
      const finished = post(`/v1/sessions/${id}/attempts/1/finish`);
      assert.equal((await read<{ status: string }>(finished)).status, 'awaiting');
    }

    async function finishSession(): Promise<string> {
      const { id } = await read<{ id: string }>(post('/v1/sessions'), 201);
      await finish(id);
      return id;
    }

    async function decide(id: string, note: string | null = null): Promise<void> {
      const api = server.api(await server.token(key));
      const { version } = await api.getSession(id);
      await api.decideSession(
        id,
        { verdict: 'reject', reasons: ['fake'], note },
        { version, idempotencyKey: `decide-${id}` },
      );
    }

    /** Lets the clock go on until a delivery is due, and what is due be sent. */
    async function sendAt(instant: string | null | undefined): Promise<void> {
      assert.ok(instant);
      time = Date.parse(instant);
      await sent();
    }

    const told = () => receiver.received.map((one) => bodyOf(one).data['sessionId']);

    test('tell of a verification and of the decision, signed, and nothing of the person', async () => {
      const [finished, decided] = [
        await addHook(),
        await addHook({ event: 'post-manual-verification', method: 'PUT' }),
      ];
      const first = receiver.next();
      const id = await finishSession();
      // Nobody wakes the worker but the database.
      await first;
      const second = receiver.next();
      await decide(id, 'A note about the person');
      await second;
      await sent();

      const bodies = receiver.received.map(bodyOf);
      const common = { sessionId: id, verdict: null, reasons: [] };
      assert.deepEqual(bodies, [
        {
          type: 'session.finished',
          timestamp: now().toISOString(),
          data: { ...common, status: 'awaiting' },
        },
        {
          type: 'session.decided',
          timestamp: now().toISOString(),
          data: { sessionId: id, status: 'rejected', verdict: 'reject', reasons: ['fake'] },
        },
      ]);
      assert.deepEqual(
        receiver.received.map(({ method }) => method),
        ['POST', 'PUT'],
      );
      for (const [index, { secret }] of [finished, decided].entries()) {
        const request = receiver.received[index];
        assert.ok(request);
        const verified = await verifyWebhook(request.headers, request.body, secret, { now: now() });
        assert.equal(verified.id, idOf(request));
      }
      const delivery = await onlyDelivery(decided);
      assert.deepEqual(outcomes(delivery), [204]);
      assert.deepEqual([delivery.state, delivery.nextAttemptAt], ['delivered', null]);
    });

    test('are sent again after two answers of 500, when the schedule says, under one id', async () => {
      const hook = await addHook();
      receiver.answer = () => (receiver.received.length <= 2 ? 500 : 200);
      await finishSession();
      await sent();
      for (const wait of retryDelaysSeconds.slice(0, 2)) {
        const { state, nextAttemptAt } = await onlyDelivery(hook);
        assert.equal(state, 'pending');
        const seconds = (Date.parse(nextAttemptAt ?? '') - time) / 1000;
        assert.ok(seconds >= wait && seconds <= wait * (1 + retryJitter), `${seconds}`);
        // A moment before, nothing is sent.
        const count = receiver.received.length;
        await sendAt(new Date(Date.parse(nextAttemptAt ?? '') - 1).toISOString());
        assert.equal(receiver.received.length, count);
        await sendAt(nextAttemptAt);
      }
      const delivery = await onlyDelivery(hook);
      assert.deepEqual(outcomes(delivery), [500, 500, 200]);
      assert.deepEqual(
        delivery.attempts.map(({ number }) => number),
        [1, 2, 3],
      );
      assert.equal(delivery.state, 'delivered');
      assert.deepEqual([...new Set(receiver.received.map(idOf))], [delivery.id]);
    });

    test('are given up after eight attempts in a day and a half; by hand they go again', async () => {
      const hook = await addHook();
      receiver.answer = () => 503;
      await finishSession();
      await sent();
      const start = time;
      for (;;) {
        const { state, nextAttemptAt } = await onlyDelivery(hook);
        if (state !== 'pending') break;
        await sendAt(nextAttemptAt);
      }
      const failed = await onlyDelivery(hook);
      assert.equal(failed.state, 'failed');
      assert.deepEqual(outcomes(failed), Array<number>(8).fill(503));
      const hours = (time - start) / 3_600_000;
      assert.ok(hours > 31 && hours < 31 * (1 + retryJitter) + 1, `${hours}`);

      receiver.answer = () => 200;
      const path = `/v1/web-hooks/${hook.id}/deliveries/${failed.id}/redeliver`;
      assert.equal((await ask(path, 'POST')).status, 200);
      await sent();
      const again = await onlyDelivery(hook);
      assert.deepEqual(outcomes(again), [...Array<number>(8).fill(503), 200]);
      assert.equal(again.state, 'delivered');
      assert.deepEqual([...new Set(receiver.received.map(idOf))], [failed.id]);
    });

    test('of a receiver that hangs end at the time-out, and are sent again', async () => {
      const hook = await addHook();
      receiver.answer = () => (receiver.received.length === 1 ? 'hang' : 200);
      await finishSession();
      await sent();
      await sendAt((await onlyDelivery(hook)).nextAttemptAt);
      assert.deepEqual(outcomes(await onlyDelivery(hook)), ['timeout', 200]);
    });

    test('of a receiver that is slow hold up no other hook', async () => {
      const slow = await startReceiver();
      const slowHook = await addHook({ url: slow.url });
      await addHook();
      // Answers when the other one has been told, which has to be before its time-out.
      const other = receiver.next();
      slow.answer = () => other.then(() => 200);
      await finishSession();
      await sent();
      assert.deepEqual(outcomes(await onlyDelivery(slowHook)), [200]);
      await slow.close();
    });

    test('go out in the order of the log; one that fails does not hold up the others', async () => {
      await addHook();
      let refused: readonly string[] = [];
      receiver.answer = (request) =>
        refused.includes(String(bodyOf(request).data['sessionId'])) ? 500 : 200;
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        const { id } = await read<{ id: string }>(post('/v1/sessions'), 201);
        ids.push(id);
      }
      refused = ids.slice(0, 4);
      for (const id of ids) {
        await finish(id);
        await sent();
      }
      assert.deepEqual(told(), ids);
      // Their waits differ at random; at this time all are over.
      time += 2 * 5000;
      refused = ids.slice(0, 1);
      await sent();
      assert.deepEqual(told(), [...ids, ...ids.slice(0, 4)]);
    });

    /** A company whose hooks all go to one receiver, and a session that every hook is called for. */
    async function addHostileCompany({ url }: RawReceiver): Promise<WebHookWithSecret[]> {
      const hooks: WebHookWithSecret[] = [];
      for (let count = 0; count < 20; count += 1) hooks.push(await addHook({ url }));
      await finishSession();
      return hooks;
    }

    async function addOrdinaryCompany(): Promise<void> {
      companyId = `${companyId}-b`;
      key = await server.addCompany({ id: companyId, name: 'Company' });
      await addHook();
    }

    for (const title of [
      'switches protocols',
      'answers 101 without a protocol',
      'hints without an end',
      'says nothing',
    ] as const) {
      test(`of a receiver that ${title} hold up no other company`, async () => {
        const hostile = await startRawReceiver(rawAnswers[title]);
        const hostileKey = key;
        const [hook] = await addHostileCompany(hostile);
        assert.ok(hook);
        await hostile.reached;
        await addOrdinaryCompany();
        const arrived = receiver.next();
        await finishSession();
        await arrived;
        // A company that had to wait for the others would be served only after their time-out.
        if (title === 'says nothing') assert.equal(hostile.count.closed, 0);
        await sent();
        key = hostileKey;
        const { state, attempts } = await onlyDelivery(hook);
        assert.deepEqual([state, attempts.length], ['pending', 1]);
        await hostile.close();
      });
    }

    test('of a decision wait for the verification before it, on its way to the same address', async () => {
      const finished = await addHook();
      const decided = await addHook({ event: 'post-manual-verification' });
      receiver.answer = () => (receiver.received.length <= 2 ? 500 : 200);
      const id = await finishSession();
      await sent();
      await decide(id);
      await sent();
      assert.deepEqual((await onlyDelivery(decided)).attempts, []);
      await sendAt((await onlyDelivery(finished)).nextAttemptAt);
      assert.deepEqual((await onlyDelivery(decided)).attempts, []);
      await sendAt((await onlyDelivery(finished)).nextAttemptAt);
      // Its turn is looked for every five seconds.
      time += 5000;
      await sent();
      const types = receiver.received.map((one) => bodyOf(one).type);
      assert.deepEqual(types, [...Array<string>(3).fill('session.finished'), 'session.decided']);
    });

    test('rest while they are turned off, and go on when they are turned on', async () => {
      const hook = await addHook();
      const change = (enabled: boolean) => save(hook, '', 'PATCH', { enabled, event: hook.event });
      receiver.answer = () => 500;
      const kept = await finishSession();
      await sent();
      await change(false);
      const without = await finishSession();
      time += maxRetryAfterSeconds * 1000;
      await sent();
      assert.deepEqual(told(), [kept]);
      receiver.answer = () => 200;
      await change(true);
      await sent();
      assert.deepEqual(told(), [kept, kept]);
      assert.ok(!told().includes(without));
    });

    test('are tested by a delivery that is tried once, also while they are turned off', async () => {
      const hook = await addHook({ enabled: false });
      receiver.answer = () => 500;
      assert.equal((await ask(`/v1/web-hooks/${hook.id}/test`, 'POST')).status, 200);
      await sent();
      const delivery = await onlyDelivery(hook);
      assert.deepEqual(
        [delivery.type, delivery.sessionId, delivery.state],
        ['hook.test', null, 'failed'],
      );
      assert.deepEqual(outcomes(delivery), [500]);
      assert.deepEqual(receiver.received.map(bodyOf), [
        { type: 'hook.test', timestamp: now().toISOString(), data: {} },
      ]);
    });

    test('abuse case 24: are signed by the old secret too for a day after it was replaced', async () => {
      const hook = await addHook();
      const replaced = await read<WebHookWithSecret>(save(hook, '/secret', 'POST'));
      assert.notEqual(replaced.secret, hook.secret);
      assert.equal(Date.parse(replaced.previousSecretUntil ?? '') - time, 24 * 60 * 60 * 1000);
      const isAccepted = async (secret: string) => {
        receiver.received.length = 0;
        await finishSession();
        await sent();
        const [request] = receiver.received;
        assert.ok(request);
        return verifyWebhook(request.headers, request.body, secret, { now: now() }).then(
          () => true,
          () => false,
        );
      };
      assert.equal(await isAccepted(hook.secret), true);
      assert.equal(await isAccepted(replaced.secret), true);
      time = Date.parse(replaced.previousSecretUntil ?? '');
      assert.equal(await isAccepted(hook.secret), false);
      assert.equal(await isAccepted(replaced.secret), true);
    });

    test('abuse case 24: forged, replayed and late copies of a delivery are refused by the verifier', async () => {
      const { secret } = await addHook();
      const { secret: another } = await addHook({ enabled: false });
      await finishSession();
      await sent();
      const [request] = receiver.received;
      assert.ok(request);
      const { headers, body } = request;
      const verify = (text = body, by = secret, options = {}) =>
        verifyWebhook(headers, text, by, { now: now(), ...options });
      await verify();
      await assert.rejects(verify(body.replace('awaiting', 'success')), { code: 'forged' });
      await assert.rejects(verify(body, another), { code: 'forged' });
      await assert.rejects(verify(body, secret, { isSeen: () => true }), { code: 'replayed' });
      const late = new Date(time + 301_000);
      await assert.rejects(verify(body, secret, { now: late }), { code: 'too-old' });
    });

    test('keep their secrets: no answer, entry of the log or row of the database has one', async () => {
      const hook = await addHook();
      const replaced = await read<WebHookWithSecret>(save(hook, '/secret', 'POST'));
      await ask(`/v1/web-hooks/${hook.id}/test`, 'POST');
      await sent();
      const answers: string[] = [];
      for (const [path, method, body] of [
        ['', 'GET'],
        [`/${hook.id}`, 'PATCH', { method: 'PUT' }],
        [`/${hook.id}/deliveries`, 'GET'],
      ] as const) {
        const { version } = replaced;
        answers.push(await (await ask(`/v1/web-hooks${path}`, method, body, { version })).text());
      }
      const activity = await (await ask('/v1/activity-chain/entries')).text();
      const { rows } = await inCompany(server.backend.database, companyId, (transaction) =>
        sql`select to_jsonb(web_hooks) as hook from web_hooks`.execute(transaction),
      );
      const all = [...answers, activity, JSON.stringify(rows)].join();
      for (const secret of [hook.secret, replaced.secret]) {
        assert.ok(!all.includes(secret.replace('whsec_', '')));
      }
      const actions = ['created', 'secret-replaced', 'tested', 'changed'];
      for (const action of actions) assert.ok(activity.includes(`web-hook-${action}`), action);
    });

    test('are not told of a decision that was refused', async () => {
      const hook = await addHook({ event: 'post-manual-verification' });
      const id = await finishSession();
      const api = server.api(await server.token(key));
      const options = { version: '1', idempotencyKey: 'stale' };
      await assert.rejects(api.decideSession(id, { verdict: 'verify', note: null }, options));
      await sent();
      assert.deepEqual(await deliveriesOf(hook), []);
    });

    test('list their deliveries page by page, and forget them after a month', async () => {
      const hook = await addHook();
      const ids: string[] = [];
      for (let count = 0; count < 52; count += 1) {
        ids.unshift((await read<{ id: string }>(ask(`/v1/web-hooks/${hook.id}/test`, 'POST'))).id);
      }
      await sent();
      const path = `/v1/web-hooks/${hook.id}/deliveries`;
      const first = await read<WebHookDeliveryPage>(ask(path));
      const second = await read<WebHookDeliveryPage>(ask(`${path}?cursor=${first.nextCursor}`));
      const pages = [first, second].map(({ items }) => items.map(({ id }) => id));
      assert.deepEqual(pages, [ids.slice(0, 50), ids.slice(50)]);
      assert.equal(second.nextCursor, null);
      assert.equal((await ask(`${path}?cursor=another`)).status, 422);
      time += deliveryRetention + 1;
      const newest = await finishSession();
      await sent();
      assert.equal((await onlyDelivery(hook)).sessionId, newest);
    });

    test('abuse case 10: another company’s hooks and deliveries are answered as none at all', async () => {
      const hook = await addHook();
      await finishSession();
      await sent();
      const { id } = await onlyDelivery(hook);
      const otherKey = await server.addCompany({ id: `${companyId}-other`, name: 'Other' });
      const asOther = (path: string, method: string, body?: object) =>
        ask(path, method, body, { apiKey: otherKey });
      const requests: readonly [string, string, object?][] = [
        ['', 'PATCH', { enabled: false }],
        ['', 'DELETE'],
        ['/secret', 'POST'],
        ['/test', 'POST'],
        ['/deliveries', 'GET'],
        [`/deliveries/${id}/redeliver`, 'POST'],
      ];
      for (const [path, method, body] of requests) {
        const theirs = await asOther(`/v1/web-hooks/${hook.id}${path}`, method, body);
        const none = await asOther(`/v1/web-hooks/nothing${path}`, method, body);
        assert.deepEqual([theirs.status, none.status], [404, 404], `${method} ${path}`);
        assert.equal(await theirs.text(), await none.text());
      }
      assert.deepEqual(await read(asOther('/v1/web-hooks', 'GET')), { hooks: [] });
      assert.equal((await deliveriesOf(hook)).length, 1);
    });

    test('abuse case 18: an agent reaches none of it, and the attempt is in the log', async () => {
      const hook = await addHook();
      const requests: readonly [string, string][] = [
        ['', 'GET'],
        ['', 'POST'],
        [`/${hook.id}`, 'PATCH'],
        [`/${hook.id}`, 'DELETE'],
        [`/${hook.id}/secret`, 'POST'],
        [`/${hook.id}/test`, 'POST'],
        [`/${hook.id}/deliveries`, 'GET'],
        [`/${hook.id}/deliveries/msg_1/redeliver`, 'POST'],
      ];
      const agent = await server.token(key, 'agent');
      for (const [path, method] of requests) {
        const init = method === 'GET' ? {} : { method, body: '{}' };
        const response = await server.send(`/v1/web-hooks${path}`, agent, init);
        assert.equal(response.status, 403, `${method} ${path}`);
      }
      const { entries } = await read<{ entries: { entry: { action: string } }[] }>(
        ask('/v1/activity-chain/entries'),
      );
      const refused = entries.filter(({ entry }) => entry.action === 'forbidden');
      assert.equal(refused.length, requests.length);
    });

    test('name what is wrong with an address, a method or an event', async () => {
      const refusal = async (hook: object) => {
        const body = { event: 'post-verification', url: receiver.url, ...hook };
        const response = await ask('/v1/web-hooks', 'POST', body);
        assert.equal(response.status, 422);
        const { parts } = (await response.json()) as { parts: { pointer: string }[] };
        return parts[0]?.pointer;
      };
      assert.equal(await refusal({ url: 'nothing' }), '/url');
      assert.equal(await refusal({ url: 'https://name:word@receiver.example/' }), '/url');
      assert.equal(await refusal({ method: 'GET' }), '/method');
      assert.equal(await refusal({ event: 'always' }), '/event');
      assert.equal(await refusal({ secret: 'mine' }), '/secret');
    });

    test('changed by two users at once: the second learns of the conflict, and changes nothing', async () => {
      const hook = await addHook({ enabled: false });
      const path = `/v1/web-hooks/${hook.id}`;
      const urls = ['a', 'b'].map((name) => new URL(name, receiver.url).href);
      const answers = await Promise.all(urls.map((url) => ask(path, 'PATCH', { url })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
      const first = answers.findIndex(({ ok }) => ok);
      assert.equal(answers[first]?.headers.get('etag'), '"2"');
      const [now] = await listHooks();
      assert.deepEqual([now?.url, now?.version], [urls[first], '2']);
      assert.equal((await ask(path, 'PATCH', { url: urls[first] })).status, 200, 'The same again');
      for (const [rest, method] of [
        ['/secret', 'POST'],
        ['', 'DELETE'],
      ] as const) {
        assert.equal((await ask(`${path}${rest}`, method)).status, 412, method);
      }
      assert.deepEqual(await listHooks(), [now]);
      const token = await server.token(key, 'master');
      const bare = { method: 'PATCH', body: '{"enabled":true}' };
      assert.equal((await server.send(path, token, bare)).status, 428);
    });

    test('are listed with their newest delivery and its attempts', async () => {
      const hook = await addHook();
      const idle = await addHook({ event: 'post-manual-verification' });
      receiver.answer = () => 500;
      await read(ask(`/v1/web-hooks/${hook.id}/test`, 'POST'));
      const newest = await read<{ id: string }>(ask(`/v1/web-hooks/${hook.id}/test`, 'POST'));
      await sent();
      const [delivery] = await deliveriesOf(hook);
      assert.equal(delivery?.id, newest.id);
      assert.deepEqual(outcomes(delivery), [500]);
      const last = new Map((await listHooks()).map((each) => [each.id, each.lastDelivery]));
      assert.deepEqual(last.get(hook.id), delivery);
      assert.equal(last.get(idle.id), null);
    });

    test('are gone with what they did not deliver', async () => {
      const hook = await addHook();
      receiver.answer = () => 500;
      await finishSession();
      await sent();
      assert.equal((await ask(`/v1/web-hooks/${hook.id}`, 'DELETE')).status, 204);
      time += maxRetryAfterSeconds * 1000;
      await sent();
      assert.equal(receiver.received.length, 1);
      assert.deepEqual(await read(ask('/v1/web-hooks')), { hooks: [] });
    });

    test('that the server itself cannot make are set aside, and hold up no others', async () => {
      const hook = await addHook();
      const { database } = server.backend;
      const ids = { company_id: companyId, id: `poisoned-${companyId}` };
      await inCompany(database, companyId, async (transaction) => {
        const at = now().toISOString();
        await transaction
          .insertInto('web_hook_deliveries')
          .values({
            ...{ ...ids, hook_id: hook.id, log_sequence: 0, type: 'session.finished', body: '{}' },
            ...{ state: 'pending', due_at: at, created_at: at },
          })
          .execute();
        // The number of the attempt to come is taken: beginning it fails.
        await transaction
          .insertInto('web_hook_attempts')
          .values({ company_id: companyId, delivery_id: ids.id, number: 1, at, status: 500 })
          .execute();
      });
      const id = await finishSession();
      await sent();
      assert.deepEqual(told(), [id]);
      const setAside = () => listSetAside(database, deliveryJobs, companyId);
      for (let faults = 1; faults < 8; faults += 1) {
        assert.deepEqual(await setAside(), []);
        time += 2 * maxRetryAfterSeconds * 1000;
        await sent();
      }
      assert.deepEqual(
        (await setAside()).map(({ key, error }) => [key, error]),
        [[[ids.id], '23505']],
      );
      const health = await server.send('/health/ready', undefined);
      assert.equal(health.status, 200);
      const { jobs } = (await health.json()) as { jobs: { setAside: Record<string, number> } };
      assert.ok((jobs.setAside['web-hook'] ?? 0) > 0);

      await inCompany(database, companyId, (transaction) =>
        transaction.deleteFrom('web_hook_deliveries').where('id', '=', ids.id).execute(),
      );
      assert.deepEqual(await setAside(), []);
    });

    test('abuse case 12: the worker’s role reads companies and times, and nothing without it', async () => {
      const { database } = server.backend;
      const { kysely } = database;
      const hook = await addHook();
      receiver.answer = () => 500;
      await finishSession();
      await sent();
      const at = new Date((await onlyDelivery(hook)).nextAttemptAt ?? '');
      const found = await findReady(database, deliveryJobs, { after: '', limit: 1000, now: at });
      assert.ok(found.companyIds.includes(companyId));
      assert.deepEqual(Object.keys(found), ['companyIds', 'nextAt']);
      const asWorker = (statement: string) =>
        kysely.transaction().execute(async (transaction) => {
          await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
          return (await sql.raw(statement).execute(transaction)).rows;
        });
      for (const statement of [
        'select url from web_hooks',
        'select id from web_hooks',
        'select id from web_hook_deliveries',
        'select hook_id from web_hook_deliveries',
        'select session_id from screenings_due',
        'select photo_id from object_deletions',
        'select secret from web_hooks',
        'select body from web_hook_deliveries',
        'select session_id from web_hook_deliveries',
        'update web_hook_deliveries set due_at = null',
        'select id from sessions',
      ]) {
        await assert.rejects(asWorker(statement), /permission denied/, statement);
      }
      // Of PGlite the session's user is its superuser.
      if (name === 'PGlite') return;
      const { rows } = await sql`select id from web_hooks`.execute(kysely);
      assert.deepEqual(rows, []);
    });
  });
}

describe('web hooks into the private network', () => {
  let server: TestBackend;
  let receiver: Receiver;

  before(async () => {
    receiver = await startReceiver();
    server = await openTestBackend(await sparePostgres(), {
      // As it is set by default, but for the encryption that the receiver lacks.
      config: { webHooks: { keys: hookKeys, allowHttp: true } },
    });
  });
  after(async () => {
    await server.close();
    await receiver.close();
  });

  test('abuse case 24: are refused when they are set, and again when they are sent', async () => {
    const key = await server.addCompany({ id: 'a', name: 'Company' });
    const token = await server.token(key, 'master');
    const { port } = new URL(receiver.url);
    const add = (url: string) =>
      server.send('/v1/web-hooks', token, {
        method: 'POST',
        body: JSON.stringify({ event: 'post-verification', url }),
      });
    for (const host of ['127.0.0.1', '[::1]', '10.0.0.1', '169.254.169.254', '2130706433']) {
      const response = await add(`http://${host}:${port}/`);
      assert.equal(response.status, 422, host);
    }
    // A name says where it leads only when it is asked for.
    const { id } = (await (await add(`http://localhost:${port}/`)).json()) as { id: string };
    await server.send(`/v1/web-hooks/${id}/test`, token, { method: 'POST' });
    await server.backend.jobs.settled();
    const response = await server.send(`/v1/web-hooks/${id}/deliveries`, token);
    const { items: deliveries } = (await response.json()) as { items: WebHookDelivery[] };
    assert.equal(deliveries[0]?.attempts[0]?.error, 'private-address');
    assert.equal(receiver.received.length, 0);
  });
});
