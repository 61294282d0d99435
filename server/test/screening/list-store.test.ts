import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { before, it } from 'node:test';

import { screening } from 'kv-review/model';
import { sql } from 'kysely';
import * as v from 'valibot';

import type { Database } from '../../src/database/index.ts';
import { inCompany } from '../../src/database/index.ts';
import { loadWatchList, type WatchList } from '../../src/screening/list-loader.ts';
import { createListScreener } from '../../src/screening/list-store.ts';
import type { WatchListEntry } from '../../src/screening/match.ts';
import type { ScreenedPerson } from '../../src/screening/screener.ts';
import { readSimpleCsv } from '../../src/screening/simple-csv.ts';
import { WatchListError } from '../../src/screening/watch-list-error.ts';
import { madeUpPeople } from '../../bench/watch-list.ts';
import { onEachDatabase } from '../support/databases.ts';

const list = { id: 'sample', title: 'Sample Sanctions List' };

const entry = (id: string, name: string, changes: Partial<WatchListEntry> = {}) => ({
  id,
  name,
  aliases: [],
  birthDates: [],
  lists: ['Sample Sanctions List'],
  ...changes,
});

const person = (firstName: string, lastName: string): ScreenedPerson => ({
  firstName,
  lastName,
  birthDate: '1970-03-04',
  nationality: null,
});

async function* stream(entries: readonly WatchListEntry[], error?: Error) {
  yield* entries;
  if (error) await Promise.reject(error);
}

