import { clientFields } from './client-fields.js';
import { isCalendarDate } from './calendar-date.js';
import { currentAttempt } from './current-attempt.js';
import type { Client, ClientField } from './client.js';
import type { ClientChange } from './decision.js';
import type { FieldComparison } from './failed-condition.js';
import { lookUp } from './known.js';
import { isIssuingState, isNationality } from './mrz/state-codes.js';
import { readZone } from './mrz/zone.js';
import type { Attempt, DocumentType, Session } from './session.js';
import { anyRules, isCovered, possibleSpellings, rulesOf, type RuleSet } from './transliterate.js';

/** Where a value comes from: the front of the document, its machine-readable zone, an agent. */
export type EvidenceSource = 'front' | 'back' | 'edit';

export type SourcePair = 'front-back' | 'edit-front' | 'edit-back';

/** An agent's edit of a field. */
export interface FieldEdit {
  /** The value on file; `null` when it was removed. */
  readonly value: string | null;
  /** All edits of the field, oldest first; empty when the value on file came without an edit. */
  readonly changes: readonly ClientChange[];
}

/** The values of one field by source, and their comparison (spec D13). */
export interface FieldEvidence {
  readonly field: ClientField;
  readonly front: string | null;
  readonly back: string | null;
  /** `null` when the value on file is a reading. */
  readonly edit: FieldEdit | null;
  /** The most urgent comparison of all pairs of sources: a mismatch first, a match last. */
  readonly comparison: FieldComparison;
  /** The pairs of sources that contradict each other. */
  readonly mismatches: readonly SourcePair[];
}

