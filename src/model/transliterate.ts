/**
 * Latin letters whose transliteration is more than the letter without its mark
 * (ICAO Doc 9303-3, section 6, table A; of `N or NXX`, `U or UXX` the plain one).
 */
const latin: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  Ł: 'L',
  Ø: 'OE',
  Ö: 'OE',
  Œ: 'OE',
  ẞ: 'SS',
  ß: 'SS',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE',
  Ə: 'E',
  ı: 'I',
  İ: 'I',
};

/** Doc 9303-3, section 6, table B. */
const cyrillic: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Ґ: 'G',
  Д: 'D',
  Е: 'E',
  Ё: 'E',
  Є: 'IE',
  Ж: 'ZH',
  З: 'Z',
  И: 'I',
  І: 'I',
  Ї: 'I',
  Й: 'I',
  К: 'K',
  Л: 'L',
  М: 'M',
  Н: 'N',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  У: 'U',
  Ф: 'F',
  Х: 'KH',
  Ц: 'TS',
  Ч: 'CH',
  Ш: 'SH',
  Щ: 'SHCH',
  Ъ: 'IE',
  Ы: 'Y',
  Ь: '',
  Э: 'E',
  Ю: 'IU',
  Я: 'IA',
  Ђ: 'D',
  Ѓ: 'G',
  Ѕ: 'DZ',
  Ј: 'J',
  Љ: 'LJ',
  Њ: 'NJ',
  Ћ: 'C',
  Ќ: 'K',
  Ў: 'U',
  Џ: 'DZ',
};

/** Georgia's national system of 2002, whose apostrophes an MRZ leaves out. */
const georgian: Readonly<Record<string, string>> = {
  ა: 'A',
  ბ: 'B',
  გ: 'G',
  დ: 'D',
  ე: 'E',
  ვ: 'V',
  ზ: 'Z',
  თ: 'T',
  ი: 'I',
  კ: 'K',
  ლ: 'L',
  მ: 'M',
  ნ: 'N',
  ო: 'O',
  პ: 'P',
  ჟ: 'ZH',
  რ: 'R',
  ს: 'S',
  ტ: 'T',
  უ: 'U',
  ფ: 'P',
  ქ: 'K',
  ღ: 'GH',
  ყ: 'Q',
  შ: 'SH',
  ჩ: 'CH',
  ც: 'TS',
  ძ: 'DZ',
  წ: 'TS',
  ჭ: 'CH',
  ხ: 'KH',
  ჯ: 'J',
  ჰ: 'H',
};

/** ISO 843 (ELOT 743), with the pairs of letters that it writes as one sound; see `soundGreek`. */
const greek: Readonly<Record<string, string>> = {
  ΟΥ: 'OU',
  ΓΓ: 'NG',
  ΓΞ: 'NX',
  ΓΧ: 'NCH',
  Α: 'A',
  Β: 'V',
  Γ: 'G',
  Δ: 'D',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'I',
  Θ: 'TH',
  Ι: 'I',
  Κ: 'K',
  Λ: 'L',
  Μ: 'M',
  Ν: 'N',
  Ξ: 'X',
  Ο: 'O',
  Π: 'P',
  Ρ: 'R',
  Σ: 'S',
  Τ: 'T',
  Υ: 'Y',
  Φ: 'F',
  Χ: 'CH',
  Ψ: 'PS',
  Ω: 'O',
};

/** As Armenian passports write it. */
const armenian: Readonly<Record<string, string>> = {
  ՈՒ: 'U',
  Ա: 'A',
  Բ: 'B',
  Գ: 'G',
  Դ: 'D',
  Ե: 'E',
  Զ: 'Z',
  Է: 'E',
  Ը: 'Y',
  Թ: 'T',
  Ժ: 'ZH',
  Ի: 'I',
  Լ: 'L',
  Խ: 'KH',
  Ծ: 'TS',
  Կ: 'K',
  Հ: 'H',
  Ձ: 'DZ',
  Ղ: 'GH',
  Ճ: 'CH',
  Մ: 'M',
  Յ: 'Y',
  Ն: 'N',
  Շ: 'SH',
  Ո: 'O',
  Չ: 'CH',
  Պ: 'P',
  Ջ: 'J',
  Ռ: 'R',
  Ս: 'S',
  Վ: 'V',
  Տ: 'T',
  Ր: 'R',
  Ց: 'TS',
  Ւ: 'V',
  Փ: 'P',
  Ք: 'K',
  Օ: 'O',
  Ֆ: 'F',
};

const letters: Readonly<Record<string, string>> = {
  ...latin,
  ...cyrillic,
  ...georgian,
  ...greek,
  ...armenian,
};

/** What single states write otherwise, by their code (table B's remarks; national rules). */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BGR: { Щ: 'SHT', Ъ: 'A', Ю: 'YU', Я: 'YA', Й: 'Y' },
  TUR: { Ö: 'O', Ü: 'U' },
  AZE: { Ö: 'O', Ü: 'U' },
  UKR: { Г: 'H', И: 'Y' },
};

