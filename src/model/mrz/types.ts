/** The machine readable zones of ICAO Doc 9303: parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A, MRV-B). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B';

/**
 * Layouts that resemble a zone of Doc 9303 but follow rules of their own:
 * - `RUS-internal-passport`: two lines of 44, in which digits stand for some Cyrillic letters
 * - `FRA-identity-card`: two lines of 36, issued until 2021
 * - `CHE-driving-licence`: a line of 9 and two of 30, of Switzerland and Liechtenstein
 * - `ISO-driving-licence`: one line of 30, ISO/IEC 18013-1 (France, the Netherlands)
 */
export const ownLayouts = [
  'RUS-internal-passport',
  'FRA-identity-card',
  'CHE-driving-licence',
  'ISO-driving-licence',
] as const;
export type MrzOwnLayout = (typeof ownLayouts)[number];

/** One data element of a zone; which of them a zone has depends on its format. */
export type MrzElement =
  | 'documentCode'
  | 'issuingState'
  | 'lastName'
  | 'firstName'
  | 'documentNumber'
  | 'documentNumberCheckDigit'
  | 'nationality'
  | 'birthDate'
  | 'birthDateCheckDigit'
  | 'sex'
  | 'expirationDate'
  | 'expirationDateCheckDigit'
  | 'personalNumber'
  | 'personalNumberCheckDigit'
  | 'optionalData'
  | 'optionalData2'
  | 'compositeCheckDigit';

/** What a check looked at: a data element, or the zone as a whole. */
export type MrzField = MrzElement | 'format' | 'lineLength' | 'characterSet';

/** The name under which a check is reported; the words of the reference documents. */
export type MrzCategory =
  | 'Format'
  | 'Line length'
  | 'Character set'
  | 'Document code'
  | 'Issuing state'
  | 'State code'
  | 'Last name'
  | 'First name'
  | 'Document number'
  | 'Document number check digit'
  | 'Nationality'
  | 'Birthdate'
  | 'Birthdate check digit'
  | 'Sex'
  | 'Expiration date'
  | 'Expiration date check digit'
  | 'Personal number'
  | 'Personal number check digit'
  | 'Optional data'
  | 'Optional data 2'
  | 'Composite check digit';

/** A stretch of one line. `line` and `start` count from zero, `end` is exclusive, as in `slice`. */
export interface MrzSpan {
  line: number;
  start: number;
  end: number;
}

/** One question asked about the zone, and its answer. */
export interface MrzCheck extends MrzSpan {
  /**
   * `Issuing state` and `Nationality` are the names of what is assessed; when the code that stands
   * there is not one of Doc 9303-3, the failure is reported under `State code`. `field` tells which.
   */
  category: MrzCategory;
  field: MrzField;
  ok: boolean;
  /** What stands there, without trailing fillers and with inner fillers as spaces; `null` for nothing. */
  value: string | null;
  /** Present exactly when `ok` is false. Printable ASCII, of bounded length. */
  error?: string;
  /**
   * How a correct check digit of a document number of more than nine characters was worked out: over
   * the number, over the number with the filler of position 15, or with the same result over both.
   * Present for such a check digit only.
   */
  reading?: 'number' | 'number-with-filler' | 'both';
}

/** What the zone says. An element whose own check failed, or that is empty, is `null`. */
export interface MrzFields {
  documentCode: string | null;
  issuingState: string | null;
  lastName: string | null;
  firstName: string | null;
  documentNumber: string | null;
  nationality: string | null;
  /** `YYYY-MM-DD`; `null` too when a part of the date is unknown (Doc 9303-3, section 4.8). */
  birthDate: string | null;
  sex: 'male' | 'female' | 'unspecified' | null;
  /** `YYYY-MM-DD`, always of the twenty-first century. */
  expirationDate: string | null;
  /**
   * The personal number of a TD3. A TD1 or TD2 has no such element; by the custom of many States it
   * stands in the optional data, so the first optional data element that is used is given here.
   */
  personalNumber: string | null;
  /** The optional data, without what a long document number occupies of it. */
  optionalData: string | null;
  /** The second optional data element, which only a TD1 has. */
  optionalData2: string | null;
}

/** The outcome of checking one machine readable zone. */
export interface MrzReport {
  /** The format whose rules were applied; `null` when the lines resemble none. */
  format: MrzFormat | null;
  /** A layout that Doc 9303 does not govern: nothing was checked, and `valid` is `false`. */
  ownLayout: MrzOwnLayout | null;
  /** Whether the zone is well-formed as Doc 9303 demands. A document that has expired still is. */
  valid: boolean;
  /** The lines that were read, trimmed; at most 8 lines of 100 characters are kept. */
  lines: string[];
  /**
   * One entry for each data element of the format, in the order of the reference documents. Checks of
   * the zone as a whole (`Format`, `Line length`, `Character set`) are listed before, and only if failed.
   */
  checks: MrzCheck[];
  fields: MrzFields;
}