export interface ComparisonOptions {
  /**
   * The second name comes from a full name field, so it may be truncated (Doc 9303-4, 9303-5 and
   * 9303-6, section 4.2.2).
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
  const bySide: ComparisonOptions = attempt ? comparisonOptions(attempt) : {};
  return clientFields.map((field) => {
    const front = attempt?.front?.[field] ?? null;
    const back = attempt?.back?.[field] ?? null;
    const edit = findEdit(session, field, [front, back]);
    const pairs = pairsOf({ front, back, edit }).map(([pair, first, second]) => {
      const options = pair === 'edit-front' ? { ...bySide, isTruncated: false } : bySide;
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

/** Compares the front reading and the back reading of each field. */
export function compareSides(
  attempt: Pick<Attempt, 'front' | 'back' | 'documentType' | 'mrz'>,
): Readonly<Record<ClientField, FieldComparison>> {
  const { front, back } = attempt;
  const options = comparisonOptions(attempt);
  const compare = (field: ClientField): FieldComparison =>
    compareField(field, front?.[field] ?? null, back?.[field] ?? null, options);
  return Object.fromEntries(clientFields.map((field) => [field, compare(field)])) as Record<
    ClientField,
    FieldComparison
  >;
}

/** How to compare a value with the back reading of an attempt. */
export const comparisonOptions = (
  attempt: Pick<Attempt, 'front' | 'back' | 'documentType' | 'mrz'>,
): ComparisonOptions => ({
  isTruncated: mayBeTruncated(attempt),
  state: issuingStateOf(attempt),
});

/** The values that a text may stand for: none if it is blank, several if it is ambiguous. */
export function meaningsOf(field: ClientField, text: string): string[] {
  if (isBlank(text)) return [];
  switch (field) {
    case 'firstName':
    case 'lastName':
      return [text.replace(/<+/g, ' ').trim()];
    case 'documentNumber':
    case 'personalNumber':
      return [text.replace(/<+/g, '').trim()];
    case 'birthDate':
    case 'expirationDate':
      return possibleDates(text);
    case 'sex':
      return sexOf(text);
    case 'nationality':
      return nationalityOf(text);
  }
}

/**
 * Compares two readings of one field by their meaning. Differences of case, accents, fillers,
 * separators, transliteration and date format are ignored. Similar characters, such as O and 0, are
 * different.
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
    default:
      return compareSets(meaningsOf(field, first), meaningsOf(field, second));
  }
}

/** Whether there is no value, or only the fillers of an empty element. */
const isBlank = (text: string | null): text is null => text === null || /^[\s<]*$/.test(text);

/** The edit of a field. A value on file that differs from both readings counts as one. */
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

/** Whether the names fill the name field: then they may be truncated. */
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

/** The letters and digits of a text, in lower case and without marks. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]+/gu, '')
    .toLowerCase();

/** Scripts without a transliteration table. Two names in one of them can still be compared. */
const scripts = ['Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Thai', 'Hangul', 'Ethiopic'].map(
  (name) => new RegExp(`^[\\p{Script=${name}}\\p{N}]+$`, 'u'),
);

const areOfOneScript = (first: string, second: string): boolean =>
  scripts.some((script) => script.test(first) && script.test(second));

type Spellings = readonly (readonly string[])[];

/** The longest name to compare: the time of a comparison grows with the square of the length. */
const longestName = 400;

/** The text by which one side is longer than the other so far. */
interface Lead {
  readonly text: string;
  readonly isFirst: boolean;
}

/**
 * Whether the two texts have a spelling in common.
 * @param isSecondCut whether the second text may end before the first does
 */
function canBeAlike(first: Spellings, second: Spellings, isSecondCut = false): boolean {
  if (first.length > longestName || second.length > longestName) return false;
  const seen = new Set<string>();
  const canFinish = (i: number, j: number, lead: Lead): boolean => {
    const firstLeads = lead.text !== '' && lead.isFirst;
    const secondLeads = lead.text !== '' && !lead.isFirst;
    const firstMayEnd = isSecondCut || (i === first.length && !firstLeads);
    if (j === second.length && !secondLeads && firstMayEnd) return true;
    const key = `${i} ${j} ${lead.isFirst} ${lead.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const takesSecond = firstLeads || (!secondLeads && i === first.length);
    const options = takesSecond ? second[j] : first[i];
    return (options ?? []).some((option) => {
      const next = advance(lead, option, !takesSecond);
      if (!next) return false;
      return takesSecond ? canFinish(i, j + 1, next) : canFinish(i + 1, j, next);
    });
  };
  return canFinish(0, 0, { text: '', isFirst: true });
}

/** The lead after one side adds `written`; `undefined` when the two sides differ. */
function advance(lead: Lead, written: string, isFirst: boolean): Lead | undefined {
  if (lead.text === '') return { text: written, isFirst };
  if (written.startsWith(lead.text)) return { text: written.slice(lead.text.length), isFirst };
  if (lead.text.startsWith(written)) {
    return { text: lead.text.slice(written.length), isFirst: !isFirst };
  }
  return undefined;
}

/** Whether the second name is the first with components shortened, or left out at the end. */
function canBeCut(first: string, second: string, rules: RuleSet, otherRules: RuleSet): boolean {
  const [whole, cut] = [components(first, rules), components(second, otherRules)];
  return (
    cut.length <= whole.length &&
    cut.every((component, index) => canBeAlike(whole[index] ?? [], component, true))
  );
}

/** The parts of a name. Hyphens and commas separate like spaces, apostrophes vanish (Doc 9303-3, section 4.6). */
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

/** The letters and digits of a number, without the spaces, hyphens and fillers that format it. */
const plainNumber = (text: string): string =>
  inLatinDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Converts the digits of Arabic and Persian documents. */
const inLatinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** Compares two readings by their possible meanings; an empty list means an unknown meaning. */
function compareSets(first: readonly string[], second: readonly string[]): FieldComparison {
  if (first.length === 0 || second.length === 0) return 'not-comparable';
  return first.some((meaning) => second.includes(meaning)) ? 'match' : 'mismatch';
}

/** The dates that a text may mean, as `YYYY-MM-DD`; several when the text is ambiguous. */
function possibleDates(text: string): string[] {
  const written = inLatinDigits(text).trim();
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(written) ?? [];
  const [, shortYear, monthOfShort, dayOfShort] = /^(\d\d)(\d\d)(\d\d)$/.exec(written) ?? [];
  const [, one, divider, two, yearAtEnd] =
    /^(\d{1,2})([./ -])(\d{1,2})\2(\d{4})$/.exec(written) ?? [];
  const isAmbiguous = divider === '/' || divider === '-';
  const dates = [
    `${year}-${month}-${day}`,
    ...['19', '20'].map((century) => `${century}${shortYear}-${monthOfShort}-${dayOfShort}`),
    `${yearAtEnd}-${two?.padStart(2, '0')}-${one?.padStart(2, '0')}`,
    ...(isAmbiguous ? [`${yearAtEnd}-${one?.padStart(2, '0')}-${two?.padStart(2, '0')}`] : []),
  ];
  return [...new Set(dates.filter(isCalendarDate))];
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

/** A three-letter code, known or misread, with `DEU` for Germany's `D`. Country names give none. */
function nationalityOf(text: string): string[] {
  const code = text.replace(/[\s<]/g, '').toUpperCase();
  if (code === 'D') return ['DEU'];
  return isNationality(code) || /^[A-Z0-9]{3}$/.test(code) ? [code] : [];
}