/** Greek pairs whose sound depends on what stands beside them, already in Latin letters. */
function soundGreek(capitals: string): string {
  return capitals
    .replace(/(?<![Α-Ω])ΜΠ/g, 'B')
    .replace(/([ΑΕΗ])Υ(?=[Α-ΗΙΛ-ΝΟΡΥΩ])/g, '$1V')
    .replace(/([ΑΕΗ])Υ/g, '$1F');
}

/** Capitals without Greek stress marks; Georgian in its small letters, for fonts lack its capitals. */
function toCapitals(name: string): string {
  return name
    .normalize('NFD')
    .replace(/(\p{Script=Greek})\u0301/gu, '$1')
    .normalize('NFC')
    .replace(/\P{Script=Georgian}+/gu, (letters) => letters.toUpperCase())
    .replace(/\p{Script=Georgian}+/gu, (letters) => letters.toLowerCase());
}

const withoutMarks = (letter: string): string => letter.normalize('NFD').replace(/\p{Mn}+/gu, '');

/**
 * A name in the 26 letters of a machine-readable zone, with its spaces and hyphens kept. Scripts
 * that do not write their vowels (Arabic, Hebrew) cannot be transliterated this way.
 * @param state Three-letter code of the issuing state, some of which have rules of their own.
 */
export function transliterate(name: string, state: string): string {
  const own = exceptions[state] ?? {};
  const letterOf = (letter: string) => own[letter] ?? letters[letter];
  const upper = soundGreek(toCapitals(name));
  let written = '';
  for (let index = 0; index < upper.length; index++) {
    const pair = letterOf(upper.slice(index, index + 2));
    if (pair !== undefined) {
      written += pair;
      if (upper.length > index + 1) index++;
      continue;
    }
    const letter = upper[index] ?? '';
    const plain = withoutMarks(letter);
    written += letterOf(letter) ?? letterOf(plain) ?? plain;
  }
  return written.replace(/[^A-Z -]/g, '');
}

/**
 * What documents write besides `letters`: the choices that the tables leave, the rules of single
 * states, and older national systems that passports still carry.
 */
const variants: Readonly<Record<string, readonly string[]>> = {
  Ä: ['A'],
  Å: ['A'],
  Ö: ['O'],
  Ø: ['O'],
  Ü: ['UXX', 'U'],
  Ñ: ['N', 'NXX'],
  Đ: ['DJ'],
  Г: ['H'],
  Ё: ['IO', 'YO', 'YE'],
  Е: ['YE', 'IE'],
  Є: ['YE'],
  Ж: ['Z', 'J'],
  И: ['Y'],
  І: ['Y'],
  Ї: ['YI'],
  Й: ['Y', 'J'],
  Х: ['H'],
  Ц: ['C', 'TC'],
  Ч: ['C'],
  Ш: ['S'],
  Щ: ['SHT', 'SCH'],
  Ъ: ['A', ''],
  Ь: ['Y'],
  Ю: ['YU'],
  Я: ['YA'],
  Ђ: ['DJ'],
  Ѓ: ['GJ'],
  Ќ: ['KJ'],
  Џ: ['DJ'],
  ΜΠ: ['MP', 'B'],
  ΝΤ: ['NT', 'D'],
  ΓΓ: ['GG'],
  ΓΞ: ['GX'],
  ΓΧ: ['GCH'],
  ΟΥ: ['U'],
  Β: ['B'],
  Η: ['E'],
  Υ: ['V', 'F', 'U'],
  Φ: ['PH'],
  Χ: ['H', 'KH'],
  ՈՒ: ['OU', 'VU'],
  Ե: ['YE'],
  Ո: ['VO'],
  Յ: ['H', 'J'],
  Ց: ['C'],
  Ւ: ['W', 'U'],
};

/** What a letter, or a pair of them, may be written as, the recommended spelling first. */
function optionsOf(letter: string): readonly string[] | undefined {
  const recommended = letters[letter];
  const others = variants[letter] ?? [];
  const options = recommended === undefined ? others : [recommended, ...others];
  return options.length > 0 ? options : undefined;
}

/**
 * What each letter of a name may be written as in a machine-readable zone; signs are left out.
 * `undefined` for a name with letters that no table gives: a script that does not write its vowels
 * (Arabic, Hebrew), or one that Doc 9303-3 has no table for.
 */
export function possibleSpellings(name: string): (readonly string[])[] | undefined {
  const capitals = toCapitals(name.normalize('NFKC'));
  const spelled: (readonly string[])[] = [];
  for (let index = 0; index < capitals.length; index++) {
    const pair =
      index + 1 < capitals.length ? optionsOf(capitals.slice(index, index + 2)) : undefined;
    if (pair) {
      spelled.push(pair);
      index++;
      continue;
    }
    const letter = capitals[index] ?? '';
    const plain = withoutMarks(letter);
    const options = optionsOf(letter) ?? optionsOf(plain);
    if (options) spelled.push(options);
    else if (/^[A-Z0-9]+$/.test(plain)) spelled.push([plain]);
    else if (/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u.test(letter)) return undefined;
  }
  return spelled;
}
