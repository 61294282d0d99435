import { expect } from '@open-wc/testing';
import {
  assess,
  checkDigit,
  checkMrz,
  composeMrz,
  defaultSettings,
  isDocumentValid,
  isExpired,
  isJudgedInPart,
  openMatches,
  policyConditions,
  unreadClient,
  type Assessment,
  type Client,
  type IpCountry,
  type FailedCondition,
  type PolicyEvidence,
  type Screening,
  type ScreeningMatch,
  type Settings,
} from 'kv-review/model';

const now = new Date('2026-06-15T12:00:00Z');
const nowhere: IpCountry = { kind: 'absent' };
const unscreened: Screening = { status: 'absent' };

const holder: Client = {
  firstName: 'Łukasz',
  lastName: 'Żółkiewski',
  documentNumber: 'AB1234567',
  personalNumber: null,
  sex: 'male',
  birthDate: '1990-02-03',
  expirationDate: '2030-01-01',
  nationality: 'POL',
};

/** The lines and the reading of a valid zone with the values of the front. */
function zoneOf(
  client: Client,
  format: 'TD1' | 'TD3' = 'TD3',
): Pick<PolicyEvidence, 'mrz' | 'back'> {
  const mrz = composeMrz(format, {
    ...client,
    documentNumber: client.documentNumber ?? '',
    expirationDate: client.expirationDate ?? '2030-01-01',
    nationality: client.nationality ?? 'UTO',
    issuingState: client.nationality ?? 'UTO',
    firstName: 'LUKASZ',
    lastName: 'ZOLKIEWSKI',
  });
  const { fields } = checkMrz(mrz, now);
  const { firstName, lastName, documentNumber, personalNumber } = fields;
  const { sex, birthDate, expirationDate, nationality } = fields;
  const read = { firstName, lastName, documentNumber, personalNumber };
  return { mrz, back: { ...read, sex, birthDate, expirationDate, nationality } };
}

const sound: PolicyEvidence = {
  documentType: 'passport',
  livenessPassed: true,
  faceMatch: { level: 5, confidence: 91 },
  spoof: { idIsReal: true, fullIdDetected: true },
  front: holder,
  ...zoneOf(holder),
};

const listed = (over: Partial<Settings['highRiskCountries'][number]> = {}): Partial<Settings> => ({
  highRiskCountries: [{ code: 'PRK', checkIp: false, checkNationality: false, ...over }],
});

function judge(
  evidence: Partial<PolicyEvidence> = {},
  settings: Partial<Settings> = {},
  ipCountry = nowhere,
  screening = unscreened,
): Assessment {
  const context = { now, ipCountry, screening };
  return assess({ ...sound, ...evidence }, { ...defaultSettings, ...settings }, context);
}

const codesOf = ({ failedConditions }: Assessment): string[] =>
  failedConditions.map(({ condition }) => condition);

/** A zone with a wrong last digit, which is the composite check digit. */
const spoiled = (sound.mrz ?? []).map((line, index) =>
  index === 0 ? line : line.slice(0, -1) + String((Number(line.at(-1)) + 1) % 10),
);

const checkedAt = now.toISOString();
const openMatch: ScreeningMatch = {
  id: 'entry-1',
  list: 'A list',
  authority: null,
  name: 'ZOLKIEWSKI, Lukasz',
  alias: null,
  score: 0.91,
};
const closedMatch: ScreeningMatch = {
  ...openMatch,
  id: 'entry-2',
  falsePositive: { reason: 'Another person.', by: { id: 'a', name: 'Ana' }, at: checkedAt },
};
const matching = (...matches: ScreeningMatch[]): Screening => ({
  status: 'match',
  checkedAt,
  lists: ['A list'],
  matches,
});

const frenchCard = [
  'IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<',
  '8806923102858CORINNE<<<<<<<6512068F6',
].map((line) => line.padEnd(36, '<'));

/** A document that never expires, as some States issue to older people: six fillers and their digit. */
function withoutExpiry(): Partial<PolicyEvidence> {
  const [upper = '', lower = ''] = sound.mrz ?? [];
  const before = `${lower.slice(0, 21)}<<<<<<0${lower.slice(28, 43)}`;
  const covered = before.slice(0, 10) + before.slice(13, 20) + before.slice(21, 43);
  const mrz = [upper, before + String(checkDigit(covered))];
  const unlimited = { ...holder, expirationDate: null };
  return { mrz, front: unlimited, back: sound.back && { ...sound.back, expirationDate: null } };
}

