/** Separate from the localizer, so that pages without countries do not load the tables. */
import { regionOf } from '../model/country-codes.js';
import type { Localizer } from './localizer.js';

/** The codes that ICAO Doc 9303-3, section 5, parts B to G, adds to ISO 3166-1. */
export const documentStates = {
  ANT: 'Netherlands Antilles',
  GBD: 'British Overseas Territories citizen',
  GBN: 'British National (Overseas)',
  GBO: 'British Overseas citizen',
  GBP: 'British protected person',
  GBS: 'British subject',
  NTZ: 'Neutral Zone',
  UNA: 'United Nations specialized agency',
  UNK: 'Resident of Kosovo (United Nations Interim Administration Mission)',
  UNO: 'United Nations Organization',
  UTO: 'Utopia (specimen)',
  XBA: 'African Development Bank',
  XCC: 'Caribbean Community',
  XCE: 'Council of Europe',
  XCO: 'Common Market for Eastern and Southern Africa',
  XDC: 'Southern African Development Community',
  XEC: 'Economic Community of West African States',
  XES: 'Organization of Eastern Caribbean States',
  XIM: 'African Export-Import Bank',
  XMP: 'Parliamentary Assembly of the Mediterranean',
  XOM: 'Sovereign Military Order of Malta',
  XPO: 'Interpol',
  XXA: 'Stateless person',
  XXB: 'Refugee',
  XXC: 'Refugee (other)',
  XXX: 'Unspecified nationality',
} as const;

export type DocumentState = keyof typeof documentStates;

/**
 * The name of a State, organization or nationality by its code on a document (ICAO Doc 9303-3,
 * section 5), in the localizer's language. An unknown code is returned unchanged.
 */
export function countryName(localizer: Localizer, code: string): string {
  const region = regionOf(code);
  if (region !== undefined) return regionName(localizer, region) ?? code;
  if (!Object.hasOwn(documentStates, code)) return code;
  return localizer.language.states?.[code] ?? documentStates[code as DocumentState];
}

const regionNames = new WeakMap<Localizer, Intl.DisplayNames>();

/** The name of a country by ISO 3166-1 alpha-2 code, or `undefined`. */
export function regionName(localizer: Localizer, alpha2: string): string | undefined {
  // `Intl` throws for a text that cannot be the code of a region.
  if (!/^[A-Z]{2}$/.test(alpha2)) return undefined;
  const { locales, supplement } = localizer;
  if (supplement) return supplement.region(alpha2);
  let names = regionNames.get(localizer);
  if (!names) {
    names = new Intl.DisplayNames([...locales], { type: 'region', fallback: 'none' });
    regionNames.set(localizer, names);
  }
  return names.of(alpha2);
}
