import type { Messages } from './en.js';

export type DateStyle = 'medium' | 'long';
type DateStyles<Value> = { readonly [style in DateStyle]: Value };

/** What `Intl` of some browser lacks for a language; Chromium has no Georgian. */
export interface IntlSupplement {
  readonly dates: {
    /** Twelve names each, as they stand in a date: `long` in full, `medium` abbreviated. */
    readonly months: DateStyles<readonly string[]>;
    /** With `{day}`, `{month}` (its name) and `{year}`. */
    readonly patterns: DateStyles<string>;
    /** A medium date with a time of day: `{date}`, `{hour}` (00 to 23) and `{minute}`. */
    readonly instant: string;
  };
  readonly numbers: {
    readonly group: string;
    readonly decimal: string;
    /** How many digits before the first group separator: 2 leaves `1234` in one piece (CLDR). */
    readonly minimumGroupingDigits: 1 | 2;
  };
  /** Country names by ISO 3166-1 alpha-2 code. */
  readonly regions: Readonly<Record<string, string>>;
}

/** All that one language needs. */
export interface Language {
  /** BCP 47 language tag, such as `ka`. */
  readonly tag: string;
  /** What is missing is English. */
  readonly messages: Partial<Messages>;
  /** Only for a language that browsers lack. */
  readonly intl?: IntlSupplement;
  /** Names of the codes that ICAO Doc 9303-3, section 5 adds to ISO 3166-1; missing ones stay English. */
  readonly states?: Readonly<Record<string, string>>;
}

/** A language that translates every text of the kit; a missing one does not compile. */
export interface WholeLanguage extends Language {
  readonly messages: Messages;
}
