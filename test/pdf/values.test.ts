import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { exportPdf } from 'kv-review/export/pdf';
import { checkMrz, type Client, type FalsePositive, type Session } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { edgeSession, named, options, rejected } from './sessions.ts';
import { pagesOf, save } from './tools.ts';

/** Words of each script. Pairs of them are the values, so that all values differ. */
const scripts: Readonly<Record<string, string>> = {
  'Latin with diacritics':
    'Łukasz Żółć Dvořák Ångström Şükrü Ğazi Nguyễn Đặng Þórður Ñandú Çelik Œuvre Ērika Ķekava Űrlap',
  Georgian:
    'ჭიჭიკო ცისარტყელა გიორგი ნინო ქეთევანი ღვინო ძმარი ჟღერა ფშავი ხევსური წყარო ჯვარი ყვავილი შოთა ზღვა',
  Cyrillic:
    'Щербаков Юлия Ґалаґан Їжакевич Ёлкина Љубица Ђорђе Ўладзімір Жанна Эдуард Цветан Фёдор Његош Ћосић Єва',
  Greek:
    'Ελένη Παπαδόπουλος Ξένια Ψαρός Ωραία Ίων Χρήστος Ϊάννης Γιώργος Θέκλα Λουκάς Μαρία Νίκος Σοφία Φωτεινή',
  Arabic: 'محمد فاطمة عبد الرحمن القنفذي سحابة أبو خلال ليلى ياسمين گلناز پریسا ژاله الأمل لطيف',
  Hebrew: 'שרה יצחק רבקה משה אהרן מרים דוד שלמה חנה רחל לאה יוסף נעמי אסתר גדעון',
  Armenian:
    'Հայկ Արամ Գոհար Շուշան Վարդան Մարիամ Տիգրան Նարե Լուսինե Ճամբար Թամար Ռուբեն Ծովինար Օհան Ֆիլիպ',
  Devanagari: 'राम सीता हिन्दी क्षत्रिय श्रीनिवास प्रिया कृष्ण लक्ष्मी अर्जुन विद्या ज्ञान गुरु मित्र दुर्गा सूर्य',
  Thai: 'สมชาย ใจดี กิ่งแก้ว น้ำฝน ศรีสุข ปัญญา วิชัย มณี ทองคำ เพชร ดาว จันทร์ อรุณ พิมพ์ ชัยวัฒน์',
};

/** Values of a session that are not printed, by path, with the reason. */
const unprinted: Readonly<Record<string, string>> = {
  documentPresented: 'follows from the type of the document',
  'selfie.id': 'names a file',
  'selfie.kind': 'is one of the photos',
  'decision.by.id': 'is printed as the name',
  'decision.reasons.*.id': 'is printed as its label',
  'decision.reasons.*.label.ka': 'is printed on a Georgian form',
  'failedConditions.*.condition': 'is printed as the name',
  'notes.*.id': 'names a record',
  'notes.*.by.id': 'is printed as the name',
  'changes.*.by.id': 'is printed as the name',
  'screening.matches.*.id': 'names a record',
  'screening.matches.*.falsePositive.by.id': 'is printed as the name',
  'attempts.*.photos.*.id': 'names a file',
  'attempts.*.livenessFinished': 'is printed of the session',
  'attempts.*.documentFinished': 'is printed of the session',
  'attempts.*.faceMatch.confidence': 'is printed of the session',
  'attempts.*.device.type': 'is printed of the session',
  'attempts.*.device.userAgent': 'is printed of the session',
};

/** Values that only the last attempt prints, because its evidence counts. */
const onlyOfLast = /^attempts\.(front|back|mrz|photos)\b/;

interface Leaf {
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
}

function leavesOf(value: unknown, keys: Leaf['keys'] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
}

const patternOf = ({ keys }: Leaf): string =>
  keys.map((key) => (typeof key === 'number' ? '*' : key)).join('.');

function isPrinted(leaf: Leaf, session: Session): boolean {
  // The form says how the session ended, not what the policy saw.
  if (leaf.keys[0] === 'judgement') return false;
  const pattern = patternOf(leaf);
  const isEarlier = leaf.keys[0] === 'attempts' && leaf.keys[1] !== session.attempts.length - 1;
  if (isEarlier && onlyOfLast.test(pattern.replace('.*', ''))) return false;
  return !Object.hasOwn(unprinted, pattern);
}

