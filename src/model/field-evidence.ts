import { clientFields, type Client, type ClientField } from './client.js';
import type { ClientChange } from './decision.js';
import { lookUp } from './known.js';
import { isIssuingState, isNationality } from './mrz/state-codes.js';
import { readZone } from './mrz/zone.js';
import { isCalendarDate } from './primitives.js';
import { currentAttempt, type Attempt, type DocumentType, type Session } from './session.js';
import { anyRules, isCovered, possibleSpellings, rulesOf, type RuleSet } from './transliterate.js';

/**
 * What two sources say of one field, apart from how they write it:
 * - `not-comparable`: a program cannot tell, because no published rule covers how the one is written
 *   as the other; somebody has to look
 * - `missing`: at least one of them says nothing
 */
export type FieldComparison = 'match' | 'mismatch' | 'not-comparable' | 'missing';

/** Where a value comes from: the front of the document, its machine-readable zone, an agent. */
export type EvidenceSource = 'front' | 'back' | 'edit';

export type SourcePair = 'front-back' | 'edit-front' | 'edit-back';

/** What an agent has made of a field. */
export interface FieldEdit {
  /** As it is on file; `null` when it was removed. */
  readonly value: string | null;
  /** All changes of the field, oldest first; empty when the value is on file without any. */
  readonly changes: readonly ClientChange[];
}

/** What is known of one field, by source (spec D13). */
export interface FieldEvidence {
  readonly field: ClientField;
  readonly front: string | null;
  readonly back: string | null;
  /** `null` when nobody has touched what was read. */
  readonly edit: FieldEdit | null;
  /** All sources together; what needs an eye counts more than what matches. */
  readonly comparison: FieldComparison;
  /** The pairs of sources that contradict each other. */
  readonly mismatches: readonly SourcePair[];
}

export interface ComparisonOptions {
  /**
   * The second name comes from a name field that is filled to its end, so it may be cut
   * (Doc 9303-4, 9303-5 and 9303-6, section 4.2.2).
   */
  readonly isTruncated?: boolean;
  /** The State whose document it is, by the code in its zone, for its rules of transliteration. */
  readonly state?: string | null;
}

/** The evidence of every field, in the order of `clientFields`, from the attempt that counts. */
export function fieldEvidence(
  session: Pick<Session, 'client' | 'attempts' | 'changes'>,
): FieldEvidence[] {
  const attempt = currentAttempt(session);
  const isTruncated = attempt !== undefined && mayBeTruncated(attempt);
  const state = attempt ? issuingStateOf(attempt) : null;
  return clientFields.map((field) => {
    const front = attempt?.front?.[field] ?? null;
    const back = attempt?.back?.[field] ?? null;
    const edit = findEdit(session, field, [front, back]);
    const pairs = pairsOf({ front, back, edit }).map(([pair, first, second]) => {
      const options = { isTruncated: isTruncated && pair !== 'edit-front', state };
      return [pair, compareField(field, first, second, options)] as const;
    });
    return {
      field,
      front,
      back,
      edit,
      comparison: mostPressing(pairs.map(([, comparison]) => comparison)),
      mismatches: pairs.flatMap(([pair, comparison]) => (comparison === 'mismatch' ? [pair] : [])),
    };
  });
}

/** What the front and the machine-readable zone of one document say of each field. */
export function compareSides(
  attempt: Pick<Attempt, 'front' | 'back' | 'documentType' | 'mrz'>,
): Readonly<Record<ClientField, FieldComparison>> {
  const { front, back } = attempt;
  const options = { isTruncated: mayBeTruncated(attempt), state: issuingStateOf(attempt) };
  const compare = (field: ClientField): FieldComparison =>
    compareField(field, front?.[field] ?? null, back?.[field] ?? null, options);
  return Object.fromEntries(clientFields.map((field) => [field, compare(field)])) as Record<
    ClientField,
    FieldComparison
  >;
}

/**
 * Compares two readings of one field by what they mean: case, accents, fillers, separators,
 * transliteration and date formats do not count. Similar characters, such as O and 0, do.
 */
export function compareField(
  field: ClientField,
  first: string | null,
  second: string | null,
  options: ComparisonOptions = {},
): FieldComparison {
  if (isBlank(first) || isBlank(second)) return 'missing';
  switch (field) {
    case 'firstName':
    case 'lastName':
      return compareNames(first, second, options);
    case 'documentNumber':
    case 'personalNumber':
      return compareNumbers(first, second);
    case 'birthDate':
    case 'expirationDate':
      return compareSets(possibleDates(first), possibleDates(second));
    case 'sex':
      return compareSets(sexOf(first), sexOf(second));
    case 'nationality':
      return compareSets(nationalityOf(first), nationalityOf(second));
  }
}

/** Nothing, or the fillers of an empty element. */
const isBlank = (text: string | null): text is null => text === null || /^[\s<]*$/.test(text);

