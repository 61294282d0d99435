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

/** The canonical form of a BCP 47 tag, or `undefined` if it is not valid. */
export function parseLocale(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return undefined;
  }
}

/**
 * The locale in which the elements speak, if a page asks for the locale `asked` and the texts are in
 * the language `texts`. It is `asked` if the texts are in its language and script. Otherwise the kit
 * falls back as a whole: to the language of the texts, as it is written in the region of `asked`. So
 * English on a German page is `en-DE`, with `28 Nov 2026` and `1.234`.
 */
export function spokenLocale(asked: string, texts: string): string {
  const { language, script, region } = new Intl.Locale(asked).maximize();
  const spoken = new Intl.Locale(texts).maximize();
  if (language === spoken.language && script === spoken.script) return asked;
  return region ? new Intl.Locale(spoken, { region }).minimize().toString() : texts;
}

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
   * The requested locale, or `en` if it is not a BCP 47 tag. The texts of a company are chosen by it.
   */
  readonly locale: string;
  readonly language: Language;
  /** The locale of everything that an element shows, for the attribute `lang`. See `spokenLocale`. */
  readonly lang: string;

  /**
   * In order of preference, so that a locale that the browser lacks does not become the browser's
   * own.
   */
  readonly locales: readonly string[];
  /** The formats of a language that the browser lacks. */
  readonly supplement: IntlFormats | undefined;

  readonly #texts: Partial<Messages>;
  /** Objects of `Intl`, which are slow to create. */
  #formats = {
    numbers: new Map<string, Intl.NumberFormat>(),
    dates: new Map<string, Intl.DateTimeFormat>(),
  };
  readonly #plurals: Intl.PluralRules;
  readonly #extended = new WeakMap<Partial<Messages>, Localizer>();

  /** `texts` are the English texts of the element, used where the language has none. */
  constructor(locale: string, language: Language = english, texts: Partial<Messages> = basicTexts) {
    this.#texts = texts;
    this.locale = parseLocale(locale) ?? english.tag;
    this.language = language;
    const textLocale = parseLocale(language.tag) ?? english.tag;
    this.lang = spokenLocale(this.locale, textLocale);
    this.locales = [this.lang, textLocale, english.tag].map(documentFormats);
    this.#plurals = new Intl.PluralRules([textLocale, english.tag]);
    const [isKnown] = Intl.DateTimeFormat.supportedLocalesOf(this.lang);
    this.supplement = isKnown ? undefined : language.intl;
  }

  /** This localizer with English texts besides the basic ones; the same one for the same texts. */
  withTexts(texts: Partial<Messages>): Localizer {
    return cached(this.#extended, texts, () => {
      const other = new Localizer(this.locale, this.language, { ...basicTexts, ...texts });
      other.#formats = this.#formats;
      return other;
    });
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
      this.#formats.numbers,
      JSON.stringify(options),
      () => new Intl.NumberFormat(this.locales, options),
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
      this.#formats.dates,
      JSON.stringify(options),
      () => new Intl.DateTimeFormat(this.locales, options),
    );
  }
}

interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function cached<Key, Value>(cache: Cache<Key, Value>, key: Key, create: () => Value): Value {
  let value = cache.get(key);
  if (value === undefined) {
    value = create();
    cache.set(key, value);
  }
  return value;
}
