import { basicTexts, english } from './en.basic.js';
import type { MessageKey, Messages } from './en.js';
import type { Message } from './message.js';
import { SupplementedFormats } from './intl-supplement.js';
import type { DateStyle, Language } from './language.js';
import { fillIn, type MessageParameters, type TermArguments } from './template.js';

export type { DateStyle, IntlSupplement, Language, WholeLanguage } from './language.js';
export type { MessageParameters, TermArguments } from './template.js';

export interface InstantOptions {
  /** IANA name, such as `Asia/Tbilisi`; the viewer's own zone when left out. */
  readonly timeZone?: string;
  /** Adds the short name of the zone: `GMT+4`. */
  readonly timeZoneName?: boolean;
}

/** Scripts written from right to left (Unicode Standard Annex #9, bidirectional classes R and AL). */
const rightToLeft: ReadonlySet<string> = new Set(
  'Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '),
);

/** The canonical form of a BCP 47 tag, or `undefined` for what is none. */
export function parseLocale(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return undefined;
  }
}

/** The language subtag of a tag: `ka` for `ka-GE`. */
export const languageOf = (tag: string): string => new Intl.Locale(tag).language;

/** Document data is Gregorian and in Latin digits, whatever the region's habit (ICAO Doc 9303-3, 3.1 and 3.8). */
const documentFormats = (tag: string): string =>
  new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString();

/**
 * Texts, dates, numbers and country names of one locale. Immutable: a change of language is a
 * new localizer.
 */
export class Localizer {
  /** The locale asked for, `en` when that is no BCP 47 tag; may differ from the language of the texts. */
  readonly locale: string;
  readonly language: Language;
  /** Writing direction of the locale. */
  readonly dir: 'ltr' | 'rtl';

  /** Most wanted first, so that a locale the browser lacks does not become the browser's own. */
  readonly #locales: readonly string[];
  readonly #supplement: SupplementedFormats | undefined;
  readonly #plurals: Intl.PluralRules;
  readonly #texts: Partial<Messages>;
  readonly #numberFormats = new Map<string, Intl.NumberFormat>();
  readonly #dateFormats = new Map<string, Intl.DateTimeFormat>();
  #regionNames: Intl.DisplayNames | undefined;

  /** `texts` are the English ones for what the language does not say: those of the element. */
  constructor(locale: string, language: Language = english, texts: Partial<Messages> = basicTexts) {
    this.#texts = texts;
    this.locale = parseLocale(locale) ?? english.tag;
    this.language = language;
    this.dir = rightToLeft.has(new Intl.Locale(this.locale).maximize().script ?? '')
      ? 'rtl'
      : 'ltr';
    this.#locales = [this.locale, language.tag, english.tag].map(documentFormats);
    this.#plurals = new Intl.PluralRules([language.tag, english.tag]);
    const isLacking =
      languageOf(this.locale) === languageOf(language.tag) &&
      Intl.DateTimeFormat.supportedLocalesOf(this.locale).length === 0;
    this.#supplement =
      language.intl && isLacking ? new SupplementedFormats(language.intl) : undefined;
  }

  /**
   * The text of `key`: its plural form by `params.count`, `{name}` replaced by `params.name`,
   * numbers formatted. Plain text, to be rendered as text.
   */
  term<Key extends MessageKey>(key: Key, ...[params]: TermArguments<Key>): string {
    const message: Message = this.language.messages[key] ?? this.#texts[key] ?? key;
    const values: MessageParameters = params ?? {};
    const { count } = values;
    const text =
      typeof message === 'string'
        ? message
        : (message[this.#plurals.select(typeof count === 'number' ? count : 0)] ?? message.other);
    return fillIn(text, values, (value) => this.number(value));
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    if (this.#supplement) return this.#supplement.number(value, options);
    return cached(
      this.#numberFormats,
      JSON.stringify(options),
      () => new Intl.NumberFormat([...this.#locales], options),
    ).format(value);
  }

  /**
   * Date and time of an instant (RFC 3339), in the viewer's time zone; a text that is none stays
   * as it is.
   * @throws {RangeError} for a `timeZone` that the browser does not know.
   */
  instant(iso: string, options: InstantOptions = {}): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
    const text = this.#supplement
      ? this.#supplement.instant(date, options.timeZone)
      : this.#dateFormat({ dateStyle: 'medium', timeStyle: 'short', ...zone }).format(date);
    if (!options.timeZoneName) return text;
    const name = this.#dateFormat({ timeZoneName: 'short', ...zone })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName');
    return name ? `${text} ${name.value}` : text;
  }

  /** A calendar date, `YYYY-MM-DD`: the same day in every time zone; a text that is none stays as it is. */
  day(calendarDate: string, dateStyle: DateStyle = 'medium'): string {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(calendarDate);
    if (!match) return calendarDate;
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return calendarDate;
    if (this.#supplement) return this.#supplement.day(date, dateStyle);
    return this.#dateFormat({ dateStyle, timeZone: 'UTC' }).format(date);
  }

  /** Name of a country by ISO 3166-1 alpha-2 code; `undefined` when there is none. For the codes of documents see `countryName`. */
  region(alpha2: string): string | undefined {
    if (this.#supplement) return this.#supplement.region(alpha2);
    this.#regionNames ??= new Intl.DisplayNames([...this.#locales], {
      type: 'region',
      fallback: 'none',
    });
    return this.#regionNames.of(alpha2);
  }

  #dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return cached(
      this.#dateFormats,
      JSON.stringify(options),
      () => new Intl.DateTimeFormat([...this.#locales], options),
    );
  }
}

function cached<Value>(cache: Map<string, Value>, key: string, create: () => Value): Value {
  let value = cache.get(key);
  if (value === undefined) {
    value = create();
    cache.set(key, value);
  }
  return value;
}
