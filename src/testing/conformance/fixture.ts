import { defaultAcceptanceLevel } from '../../model/match-level.js';
import type { Photo, PhotoSize } from '../../model/photo.js';
import { defaultRejectionGroups, findReasons } from '../../model/rejection.js';
import type { Session, SessionStatus } from '../../model/session.js';
import { unreadClient, type Client } from '../../model/client.js';
import type { CheckedScreening, Screening } from '../../model/screening.js';
import type { Workspace } from '../../api/workspace.js';
import type { Settings } from '../../model/settings.js';
import type { Actor } from '../../model/workspace.js';

/** The users who sign in: two agents and a master user of one company. */
export interface ConformanceActors {
  readonly agent: Actor;
  readonly colleague: Actor;
  readonly master: Actor;
}

/** The data that a backend must contain before each test. */
export interface ConformanceFixture {
  readonly sessions: readonly Session[];
  /** The bytes of every photo of these sessions. */
  readonly photos: (session: Session, photo: Photo, size: PhotoSize) => Blob;
  /**
   * The screening of a client, for a backend that can screen again. `unknown` stands for lists that
   * cannot be reached.
   */
  readonly screen: (person: Pick<Client, 'firstName' | 'lastName'>) => CheckedScreening;
  readonly workspace: Pick<Workspace, 'company' | 'rejection'> &
    Pick<Settings, 'acceptanceLevel' | 'extraFields'>;
  readonly actors: ConformanceActors;
}

const company = { id: 'conformance', name: 'Conformance Ltd' };

export const fixtureActors: ConformanceActors = {
  agent: { id: 'agent-1', name: 'Ana Agent', role: 'agent' },
  colleague: { id: 'agent-2', name: 'Ben Colleague', role: 'agent' },
  master: { id: 'master-1', name: 'Mia Master', role: 'master' },
};

/** One pixel, as a PNG. */
export const onePixel = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  ),
  (character) => character.charCodeAt(0),
);

type Name = readonly [first: string | null, last: string | null];

