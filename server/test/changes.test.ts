import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { isReviewError, type ReviewApi, type ReviewErrorCode } from 'kv-review/api';
import {
  clientFaultTexts,
  limitTexts,
  sessionLimits,
  type Actor,
  type DecisionInput,
  type Session,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { exportHead } from '../src/activity/head.ts';
import { readAllActivity, readChainEnd } from '../src/activity/log.ts';
import { verifyChain } from '../src/activity/verify-chain.ts';
import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { sessionChannel, type SessionNotice } from '../src/store/change-log.ts';
import { createCompany } from '../src/store/companies.ts';
import { answerRetention } from '../src/store/idempotency.ts';
import { seedSessions } from '../src/store/seed.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects, serve, type TestServer } from './support/store.ts';

const ana: Actor = { id: 'ana', name: 'Ana Agent', role: 'agent' };
const ben: Actor = { id: 'ben', name: 'Ben Colleague', role: 'agent' };
const verify = { verdict: 'verify', note: null } as const;

let keyCount = 0;
const newKey = (): string => `key-${(keyCount += 1)}`;

async function refusal(call: Promise<unknown>, code: ReviewErrorCode) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isReviewError(error), `expected ${code}, got ${String(error)}`);
  assert.equal(error.code, code);
  return error.details;
}

/**
 * A stored answer says nothing about the queue: `awaitingSince`, `dueAt`, `openMatches` and `claim` of a
 * repeated answer are those of the session as it is now, and absent once it awaits no action.
 */
