import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import type { WatchListEntry } from '../../src/screening/match.ts';
import {
  readSimpleCsv,
  type ListFault,
  type ReadListOptions,
} from '../../src/screening/simple-csv.ts';
import { WatchListError } from '../../src/screening/watch-list-error.ts';

const header =
  '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",' +
  '"sanctions","phones","emails","dataset","first_seen","last_seen","last_change"';

const row = (
  cells: Partial<Record<'id' | 'schema' | 'name' | 'aliases' | 'birth' | 'list', string>>,
) => {
  const { id = 'NK-1', schema = 'Person', name = 'Nodar Beridze' } = cells;
  const { aliases = '', birth = '', list = 'Sample List' } = cells;
  const values = [id, schema, name, aliases, birth, 'ge;ru', '', '', '', '', '', list, '', '', ''];
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
};

async function readAll(source: Readable, options?: ReadListOptions): Promise<WatchListEntry[]> {
  const entries: WatchListEntry[] = [];
  for await (const entry of readSimpleCsv(source, options)) entries.push(entry);
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
        countries: ['ge', 'ru'],
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
    assert.deepEqual([entries[0].aliases, entries[0].countries], [[], []]);
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

  it('is refused as a whole when it is not a list, is cut off, or names nobody', async () => {
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

  const many = Array.from({ length: 300 }, (_, index) => row({ id: `NK-${index + 10}` }));

  const faults: [string, string[], string][] = [
    ['an entry without a name', [row({ name: '' })], 'the entry has no name'],
    ['an entry whose name is blank', [row({ name: ' ' })], 'the entry has no name'],
    ['an entry without an id', [row({ id: '' })], 'the entry has no id'],
    ['a quote too many in a cell', [row({}).replace('Nodar', 'No"dar')], 'the row cannot be read'],
    ['a quote that is missing', [row({}).replace('"Person', 'Person')], 'the row cannot be read'],
    ['a quote that is never closed', [row({}).slice(0, -1)], 'the row cannot be read'],
    ['too few cells', ['"NK-2","Person"'], 'the row cannot be read'],
    ['too many cells', [`${row({})},""`], 'the row cannot be read'],
  ];
  for (const [title, lines, reason] of faults) {
    it(`leaves out ${title}, says in which line, and keeps all other entries`, async () => {
      const told: ListFault[] = [];
      const text = [header, ...many.slice(0, 150), ...lines, ...many.slice(150), ''].join('\n');
      const entries = await readAll(Readable.from([text]), { onFault: (each) => told.push(each) });
      assert.deepEqual(
        entries.map(({ id }) => id),
        many.map((_, index) => `NK-${index + 10}`),
      );
      assert.deepEqual(told, [{ line: 152, reason }]);
    });
  }

  it('keeps an entry with the id of another one, and aliases with a stray quote', async () => {
    const told: ListFault[] = [];
    const text = [
      header,
      ...many,
      row({ id: 'NK-10', name: 'Tamar Lomidze' }),
      row({ id: 'NK-1', aliases: 'Nodar "N Beridze;Nodari' }),
      '',
    ].join('\n');
    const entries = await readAll(Readable.from([text]), { onFault: (each) => told.push(each) });
    assert.equal(new Set(entries.map(({ id }) => id)).size, 302);
    assert.equal(entries[300]?.name, 'Tamar Lomidze');
    assert.deepEqual(entries[301]?.aliases, ['Nodar "N Beridze', 'Nodari']);
    assert.deepEqual(told, [{ line: 302, reason: 'another entry has the same id' }]);
  });

  it('may have line ends in quoted cells, even beside a row with a missing quote', async () => {
    const broken = row({}).slice(0, -1);
    const entries = await readAll(
      Readable.from([
        [header, ...many, broken, row({ id: 'a', list: 'Sample\nList' }), ''].join('\r\n'),
      ]),
    );
    assert.deepEqual(entries.at(-1)?.lists, ['Sample\nList']);
    assert.equal(entries.length, 301);
  });

  it('is refused with a larger share of faults than is allowed', async () => {
    const lines = [header, ...many.slice(0, 98), row({ name: '' }), row({ id: '' }), ''].join('\n');
    const readWith = (options: ReadListOptions) => readAll(Readable.from([lines]), options);
    await assert.rejects(readWith({}), {
      name: 'WatchListError',
      message:
        'Of 100 entries of the watch list, 2 have faults, the first in line 100; at most 1 % may have.',
    });
    assert.equal((await readWith({ maxFaultyShare: 0.02 })).length, 98);
    await assert.rejects(readWith({ maxFaultyShare: 0 }), WatchListError);
  });

  it('is refused when it ends within a row, whatever share of faults is allowed', async () => {
    const cut = [header, ...many].join('\n').slice(0, -30);
    await assert.rejects(readAll(Readable.from([cut]), { maxFaultyShare: 1 }), WatchListError);
  });

  const inBytes = (...parts: (string | number[])[]) =>
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
    );
  const before = `${header}\n${row({})}\n`;
  const after = `\n${row({ id: 'b' })}\n`;
  const others: [string, Buffer, RegExp][] = [
    [
      'Latin-1',
      Buffer.from(`${before}${row({ id: 'a', name: 'Jürgen Müller' })}\n`, 'latin1'),
      /^Line 3 /,
    ],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${before}`, 'utf16le'), /^Line 1 .*UTF-16/],
    ['UTF-16 without a mark', Buffer.from(before, 'utf16le'), /^Line 1 .*UTF-16/],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${before}`, 'utf16le').swap16(), /^Line 1 .*UTF-16/],
    ['a NUL', inBytes(before, row({ id: 'a', name: 'A\0B' }), after), /^Line 3 /],
    ['an overlong sequence', inBytes(before, '"a', [0xc0, 0xaf], '"', after), /^Line 3 /],
    ['half a surrogate pair', inBytes(before, [0xed, 0xa0, 0x80], after), /^Line 3 /],
    ['a character that is cut off', inBytes(before, [0xe1, 0x83], after), /^Line 3 /],
    ['a code beyond Unicode', inBytes(before, [0xf4, 0x90, 0x80, 0x80], after), /^Line 3 /],
    ['Windows-1251', inBytes(before, [0xcf, 0xf3, 0xf2, 0xe8, 0xed], after), /^Line 3 /],
    ['Shift JIS', inBytes(before, [0x93, 0xfa, 0x96, 0x7b], after), /^Line 3 /],
  ];
  for (const [title, bytes, message] of others) {
    it(`is refused in another encoding than UTF-8, naming the line: ${title}`, async () => {
      for (const size of [bytes.length, 7]) {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        await assert.rejects(readAll(Readable.from(pieces), { maxFaultyShare: 1 }), {
          name: 'WatchListError',
          message,
        });
      }
    });
  }

  it('is refused for one byte of Latin-1 far into the file', async () => {
    async function* file() {
      yield `${header}\n`;
      for (let line = 2; line <= 70_000; line += 1) {
        yield `${row({ id: `NK-${line}`, schema: 'Vessel' })}\n`;
      }
      yield Buffer.from(`${row({ name: 'Jürgen' })}\n`, 'latin1');
      yield `${row({})}\n`;
      await Promise.resolve();
    }
    await assert.rejects(readAll(Readable.from(file())), { message: /^Line 70001 .* not UTF-8/ });
  });

  it('is refused when its names were read in another encoding before', async () => {
    const garbled = [
      'JÃ¼rgen MÃ¼ller',
      'ÐŸÑƒÑ‚Ð¸Ð½',
      'J\ufffdrgen',
      'Åukasz'.replace('Å', 'Å\u0081'),
    ];
    for (const name of garbled) {
      const told: ListFault[] = [];
      const lines = [header, ...many, row({ name }), ''].join('\n');
      const entries = await readAll(Readable.from([lines]), { onFault: (each) => told.push(each) });
      assert.equal(entries.at(-1)?.name, name);
      assert.deepEqual(
        told.map(({ line }) => line),
        [302],
      );
      await assert.rejects(read(header, row({ name })), WatchListError);
    }
    const sound = ['Jürgen Müller', 'Łukasz', 'Ångström', 'São Paulo', 'Путин', 'Dvořák', 'Ñuñez'];
    const entries = await read(
      header,
      ...sound.map((name, index) => row({ id: `${index}`, name })),
    );
    assert.equal(entries.length, sound.length);
  });

  it('is refused when its source breaks off', async () => {
    async function* breaking() {
      yield `${header}\n${row({})}\n`;
      await Promise.reject(new Error('connection lost'));
    }
    await assert.rejects(readAll(Readable.from(breaking())), WatchListError);
  });
});
