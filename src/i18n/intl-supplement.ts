import type { DateStyle, IntlFormats, IntlSupplement } from './language.js';
import { fillIn } from './template.js';

/**
 * Formats dates and numbers of a language that the browser's `Intl` lacks, with the language's own
 * data.
 */
export class SupplementedFormats implements IntlFormats {
  readonly #tables: IntlSupplement;

  constructor(tables: IntlSupplement) {
    this.#tables = tables;
  }

  number(value: number, options: Intl.NumberFormatOptions): string {
    const { group, decimal, minimumGroupingDigits } = this.#tables.numbers;
    const useGrouping = minimumGroupingDigits === 2 ? 'min2' : 'auto';
    return new Intl.NumberFormat('en', { useGrouping, ...options })
      .formatToParts(value)
      .map(({ type, value: text }) =>
        type === 'group' ? group : type === 'decimal' ? decimal : text,
      )
      .join('');
  }

  instant(date: Date, timeZone: string | undefined): string {
    const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(timeZone === undefined ? {} : { timeZone }),
    }).formatToParts(date);
    const {
      year = '',
      month,
      day = '',
      hour = '',
      minute = '',
    }: Partial<Record<string, string>> = Object.fromEntries(
      parts.map((part) => [part.type, part.value]),
    );
    return fillIn(this.#tables.dates.instant, {
      date: this.#date('medium', year, Number(month), day),
      hour,
      minute,
    });
  }

  /** The day of `date` in UTC. */
  day(date: Date, style: DateStyle): string {
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    return this.#date(style, String(year), month, String(day));
  }

  get numericDay(): string {
    return this.#tables.dates.numeric;
  }

  region(alpha2: string): string | undefined {
    const { regions } = this.#tables;
    return Object.hasOwn(regions, alpha2) ? regions[alpha2] : undefined;
  }

  #date(style: DateStyle, year: string, month: number, day: string): string {
    const { months, patterns } = this.#tables.dates;
    return fillIn(patterns[style], { year, month: months[style][month - 1] ?? '', day });
  }
}
