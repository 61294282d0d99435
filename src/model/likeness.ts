// Apart from the schemas, because only backends find related sessions.
import { likeness, maxRelatedSessions, type Likeness } from './related.js';
import { searchWords } from './search.js';
import type { Device, Session } from './session.js';
import type { ExtraField } from './workspace.js';

/**
 * What many clients can share by chance: an office has one address, and a model of phone has one user
 * agent. They count only for sessions that were created within `weakLikenessDays` of each other, and not
 * at all if more than `maxWeakLikenesses` other sessions share the value.
 */
export const weakLikenesses: readonly Likeness[] = ['device', 'address'];

/** Days. Providers give the address of a household to another one after a while. */
export const weakLikenessDays = 30;

/** With more sessions than this, an address is that of a network, not of a household. */
export const maxWeakLikenesses = 10;

/** The most values of a session that are compared. */
export const maxLikenessValues = 100;

export const isWeakLikeness = (kind: Likeness): boolean => weakLikenesses.includes(kind);

/** A value of a session, in the form in which it is compared. */
export interface LikenessValue {
  readonly kind: Likeness;
  /** Personal data: a backend stores a keyed digest of it instead. */
  readonly value: string;
}

const minNumberLength = 5;
const [minPhoneDigits, maxPhoneDigits] = [7, 15];

/** Arabic-Indic digits and their Persian variants, which are not decomposed by Unicode. */
const westernDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/**
 * The number of a document or a person, without case, accents, spaces and hyphens; `null` if many clients
 * could have it: a number that is too short, or one character repeated, is a placeholder.
 */
export function comparableNumber(text: string): string | null {
  const folded = westernDigits(searchWords(text).join(''));
  return folded.length >= minNumberLength && new Set(folded).size > 1 ? folded : null;
}

/**
 * The digits of a phone number, with a `+` if it has a country code (ITU-T E.123); `null` if it is not one.
 * A number without a country code does not equal one with it, because its country is not known.
 */
export function comparablePhone(text: string): string | null {
  const plain = westernDigits(text.normalize('NFKC'))
    .trim()
    .replace(/\(0\)/, '')
    .replace(/[\s().\-–/]|\p{Cf}/gu, '');
  const [, prefix = '', digits = ''] = /^(\+|00)?(\d+)$/.exec(plain) ?? [];
  const isPhone = digits.length >= minPhoneDigits && digits.length <= maxPhoneDigits;
  return isPhone && new Set(digits).size > 1 ? `${prefix && '+'}${digits}` : null;
}

/** An e-mail address in lower case; `null` if it is not one. */
export function comparableEmail(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(plain) && plain.length <= 254 ? plain : null;
}

/** Whether an IPv4 address belongs to one network in the Internet (IANA's registry of special addresses). */
function isPublic([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100) return b < 64 || b > 127;
  if (a === 172) return b < 16 || b > 31;
  return !(a === 169 && b === 254) && !(a === 192 && b === 168);
}

function readIpv4(text: string): number[] | null {
  const bytes = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : [];
  return bytes.length === 4 && bytes.every((byte) => byte <= 255) ? bytes : null;
}

