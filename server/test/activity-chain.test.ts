import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';

import fc from 'fast-check';
import { SignJWT } from 'jose';

import { chainEntry, startOfChain, type ChainEnd } from '../src/activity/chain.ts';
import type { Activity, ChainedEntry } from '../src/activity/entry.ts';
import { exportHead } from '../src/activity/head.ts';
import { createActivityKeys, type ActivityKeys } from '../src/activity/keys.ts';
import { verifyChain } from '../src/activity/verify-chain.ts';
import { describeVerdict, main } from '../src/activity/verify-command.ts';

const companyId = 'acme';
const secrets = {
  may: { id: 'may', secret: 'the secret of the log in May of the tests alone' },
  june: { id: 'june', secret: 'the secret of the log in June of the tests alone' },
};
const keys = createActivityKeys([secrets.may]);
const nino = { id: 'u-1', name: 'ნინო', role: 'agent' } as const;
const startedAt = Date.UTC(2026, 4, 1);

function activityOf(number: number): Activity {
  const at = new Date(startedAt + number * 1000).toISOString();
  const sessionId = `s-${number}`;
  const common = { at, sessionId, actor: nino };
  if (number % 4 === 1) return { ...common, action: 'session-read', details: {} };
  if (number % 4 === 2) {
    const details = { fields: ['firstName', 'birthDate'] };
    return { ...common, action: 'edit', details };
  }
  if (number % 4 === 3) {
    const details = { verdict: 'reject', reasons: ['r-1', 'r-2'] } as const;
    return { ...common, action: 'decision', details };
  }
  return {
    ...common,
    actor: null,
    sessionId: null,
    action: 'sessions-listed',
    details: { count: 50 },
  };
}

/** As an export of the database holds it: members in another order, and nothing shared. */
const stored = (entry: ChainedEntry): ChainedEntry =>
  JSON.parse(JSON.stringify(entry, Object.keys(flatten(entry)).sort().reverse())) as ChainedEntry;

function flatten(value: unknown, names: Record<string, true> = {}): Record<string, true> {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      names[name] = true;
      flatten(inner, names);
    }
  }
  return names;
}

function write(length: number, company = companyId, with_ = keys, what = activityOf) {
  const log: ChainedEntry[] = [];
  let end: ChainEnd = startOfChain(company);
  for (let number = 1; number <= length; number += 1) {
    const entry = chainEntry(company, end, what(number), with_.writing);
    end = { sequence: entry.entry.sequence, hash: entry.hash };
    log.push(stored(entry));
  }
  return { log, end };
}

const headOf = (end: ChainEnd, company = companyId, with_: ActivityKeys = keys) =>
  exportHead({ companyId: company, ...end, at: '2026-05-31T12:00:00.000Z' }, with_.writing);

const { log, end } = write(10);
const head = await headOf(end);

const verify = (entries: Iterable<unknown>, changed: object = {}) =>
  verifyChain({ entries, head, keys, ...changed });

const at = (entries: readonly ChainedEntry[], sequence: number): ChainedEntry => {
  const found = entries[sequence - 1];
  assert.ok(found);
  return found;
};

/** The log with the entry of one number, and those after it, exchanged for others. */
const spliced = (sequence: number, deleted: number, ...inserted: ChainedEntry[]) =>
  log.toSpliced(sequence - 1, deleted, ...inserted);

const withEntry = (record: ChainedEntry, changed: Record<string, unknown>): ChainedEntry => ({
  ...record,
  entry: { ...record.entry, ...changed },
});

const renumbered = (entries: readonly ChainedEntry[]) =>
  entries.map((record, index) => withEntry(record, { sequence: index + 1 }));

