import { expect } from '@open-wc/testing';
import { createCsvApi, csvColumns, type CsvColumn } from 'kv-review/api/csv';
import { isLowMatch, queriesWithoutDue, session as sessionSchema } from 'kv-review/model';
import { defineConformanceTests, type ConformanceActors } from 'kv-review/testing';
import * as v from 'valibot';

type Cells = Partial<Record<CsvColumn, string>>;

const complete: Cells = {
  'Personal Number': '01234567890',
  'First Name': 'Łukasz',
  'Last Name': 'ბერიძე',
  'Document Number': 'KV1234567',
  'Birth Date': '1990-02-28',
  Nationality: 'UTO',
  Sex: 'male',
  'Expiration Date': '12-31-31',
  Verified: 'TRUE',
  'Document Valid': 'FALSE',
  'Liveness Status': '0',
  'Match Level': '5',
  'Creation time': '2026-03-01T10:00:00+04:00',
  'Completion time': '2026-03-01T10:05:00+04:00',
  Partner: 'Fictiona Pay',
  'Session ID': 'session-1',
  Extra: '{"phone":"+995 555 00 11 22","tier":3,"__proto__":"x"}',
  'Document type': 'ID',
  'Client IP': '192.0.2.1',
  Device: 'Mobile',
  Browser: 'Chrome',
  OS: 'Android',
  Model: 'Pixel 9',
  Attempts: '2',
};

const columns = csvColumns.filter((column) => column !== 'Reasons');

const quote = (cell: string): string =>
  /[",;\t\r\n']/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function write(
  rows: readonly Cells[],
  names: readonly string[] = columns,
  delimiter = ',',
): string {
  const lines = rows.map((row) => names.map((name) => row[name as CsvColumn] ?? ''));
  return [names, ...lines].map((line) => line.map(quote).join(delimiter)).join('\r\n');
}

/** The only session of a file with one row. */
async function readOne(cells: Cells, names?: readonly string[]) {
  const { api, errors } = await createCsvApi(write([{ ...complete, ...cells }], names));
  return { api, session: await api.getSession(cells['Session ID'] ?? 'session-1'), errors };
}