const names: readonly [Name, ...Name[]] = [
  ['Łukasz', 'Żółkiewski'],
  ['Lukas', 'Berg'],
  ['María José', 'García-López'],
  ['გიორგი', 'ბერიძე'],
  ['ნინო', 'მაისურაძე'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['Алёна', 'Королёва'],
  ['Søren', 'Ångström'],
  ['Đorđe', 'Þorláksson'],
  ['ليلى', 'حداد'],
  ['Anna', 'Anderson'],
  ['Annabel', 'Zimmer'],
  ['Joanna', 'Hanna'],
  ['Sinéad', "O'Connor"],
  ['Jean-Luc', 'Weiß'],
  ['İpek', 'Işık'],
  [null, null],
  [null, 'Lastname'],
  ['Firstname', null],
  ['<b>Bold</b>', 'O\u202everride'],
  ['=1+1', '%_\\'],
];

const statuses: readonly [SessionStatus, ...SessionStatus[]] = [
  'awaiting',
  'success',
  'awaiting',
  'rejected',
  'awaiting',
  'processing',
];

const photoKinds = ['selfie', 'document-front', 'document-back'] as const;
const day = 24 * 60 * 60 * 1000;

/** The same instant, written with an offset of four hours for every fourth session. */
function writeInstant(milliseconds: number, index: number): string {
  if (index % 4 !== 0) return new Date(milliseconds).toISOString();
  return new Date(milliseconds + day / 6).toISOString().replace('Z', '+04:00');
}

const pick = <T>(values: readonly [T, ...T[]], index: number): T =>
  values[index % values.length] ?? values[0];

function makeEvidence(index: number, status: SessionStatus) {
  const level = pick([1, 3, 4, 5, 7, null, 0] as const, index + Math.floor(index / 7));
  return {
    documentType: pick(['passport', 'id-card', null] as const, index),
    documentValid: pick([true, false, null], index),
    documentFinished: status !== 'processing',
    livenessPassed: pick([true, true, false, null], index),
    livenessFinished: status !== 'processing',
    faceMatch: index % 7 === 0 ? null : { level, confidence: level === null ? null : 12 * level },
    spoof: {
      idIsReal: pick([true, false, null], index),
      fullIdDetected: pick([true, true, false, null], index),
    },
    device: { name: 'Pixel 9', type: 'mobile', browser: 'Chrome', os: 'Android', userAgent: null },
    clientIp: '192.0.2.1',
  } as const;
}

function makeDecision(status: SessionStatus, at: string): Session['decision'] {
  if (status !== 'success' && status !== 'rejected') return null;
  const { id, name } = fixtureActors.colleague;
  return {
    verdict: status === 'success' ? 'verify' : 'reject',
    reasons: status === 'success' ? [] : (findReasons(defaultRejectionGroups, ['fake']) ?? []),
    by: { id, name },
    at,
  };
}

/** The decision of a policy that could not judge whether the last names match. */
const judgedInPart = (at: string): Pick<Session, 'decision' | 'failedConditions'> => ({
  decision: { verdict: 'verify', reasons: [], by: null, at, judgedInPart: true },
  failedConditions: [
    {
      condition: 'front-to-back',
      observed: [{ field: 'lastName', comparison: 'not-comparable' }],
      required: 'match',
    },
  ],
});

const zoneErrors = { condition: 'mrz', observed: 2, required: 0 } as const;

const lists = ['Conformance List'];

/** Every client resembles two entries, except those with a last name that stands for a result. */
export const screenedNames = { clear: 'Nobody-Listed', unknown: 'Never-Answered' } as const;

function screen(
  { lastName }: Pick<Client, 'firstName' | 'lastName'>,
  checkedAt = new Date().toISOString(),
): CheckedScreening {
  if (lastName === screenedNames.unknown) return { status: 'unknown', checkedAt };
  if (lastName === screenedNames.clear) return { status: 'clear', checkedAt, lists: [...lists] };
  const matches = ['entry-1', 'entry-2'].map((id, index) => ({
    id,
    list: 'Conformance List',
    authority: null,
    name: `LISTED, ${index + 1}`,
    alias: null,
    score: 0.9 - index / 10,
  }));
  return { status: 'match', checkedAt, lists: [...lists], matches };
}

/** The client of a verified session resembles no entry. */
function makeScreening(status: SessionStatus, client: Client, checkedAt: string): Screening {
  switch (status) {
    case 'processing':
      return { status: 'unknown', checkedAt: null };
    case 'success':
      return screen({ ...client, lastName: screenedNames.clear }, checkedAt);
    default:
      return screen(client, checkedAt);
  }
}

function makeSession(index: number): Session {
  const id = `conformance-${String(index).padStart(4, '0')}`;
  const status = pick(statuses, index);
  const [firstName, lastName] = pick(names, index);
  // Three at a time, so that pages end between sessions of the same instant.
  const created = Date.UTC(2026, 2, 1) - Math.floor(index / 3) * day;
  const completedAt = new Date(created + day / 24).toISOString();
  const decision = makeDecision(status, completedAt);
  const evidence = makeEvidence(index, status);
  const client: Client = {
    ...unreadClient,
    firstName,
    lastName,
    documentNumber: index % 10 === 9 ? null : `KV${100_000 + index * 37}`,
    personalNumber: index % 8 === 7 ? null : String(10_000_000_000 + index * 7919),
    sex: pick(['female', 'male', 'unspecified', null] as const, index),
    birthDate: '1990-02-28',
    expirationDate: '2031-12-31',
    nationality: 'UTO',
  };
  const photos = index % 9 === 8 ? [] : photoKinds.map((kind) => ({ id: `${id}-${kind}`, kind }));
  return {
    id,
    version: '1',
    status,
    createdAt: writeInstant(created, index),
    completedAt: decision && completedAt,
    companyName: company.name,
    client,
    documentPresented: evidence.documentType !== null,
    ...evidence,
    extra: [{ key: '__proto__', value: 'an extra field like any other' }],
    attemptCount: 1,
    selfie: photos[0] ?? null,
    decision,
    attempts: [
      {
        number: 1,
        startedAt: new Date(created).toISOString(),
        finishedAt: status === 'processing' ? null : completedAt,
        ...evidence,
        front: null,
        back: null,
        mrz: null,
        photos,
      },
    ],
    notes: [],
    changes: [],
    failedConditions: [],
    screening: makeScreening(status, client, completedAt),
    ...(status === 'success' && index % 4 === 1 && judgedInPart(completedAt)),
    ...(status === 'awaiting' && index % 4 === 0 && { failedConditions: [zoneErrors] }),
  };
}

/** Makes a new fixture at each call, so that a backend cannot change the fixture of the next test. */
export function createFixture(actors: ConformanceActors): ConformanceFixture {
  return {
    sessions: Array.from({ length: 63 }, (_, index) => makeSession(index)),
    photos: () => new Blob([onePixel], { type: 'image/png' }),
    screen: (person) => screen(person),
    workspace: {
      company,
      acceptanceLevel: defaultAcceptanceLevel,
      rejection: { groups: structuredClone([...defaultRejectionGroups]), reasonRequired: true },
      extraFields: [],
    },
    actors,
  };
}
