import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import type { WatchListEntry } from '../../src/screening/match.ts';
import { readSimpleCsv, WatchListError } from '../../src/screening/simple-csv.ts';

const header =
  '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",' +
  '"sanctions","phones","emails","dataset","first_seen","last_seen","last_change"';

const row = (
  cells: Partial<Record<'id' | 'schema' | 'name' | 'aliases' | 'birth' | 'list', string>>,
) => {
  const { id = 'NK-1', schema = 'Person', name = 'Nodar Beridze' } = cells;
  const { aliases = '', birth = '', list = 'Sample List' } = cells;
  const values = [id, schema, name, aliases, birth, 'ge', '', '', '', '', '', list, '', '', ''];
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
};

async function readAll(source: Readable): Promise<WatchListEntry[]> {
  const entries: WatchListEntry[] = [];
  for await (const entry of readSimpleCsv(source)) entries.push(entry);
  return entries;
}

const read = (...lines: string[]) => readAll(Readable.from([`${lines.join('\n')}\n`]));

describe('targets.simple.csv', () => {
  it('is read by the names of its columns, cells of several values by their semicolons', async () => {
    const entries = await read(
      header,
      row({
        aliases: 'ნოდარ ბერიძე;"Beridze; Nodar, the ""Elder""";Nodari',
        birth: '1970;1970-03-04',
        list: 'Sample List;Second List',
      }),
    );
    assert.deepEqual(entries, [
      {
        id: 'NK-1',
        name: 'Nodar Beridze',
        aliases: ['ნოდარ ბერიძე', 'Beridze; Nodar, the "Elder"', 'Nodari'],
        birthDates: ['1970', '1970-03-04'],
        lists: ['Sample List', 'Second List'],
      },
    ]);
  });

  it('may have further columns, another order, a byte order mark and other line ends', async () => {
    const entries = await read(
      '\ufeffdataset,name,program_ids,id,birth_date,aliases,schema\r',
      'Sample List,Nodar Beridze,X,NK-1,,,Person\r',
    );
    assert.ok(entries[0]);
    assert.equal(entries[0].name, 'Nodar Beridze');
    assert.deepEqual(entries[0].aliases, []);
  });

  it('gives people only', async () => {
    const entries = await read(
      header,
      row({ id: 'a', schema: 'Vessel' }),
      row({ id: 'b', schema: 'Company' }),
      row({ id: 'c', schema: 'LegalEntity' }),
      row({ id: 'd' }),
    );
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['c', 'd'],
    );
  });

  it('is refused as a whole when it is no list, is cut off, or names nobody', async () => {
    const files: string[][] = [
      [''],
      ['<html>not found</html>'],
      ['id,schema,name'],
      [header],
      [header, row({ schema: 'Vessel' })],
      [header, row({ id: '' })],
      [header, row({ name: '' })],
      [header, row({}), row({}).slice(0, -9)],
      [header, row({}), 'NK-2,Person'],
    ];
    for (const lines of files) {
      await assert.rejects(read(...lines), WatchListError, lines.join('|'));
    }
  });

  it('is refused when its source breaks off', async () => {
    async function* breaking() {
      yield `${header}\n${row({})}\n`;
      await Promise.reject(new Error('connection lost'));
    }
    await assert.rejects(readAll(Readable.from(breaking())), WatchListError);
  });
});
