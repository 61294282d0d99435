import { documentCodeOf } from '../country-codes.js';
import { isNationality } from '../mrz/state-codes.js';
import type { HighRiskCountry } from '../settings.js';

/**
 * What is known of the country of the client's IP address:
 * - `absent`: nobody looked, because the backend has no look-up
 * - `unknown`: there was no address, or the look-up did not know it
 * - `country`: its code in two letters (ISO 3166-1) or as on documents (ICAO Doc 9303-3, section 5)
 */
export type IpCountry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'country'; readonly code: string };

/** How a country was found against the company's list of high-risk countries. */
export interface HighRiskFinding {
  /** `clear` is said of a known country only. */
  readonly outcome: 'clear' | 'match' | 'unknown';
  /** The code of a country that is on the list, `unknown`, or `not-checked`. */
  readonly seen: string;
}

/** Looks for the codes in the list; the first that is on it decides, whatever the others are. */
export function findHighRisk(
  codes: readonly (string | null | undefined)[],
  listed: readonly HighRiskCountry[],
): HighRiskFinding {
  const risky = new Set(listed.map(({ code }) => canonical(code)));
  const known = codes.flatMap((code) => {
    const country = code ? canonical(code) : '';
    return isNationality(country) || risky.has(country) ? [country] : [];
  });
  const match = known.find((code) => risky.has(code));
  if (match !== undefined) return { outcome: 'match', seen: match };
  const [first] = known;
  return first === undefined
    ? { outcome: 'unknown', seen: 'unknown' }
    : { outcome: 'clear', seen: first };
}

export function findIpRisk(ip: IpCountry, listed: readonly HighRiskCountry[]): HighRiskFinding {
  if (ip.kind === 'absent') return { outcome: 'unknown', seen: 'not-checked' };
  return findHighRisk([ip.kind === 'country' ? ip.code : null], listed);
}

/** One code for one country: Germany is `D` in a zone, `DEU` elsewhere, `DE` for a look-up. */
function canonical(code: string): string {
  const letters = code.replace(/[\s<]/g, '').toUpperCase();
  if (letters === 'D') return 'DEU';
  return documentCodeOf(letters) ?? letters;
}
