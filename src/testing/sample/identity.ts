import type { Client, Sex } from '../../model/client.js';
import { composeMrz } from '../../model/mrz/compose.js';
import type { DocumentType } from '../../model/session.js';
import { peoples, type Name, type People } from './peoples.js';
import type { Random } from './random.js';
import { transliterate } from './transliterate.js';

/** A person who does not exist, with a document that was never issued. */
export interface Identity {
  people: People;
  documentType: DocumentType;
  /** As the front of the document reads. */
  front: Client;
  /** As the machine-readable zone reads, when nothing spoils it. */
  back: Client;
  mrz: string[];
  /** For an address of electronic mail. */
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

const toDate = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** The Latin spelling, with its accents, where the name is not written in Latin letters. */
function latinSpelling(name: Name, state: string): string {
  if (name.latin !== undefined) return name.latin;
  if (/\p{Script=Latin}/u.test(name.own)) return name.own;
  return transliterate(name.own, state).toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function drawSex(random: Random): Sex {
  return random.weighted([['female', 48], ['male', 51], ['unspecified', 1]]);
}

function drawNumber(random: Random, people: People, documentType: DocumentType): string {
  return documentType === 'passport'
    ? people.series + random.digits(7)
    : random.digits(2) + people.series + random.digits(5);
}

/** Reads a front side in the script of the country, or its Latin lines. */
function readFront(random: Random, own: [Name, Name], latin: [string, string]): [string, string] {
  return random.chance(0.55) ? [own[0].own, own[1].own] : latin;
}

export function createIdentity(random: Random, { now, underage, expired }: IdentityWishes): Identity {
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
    birthDate: toDate(now - age * year),
    expirationDate: toDate(now + validity * year),
    nationality: people.state,
  };
  const latin: [string, string] = [
    latinSpelling(givenName, people.state),
    latinSpelling(familyName, people.state),
  ];
  const [firstName, lastName] = readFront(random, [givenName, familyName], latin);
  const inZone = latin.map((name) => transliterate(name, people.state)) as [string, string];

  return {
    people,
    documentType,
    front: Object.freeze({ firstName, lastName, ...shared }),
    back: Object.freeze({
      firstName: inZone[0].replaceAll('-', ' '),
      lastName: inZone[1].replaceAll('-', ' '),
      ...shared,
    }),
    mrz: composeMrz(documentType === 'passport' ? 'TD3' : 'TD1', {
      ...shared,
      issuingState: people.state,
      firstName: inZone[0],
      lastName: inZone[1],
    }),
    latinName: { first: inZone[0], last: inZone[1] },
  };
}
