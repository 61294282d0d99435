import type { FailedCondition } from './failed-condition.js';
import type { SessionSummary } from './session-summary.js';

/** Why a session waits: a failed condition by its name, or an open match of a watch list. */
export type QueueCondition = FailedCondition['condition'] | 'open-match';

const known: Readonly<Record<QueueCondition, true>> = {
  'high-risk-nationality': true,
  'high-risk-ip-country': true,
  screening: true,
  'open-match': true,
  'document-type': true,
  'id-is-real': true,
  'full-id-detected': true,
  mrz: true,
  expiry: true,
  'no-expiry': true,
  'front-to-back': true,
  liveness: true,
  'face-match-level': true,
  'document-review': true,
  other: true,
};

/** In the order in which the interface lists them. */
export const queueConditions = Object.keys(known) as readonly QueueCondition[];

/** Why a session awaits action: its failed conditions, and `open-match` if it has an open match. */
export const queueConditionsOf = ({
  failedConditions,
  openMatches = 0,
}: Pick<SessionSummary, 'failedConditions' | 'openMatches'>): Set<QueueCondition> =>
  new Set([
    ...failedConditions.map(({ condition }) => condition),
    ...(openMatches > 0 ? (['open-match'] as const) : []),
  ]);

/** The most hours until a session is due: a year. */
export const maxDueHours = 8760;
