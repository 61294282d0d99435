/**
 * Writes what the `Intl` of some browser lacks for a language, from the full ICU of Node:
 * `node scripts/intl-supplement.ts ka` makes `src/i18n/ka.intl.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { regionCodes } from '../src/model/country-codes.ts';
import { root } from './entries.ts';

const tag = process.argv[2] ?? 'ka';
if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) {
  throw new Error(`The ICU of this Node has no "${tag}".`);
}
const locale = new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' });

/** One instant in each month. */
const dates = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15, 14, 7)));

type Parts = Intl.DateTimeFormatPart[];
const textOf = (parts: Parts, type: string) => parts.find((part) => part.type === type)?.value;

/** The literals of a format around `{name}` for each of its parts. */
const patternOf = (parts: Parts) =>
  parts.map(({ type, value }) => (type === 'literal' ? value : `{${type}}`)).join('');

function dateStyle(style: 'medium' | 'long') {
  const formatter = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' });
  const parts = dates.map((date) => formatter.formatToParts(date));
  const months = parts.map((of) => textOf(of, 'month') ?? '');
  if (months.some((name) => !/^\p{L}+$/u.test(name))) {
    throw new Error(`A ${style} date in "${tag}" has no name of its month: ${months.join(', ')}`);
  }
  return { months, pattern: patternOf(parts[0] ?? []) };
}

function instantPattern(datePattern: string): string {
  const formatter = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const [date] = dates;
  if (!date || formatter.resolvedOptions().hourCycle !== 'h23') {
    throw new Error(`"${tag}" does not count hours from 00 to 23, as the supplement does.`);
  }
  return patternOf(formatter.formatToParts(date)).replace(datePattern, '{date}');
}

const numberParts = new Intl.NumberFormat(locale).formatToParts(1234567.8);
const numberText = (type: 'group' | 'decimal') =>
  numberParts.find((part) => part.type === type)?.value ?? '';
const groupsFourDigits = new Intl.NumberFormat(locale)
  .formatToParts(1234)
  .some((part) => part.type === 'group');

const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
const regions = Object.fromEntries(
  [...regionCodes].sort().flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [[code, name]];
  }),
);

const medium = dateStyle('medium');
const long = dateStyle('long');
const supplement = {
  dates: {
    months: { medium: medium.months, long: long.months },
    patterns: { medium: medium.pattern, long: long.pattern },
    instant: instantPattern(medium.pattern),
  },
  numbers: {
    group: numberText('group'),
    decimal: numberText('decimal'),
    minimumGroupingDigits: groupsFourDigits ? 1 : 2,
  },
  regions,
};

// Invisible characters, such as the no-break space between groups, are to be seen in the source.
const literal = JSON.stringify(supplement).replace(
  /[\u00a0\u200e\u200f\u202f]/g,
  (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

const path = join(root, 'src', 'i18n', `${tag}.intl.ts`);
const source = `// Written by scripts/intl-supplement.ts from Unicode CLDR ${process.versions['cldr']}; not edited by hand.
import type { IntlSupplement } from './language.js';

export const ${tag}Intl: IntlSupplement = ${literal};
`;
writeFileSync(
  path,
  await format(source, { parser: 'typescript', singleQuote: true, printWidth: 100 }),
);
console.log(`${path}: ${Object.keys(regions).length} regions`);
