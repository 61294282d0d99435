import * as v from 'valibot';

import { unreadClient } from '../../model/client.js';
import type { Decision } from '../../model/decision.js';
import { answeredLevel, type FaceMatch } from '../../model/match-level.js';
import { unknownText, type Open } from '../../model/open.js';
import { instant, isCalendarDate } from '../../model/primitives.js';
import {
  defaultRejectionGroups,
  type RejectionGroup,
  type RejectionReason,
} from '../../model/rejection.js';
import type { ExtraValue, Session } from '../../model/session.js';
import type { CsvColumn } from '../../model/csv/columns.js';
import type { CsvError, CsvErrorCode } from './errors.js';
import { isPathIdentifier } from '../path.js';
import { readMembers } from './read-members.js';
import { unguard } from '../../model/csv/formula-guard.js';

/** More than the export writes. Regular expressions exhaust a browser's stack on longer cells. */
export const maxCellLength = 2 ** 20;

/** More than any company has. */
const maxReasons = 1000;

/** Reads the cells of one row by column, and records the errors. */
export class Cells {
  readonly #row: number;
  readonly #cells: ReadonlyMap<CsvColumn, string>;
  readonly #errors: CsvError[];

  constructor(row: number, cells: ReadonlyMap<CsvColumn, string>, errors: CsvError[]) {
    this.#row = row;
    this.#errors = errors;
    const readable = [...cells].filter(([column, cell]) => {
      const isReadable = cell.length <= maxCellLength;
      if (!isReadable) {
        this.#report(column, 'invalid-value', `Expected at most ${maxCellLength} characters.`);
      }
      return isReadable;
    });
    this.#cells = new Map(readable);
  }

  /** The unchanged text of a cell; `null` if the cell is blank or its column is missing. */
  text(column: CsvColumn): string | null {
    const cell = unguard(this.#cells.get(column) ?? '');
    return cell.trim() === '' ? null : cell;
  }

  /**
   * The parsed value of a cell. If `parse` returns `undefined`, it is called again without the spaces
   * around the text. If it returns `undefined` again, the result is `null` and an error is recorded.
   */
  read<T>(column: CsvColumn, expected: string, parse: (text: string) => T | undefined): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const value = parse(text) ?? parse(text.trim());
    if (value !== undefined) return value;
    this.#report(column, 'invalid-value', `Expected ${expected}.`);
    return null;
  }

  /** Like `read`, but an empty cell is an error too. */
  require<T>(
    column: CsvColumn,
    expected: string,
    parse: (text: string) => T | undefined,
  ): T | null {
    if (this.text(column) === null && this.#cells.has(column)) {
      this.#report(column, 'missing-value', `Expected ${expected}. The row is skipped.`);
    }
    return this.read(column, expected, parse);
  }

  #report(column: CsvColumn, code: CsvErrorCode, message: string): void {
    this.#errors.push({ row: this.#row, column, code, message });
  }
}

/** An id that `getSession` accepts. */
const openable = (text: string): string | undefined => (isPathIdentifier(text) ? text : undefined);

const valid =
  (schema: v.GenericSchema<string>) =>
  (text: string): string | undefined =>
    v.is(schema, text) ? text : undefined;

const oneOf =
  <T>(words: Readonly<Record<string, T>>) =>
  (text: string): T | undefined =>
    Object.entries(words).find(([word]) => word === text.toLowerCase())?.[1];

/** A word of the kit, or the text itself: it may be a value of a newer backend. */
const openOneOf = <Known extends string>(words: Readonly<Record<string, Known>>) => {
  const known = oneOf(words);
  return (text: string): Open<Known> | undefined => {
    const trimmed = text.trim();
    return known(trimmed) ?? (v.is(unknownText, trimmed) ? trimmed : undefined);
  };
};

