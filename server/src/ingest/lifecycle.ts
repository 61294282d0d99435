/** The steps of a session before its review, as pure functions. */
import { ReviewError } from 'kv-review/api';
import {
  assess,
  clientFields,
  unreadClient,
  type Attempt,
  type Client,
  type Device,
  type IpCountry,
  type JudgementRecord,
  type Photo,
  type Screening,
  type Session,
  type Settings,
} from 'kv-review/model';

import type { Evidence, NewAttempt, NewSession } from './requests.ts';

const unknownDevice: Device = { name: null, type: null, browser: null, os: null, userAgent: null };

/** A session whose client has not started. */
export function createSession(
  { extra }: NewSession,
  { id, companyName, at }: { id: string; companyName: string; at: string },
): Session {
  return {
    id,
    version: '1',
    status: 'processing',
    createdAt: at,
    completedAt: null,
    companyName,
    client: unreadClient,
    extra: [...extra],
    attemptCount: 0,
    decision: null,
    attempts: [],
    notes: [],
    changes: [],
    failedConditions: [],
    screening: { status: 'absent' },
    ...summaryOf(undefined),
  };
}

/** The values of the last attempt that a list shows. */
function summaryOf(attempt: Attempt | undefined) {
  const { photos = [] } = attempt ?? {};
  return {
    documentPresented: photos.some(({ kind }) => kind !== 'selfie'),
    documentType: attempt?.documentType ?? null,
    documentValid: attempt?.documentValid ?? null,
    documentFinished: attempt?.documentFinished ?? false,
    livenessPassed: attempt?.livenessPassed ?? null,
    livenessFinished: attempt?.livenessFinished ?? false,
    faceMatch: attempt?.faceMatch ?? null,
    spoof: attempt?.spoof ?? { idIsReal: null, fullIdDetected: null },
    device: attempt?.device ?? unknownDevice,
    clientIp: attempt?.clientIp ?? null,
    selfie: photos.find(({ kind }) => kind === 'selfie') ?? null,
  };
}

const conflict = (message: string): ReviewError => new ReviewError('conflict', message);

function refuseEnded(session: Session): void {
  if (session.status !== 'processing')
    throw conflict('The client has already finished this session.');
}

/** The end of the client's time, and the time of the request. */
interface Deadline {
  readonly expiresAt: string | null;
  readonly at: Date;
}

/** `Settings.sessionMinutes` is the time to finish the session, not to start it. */
function refuseExpired({ expiresAt, at }: Deadline): void {
  if (expiresAt !== null && Date.parse(expiresAt) <= at.getTime()) {
    throw conflict('The time for this session has run out.');
  }
}

/** @throws ReviewError `conflict` when the session has ended, expired, or may not be tried again. */
export function startAttempt(
  session: Session,
  input: NewAttempt,
  { settings, ...deadline }: Deadline & { readonly settings: Pick<Settings, 'maxAttempts'> },
): Session {
  refuseEnded(session);
  refuseExpired(deadline);
  if (session.attempts.length >= settings.maxAttempts) {
    throw conflict('This session has no attempts left.');
  }
  const attempt: Attempt = {
    number: session.attempts.length + 1,
    startedAt: deadline.at.toISOString(),
    finishedAt: null,
    documentType: null,
    documentValid: null,
    documentFinished: false,
    livenessPassed: null,
    livenessFinished: false,
    faceMatch: null,
    spoof: { idIsReal: null, fullIdDetected: null },
    device: input.device ?? unknownDevice,
    clientIp: input.clientIp,
    front: null,
    back: null,
    mrz: null,
    photos: [],
  };
  const attempts = [...session.attempts, attempt];
  return { ...session, attempts, attemptCount: attempts.length, ...summaryOf(attempt) };
}

/**
 * The attempt in progress.
 * @throws ReviewError `not-found` for an unknown attempt, `conflict` for one that is over.
 */
function currentAttempt(session: Session, number: number, deadline: Deadline): Attempt {
  const attempt = session.attempts[number - 1];
  if (!attempt) throw new ReviewError('not-found', 'The attempt does not exist.');
  refuseEnded(session);
  if (number !== session.attempts.length) throw conflict('A later attempt has started.');
  refuseExpired(deadline);
  return attempt;
}

/** Replaces the evidence of an attempt. */
export function storeEvidence(
  session: Session,
  number: number,
  {
    evidence,
    photos,
    ...deadline
  }: Deadline & { readonly evidence: Evidence; readonly photos: readonly Photo[] },
): Session {
  const before = currentAttempt(session, number, deadline);
  const attempt: Attempt = { ...before, ...evidence, photos: [...photos] };
  const attempts = session.attempts.with(number - 1, attempt);
  return { ...session, attempts, client: mergeSides(attempt), ...summaryOf(attempt) };
}

/**
 * The client as read from both sides, before any edit. The machine-readable side comes first, because
 * check digits protect it. Missing fields come from the front, and so do names, which the zone
 * transliterates and truncates (ICAO Doc 9303-3, sections 4.6 and 6).
 */
function mergeSides({ front, back }: Pick<Attempt, 'front' | 'back'>): Client {
  const names: readonly string[] = ['firstName', 'lastName'];
  const fields = clientFields.map((field) => {
    const [first, second] = names.includes(field) ? [front, back] : [back, front];
    return [field, first?.[field] ?? second?.[field] ?? null];
  });
  return Object.fromEntries(fields) as Client;
}

/**
 * Finishes the session according to the company's policy (spec P).
 * @returns the same session when this attempt has already finished it.
 */
export function finishAttempt(
  session: Session,
  number: number,
  context: {
    readonly settings: Settings;
    readonly settingsVersion: string;
    readonly expiresAt: string | null;
    readonly now: Date;
    readonly ipCountry: IpCountry;
    readonly screening: Screening;
  },
): Session {
  const { settings, settingsVersion, expiresAt, now, ipCountry, screening } = context;
  const isLast = number === session.attempts.length;
  if (isLast && session.attempts.at(-1)?.finishedAt) return session;
  const before = currentAttempt(session, number, { expiresAt, at: now });
  const assessment = assess(before, settings, { now, ipCountry, screening });
  const { status, documentValid, failedConditions, decision } = assessment;
  const at = now.toISOString();
  const attempt: Attempt = { ...before, finishedAt: at, documentValid };
  const judgement: JudgementRecord = { at, settingsVersion, ipCountry, screening };
  return {
    ...session,
    status,
    decision,
    failedConditions,
    screening,
    judgement,
    completedAt: decision?.at ?? null,
    attempts: session.attempts.with(number - 1, attempt),
    ...summaryOf(attempt),
  };
}
