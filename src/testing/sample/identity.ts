import { utcDate } from '../../model/calendar-date.js';
import type { Client, Sex } from '../../model/client.js';
import { composeMrz } from '../../model/mrz/compose.js';
import type { DocumentType } from '../../model/session.js';
import { peoples, type Name, type People } from './peoples.js';
import { flatten, type Random } from './random.js';
import { transliterate } from '../../model/transliterate.js';

/** A fictional person with a document. */
export interface Identity {
  people: People;
  documentType: DocumentType;
  /** As printed on the front of the document. */
  front: Client;
  /** As in the machine-readable zone, without a defect. */
  back: Client;
  mrz: string[];
  /** For an e-mail address. */
  latinName: { first: string; last: string };
}

export interface IdentityWishes {
  /** Milliseconds since the epoch. */
  now: number;
  underage?: boolean;
  expired?: boolean;
}

const day = 24 * 60 * 60 * 1000;
const year = 365.25 * day;
const peopleByWeight = peoples.map((people) => [people, people.weight] as const);

interface Spelling {
  /** In Latin letters, with accents if the name itself is in Latin letters. */
  latin: string;
  /** In the 26 letters of a machine-readable zone, with spaces and hyphens. */
  zone: string;
}

const spellings = new Map<string, Spelling>();

function spell({ own, latin }: Name, state: string): Spelling {
  const key = `${state} ${own}`;
  const known = spellings.get(key);
  if (known) return known;
  const inLatin =
    latin ?? (/\p{Script=Latin}/u.test(own) ? own : capitalize(transliterate(own, state)));
  const spelling = { latin: inLatin, zone: transliterate(inLatin, state) };
  spellings.set(key, spelling);
  return spelling;
}

function capitalize(letters: string): string {
  return letters.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function drawSex(random: Random): Sex {
  return random.weighted([
    ['female', 48],
    ['male', 51],
    ['unspecified', 1],
  ]);
}

function drawNumber(random: Random, people: People, documentType: DocumentType): string {
  return documentType === 'passport'
    ? people.series + random.digits(7)
    : random.digits(2) + people.series + random.digits(5);
}

/** A person with a document, chosen by `random` alone. */
export function createIdentity(
  random: Random,
  { now, underage, expired }: IdentityWishes,
): Identity {
  const people = random.weighted(peopleByWeight);
  const sex = drawSex(random);
  const form = sex === 'unspecified' ? random.pick(['male', 'female'] as const) : sex;
  const givenName = random.pick(people[form]);
  const familyName = random.pick(people.family)[form];
  const documentType = random.chance(people.cards) ? 'id-card' : 'passport';

  const age = underage ? 16 + random.next() * 1.9 : 18.2 + 58 * random.next() ** 1.6;
  const validity = expired ? -(0.05 + random.next() * 2) : 0.2 + random.next() * 9.5;
  const personalNumber = people.personalNumberLength
    ? `9${random.digits(people.personalNumberLength - 1)}`
    : null;
  const shared = {
    documentNumber: drawNumber(random, people, documentType),
    personalNumber,
    sex,
    birthDate: utcDate(now - age * year),
    expirationDate: utcDate(now + validity * year),
    nationality: people.state,
  };
  const first = spell(givenName, people.state);
  const last = spell(familyName, people.state);
  // Documents in other scripts have both spellings, and a reader returns either.
  const readsOwnScript = random.chance(0.55);

  return {
    people,
    documentType,
    front: Object.freeze({
      firstName: readsOwnScript ? givenName.own : first.latin,
      lastName: readsOwnScript ? familyName.own : last.latin,
      ...shared,
    }),
    back: Object.freeze({
      firstName: first.zone.replaceAll('-', ' '),
      lastName: last.zone.replaceAll('-', ' '),
      ...shared,
    }),
    mrz: composeMrz(documentType === 'passport' ? 'TD3' : 'TD1', {
      ...shared,
      issuingState: people.state,
      firstName: first.zone,
      lastName: last.zone,
    }).map(flatten),
    latinName: { first: first.zone, last: last.zone },
  };
}
