import { unreadClient, type Client } from '../../model/client.js';
import type { Photo, PhotoKind } from '../../model/photo.js';
import { isDocumentValid } from '../../model/policy.js';
import type { Attempt } from '../../model/session.js';
import { drawFaceMatch, spoofResult, uncheckedSpoof, type Cause } from './causes.js';
import { pickAddress, pickDevice } from './devices.js';
import type { Identity } from './identity.js';
import { mrzDefects, spoilMrz, type MrzDefect } from './mrz-defects.js';
import type { Random } from './random.js';

/** How far the client got in an attempt. */
export type Progress = 'started' | 'front' | 'document' | 'complete';

export interface AttemptPlan {
  number: number;
  startedAt: number;
  /** `null` for an attempt that was interrupted or is still running. */
  finishedAt: number | null;
  progress: Progress;
  causes: readonly Cause[];
  mrzDefect: MrzDefect | null;
}

type ClientDevice = Pick<Attempt, 'device' | 'clientIp'>;

/** A client's device and address. Later attempts mostly use the same. */
export function drawDevice(random: Random): ClientDevice {
  return { device: pickDevice(random), clientIp: random.chance(0.02) ? null : pickAddress(random) };
}

export function drawMrzDefect(random: Random): MrzDefect {
  return random.pick(mrzDefects);
}

const sides: Readonly<Record<Progress, readonly PhotoKind[]>> = {
  started: [],
  front: ['document-front'],
  document: ['document-front', 'document-back'],
  complete: ['selfie', 'document-front', 'document-back'],
};

function drawPhotos(random: Random, progress: Progress): Photo[] {
  return sides[progress].map((kind) => ({ id: `p-${random.code(10)}`, kind }));
}

/** Swaps two letters of a name that a reader of the front confuses. */
function misread(name: string | null): string | null {
  if (!name || name.length < 3) return name;
  return name.slice(0, 1) + name.charAt(2) + name.charAt(1) + name.slice(3);
}

function readFront(random: Random, { front }: Identity, causes: readonly Cause[]): Client {
  if (causes.includes('unread')) {
    return Object.freeze({
      ...front,
      firstName: null,
      lastName: random.chance(0.5) ? null : front.lastName,
    });
  }
  if (!causes.includes('front-to-back')) return front;
  return Object.freeze(
    random.chance(0.5)
      ? { ...front, lastName: misread(front.lastName) }
      : { ...front, documentNumber: front.documentNumber?.replace(/\d(?=\d$)/, 'O') ?? null },
  );
}

/** One attempt: the client's photos, and the evidence from them. */
export function createAttempt(
  random: Random,
  identity: Identity,
  plan: AttemptPlan,
  device: ClientDevice,
): Attempt {
  const { number, progress, causes, mrzDefect } = plan;
  const hasFront = progress !== 'started';
  const hasBack = progress === 'document' || progress === 'complete';
  const isComplete = progress === 'complete' && plan.finishedAt !== null;
  const zone = mrzDefect
    ? spoilMrz(
        random,
        identity.documentType,
        { lines: identity.mrz, back: identity.back },
        mrzDefect,
      )
    : { lines: identity.mrz, back: identity.back };
  const zoneWasRead = hasBack && !(causes.includes('unread') && random.chance(0.5));

  const evidence = {
    documentType: hasFront ? identity.documentType : null,
    livenessPassed: isComplete ? !causes.includes('liveness') : null,
    faceMatch: isComplete ? drawFaceMatch(random, causes) : null,
    spoof: hasFront ? spoofResult(causes) : uncheckedSpoof,
    front: hasFront ? readFront(random, identity, causes) : null,
    back: zoneWasRead ? Object.freeze(zone.back) : null,
    mrz: zoneWasRead ? [...zone.lines] : null,
  };
  return {
    number,
    startedAt: new Date(plan.startedAt).toISOString(),
    finishedAt: plan.finishedAt === null ? null : new Date(plan.finishedAt).toISOString(),
    ...evidence,
    documentValid: hasBack
      ? isDocumentValid(evidence, new Date(plan.finishedAt ?? plan.startedAt))
      : null,
    documentFinished: hasBack,
    livenessFinished: progress === 'complete',
    ...device,
    photos: drawPhotos(random, progress),
  };
}

/** The evidence that a session takes from its last attempt. */
export function clientOf(attempt: Attempt): Client {
  return attempt.front ?? unreadClient;
}
