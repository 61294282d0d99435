import { expect } from '@open-wc/testing';
import { createCsvApi } from 'kv-review/api/csv';
import { csvColumns, exportCsv, type ExportCsvOptions } from 'kv-review/export/csv';
import type { FailedCondition, SessionSummary } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import Papa from 'papaparse';

const sample = sampleSessions({ count: 1, seed: 1 })[0]!;

const base: SessionSummary = {
  ...sample,
  id: 'session-1',
  status: 'success',
  createdAt: '2026-03-01T10:00:00+04:00',
  completedAt: '2026-03-01T10:05:00+04:00',
  companyName: 'Fictiona Pay',
  client: {
    firstName: 'Łukasz',
    lastName: 'ბერიძე',
    documentNumber: 'KV1234567',
    personalNumber: '91234567890',
    sex: 'male',
    birthDate: '1990-02-28',
    expirationDate: '2031-12-30',
    nationality: 'UTO',
  },
  documentType: 'id-card',
  documentValid: false,
  livenessPassed: true,
  faceMatch: { level: 5, confidence: 98 },
  device: { name: 'Pixel 9', type: 'mobile', browser: 'Chrome', os: 'Android', userAgent: 'UA' },
  clientIp: '192.0.2.1',
  extra: [{ key: 'phone', value: '+995 555 00 11 22' }],
  attemptCount: 2,
  decision: null,
};

const withClient = (client: Partial<SessionSummary['client']>): SessionSummary => ({
  ...base,
  client: { ...base.client, ...client },
});

async function collect(chunks: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return collected;
}

async function write(
  sessions: Iterable<SessionSummary>,
  options: ExportCsvOptions = {},
): Promise<string> {
  return (await collect(exportCsv(sessions, options))).join('');
}

/** The cells of one session by column, as a parser reads them. */
async function cellsOf(session: SessionSummary, options: ExportCsvOptions = {}) {
  const text = await write([session], { bom: false, ...options });
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(data).to.have.length(1);
  return data[0]!;
}

