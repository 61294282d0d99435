import type { Messages } from './en.js';

export type DateStyle = 'medium' | 'long';
type DateStyles<Value> = { readonly [style in DateStyle]: Value };

/** The data that some browsers' `Intl` lacks for a language; Chromium has no Georgian. */
export interface IntlSupplement {
  readonly dates: {
    /** Twelve names each, in the form used in dates: `long` in full, `medium` abbreviated. */
    readonly months: DateStyles<readonly string[]>;
    /** Contains `{day}`, `{month}` (its name) and `{year}`. */
    readonly patterns: DateStyles<string>;
    /** A date in digits, for date fields: `{day}`, `{month}` and `{year}`. */
    readonly numeric: string;
    /** A medium date with the time: `{date}`, `{hour}` (00 to 23) and `{minute}`. */
    readonly instant: string;
  };
  readonly numbers: {
    readonly group: string;
    readonly decimal: string;
    /** How many digits the leading group needs: with 2, `1234` has no separator (CLDR). */
    readonly minimumGroupingDigits: 1 | 2;
  };
  /** Country names by ISO 3166-1 alpha-2 code. */
  readonly regions: Readonly<Record<string, string>>;
}

/** Dates, numbers and country names of a language that some browsers' `Intl` lacks. */
export interface IntlFormats {
  number(value: number, options: Intl.NumberFormatOptions): string;
  instant(date: Date, timeZone: string | undefined): string;
  /** The day of `date` in UTC. */
  day(date: Date, style: DateStyle): string;
  /** How a date is written in digits: `{day}.{month}.{year}`. */
  readonly numericDay: string;
  region(alpha2: string): string | undefined;
}

/** A language. */
export interface Language {
  /** BCP 47 language tag, such as `ka`. */
  readonly tag: string;
  /** Missing texts are shown in English. */
  readonly messages: Partial<Messages>;
  /** Only for a language that some browsers lack: a `SupplementedFormats`. */
  readonly intl?: IntlFormats;
  /**
   * The names of the codes that ICAO Doc 9303-3, section 5, adds to ISO 3166-1. Missing names are
   * in English.
   */
  readonly states?: Readonly<Record<string, string>>;
}

/** A complete translation: a missing text is a compile error. */
export interface WholeLanguage extends Language {
  readonly messages: Messages;
}