async function countEntries({ kysely }: Database): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from watch_list_entries`.execute(kysely);
  return rows[0]?.count ?? 0;
}

onEachDatabase('watch lists in the database', (open) => {
  let database: Database;

  before(async () => {
    database = await open();
  });

  const other = { id: 'other', title: 'Other List' };
  const third = { id: 'third', title: 'Third List' };
  const screen = (who: ScreenedPerson, requiredLists: WatchList[] = []) =>
    createListScreener(database, { requiredLists }).screen(who);

  it('without any list everybody is unknown, never clear', async () => {
    assert.equal((await screen(person('Nodar', 'Beridze'))).status, 'unknown');
  });

  it('a list is loaded from its file, and finds people in other scripts and spellings', async () => {
    const file = Readable.from([
      'id,schema,name,aliases,birth_date,countries,dataset\n',
      'NK-1,Person,Nodar Beridze,ნოდარ ბერიძე;Beridze N.,1970-03-04;1970,ge;ru,First List;Second List\n',
      'NK-2,Person,Igor Kalandadze,,1950,,First List\n',
      'NK-3,Vessel,Nodar Beridze,,,,First List\n',
    ]);
    assert.equal(await loadWatchList(database, list, readSimpleCsv(file)), 2);
    for (const who of [
      person('Nodar', 'Beridze'),
      person('BERIDZE', 'NODARI'),
      person('Нодар', 'Беридзе'),
    ]) {
      const result = await screen(who);
      assert.ok(result.status === 'match');
      assert.deepEqual(result.lists, ['Sample Sanctions List']);
      assert.deepEqual(
        result.matches.map(({ id, list, birthDates, countries }) => [
          ...[id, list, birthDates, countries],
        ]),
        [['NK-1', 'First List; Second List', ['1970-03-04', '1970'], ['ge', 'ru']]],
      );
    }
    const clear = await screen(person('Tamar', 'Lomidze'));
    assert.ok(clear.status === 'clear');
    assert.deepEqual(clear.lists, ['Sample Sanctions List']);
  });

  it('of many entries, all that fit are found, the likeliest first', async () => {
    const many = Array.from({ length: 1234 }, (_, index) =>
      entry(`x-${index}`, `Ana Lomi${index}`),
    );
    await loadWatchList(
      database,
      list,
      stream([
        ...many,
        entry('near', 'Nodari Beridze'),
        entry('same', 'Someone Else', { aliases: ['O\'Neil; "N" \0', 'Beridze Nodar'] }),
      ]),
    );
    const result = await screen(person('Nodar', 'Beridze'));
    assert.ok(result.status === 'match');
    assert.deepEqual(
      result.matches.map(({ id, alias }) => [id, alias]),
      [
        ['same', 'Beridze Nodar'],
        ['near', null],
      ],
    );
  });

  it('a new list replaces the former one as a whole', async () => {
    await loadWatchList(database, list, stream([entry('new', 'Tamar Lomidze')]));
    assert.equal((await screen(person('Nodar', 'Beridze'))).status, 'clear');
    assert.equal((await screen(person('Tamar', 'Lomidze'))).status, 'match');
    assert.equal(await countEntries(database), 1);
  });

  it('a list that fails half-way, is empty or names one twice leaves the former one in force', async () => {
    const half = Array.from({ length: 700 }, (_, index) => entry(`y-${index}`, 'Nodar Beridze'));
    const sources = [
      stream(half, new WatchListError('cut off')),
      stream([]),
      stream([entry('a', 'Nodar Beridze'), entry('a', 'Nodar Beridze')]),
    ];
    for (const source of sources) {
      await assert.rejects(loadWatchList(database, list, source));
      assert.equal(await countEntries(database), 1);
    }
    assert.equal((await screen(person('Nodar', 'Beridze'))).status, 'clear');
    assert.equal((await screen(person('Tamar', 'Lomidze'))).status, 'match');
  });

  it('several lists are searched at once; without one that must be there nobody is clear', async () => {
    await loadWatchList(database, other, stream([entry('o', 'Nodar Beridze')]));
    const result = await screen(person('Nodar', 'Beridze'), [list, other]);
    assert.ok(result.status === 'match');
    assert.deepEqual([...result.lists].sort(), ['Other List', 'Sample Sanctions List']);
    const found = await screen(person('Nodar', 'Beridze'), [third]);
    assert.ok(found.status === 'match');
    assert.deepEqual(found.unanswered, ['Third List']);
    const { checkedAt: _, ...rest } = await screen(person('Zurab', 'Kobakhidze'), [third]);
    assert.deepEqual(rest, { status: 'unknown', unanswered: ['Third List'] });
  });

  it('a name with too many parts matches by the parts that are compared; otherwise it is unknown', async () => {
    await loadWatchList(database, list, stream([entry('n', 'Nodar Beridze')]));
    const filler = (count: number) =>
      Array.from({ length: count }, (_, at) => `Zu${'bdgklmnrst'.charAt(at % 10)}ab`).join(' ');
    for (const [before, after] of [
      [15, 0],
      [0, 15],
      [7, 9],
      [0, 500],
    ] as const) {
      const who = person(`${filler(before)} Nodar`, `Beridze ${filler(after)}`);
      assert.equal((await screen(who)).status, 'match', `${before}, ${after}`);
    }
    assert.equal((await screen(person(filler(10), filler(10)))).status, 'unknown');
    assert.equal((await screen(person(filler(300), filler(300)))).status, 'unknown');
  });

  it('ids that no session can hold are replaced by their digests', async () => {
    const ids = ['x'.repeat(128), 'x'.repeat(129), 'x'.repeat(100_000)];
    const entries = ids.map((id) => entry(id, 'Nodar Beridze'));
    await loadWatchList(database, list, stream(entries));
    const result = await screen(person('Nodar', 'Beridze'));
    assert.ok(result.status === 'match' && v.is(screening, result));
    const found = result.matches.map(({ id }) => id).filter((id) => id !== 'o');
    assert.equal(new Set(found).size, 3);
    assert.ok(found.includes('x'.repeat(128)));
    assert.equal(found.filter((id) => /^sha256:[0-9a-f]{64}$/.test(id)).length, 2);
  });

  it('of two loads at once the first to end has the list, and the other takes nothing of it away', async () => {
    const shared = { id: 'shared', title: 'Shared List' };
    const [begun, held] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const late = loadWatchList(
      database,
      shared,
      (async function* () {
        // More than is put in at once, so that some of it is there while the other one ends.
        for (let index = 0; index < 1600; index += 1) yield entry(`late-${index}`, `Late ${index}`);
        begun.resolve(undefined);
        await held.promise;
        yield entry('late', 'Ketevan Abashidze');
      })(),
    );
    const refused = assert.rejects(late, WatchListError);
    await begun.promise;
    await loadWatchList(database, shared, stream([entry('early', 'Zurab Kobakhidze')]));
    held.resolve(undefined);
    await refused;
    assert.equal((await screen(person('Zurab', 'Kobakhidze'))).status, 'match');
    assert.equal((await screen(person('Ketevan', 'Abashidze'))).status, 'clear');
    const { rows: ids } = await sql`
      select id from watch_list_entries where id = 'early' or id like 'late%'
    `.execute(database.kysely);
    assert.deepEqual(ids, [{ id: 'early' }]);
    for (const table of ['entries', 'words', 'keys']) {
      const { rows: left } = await sql`
        select 1 from ${sql.table(`watch_list_${table}`)}
        where generation not in (select generation from watch_lists)
      `.execute(database.kysely);
      assert.deepEqual(left, [], table);
    }
  });

  it('requests read lists, and cannot change them', async () => {
    for (const statement of [
      sql`delete from watch_list_entries`,
      sql`update watch_lists set title = 'x'`,
      sql`insert into watch_lists values ('x', 'x', 1, 1, now())`,
    ]) {
      await assert.rejects(
        inCompany(database, 'a', (transaction) => statement.execute(transaction)),
        /permission denied/,
      );
    }
  });

  it('is found by the index, not by looking at every entry', async () => {
    const many = [...madeUpPeople(3000)].map(({ id, name }) => entry(id, name));
    await loadWatchList(database, list, stream(many));
    for (const [table, column] of [
      ['watch_list_keys', 'key'],
      ['watch_list_words', 'word'],
    ] as const) {
      const plan = await inCompany(database, '', (transaction) =>
        sql`
          explain select * from ${sql.table(table)}
          where generation = 1 and ${sql.ref(column)} = any(${['a', 'b']}::text[])
        `.execute(transaction),
      );
      assert.match(JSON.stringify(plan.rows), /Index Scan/);
    }
  });
});
