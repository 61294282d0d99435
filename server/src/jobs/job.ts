/**
 * Background work. A job is a row of the table that it is about, with the columns that
 * `database/job-tables.ts` adds: it comes and goes in the transactions of that table, and what
 * erases the row erases the job.
 */
import type { CompanyTransaction } from '../database/index.ts';
import type { RetrySchedule } from './schedule.ts';

/** The table whose rows are jobs of one kind. */
export interface JobTable {
  /** What an operator calls these jobs, such as `photo-removal`. */
  readonly kind: string;
  readonly table: 'object_deletions' | 'screenings_due' | 'web_hook_deliveries';
  /** The columns that name a job within its company. */
  readonly key: readonly [string, ...string[]];
  /** Jobs of one lane run one at a time, in this order. Without it no job waits for another. */
  readonly lane?: {
    /** Has a row for each lane, by `id`. */
    readonly table: 'web_hooks';
    readonly column: string;
    readonly order: string;
  };
  /** Where a row outlives its job: the column that says how the job stands, and its values. */
  readonly state?: {
    readonly column: string;
    readonly pending: string;
    readonly done: string;
    readonly failed: string;
  };
}

/** Names a job within its kind: the values of the key's columns. */
export interface JobName {
  readonly companyId: string;
  readonly key: readonly string[];
}

/** A job that this process alone works on, until its lease ends. */
export interface ClaimedJob extends JobName {
  readonly lease: string;
  /** Counts from 1 over the life of the job. */
  readonly attempt: number;
  readonly failures: number;
  readonly faults: number;
}

/** What came of an attempt. */
export type Verdict =
  /** Nothing is left to do. */
  | { readonly is: 'done' }
  /** Somebody else refused, or did not answer: tried again as the schedule says. */
  | {
      readonly is: 'failed';
      /** A short code for operators. */
      readonly error: string;
      /** Milliseconds that the other side asked for. */
      readonly leastDelay?: number | undefined;
      /** Whether the job rests until somebody makes it due again. */
      readonly isPaused?: boolean;
    }
  /** It failed, and nobody needs to look at it. */
  | { readonly is: 'over'; readonly error: string }
  /** The attempt was broken off here: it is made again at once, and not counted. */
  | { readonly is: 'released'; readonly isPaused?: boolean };

/** Does the work outside any transaction, and returns how its outcome is kept. */
export type Work = (signal: AbortSignal) => Promise<Keep>;

/** Keeps the outcome in the transaction that ends the attempt. It may run more than once. */
export type Keep = (transaction: CompanyTransaction) => Promise<Verdict>;

/** What a room does in the background. */
export interface JobKind extends JobTable {
  readonly schedule: RetrySchedule;
  /** Milliseconds after which another process takes over. An attempt that lasts longer is broken off. */
  readonly leaseMs: number;
  /** Jobs of this kind that one process works on at the same time. */
  readonly concurrency: number;
  /**
   * For a kind whose jobs need something that belongs to their company: how many of the
   * `concurrency` places one company can occupy.
   */
  readonly concurrencyPerCompany?: number;
  /**
   * For a kind whose jobs all need the same service: milliseconds to leave it alone after
   * `failuresUntilRest` failures in a row.
   */
  readonly restMs?: number;
  /**
   * Reads what the work needs, in the transaction that claims the job.
   * @returns `undefined` when nothing is left to do.
   */
  load(transaction: CompanyTransaction, job: ClaimedJob, now: Date): Promise<Work | undefined>;
  /** When a job has to wait for another one: until when. Asked in the transaction that claims it. */
  waitsUntil?(transaction: CompanyTransaction, job: JobName, now: Date): Promise<Date | undefined>;
  /** Called in a transaction of its own after a job has ended, in whatever way. */
  onEnd?(transaction: CompanyTransaction, job: JobName, now: Date): Promise<void>;
}

/** Attempts in a row that end by an error of this server, or with its process, until a job is set aside. */
export const maxFaults = 8;

/**
 * A job as an operator names it, such as `photo-removal/acme/s-17/5f0c`. Characters that a terminal
 * or a shell could take for something else are percent-encoded.
 */
export const jobPath = ({ kind }: JobTable, { companyId, key }: JobName): string =>
  [kind, companyId, ...key].map(encodeSegment).join('/');

/** @throws Error when the text is not a valid path. */
export function parseJobPath(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    throw new Error(`"${path}" does not name a job.`);
  }
}

const encodeSegment = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A code for what was thrown. Messages may quote personal data, so none is kept. */
export function errorCode(error: unknown): string {
  const cause = rootCause(error);
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  const text = [code, name].find(
    (value) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value),
  );
  return typeof text === 'string' ? text : 'error';
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause;
}
