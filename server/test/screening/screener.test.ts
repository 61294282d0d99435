import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { screening, type ScreeningMatch } from 'kv-review/model';
import * as v from 'valibot';
import { createScreener, type Findings } from '../../src/screening/screener.ts';

const person = {
  firstName: 'Nodar',
  lastName: 'Beridze',
  birthDate: '1970-03-04',
  nationality: 'GEO',
};
const now = () => new Date('2026-05-01T12:00:00Z');
const checkedAt = '2026-05-01T12:00:00.000Z';
const unknown = { status: 'unknown', checkedAt };

const finding = (findings: Findings) =>
  createScreener(() => Promise.resolve(findings), { now }).screen(person);

describe('a screening', () => {
  it('that finds nobody is clear, and says in which lists', async () => {
    const result = await finding({ lists: ['A', 'B'], matches: [] });
    assert.deepEqual(result, { status: 'clear', checkedAt, lists: ['A', 'B'] });
    assert.ok(v.is(screening, result));
  });

  it('that finds somebody is a match', async () => {
    const match: ScreeningMatch = {
      id: 'NK-1',
      list: 'A',
      authority: null,
      name: 'Nodar Beridze',
      alias: null,
      score: 1,
    };
    const result = await finding({ lists: ['A'], matches: [match] });
    assert.deepEqual(result, { status: 'match', checkedAt, lists: ['A'], matches: [match] });
    assert.ok(v.is(screening, result));
  });

  it('without a list is unknown, never clear', async () => {
    assert.deepEqual(await finding({ lists: [], matches: [] }), unknown);
  });

  it('that fails is unknown, and says why to the log alone', async () => {
    const failures: unknown[] = [];
    const options = { now, onFailure: (error: unknown) => failures.push(error) };
    const reason = new Error('no connection');
    for (const check of [
      () => Promise.reject(reason),
      (): never => {
        throw reason;
      },
    ]) {
      assert.deepEqual(await createScreener(check, options).screen(person), unknown);
    }
    assert.deepEqual(failures, [reason, reason]);
  });

  it('that takes too long is unknown, and is aborted', async () => {
    let received: AbortSignal | undefined;
    const screener = createScreener(
      (_person, signal) => {
        received = signal;
        return new Promise<never>(() => undefined);
      },
      { timeoutMs: 20, now },
    );
    const keepAlive = setTimeout(() => undefined, 5000);
    assert.deepEqual(await screener.screen(person), unknown);
    clearTimeout(keepAlive);
    assert.equal(received?.aborted, true);
  });

  it('that its caller ends is unknown', async () => {
    const screener = createScreener(() => new Promise<never>(() => undefined), { now });
    assert.deepEqual(await screener.screen(person, AbortSignal.abort()), unknown);
  });

  it('of somebody whose name was not read is unknown, and asks nobody', async () => {
    let asked = 0;
    const screener = createScreener(
      () => {
        asked += 1;
        return Promise.resolve({ lists: ['A'], matches: [] });
      },
      { now },
    );
    const unnamed = { ...person, firstName: ' ', lastName: null };
    assert.deepEqual(await screener.screen(unnamed), unknown);
    assert.equal(asked, 0);
  });
});
