/**
 * Chinese names in Wade-Giles (Mao Tse-tung), as older documents and Taiwan write them, in Pinyin (Mao
 * Zedong). Source: ALA-LC, New Chinese Romanization Guidelines, conversion table of 1998. Documents leave
 * out the apostrophe of aspirated sounds, so that a syllable may stand for several.
 */

/** The syllables of Pinyin: each initial with its finals. */
const pinyinTable: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};

const pinyin = new Set(
  Object.entries(pinyinTable).flatMap(([initial, finals]) =>
    finals.split(' ').map((final) => initial + final),
  ),
);

/** The initials of Wade-Giles, the longest first, with those of Pinyin. Aspirated ones come second. */
const initials: readonly (readonly [string, readonly string[]])[] = [
  ['ch', ['zh', 'ch', 'j', 'q']],
  ['hs', ['x']],
  ['sh', ['sh']],
  ['tz', ['z', 'c']],
  ['ts', ['z', 'c']],
  ['ss', ['s']],
  ['p', ['b', 'p']],
  ['t', ['d', 't']],
  ['k', ['g', 'k']],
  ['j', ['r']],
  ...['m', 'f', 'n', 'l', 'h', 's', 'y', 'w', ''].map((same) => [same, [same]] as const),
];

/** The finals of Wade-Giles that Pinyin writes in another way. */
const finals: Readonly<Record<string, readonly string[]>> = {
  ...{
    eh: ['e'],
    ih: ['i'],
    u: ['u', 'i'],
    erh: ['er'],
    ieh: ['ie'],
    ien: ['ian'],
    en: ['en', 'an'],
  },
  ...{ iung: ['iong'], ung: ['ong'], uei: ['ui'], ueh: ['ue'], o: ['o', 'e', 'uo'], yu: ['iu'] },
};

/** The syllables of Pinyin that one of Wade-Giles may stand for. */
function pinyinOf(syllable: string): string[] {
  const found = initials.flatMap(([initial, others]) => {
    if (!syllable.startsWith(initial)) return [];
    const final = syllable.slice(initial.length);
    return others.flatMap((other) => (finals[final] ?? [final]).map((changed) => other + changed));
  });
  return [...new Set(found)].filter((each) => pinyin.has(each));
}

/** Names of more syllables are not Chinese. */
const maxSyllables = 4;
/** Limits the work for names of several ambiguous syllables. */
const maxReadings = 16;

/**
 * The readings of a name in Pinyin, if all its words are syllables of Wade-Giles and one of them does not
 * exist in Pinyin. Each reading has as many words as the name.
 */
export function pinyinReadings(words: readonly string[]): string[][] {
  if (words.length < 2 || words.length > maxSyllables) return [];
  if (words.every((word) => pinyin.has(word))) return [];
  let readings: string[][] = [[]];
  for (const word of words) {
    const syllables = pinyinOf(word);
    readings = readings.flatMap((before) => syllables.map((syllable) => [...before, syllable]));
  }
  return readings.slice(0, maxReadings);
}