/** The edits of a field; a value on file that neither side reads counts as one. */
function findEdit(
  { client, changes }: Pick<Session, 'client' | 'changes'>,
  field: ClientField,
  readings: readonly (string | null)[],
): FieldEdit | null {
  const value = client[field];
  const own = changes.filter((change) => change.field === field);
  const isRead = value === null || readings.includes(value);
  return own.length === 0 && isRead ? null : { value, changes: own };
}

type Pair = readonly [pair: SourcePair, first: string | null, second: string | null];

function pairsOf({ front, back, edit }: Pick<FieldEvidence, 'front' | 'back' | 'edit'>): Pair[] {
  const readings: Pair = ['front-back', front, back];
  if (!edit) return [readings];
  return [readings, ['edit-front', edit.value, front], ['edit-back', edit.value, back]];
}

const byUrgency: readonly FieldComparison[] = ['mismatch', 'not-comparable', 'missing', 'match'];

const mostPressing = (comparisons: readonly FieldComparison[]): FieldComparison =>
  byUrgency.find((comparison) => comparisons.includes(comparison)) ?? 'missing';

/** The characters of a name field by document type (Doc 9303-4, -5, -6, section 4.2.2). */
const nameFieldLengths: Readonly<Record<DocumentType, readonly number[]>> = {
  passport: [39],
  'id-card': [30, 31],
};

/** Whether the names fill the name field to its end, which is the sign of a cut one. */
function mayBeTruncated({ back, documentType }: Pick<Attempt, 'back' | 'documentType'>): boolean {
  if (!back?.lastName) return false;
  const written = [back.lastName, back.firstName].filter((name) => name !== null).join('<<');
  const lengths =
    (documentType && lookUp(nameFieldLengths, documentType)) ??
    Object.values(nameFieldLengths).flat();
  return lengths.includes(written.length);
}

/** By the zone, or by the nationality where the zone does not tell. */
function issuingStateOf({
  mrz,
  front,
  back,
}: Pick<Attempt, 'front' | 'back' | 'mrz'>): string | null {
  // All formats have it in the same place (Doc 9303-4 to -7, section 4.2.2).
  const code =
    readZone(mrz ?? [])
      .lines[0]?.slice(2, 5)
      .replace(/<+$/, '') ?? '';
  return isIssuingState(code) ? code : (back?.nationality ?? front?.nationality ?? null);
}

function compareNames(
  first: string,
  second: string,
  { isTruncated = false, state = null }: ComparisonOptions,
): FieldComparison {
  const [ownFirst, ownSecond] = [fold(first), fold(second)];
  if (ownFirst === '' || ownSecond === '') return 'not-comparable';
  if (ownFirst === ownSecond) return 'match';
  const areAlike = areAlikeBy(rulesOf(state), first, second, isTruncated);
  if (areAlike === undefined) {
    return areOfOneScript(ownFirst, ownSecond) ? 'mismatch' : 'not-comparable';
  }
  if (areAlike) return 'match';
  const canContradict = isCovered(first) && isCovered(second);
  return canContradict && !areAlikeBy(anyRules, first, second, isTruncated)
    ? 'mismatch'
    : 'not-comparable';
}

/** `undefined` when the rules do not cover a letter of one of the names. */
function areAlikeBy(
  { spellings, plain }: RuleSet,
  first: string,
  second: string,
  isTruncated: boolean,
): boolean | undefined {
  const asPrinted: RuleSet = { spellings, ...(plain && { plain }) };
  const asInZone: RuleSet = { spellings };
  const ways = plain
    ? ([
        [asPrinted, asInZone],
        [asInZone, asPrinted],
      ] as const)
    : ([[asInZone, asInZone]] as const);
  const results = ways.map(([rules, otherRules]) => {
    const [spelled, other] = [
      possibleSpellings(first, rules),
      possibleSpellings(second, otherRules),
    ];
    if (!spelled || !other) return undefined;
    return (
      canBeAlike(spelled, other) || (isTruncated && canBeCut(first, second, rules, otherRules))
    );
  });
  return results.includes(undefined) ? undefined : results.includes(true);
}

/** Letters and digits without case and marks. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]+/gu, '')
    .toLowerCase();

/** Scripts without a table, in which at least equal and different can be told apart. */
const scripts = ['Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Thai', 'Hangul', 'Ethiopic'].map(
  (name) => new RegExp(`^[\\p{Script=${name}}\\p{N}]+$`, 'u'),
);

const areOfOneScript = (first: string, second: string): boolean =>
  scripts.some((script) => script.test(first) && script.test(second));

type Spellings = readonly (readonly string[])[];

/** No name on a document is longer; a comparison takes time by the square of the length. */
const longestName = 400;

/** What one side has written further than the other. */
interface Lead {
  readonly text: string;
  readonly isFirst: boolean;
}

/**
 * Whether some spelling of the first text is some spelling of the second.
 * @param isSecondCut the second may end before the first does
 */