describe('exportCsv', () => {
  it('writes the columns in order and format', async () => {
    const text = await write([base]);
    expect(text).to.equal(
      '\ufeff' +
        'Personal Number,First Name,Last Name,Document Number,Birth Date,Nationality,Sex,' +
        'Expiration Date,Verified,Document Valid,Liveness Status,Match Level,Creation time,' +
        'Completion time,Partner,Session ID,Extra,Document type,Client IP,Device,Browser,OS,' +
        'Model,Attempts\r\n' +
        '91234567890,Łukasz,ბერიძე,KV1234567,1990-02-28,UTO,male,12-30-31,TRUE,FALSE,0,5,' +
        '2026-03-01T10:00:00+04:00,2026-03-01T10:05:00+04:00,Fictiona Pay,session-1,' +
        '"{""phone"":""+995 555 00 11 22""}",ID,192.0.2.1,Mobile,Chrome,Android,Pixel 9,2\r\n',
    );
  });

  it('appends the rejection reasons and omits the byte order mark on request', async () => {
    const rejected: SessionSummary = {
      ...base,
      status: 'rejected',
      decision: {
        verdict: 'reject',
        reasons: [
          { id: 'fake', label: { ka: 'ყალბი', en: 'Fake' } },
          { id: 'two-parts', label: { en: 'this; and that' } },
        ],
        by: null,
        at: '2026-03-01T10:05:00+04:00',
      },
    };
    const text = await write([rejected], { bom: false, reasons: true });
    const [header = '', row = ''] = text.split('\r\n');
    expect(header.split(',')).to.deep.equal([...csvColumns]);
    expect(header).to.match(/^Personal Number,.*,Attempts,Reasons$/);
    expect(row).to.match(/,2,Fake; two-parts$/);
  });

  describe('writes the reasons of a rejection by the policy', () => {
    const byPolicy = (failedConditions: FailedCondition[]): SessionSummary => ({
      ...base,
      status: 'rejected',
      decision: { verdict: 'reject', reasons: [], by: null, at: '2026-03-01T10:05:00+04:00' },
      failedConditions,
    });
    const liveness = { condition: 'liveness', observed: false, required: true } as const;

    it('as the conditions that were not met, in English', async () => {
      const session = byPolicy([
        liveness,
        { condition: 'face-match-level', observed: 2, required: 4 },
      ]);
      const { Reasons } = await cellsOf(session, { reasons: true });
      expect(Reasons).to.match(
        /^Liveness Passed: No \(\w+: Yes\); Face Match Score: Level 2 of 7, 1\/250 FAR \(\w+: level 4 or higher, 1\/1,000 FAR\)$/,
      );
      const { api } = await createCsvApi(await write([session], { reasons: true }));
      const { decision } = await api.getSession(session.id);
      expect(decision?.reasons.map(({ label }) => label.en)).to.deep.equal(Reasons?.split('; '));
    });

    it('which a spreadsheet program does not evaluate, and which stay separate (abuse case 6)', async () => {
      const hostile: FailedCondition = {
        ...{ condition: 'other', observed: 'a;=1+1', required: '' },
        name: '=HYPERLINK("https://example.com")',
      };
      const session = byPolicy([hostile, liveness]);
      const { Reasons = '' } = await cellsOf(session, { reasons: true });
      expect(Reasons).to.match(/^'=HYPERLINK/);
      expect(Reasons.split(';')).to.have.length(2);
      const { Reasons: raw = '' } = await cellsOf(session, { reasons: true, mode: 'raw' });
      expect(raw).to.match(/^=HYPERLINK/);
    });

    it('but leaves those of an agent who gave none empty', async () => {
      const session = byPolicy([liveness]);
      const decision = { ...session.decision!, by: { id: 'nino', name: 'Nino' } };
      const { Reasons } = await cellsOf({ ...session, decision }, { reasons: true });
      expect(Reasons).to.equal('');
    });
  });

  it('leaves unknown values empty', async () => {
    const cells = await cellsOf({
      ...base,
      status: 'processing',
      completedAt: null,
      client: {
        firstName: null,
        lastName: null,
        documentNumber: null,
        personalNumber: null,
        sex: null,
        birthDate: null,
        expirationDate: null,
        nationality: null,
      },
      documentType: null,
      documentValid: null,
      livenessPassed: null,
      faceMatch: null,
      device: { name: null, type: null, browser: null, os: null, userAgent: null },
      clientIp: null,
      extra: [],
      attemptCount: 0,
    });
    const known = Object.entries(cells).filter(([, cell]) => cell !== '');
    expect(Object.fromEntries(known)).to.deep.equal({
      Verified: 'FALSE',
      'Creation time': base.createdAt,
      Partner: 'Fictiona Pay',
      'Session ID': 'session-1',
      Extra: '{}',
      Attempts: '0',
    });
  });

  it('writes a word for each status, liveness, document, device and match', async () => {
    for (const [status, verified] of [
      ['processing', 'FALSE'],
      ['awaiting', 'FALSE'],
      ['success', 'TRUE'],
      ['rejected', 'FALSE'],
    ] as const) {
      expect((await cellsOf({ ...base, status })).Verified, status).to.equal(verified);
    }
    const other = await cellsOf({
      ...base,
      livenessPassed: false,
      documentType: 'passport',
      documentValid: true,
      device: { ...base.device, type: 'pc' },
      faceMatch: { level: 0, confidence: 3 },
    });
    expect(other).to.include({
      'Liveness Status': '1',
      'Document type': 'passport',
      'Document Valid': 'TRUE',
      Device: 'PC',
      'Match Level': '0',
    });
  });

  it('leaves the match level empty if none was measured, and writes 0 below level 1', async () => {
    for (const [faceMatch, cell] of [
      [{ level: 0, confidence: null }, '0'],
      [{ level: null, confidence: 91 }, ''],
      [null, ''],
    ] as const) {
      expect((await cellsOf({ ...base, faceMatch }))['Match Level']).to.equal(cell);
    }
  });

  it('writes an expiration year in full if two digits would mean another century', async () => {
    for (const [expirationDate, cell] of [
      ['2000-01-02', '01-02-00'],
      ['1999-05-31', '05-31-1999'],
      ['9999-12-31', '12-31-9999'],
    ] as const) {
      const session = withClient({ expirationDate });
      expect((await cellsOf(session))['Expiration Date']).to.equal(cell);
      const { api } = await createCsvApi(await write([session]));
      expect((await api.getSession('session-1')).client.expirationDate).to.equal(expirationDate);
    }
  });

  it('keeps hostile and repeated keys of extra fields literally (abuse case 2)', async () => {
    const extra = [
      { key: '__proto__', value: '{"polluted":true}' },
      { key: 'b', value: '1' },
      { key: '10', value: 'ten' },
      { key: 'b', value: '2' },
      { key: 'constructor', value: '"\\' },
      { key: '', value: '\n' },
    ];
    const { Extra } = await cellsOf({ ...base, extra });
    expect(Extra).to.equal(
      '{"__proto__":"{\\"polluted\\":true}","b":"1","10":"ten","b":"2","constructor":"\\"\\\\","":"\\n"}',
    );
    const { api, errors } = await createCsvApi(await write([{ ...base, extra }]));
    expect(errors).to.deep.equal([]);
    expect((await api.getSession('session-1')).extra).to.deep.equal(extra);
    expect({}).not.to.have.property('polluted');
  });

  describe('in safe mode (abuse case 6)', () => {
    const guarded: readonly (readonly [text: string, cell: string])[] = [
      ['=1+1', "'=1+1"],
      ['+995 555 123456', "'+995 555 123456"],
      ['-12', "'-12"],
      ['@SUM(1)', "'@SUM(1)"],
      ['\t=1', "'\t'=1"],
      ['\r=1', "'\r'=1"],
      ['\n=1', "'\n'=1"],
      ['\0=1', "'\0=1"],
      ['\u200b=1', "'\u200b=1"],
      ['\u00a0 \u2066=1', "'\u00a0 \u2066=1"],
      ['\u3164\ufe0f=1', "'\u3164\ufe0f=1"],
      ['＝1+1', "'＝1+1"],
      ['−5', "'−5"],
      ["'=1", "''=1"],
      ['"=1"', '"=1"'],
      ['Ana\n=1+1', "Ana\n'=1+1"],
      ['Ana;=1+1', "Ana;'=1+1"],
      ['Ana|-1', "Ana|'-1"],
      ['Ana\t\u200b@x', "Ana\t'\u200b@x"],
      ['0123', "'0123"],
      ['12345678901234567', "'12345678901234567"],
      ['12E5', "'12E5"],
      ['1/2', "'1/2"],
      ['2026-01-02', "'2026-01-02"],
      ['10:30', "'10:30"],
    ];
    for (const [text, cell] of guarded) {
      it(`escapes ${JSON.stringify(text)}`, async () => {
        const session = withClient({ lastName: text });
        expect((await cellsOf(session))['Last Name']).to.equal(cell);
        expect((await cellsOf(session, { mode: 'raw' }))['Last Name']).to.equal(text);
      });
    }

    for (const text of [
      'O’Connor',
      "'s-Gravenhage",
      'Anna-Maria',
      'A+B=C',
      '91234567890',
      '0',
      '192.0.2.1',
      'a@b.example',
      'AB0123',
      '1 A',
      'გიორგი',
    ]) {
      it(`leaves ${text} unchanged`, async () => {
        expect((await cellsOf(withClient({ lastName: text })))['Last Name']).to.equal(text);
      });
    }

    it('escapes malformed dates, times and ids, too', async () => {
      const hostile = {
        ...withClient({ birthDate: '=1', expirationDate: '@1', nationality: '-1' }),
        id: '=id',
        createdAt: '+1',
        completedAt: '=2',
        companyName: '=3',
        clientIp: '=4',
        device: { name: '=5', type: null, browser: '=6', os: '=7', userAgent: null },
      };
      const cells = Object.values(await cellsOf(hostile));
      expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).to.deep.equal([]);
      expect(cells.filter((cell) => cell.startsWith("'"))).to.have.length(11);
    });
  });

  it('survives a round trip, whatever it contains', async () => {
    const random = randomOf(20261122);
    for (let round = 0; round < 40; round += 1) {
      for (const mode of ['safe', 'raw'] as const) {
        // Only safe mode can tell whether an apostrophe is an escape.
        const letters = alphabet.filter((letter) => mode === 'safe' || !letter.includes("'"));
        const sessions = Array.from({ length: 25 }, (_, index) =>
          hostileSession(() => textOf(random, letters), random, index),
        );
        const bom = round % 2 === 0;
        const chunks = await collect(
          exportCsv(sessions, { mode, chunkSize: 500, bom, reasons: true }),
        );
        const { api, errors } = await createCsvApi(chunks.join(''));
        expect(errors, `round ${round}, ${mode}`).to.deep.equal([]);
        for (const session of sessions) {
          const read = known(await api.getSession(session.id));
          expect(read, `round ${round}, ${mode}`).to.deep.equal(known(session));
        }
      }
    }
  });

  it('yields the same chunks of whole rows for any kind of source', async () => {
    const sessions = sampleSessions({ count: 500, seed: 3 });
    async function* one() {
      for (const session of sessions) {
        await Promise.resolve();
        yield session;
      }
    }
    const chunks = await collect(exportCsv(sessions, { chunkSize: 10_000 }));
    expect(await collect(exportCsv(one(), { chunkSize: 10_000 }))).to.deep.equal(chunks);
    expect(chunks.length).to.be.greaterThan(5);
    expect(chunks.every((chunk) => chunk.endsWith('\r\n'))).to.equal(true);
    const { sessionCount } = await createCsvApi(chunks.join(''));
    expect(sessionCount).to.equal(500);
  });

  it('writes a header without sessions', async () => {
    const text = await write([], { bom: false });
    expect(text).to.match(/^Personal Number,.*,Attempts\r\n$/);
  });

  it('keeps the page responsive while it works', async () => {
    const sessions = Array.from({ length: 20_000 }, () => base);
    let turns = 0;
    let isRunning = true;
    const count = () => {
      turns += 1;
      if (isRunning) setTimeout(count);
    };
    setTimeout(count);
    await write(sessions);
    isRunning = false;
    expect(turns).to.be.greaterThan(2);
  });

  it('reads no more than is consumed, and stops when aborted', async () => {
    let read = 0;
    function* endless() {
      for (;;) {
        read += 1;
        yield base;
      }
    }
    const controller = new AbortController();
    const chunks = exportCsv(endless(), { signal: controller.signal, chunkSize: 1000 });
    await chunks.next();
    const readForOne = read;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).to.equal(readForOne);
    controller.abort();
    const error: unknown = await collect(chunks).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'aborted');
  });

  it('passes on errors of the source', async () => {
    function* failing() {
      yield base;
      throw new Error('broken source');
    }
    const error: unknown = await write(failing()).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'broken source');
  });
});

