/**
 * The codes of Doc 9303-3 (eighth edition), section 5. Left out are `IAO`, with which only master
 * lists are signed, and codes other systems invented, such as the `XXK` of the European Union.
 */

// ISO 3166-1 alpha-3.
const countries = `
  ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD
  BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR
  COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH
  ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL
  GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR
  JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR
  MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL
  NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY
  PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP
  SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA
  UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
`;

// Parts A to D, F and G: extensions, the European Union, the United Nations, other issuing
// authorities, codes deprecated in ISO 3166, and the Utopia of specimens.
const extensions = `
  D GBD GBN GBO GBP GBS RKS
  EUE
  UNA UNK UNO
  XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO
  ANT NTZ
  UTO
`;

// Part E: persons without a defined nationality.
const withoutNationality = 'XXA XXB XXC XXX';

const codes = (list: string): string[] => list.trim().split(/\s+/);

const issuers: ReadonlySet<string> = new Set([...codes(countries), ...codes(extensions)]);
const nationalities: ReadonlySet<string> = new Set([...issuers, ...codes(withoutNationality)]);

/** Whether a State, organization or authority with this code issues documents; no fillers. */
export function isIssuingState(code: string): boolean {
  return issuers.has(code);
}

/** Whether the holder of a document may have this code as nationality; no fillers. */
export function isNationality(code: string): boolean {
  return nationalities.has(code);
}

/** Every code that a holder may have as nationality. */
export const nationalityCodes: readonly string[] = Object.freeze([...nationalities].sort());