const expired = { ...holder, expirationDate: '2026-06-14' };

interface Case {
  readonly name: string;
  readonly evidence?: Partial<PolicyEvidence>;
  readonly settings?: Partial<Settings>;
  readonly ipCountry?: IpCountry;
  readonly screening?: Screening;
  readonly failed: FailedCondition;
  /** The outcome without Awaiting Action. With it, the session awaits action. */
  readonly unattended: 'success' | 'judged in part' | 'rejected';
}

const cases: readonly Case[] = [
  {
    name: 'a level below the accepted one',
    evidence: { faceMatch: { level: 3, confidence: 99 } },
    failed: { condition: 'face-match-level', observed: 3, required: 4 },
    unattended: 'rejected',
  },
  {
    name: 'a level below a raised acceptance level',
    settings: { acceptanceLevel: 6 },
    failed: { condition: 'face-match-level', observed: 5, required: 6 },
    unattended: 'rejected',
  },
  {
    name: 'no level reached',
    evidence: { faceMatch: { level: 0, confidence: 12 } },
    settings: { acceptanceLevel: 1 },
    failed: { condition: 'face-match-level', observed: 0, required: 1 },
    unattended: 'rejected',
  },
  {
    name: 'a level that was not measured',
    evidence: { faceMatch: { level: null, confidence: 99 } },
    settings: { acceptanceLevel: 1 },
    failed: { condition: 'face-match-level', observed: null, required: 1 },
    unattended: 'rejected',
  },
  {
    name: 'faces that were not compared',
    evidence: { faceMatch: null },
    failed: { condition: 'face-match-level', observed: null, required: 4 },
    unattended: 'rejected',
  },
  {
    name: 'failed liveness, whatever the level',
    evidence: { livenessPassed: false, faceMatch: { level: 7, confidence: 99 } },
    failed: { condition: 'liveness', observed: false, required: true },
    unattended: 'rejected',
  },
  {
    name: 'unknown liveness',
    evidence: { livenessPassed: null },
    failed: { condition: 'liveness', observed: null, required: true },
    unattended: 'rejected',
  },
  {
    name: 'a zone with an error',
    evidence: { mrz: spoiled },
    failed: { condition: 'mrz', observed: 1, required: 0 },
    unattended: 'rejected',
  },
  {
    name: 'a zone that was not read',
    evidence: { mrz: null },
    failed: { condition: 'mrz', observed: null, required: 0 },
    unattended: 'rejected',
  },
  {
    name: 'a zone of no lines',
    evidence: { mrz: [] },
    failed: { condition: 'mrz', observed: null, required: 0 },
    unattended: 'rejected',
  },
  {
    name: 'a valid zone of another document type',
    evidence: zoneOf(holder, 'TD1'),
    failed: { condition: 'mrz', observed: 'TD1', required: ['TD3'] },
    unattended: 'rejected',
  },
  {
    name: 'sides that contradict each other',
    evidence: { front: { ...holder, documentNumber: 'AB1234561', lastName: 'Kowalski' } },
    failed: {
      condition: 'front-to-back',
      observed: [
        { field: 'lastName', comparison: 'mismatch' },
        { field: 'documentNumber', comparison: 'mismatch' },
      ],
      required: 'match',
    },
    unattended: 'rejected',
  },
  {
    name: 'a name in a script that cannot be compared',
    evidence: { front: { ...holder, lastName: 'ไทย' } },
    failed: {
      condition: 'front-to-back',
      observed: [{ field: 'lastName', comparison: 'not-comparable' }],
      required: 'match',
    },
    unattended: 'judged in part',
  },
  {
    name: 'a date that cannot be read',
    evidence: { front: { ...holder, birthDate: 'in spring' } },
    failed: {
      condition: 'front-to-back',
      observed: [{ field: 'birthDate', comparison: 'not-comparable' }],
      required: 'match',
    },
    unattended: 'rejected',
  },
  {
    name: 'a name that cannot be compared, beside a number that differs',
    evidence: { front: { ...holder, lastName: 'ไทย', documentNumber: 'AB1234561' } },
    failed: {
      condition: 'front-to-back',
      observed: [
        { field: 'lastName', comparison: 'not-comparable' },
        { field: 'documentNumber', comparison: 'mismatch' },
      ],
      required: 'match',
    },
    unattended: 'rejected',
  },
  {
    name: 'a document without a date of expiry in its zone',
    evidence: { ...withoutExpiry() },
    failed: { condition: 'no-expiry', observed: 'none', required: 'date' },
    unattended: 'success',
  },
  {
    name: 'a zone without a date of expiry and a front with one',
    evidence: { ...withoutExpiry(), front: holder },
    settings: { frontToBackCompare: false },
    failed: { condition: 'no-expiry', observed: 'none', required: 'date' },
    unattended: 'success',
  },
  {
    name: 'a document with a layout of its own',
    evidence: { mrz: frenchCard, documentType: 'id-card' },
    failed: { condition: 'mrz', observed: 'FRA-identity-card', required: 0 },
    unattended: 'rejected',
  },
  {
    name: 'a first name that only one side has',
    evidence: { front: { ...holder, firstName: null } },
    failed: {
      condition: 'front-to-back',
      observed: [{ field: 'firstName', comparison: 'missing' }],
      required: 'match',
    },
    unattended: 'rejected',
  },
  {
    name: 'a front that was not read',
    evidence: { front: null },
    failed: { condition: 'front-to-back', observed: null, required: 'match' },
    unattended: 'rejected',
  },
  {
    name: 'an unknown nationality',
    evidence: { ...withoutNationality() },
    settings: { ...listed({ checkNationality: true }), disableFullMrzValidation: true },
    failed: { condition: 'high-risk-nationality', observed: null, required: 'not-listed' },
    unattended: 'rejected',
  },
  {
    name: 'an address whose country was not looked up',
    settings: listed({ checkIp: true }),
    failed: {
      condition: 'high-risk-ip-country',
      observed: { kind: 'absent' },
      required: 'not-listed',
    },
    unattended: 'rejected',
  },
  {
    name: 'an address whose country is not known',
    settings: listed({ checkIp: true }),
    ipCountry: { kind: 'unknown' },
    failed: {
      condition: 'high-risk-ip-country',
      observed: { kind: 'unknown' },
      required: 'not-listed',
    },
    unattended: 'rejected',
  },
  {
    name: 'an address with an invalid country',
    settings: listed({ checkIp: true }),
    ipCountry: { kind: 'country', code: 'ZZ' },
    failed: {
      condition: 'high-risk-ip-country',
      observed: { kind: 'unknown' },
      required: 'not-listed',
    },
    unattended: 'rejected',
  },
  {
    name: 'a match on a sanctions list',
    screening: matching(closedMatch, openMatch),
    failed: { condition: 'screening', observed: 'match', required: 'clear' },
    unattended: 'rejected',
  },
  {
    name: 'lists that did not answer',
    screening: { status: 'unknown', checkedAt },
    failed: { condition: 'screening', observed: 'unknown', required: 'clear' },
    unattended: 'judged in part',
  },
  {
    name: 'a spoofed document',
    evidence: { spoof: { idIsReal: false, fullIdDetected: true } },
    failed: { condition: 'id-is-real', observed: false, required: true },
    unattended: 'success',
  },
  {
    name: 'a document that was not checked for spoofs',
    evidence: { spoof: { idIsReal: null, fullIdDetected: true } },
    failed: { condition: 'id-is-real', observed: null, required: true },
    unattended: 'success',
  },
  {
    name: 'a document that was cut off',
    evidence: { spoof: { idIsReal: true, fullIdDetected: false } },
    failed: { condition: 'full-id-detected', observed: false, required: true },
    unattended: 'success',
  },
  {
    name: 'a document that expired yesterday',
    evidence: { front: expired, ...zoneOf(expired) },
    failed: { condition: 'expiry', observed: '2026-06-14', required: '2026-06-15' },
    unattended: 'success',
  },
  {
    name: 'a document without a date of expiry',
    evidence: {
      mrz: null,
      front: { ...holder, expirationDate: null },
      back: { ...holder, expirationDate: null },
    },
    settings: { disableFullMrzValidation: true, frontToBackCompare: false },
    failed: { condition: 'expiry', observed: null, required: '2026-06-15' },
    unattended: 'success',
  },
  {
    name: 'a document type that is not accepted',
    settings: { documentTypes: ['id-card'] },
    failed: { condition: 'document-type', observed: 'passport', required: ['id-card'] },
    unattended: 'success',
  },
  {
    name: 'an unknown document type',
    evidence: { documentType: null },
    failed: { condition: 'document-type', observed: null, required: ['passport', 'id-card'] },
    unattended: 'success',
  },
  {
    name: 'document review alone',
    settings: { documentReview: true },
    failed: { condition: 'document-review', observed: false, required: true },
    unattended: 'success',
  },
];

