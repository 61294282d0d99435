import { conditionText } from '../../i18n/conditions.js';
import { basicTexts } from '../../i18n/en.basic.js';
import { conditionTexts } from '../../i18n/en.conditions.js';
import { Localizer } from '../../i18n/localizer.js';
import type { CsvColumn } from '../../model/csv/columns.js';
import { guardFormula, guardText } from '../../model/csv/formula-guard.js';
import { lookUp, type Open } from '../../model/known.js';
import { localize } from '../../model/localized.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import { levelOf } from '../../model/match-level.js';
import type { RejectionReason } from '../../model/rejection.js';
import type { CsvSession } from '../../model/csv/csv-writer.js';
import type { DeviceType, DocumentType, ExtraValue } from '../../model/session-summary.js';

interface Cell {
  /** The cell's text; empty if the value is not known. */
  readonly write: (session: CsvSession) => string;
  /**
   * The text is a word of the kit, a number or a date. It needs no protection from spreadsheet
   * programs.
   */
  readonly isFixed?: true;
}

const fixed = (write: Cell['write']): Cell => ({ write, isFixed: true });
const text = (read: (session: CsvSession) => string | null): Cell => ({
  write: (session) => read(session) ?? '',
});

const writeBoolean = (value: boolean | null): string =>
  value === null ? '' : value ? 'TRUE' : 'FALSE';

/** 0 means passed, as in the reference system's data. */
const writeLiveness = (passed: boolean | null): string =>
  passed === null ? '' : passed ? '0' : '1';

/** `mm-dd-yy`. Years outside 2000–2099 are written in full, because `yy` stands for `20yy`. */
function writeExpiration(date: string | null): string {
  if (date === null || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return date ?? '';
  return `${date.slice(5)}-${date.startsWith('20') ? date.slice(2, 4) : date.slice(0, 4)}`;
}

/** A JSON object with every field in order, even if two have the same name. */
function writeExtra(extra: readonly ExtraValue[]): string {
  const members = extra.map(({ key, value }) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${members.join(',')}}`;
}

/** The English label, or the id if the label contains the separator. */
function writeReason({ id, label }: RejectionReason): string {
  const words = localize(label, 'en', id).trim();
  return words === '' || words.includes(';') ? id : words;
}

const english = new Localizer('en', undefined, { ...basicTexts, ...conditionTexts });

/** A failed condition in English. A semicolon would separate it from the next one. */
const writeCondition = (failed: FailedCondition): string =>
  conditionText(english, failed, undefined, (part) => part)
    .replaceAll(';', ',')
    .trim();

/** The reasons of a rejection. Where the policy decided, they are the conditions that were not met. */
function writeReasons({ decision, failedConditions }: CsvSession): string {
  if (!decision) return '';
  const isByPolicy = decision.verdict === 'reject' && decision.by === null;
  const reasons =
    decision.reasons.length === 0 && isByPolicy
      ? failedConditions.map(writeCondition)
      : decision.reasons.map(writeReason);
  return reasons.join('; ');
}

const documentTypes: Readonly<Record<DocumentType, string>> = {
  passport: 'passport',
  'id-card': 'ID',
};
const deviceTypes: Readonly<Record<DeviceType, string>> = { pc: 'PC', mobile: 'Mobile' };

/** An unknown value is written unchanged. */
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
  // 0 if not even level 1 was reached; empty if no level was measured.
  'Match Level': fixed(({ faceMatch }) => String(levelOf(faceMatch) ?? '')),
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
  Reasons: text(writeReasons),
};

/** Returns a function that writes the cells of a session, in the order of the columns. */
export function cellWriter(
  columns: readonly CsvColumn[],
  isGuarded: boolean,
): (session: CsvSession) => string[] {
  const chosen = columns.map((column) => cells[column]);
  if (!isGuarded) return (session) => chosen.map(({ write }) => write(session));
  return (session) =>
    chosen.map(({ write, isFixed }) => (isFixed ? guardFormula : guardText)(write(session)));
}
