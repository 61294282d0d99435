/** The rows that every contestant shows. A row follows from its index, so that what is painted can be judged. */
import type { Client, Session } from 'kv-review/model';

export const rowHeight = 56;

/** One in seven clients has a name that begins with B: typing `beri` narrows the list with every key. */
const lastNames = [
  ...['Beridze', 'Abashidze', 'Kiknadze', 'Lomidze', 'Maisuradze', 'Nozadze', 'Okropiridze'],
  ...['Bernard', 'Dupont', 'Fournier', 'Girard', 'Lambert', 'Moreau', 'Rousseau'],
  ...['Bauer', 'Fischer', 'Huber', 'Keller', 'Schneider', 'Vogel', 'Wagner'],
  ...['Berishvili', 'Gelashvili', 'Kobakhidze', 'Shengelia', 'Tsereteli', 'Vashakidze', 'Zoidze'],
];
const firstNames = [
  ...['Ana', 'Giorgi', 'Nino', 'Luka', 'Mariam', 'Davit', 'Tamar', 'Irakli', 'Salome', 'Levan'],
  ...['Claire', 'Hugo', 'Emma', 'Louis', 'Jeanne', 'Paul', 'Marie', 'Jules', 'Lea', 'Victor'],
  ...['Greta', 'Jonas', 'Hanna', 'Felix', 'Klara', 'Moritz', 'Sofie'],
];
export const searchText = 'beri';

const statuses = ['success', 'success', 'rejected', 'success', 'awaiting'] as const;
const newestHour = Date.UTC(2026, 4, 10, 9);
const hour = 3_600_000;

/** A number that looks random, the same for the same index (Knuth, multiplicative hashing). */
const scatter = (index: number): number => Math.imul(index + 1, 0x9e3779b1) >>> 0;

const pick = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('An empty list.');
  return item;
};

const toClient = (index: number): Client => {
  const number = scatter(index);
  return {
    firstName: pick(firstNames, number >>> 7),
    lastName: pick(lastNames, number >>> 17),
    documentNumber: `KV${String(index).padStart(7, '0')}`,
    personalNumber: `0${String(number).padStart(10, '0')}`,
    sex: 'female',
    birthDate: '1990-04-12',
    expirationDate: '2031-04-11',
    nationality: 'GEO',
  };
};

/** The index of the row whose document number the text contains. */
export function rowIndexIn(text: string): number | undefined {
  const [, digits] = /KV(\d{7})/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a word of the client's names or numbers begins with the text. */
export const searchKeyOf = ({ client }: Pick<Session, 'client'>): string =>
  ` ${client.firstName} ${client.lastName} ${client.personalNumber} ${client.documentNumber}`.toLowerCase();

export const matches = (searchKey: string, text: string): boolean =>
  searchKey.includes(` ${text.toLowerCase()}`);

/** The indices of the rows that a search for the text lists, in the order of the list. */
export function findRows(count: number, text: string): number[] {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (matches(searchKeyOf({ client: toClient(index) }), text)) found.push(index);
  }
  return found;
}

const evidence = {
  documentType: 'passport',
  documentValid: true,
  documentFinished: true,
  livenessFinished: true,
  spoof: { idIsReal: true, fullIdDetected: true },
  device: { name: 'Pixel 9', type: 'mobile', browser: 'Chrome', os: 'Android', userAgent: null },
  clientIp: '192.0.2.17',
  extra: [],
  attemptCount: 1,
  failedConditions: [],
  attempts: [],
  notes: [],
  changes: [],
  screening: { status: 'absent' },
} satisfies Partial<Session>;
const decisions = {
  success: { verdict: 'verify', reasons: [], by: null, at: '2026-05-10T09:30:00Z' },
  rejected: { verdict: 'reject', reasons: [], by: null, at: '2026-05-10T09:30:00Z' },
  awaiting: null,
} satisfies Record<string, Session['decision']>;
const passed = { level: 5, confidence: 97 } as const;
const missed = { level: 0, confidence: 41 } as const;

/** The newest first, one a minute. Only what differs between rows is made for each. */
export function makeRows(count: number): Session[] {
  let hourText = '';
  return Array.from({ length: count }, (_, index): Session => {
    // Dates are slow to format, so that only one an hour is.
    if (index % 60 === 0) {
      hourText = new Date(newestHour - (index / 60) * hour).toISOString().slice(0, 13);
    }
    const createdAt = `${hourText}:${String(59 - (index % 60)).padStart(2, '0')}:00Z`;
    const isPassed = index % 9 > 0;
    const status = pick(statuses, index);
    return {
      ...evidence,
      id: `session-${index}`,
      version: '1',
      status,
      createdAt,
      completedAt: status === 'awaiting' ? null : createdAt,
      companyName: 'Tamarind Pay',
      client: toClient(index),
      decision: decisions[status],
      documentPresented: index % 11 > 0,
      livenessPassed: isPassed,
      faceMatch: isPassed ? passed : missed,
      selfie: { id: `selfie-${index}`, kind: 'selfie' },
    };
  });
}
