import { assess, isJudgedInPart } from '../../model/policy.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import type { IpCountry, JudgementRecord } from '../../model/judgement-record.js';
import type { Screening } from '../../model/screening.js';
import type { Attempt, Session } from '../../model/session.js';
import {
  acceptedCauses,
  automaticCauses,
  awaitingCauses,
  refusedCauses,
  settingsFor,
  type Cause,
} from './causes.js';
import { drawExtra, drawScreening } from './company-data.js';
import { clientOf, createAttempt, drawDevice, drawMrzDefect, type Progress } from './attempts.js';
import { createIdentity, type Identity } from './identity.js';
import { createRandom, type Random } from './random.js';
import { createReview, type Plan } from './review.js';
import { sampleCompany } from './workspace.js';

export interface SampleSessionsOptions {
  count: number;
  /** The same seed produces the same people, whatever the count. */
  seed: number | string;
  /** The current time. The sessions are from the ninety days before it. Default: a fixed instant. */
  now?: Date;
  /** The company whose clients they are. Default: a fictional one. */
  companyName?: string;
}

/** The default of `now`, so that stories and their screenshots never change. */
export const sampleNow = '2026-06-15T12:00:00.000Z';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const span = 90 * day;

/**
 * Sessions of fictional people, newest first and denser towards `now`. The same input produces
 * equal output. Parts that never change are shared between sessions and frozen: copy before changing.
 */
export function sampleSessions({
  count,
  seed,
  now = new Date(sampleNow),
  companyName = sampleCompany.name,
}: SampleSessionsOptions): Session[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(seed, index);
    const rank = (index + random.next()) / count;
    const createdAt = Math.floor(now.getTime() - 20 * second - span * rank ** 1.8);
    const moment = { createdAt, now: now.getTime(), rank };
    return createSession(random, moment, companyName);
  });
}

interface Moment {
  createdAt: number;
  now: number;
  /** From 0 for the newest session to 1 for the oldest. */
  rank: number;
}

/** Newer sessions are more likely to be open. Overall, 6 % process, 18 % await action, 60 % succeed. */
function drawPlan(random: Random, { rank }: Moment): Plan {
  if (random.chance(rank < 0.15 ? 0.25 : 0.026))
    return { status: 'processing', automatic: true, causes: [] };
  if (random.chance(rank < 0.3 ? 0.38 : 0.11)) {
    return { status: 'awaiting', automatic: true, causes: drawCauses(random, awaitingCauses) };
  }
  if (random.chance(0.79)) {
    const automatic = random.chance(0.8);
    const causes = automatic ? [] : [random.weighted(acceptedCauses)];
    return { status: 'success', automatic, causes };
  }
  const automatic = random.chance(0.3);
  const causes = drawCauses(random, automatic ? automaticCauses : refusedCauses);
  return { status: 'rejected', automatic, causes };
}

function drawCauses(random: Random, weights: readonly (readonly [Cause, number])[]): Cause[] {
  const causes = new Set([random.weighted(weights)]);
  if (random.chance(0.2)) causes.add(random.weighted(weights));
  return [...causes];
}

function drawId(random: Random): string {
  const variant = random.pick(['8', '9', 'a', 'b']) + random.hex(3);
  return [random.hex(8), random.hex(4), `4${random.hex(3)}`, variant, random.hex(12)].join('-');
}

function createSession(random: Random, moment: Moment, companyName: string): Session {
  const id = drawId(random);
  const planned = drawPlan(random, moment);
  const { createdAt, now } = moment;
  const identity = createIdentity(random, {
    now: createdAt,
    underage: planned.causes.includes('underage'),
    expired: planned.causes.includes('expired'),
  });
  const { attempts, plan: attempted } = createAttempts(random, identity, planned, moment);
  const last = attempts.at(-1);
  if (!last) throw new RangeError('a session has an attempt');

  const { plan, failedConditions } = judge(attempted, last);
  const { status, causes } = plan;
  const finishedAt = last.finishedAt === null ? now : Date.parse(last.finishedAt);
  const review = createReview(random, plan, {
    read: clientOf(last),
    truth: identity.front,
    finishedAt,
    now,
  });

  const extra = drawExtra(random, identity, createdAt);
  const screenedAt = status === 'processing' ? null : last.finishedAt;
  const screening = drawScreening(random, identity, causes, screenedAt);
  const judgement =
    screenedAt === null
      ? undefined
      : drawJudgement(random, moment, { at: screenedAt, last, screening });

  return {
    id,
    version: String(1 + review.changes.length + review.notes.length),
    status,
    createdAt: new Date(createdAt).toISOString(),
    completedAt: review.decision?.at ?? null,
    companyName,
    client: review.client,
    documentPresented: last.documentType !== null,
    documentType: last.documentType,
    documentValid: last.documentValid,
    documentFinished: last.documentFinished,
    livenessPassed: last.livenessPassed,
    livenessFinished: last.livenessFinished,
    faceMatch: last.faceMatch,
    spoof: last.spoof,
    device: last.device,
    clientIp: last.clientIp,
    extra,
    attemptCount: attempts.length,
    selfie: last.photos.find(({ kind }) => kind === 'selfie') ?? null,
    decision: review.decision,
    attempts,
    notes: review.notes,
    changes: review.changes,
    failedConditions,
    screening,
    ...(judgement && { judgement }),
  };
}

