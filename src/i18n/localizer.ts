import { basicTexts, english } from './en.basic.js';
import type { MessageKey, Messages } from './en.js';
import type { Message } from './message.js';
import type { DateStyle, IntlFormats, Language } from './language.js';
import { fillIn, type MessageParameters, type TermArguments } from './template.js';

export type {
  DateStyle,
  IntlFormats,
  IntlSupplement,
  Language,
  WholeLanguage,
} from './language.js';
export type { MessageParameters, TermArguments } from './template.js';

export interface InstantOptions {
  /** IANA name, such as `Asia/Tbilisi`. The default is the user's time zone. */
  readonly timeZone?: string;
  /** Adds the short name of the time zone: `GMT+4`. */
  readonly timeZoneName?: boolean;
}

/**
 * The scripts written from right to left (Unicode Standard Annex #9, bidirectional classes R and
 * AL).
 */
const rightToLeft: ReadonlySet<string> = new Set(
  'Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '),
);

/** The canonical form of a BCP 47 tag, or `undefined` if it is not valid. */
export function parseLocale(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return undefined;
  }
}

/** The language subtag: `ka` for `ka-GE`. */
export const languageOf = (tag: string): string => new Intl.Locale(tag).language;

/**
 * Dates of documents are Gregorian, with Latin digits, in every region (ICAO Doc 9303-3, 3.1 and
 * 3.8).
 */
const documentFormats = (tag: string): string =>
  new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString();

/**
 * The texts, dates, numbers and country names of one locale. Immutable: a change of language
 * creates a new localizer.
 */
export class Localizer {
  /**
   * The requested locale, or `en` if it is not a BCP 47 tag. May differ from the language of the
   * texts.
   */
  readonly locale: string;
  readonly language: Language;
  /** The writing direction of the locale. */
  readonly dir: 'ltr' | 'rtl';

  /**
   * In order of preference, so that a locale that the browser lacks does not become the browser's
   * own.
   */
  readonly locales: readonly string[];
  /** The formats of a language that the browser lacks. */
  readonly supplement: IntlFormats | undefined;

  readonly #plurals: Intl.PluralRules;
  readonly #texts: Partial<Messages>;
  readonly #numberFormats = new Map<string, Intl.NumberFormat>();
  readonly #dateFormats = new Map<string, Intl.DateTimeFormat>();

  /** `texts` are the English texts of the element, used where the language has none. */
  constructor(locale: string, language: Language = english, texts: Partial<Messages> = basicTexts) {
    this.#texts = texts;
    this.locale = parseLocale(locale) ?? english.tag;
    this.language = language;
    this.dir = rightToLeft.has(new Intl.Locale(this.locale).maximize().script ?? '')
      ? 'rtl'
      : 'ltr';
    const textLocale = parseLocale(language.tag) ?? english.tag;
    this.locales = [this.locale, textLocale, english.tag].map(documentFormats);
    this.#plurals = new Intl.PluralRules([textLocale, english.tag]);
    const isLacking =
      languageOf(this.locale) === languageOf(textLocale) &&
      Intl.DateTimeFormat.supportedLocalesOf(this.locale).length === 0;
    this.supplement = isLacking ? language.intl : undefined;
  }

  /**
   * The text of `key`, in its plural form for `params.count`, with `{name}` replaced by
   * `params.name` and numbers formatted. Plain text, to be rendered as text.
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
    if (this.supplement) return this.supplement.number(value, options);
    return cached(
      this.#numberFormats,
      JSON.stringify(options),
      () => new Intl.NumberFormat([...this.locales], options),
    ).format(value);
  }

  /**
   * Formats an instant (RFC 3339) as date and time, in the user's time zone. Returns other texts
   * unchanged.
   * @throws {RangeError} if `Intl` does not know the `timeZone`; see `isTimeZone`.
   */
  instant(iso: string, options: InstantOptions = {}): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
    const text = this.supplement
      ? this.supplement.instant(date, options.timeZone)
      : this.#dateFormat({ dateStyle: 'medium', timeStyle: 'short', ...zone }).format(date);
    if (!options.timeZoneName) return text;
    const name = this.#dateFormat({ timeZoneName: 'short', ...zone })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName');
    return name ? `${text} ${name.value}` : text;
  }

  /**
   * Formats a calendar date, `YYYY-MM-DD`, which is the same day in every time zone. Returns other
   * texts unchanged.
   */
  day(calendarDate: string, dateStyle: DateStyle = 'medium'): string {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(calendarDate);
    if (!match) return calendarDate;
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return calendarDate;
    if (this.supplement) return this.supplement.day(date, dateStyle);
    return this.#dateFormat({ dateStyle, timeZone: 'UTC' }).format(date);
  }

  #dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return cached(
      this.#dateFormats,
      JSON.stringify(options),
      () => new Intl.DateTimeFormat([...this.locales], options),
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
