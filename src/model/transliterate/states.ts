import type { Rules } from './rules.js';

/** Serbian, Doc 9303-3, table B; Г is also H there. Serbia applies it to passports. */
const serbian: Rules = { Г: 'G H', Ж: 'Z', Х: 'H', Ц: 'C', Ч: 'C', Ш: 'S' };

/**
 * What single States write otherwise than Doc 9303-3 recommends, and its own exceptions for their
 * languages, by the code of the State. docs/transliteration.md names the source of each rule.
 */
export const states: Readonly<Record<string, Rules>> = {
  AZE: { Ə: 'A E', Ş: 'SH', Ç: 'CH', Ğ: 'GH', Ö: 'O', Ü: 'U' },
  BGR: {
    ИЯ$: 'IA',
    Й: 'Y',
    Х: 'H',
    Щ: 'SHT',
    Ъ: 'A',
    Ь: 'Y',
    Ю: 'YU',
    Я: 'YA',
  },
  BIH: serbian,
  BLR: {
    ЫЙ$: 'Y',
    Г: 'H',
    Е: 'E IE JE',
    Ё: 'IO JO',
    Й: 'I J',
    Ў: 'U W',
    Ю: 'IU JU',
    Я: 'IA JA',
  },
  MKD: { Ѓ: 'GJ', Ғ: 'GJ', Ќ: 'KJ', Џ: 'DJ', Х: 'H', Ц: 'C' },
  MNE: serbian,
  MNG: {
    Е: 'YE',
    Ё: 'YO',
    Ж: 'J',
    Ө: 'OE O',
    Ү: 'UE UXX U',
    Щ: 'SH',
    Ъ: 'I',
    Ь: 'I',
    Ю: 'YU',
    Я: 'YA',
  },
  RKS: serbian,
  RUS: {
    ИЙ$: 'II Y',
    ЫЙ$: 'YI Y',
    Е: 'E YE',
    Ё: 'E YE',
    Й: 'I Y',
    Ц: 'TS TC',
    Ъ: 'IE ',
    Ю: 'IU YU',
    Я: 'IA YA',
  },
  SRB: serbian,
  TUR: { Ö: 'O', Ü: 'U' },
  UKR: {
    ЗГ: 'ZGH',
    '^Є': 'YE',
    '^Ї': 'YI',
    '^Й': 'Y',
    '^Ю': 'YU',
    '^Я': 'YA',
    Г: 'H',
    И: 'Y',
  },
};

/** Rules for letters that a zone has too: they apply to one of two names, never to both. */
export const plainLetters: Readonly<Record<string, Rules>> = {
  AZE: { C: 'J', Q: 'G', X: 'KH' },
};

/**
 * Spellings that passports have and that no rule we could find prescribes. They make no match; yet a
 * name that they explain is left to an agent instead of being called another name.
 */
export const customary: Rules = {
  Đ: 'DJ',
  Ø: 'O',
  ИЯ$: 'IA',
  ИЙ$: 'Y I',
  ЫЙ$: 'Y',
  ДЖ: 'J',
  КС: 'X',
  Г: 'H',
  Е: 'YE IE',
  Ё: 'YO IO',
  Ж: 'J Z',
  И: 'Y',
  І: 'Y',
  Й: 'Y J',
  Х: 'H',
  Ц: 'C',
  Ч: 'C',
  Ш: 'S',
  Щ: 'SCH',
  Ъ: ' A',
  Ь: 'Y',
  Ю: 'YU',
  Я: 'YA',
  Ђ: 'DJ',
  ΜΠ: 'B',
  ΝΤ: 'D',
  ΓΓ: 'GG',
  ΓΞ: 'GX',
  ΓΧ: 'GCH',
  ΟΥ: 'U',
  Β: 'B',
  Η: 'E',
  Υ: 'V F U',
  Φ: 'PH',
  Χ: 'H KH',
  ՈՒ: 'OU VU',
  Ե: 'YE',
  Ո: 'VO',
  Յ: 'H J',
  Ց: 'C',
  Ւ: 'W U',
};
