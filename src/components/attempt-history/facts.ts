import type { ClientField } from '../../model/client.js';
import { levelOf } from '../../model/false-acceptance.js';
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

/** Back image data: the same, and fields that only the zone has. */
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

/** A value that may differ between attempts. */
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

/** A device as one text, for comparison. */
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
  ['faceMatch', ({ faceMatch }) => levelOf(faceMatch)],
  ['idIsReal', ({ spoof }) => spoof.idIsReal],
  ['fullIdDetected', ({ spoof }) => spoof.fullIdDetected],
  ['device', ({ device }) => deviceKey(device)],
  ['clientIp', ({ clientIp }) => clientIp],
]);

/** The facts that an attempt changed, each with the earlier attempt that has the last value. */
export type Changes = ReadonlyMap<Fact, Attempt>;

/**
 * Finds what each attempt changed. A fact is compared with the last attempt that has a value, so
 * that an interrupted attempt in between hides no change. A missing value is not a change.
 * @param attempts Oldest first.
 */
export function findChanges(attempts: readonly Attempt[]): Changes[] {
  const lastWithValue = new Map<Fact, Attempt>();
  return attempts.map((attempt) => {
    const changes = new Map<Fact, Attempt>();
    for (const [fact, read] of readers) {
      const value = read(attempt);
      if (value === null || value === '') continue;
      const earlier = lastWithValue.get(fact);
      if (earlier && read(earlier) !== value) changes.set(fact, earlier);
      lastWithValue.set(fact, attempt);
    }
    return changes;
  });
}