describe('createCsvApi', () => {
  it('reads every column of an export', async () => {
    const { session, errors } = await readOne({});
    expect(errors).to.deep.equal([]);
    expect(v.is(sessionSchema, session)).to.equal(true);
    expect(session).to.deep.include({
      id: 'session-1',
      status: 'success',
      createdAt: '2026-03-01T10:00:00+04:00',
      completedAt: '2026-03-01T10:05:00+04:00',
      companyName: 'Fictiona Pay',
      client: {
        firstName: 'Łukasz',
        lastName: 'ბერიძე',
        documentNumber: 'KV1234567',
        personalNumber: '01234567890',
        sex: 'male',
        birthDate: '1990-02-28',
        expirationDate: '2031-12-31',
        nationality: 'UTO',
      },
      documentType: 'id-card',
      documentValid: false,
      livenessPassed: true,
      faceMatch: { level: 5, confidence: null },
      device: {
        name: 'Pixel 9',
        type: 'mobile',
        browser: 'Chrome',
        os: 'Android',
        userAgent: null,
      },
      clientIp: '192.0.2.1',
      attemptCount: 2,
      selfie: null,
    });
    expect(session.extra).to.deep.equal([
      { key: 'phone', value: '+995 555 00 11 22' },
      { key: 'tier', value: '3' },
      { key: '__proto__', value: 'x' },
    ]);
    expect(Object.prototype).not.to.have.property('x');
  });

  it('treats empty cells as unknown', async () => {
    const needed = new Set<CsvColumn>(['Session ID', 'Creation time', 'Verified']);
    const empty = Object.fromEntries(
      columns.filter((name) => !needed.has(name)).map((name) => [name, '']),
    );
    const { session, errors } = await readOne({ ...empty, Verified: 'FALSE' });
    expect(errors).to.deep.equal([]);
    expect(v.is(sessionSchema, session)).to.equal(true);
    expect(session.status).to.equal('processing');
    expect(session.client.firstName).to.equal(null);
    expect(session.livenessPassed).to.equal(null);
    expect(session.faceMatch).to.equal(null);
    expect([session.livenessFinished, session.documentFinished]).to.deep.equal([null, null]);
  });

  it('reads a match level of 0 as below level 1, which is low, and an empty one as not measured', async () => {
    const { session: low, errors } = await readOne({ 'Match Level': '0' });
    expect(errors).to.deep.equal([]);
    expect(low.faceMatch).to.deep.equal({ level: 0, confidence: null });
    const { session: unmeasured } = await readOne({ 'Match Level': '' });
    expect(unmeasured.faceMatch).to.equal(null);
    expect([low, unmeasured].map(({ faceMatch }) => isLowMatch(faceMatch, 1))).to.deep.equal([
      true,
      false,
    ]);
  });

  it('keeps extra values as the file has them, long numbers too', async () => {
    const { session, errors } = await readOne({
      Extra: '{"account": 12345678901234567890, "rate": 1.50, "tags": ["a", {"b": null}] }',
    });
    expect(errors).to.deep.equal([]);
    expect(session.extra).to.deep.equal([
      { key: 'account', value: '12345678901234567890' },
      { key: 'rate', value: '1.50' },
      { key: 'tags', value: '["a", {"b": null}]' },
    ]);
  });

  it('recognises a rejected session by its completion, and reads its reasons', async () => {
    const cells = { ...complete, Verified: 'false', Reasons: 'Fake; SPAM;Written by hand' };
    const { session } = await readOne(cells, csvColumns);
    expect(session.status).to.equal('rejected');
    expect(session.decision?.reasons.map(({ id }) => id)).to.deep.equal([
      'fake',
      'spam',
      'Written by hand',
    ]);
    expect((await readOne({ Verified: 'FALSE' })).session.status).to.equal('rejected');
  });

  for (const [name, delimiter] of [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ] as const) {
    it(`finds columns by name in any order, delimited by ${name}`, async () => {
      const names = ['Unknown', ...columns.toReversed(), 'Another'];
      const text = write([complete], names, delimiter).replace('Session ID', ' session  id ');
      const { api, errors } = await createCsvApi(text);
      expect(errors).to.deep.equal([]);
      const { client, extra } = await api.getSession('session-1');
      expect([client.lastName, extra[1]?.value]).to.deep.equal(['ბერიძე', '3']);
    });
  }

  for (const [name, blob] of [
    ['a byte order mark', new Blob(['\ufeff', write([complete])])],
    ['UTF-16', utf16(`\ufeff${write([complete])}`)],
    ['UTF-16 without a byte order mark', utf16(write([complete]))],
    ['lines ended by LF', new Blob([write([complete]).replaceAll('\r\n', '\n')])],
  ] as const) {
    it(`reads a file with ${name}`, async () => {
      const { api, errors } = await createCsvApi(blob);
      expect(errors).to.deep.equal([]);
      expect((await api.getSession('session-1')).client.firstName).to.equal('Łukasz');
    });
  }

  it('reads a cell of several lines, with quotation marks and delimiters', async () => {
    const firstName = 'A "quoted"\r\nname, with; all';
    const { session } = await readOne({ 'First Name': firstName });
    expect(session.client.firstName).to.equal(firstName);
  });

  describe('with line breaks of several kinds', () => {
    const names = ['Session ID', 'Creation time', 'Verified', 'Last Name'];
    const row = (id: string, name = 'Zoë'): string => `${id},2026-03-01T10:00:00Z,TRUE,${name}`;
    const header = names.join(',');

    /** The last names in a file by session id, and its errors. */
    async function readNames(source: string | Blob) {
      const { api, errors } = await createCsvApi(source);
      const { items } = await api.listSessions({});
      const read = items.map(({ id, client }): [string, string | null] => [id, client.lastName]);
      const found = errors.filter(({ code }) => code !== 'missing-column');
      return { names: Object.fromEntries(read), errors: found.map((e) => [e.row, e.code]) };
    }

    const mixed: readonly (readonly [name: string, text: string])[] = [
      ['a header that ends with CRLF and rows with LF', `${header}\r\n${row('a')}\n${row('b')}\n`],
      ['a header that ends with LF and rows with CRLF', `${header}\n${row('a')}\r\n${row('b')}`],
      ['one row appended with LF', `${header}\r\n${row('a')}\r\n${row('b')}\n`],
      ['CR alone, as old Macs write it', `${header}\r${row('a')}\r${row('b')}\r`],
      ['a header that ends with LF and rows with CR', `${header}\n${row('a')}\r${row('b')}`],
      ['CR written twice before LF', `${header}\r\r\n${row('a')}\r\r\n${row('b')}\r\r\n`],
      ['quoted cells before each', `${header}\r\n${row('a', '"Zoë"')}\n${row('b', '"Zoë"')}\r`],
    ];
    for (const [name, text] of mixed) {
      it(`reads every row of a file with ${name}`, async () => {
        const read = await readNames(text);
        expect(read).to.deep.equal({ names: { a: 'Zoë', b: 'Zoë' }, errors: [] });
      });
    }

    it('keeps every line break inside quotation marks', async () => {
      const name = 'A\rB\nC\r\nD';
      const text = `${header}\r\n${row('a', `"${name}"`)}\n${row('b')}`;
      const read = await readNames(text);
      expect(read).to.deep.equal({ names: { a: name, b: 'Zoë' }, errors: [] });
    });

    it('reads a row that ends where a reader in chunks of 65,536 characters pauses', async () => {
      for (const offset of [-2, -1, 0, 1, 2]) {
        const start = `${header}\r\n${row('a')}\r\n${row('b', '"')}`;
        const name = 'x'.repeat(2 ** 16 - start.length + offset);
        const read = await readNames(`${start}${name}"\r\n${row('c', '"Zoë"')}\r\n`);
        expect(read).to.deep.equal({ names: { a: 'Zoë', b: name, c: 'Zoë' }, errors: [] });
      }
    });
  });

  describe('with the first line by which Excel learns the delimiter', () => {
    const table = write([complete], columns, ';');
    const files: readonly (readonly [name: string, source: string | Blob])[] = [
      ['sep=;', `sep=;\r\n${table}`],
      ['a line break of its own', `sep=;\n${table}`],
      ['SEP in capitals and quotation marks', `"SEP=;"\r\n${table}`],
      ['a byte order mark before it', new Blob(['\ufeff', `sep=;\r\n${table}`])],
      ['UTF-16', utf16(`\ufeffsep=;\r\n${table}`)],
      ['a tab', `sep=\t\r\n${write([complete], columns, '\t')}`],
      ['a delimiter that the adapter would not guess', `sep=^\r${write([complete], columns, '^')}`],
      ['a delimiter that the table does not use', `sep=,\r\n${table}`],
    ];
    for (const [name, source] of files) {
      it(`reads a file with ${name}`, async () => {
        const { api, errors } = await createCsvApi(source);
        expect(errors).to.deep.equal([]);
        expect((await api.getSession('session-1')).client.firstName).to.equal('Łukasz');
      });
    }

    it('does not count it as a row, as Excel does not', async () => {
      const text = `sep=;\r\n${write([{ ...complete, Attempts: 'x' }], columns, ';')}`;
      const { errors } = await createCsvApi(text);
      expect(errors.map(({ row, column }) => [row, column])).to.deep.equal([[2, 'Attempts']]);
    });
  });

  it('removes the apostrophe of a guarded formula, and no other', async () => {
    const guarded: readonly (readonly [cell: string, read: string])[] = [
      ["'=1+1", '=1+1'],
      ["'+995 555", '+995 555'],
      ["'-5", '-5'],
      ["'@x", '@x'],
      ["'\u200b=1", '\u200b=1'],
      ["'＝1", '＝1'],
      ["''=1", "'=1"],
      ["'s-Gravenhage", "'s-Gravenhage"],
      ["O'Connor", "O'Connor"],
      ["'", "'"],
      ['=1+1', '=1+1'],
    ];
    for (const [cell, expected] of guarded) {
      const { session } = await readOne({ 'Last Name': cell });
      expect(session.client.lastName, cell).to.equal(expected);
    }
  });

  it('reads values of a newer backend unchanged, and matches no filter with them', async () => {
    const { api, session, errors } = await readOne({
      'Document type': ' residence-permit ',
      Sex: 'third-option',
      Device: 'Smart glasses',
      'Match Level': '9',
    });
    expect(errors).to.deep.equal([]);
    const { documentType, client, device, faceMatch } = session;
    expect([documentType, client.sex, device.type, faceMatch?.level]).to.deep.equal([
      'residence-permit',
      'third-option',
      'Smart glasses',
      9,
    ]);
    expect(session.documentPresented).to.equal(true);
    const known = await api.listSessions({ documentTypes: ['passport', 'id-card'] });
    expect(known.items).to.deep.equal([]);
  });

  it('reads the words of the kit in any case', async () => {
    const { session } = await readOne({
      'Document type': ' PASSPORT',
      Sex: 'Female',
      Device: 'pc',
    });
    const { documentType, client, device } = session;
    expect([documentType, client.sex, device.type]).to.deep.equal(['passport', 'female', 'pc']);
  });

  describe('of a broken file', () => {
    const faulty: readonly (readonly [column: CsvColumn, cell: string])[] = [
      ['Birth Date', '1990-02-30'],
      ['Expiration Date', '31-12-31'],
      ['Expiration Date', '2031-12-31'],
      ['Sex', 'x'.repeat(101)],
      ['Document Valid', 'yes'],
      ['Liveness Status', '2'],
      ['Match Level', '100'],
      ['Match Level', '4.5'],
      ['Completion time', '2026-03-01 10:05'],
      ['Extra', '[1]'],
      ['Extra', 'not JSON'],
      ['Document type', 'x'.repeat(101)],
      ['Device', 'x'.repeat(101)],
      ['Attempts', '-1'],
    ];
    for (const [column, cell] of faulty) {
      it(`reports the row and column of ${column} "${cell}", and reads the rest`, async () => {
        const { session, errors } = await readOne({ [column]: cell });
        expect(errors).to.have.length(1);
        expect(errors[0]).to.include({ row: 2, column, code: 'invalid-value' });
        if (cell.length > 1) expect(errors[0]?.message).not.to.contain(cell);
        expect(session.client.firstName).to.equal('Łukasz');
      });
    }

    it('skips rows that cannot be a session, and reports their spreadsheet row numbers', async () => {
      const rows = [
        complete,
        { ...complete, 'Session ID': '' },
        {},
        {
          ...complete,
          'Session ID': 'b',
          'First Name': 'two\nlines',
          'Creation time': 'yesterday',
        },
        { ...complete, 'Session ID': 'c', Verified: 'maybe' },
        complete,
        { ...complete, 'Session ID': 'x'.repeat(129) },
        { ...complete, 'Session ID': '..' },
        { ...complete, 'Session ID': 'last' },
      ];
      const { api, errors, rowCount, sessionCount } = await createCsvApi(write(rows));
      expect(errors.map(({ row, column, code }) => [row, column, code])).to.deep.equal([
        [3, 'Session ID', 'missing-value'],
        [5, 'Creation time', 'invalid-value'],
        [6, 'Verified', 'invalid-value'],
        [7, 'Session ID', 'repeated-id'],
        [8, 'Session ID', 'invalid-value'],
        [9, 'Session ID', 'invalid-value'],
      ]);
      expect([rowCount, sessionCount]).to.deep.equal([8, 2]);
      const { items } = await api.listSessions({});
      expect(items.map(({ id }) => id).sort()).to.deep.equal(['last', 'session-1']);
    });

    it('reports each missing or repeated column once', async () => {
      const names = [...columns.filter((name) => name !== 'Model' && name !== 'Verified'), 'Sex'];
      const { errors, sessionCount } = await createCsvApi(write([complete, complete], names));
      expect(errors.map(({ row, column, code }) => [row, column, code])).to.deep.equal([
        [1, 'Sex', 'repeated-column'],
        [1, 'Verified', 'missing-column'],
        [1, 'Model', 'missing-column'],
      ]);
      expect(sessionCount).to.equal(0);
    });

    it('reports an unclosed quotation mark', async () => {
      const text = `${write([complete])}\r\n"never closed,`;
      const { errors, sessionCount } = await createCsvApi(text);
      expect(errors[0]).to.include({ row: 3, code: 'broken-quotes' });
      expect(sessionCount).to.equal(1);
    });

    it('shows the rows after a quotation mark that is never closed', async () => {
      const [header = '', ...rows] = write(
        ['a', 'b', 'c'].map((id) => ({ ...complete, 'Session ID': id })),
      ).split('\r\n');
      for (const name of ['"Łukasz', '"Łu"kasz', '"Łu""kasz']) {
        const [first = '', ...rest] = rows;
        const broken = first.replace('Łukasz', name);
        const { api, errors } = await createCsvApi([header, broken, ...rest].join('\r\n'));
        expect(errors.map(({ row, code }) => [row, code])).to.deep.equal([[2, 'broken-quotes']]);
        const { items } = await api.listSessions({});
        expect(items.map(({ id }) => id).sort()).to.deep.equal(['a', 'b', 'c']);
      }
    });

    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    const excessive: readonly (readonly [name: string, column: CsvColumn, cell: string])[] = [
      ['5,000 nested arrays', 'Extra', `{"a":${nested(5000)}}`],
      ['200,000 nested arrays', 'Extra', `{"a":${nested(200_000)}}`],
      ['5,000 nested objects', 'Extra', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
      ['20 million characters', 'Last Name', 'x'.repeat(20_000_000)],
      ['two million digits', 'Personal Number', '1'.repeat(2_000_000)],
      ['two million spaces', 'Match Level', ' '.repeat(2_000_000)],
      ['two million guarded formulas', 'Birth Date', "'=".repeat(2_000_000)],
      ['two million escapes', 'Extra', `{"a":"${'\\"'.repeat(2_000_000)}"}`],
      ['200,000 reasons', 'Reasons', Array.from({ length: 200_000 }, (_, i) => i).join(';')],
    ];
    for (const [name, column, cell] of excessive) {
      it(`names a cell of ${name} in ${column}, and shows the rest`, async () => {
        const rows = [
          { ...complete, [column]: cell },
          { ...complete, 'Session ID': 'other' },
        ];
        const { api, errors } = await createCsvApi(write(rows, csvColumns));
        expect(errors.map((error) => [error.row, error.column, error.code])).to.deep.equal([
          [2, column, 'invalid-value'],
        ]);
        const { client } = await api.getSession('session-1');
        expect(client.firstName).to.equal('Łukasz');
        expect((await api.getSession('other')).extra[1]?.value).to.equal('3');
      });
    }

    it('skips a row whose id has two million characters, and shows the rest', async () => {
      const rows = [{ ...complete, 'Session ID': 'x'.repeat(2_000_000) }, complete];
      const { errors, sessionCount } = await createCsvApi(write(rows));
      expect(errors.map((error) => [error.row, error.column, error.code])).to.deep.equal([
        [2, 'Session ID', 'invalid-value'],
      ]);
      expect(sessionCount).to.equal(1);
    });

    it('reads the table below a column name of two million characters', async () => {
      const names = [...columns, "'".repeat(2_000_000)];
      const { errors, sessionCount } = await createCsvApi(write([complete], names));
      expect([errors, sessionCount]).to.deep.equal([[], 1]);
    });

    it('reads a cell of a million characters, which is less than too many', async () => {
      const value = '"\\ \n'.repeat(100_000);
      const digits = '1'.repeat(1_000_000);
      const { session, errors } = await readOne({
        Extra: JSON.stringify({ value }),
        'Personal Number': digits,
        'Last Name': "''=".repeat(300_000),
      });
      expect(errors).to.deep.equal([]);
      expect(session.extra).to.deep.equal([{ key: 'value', value }]);
      expect(session.client.personalNumber === digits).to.equal(true);
    });

    it('reports that a file is not in UTF-8', async () => {
      const latin1 = Uint8Array.from(
        write([{ ...complete, 'First Name': 'José', 'Last Name': '' }]),
        (letter) => letter.charCodeAt(0),
      );
      const { errors, sessionCount } = await createCsvApi(new Blob([latin1]));
      expect(errors[0]).to.include({ row: 1, code: 'broken-encoding' });
      expect(sessionCount).to.equal(1);
    });

    for (const [name, text] of [
      ['nothing', ''],
      ['a line break', '\r\n'],
      ['no table', 'Dear customer,\nplease find attached'],
      ['an image', '\x89PNG\r\n\x1a\n\0\0\0'],
      ['quotation marks', '"""""'],
      ['a header', write([])],
    ] as const) {
      it(`returns no sessions, without an error, for ${name}`, async () => {
        const { api, sessionCount } = await createCsvApi(text);
        expect(sessionCount).to.equal(0);
        expect((await api.listSessions({})).items).to.deep.equal([]);
      });
    }
  });

  it('reads a large file like a small one, and can be aborted', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      ...complete,
      'Session ID': `session-${index}`,
      'First Name': index % 3 === 0 ? 'two\r\n"lines"' : 'Zoë',
    }));
    const text = write(rows);
    const { errors, sessionCount } = await createCsvApi(text);
    expect([errors.length, sessionCount]).to.deep.equal([0, 5000]);
    const controller = new AbortController();
    const reading = createCsvApi(text, { signal: controller.signal });
    controller.abort();
    const error: unknown = await reading.catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'aborted');
  });
});