function outsideQueue({ awaitingSince, dueAt, openMatches, claim, ...answer }: Session) {
  assert.ok(awaitingSince && openMatches !== undefined, 'the first answer was about the queue');
  assert.ok(dueAt !== undefined && !claim);
  return answer;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

onEachDatabase('changes', (open) => {
  let database: Database;
  let server: TestServer;
  let awaiting: Session[];
  let now = new Date('2026-06-15T12:00:00.000Z');
  const errors: unknown[] = [];

  before(async () => {
    database = await open();
    const sessions = sampleSessions({ count: 400, seed: 'changes' });
    for (const id of ['a', 'b']) {
      await createCompany(database, { id, name: `Company ${id}` });
      await seedSessions(database, id, sessions);
    }
    awaiting = sessions.filter(
      ({ status, notes, changes }) =>
        status === 'awaiting' && notes.length === 0 && changes.length === 0,
    );
    const store = createUserAdapters({
      database,
      objects: memoryObjects(),
      activityKey: activityKeys.writing,
      followUps,
      now: () => now,
      onError: (error) => errors.push(error),
    });
    server = await serve(store, (error) => errors.push(error));
  });
  after(async () => {
    await server.close();
    assert.deepEqual(errors, [], 'nothing failed that no caller caused');
  });

  const as = (actor: Actor, company = 'a'): ReviewApi => server.signIn(company, actor);

  /** A session that awaits action, for one test only. */
  function next(): string {
    const session = awaiting.pop();
    assert.ok(session, 'the samples have enough sessions');
    return session.id;
  }

  /** All rows of a session and its log entries. */
  const rowsOf = (id: string, company = 'a') =>
    inCompany(database, company, async (transaction) => {
      const read = async (text: string) => (await sql.raw(text).execute(transaction)).rows;
      const name = `'${id}'`;
      return {
        session: await read(`select * from sessions where id = ${name}`),
        notes: await read(`select * from notes where session_id = ${name} order by number`),
        changes: await read(
          `select * from client_changes where session_id = ${name} order by number`,
        ),
        terms: await read(`select * from session_terms where session_id = ${name} order by term`),
        log: await read(
          `select action, details from activity where session_id = ${name}
           and action in ('decision', 'edit', 'note') order by sequence`,
        ),
      };
    });

  const send = (path: string, method: string, body: string, headers: Record<string, string> = {}) =>
    server.fetch('a', ana, path, {
      method,
      body,
      headers: {
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        'if-match': '"1"',
        'idempotency-key': `"${newKey()}"`,
        ...headers,
      },
    });

  test('abuse case 16: fifty concurrent requests with one key make one decision and get one answer', async () => {
    const id = next();
    const options = { version: '1', idempotencyKey: newKey() };
    const input = { verdict: 'verify', note: 'A double click.' } as const;
    const answers = await Promise.all(
      range(50).map(() => as(ana).decideSession(id, input, options)),
    );
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    const { notes, log, session } = await rowsOf(id);
    assert.deepEqual(log, [
      { action: 'decision', details: { verdict: 'verify', reasons: [], noteId: 'note-1' } },
    ]);
    assert.equal(notes.length, 1);
    assert.equal((session[0] as { version: number }).version, 2);
    assert.deepEqual(await as(ana).getSession(id), answers[0]);
  });

  test('abuse case 17: one of fifty concurrent decisions wins, and the others learn who decided and when', async () => {
    const id = next();
    const outcomes = await Promise.allSettled(
      range(50).map((index) =>
        as(index % 2 ? ana : ben).decideSession(
          id,
          { verdict: 'verify', note: `Note ${index}` },
          { version: '1', idempotencyKey: newKey() },
        ),
      ),
    );
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    assert.equal(won.length, 1);
    const decision = won[0]?.value.decision;
    assert.ok(decision);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      assert.ok(isReviewError(outcome.reason));
      assert.equal(outcome.reason.code, 'already-decided');
      assert.deepEqual(outcome.reason.details.decision, decision);
    }
    const { notes, log } = await rowsOf(id);
    assert.deepEqual([notes.length, log.length], [1, 1]);
  });

  test('abuse case 16: a used key is refused with another body, and nothing changes', async () => {
    const id = next();
    const options = { version: '1', idempotencyKey: newKey() };
    const answer = await as(ana).addNote(id, { text: 'Once.' }, options);
    const rowsBefore = await rowsOf(id);
    const { parts } = await refusal(as(ana).addNote(id, { text: 'Twice.' }, options), 'invalid');
    assert.equal(parts?.[0]?.pointer, 'Idempotency-Key');
    await refusal(as(ana).decideSession(id, verify, options), 'invalid');
    assert.deepEqual(await as(ana).addNote(id, { text: 'Once.' }, options), answer);
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  test('abuse case 16: concurrent requests for many sessions with one key change one of them', async () => {
    const ids = range(10).map(next);
    const options = { version: '1', idempotencyKey: newKey() };
    const outcomes = await Promise.allSettled(
      ids.map((id) => as(ana).addNote(id, { text: 'One of many.' }, options)),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const rows = await Promise.all(ids.map((id) => rowsOf(id)));
    assert.equal(rows.flatMap(({ log }) => log).length, 1);
    assert.equal(rows.flatMap(({ notes }) => notes).length, 1);
  });

  test('a user does not get the answer that is stored for another user’s key', async () => {
    const id = next();
    const options = { version: '1', idempotencyKey: newKey() };
    await as(ana).addNote(id, { text: 'Mine.' }, options);
    await refusal(as(ben).addNote(id, { text: 'Mine.' }, options), 'conflict');
    const other = await as(ana, 'b').addNote(id, { text: 'Mine.' }, options);
    assert.equal(other.companyName, awaiting[0]?.companyName);
    assert.equal((await rowsOf(id, 'b')).notes.length, 1);
  });

  test('abuse case 15: nothing changes a decided session, on any route', async () => {
    const id = next();
    await as(ana).decideSession(
      id,
      { verdict: 'reject', reasons: ['fake', 'mrz'], note: 'Not genuine.' },
      { version: '1', idempotencyKey: newKey() },
    );
    const rowsBefore = await rowsOf(id);
    for (const version of ['1', '2', 'never-was']) {
      const headers = { 'if-match': `"${version}"` };
      const answers = await Promise.all([
        send(`/v1/sessions/${id}/decision`, 'POST', JSON.stringify(verify), headers),
        send(`/v1/sessions/${id}/client`, 'PATCH', '{"firstName":"X"}', headers),
        send(`/v1/sessions/${id}/notes`, 'POST', '{"text":"X"}', headers),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [409, 409, 409],
      );
    }
    assert.deepEqual(await rowsOf(id), rowsBefore);
    assert.deepEqual(rowsBefore.log, [
      {
        action: 'decision',
        details: { verdict: 'reject', reasons: ['fake', 'mrz'], noteId: 'note-1' },
      },
    ]);
  });

  test('abuse case 15: the database itself refuses to change a decided session', async () => {
    const id = next();
    await as(ana).decideSession(id, verify, { version: '1', idempotencyKey: newKey() });
    const rowsBefore = await rowsOf(id);
    const run = (statement: string) =>
      inCompany(database, 'a', (transaction) => sql.raw(statement).execute(transaction));
    for (const change of [
      `status = 'awaiting', decision = null`,
      `status = 'rejected'`,
      `first_name = 'X'`,
      `birth_date = '2000-01-01'`,
      `completed_at = now()`,
      `screening = '{}'`,
      `decision = '{}'`,
      `version = version`,
    ]) {
      const statement = `update sessions set ${change} where id = '${id}'`;
      await assert.rejects(run(statement), { code: 'KV001' }, change);
    }
    for (const statement of [
      `insert into notes values ('a', '${id}', 9, 'n', 'Late.', null, now(), null)`,
      `insert into client_changes values ('a', '${id}', 9, 9, 'sex', null, 'male', null, now())`,
      `insert into attempts values ('a', '${id}', 99, now(), null, '{}')`,
      `insert into photos values ('a', '${id}', 'late', 1, 99, 'selfie', 'image/png', 1, 1)`,
      `update attempts set evidence = '{}' where session_id = '${id}'`,
      `update photos set kind = 'selfie' where session_id = '${id}'`,
    ]) {
      await assert.rejects(run(statement), { code: 'KV001' }, statement);
    }
    for (const table of ['notes', 'client_changes']) {
      await assert.rejects(run(`update ${table} set author = null`), /permission denied/);
    }
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  test('abuse case 14: values that an agent may not set are refused, and nothing changes', async () => {
    const id = next();
    const rowsBefore = await rowsOf(id);
    for (const body of [
      '{"status":"success"}',
      '{"firstName":"X","status":"success"}',
      '{"company":"b"}',
      '{"companyName":"B"}',
      '{"verified":true}',
      '{"version":"9"}',
      '{"__proto__":{"status":"success"}}',
      '{"first_name":"X"}',
    ]) {
      const answer = await send(`/v1/sessions/${id}/client`, 'PATCH', body);
      assert.equal(answer.status, 422, body);
    }
    for (const body of [
      '{"verdict":"verify","note":null,"by":{"id":"ben","name":"Ben"}}',
      '{"verdict":"verify","note":null,"status":"success"}',
      '{"verdict":"reject","note":null,"reasons":["of-another-company"]}',
    ]) {
      const answer = await send(`/v1/sessions/${id}/decision`, 'POST', body);
      assert.equal(answer.status, 422, body);
    }
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  test('what the edit dialog refuses is refused over HTTP, field by field, in the same words', async () => {
    const id = next();
    const kept = await rowsOf(id);
    const answer = await send(
      `/v1/sessions/${id}/client`,
      'PATCH',
      JSON.stringify({
        firstName: 'a\u202eb',
        lastName: `e${'\u0301'.repeat(20)}`,
        documentNumber: 'A\u0007B',
        birthDate: '2999-01-01',
        expirationDate: '1900-01-01',
        nationality: 'XYZ',
      }),
    );
    assert.equal(answer.status, 422);
    const { parts } = (await answer.json()) as { parts: unknown };
    assert.deepEqual(parts, [
      { pointer: '/firstName', message: clientFaultTexts.invisible },
      { pointer: '/lastName', message: clientFaultTexts.stacked },
      { pointer: '/documentNumber', message: clientFaultTexts.invisible },
      { pointer: '/birthDate', message: clientFaultTexts['in-future'] },
      { pointer: '/expirationDate', message: clientFaultTexts['long-expired'] },
      { pointer: '/nationality', message: clientFaultTexts['unknown-code'] },
    ]);
    assert.deepEqual(await rowsOf(id), kept);
  });

  test('a text that the database cannot store is refused with its place, before anything changes', async () => {
    const id = next();
    const rowsBefore = await rowsOf(id);
    const options = () => ({ version: '1', idempotencyKey: newKey() });
    const pointerOf = async (call: Promise<unknown>) =>
      (await refusal(call, 'invalid')).parts?.map(({ pointer }) => pointer);
    for (const text of ['a\0b', 'a\ud800b', '\udc00']) {
      const api = as(ana);
      assert.deepEqual(await pointerOf(api.addNote(id, { text }, options())), ['/text']);
      assert.deepEqual(await pointerOf(api.editClient(id, { lastName: text }, options())), [
        '/lastName',
      ]);
      const decision = { verdict: 'verify', note: text } as const;
      assert.deepEqual(await pointerOf(api.decideSession(id, decision, options())), ['/note']);
      const report = { action: 'export-csv' as const, sessionIds: ['x', text] };
      assert.deepEqual(await pointerOf(api.recordActivity(report)), ['/sessionIds/1']);
      await refusal(api.addNote(`${id}${text}`, { text: 'x' }, options()), 'not-found');
    }
    await refusal(as(ana).editClient(id, { birthDate: '0000-01-01' }, options()), 'invalid');
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  test('a stale edit gets the edits since its version, and no earlier ones', async () => {
    const id = next();
    const edit = (version: string, firstName: string) =>
      as(ana).editClient(id, { firstName }, { version, idempotencyKey: newKey() });
    const second = await edit('1', 'First');
    const noted = await as(ben).addNote(
      id,
      { text: 'Between.' },
      { version: second.version, idempotencyKey: newKey() },
    );
    const third = await edit(noted.version, 'Second');
    const since = async (version: string) =>
      (await refusal(edit(version, 'Third'), 'conflict')).changes?.map((change) => change.after);
    assert.deepEqual(await since('1'), ['First', 'Second']);
    assert.deepEqual(await since(second.version), ['Second']);
    assert.deepEqual(await since(noted.version), ['Second']);
    for (const neverWas of ['9', '01', '-1', '1e0', 'x', '9'.repeat(30)]) {
      assert.deepEqual(await since(neverWas), ['First', 'Second'], neverWas);
    }
    assert.deepEqual(await as(ana).getSession(id), third);
  });

  test('an edit without a change creates neither a version nor a log entry', async () => {
    const id = next();
    const { client } = await as(ana).getSession(id);
    const answer = await as(ana).editClient(
      id,
      { firstName: client.firstName },
      { version: '1', idempotencyKey: newKey() },
    );
    assert.equal(answer.version, '1');
    assert.deepEqual((await rowsOf(id)).log, []);
  });

  test('stored answers stay small: 200 long notes are stored once, and a retry has its first answer', async () => {
    // Of the other company, whose answers no test counts.
    const api = as(ana, 'b');
    const id = next();
    const text = 'ნ'.repeat(2000);
    const given: [{ version: string; idempotencyKey: string }, Session][] = [];
    let { version } = await api.getSession(id);
    for (const _ of range(sessionLimits.notes)) {
      const options = { version, idempotencyKey: newKey() };
      const answer = await api.addNote(id, { text }, options);
      given.push([options, answer]);
      ({ version } = answer);
    }
    const full = await refusal(
      api.addNote(id, { text }, { version, idempotencyKey: newKey() }),
      'invalid',
    );
    assert.deepEqual(full.parts, [{ pointer: '/text', message: limitTexts.notes }]);
    const { bytes } = await inCompany(database, 'b', (transaction) =>
      transaction
        .selectFrom('idempotency_keys')
        .select(sql<number>`sum(octet_length(answer::text))::int4`.as('bytes'))
        .where(sql`answer ->> 'id'`, '=', id)
        .executeTakeFirstOrThrow(),
    );
    assert.ok(bytes < 200 * 500, `${bytes} bytes are stored`);

    // Of the log, of the changes and of the web hooks each entry is small too.
    const { largest } = await inCompany(database, 'b', (transaction) =>
      transaction
        .selectFrom('activity')
        .select(sql<number>`max(octet_length(details::text))`.as('largest'))
        .where('session_id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    assert.ok(largest < 500, `an entry of the log has ${largest} bytes`);

    const decided = await as(ben, 'b').decideSession(id, verify, {
      version,
      idempotencyKey: newKey(),
    });
    for (const [options, answer] of [given[0], given[99], given.at(-1)].filter((one) => !!one)) {
      assert.deepEqual(await api.addNote(id, { text }, options), outsideQueue(answer));
    }
    assert.deepEqual(await api.getSession(id), decided);
  });

  test('stored answers stay small: edits and the decision of a session with 100 long notes', async () => {
    const [sample] = awaiting;
    assert.ok(sample);
    const note = (number: number): Session['notes'][number] => ({
      id: `note-${number}`,
      text: 'ნ'.repeat(2000),
      by: { id: ana.id, name: ana.name },
      at: now.toISOString(),
      verdict: null,
    });
    const id = 'long-notes';
    const notes = range(100).map((index) => note(index + 1));
    await seedSessions(database, 'b', [{ ...sample, id, version: '1', notes }]);
    const api = as(ana, 'b');
    let version = '1';
    for (const number of range(20)) {
      const options = { version, idempotencyKey: newKey() };
      ({ version } = await api.editClient(id, { firstName: `Name ${number}` }, options));
    }
    await api.decideSession(id, verify, { version, idempotencyKey: newKey() });
    const answers = await inCompany(database, 'b', (transaction) =>
      transaction
        .selectFrom('idempotency_keys')
        .select(sql<number>`octet_length(answer::text)`.as('bytes'))
        .where(sql`answer ->> 'id'`, '=', id)
        .execute(),
    );
    assert.equal(answers.length, 21);
    const largest = Math.max(...answers.map(({ bytes }) => bytes));
    assert.ok(largest < 500, `an answer has ${largest} bytes`);
  });

  test('a retry of an edit or a decision has its first answer, whatever came after it', async () => {
    const id = next();
    const editing = { version: '1', idempotencyKey: newKey() };
    const edit = { firstName: 'First', sex: null, birthDate: '1980-02-29' } as const;
    const edited = await as(ana).editClient(id, edit, editing);
    const second = await as(ben).editClient(
      id,
      { firstName: 'Second', birthDate: null },
      { version: edited.version, idempotencyKey: newKey() },
    );
    assert.deepEqual(await as(ana).editClient(id, edit, editing), edited);
    const deciding = { version: second.version, idempotencyKey: newKey() };
    const rejection: DecisionInput = { verdict: 'reject', reasons: ['fake'], note: 'No.' };
    const decided = await as(ben).decideSession(id, rejection, deciding);
    assert.deepEqual(await as(ben).decideSession(id, rejection, deciding), decided);
    assert.deepEqual(await as(ana).editClient(id, edit, editing), outsideQueue(edited));
    assert.deepEqual(await as(ana).getSession(id), decided);
  });

  test('an answer is stored for its retention period, and then deleted', async () => {
    const id = next();
    const options = { version: '1', idempotencyKey: newKey() };
    const answer = await as(ana).decideSession(id, verify, options);
    now = new Date(now.getTime() + answerRetention - 1000);
    await as(ana).addNote(next(), { text: 'x' }, { version: '1', idempotencyKey: newKey() });
    assert.deepEqual(await as(ana).decideSession(id, verify, options), answer);
    now = new Date(now.getTime() + 2000);
    await as(ana).addNote(next(), { text: 'x' }, { version: '1', idempotencyKey: newKey() });
    await refusal(as(ana).decideSession(id, verify, options), 'already-decided');
    const stored = await inCompany(database, 'a', (transaction) =>
      transaction.selectFrom('idempotency_keys').select('key').execute(),
    );
    assert.equal(stored.length, 2, 'only the answers of the last day are left');
  });

  test('an aborted request does nothing', async () => {
    const id = next();
    const rowsBefore = await rowsOf(id);
    const store = createUserAdapters({
      database,
      objects: memoryObjects(),
      activityKey: activityKeys.writing,
      followUps,
    });
    const api = store.as({ companyId: 'a', actor: ana });
    const signal = AbortSignal.abort();
    await refusal(
      api.decideSession(id, verify, { version: '1', idempotencyKey: newKey(), signal }),
      'aborted',
    );
    await refusal(api.getSession(id, { signal }), 'aborted');
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  test('listeners are notified of a change after its commit, and not of a refused one', async () => {
    const [id, last] = [next(), next()];
    const heard: SessionNotice[] = [];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const stop = await database.listen(sessionChannel, (payload) => {
      const notice = JSON.parse(payload ?? 'null') as SessionNotice;
      heard.push(notice);
      if (notice.sessionId === last) finish();
    });
    const options = { version: '1', idempotencyKey: newKey() };
    await as(ana).addNote(id, { text: 'Reported.' }, options);
    await as(ana).addNote(id, { text: 'Reported.' }, options);
    await refusal(as(ben).addNote(id, { text: 'Refused.' }, options), 'conflict');
    const { client } = await as(ana).getSession(last);
    const unchanged = { lastName: client.lastName };
    await as(ana).editClient(last, unchanged, { version: '1', idempotencyKey: newKey() });
    await as(ana).decideSession(last, verify, { version: '1', idempotencyKey: newKey() });
    await finished;
    stop();
    assert.deepEqual(heard, [
      { companyId: 'a', sessionId: id },
      { companyId: 'a', sessionId: last },
    ]);
  });

  test('a read or change fails when its log entry cannot be written', async () => {
    const id = next();
    const rowsBefore = await rowsOf(id);
    const errors: unknown[] = [];
    const store = createUserAdapters({
      database,
      objects: memoryObjects(),
      activityKey: { ...activityKeys.writing, entry: undefined as never },
      followUps,
      onError: (error) => errors.push(error),
    });
    const api = store.as({ companyId: 'a', actor: ana });
    await refusal(api.getSession(id), 'unavailable');
    await refusal(api.listSessions({}), 'unavailable');
    await refusal(
      api.decideSession(id, verify, { version: '1', idempotencyKey: newKey() }),
      'unavailable',
    );
    assert.equal(errors.length, 3);
    assert.deepEqual(await rowsOf(id), rowsBefore);
  });

  describe('activity', () => {
    const entries = async (company: string) => {
      const all = [];
      for await (const { entry } of readAllActivity(database, company, { pageSize: 7 }))
        all.push(entry);
      return all;
    };

    test('contains every read of personal data, in one chain with the changes', async () => {
      const id = next();
      const before = (await entries('b')).length;
      const api = as(ben, 'b');
      await Promise.all([
        ...range(20).map(() => api.getSession(id)),
        ...range(5).map(() => api.listSessions({ search: 'a', statuses: ['awaiting'] })),
        api.countSessions({ search: 'a' }),
        api.countSessions({}),
        api.recordActivity({ action: 'download-pdf', sessionIds: [id] }),
        api.editClient(id, { firstName: 'X' }, { version: '1', idempotencyKey: newKey() }),
      ]);
      const all = await entries('b');
      assert.deepEqual(
        all.map(({ sequence }) => sequence),
        range(all.length).map((index) => index + 1),
      );
      const counts: Record<string, number> = {};
      for (const { action } of all.slice(before)) {
        counts[String(action)] = (counts[String(action)] ?? 0) + 1;
      }
      assert.deepEqual(counts, {
        'session-read': 20,
        'sessions-listed': 5,
        'sessions-counted': 1,
        'download-pdf': 1,
        edit: 1,
      });
      const listed = all.findLast(({ action }) => action === 'sessions-listed');
      assert.ok(listed);
      assert.deepEqual(listed['actor'], { id: ben.id, role: ben.role });
      const { count, ...details } = listed['details'] as { count: number };
      assert.ok(count > 0);
      assert.deepEqual(details, { searched: true, fields: ['statuses'] });
    });

    test('abuse case 25: the chain of each company matches its signed head', async () => {
      for (const companyId of ['a', 'b']) {
        const end = await inCompany(database, companyId, (transaction) =>
          readChainEnd(transaction, companyId),
        );
        const verdict = await verifyChain({
          entries: readAllActivity(database, companyId),
          head: await exportHead(
            { companyId, ...end, at: now.toISOString() },
            activityKeys.writing,
          ),
          keys: activityKeys,
        });
        assert.ok(verdict.ok);
        assert.equal(verdict.count, end.sequence);
        assert.ok(end.sequence > 10);
      }
    });

    test('contains no entry for sessions that do not exist or belong to another company', async () => {
      const before = (await entries('a')).length;
      await refusal(as(ana).getSession('no-such-session'), 'not-found');
      await refusal(as(ana).getPhoto('no-such-session', 'x'), 'not-found');
      assert.equal((await entries('a')).length, before);
    });
  });
});