function withLeaf<T>(root: T, { keys }: Leaf, value: unknown): T {
  const copy = structuredClone(root);
  let place = copy as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) place = place[key] as typeof place;
  place[keys.at(-1) ?? ''] = value;
  return copy;
}

const instant = /^\d{4}-\d\d-\d\dT/;
const day = /^\d{4}-\d\d-\d\d$/;
/** Values from a short list, by path or by the name of the leaf. */
const choices: Readonly<Record<string, readonly unknown[]>> = {
  status: ['success', 'rejected'],
  'screening.status': ['match', 'clear'],
  sex: ['female', 'male'],
  documentType: ['passport', 'id-card'],
  type: ['pc', 'mobile'],
  kind: ['selfie', 'document-front', 'document-back'],
  verdict: ['verify', 'reject'],
  field: ['firstName', 'lastName'],
  level: [7, 3],
};

const choicesOf = (leaf: Leaf): readonly unknown[] =>
  choices[patternOf(leaf)] ??
  choices[leaf.keys.findLast((key) => typeof key === 'string') ?? ''] ??
  [];

/** Whether a value is printed unchanged, or in words that depend only on it: a date, a time. */
const isText = (leaf: Leaf): boolean =>
  typeof leaf.value === 'string' && choicesOf(leaf).length === 0;

function otherValue(leaf: Leaf): unknown {
  const { value } = leaf;
  if (typeof value === 'boolean') return !value;
  const choice = choicesOf(leaf).find((one) => one !== value);
  if (choice !== undefined) return choice;
  assert.ok(typeof value === 'number', `${patternOf(leaf)} has no other value`);
  return value / 2;
}

/** A session without empty values. Each text is a different pair of words of the script. */
function fullSession(words: readonly string[]): Session {
  let pairs = 0;
  const text = () => {
    const [first, second] = [pairs % words.length, Math.floor(pairs / words.length)];
    pairs += 1;
    return `${words[first]} ${words[(first + second + 1) % words.length]}`;
  };
  let minutes = 0;
  const at = () => new Date(Date.UTC(2026, 4, 1, 0, (minutes += 61))).toISOString();
  let days = 0;
  const date = () => new Date(Date.UTC(1970, 0, (days += 397))).toISOString().slice(0, 10);
  const by = () => ({ id: 'agent', name: text() });
  const client = (): Client => ({
    firstName: text(),
    lastName: text(),
    documentNumber: text(),
    personalNumber: text(),
    sex: 'female',
    birthDate: date(),
    expirationDate: date(),
    nationality: text(),
  });
  const device = () => ({
    name: text(),
    type: 'mobile' as const,
    browser: text(),
    os: text(),
    userAgent: text(),
  });
  const last = rejected.attempts.at(-1);
  assert.ok(last);
  const attempt = (number: number) => ({
    ...structuredClone(last),
    number,
    startedAt: at(),
    finishedAt: at(),
    device: device(),
    clientIp: text(),
    front: client(),
    back: client(),
    mrz: [
      'P<UTOSPECIMEN<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ],
  });
  return {
    ...structuredClone(rejected),
    createdAt: at(),
    completedAt: at(),
    companyName: text(),
    client: client(),
    device: device(),
    clientIp: text(),
    extra: Array.from({ length: 6 }, () => ({ key: text(), value: text() })),
    attempts: [attempt(1), attempt(2)],
    attemptCount: 2,
    decision: {
      verdict: 'reject',
      reasons: [1, 2].map((id) => ({ id: String(id), label: { en: text(), ka: text() } })),
      by: by(),
      at: at(),
    },
    notes: [
      { id: 'n1', text: `${text()} ${text()}`, by: by(), at: at(), verdict: null },
      { id: 'n2', text: `${text()}\n${text()}`, by: by(), at: at(), verdict: 'reject' },
    ],
    changes: [{ field: 'firstName', before: text(), after: text(), by: by(), at: at() }],
    failedConditions: [{ condition: 'other', name: text(), observed: text(), required: text() }],
    screening: {
      status: 'match',
      checkedAt: at(),
      lists: [text(), text()],
      matches: [
        { id: 'm1', list: text(), authority: text(), name: text(), alias: text(), score: 0.9 },
        {
          id: 'm2',
          list: text(),
          authority: text(),
          name: text(),
          alias: text(),
          score: 0.7,
          falsePositive: { reason: text(), by: by(), at: at() },
        },
      ],
    },
  };
}

/**
 * A text without differences between lines and programs: white space, directional signs, and
 * whether an Arabic ligature is one character or its letters (Unicode, NFKC).
 */
const dense = (text: string): string =>
  text.normalize('NFKC').replaceAll(/[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

/** The text of the file by page, in reading order and in drawing order. */
function readBack(bytes: Uint8Array): readonly (readonly string[])[] {
  const path = save(bytes);
  return [pagesOf(path), pagesOf(path, 'raw')].map((pages) => pages.map(dense));
}

/** Whether pages contain a text, which may continue on the next page. */
function hasText([page, ...next]: readonly string[], text: string): boolean {
  if (page === undefined) return false;
  if (page.includes(text)) return true;
  let length = text.length;
  while (length > 0 && !page.includes(text.slice(0, length))) length -= 1;
  return (length > 20 && hasText(next, text.slice(length))) || hasText(next, text);
}

/** The texts that are missing from the file. */
function missingIn(bytes: Uint8Array, texts: readonly string[]): string[] {
  const orders = readBack(bytes);
  return texts.filter((text) => !orders.some((pages) => hasText(pages, dense(text))));
}

const intlInstant = (iso: string): string =>
  new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Tbilisi',
  }).format(new Date(iso));

const intlDay = (iso: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));