/** The eight groups of an IPv6 address (RFC 4291). */
function readIpv6(text: string): number[] | null {
  if (!/^[\da-f:.]+$/i.test(text) || !text.includes(':')) return null;
  const url = `http://[${text}]/`;
  if (!URL.canParse(url)) return null;
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (part: string) =>
    (part === '' ? [] : part.split(':')).map((hex) => parseInt(hex, 16));
  const [first, last] = [groups(head), groups(tail)];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

/**
 * The network of an IP address: an IPv4 address, or the first 64 bits of an IPv6 address, because devices
 * change the others every day (RFC 8981); `null` for an address that many networks use, such as a private one.
 */
export function comparableAddress(text: string): string | null {
  const [plain = ''] = text.trim().split('%');
  const groups = readIpv6(plain);
  const isMapped = groups?.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups?.slice(6) ?? [];
  const bytes = isMapped ? [high >> 8, high & 255, low >> 8, low & 255] : readIpv4(plain);
  if (bytes) return isPublic(bytes) ? bytes.join('.') : null;
  const [first = 0] = groups ?? [];
  const isGlobal = first >= 0x2000 && first <= 0x3fff;
  if (!groups || !isGlobal) return null;
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/**
 * A device, by what its browser sends and by its network. A user agent alone is that of every phone of the
 * same model, so it does not count without an address.
 */
export function comparableDevice(
  { userAgent, clientHints }: Device,
  address: string | null,
): string | null {
  const plain = userAgent?.trim();
  const network = address === null ? null : comparableAddress(address);
  if (!plain || network === null) return null;
  const { model, platform, platformVersion } = clientHints ?? {};
  return JSON.stringify([network, plain, model, platform, platformVersion]);
}

type ComparedSession = Pick<Session, 'client' | 'attempts' | 'extra' | 'device' | 'clientIp'>;

/**
 * What a session is compared by, each value once: the client's numbers as they are now, and as every
 * attempt read them; the extra values that are phone numbers or e-mail addresses; the device and the
 * address of every attempt.
 */
export function likenessValues(
  { client, attempts, extra, device, clientIp }: ComparedSession,
  extraFields: readonly Pick<ExtraField, 'key' | 'type'>[],
): LikenessValue[] {
  const values = new Map<string, LikenessValue>();
  const add = (kind: Likeness, value: string | null | undefined): void => {
    const isFull = values.size >= maxLikenessValues;
    if (value && !isFull) values.set(`${kind} ${value}`, { kind, value });
  };
  const newestFirst = attempts.toReversed();
  const numbers = (text: string | null | undefined) => (text ? comparableNumber(text) : null);
  for (const person of [client, ...newestFirst.flatMap(({ front, back }) => [front, back])]) {
    add('document-number', numbers(person?.documentNumber));
    add('personal-number', numbers(person?.personalNumber));
  }
  const types = new Map(extraFields.map(({ key, type }) => [key, type]));
  for (const { key, value } of extra) {
    if (types.get(key) === 'phone') add('phone', comparablePhone(value));
    if (types.get(key) === 'email') add('email', comparableEmail(value));
  }
  for (const used of [{ device, clientIp }, ...newestFirst]) {
    add('device', comparableDevice(used.device, used.clientIp));
    add('address', used.clientIp === null ? null : comparableAddress(used.clientIp));
  }
  return [...values.values()];
}

/** A session that has a value in common with the one whose related sessions are asked for. */
export interface LikeSession {
  readonly id: string;
  readonly createdAt: string;
}

/** How many sessions to find for each value, the newest first: enough to choose from, and to know of more. */
export const likeSessionsToFind = maxRelatedSessions + 1;

/** Whether a weak likeness counts for sessions that were created at these instants. */
export const isWithinWeakDays = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= weakLikenessDays * 24 * 60 * 60 * 1000;

/** The related sessions to show, in their order, with what each has in common. */
export interface ChosenSessions {
  readonly sessions: readonly { readonly id: string; readonly same: Likeness[] }[];
  readonly hasMore: boolean;
}

/**
 * Chooses the related sessions to show.
 * @param found For each value of the session, the newest other sessions with the same value: the first
 *   `likeSessionsToFind`. For a weak likeness, only those within its days.
 */
export function chooseRelated(
  found: readonly { readonly kind: Likeness; readonly sessions: readonly LikeSession[] }[],
): ChosenSessions {
  const byId = new Map<string, LikeSession & { readonly kinds: Set<Likeness> }>();
  for (const { kind, sessions } of found) {
    if (isWeakLikeness(kind) && sessions.length > maxWeakLikenesses) continue;
    for (const session of sessions) {
      const known = byId.get(session.id) ?? { ...session, kinds: new Set() };
      byId.set(session.id, known);
      known.kinds.add(kind);
    }
  }
  const rank = ({ kinds }: { readonly kinds: ReadonlySet<Likeness> }) =>
    [...kinds].every(isWeakLikeness) ? 1 : 0;
  const sorted = [...byId.values()].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      Date.parse(other.createdAt) - Date.parse(one.createdAt) ||
      (one.id < other.id ? 1 : -1),
  );
  return {
    sessions: sorted.slice(0, maxRelatedSessions).map(({ id, kinds }) => ({
      id,
      same: likeness.options.filter((kind) => kinds.has(kind)),
    })),
    hasMore: sorted.length > maxRelatedSessions,
  };
}