function withoutNationality(): Partial<PolicyEvidence> {
  const client = { ...holder, nationality: null };
  return { front: client, back: client, mrz: null };
}

describe('assess', () => {
  for (const awaitingAction of [true, false]) {
    it(`ends in success if every condition is met, ${awaitingAction ? 'with' : 'without'} Awaiting Action`, () => {
      expect(judge({}, { awaitingAction })).to.deep.equal({
        status: 'success',
        failedConditions: [],
        documentValid: true,
        decision: { verdict: 'verify', reasons: [], by: null, at: now.toISOString() },
      });
    });
  }

  for (const { name, evidence, settings, ipCountry, screening, failed, unattended } of cases) {
    it(`with Awaiting Action: awaiting, because of ${name}`, () => {
      const { status, decision, failedConditions } = judge(
        evidence,
        settings,
        ipCountry,
        screening,
      );
      expect(failedConditions).to.deep.equal([failed]);
      expect([status, decision]).to.deep.equal(['awaiting', null]);
    });

    it(`without Awaiting Action: ${unattended}, because of ${name}`, () => {
      const outcome = judge(evidence, { ...settings, awaitingAction: false }, ipCountry, screening);
      const isRejected = unattended === 'rejected';
      expect(outcome.status).to.equal(isRejected ? 'rejected' : 'success');
      expect(codesOf(outcome)).to.deep.equal(unattended === 'success' ? [] : [failed.condition]);
      expect(outcome.decision?.verdict).to.equal(isRejected ? 'reject' : 'verify');
      expect(isJudgedInPart(outcome)).to.equal(unattended === 'judged in part');
    });
  }

  it('has a case for every condition', () => {
    expect(new Set(cases.map(({ failed }) => failed.condition))).to.have.all.keys([
      ...policyConditions,
    ]);
  });

  it('lists all failed conditions, first the one that rejects', () => {
    const outcome = judge(
      {
        mrz: spoiled,
        livenessPassed: false,
        faceMatch: null,
        spoof: { idIsReal: false, fullIdDetected: null },
      },
      { documentReview: true, ...listed({ code: 'POL', checkNationality: true }) },
    );
    expect(codesOf(outcome)).to.deep.equal([
      'high-risk-nationality',
      'id-is-real',
      'full-id-detected',
      'mrz',
      'liveness',
      'face-match-level',
      'document-review',
    ]);
    expect(outcome.status).to.equal('rejected');
  });

  it('fails every condition when there is no evidence at all', () => {
    const nothing: PolicyEvidence = {
      documentType: null,
      livenessPassed: null,
      faceMatch: null,
      spoof: { idIsReal: null, fullIdDetected: null },
      front: null,
      back: null,
      mrz: null,
    };
    const strict = {
      documentReview: true,
      ...listed({ checkIp: true, checkNationality: true }),
    };
    const unknown: Screening = { status: 'unknown', checkedAt: null };
    const codes = codesOf(judge(nothing, strict, nowhere, unknown));
    // A zone that was not read does not say that the document does not expire.
    expect(codes).to.deep.equal(policyConditions.filter((code) => code !== 'no-expiry'));
    expect(judge(nothing, { ...strict, awaitingAction: false }).status).to.equal('rejected');
    expect(judge(nothing).documentValid).to.equal(null);
  });

  it('skips conditions that the company has switched off', () => {
    expect(judge({ mrz: spoiled }, { disableFullMrzValidation: true }).status).to.equal('success');
    const differing = { front: { ...holder, lastName: 'Kowalski' } };
    expect(judge(differing, { frontToBackCompare: false }).status).to.equal('success');
    expect(judge({}, listed()).status).to.equal('success');
  });

  it('verifies a client whom the lists do not name, or name only in false positives', () => {
    const clear: Screening = { status: 'clear', checkedAt, lists: ['A list'] };
    for (const screening of [clear, matching(closedMatch), unscreened]) {
      for (const awaitingAction of [true, false]) {
        const outcome = judge({}, { awaitingAction }, nowhere, screening);
        expect(outcome.status).to.equal('success');
      }
    }
  });

  it('accepts a document on its last day', () => {
    const lastDay = { ...holder, expirationDate: '2026-06-15' };
    expect(judge({ front: lastDay, ...zoneOf(lastDay) }).status).to.equal('success');
  });

  it('fails an expired front although the zone has not expired', () => {
    const outcome = judge({ front: expired }, { frontToBackCompare: false });
    expect(codesOf(outcome)).to.deep.equal(['expiry']);
  });

  it('accepts fields that only one side has, and a holder with a single name', () => {
    const front = { ...holder, sex: null, nationality: null, personalNumber: '90020312345' };
    expect(judge({ front }).status).to.equal('success');
    const single = { ...holder, firstName: null };
    const { back } = zoneOf(holder);
    expect(judge({ front: single, back: back && { ...back, firstName: null } }).status).to.equal(
      'success',
    );
  });

  it('accepts a card with the zone of a card, and refuses a visa', () => {
    const card = { documentType: 'id-card', ...zoneOf(holder, 'TD1') } as const;
    expect(judge(card).status).to.equal('success');
    // Doc 9303-7, appendix B: the specimen of an MRV-A.
    const visa = [
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
    ];
    expect(judge({ mrz: visa }).failedConditions).to.deep.include({
      condition: 'mrz',
      observed: 'MRV-A',
      required: ['TD3'],
    });
  });

  describe('high-risk countries', () => {
    const nationality = listed({ code: 'POL', checkNationality: true });
    const ip = listed({ checkIp: true });

    for (const awaitingAction of [true, false]) {
      const mode = awaitingAction ? 'with' : 'without';

      it(`reject at once by nationality, ${mode} Awaiting Action`, () => {
        const outcome = judge({}, { ...nationality, awaitingAction });
        expect(outcome.status).to.equal('rejected');
        expect(outcome.decision?.by).to.equal(null);
        expect(outcome.failedConditions).to.deep.equal([
          { condition: 'high-risk-nationality', observed: 'POL', required: 'not-listed' },
        ]);
      });

      it(`reject at once by address, ${mode} Awaiting Action`, () => {
        for (const code of ['PRK', 'KP', 'kp']) {
          const outcome = judge({}, { ...ip, awaitingAction }, { kind: 'country', code });
          expect(outcome.status).to.equal('rejected');
          expect(outcome.failedConditions[0]?.observed).to.deep.equal({
            kind: 'country',
            code: 'PRK',
          });
        }
      });

      it(`let others pass, ${mode} Awaiting Action`, () => {
        const other = { ...listed({ checkIp: true, checkNationality: true }), awaitingAction };
        expect(judge({}, other, { kind: 'country', code: 'GE' }).status).to.equal('success');
      });
    }

    it('apply only to nationality or only to the address, as configured', () => {
      const byIp = listed({ code: 'POL', checkIp: true });
      expect(judge({}, byIp, { kind: 'country', code: 'GE' }).status).to.equal('success');
      expect(judge({}, nationality, { kind: 'country', code: 'PL' }).status).to.equal('rejected');
      const byNationality = listed({ checkNationality: true });
      expect(judge({}, byNationality, { kind: 'country', code: 'KP' }).status).to.equal('success');
    });

    it('recognise each code of Germany', () => {
      const german = { ...holder, nationality: 'D' };
      for (const code of ['D', 'DEU']) {
        const rule = listed({ code, checkNationality: true, checkIp: true });
        const outcome = judge({ front: german, ...zoneOf(german) }, rule);
        expect(outcome.status).to.equal('rejected');
        expect(judge({}, rule, { kind: 'country', code: 'DE' }).status).to.equal('rejected');
      }
    });

    it('count even if the zone has errors elsewhere', () => {
      expect(judge({ mrz: spoiled }, nationality).status).to.equal('rejected');
    });
  });
});

