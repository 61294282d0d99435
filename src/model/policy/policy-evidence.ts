import { checkMrz } from '../mrz.js';
import type { MrzReport } from '../mrz/types.js';
import type { Attempt } from '../session.js';

/** The evidence of an attempt on which the policy decides, as it is when the client has finished. */
export type PolicyEvidence = Pick<
  Attempt,
  'documentType' | 'livenessPassed' | 'faceMatch' | 'spoof' | 'front' | 'back' | 'mrz'
>;

/** The report on the zone; `null` when there are no lines. */
export function reportOf(
  { mrz }: PolicyEvidence,
  now: Date,
  timeZone: string | undefined,
): MrzReport | null {
  return mrz === null || mrz.length === 0 ? null : checkMrz(mrz, now, timeZone);
}

/** The earliest date of expiry that any side says, because one that has passed is enough. */
export function expiryOf(
  { front, back }: PolicyEvidence,
  report: MrzReport | null,
): string | undefined {
  return [report?.fields.expirationDate, back?.expirationDate, front?.expirationDate]
    .filter((date) => typeof date === 'string')
    .sort()[0];
}

/** The UTC date of a moment. @throws RangeError when it is an invalid date */
