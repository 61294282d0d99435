/** A made-up watch list of any length, in the format of OpenSanctions' `targets.simple.csv`. */

/** Mulberry32, which is small and returns the same numbers for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The most frequent names. All others are made up. */
const frequentGivenNames =
  'Mohammed Giorgi Ali Ahmed Hassan Hussein Abdullah Omar Ibrahim Mahmoud Khalid Yusuf Abdul Mustafa Said Karim Vladimir Sergei Alexander Dmitry Ivan Nikolai Andrei Yuri Oleg Igor Viktor Mikhail Nodar Irakli Levan Davit Tamar Nino Maria Anna Elena Olga Natalia Jose Juan Carlos Luis Jorge Miguel Pedro Francisco Antonio John David Michael Robert James William Thomas Peter Paul Jean Pierre Hans Klaus Wei Li Ming Jun Chen Hiroshi Kenji Kim Park Jong Nguyen Minh Aung Min Amina Fatima Zainab Aisha Maryam Samuel Joseph Emmanuel Ngozi Chidi Kwame'.split(
    ' ',
  );
const frequentFamilyNames =
  'Ali Ahmed Hassan Khan Kim Li Wang Nguyen Hussein Ivanov Garcia Mohammed Petrov Beridze Rodriguez Smirnov Abdullah Park Zhang Ibrahim Lopez Kapanadze Kuznetsov Martinez Chen Gelashvili Omar Mahmoud Volkov Sanchez Lee Popov Maisuradze Tran Said Hamid Gonzalez Sokolov Giorgadze Johnson'.split(
    ' ',
  );

const onsets =
  'b ch d f g gh h j k kh l m n p q r s sh t ts v w y z zh br dr gr kr st tr sl bl kl pr'.split(
    ' ',
  );
const vowels = 'a a a e e i i o o u ai ia ou'.split(' ');
const codas = ['', '', '', 'n', 'r', 'l', 's', 'm', 'd', 'k', 't'];
const givenEndings = 'a an as e el em i id im in ir is on us ya yan '.split(' ');
const familyEndings =
  'ov ev in enko ski ich man son ez es ini adze shvili ian yan oglu zadeh ani awi er i a o '.split(
    ' ',
  );
const lists = ['Made-up Sanctions List', 'Made-up Wanted List', 'Made-up PEP List'];

type Random = () => number;

function pick<T>(pool: readonly T[], random: Random): T {
  const picked = pool[Math.floor(random() * pool.length)];
  if (picked === undefined) throw new Error('The pool is empty.');
  return picked;
}

/** Picks like real names (Zipf): the second is half as frequent as the first, the third a third. */
const pickFrequent = <T>(pool: readonly T[], random: Random): T => {
  const picked = pool[Math.floor(pool.length ** random()) - 1] ?? pool[0];
  if (picked === undefined) throw new Error('The pool is empty.');
  return picked;
};

function namePool(
  frequent: readonly string[],
  endings: readonly string[],
  count: number,
  random: Random,
): string[] {
  const names = new Set(frequent);
  while (names.size < count) {
    const syllables = Array.from(
      { length: 1 + Math.floor(random() * 2) },
      () => pick(onsets, random) + pick(vowels, random) + pick(codas, random),
    );
    const name = `${syllables.join('')}${pick(onsets, random)}${pick(endings, random) || 'e'}`;
    names.add(name.charAt(0).toUpperCase() + name.slice(1));
  }
  return [...names];
}

const poolRandom = seededRandom(11);
const givenNames = namePool(frequentGivenNames, givenEndings, 4000, poolRandom);
const familyNames = namePool(frequentFamilyNames, familyEndings, 40_000, poolRandom);

/** Letters of other scripts for Latin ones; roughly, as clerks do it. */
const scripts: readonly ReadonlyMap<string, string>[] = [
  'shш chч khх zhж yaя yuю tsц aа bб vв wв gг dд eе zз iи yй kк qк lл mм nн oо pп rр sс tт uу fф hх cк jж',
  'shშ chჩ khხ zhჟ ghღ tsც aა bბ vვ wვ gგ dდ eე zზ iი yი kკ qყ lლ mმ nნ oო pპ rრ sს tტ uუ fფ hჰ cქ jჯ',
  'shش khخ ghغ aا bب vف wو gغ dد e zز iي yي kك qق lل mم nن oو pب rر sس tت u fف hه cك jج chش tsس zhج',
].map(
  (letters) =>
    new Map(
      letters.split(' ').map((pair) => {
        const [latin = ''] = /^[a-z]+/.exec(pair) ?? [];
        return [latin, pair.slice(latin.length)] as const;
      }),
    ),
);

const inScript = (name: string, letters: ReadonlyMap<string, string>): string =>
  name
    .toLowerCase()
    .replace(/sh|ch|kh|zh|gh|ya|yu|ts|[a-z]/g, (latin) => letters.get(latin) ?? latin);

/** Replaces one letter of the last part. */
export function misspell(name: string, random: Random): string {
  const start = name.lastIndexOf(' ') + 1;
  const index = start + 1 + Math.floor(random() * Math.max(1, name.length - start - 1));
  const letter = pick(
    'aeioubdgklmnrstvz'.split('').filter((each) => each !== name.charAt(index)),
    random,
  );
  return `${name.slice(0, index)}${letter}${name.slice(index + 1)}`;
}

export interface MadeUpPerson {
  readonly id: string;
  /** Given names and a family name. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly birthDate: string;
}

function aliasesOf(names: readonly string[], random: Random): string[] {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const name = names.join(' ');
  return [
    `${last}, ${names.slice(0, -1).join(' ')}`,
    ...(random() < 0.6 ? [inScript(name, pick(scripts, random))] : []),
    ...(names.length > 2 ? [`${first} ${last}`] : []),
    ...(random() < 0.3 ? [misspell(name, random)] : []),
  ];
}

/** People with one to three given names, with realistic frequencies. */
export function* madeUpPeople(count: number, seed = 1): Generator<MadeUpPerson> {
  const random = seededRandom(seed);
  const digits = (max: number) => String(1 + Math.floor(random() * max)).padStart(2, '0');
  for (let index = 0; index < count; index++) {
    const given = Array.from({ length: 1 + Math.floor(random() ** 2 * 3) }, () =>
      pickFrequent(givenNames, random),
    );
    // The frequent family names are less frequent than given names.
    const family = (random() < 0.5 ? pickFrequent : pick)(familyNames, random);
    const names = [...given, family];
    yield {
      id: `made-up-${index}`,
      name: names.join(' '),
      aliases: aliasesOf(names, random),
      birthDate: `${1930 + Math.floor(random() * 75)}-${digits(12)}-${digits(28)}`,
    };
  }
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** The file, line by line. */
export function* madeUpList(count: number, seed = 1): Generator<string> {
  yield 'id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,last_seen,last_change\n';
  const random = seededRandom(seed + 1);
  for (const { id, name, aliases, birthDate } of madeUpPeople(count, seed)) {
    const born = random() < 0.6 ? birthDate : random() < 0.5 ? birthDate.slice(0, 4) : '';
    const cells = [id, 'Person', name, aliases.join(';'), born, '', '', '', '', '', ''];
    yield `${[...cells, pick(lists, random), '', '', ''].map(quoted).join(',')}\n`;
  }
}

/** Names that a list contains hundreds of times. */
export const frequentPairs: readonly string[] = frequentGivenNames
  .slice(0, 10)
  .flatMap((given) => frequentFamilyNames.slice(0, 10).map((family) => `${given} ${family}`));