describe('the day on which a document expires', () => {
  const expiring = { ...holder, expirationDate: '2026-06-15' };
  const evidence = { ...sound, front: expiring, ...zoneOf(expiring) };
  /** It is still the 15th in UTC and in Los Angeles, but the 16th in Tbilisi. */
  const evening = new Date('2026-06-15T21:00:00Z');
  /** It is the 16th in UTC and in Tbilisi, but still the 15th in Los Angeles. */
  const night = new Date('2026-06-16T03:00:00Z');

  for (const [moment, timeZone, isOver] of [
    [evening, 'UTC', false],
    [evening, 'Asia/Tbilisi', true],
    [evening, 'America/Los_Angeles', false],
    [night, 'UTC', true],
    [night, 'Asia/Tbilisi', true],
    [night, 'America/Los_Angeles', false],
  ] as const) {
    it(`is that of the company: at ${moment.toISOString()} in ${timeZone}`, () => {
      const context = { now: moment, ipCountry: nowhere, screening: unscreened };
      const { failedConditions, documentValid } = assess(
        evidence,
        { ...defaultSettings, timeZone },
        context,
      );
      const failed = { condition: 'expiry', observed: '2026-06-15', required: '2026-06-16' };
      expect(failedConditions).to.deep.equal(isOver ? [failed] : []);
      expect(documentValid).to.equal(!isOver);
      expect(isDocumentValid(evidence, moment, timeZone)).to.equal(!isOver);
      expect(isExpired(checkMrz(evidence.mrz ?? [], moment), moment, timeZone)).to.equal(isOver);
    });
  }

  it('also decides the century of a birth', () => {
    const { mrz } = zoneOf({ ...holder, birthDate: '2026-06-16' });
    const bornIn = (timeZone?: string) => checkMrz(mrz ?? [], evening, timeZone).fields.birthDate;
    expect(bornIn('Asia/Tbilisi')).to.equal('2026-06-16');
    expect(bornIn()).to.equal('1926-06-16');
  });
});

