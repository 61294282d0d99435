import * as v from 'valibot';

import { unreadClient } from '../../model/client.js';
import type { Decision } from '../../model/decision.js';
import { matchLevel, type FaceMatch } from '../../model/match-level.js';
import { identifier, instant, isCalendarDate } from '../../model/primitives.js';
import {
  defaultRejectionGroups,
  type RejectionGroup,
  type RejectionReason,
} from '../../model/rejection.js';
import type { ExtraValue, Session } from '../../model/session.js';
import type { CsvColumn } from '../../model/csv/columns.js';
import type { CsvError, CsvErrorCode } from './errors.js';
import { readMembers } from './read-members.js';
import { unguard } from '../../model/csv/formula-guard.js';

/** Gives the cells of one row by column, and takes note of those that cannot be read. */
export class Cells {
  readonly #row: number;
  readonly #cells: ReadonlyMap<CsvColumn, string>;
  readonly #errors: CsvError[];

  constructor(row: number, cells: ReadonlyMap<CsvColumn, string>, errors: CsvError[]) {
    this.#row = row;
    this.#cells = cells;
    this.#errors = errors;
  }

  /** As it stands there; `null` for what is blank or has no column. */
  text(column: CsvColumn): string | null {
    const cell = unguard(this.#cells.get(column) ?? '');
    return cell.trim() === '' ? null : cell;
  }

  /**
   * The text as `parse` understands it, if need be without the spaces around it; `null`, and an
   * error, when it gives `undefined`.
   */
  read<T>(column: CsvColumn, wanted: string, parse: (text: string) => T | undefined): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const value = parse(text) ?? parse(text.trim());
    if (value !== undefined) return value;
    this.#report(column, 'invalid-value', `Expected ${wanted}.`);
    return null;
  }

  /** As `read`, but empty is an error as well. */
  require<T>(column: CsvColumn, wanted: string, parse: (text: string) => T | undefined): T | null {
    if (this.text(column) === null && this.#cells.has(column)) {
      this.#report(column, 'missing-value', `Expected ${wanted}; the row is left out.`);
    }
    return this.read(column, wanted, parse);
  }

  #report(column: CsvColumn, code: CsvErrorCode, message: string): void {
    this.#errors.push({ row: this.#row, column, code, message });
  }
}

const valid =
  (schema: v.GenericSchema<string>) =>
  (text: string): string | undefined =>
    v.is(schema, text) ? text : undefined;

const oneOf =
  <T>(words: Readonly<Record<string, T>>) =>
  (text: string): T | undefined =>
    Object.entries(words).find(([word]) => word === text.toLowerCase())?.[1];

const toBoolean = oneOf({ true: true, false: false });
const toSex = oneOf({ male: 'male', female: 'female', unspecified: 'unspecified' } as const);
const toDocumentType = oneOf({ passport: 'passport', id: 'id-card' } as const);
const toDeviceType = oneOf({ pc: 'pc', mobile: 'mobile' } as const);
/** 0 is passed, as in the reference system's data. */
const toLivenessPassed = oneOf({ 0: true, 1: false });

const toDate = (text: string): string | undefined => (isCalendarDate(text) ? text : undefined);

/** `mm-dd-yy`, always of this century; of another one the kit writes the year in full. */
function toExpirationDate(text: string): string | undefined {
  const date = text
    .replace(/^(\d{2})-(\d{2})-(\d{2})$/, '20$3-$1-$2')
    .replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$1-$2');
  return date !== text && isCalendarDate(date) ? date : undefined;
}

/** 0 when not even level 1 was reached. */
function toFaceMatch(text: string): FaceMatch | undefined {
  const level = Number(text);
  if (text === '0') return { level: null, confidence: null };
  return v.is(matchLevel, level) ? { level, confidence: null } : undefined;
}

const toCount = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text) ? Number(text) : undefined;