type Random = (below: number) => number;

/** Mulberry32: small, seeded, the same everywhere. */
function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

// prettier-ignore
const alphabet = [
  '=', '+', '-', '@', '＝', '＋', '−', "'", "''", '"', '""', ',', ';', '|', '\t', '\r', '\n', '\r\n', '\0',
  '\u200b', '\u202e', '\ufeff', '\u00a0', ' ', '\u2028', '\ud800', '😀', 'a', 'Ł', 'ბ', '{', '}', ':',
  '0', '1', '12', '.', '/', 'E', '\\', '__proto__', '=cmd|\' /C calc\'!A0',
];

function textOf(random: Random, letters: readonly string[]): string {
  return Array.from({ length: random(7) }, () => letters[random(letters.length)]).join('');
}

function hostileSession(text: () => string, random: Random, index: number): SessionSummary {
  return {
    ...base,
    // Half a surrogate pair names no session.
    id: `${text().replaceAll(/\p{Cs}/gu, '')}-${index}`,
    companyName: text(),
    client: {
      ...base.client,
      firstName: text(),
      lastName: text(),
      documentNumber: text(),
      personalNumber: text(),
      nationality: text(),
    },
    clientIp: text(),
    device: { name: text(), type: null, browser: text(), os: text(), userAgent: null },
    extra: Array.from({ length: random(4) }, () => ({ key: text(), value: text() })),
    attemptCount: random(40),
  };
}

/** The values that the columns contain. A value of spaces counts as unknown. */
function known(session: SessionSummary) {
  const orNull = (text: string | null) => (text?.trim() ? text : null);
  const { client, device } = session;
  return {
    id: session.id,
    status: session.status,
    companyName: orNull(session.companyName),
    client: {
      ...client,
      firstName: orNull(client.firstName),
      lastName: orNull(client.lastName),
      documentNumber: orNull(client.documentNumber),
      personalNumber: orNull(client.personalNumber),
      nationality: orNull(client.nationality),
    },
    clientIp: orNull(session.clientIp),
    device: [device.name, device.browser, device.os].map(orNull),
    extra: session.extra,
    attemptCount: session.attemptCount,
    createdAt: session.createdAt,
    completedAt: session.completedAt,
    documentType: session.documentType,
  };
}
