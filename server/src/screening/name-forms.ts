/**
 * Spellings of one name that no rule of sounds explains: short forms, Arabic compounds, and forms of one
 * name in related languages. Each pattern works on one word in Latin small letters.
 *
 * | rule | source |
 * | --- | --- |
 * | the article in a compound agrees with a sun letter: al-Rahman, ar-Rahman, Abdurrahman | ALA-LC Romanization Tables, Arabic, rule 17 |
 * | a compound is one name, whether it is written together or apart | UN Group of Experts on Geographical Names, Arabic; AACR2, 22.22 |
 * | Md, Mohd, Muhd, Sk, Mst | naming customs of Bangladesh and Malaysia, as passports print them |
 * | Uladzimir, Volodymyr, Vladimir | Belarus: instruction on the transliteration of names (2008); Ukraine: resolution 55/2010 |
 * | Bob, Ted, Volodya | hypocorisms that lists have as aliases |
 * | -s and -as after a Slavic surname | Latvia: Cabinet regulation 114/2004; Lithuania: law on names in documents |
 */

/** Short forms, and forms of related languages, by the form that replaces them. */
const formsOf: Readonly<Record<string, string>> = {
  muhammad: 'md mohd muhd mhd mohmd',
  sheikh: 'sk shk',
  mosammat: 'mst',
  haji: 'hj',
  francisco: 'fco paco pancho',
  william: 'wm bill billy will',
  charles: 'chas charlie chuck',
  thomas: 'thos tom tommy',
  robert: 'bob bobby rob',
  richard: 'dick rick',
  james: 'jas jim jimmy',
  john: 'johnny jack',
  joseph: 'joe joey',
  michael: 'mike mick',
  edward: 'eddie ned',
  theodore: 'ted teddy theo',
  anthony: 'tony',
  daniel: 'danny',
  david: 'dave',
  samuel: 'sammy',
  stephen: 'steve',
  elizabeth: 'liz betty',
  margaret: 'peggy maggie meg',
  katherine: 'kate kathy',
  ignacio: 'nacho',
  guillermo: 'memo',
  vladimir: 'uladzimir volodymyr volodya vova',
  aleksandr: 'aliaksandr alyaksandr oleksandr',
  aleksei: 'aliaksei alyaksey aliaksey oleksii oleksiy',
  sergei: 'siarhei siarhey syarhey serhii serhiy',
  nikolai: 'mikalai mikalay mykola',
  evgeni: 'yauhen yauheni yauhenii yevhen yevhenii',
  dmitri: 'dzmitry dzmitriy dmytro',
  grigori: 'ryhor hryhory hryhorii hryhoriy',
  georgi: 'heorhi heorhii heorhiy',
  gennadi: 'henadz henadzi hennadii hennadiy',
  konstantin: 'kanstantsin kostiantyn kostyantyn',
  igor: 'ihar ihor',
  oleg: 'aleh oleh',
  pavel: 'paval pavlo',
  olga: 'volha olha',
  elena: 'alena olena',
  ekaterina: 'katsiaryna kateryna',
  tatiana: 'tatsiana tetiana tetyana',
  anastasia: 'nastassia anastasiia',
};

const forms = new Map(
  Object.entries(formsOf).flatMap(([form, others]) =>
    others.split(' ').map((other) => [other, form] as const),
  ),
);

/** Whether a word is a short form, or a form of a related language. */
export const hasForm = (word: string): boolean => forms.has(word);

/** The words of a name with the forms that replace short ones and those of related languages. */
export const withForms = (words: readonly string[]): string[] =>
  words.map((word) => forms.get(word) ?? word);

/** Words of compounds that stand alone, and those that begin or end one. */
const compounds: readonly (readonly [RegExp, string])[] = [
  // Abdul Aziz, Abd al-Aziz, Abder Rahmane
  [/^[ae]bd(?:(?:ou|[aeiou])(?:l|sh|[rsztdn]))?$/, 'abdal'],
  // Abdulaziz, Abdelaziz, Abdurrahman, Abdullah
  [/^[ae]bd(?:ou|[aeiou])(?:l|([rsztdn])(?=\1))(?=[a-z]{2})/, 'abdal'],
  // Abdirahman (Somalia), Abdukarim (Uzbekistan)
  [/^abd[iu](?=[a-z]{4})/, 'abdal'],
  // Abul Hasan, Abolhassan
  [/^ab(?:ou|[uo])l$/, 'abu'],
  [/^ab(?:ou|[uo])[ae]?l(?=[a-z]{3})/, 'abual'],
  // Nur al-Din, Noureddine, Nureddin, Nuredin
  [/^[aeou][ld]d(?:i|ee|ie)ne?$/, 'din'],
  [/(?<=^[a-z]*[aeiouy][a-z]*[^aeiou])(?:[aeiou]{1,2}d|[aeou]?l|[aeu])d(?:i|ee|ie)ne?$/, 'aldin'],
  [/(?<=^[a-z]*[aeiouy])(?:ud|ad|l)d(?:i|ee|ie)ne?$/, 'aldin'],
  // Sayf Allah, Seyfullah
  [/^[aou]ll?ah?$/, 'ala'],
  [/(?<=^[a-z]*[aeiouy][a-z]*[^aeiou])(?:[aou]ll[ae]h?|[aou]lah)$/, 'ala'],
];

/** Spares most words the patterns above. */
const mayBeCompound = /^(?:[ae]bd|ab[uo])|d(?:i|ee|ie)ne?$|l[ae]h?$/;

const muhammad = /^m[uo]h[ae]m+[ae]d$/;
const balticEnding = /(?<=[oe]v)(?:s|as)$|(?<=[aeiou]j)s$/;
/** Pinyin x and Wade-Giles hs. */
const chineseX = /^(?:x|hs)(?=[iu])/;

/** The word in the form that stands for all its spellings. */
export function standardForm(word: string): string {
  if (muhammad.test(word)) return 'muhamad';
  const compound = mayBeCompound.test(word)
    ? compounds.find(([pattern]) => pattern.test(word))
    : undefined;
  const plain = compound ? word.replace(...compound) : word;
  return plain.replace(balticEnding, '').replace(chineseX, 'sh');
}

const article = /^(?:[aeu]l|[aeu]sh|[aeu][rsztdn])$/;

/** Whether a word begins a compound, and what follows it may be written with or without an article. */
const isServant = (word: string) => standardForm(word) === 'abdal';

/** Words of a name as one word. Between the words of an Arabic compound, the article is `al`. */
export function joinWords(words: readonly string[]): string {
  const [first = '', ...others] = words;
  if (!isServant(first) || others.length === 0) return words.join('');
  const rest = others.length > 1 && article.test(others[0] ?? '') ? others.slice(1) : others;
  return `abdal${rest.join('').replace(/^all/, 'l')}`;
}

/** Whether the sound of a word is that of an Arabic compound, which has many spellings. */
export const isCompound = (sound: string): boolean => /^abdal.|..aldin$|..ala$/.test(sound);

/** The two sounds of a compound that is written as one word: `abdal` and `aziz`. */
export function compoundParts(sound: string): readonly [string, string] | undefined {
  const servant = /^(abdal)(.+)$/.exec(sound);
  const [, rest = '', last = ''] = /^(..+?)(aldin|ala)$/.exec(sound) ?? [];
  if (servant?.[2]) return ['abdal', servant[2]];
  return rest === '' ? undefined : [last === 'aldin' ? 'din' : last, rest];
}