function toExtra(text: string): ExtraValue[] | undefined {
  return readMembers(text)?.map(({ name, value }) => ({
    key: name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/** Reasons by id or label, separated by semicolons; those that the kit does not know keep their words. */
function toReasons(text: string, groups: readonly RejectionGroup[]): RejectionReason[] {
  const known = groups.flatMap(({ reasons }) => reasons);
  const words = new Set(
    text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean),
  );
  return [...words].map(
    (word) =>
      known.find(({ id, label }) => id === word || Object.values(label).includes(word)) ?? {
        id: word.slice(0, 128),
        label: { en: word },
      },
  );
}

function toStatus(verified: boolean, completed: boolean): Session['status'] {
  if (verified) return 'success';
  return completed ? 'rejected' : 'processing';
}

/**
 * A session as its row tells it; `null` when the row lacks what no session can be without. What the
 * columns do not hold is unknown. `FALSE` without a completion time may be processing or awaiting
 * action: it is taken for the former, since nobody can act on it here.
 */
export function readSession(
  cells: Cells,
  groups: readonly RejectionGroup[] = defaultRejectionGroups,
): Session | null {
  const id = cells.require('Session ID', '1 to 128 characters', valid(identifier));
  const createdAt = cells.require(
    'Creation time',
    'a time as ISO 8601 with offset',
    valid(instant),
  );
  const verified = cells.require('Verified', 'TRUE or FALSE', toBoolean);
  const completedAt = cells.read(
    'Completion time',
    'a time as ISO 8601 with offset',
    valid(instant),
  );
  const reasons = cells.read('Reasons', 'reasons', (text) => toReasons(text, groups)) ?? [];
  const documentType = cells.read('Document type', 'passport or ID', toDocumentType);
  const documentValid = cells.read('Document Valid', 'TRUE or FALSE', toBoolean);
  const livenessPassed = cells.read('Liveness Status', '0 or 1', toLivenessPassed);
  const client: Session['client'] = {
    ...unreadClient,
    firstName: cells.text('First Name'),
    lastName: cells.text('Last Name'),
    documentNumber: cells.text('Document Number'),
    personalNumber: cells.text('Personal Number'),
    sex: cells.read('Sex', 'male or female', toSex),
    birthDate: cells.read('Birth Date', 'a date as yyyy-mm-dd', toDate),
    expirationDate: cells.read('Expiration Date', 'a date as mm-dd-yy', toExpirationDate),
    nationality: cells.text('Nationality'),
  };
  const evidence = {
    faceMatch: cells.read('Match Level', 'a level from 1 to 7', toFaceMatch),
    extra: cells.read('Extra', 'a JSON object', toExtra) ?? [],
    attemptCount: cells.read('Attempts', 'a number', toCount) ?? 0,
    device: {
      name: cells.text('Model'),
      type: cells.read('Device', 'PC or Mobile', toDeviceType),
      browser: cells.text('Browser'),
      os: cells.text('OS'),
      userAgent: null,
    },
  };
  if (id === null || createdAt === null || verified === null) return null;

  const status = toStatus(verified, completedAt !== null || reasons.length > 0);
  // Who decided is not in the file. Without reasons to carry there is nothing to say of it.
  const decision: Decision | null =
    status === 'rejected' && reasons.length > 0
      ? { verdict: 'reject', reasons, by: null, at: completedAt ?? createdAt }
      : null;
  return {
    id,
    version: '1',
    status,
    createdAt,
    completedAt,
    companyName: cells.text('Partner') ?? '',
    client,
    ...evidence,
    documentPresented: documentType !== null || client.documentNumber !== null,
    documentType,
    documentValid,
    documentFinished: documentValid !== null,
    livenessPassed,
    livenessFinished: livenessPassed !== null,
    spoof: { idIsReal: null, fullIdDetected: null },
    clientIp: cells.text('Client IP'),
    selfie: null,
    decision,
    attempts: [],
    notes: [],
    changes: [],
    failedConditions: [],
    screening: { status: 'absent' },
  };
}
