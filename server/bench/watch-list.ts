/** A made-up watch list in the form of OpenSanctions' `targets.simple.csv`, as long as wanted. */

/** Mulberry32: small, and the same numbers for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Common first names first: as in real lists, a few are borne by many. */
const givenNames =
  'Mohammed Ali Ahmed Hassan Hussein Abdullah Omar Ibrahim Mahmoud Khalid Yusuf Abdul Mustafa Said Karim Vladimir Sergei Alexander Dmitry Ivan Nikolai Andrei Yuri Oleg Igor Viktor Mikhail Giorgi Nodar Irakli Levan Davit Tamar Nino Maria Anna Elena Olga Natalia Jose Juan Carlos Luis Jorge Miguel Pedro Francisco Antonio John David Michael Robert James William Thomas Peter Paul Jean Pierre Hans Klaus Wei Li Ming Jun Chen Hiroshi Kenji Kim Park Jong Nguyen Minh Aung Min Amina Fatima Zainab Aisha Maryam Samuel Joseph Emmanuel Ngozi Chidi Kwame'.split(
    ' ',
  );
const beginnings =
  'Ab Al Am An Ar As Ba Be Bi Bo Bu Cha Che Da De Di Do Du El Er Fa Fe Fo Ga Ge Gi Go Gu Ha He Hi Ho Hu Ib Il Is Ja Je Jo Ka Ke Khi Ko Ku La Le Li Lo Lu Ma Me Mi Mo Mu Na Ne Ni No Nu Om Or Pa Pe Pi Po Qa Ra Re Ri Ro Ru Sa Se Sha Shi So Su Ta Te Ti To Tsi Ul Va Ve Vo Wa Wi Ya Yu Za Ze Zha'.split(
    ' ',
  );
const middles =
  'b d g k l m n r s t v z bi da di ga ka ki la li lo ma mi mo na ni ra ri ro sa si ta ti va vi za zi'.split(
    ' ',
  );
const endings =
  'ov ev in enko ski ic man son ez es ini adze shvili ian yan oglu zade ani awi awy ani ar er or un ung ong i a o'.split(
    ' ',
  );
const lists = ['Made-up Sanctions List', 'Made-up Wanted List', 'Made-up PEP List'];

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  'aа bб vв gг dд eе zз iи yй kк lл mм nн oо pп rр sс tт uу fф hх cц jж wв qк xх'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

const inCyrillic = (name: string): string =>
  name.toLowerCase().replace(/[a-z]/g, (letter) => cyrillic[letter] ?? letter);

export interface MadeUpPerson {
  readonly id: string;
  readonly names: readonly string[];
  readonly birthDate: string;
}

/** People with one to three given names; the first names of the pool are the most frequent. */
export function* madeUpPeople(count: number, seed = 1): Generator<MadeUpPerson> {
  const random = seededRandom(seed);
  const pick = <T>(pool: readonly T[], bias = 1): T => {
    const picked = pool[Math.floor(random() ** bias * pool.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const surname = () => {
    const middle = Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(middles));
    return [pick(beginnings), ...middle, pick(endings)].join('');
  };
  const digits = (most: number) => String(1 + Math.floor(random() * most)).padStart(2, '0');
  for (let index = 0; index < count; index++) {
    const given = Array.from({ length: 1 + Math.floor(random() ** 2 * 3) }, () =>
      pick(givenNames, 2),
    );
    yield {
      id: `made-up-${index}`,
      names: [...given, surname()],
      birthDate: `${1930 + Math.floor(random() * 75)}-${digits(12)}-${digits(28)}`,
    };
  }
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** The file, in pieces. */
export function* madeUpList(count: number, seed = 1): Generator<string> {
  yield 'id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,last_seen,last_change\n';
  const random = seededRandom(seed + 1);
  for (const { id, names, birthDate } of madeUpPeople(count, seed)) {
    const name = names.join(' ');
    const aliases = [
      `${names.at(-1) ?? ''}, ${names.slice(0, -1).join(' ')}`,
      inCyrillic(name),
      ...(names.length > 2 ? [`${names[0] ?? ''} ${names.at(-1) ?? ''}`] : []),
    ];
    const born = random() < 0.6 ? birthDate : random() < 0.5 ? birthDate.slice(0, 4) : '';
    const list = lists[Math.floor(random() * lists.length)] ?? '';
    const cells = [id, 'Person', name, aliases.join(';'), born, '', '', '', '', '', '', list];
    yield `${[...cells, '', '', ''].map(quoted).join(',')}\n`;
  }
}