describe('the activity log', () => {
  test('a log that is whole is verified, whatever the order of members became', async () => {
    assert.notDeepEqual(Object.keys(at(log, 1).entry), ['sequence', 'at', 'actor']);
    const verdict = await verify(log);
    assert.ok(verdict.ok);
    assert.equal(verdict.count, 10);
    assert.equal(verdict.head.hash, end.hash);
  });

  test('an empty log is verified', async () => {
    const start = startOfChain(companyId);
    const verdict = await verify([], { head: await headOf(start) });
    assert.ok(verdict.ok);
    assert.equal(verdict.count, 0);
    const other = await headOf(startOfChain('other'), companyId);
    assert.deepEqual(await verify([], { head: other }), {
      ok: false,
      sequence: null,
      reason: 'head-mismatch',
    });
  });

  test('a head of last month verifies the longer log of today', async () => {
    const { log: longer } = write(25);
    const verdict = await verify(longer);
    assert.ok(verdict.ok);
    assert.equal(verdict.count, 25);
    assert.equal(verdict.head.sequence, 10);
    assert.match(
      describeVerdict(verdict),
      /^INTACT: all 25 .* covers 10 of them\. .* the other 15 /,
    );
  });

  test('keys rotate: what the old one wrote is verified as long as it is given', async () => {
    const rotated = createActivityKeys([secrets.june, secrets.may]);
    const entry = chainEntry(companyId, end, activityOf(11), rotated.writing);
    assert.equal(entry.keyId, 'june');
    const newer = await headOf({ sequence: 11, hash: entry.hash }, companyId, rotated);
    const verdict = await verify([...log, stored(entry)], { head: newer, keys: rotated });
    assert.ok(verdict.ok);
    const without = createActivityKeys([secrets.june]);
    assert.deepEqual(await verify([...log, entry], { head: newer, keys: without }), {
      ok: false,
      sequence: 1,
      reason: 'unknown-key',
    });
  });

  test('nothing but what an entry may tell is written, and a refusal does not repeat it', () => {
    const wrong: object[] = [
      { details: { search: 'Wanted' } },
      { details: { fields: ['Wanted Person'] } },
      { details: { count: 1.5 } },
      { action: 'wanted' },
      { at: '2026-05-01T00:00:00Z' },
      { at: '2026-13-01T00:00:00.000Z' },
      { more: 'Wanted' },
    ];
    for (const changed of wrong) {
      const activity = { ...activityOf(1), ...changed };
      assert.throws(
        () => chainEntry(companyId, end, activity, keys.writing),
        (error) => error instanceof TypeError && !/wanted/i.test(error.message),
      );
    }
  });

  test('the log is read one entry at a time, and none is kept waiting', async () => {
    let ahead = 0;
    let most = 0;
    async function* entries() {
      for (const record of log) {
        ahead += 1;
        most = Math.max(most, ahead);
        await Promise.resolve();
        yield record;
        ahead -= 1;
      }
    }
    const verdict = await verifyChain({ entries: entries(), head, keys });
    assert.ok(verdict.ok);
    assert.equal(most, 1);
  });
});