describe('isDocumentValid', () => {
  const validity = (evidence: Partial<PolicyEvidence>) =>
    isDocumentValid({ ...sound, ...evidence }, now);

  it('depends on the document alone, not on the company’s settings', () => {
    expect(validity({})).to.equal(true);
    expect(validity({ mrz: spoiled })).to.equal(false);
    expect(validity({ front: expired, ...zoneOf(expired) })).to.equal(false);
    expect(validity({ spoof: { idIsReal: false, fullIdDetected: null } })).to.equal(false);
    expect(validity({ spoof: { idIsReal: true, fullIdDetected: false } })).to.equal(false);
    expect(validity({ livenessPassed: false, faceMatch: null, front: null })).to.equal(true);
    const lenient = { disableFullMrzValidation: true };
    expect(judge({ mrz: spoiled }, lenient).documentValid).to.equal(false);
  });

  it('is unknown if some evidence is missing and none is against it', () => {
    expect(validity({ mrz: null })).to.equal(null);
    expect(validity({ spoof: { idIsReal: null, fullIdDetected: true } })).to.equal(null);
    expect(validity({ mrz: spoiled, spoof: { idIsReal: null, fullIdDetected: null } })).to.equal(
      false,
    );
  });
});

/** Mulberry32: the same numbers at every run. */
function createNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('assess, given anything', () => {
  const next = createNumbers(2026);
  const pick = <T>(...values: readonly [T, ...T[]]): T =>
    values[Math.floor(next() * values.length)] ?? values[0];
  const mostly = <T>(usual: T, ...others: readonly T[]): T =>
    next() < 0.75 ? usual : pick(usual, ...others);
  const junk = () => pick('', '<<<', 'ไทย', '\u0000\ud800', '=1+1', 'x'.repeat(500));

  const drawn = Array.from({ length: 4000 }, () => {
    const { mrz, back } = sound;
    const text = (client: Client): Client => ({
      ...client,
      lastName: junk(),
      nationality: junk(),
      expirationDate: pick('0000-01-01', '9999-12-31', null),
    });
    const evidence: PolicyEvidence = {
      documentType: mostly(sound.documentType, 'id-card', null),
      livenessPassed: mostly<boolean | null>(true, false, null),
      faceMatch: mostly(sound.faceMatch, { level: pick(0, 1, 3, null), confidence: null }, null),
      spoof: {
        idIsReal: mostly<boolean | null>(true, false, null),
        fullIdDetected: mostly<boolean | null>(true, false, null),
      },
      front: mostly<Client | null>(holder, expired, unreadClient, text(holder), null),
      back: mostly<Client | null>(back, unreadClient, text(holder), null),
      mrz: mostly<string[] | null>(mrz, spoiled, [], [junk(), junk()], null),
    };
    const settings: Settings = {
      ...defaultSettings,
      awaitingAction: pick(true, false),
      documentReview: mostly(false, true),
      disableFullMrzValidation: pick(true, false),
      frontToBackCompare: pick(true, false),
      documentTypes: mostly(defaultSettings.documentTypes, ['id-card']),
      ...pick(
        {},
        listed({ checkIp: true, checkNationality: true }),
        listed({ code: 'POL', checkIp: true, checkNationality: pick(true, false) }),
      ),
    };
    const ipCountry = pick<IpCountry>(
      { kind: 'absent' },
      { kind: 'unknown' },
      { kind: 'country', code: pick('GE', 'PL', 'KP', junk()) },
    );
    const screening = mostly<Screening>(
      { status: 'clear', checkedAt, lists: ['A list'] },
      unscreened,
      { status: 'unknown', checkedAt: null },
      matching(openMatch),
      matching(closedMatch),
    );
    return {
      evidence,
      settings,
      ipCountry,
      screening,
      outcome: assess(evidence, settings, { now, ipCountry, screening }),
    };
  });

  it('reaches every outcome', () => {
    for (const status of ['success', 'awaiting', 'rejected']) {
      expect(drawn.filter(({ outcome }) => outcome.status === status).length).to.be.above(50);
    }
  });

  it('succeeds if and only if no condition failed, and decides every session that does not await action', () => {
    for (const { outcome, settings } of drawn) {
      const hasSucceeded = outcome.status === 'success';
      expect(hasSucceeded).to.equal(
        outcome.failedConditions.length === 0 || isJudgedInPart(outcome),
      );
      if (isJudgedInPart(outcome)) expect(settings.awaitingAction).to.equal(false);
      expect(outcome.decision === null).to.equal(outcome.status === 'awaiting');
      if (outcome.status === 'awaiting') expect(settings.awaitingAction).to.equal(true);
    }
  });

  it('never succeeds if evidence is missing or is against it', () => {
    const successes = drawn.filter(({ outcome }) => outcome.status === 'success');
    for (const { evidence, settings, ipCountry, screening } of successes) {
      const { faceMatch, livenessPassed, mrz, front, back, spoof, documentType } = evidence;
      expect(faceMatch?.level).to.be.at.least(settings.acceptanceLevel);
      expect(livenessPassed).to.equal(true);
      if (!settings.disableFullMrzValidation) expect(mrz).to.equal(sound.mrz);
      if (settings.frontToBackCompare) expect([front, back]).to.deep.equal([holder, sound.back]);
      for (const { code, checkIp, checkNationality } of settings.highRiskCountries) {
        if (checkIp) expect(ipCountry.kind).to.equal('country');
        if (checkNationality) expect(code).not.to.equal('POL');
      }
      expect(openMatches(screening)).to.deep.equal([]);
      if (!settings.awaitingAction) continue;
      expect(screening.status).not.to.equal('unknown');
      expect(spoof).to.deep.equal({ idIsReal: true, fullIdDetected: true });
      expect(settings.documentReview).to.equal(false);
      expect(settings.documentTypes).to.include(documentType);
    }
  });

  it('rejects every match of a high-risk country', () => {
    const risky = drawn.filter(
      ({ settings, ipCountry }) =>
        ipCountry.kind === 'country' &&
        settings.highRiskCountries.some(
          ({ code, checkIp }) => checkIp && code.startsWith(ipCountry.code === 'PL' ? 'POL' : '-'),
        ),
    );
    expect(risky).not.to.be.empty;
    for (const { outcome } of risky) expect(outcome.status).to.equal('rejected');
  });
});
