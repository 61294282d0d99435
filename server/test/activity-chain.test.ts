import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';

import fc from 'fast-check';
import { SignJWT } from 'jose';

import { chainEntry, hashEntry, startOfChain, type ChainEnd } from '../src/activity/chain.ts';
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
const nino = { id: 'u-1', role: 'agent' } as const;
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

/** A log as it is exported: members have another order, and entries share no objects. */
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

/** The log with an entry and those after it replaced. */
const spliced = (sequence: number, deleted: number, ...inserted: ChainedEntry[]) =>
  log.toSpliced(sequence - 1, deleted, ...inserted);

const withEntry = (record: ChainedEntry, changed: Record<string, unknown>): ChainedEntry => ({
  ...record,
  entry: { ...record.entry, ...changed },
});

const renumbered = (entries: readonly ChainedEntry[]) =>
  entries.map((record, index) => withEntry(record, { sequence: index + 1 }));

describe('the activity log', () => {
  test('verifies an intact log, even if the order of members has changed', async () => {
    assert.notDeepEqual(Object.keys(at(log, 1).entry), ['sequence', 'at', 'actor']);
    const verdict = await verify(log);
    assert.ok(verdict.ok);
    assert.equal(verdict.count, 10);
    assert.equal(verdict.head.hash, end.hash);
  });

  test('verifies an empty log', async () => {
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

  test('verifies today’s log against a head from last month', async () => {
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

  test('keys rotate: entries of the old key are verified while the key is configured', async () => {
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

  test('verifies an entry of an earlier version, whose hash covers the name of the user', async () => {
    const entry = { ...activityOf(1), sequence: 1, actor: { ...nino, name: 'ნინო' } };
    const hash = hashEntry(startOfChain(companyId).hash, companyId, entry, keys.writing);
    const earlier = stored({ companyId, entry, keyId: 'may', hash });
    const next = chainEntry(companyId, { sequence: 1, hash }, activityOf(2), keys.writing);
    const newer = await headOf({ sequence: 2, hash: next.hash });
    assert.ok((await verify([earlier, stored(next)], { head: newer })).ok);
    const renamed = withEntry(earlier, { actor: nino });
    const verdict = await verify([renamed, stored(next)], { head: newer });
    assert.deepEqual(verdict, { ok: false, sequence: 1, reason: 'edited' });
  });

  test('refuses entries with other data, and does not quote it', () => {
    const wrong: object[] = [
      { details: { search: 'Wanted' } },
      { details: { fields: ['Wanted Person'] } },
      { details: { count: 1.5 } },
      { action: 'wanted' },
      { at: '2026-05-01T00:00:00Z' },
      { at: '2026-13-01T00:00:00.000Z' },
      { more: 'Wanted' },
      { actor: { ...nino, name: 'Wanted' } },
    ];
    for (const changed of wrong) {
      const activity = { ...activityOf(1), ...changed };
      assert.throws(
        () => chainEntry(companyId, end, activity, keys.writing),
        (error) => error instanceof TypeError && !/wanted/i.test(error.message),
      );
    }
  });

  test('reads the log one entry at a time, without reading ahead', async () => {
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
  /** A log that the same key wrote after a restored backup. Only the third entry has other contents. */
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
    'a member is added to an entry': [
      spliced(4, 1, withEntry(at(log, 4), { note: 'x' })),
      4,
      'edited',
    ],
    'a member named __proto__ is added to an entry': [
      spliced(4, 1, {
        ...at(log, 4),
        entry: JSON.parse(
          JSON.stringify(at(log, 4).entry).replace('{', '{"__proto__":{"x":1},'),
        ) as ChainedEntry['entry'],
      }),
      4,
      'edited',
    ],
    'half a surrogate pair is written into an entry': [
      spliced(4, 1, withEntry(at(log, 4), { sessionId: '\ud800' })),
      4,
      'edited',
    ],
    'the number of an entry is changed': [
      spliced(4, 1, withEntry(at(log, 4), { sequence: 40 })),
      4,
      'edited',
    ],
    'an entry is replaced by that of a log with another history': [
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
    'all entries are reversed': [log.toReversed(), 1, 'reordered'],
    'the last entry is removed': [log.slice(0, -1), 10, 'cut-off'],
    'all entries but one are removed': [log.slice(0, 1), 2, 'cut-off'],
    'all entries are removed': [[], 1, 'cut-off'],
    'an entry is repeated': [spliced(5, 0, at(log, 4)), 5, 'inserted'],
    'a forged entry is inserted before one with the same number': [
      spliced(4, 0, withEntry(at(log, 4), { sessionId: 's-9' })),
      4,
      'inserted',
    ],
    'a forged entry is inserted after one with the same number': [
      spliced(5, 0, withEntry(at(log, 4), { sessionId: 's-9' })),
      5,
      'inserted',
    ],
    'a forged entry is inserted and the rest renumbered': [
      renumbered(spliced(4, 0, withEntry(at(log, 4), { sessionId: 's-9' }))),
      4,
      'reordered',
    ],
    'an entry belongs to another company': [spliced(4, 1, at(other.log, 4)), 4, 'other-company'],
    "an entry of another company has this company's id": [
      spliced(4, 1, { ...at(other.log, 4), companyId }),
      4,
      'edited',
    ],
    "all entries of another company have this company's id": [
      other.log.map((record) => ({ ...record, companyId })),
      1,
      'edited',
    ],
    'an entry names an unknown key': [
      spliced(4, 1, { ...at(log, 4), keyId: 'june' }),
      4,
      'unknown-key',
    ],
    'a log is written with another key of the same id': [
      write(10, companyId, stranger).log,
      1,
      'edited',
    ],
    'an entry is not an object': [[...log.slice(0, 3), null, ...log.slice(4)], 4, 'malformed'],
    'an entry has no hash': [
      [...log.slice(0, 3), { ...at(log, 4), hash: undefined }, ...log.slice(4)],
      4,
      'malformed',
    ],
    'a number is a text': [spliced(4, 1, withEntry(at(log, 4), { sequence: '4' })), 4, 'malformed'],
  };
  for (const [title, [entries, sequence, reason]] of Object.entries(tampered)) {
    test(`abuse case 25: ${title}: reports entry ${sequence}`, async () => {
      const verdict = await verify(entries);
      assert.deepEqual(verdict, { ok: false, sequence, reason });
      assert.match(describeVerdict(verdict), new RegExp(`^NOT INTACT: entry ${sequence} `));
    });
  }

  test('abuse case 25: of two valid entries for one place, the head proves which one was written', async () => {
    const rewritten = write(9);
    const last = chainEntry(companyId, rewritten.end, activityOf(99), keys.writing);
    const verdict = await verify([...rewritten.log, last]);
    assert.deepEqual(verdict, { ok: false, sequence: 10, reason: 'head-mismatch' });
  });

  test('abuse case 25: refuses a forged head', async () => {
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
      // Signed with the right secret, but with the key for another use.
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

  test('abuse case 25: refuses the head of another company when a company is given', async () => {
    const foreign = { head: await headOf(other.end, 'other') };
    const verdict = await verify(other.log, { ...foreign, companyId });
    assert.deepEqual(verdict, { ok: false, sequence: null, reason: 'head-other-company' });
    assert.deepEqual(await verify(log, foreign), {
      ok: false,
      sequence: 1,
      reason: 'other-company',
    });
  });

  test('abuse case 25: finds and reports any change of any value in any entry', async () => {
    /** The path to every value of a record. */
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

  test('abuse case 25: finds any reordering, removal or repetition of entries', async () => {
    const indexes = fc.array(fc.nat({ max: log.length - 1 }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(indexes, async (order) => {
        const verdict = await verify(order.map((index) => at(log, index + 1)));
        const moved = order.findIndex((index, position) => index !== position);
        const first = moved === -1 ? order.length : moved;
        assert.deepEqual(verdict.ok, order.length === log.length && moved === -1);
        if (!verdict.ok) assert.equal(verdict.sequence, first + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('verify-activity', () => {
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

  async function run(args: string[], { input = '', environment = env } = {}) {
    let output = '';
    const code = await main(args, {
      env: environment,
      stdin: Readable.from([input]),
      write: (text) => {
        output += text;
      },
    });
    return { code, output };
  }
  const files = (entries: string) => [
    '--entries',
    entries === '-' ? '-' : join(folder, entries),
    '--head',
    join(folder, 'head'),
  ];

  test('reports that a log is intact', async () => {
    const { code, output } = await run(files('whole'));
    assert.match(output, /^INTACT: all 10 entries .*2026-05-31T12:00:00\.000Z/);
    assert.equal(code, 0);
  });

  test('reads standard input', async () => {
    const input = log.map((entry) => JSON.stringify(entry)).join('\n');
    assert.equal((await run(files('-'), { input })).code, 0);
  });

  test('abuse case 25: reports the first entry of a tail that was removed', async () => {
    const { code, output } = await run(files('short'));
    assert.match(output, /^NOT INTACT: entry 8 and all entries after it were removed/);
    assert.equal(code, 1);
  });

  test('reports an entry that cannot be read, and a log of another company', async () => {
    assert.match((await run(files('garbled'))).output, /^NOT INTACT: entry 2 cannot be read/);
    const { code, output } = await run([...files('whole'), '--company', 'other']);
    assert.match(output, /^NOT VERIFIED: The head belongs to another company/);
    assert.equal(code, 1);
  });

  test('reports missing options, and never a secret', async () => {
    const secret = 'too short a secret';
    const wrong: [Awaited<ReturnType<typeof run>>, RegExp][] = [
      [await run([]), /--entries and --head are required/],
      [await run(['--key', secret]), /--key/],
      [await run(files('whole'), { environment: {} }), /KV_ACTIVITY_KEYS is not set/],
      [await run(files('whole'), { environment: { KV_ACTIVITY_KEYS: secret } }), /entry 1/],
      [await run(files('whole'), { environment: { KV_ACTIVITY_KEYS: `a:${secret}` } }), /18 bytes/],
      [await run(files('none')), /ENOENT/],
    ];
    for (const [{ code, output }, words] of wrong) {
      assert.equal(code, 2);
      assert.match(output, words);
      assert.ok(!output.includes(secret));
    }
    assert.equal((await run(['--help'])).code, 0);
  });
});
