import type { FaceMatch, MatchLevel, MeasuredLevel } from '../../model/match-level.js';
import {
  defaultRejectionGroups,
  findReasons,
  type RejectionReason,
} from '../../model/rejection.js';
import type { SpoofDetection } from '../../model/session.js';
import { defaultSettings, type Settings } from '../../model/settings.js';
import type { Random } from './random.js';

/** Why the policy did not verify a session. */
export type Cause =
  | 'low-match'
  | 'mrz'
  | 'front-to-back'
  | 'spoofed'
  | 'not-full-id'
  | 'liveness'
  | 'screening'
  | 'unread'
  | 'expired'
  | 'review'
  | 'underage'
  | 'high-risk-country';

type Weights<T> = readonly (readonly [T, number])[];

/** Causes for a session to await action. */
export const awaitingCauses: Weights<Cause> = [
  ['low-match', 26],
  ['mrz', 24],
  ['front-to-back', 10],
  ['not-full-id', 9],
  ['screening', 9],
  ['unread', 8],
  ['review', 6],
  ['spoofed', 5],
  ['expired', 3],
];

/** Causes after which an agent verifies. */
export const acceptedCauses: Weights<Cause> = [
  ['low-match', 30],
  ['mrz', 22],
  ['front-to-back', 20],
  ['review', 14],
  ['not-full-id', 8],
  ['screening', 6],
  ['unread', 8],
];

/** Causes after which an agent rejects. */
export const refusedCauses: Weights<Cause> = [
  ['low-match', 28],
  ['spoofed', 20],
  ['mrz', 16],
  ['screening', 12],
  ['front-to-back', 8],
  ['liveness', 6],
  ['underage', 5],
  ['review', 5],
];

/** Causes for the policy to reject: high-risk countries, and others while Awaiting Action was off. */
export const automaticCauses: Weights<Cause> = [
  ['low-match', 34],
  ['mrz', 26],
  ['front-to-back', 20],
  ['high-risk-country', 20],
];

const reasonIds: Readonly<Record<Cause, Weights<string>>> = {
  'low-match': [
    ['selfie-mismatch', 8],
    ['fake', 1],
  ],
  mrz: [
    ['mrz', 5],
    ['number', 2],
    ['birth-date', 1],
  ],
  'front-to-back': [
    ['full-name', 3],
    ['number', 2],
    ['birth-date', 1],
  ],
  spoofed: [
    ['fake', 5],
    ['spam', 1],
  ],
  'not-full-id': [
    ['fake', 1],
    ['spam', 1],
  ],
  liveness: [
    ['fake', 2],
    ['spam', 3],
    ['selfie-mismatch', 1],
  ],
  screening: [
    ['pep', 3],
    ['sanctions-lists', 3],
    ['adverse-media', 2],
    ['criminal-records', 1],
  ],
  unread: [
    ['full-name', 2],
    ['spam', 1],
  ],
  expired: [['number', 1]],
  review: [
    ['duplicate', 3],
    ['blacklist', 2],
    ['wrong-region', 2],
    ['spam', 1],
  ],
  underage: [['age', 1]],
  'high-risk-country': [['wrong-region', 1]],
};

const reasonSets = new Map<string, RejectionReason[]>();

/** The reasons that an agent attached. Equal reasons share an array. */
export function drawReasons(random: Random, causes: readonly Cause[]): RejectionReason[] {
  const ids = new Set(causes.map((cause) => random.weighted(reasonIds[cause])));
  for (const cause of causes) {
    if (random.chance(0.25)) ids.add(random.weighted(reasonIds[cause]));
  }
  const key = [...ids].sort().join();
  const reasons = reasonSets.get(key) ?? findReasons(defaultRejectionGroups, [...ids]) ?? [];
  reasonSets.set(key, reasons);
  return [...reasons];
}

/** Causes that the policy does not find. The company then reviews all documents. */
const forReview: ReadonlySet<Cause> = new Set(['screening', 'review', 'underage']);

/** The company's settings at the time, with which these causes lead to the planned outcome. */
export function settingsFor(
  causes: readonly Cause[],
  { automatic, nationality }: { automatic: boolean; nationality: string | null },
): Settings {
  const isRisky = causes.includes('high-risk-country') && nationality !== null;
  return {
    ...defaultSettings,
    awaitingAction: !automatic,
    documentReview: causes.some((cause) => forReview.has(cause)),
    highRiskCountries: isRisky
      ? [{ code: nationality, checkIp: false, checkNationality: true }]
      : [],
  };
}

const spoofResults = {
  unchecked: Object.freeze({ idIsReal: null, fullIdDetected: null }),
  genuine: Object.freeze({ idIsReal: true, fullIdDetected: true }),
  spoofed: Object.freeze({ idIsReal: false, fullIdDetected: true }),
  notFull: Object.freeze({ idIsReal: true, fullIdDetected: false }),
} satisfies Record<string, SpoofDetection>;

export const uncheckedSpoof: SpoofDetection = spoofResults.unchecked;

export function spoofResult(causes: readonly Cause[]): SpoofDetection {
  if (causes.includes('spoofed')) return spoofResults.spoofed;
  return causes.includes('not-full-id') ? spoofResults.notFull : spoofResults.genuine;
}

const faceMatches = new Map<string, FaceMatch>();

/** A match above or below the acceptance level of 4. Sessions with the same match share it. */
export function drawFaceMatch(random: Random, causes: readonly Cause[]): FaceMatch {
  const isLow = causes.includes('low-match') || causes.includes('liveness');
  const level = isLow
    ? random.weighted<MeasuredLevel>([
        [0, 3],
        [1, 2],
        [2, 3],
        [3, 4],
      ])
    : random.weighted<MatchLevel>([
        [4, 2],
        [5, 3],
        [6, 4],
        [7, 6],
      ]);
  const confidence = isLow ? random.int(18, 45) + level * 8 : random.int(84, 99);
  const key = `${level} ${confidence}`;
  const known = faceMatches.get(key);
  if (known) return known;
  const match = Object.freeze({ level, confidence });
  faceMatches.set(key, match);
  return match;
}
