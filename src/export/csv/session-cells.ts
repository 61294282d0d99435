import type { CsvColumn } from '../../model/csv/columns.js';
import { guardFormula, guardText } from '../../model/csv/formula-guard.js';
import { lookUp, type Open } from '../../model/known.js';
import { localize } from '../../model/localized.js';
import type { RejectionReason } from '../../model/rejection.js';
import type { DeviceType, DocumentType, ExtraValue, SessionSummary } from '../../model/session.js';

interface Cell {
  /** What the session says under the column; empty for what is not known. */
  readonly write: (session: SessionSummary) => string;
  /** Made of words of the kit, or a number or a date that a spreadsheet may take for one. */
  readonly isFixed?: true;
}

const fixed = (write: Cell['write']): Cell => ({ write, isFixed: true });
const text = (read: (session: SessionSummary) => string | null): Cell => ({
  write: (session) => read(session) ?? '',
});

const writeBoolean = (value: boolean | null): string =>
  value === null ? '' : value ? 'TRUE' : 'FALSE';

/** 0 is passed, as in the reference system's data. */
const writeLiveness = (passed: boolean | null): string =>
  passed === null ? '' : passed ? '0' : '1';

/** `mm-dd-yy`; a year of another century is written in full, since `yy` stands for `20yy`. */
function writeExpiration(date: string | null): string {
  if (date === null) return '';
  return date
    .replace(/^20(\d{2})-(\d{2})-(\d{2})$/, '$2-$3-$1')
    .replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$2-$3-$1');
}

/** A JSON object with every field, also those of one name, in their order. */
function writeExtra(extra: readonly ExtraValue[]): string {
  const members = extra.map(({ key, value }) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${members.join(',')}}`;
}

/** By label in English; by id where the label has the separator in it. */
function writeReason({ id, label }: RejectionReason): string {
  const words = localize(label, 'en', id).trim();
  return words === '' || words.includes(';') ? id : words;
}

const documentTypes: Readonly<Record<DocumentType, string>> = {
  passport: 'passport',
  'id-card': 'ID',
};
const deviceTypes: Readonly<Record<DeviceType, string>> = { pc: 'PC', mobile: 'Mobile' };

/** An unknown value stays as it is. */
const inWords = <Known extends string>(
  words: Readonly<Record<Known, string>>,
  value: Open<Known>,
): string => lookUp(words, value) ?? value;

const cells: Readonly<Record<CsvColumn, Cell>> = {
  'Personal Number': text(({ client }) => client.personalNumber),
  'First Name': text(({ client }) => client.firstName),
  'Last Name': text(({ client }) => client.lastName),
  'Document Number': text(({ client }) => client.documentNumber),
  'Birth Date': fixed(({ client }) => client.birthDate ?? ''),
  Nationality: text(({ client }) => client.nationality),
  Sex: text(({ client }) => client.sex),
  'Expiration Date': fixed(({ client }) => writeExpiration(client.expirationDate)),
  Verified: fixed(({ status }) => writeBoolean(status === 'success')),
  'Document Valid': fixed(({ documentValid }) => writeBoolean(documentValid)),
  'Liveness Status': fixed(({ livenessPassed }) => writeLiveness(livenessPassed)),
  // 0 when not even level 1 was reached.
  'Match Level': fixed(({ faceMatch }) => (faceMatch ? String(faceMatch.level ?? 0) : '')),
  'Creation time': fixed(({ createdAt }) => createdAt),
  'Completion time': fixed(({ completedAt }) => completedAt ?? ''),
  Partner: text(({ companyName }) => companyName),
  'Session ID': text(({ id }) => id),
  Extra: text(({ extra }) => writeExtra(extra)),
  'Document type': text(({ documentType }) => documentType && inWords(documentTypes, documentType)),
  'Client IP': text(({ clientIp }) => clientIp),
  Device: text(({ device }) => device.type && inWords(deviceTypes, device.type)),
  Browser: text(({ device }) => device.browser),
  OS: text(({ device }) => device.os),
  Model: text(({ device }) => device.name),
  Attempts: fixed(({ attemptCount }) => String(attemptCount)),
  Reasons: text(({ decision }) => (decision?.reasons ?? []).map(writeReason).join('; ')),
};

/** Writes the cells of a session under the given columns. */
export function cellWriter(
  columns: readonly CsvColumn[],
  isGuarded: boolean,
): (session: SessionSummary) => string[] {
  const chosen = columns.map((column) => cells[column]);
  if (!isGuarded) return (session) => chosen.map(({ write }) => write(session));
  return (session) =>
    chosen.map(({ write, isFixed }) => (isFixed ? guardFormula : guardText)(write(session)));
}
