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

/** The subject of a check: a data element, or the zone as a whole. */
export type MrzField = MrzElement | 'format' | 'lineLength' | 'characterSet';

/** The name of a check, in the words of the reference documents. */
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

/** One check of the zone, and its result. */
export interface MrzCheck extends MrzSpan {
  /**
   * `Issuing state` and `Nationality` name the elements. An error of a code that is not in Doc 9303-3
   * is reported under `State code`, and `field` distinguishes the two.
   */
  category: MrzCategory;
  field: MrzField;
  ok: boolean;
  /** The text without trailing fillers, with inner fillers as spaces; `null` if it is empty. */
  value: string | null;
  /** Present exactly when `ok` is false. Printable ASCII, of bounded length. */
  error?: string;
  /**
   * How a correct check digit of a document number of more than nine characters was computed: over
   * the number, over the number with the filler of position 15, or with the same result over both.
   * Present only for such a check digit.
   */
  reading?: 'number' | 'number-with-filler' | 'both';
}

/** The fields of the zone. An element whose own check failed, or that is empty, is `null`. */
export interface MrzFields {
  documentCode: string | null;
  issuingState: string | null;
  lastName: string | null;
  firstName: string | null;
  documentNumber: string | null;
  nationality: string | null;
  /** `YYYY-MM-DD`; also `null` if a part of the date is unknown (Doc 9303-3, section 4.8). */
  birthDate: string | null;
  sex: 'male' | 'female' | 'unspecified' | null;
  /** `YYYY-MM-DD`, always of the twenty-first century. */
  expirationDate: string | null;
  /**
   * The personal number of a TD3. A TD1 or TD2 has no such element. Many States put it into the
   * optional data, so this is the first optional data element that is used.
   */
  personalNumber: string | null;
  /** The optional data, without the part of a long document number. */
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