/** A text in its printed form. */
function printed(text: string): string {
  if (instant.test(text)) return intlInstant(text);
  return day.test(text) ? intlDay(text) : text;
}

function textsOf(session: Session): string[] {
  const leaves = leavesOf(session).filter((leaf) => isPrinted(leaf, session) && isText(leaf));
  return leaves.map(({ value }) => printed(String(value)));
}

describe('pdftotext finds', () => {
  for (const [script, words] of Object.entries(scripts)) {
    it(`every text, date and time of a session: ${script}`, async () => {
      const session = fullSession(words.split(' '));
      const texts = textsOf(session);
      assert.ok(new Set(texts).size > 80, 'there are many, each another');
      assert.deepEqual(missingIn(await exportPdf(session, options), texts), []);
    });
  }

  it('a different text for each different answer, number and choice of a session', async () => {
    const session = fullSession('Anna Łukasz Zoé Ángel Ömer Øystein Ūla Żaneta'.split(' '));
    const before = readBack(await exportPdf(session, options));
    const leaves = leavesOf(session).filter((leaf) => isPrinted(leaf, session) && !isText(leaf));
    assert.ok(leaves.length > 30, `${leaves.length} of them`);
    for (const leaf of leaves) {
      const other = otherValue(leaf);
      const bytes = await exportPdf(withLeaf(session, leaf, other), options);
      const where = `${leaf.keys.join('.')}: ${String(leaf.value)} is printed like ${String(other)}`;
      assert.notDeepEqual(readBack(bytes), before, where);
    }
  });

  it('the errors of the zone with category and text, and the zone itself', async () => {
    const session = edgeSession('edge-hostile');
    const lines = [
      'P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C30UTO7408122F1204159ZE184226B<<<<<1X',
    ];
    const attempts = session.attempts.map((attempt) => ({ ...attempt, mrz: lines }));
    const failed = checkMrz(lines).checks.filter(({ ok }) => !ok);
    assert.ok(failed.length > 1);
    const texts = [
      ...lines,
      ...failed.map(({ error }) => error ?? ''),
      'Document number check digit',
    ];
    assert.deepEqual(missingIn(await exportPdf({ ...session, attempts }, options), texts), []);
  });

  it('that no match is open once all are marked, without the warning of an open one', async () => {
    const session = fullSession('Anna Zoé Ömer Ūla'.split(' '));
    const { screening } = session;
    assert.ok(screening.status === 'match');
    const [, { falsePositive }] = screening.matches as [unknown, { falsePositive: FalsePositive }];
    const matches = screening.matches.map((match) => ({ ...match, falsePositive }));
    const marked: Session = { ...session, screening: { ...screening, matches } };
    const noneOpen = 'Every entry found is marked as a false positive.';
    const caution = 'An entry may refer to a different person. Compare it with the client.';
    const texts = [noneOpen, caution];
    assert.deepEqual(missingIn(await exportPdf(session, options), texts), [noneOpen]);
    assert.deepEqual(missingIn(await exportPdf(marked, options), texts), [caution]);
  });

  it('the layout of a document that Doc 9303 does not govern, and the correct reading of a long number', async () => {
    const session = edgeSession('edge-hostile');
    const zones = [
      [
        ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '8806923102858CORINNE<<<<<<<6512068F6'],
        'Two-line French identity card: not checked against ICAO Doc 9303',
      ],
      [
        [
          'I<UTOD23145890<7349<<<<<<<<<<<',
          '3407127M9507122UTO<<<<<<<<<<<2',
          'STEVENSON<<PETER<<<<<<<<<<<<<<',
        ],
        'Correct with and without the filler in position 15',
      ],
    ] as const;
    for (const [mrz, text] of zones) {
      const attempts = session.attempts.map((attempt) => ({ ...attempt, mrz: [...mrz] }));
      const file = await exportPdf({ ...session, attempts }, options);
      assert.deepEqual(missingIn(file, [...mrz, text]), []);
    }
  });

  it('that a match level was not measured, and no comparison with the acceptance level', async () => {
    const scoresOf = async (session: Session) => {
      const [pages = []] = readBack(await exportPdf(session, options));
      const text = pages.join('');
      return ['Not measured', 'No level reached', 'Below the minimum level 4'].filter((words) =>
        text.includes(dense(words)),
      );
    };
    const unmeasured = edgeSession('edge-not-measured');
    assert.deepEqual(await scoresOf(unmeasured), ['Not measured']);
    const faceMatch = { level: 0, confidence: 12 } as const;
    const low = {
      ...unmeasured,
      faceMatch,
      failedConditions: [],
      attempts: unmeasured.attempts.map((attempt) => ({ ...attempt, faceMatch })),
    };
    assert.deepEqual(await scoresOf(low), ['No level reached', 'Below the minimum level 4']);
  });

  it('the values of every edge case, in both languages', async () => {
    for (const session of edgeSessions()) {
      if (session.id === 'edge-hostile') continue;
      const { client, companyName, clientIp, device, extra } = session;
      const values = [
        ...[session.id, companyName, clientIp, device.name, device.browser, device.os],
        ...[client.firstName, client.lastName, client.documentNumber, client.personalNumber],
        ...extra.map(({ value }) => value),
      ];
      const texts = values.filter((value) => typeof value === 'string');
      for (const locale of ['en', 'ka']) {
        const bytes = await exportPdf(session, { ...options, locale });
        assert.deepEqual(missingIn(bytes, texts), [], `${session.id}, ${locale}`);
      }
    }
  });

  it('both values of an extra field that a client has twice', async () => {
    const key = options.extraFields?.[0]?.key ?? '';
    const values = ['First answer', 'Second answer', 'Third answer', 'Fourth answer'];
    const keys = [key, key, 'undefined-field', 'undefined-field'];
    const extra = values.map((value, index) => ({ key: keys[index] ?? '', value }));
    const bytes = await exportPdf({ ...rejected, extra }, options);
    assert.deepEqual(missingIn(bytes, values), []);
  });

  it('the letters of fully vowelled Arabic, whose vowel signs may be in another place', async () => {
    const bytes = await exportPdf(named(rejected, 'مُحَمَّد', 'عَبْدُ'), options);
    const letters = readBack(bytes)
      .flat()
      .join('')
      .replaceAll(/\p{Mark}/gu, '');
    for (const name of ['محمد', 'عبد']) assert.ok(letters.includes(name), name);
  });

  it('texts in a script without a font, as code points', async () => {
    const bytes = await exportPdf(named(rejected, '中文', 'ᚠ\u202E'), options);
    assert.deepEqual(missingIn(bytes, ['[U+4E2D][U+6587]', '[U+16A0][U+202E]']), []);
  });
});
