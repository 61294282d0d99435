import { utcDate } from '../../model/calendar-date.js';
import type { Person } from '../../model/decision.js';
import type { Screening } from '../../model/screening.js';
import type { ExtraValue } from '../../model/session.js';
import type { Cause } from './causes.js';
import type { Identity } from './identity.js';
import type { Random } from './random.js';
import { sampleUsers } from './workspace.js';

const day = 24 * 60 * 60 * 1000;

/** Numbers that Ofcom, ARCEP, PTS and NANPA reserve for fiction, and an invalid Georgian one. */
const phones: Readonly<Record<string, (random: Random) => string>> = {
  GBR: (random) => `+447700900${random.digits(3)}`,
  FRA: (random) => `+3363998${random.digits(4)}`,
  GEO: (random) => `+995000${random.digits(6)}`,
};
const anyPhone = (random: Random) => `+120255501${random.digits(2)}`;

const tiers = ['Basic', 'Basic', 'Plus', 'Premium'].map((value) =>
  Object.freeze({ key: 'tier', value }),
);

/** The client's input. The addresses use the reserved domains of RFC 2606. */
export function drawExtra(
  random: Random,
  { people, latinName }: Identity,
  startedAt: number,
): ExtraValue[] {
  if (random.chance(0.04)) return [];
  const local = `${latinName.first}.${latinName.last}`.toLowerCase().replaceAll(' ', '');
  const domain = random.pick(['example.com', 'example.org', 'example.net']);
  const phone = (phones[people.state] ?? anyPhone)(random);
  const extra: ExtraValue[] = [
    { key: 'phone', value: phone },
    { key: 'email', value: [local, domain].join('@') },
  ];
  if (random.chance(0.8)) extra.push(random.pick(tiers));
  if (random.chance(0.15))
    extra.push({ key: 'monthlyVolume', value: String(random.int(2, 400) * 50) });
  if (random.chance(0.1)) {
    const since = utcDate(startedAt - random.int(1, 2000) * day);
    extra.push({ key: 'customerSince', value: since });
  }
  if (random.chance(0.03)) {
    extra.push({ key: 'website', value: `https://${random.code(8).toLowerCase()}.example/` });
  }
  return extra;
}

const lists = [
  { list: 'Consolidated List', authority: 'United Nations Security Council' },
  { list: 'Consolidated Financial Sanctions List', authority: 'European Union' },
  { list: 'Specially Designated Nationals', authority: 'Office of Foreign Assets Control' },
  { list: 'Consolidated List of Financial Sanctions Targets', authority: 'HM Treasury' },
];
const politicians = { list: 'Politically exposed persons', authority: null };
const listNames = [...lists, politicians].map(({ list }) => list);

const absent: Screening = Object.freeze({ status: 'absent' });
const neverChecked: Screening = Object.freeze({ status: 'unknown', checkedAt: null });

/**
 * The birth dates of an entry, by its number: as precise as lists are, missing, or those of somebody
 * else.
 */
function listedBirthDates(own: string | null, number: number): string[] {
  if (own === null) return [];
  const [year = '', month = '', date = ''] = own.split('-');
  const other = Number(year) - 3 - (number % 7);
  const choices = [
    [own],
    [year],
    [`${year}-${month}`],
    [`${other}-${month}-${date}`],
    [`${other}`],
    [],
  ];
  return choices[number % choices.length] ?? [];
}

/** The result of the screening. The entries are fictional, too. */
export function drawScreening(
  random: Random,
  identity: Identity,
  causes: readonly Cause[],
  checkedAt: string | null,
): Screening {
  if (causes.includes('screening') && checkedAt !== null) {
    const { first, last } = identity.latinName;
    const matches = Array.from(
      {
        length: random.weighted([
          [1, 6],
          [2, 3],
          [3, 1],
        ]),
      },
      (_, index) => {
        const digits = random.digits(5);
        return {
          id: `EXAMPLE-${digits}`,
          ...random.pick([...lists, politicians, politicians]),
          name: index === 0 ? `${last}, ${first}` : `${last}, ${first.charAt(0)}.`,
          alias: random.chance(0.4) ? `${first} ${last.slice(0, -1)}` : null,
          birthDates: listedBirthDates(identity.front.birthDate, Number(digits)),
          countries: Number(digits) % 5 === 0 ? [] : [identity.people.state],
          score: random.int(index === 0 ? 82 : 61, index === 0 ? 98 : 80) / 100,
        };
      },
    );
    return { status: 'match', checkedAt, lists: [...listNames], matches };
  }
  if (checkedAt === null) return neverChecked;
  if (random.chance(0.06)) return absent;
  if (random.chance(0.03)) return { status: 'unknown', checkedAt };
  return { status: 'clear', checkedAt, lists: [...listNames] };
}

const remarks = {
  verify: [
    'Face compared by hand with the passport photo. Same person, lighting was poor.',
    'The name differs only by transliteration.',
    'Called the client back on the number on file; data confirmed.',
    'Glare on the check digit, number readable on the full photo.',
    'დოკუმენტი შედარებულია, მონაცემები ემთხვევა.',
    'List entry has another birth date. Not the same person.',
  ],
  reject: [
    'The selfie shows somebody else.',
    'Document photographed from a screen: moiré and a bezel on the left edge.',
    'Font of the document number is not that of the series.',
    'Second application with the same document this week.',
    'სახე არ ემთხვევა დოკუმენტის ფოტოს.',
    'The client did not answer the request for a better photo.',
  ],
  open: [
    'Asked the client for a better photo of the front side.',
    'Waiting for compliance to look at the list entry.',
    'MRZ is partly covered by a finger, see the full photo.',
    'კლიენტთან დაკავშირება საჭიროა.',
  ],
};

/** A note, with a decision or before one. */
export function drawRemark(random: Random, kind: keyof typeof remarks): string {
  return random.pick(remarks[kind]);
}

export function drawUser(random: Random): Person {
  return random.pick(sampleUsers);
}
