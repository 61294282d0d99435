import { dayOf } from './calendar-date.js';
import type { Decision } from './decision.js';
import {
  conditions,
  findMrzFailure,
  isUnjudged,
  policyConditions,
  type PolicySubject,
} from './policy/conditions.js';
import type { FailedCondition } from './failed-condition.js';
import type { IpCountry } from './judgement-record.js';
import { expiryOf, reportOf, type PolicyEvidence } from './policy/policy-evidence.js';
import type { Screening } from './screening.js';
import type { SessionStatus } from './session.js';
import type { PolicySettings } from './settings.js';

export type { PolicyEvidence };
export { isJudgedInPart } from './policy/judged-in-part.js';
export { policyConditions };

/** Everything that affects the outcome besides the evidence and the settings. */
export interface PolicyContext {
  readonly now: Date;
  readonly ipCountry: IpCountry;
  /** The screening with the known false positives; `absent` without lists. */
  readonly screening: Screening;
}

/** The state of a session after its client has finished. */
export interface Assessment {
  readonly status: Exclude<SessionStatus, 'processing'>;
  /**
   * The conditions that it does not meet, each with the value observed and the value required (spec
   * P5). For a success: the conditions that could not be judged (P6).
   */
  readonly failedConditions: FailedCondition[];
  /** The result of `isDocumentValid`. */
  readonly documentValid: boolean | null;
  /** The policy's decision; `null` if an agent must decide. */
  readonly decision: Decision | null;
}

/**
 * Judges the evidence of a finished attempt by the company's settings.
 *
 * - All conditions met: success (P1).
 * - Some not met: the session awaits action if Awaiting Action is on, and is rejected
 *   otherwise (P2).
 * - A high-risk country: rejected at once, with or without Awaiting Action (P4).
 * - While Awaiting Action is off only the match level with its liveness, the zone, front to back and
 *   the countries count (P3), and an open match of the screening.
 *
 * Nothing that is missing or unknown meets a condition. That goes for the country of the IP address
 * too: without a look-up a rule on it is `not-checked`, and the session does not succeed by itself.
 * While Awaiting Action is off there is one exception: what cannot be judged through no fault of the
 * client does not count (P6). It is listed all the same; see `isJudgedInPart`.
 * The conditions are listed in `policyConditions`, and described where they are defined.
 * @throws RangeError when `now` is an invalid date
 */
export function assess(
  evidence: PolicyEvidence,
  settings: PolicySettings,
  { now, ipCountry, screening }: PolicyContext,
): Assessment {
  const { timeZone } = settings;
  const today = dayOf(now, timeZone);
  const report = reportOf(evidence, now, timeZone);
  const subject = { evidence, settings, today, ipCountry, screening, report };
  const failed = policyConditions
    .filter((code) => settings.awaitingAction || conditions[code].appliesUnattended)
    .flatMap((code): FailedCondition[] => {
      const failure = conditions[code].findFailure(subject);
      return failure ? [failure] : [];
    });
  const counted = failed.filter((one) => settings.awaitingAction || !isUnjudged(one));
  const status = statusOf(counted, settings);
  return {
    status,
    failedConditions: failed,
    documentValid: validityOf(subject),
    decision: decisionOf(status, failed.length > 0, now),
  };
}

function statusOf(
  failed: readonly FailedCondition[],
  { awaitingAction }: PolicySettings,
): Assessment['status'] {
  if (failed.length === 0) return 'success';
  if (failed.some(isFatal)) return 'rejected';
  return awaitingAction ? 'awaiting' : 'rejected';
}

/** Whether the session is rejected whatever else holds: its country is on the list (spec P4). */
function isFatal(failed: FailedCondition): boolean {
  if (failed.condition === 'high-risk-nationality') return failed.observed !== null;
  return failed.condition === 'high-risk-ip-country' && failed.observed.kind === 'country';
}

function decisionOf(status: Assessment['status'], hasFailed: boolean, now: Date): Decision | null {
  if (status === 'awaiting') return null;
  const decision = { reasons: [], by: null, at: now.toISOString() };
  if (status === 'rejected') return { verdict: 'reject', ...decision };
  return { verdict: 'verify', ...decision, ...(hasFailed && { judgedInPart: true }) };
}

/**
 * Whether the document is genuine, whole, with a sound machine-readable zone, and has not expired
 * (spec D3); `null` when nothing speaks against it but not all of it is known. It is a fact of the
 * document, whatever the company accepts.
 * @param timeZone The company's: it decides which day `now` is.
 * @throws RangeError when `now` is an invalid date
 */
export function isDocumentValid(
  evidence: PolicyEvidence,
  now: Date,
  timeZone?: string,
): boolean | null {
  const today = dayOf(now, timeZone);
  return validityOf({ evidence, today, report: reportOf(evidence, now, timeZone) });
}

function validityOf({
  evidence,
  today,
  report,
}: Pick<PolicySubject, 'evidence' | 'today' | 'report'>): boolean | null {
  const expiry = expiryOf(evidence, report);
  const findings = [
    evidence.spoof.idIsReal,
    evidence.spoof.fullIdDetected,
    report && findMrzFailure(evidence, report) === undefined,
    expiry === undefined ? null : expiry >= today,
  ];
  if (findings.includes(false)) return false;
  return findings.includes(null) ? null : true;
}
