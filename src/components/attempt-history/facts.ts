import type { ClientField } from '../../model/client.js';
import type { Attempt, Device } from '../../model/session.js';

/** Front image data, in the order of the reference documents (spec D10). */
export const frontFields = [
  'firstName',
  'lastName',
  'personalNumber',
  'documentNumber',
  'expirationDate',
  'birthDate',
] as const satisfies readonly ClientField[];

/** Back image data: the same, and what only the machine-readable zone tells. */
export const backFields = [
  'firstName',
  'lastName',
  'personalNumber',
  'documentNumber',
  'nationality',
  'sex',
  'expirationDate',
  'birthDate',
] as const satisfies readonly ClientField[];

export type Side = 'front' | 'back';
export type SideFact = `${Side}.${ClientField}`;

/** What one attempt tells and another may tell otherwise. */
export type Fact =
  | SideFact
  | 'documentType'
  | 'livenessPassed'
  | 'documentValid'
  | 'faceMatch'
  | 'idIsReal'
  | 'fullIdDetected'
  | 'device'
  | 'clientIp';

type Reader = (attempt: Attempt) => string | number | boolean | null;

const sideReader =
  (side: Side, field: ClientField): Reader =>
  (attempt) =>
    attempt[side]?.[field] ?? null;

/** What is known of a device, as one text that can be compared. */
function deviceKey({ name, type, browser, os, userAgent }: Device): string | null {
  const parts = [name, type, browser, os];
  return parts.some((part) => part !== null) ? JSON.stringify(parts) : userAgent;
}

const readers: ReadonlyMap<Fact, Reader> = new Map<Fact, Reader>([
  ['documentType', ({ documentType }) => documentType],
  ...frontFields.map((field) => [`front.${field}`, sideReader('front', field)] as const),
  ...backFields.map((field) => [`back.${field}`, sideReader('back', field)] as const),
  ['livenessPassed', ({ livenessPassed }) => livenessPassed],
  ['documentValid', ({ documentValid }) => documentValid],
  ['faceMatch', ({ faceMatch }) => faceMatch && (faceMatch.level ?? 0)],
  ['idIsReal', ({ spoof }) => spoof.idIsReal],
  ['fullIdDetected', ({ spoof }) => spoof.fullIdDetected],
  ['device', ({ device }) => deviceKey(device)],
  ['clientIp', ({ clientIp }) => clientIp],
]);

/** The facts that an attempt tells otherwise than before, each with the attempt that told it last. */
export type Changes = ReadonlyMap<Fact, Attempt>;

/**
 * What each attempt changed. A fact is compared with the last attempt that told it, so that an
 * interrupted attempt in between hides nothing; a fact that an attempt does not tell has not changed.
 * @param attempts Oldest first.
 */
export function findChanges(attempts: readonly Attempt[]): Changes[] {
  const lastTold = new Map<Fact, Attempt>();
  return attempts.map((attempt) => {
    const changes = new Map<Fact, Attempt>();
    for (const [fact, read] of readers) {
      const value = read(attempt);
      if (value === null || value === '') continue;
      const earlier = lastTold.get(fact);
      if (earlier && read(earlier) !== value) changes.set(fact, earlier);
      lastTold.set(fact, attempt);
    }
    return changes;
  });
}