const countryNotFound: IpCountry = Object.freeze({ kind: 'unknown' });

/**
 * What the policy saw. The oldest sessions are from before countries were kept. Drawn last, so that
 * nothing else of the sample depends on it.
 */
function drawJudgement(
  random: Random,
  { rank }: Moment,
  { at, last, screening }: { at: string; last: Attempt; screening: Screening },
): JudgementRecord {
  const nationality = last.back?.nationality ?? last.front?.nationality ?? null;
  const isFound = nationality !== null && random.chance(0.9);
  const country: IpCountry = isFound ? { kind: 'country', code: nationality } : countryNotFound;
  return { at, settingsVersion: null, ipCountry: rank < 0.8 ? country : null, screening };
}

/** Applies the policy to the plan. A session that it does not verify awaits, or awaited, action. */
function judge(plan: Plan, last: Attempt): { plan: Plan; failedConditions: FailedCondition[] } {
  if (plan.status === 'processing' || last.finishedAt === null)
    return { plan, failedConditions: [] };
  const settings = settingsFor(plan.causes, {
    automatic: plan.automatic && plan.status === 'rejected',
    nationality: last.back?.nationality ?? null,
  });
  const assessment = assess(last, settings, {
    now: new Date(last.finishedAt),
    ipCountry: { kind: 'absent' },
    // The causes already include a match: this company reviews such documents.
    screening: { status: 'absent' },
  });
  const { status, failedConditions } = assessment;
  const judgedInPart = isJudgedInPart(assessment);
  return {
    plan:
      status === 'awaiting'
        ? { ...plan, automatic: false }
        : { ...plan, status, automatic: true, judgedInPart },
    failedConditions,
  };
}

const interrupted: readonly (readonly [Progress, number])[] = [
  ['started', 4],
  ['front', 4],
  ['document', 3],
  ['complete', 1],
];
const earlierFailures: readonly (readonly [Cause, number])[] = [
  ['not-full-id', 5],
  ['low-match', 3],
  ['mrz', 3],
  ['liveness', 2],
  ['unread', 1],
];

function createAttempts(
  random: Random,
  identity: Identity,
  planned: Plan,
  { createdAt, now }: Moment,
) {
  const count = random.weighted([
    [1, 72],
    [2, 18],
    [3, 8],
    [4, 2],
  ]);
  const device = drawDevice(random);
  const attempts: Session['attempts'] = [];
  let plan = planned;
  let startedAt = createdAt + random.int(1, 9) * second;

  for (let number = 1; number <= count; number++) {
    const end = startedAt + random.int(45, 240) * second;
    // Too new to have ended.
    const isOpen = end > now - minute;
    const isLast = number === count || isOpen;
    if (isOpen) plan = { status: 'processing', automatic: true, causes: [] };
    const isProcessing = isLast && plan.status === 'processing';
    const wasInterrupted = !isLast && random.chance(0.45);
    const causes = isLast ? plan.causes : [random.weighted(earlierFailures)];
    attempts.push(
      createAttempt(
        random,
        identity,
        {
          number,
          startedAt,
          finishedAt: isProcessing || wasInterrupted ? null : end,
          progress: isProcessing || wasInterrupted ? random.weighted(interrupted) : 'complete',
          causes: wasInterrupted || isProcessing ? [] : causes,
          mrzDefect: causes.includes('mrz') && !wasInterrupted ? drawMrzDefect(random) : null,
        },
        number > 1 && random.chance(0.2) ? drawDevice(random) : device,
      ),
    );
    if (isLast) break;
    startedAt = end + random.int(20, 900) * second;
  }
  return { attempts, plan };
}