const toBoolean = oneOf({ true: true, false: false });
const toSex = openOneOf({ male: 'male', female: 'female', unspecified: 'unspecified' } as const);
const toDocumentType = openOneOf({ passport: 'passport', id: 'id-card' } as const);
const toDeviceType = openOneOf({ pc: 'pc', mobile: 'mobile' } as const);
/** 0 means passed, as in the reference system's data. */
const toLivenessPassed = oneOf({ 0: true, 1: false });

const toDate = (text: string): string | undefined => (isCalendarDate(text) ? text : undefined);

/** Reads `mm-dd-yy` as 20yy. For any other century the export writes four digits. */
function toExpirationDate(text: string): string | undefined {
  const date = text
    .replace(/^(\d{2})-(\d{2})-(\d{2})$/, '20$3-$1-$2')
    .replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$1-$2');
  return date !== text && isCalendarDate(date) ? date : undefined;
}

/** 0 means that not even level 1 was reached. */
function toFaceMatch(text: string): FaceMatch | undefined {
  if (text === '0') return { level: 0, confidence: null };
  const level = Number(text);
  return v.is(answeredLevel, level) ? { level, confidence: null } : undefined;
}

/** A result shows that the step was finished. Without one, the file does not say. */
const isFinished = (result: boolean | null): true | null => (result === null ? null : true);

const toCount = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text) ? Number(text) : undefined;

function toExtra(text: string): ExtraValue[] | undefined {
  return readMembers(text)?.map(({ name, value }) => ({ key: name, value }));
}

/** Reads ids or labels separated by semicolons. An unknown reason gets its text as its label. */
function toReasons(text: string, groups: readonly RejectionGroup[]): RejectionReason[] | undefined {
  const known = groups.flatMap(({ reasons }) => reasons);
  const words = new Set(
    text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean),
  );
  if (words.size > maxReasons) return undefined;
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
 * Reads a session from its row; `null` when a value that every session needs is missing. Values
 * without a column are unknown. A session with `FALSE` and no completion time is processing or
 * awaits action. It is read as processing, because nobody can decide it here.
 */
export function readSession(
  cells: Cells,
  groups: readonly RejectionGroup[] = defaultRejectionGroups,
): Session | null {
  const id = cells.require('Session ID', '1 to 128 characters', openable);
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
  const reasons =
    cells.read('Reasons', `at most ${maxReasons} reasons`, (text) => toReasons(text, groups)) ?? [];
  const documentType = cells.read(
    'Document type',
    'passport, ID or another short text',
    toDocumentType,
  );
  const documentValid = cells.read('Document Valid', 'TRUE or FALSE', toBoolean);
  const livenessPassed = cells.read('Liveness Status', '0 or 1', toLivenessPassed);
  const client: Session['client'] = {
    ...unreadClient,
    firstName: cells.text('First Name'),
    lastName: cells.text('Last Name'),
    documentNumber: cells.text('Document Number'),
    personalNumber: cells.text('Personal Number'),
    sex: cells.read('Sex', 'male, female or another short text', toSex),
    birthDate: cells.read('Birth Date', 'a date as yyyy-mm-dd', toDate),
    expirationDate: cells.read('Expiration Date', 'a date as mm-dd-yy', toExpirationDate),
    nationality: cells.text('Nationality'),
  };
  const evidence = {
    faceMatch: cells.read('Match Level', 'a level from 0 to 99', toFaceMatch),
    extra: cells.read('Extra', 'a JSON object', toExtra) ?? [],
    attemptCount: cells.read('Attempts', 'a number', toCount) ?? 0,
    device: {
      name: cells.text('Model'),
      type: cells.read('Device', 'PC, Mobile or another short text', toDeviceType),
      browser: cells.text('Browser'),
      os: cells.text('OS'),
      userAgent: null,
    },
  };
  if (id === null || createdAt === null || verified === null) return null;

  const status = toStatus(verified, completedAt !== null || reasons.length > 0);
  // The file does not say who decided, so only the reasons make a decision worth showing.
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
    documentFinished: isFinished(documentValid),
    livenessPassed,
    livenessFinished: isFinished(livenessPassed),
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