const actors: ConformanceActors = {
  agent: { id: 'agent-1', name: 'Ana', role: 'agent' },
  colleague: { id: 'agent-2', name: 'Ben', role: 'agent' },
  master: { id: 'master-1', name: 'Mia', role: 'master' },
};

defineConformanceTests({
  describe,
  // A file is read-only.
  it: Object.assign((title: string, run: () => Promise<void>) => it(title, run), {
    skip: () => undefined,
  }),
  name: 'CSV',
  capabilities: [],
  queries: { ...queriesWithoutDue, filters: ['status', 'document-type', 'created'] },
  samples: {},
  actors,
  open: () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      ...complete,
      'Session ID': `session-${index}`,
      'First Name': ['Łukasz', 'Anna', 'გიორგი', '', 'Zoë'][index % 5] ?? '',
      'Match Level': String((index % 7) + 1),
      'Document type': index % 3 === 0 ? 'passport' : 'ID',
      Verified: index % 4 === 0 ? 'FALSE' : 'TRUE',
      'Creation time': `2026-03-${String(1 + (index % 9)).padStart(2, '0')}T10:00:00Z`,
    }));
    return { signIn: async (actor) => (await createCsvApi(write(rows), { actor })).api };
  },
});

function utf16(text: string): Blob {
  return new Blob([Uint16Array.from(text, (letter) => letter.charCodeAt(0))]);
}