describe('abuse case 25', () => {
  const other = write(10, 'other');
  /** What the same key wrote after a restored backup: another third entry, and the same fifth. */
  const fork = write(5, companyId, keys, (number) => activityOf(number === 3 ? 7 : number));
  const stranger = createActivityKeys([{ id: 'may', secret: 'x'.repeat(40) }]);

  const tampered: Record<string, [Iterable<unknown>, number, string]> = {
    'an entry is edited': [spliced(4, 1, withEntry(at(log, 4), { sessionId: 's-9' })), 4, 'edited'],
    'the first entry is edited': [
      spliced(1, 1, withEntry(at(log, 1), { actor: null })),
      1,
      'edited',
    ],
    'the last entry is edited': [spliced(10, 1, withEntry(at(log, 10), { at: '' })), 10, 'edited'],
    'an entry is given a member more': [
      spliced(4, 1, withEntry(at(log, 4), { note: 'x' })),
      4,
      'edited',
    ],
    'an entry is given a member named __proto__': [
      spliced(4, 1, {
        ...at(log, 4),
        entry: JSON.parse(
          JSON.stringify(at(log, 4).entry).replace('{', '{"__proto__":{"x":1},'),
        ) as ChainedEntry['entry'],
      }),
      4,
      'edited',
    ],
    'an entry is given half a surrogate pair': [
      spliced(4, 1, withEntry(at(log, 4), { sessionId: '\ud800' })),
      4,
      'edited',
    ],
    'the number of an entry is changed': [
      spliced(4, 1, withEntry(at(log, 4), { sequence: 40 })),
      4,
      'edited',
    ],
    'an entry is exchanged for that of a log with another past': [
      spliced(5, 1, at(fork.log, 5)),
      5,
      'edited',
    ],
    'an entry and its hash are edited': [
      spliced(4, 1, { ...withEntry(at(log, 4), { sessionId: 's-9' }), hash: 'a'.repeat(64) }),
      4,
      'edited',
    ],
    'an entry is deleted': [spliced(4, 1), 4, 'missing'],
    'the first entry is deleted': [spliced(1, 1), 1, 'missing'],
    'three entries are deleted': [spliced(4, 3), 4, 'missing'],
    'an entry is deleted and the rest renumbered': [renumbered(spliced(4, 1)), 4, 'edited'],
    'two entries are swapped': [spliced(4, 2, at(log, 5), at(log, 4)), 4, 'reordered'],
    'two entries are swapped and renumbered': [
      renumbered(spliced(4, 2, at(log, 5), at(log, 4))),
      4,
      'reordered',
    ],
    'an entry is moved to the end': [[...spliced(4, 1), at(log, 4)], 4, 'reordered'],
    'all are turned round': [log.toReversed(), 1, 'reordered'],
    'the last entry is cut off': [log.slice(0, -1), 10, 'cut-off'],
    'all but one are cut off': [log.slice(0, 1), 2, 'cut-off'],
    'all are cut off': [[], 1, 'cut-off'],
    'an entry is repeated': [spliced(5, 0, at(log, 4)), 5, 'inserted'],
    'a forged entry is put before one of the same number': [
      spliced(4, 0, withEntry(at(log, 4), { sessionId: 's-9' })),
      4,
      'inserted',
    ],
    'a forged entry is put after one of the same number': [
      spliced(5, 0, withEntry(at(log, 4), { sessionId: 's-9' })),
      5,
      'inserted',
    ],
    'a forged entry is put in and the rest renumbered': [
      renumbered(spliced(4, 0, withEntry(at(log, 4), { sessionId: 's-9' }))),
      4,
      'reordered',
    ],
    "an entry is another company's": [spliced(4, 1, at(other.log, 4)), 4, 'other-company'],
    "an entry is another company's under this name": [
      spliced(4, 1, { ...at(other.log, 4), companyId }),
      4,
      'edited',
    ],
    "all entries are another company's under this name": [
      other.log.map((record) => ({ ...record, companyId })),
      1,
      'edited',
    ],
    'an entry names a key that is not known': [
      spliced(4, 1, { ...at(log, 4), keyId: 'june' }),
      4,
      'unknown-key',
    ],
    'a log is written with another key of the same name': [
      write(10, companyId, stranger).log,
      1,
      'edited',
    ],
    'an entry is no object': [[...log.slice(0, 3), null, ...log.slice(4)], 4, 'malformed'],
    'an entry has no hash': [
      [...log.slice(0, 3), { ...at(log, 4), hash: undefined }, ...log.slice(4)],
      4,
      'malformed',
    ],
    'a number is a text': [spliced(4, 1, withEntry(at(log, 4), { sequence: '4' })), 4, 'malformed'],
  };
  for (const [title, [entries, sequence, reason]] of Object.entries(tampered)) {
    test(`abuse case 25: ${title}: entry ${sequence} is named`, async () => {
      const verdict = await verify(entries);
      assert.deepEqual(verdict, { ok: false, sequence, reason });
      assert.match(describeVerdict(verdict), new RegExp(`^NOT INTACT: entry ${sequence} `));
    });
  }

  test('abuse case 25: two good entries of one place: the head tells which one was written', async () => {
    const rewritten = write(9);
    const last = chainEntry(companyId, rewritten.end, activityOf(99), keys.writing);
    const verdict = await verify([...rewritten.log, last]);
    assert.deepEqual(verdict, { ok: false, sequence: 10, reason: 'head-mismatch' });
  });

  test('abuse case 25: a forged head is refused', async () => {
    const [header = '', payload = '', signature = ''] = head.split('.');
    const shorter = Buffer.from(
      JSON.stringify({ companyId, sequence: 9, hash: at(log, 9).hash, at: '2026-05-31T12:00:00Z' }),
    ).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const claims = { companyId, ...end, at: '2026-05-31T12:00:00Z' };
    const forged = [
      '',
      'head',
      `${header}.${shorter}.${signature}`,
      `${none}.${payload}.`,
      await headOf(end, companyId, stranger),
      // With the right keys, but for another use.
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'may', typ: 'kv-activity-head' })
        .sign(keys.writing.entry),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'may', typ: 'JWT' })
        .sign(keys.writing.head),
    ];
    for (const text of forged) {
      const verdict = await verify(log, { head: text });
      assert.deepEqual(verdict, { ok: false, sequence: null, reason: 'head-forged' });
    }
  });

  test("abuse case 25: another company's head is refused where one is expected", async () => {
    const foreign = { head: await headOf(other.end, 'other') };
    const verdict = await verify(other.log, { ...foreign, companyId });
    assert.deepEqual(verdict, { ok: false, sequence: null, reason: 'head-other-company' });
    assert.deepEqual(await verify(log, foreign), {
      ok: false,
      sequence: 1,
      reason: 'other-company',
    });
  });

  test('abuse case 25: any single change of any value in any entry is found, and named', async () => {
    /** Every place of a record that holds a value, as the names that lead there. */
    function places(value: unknown, path: string[] = []): string[][] {
      if (typeof value !== 'object' || value === null) return [path];
      const inner = Object.entries(value).flatMap(([name, item]) => places(item, [...path, name]));
      return Array.isArray(value) || inner.length === 0 ? [path, ...inner] : inner;
    }
    function changed(value: unknown, [name, ...rest]: string[], replacement: unknown): unknown {
      if (name === undefined) return replacement;
      const copy = (
        Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
      ) as Record<string, unknown>;
      copy[name] = changed(copy[name], rest, replacement);
      return copy;
    }
    const read = (value: unknown, path: string[]): unknown =>
      path.reduce((inner, name) => (inner as Record<string, unknown>)[name], value);

    const mutation = fc
      .nat({ max: log.length - 1 })
      .chain((index) =>
        fc.record({
          index: fc.constant(index),
          path: fc.constantFrom(...places(log[index])),
          replacement: fc.oneof(fc.jsonValue(), fc.integer({ min: 1, max: 12 })),
        }),
      )
      .filter(
        ({ index, path, replacement }) =>
          JSON.stringify(read(log[index], path)) !== JSON.stringify(replacement),
      );
    await fc.assert(
      fc.asyncProperty(mutation, async ({ index, path, replacement }) => {
        const entries: unknown[] = [...log];
        entries[index] = changed(log[index], path, replacement);
        const verdict = await verify(entries);
        assert.ok(!verdict.ok);
        assert.equal(verdict.sequence, index + 1);
      }),
      { numRuns: 500 },
    );
  });

  test('abuse case 25: any other order, selection or repetition of the entries is found', async () => {
    const indexes = fc.array(fc.nat({ max: log.length - 1 }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(indexes, async (order) => {
        const verdict = await verify(order.map((index) => at(log, index + 1)));
        const kept = order.findIndex((index, position) => index !== position);
        const first = kept === -1 ? order.length : kept;
        assert.deepEqual(verdict.ok, order.length === log.length && kept === -1);
        if (!verdict.ok) assert.equal(verdict.sequence, first + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the command that verifies', () => {
  let folder: string;
  const env: Record<string, string> = { KV_ACTIVITY_KEYS: `may:${secrets.may.secret}` };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kv-review-activity-'));
    await writeFile(join(folder, 'head'), `${head}\n`);
    await writeFile(
      join(folder, 'whole'),
      log.map((entry) => `${JSON.stringify(entry)}\n`),
    );
    await writeFile(
      join(folder, 'short'),
      log.slice(0, 7).map((entry) => `${JSON.stringify(entry)}\n`),
    );
    await writeFile(join(folder, 'garbled'), `${JSON.stringify(log[0])}\n{"entry":`);
  });
  after(() => rm(folder, { recursive: true }));

  async function run(args: string[], { input = '', given = env } = {}) {
    let said = '';
    const code = await main(args, {
      env: given,
      stdin: Readable.from([input]),
      write: (text) => {
        said += text;
      },
    });
    return { code, said };
  }
  const files = (entries: string) => [
    '--entries',
    entries === '-' ? '-' : join(folder, entries),
    '--head',
    join(folder, 'head'),
  ];

  test('says that a log is whole', async () => {
    const { code, said } = await run(files('whole'));
    assert.match(said, /^INTACT: all 10 entries .*2026-05-31T12:00:00\.000Z/);
    assert.equal(code, 0);
  });

  test('reads standard input', async () => {
    const input = log.map((entry) => JSON.stringify(entry)).join('\n');
    assert.equal((await run(files('-'), { input })).code, 0);
  });

  test('abuse case 25: names the first entry of a tail that was cut off', async () => {
    const { code, said } = await run(files('short'));
    assert.match(said, /^NOT INTACT: entry 8 and all entries after it were removed/);
    assert.equal(code, 1);
  });

  test('names an entry that cannot be read, and whose log it is not', async () => {
    assert.match((await run(files('garbled'))).said, /^NOT INTACT: entry 2 cannot be read/);
    const { code, said } = await run([...files('whole'), '--company', 'other']);
    assert.match(said, /^NOT VERIFIED: The head is that of another company/);
    assert.equal(code, 1);
  });

  test('says what it lacks, and never a secret', async () => {
    const secret = 'too short a secret';
    const wrong: [Awaited<ReturnType<typeof run>>, RegExp][] = [
      [await run([]), /--entries and --head are required/],
      [await run(['--key', secret]), /--key/],
      [await run(files('whole'), { given: {} }), /KV_ACTIVITY_KEYS is not set/],
      [await run(files('whole'), { given: { KV_ACTIVITY_KEYS: secret } }), /entry 1/],
      [await run(files('whole'), { given: { KV_ACTIVITY_KEYS: `a:${secret}` } }), /18 bytes/],
      [await run(files('none')), /ENOENT/],
    ];
    for (const [{ code, said }, words] of wrong) {
      assert.equal(code, 2);
      assert.match(said, words);
      assert.ok(!said.includes(secret));
    }
    assert.equal((await run(['--help'])).code, 0);
  });
});
