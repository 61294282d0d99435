import { documentCodeOf } from '../country-codes.js';
import { isNationality } from '../mrz/state-codes.js';
import type { HighRiskCountry } from '../settings.js';

/** How codes compare with the company's list of high-risk countries. */
export type HighRiskFinding =
  | { readonly outcome: 'match'; readonly code: string }
  /** Only of a known country. */
  | { readonly outcome: 'clear' }
  | { readonly outcome: 'unknown' };

/** Looks up the codes in the list. The first that is listed decides, whatever the others are. */
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
  if (match !== undefined) return { outcome: 'match', code: match };
  return { outcome: known.length > 0 ? 'clear' : 'unknown' };
}

/** One code for one country: Germany is `D` in a zone, `DEU` elsewhere, `DE` for a look-up. */
function canonical(code: string): string {
  const letters = code.replace(/[\s<]/g, '').toUpperCase();
  if (letters === 'D') return 'DEU';
  return documentCodeOf(letters) ?? letters;
}