function canBeAlike(first: Spellings, second: Spellings, isSecondCut = false): boolean {
  if (first.length > longestName || second.length > longestName) return false;
  const seen = new Set<string>();
  const reach = (i: number, j: number, lead: Lead): boolean => {
    const isAhead = lead.text !== '' && lead.isFirst;
    const isBehind = lead.text !== '' && !lead.isFirst;
    if (j === second.length && !isBehind && (isSecondCut || (i === first.length && !isAhead))) {
      return true;
    }
    const key = `${i} ${j} ${lead.isFirst} ${lead.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const takesSecond = isAhead || (!isBehind && i === first.length);
    const options = takesSecond ? second[j] : first[i];
    return (options ?? []).some((option) => {
      const next = advance(lead, option, !takesSecond);
      if (!next) return false;
      return takesSecond ? reach(i, j + 1, next) : reach(i + 1, j, next);
    });
  };
  return reach(0, 0, { text: '', isFirst: true });
}

/** The lead after one side has written more; `undefined` when the two part. */
function advance(lead: Lead, written: string, isFirst: boolean): Lead | undefined {
  if (lead.text === '') return { text: written, isFirst };
  if (written.startsWith(lead.text)) return { text: written.slice(lead.text.length), isFirst };
  if (lead.text.startsWith(written)) {
    return { text: lead.text.slice(written.length), isFirst: !isFirst };
  }
  return undefined;
}

/** Whether the second name is the first with its components shortened or, at the end, left out. */
function canBeCut(first: string, second: string, rules: RuleSet, otherRules: RuleSet): boolean {
  const [whole, cut] = [components(first, rules), components(second, otherRules)];
  return (
    cut.length <= whole.length &&
    cut.every((component, index) => canBeAlike(whole[index] ?? [], component, true))
  );
}

/** Doc 9303-3, section 4.6: hyphens and commas divide like spaces, apostrophes vanish. */
const components = (name: string, rules: RuleSet): Spellings[] =>
  name
    .split(/[\s<,\p{Pd}]+/u)
    .map((component) => possibleSpellings(component, rules) ?? [])
    .filter((component) => component.length > 0);

function compareNumbers(first: string, second: string): FieldComparison {
  const [plainFirst, plainSecond] = [plainNumber(first), plainNumber(second)];
  if (plainFirst === '' || plainSecond === '') return 'not-comparable';
  return plainFirst === plainSecond ? 'match' : 'mismatch';
}

/** Letters and digits alone: spaces, hyphens and fillers only divide or pad a number. */
const plainNumber = (text: string): string =>
  inLatinDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The digits that Arabic and Persian documents are printed with. */
const inLatinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** Two readings of which each may mean several things; none at all when nobody knows. */
function compareSets(first: readonly string[], second: readonly string[]): FieldComparison {
  if (first.length === 0 || second.length === 0) return 'not-comparable';
  return first.some((meaning) => second.includes(meaning)) ? 'match' : 'mismatch';
}

/** The days that a text may mean, as `YYYY-MM-DD`; more than one where its order is ambiguous. */
function possibleDates(text: string): string[] {
  const written = inLatinDigits(text).trim();
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(written) ?? [];
  const [, shortYear, monthOfShort, dayOfShort] = /^(\d\d)(\d\d)(\d\d)$/.exec(written) ?? [];
  const [, one, divider, two, yearAtEnd] =
    /^(\d{1,2})([./ -])(\d{1,2})\2(\d{4})$/.exec(written) ?? [];
  const isAmbiguous = divider === '/' || divider === '-';
  return [
    `${year}-${month}-${day}`,
    ...['19', '20'].map((century) => `${century}${shortYear}-${monthOfShort}-${dayOfShort}`),
    `${yearAtEnd}-${two?.padStart(2, '0')}-${one?.padStart(2, '0')}`,
    ...(isAmbiguous ? [`${yearAtEnd}-${one?.padStart(2, '0')}-${two?.padStart(2, '0')}`] : []),
  ].filter(isCalendarDate);
}

const sexes: Readonly<Record<string, NonNullable<Client['sex']>>> = {
  M: 'male',
  MALE: 'male',
  F: 'female',
  FEMALE: 'female',
  X: 'unspecified',
  UNSPECIFIED: 'unspecified',
};

function sexOf(text: string): string[] {
  const word = text.trim().toUpperCase();
  const sex = Object.hasOwn(sexes, word) ? sexes[word] : undefined;
  return sex ? [sex] : [];
}

/** A three-letter code, known or misread; Germany's `D` is `DEU` elsewhere. Names are no codes. */
function nationalityOf(text: string): string[] {
  const code = text.replace(/[\s<]/g, '').toUpperCase();
  if (code === 'D') return ['DEU'];
  return isNationality(code) || /^[A-Z0-9]{3}$/.test(code) ? [code] : [];
}
