/**
 * Background work. A job is a row of the table that it is about, with the columns that
 * `database/job-tables.ts` adds. So it is created in the same transaction as its cause, and erased with
 * the row.
 */
import type { CompanyTransaction } from '../database/index.ts';
import type { RetrySchedule } from './schedule.ts';

/** The table whose rows are jobs of one kind. */
export interface JobTable {
  /** The name for operators, such as `photo-removal`. */
  readonly kind: string;
  readonly table:
    | 'activity_checks'
    | 'claim_ends'
    | 'likeness_fills'
    | 'object_deletions'
    | 'screenings_due'
    | 'web_hook_deliveries';
  /** The columns that name a job within its company. */
  readonly key: readonly [string, ...string[]];
  /** Jobs of one lane run one at a time, in this order. Without lanes, no job waits for another. */
  readonly lane?: {
    /** The table with one row for each lane, by `id`. */
    readonly table: 'web_hooks';
    readonly column: string;
    readonly order: string;
  };
  /** For rows that outlive their job: the column with the state of the job, and its values. */
  readonly state?: {
    readonly column: string;
    readonly pending: string;
    readonly done: string;
    readonly failed: string;
  };
}

/** Identifies a job within its kind, by the values of the key columns. */
export interface JobName {
  readonly companyId: string;
  readonly key: readonly string[];
}

/** A job that only this process works on until the lease ends. */
export interface ClaimedJob extends JobName {
  readonly lease: string;
  /** Counts from 1 over the life of the job. */
  readonly attempt: number;
  readonly failures: number;
  readonly faults: number;
}

/** The result of an attempt. */
export type Verdict =
  /** The work is complete. */
  | { readonly is: 'done' }
  /** Another system refused or did not answer. The schedule determines the next attempt. */
  | {
      readonly is: 'failed';
      /** A short code for operators. */
      readonly error: string;
      /** Milliseconds that the other system requested. */
      readonly leastDelay?: number | undefined;
      /** Whether the job stays inactive until something makes it due again. */
      readonly isPaused?: boolean;
    }
  /** It failed permanently, and no operator needs to act. */
  | { readonly is: 'over'; readonly error: string }
  /** This process canceled the attempt. The job is ready again at once, and the attempt does not count. */
  | { readonly is: 'released'; readonly isPaused?: boolean };

/** Does the work outside any transaction, and returns a function that stores its result. */
export type Work = (signal: AbortSignal) => Promise<Save>;

/** Stores the result in the transaction that ends the attempt. It may run more than once. */
export type Save = (transaction: CompanyTransaction) => Promise<Verdict>;

/** A kind of background work. */
export interface JobKind extends JobTable {
  readonly schedule: RetrySchedule;
  /** Milliseconds after which another process takes over. An attempt that lasts longer is canceled. */
  readonly leaseMs: number;
  /** The most jobs of this kind that one process runs at the same time. */
  readonly concurrency: number;
  /**
   * For a kind whose jobs need something that belongs to their company: how many of the
   * `concurrency` places one company can occupy.
   */
  readonly concurrencyPerCompany?: number;
  /**
   * For jobs that all need the same service: milliseconds without attempts after
   * `failuresUntilRest` failures in a row.
   */
  readonly restMs?: number;
  /**
   * Loads the data for the work, in the transaction that claims the job.
   * @returns `undefined` when there is nothing to do.
   */
  load(transaction: CompanyTransaction, job: ClaimedJob, now: Date): Promise<Work | undefined>;
  /** When a job must wait for another one, the end of the wait. Called in the claiming transaction. */
  waitsUntil?(transaction: CompanyTransaction, job: JobName, now: Date): Promise<Date | undefined>;
  /** Called in a separate transaction after a job has ended, whatever its result. */
  onEnd?(transaction: CompanyTransaction, job: JobName, now: Date): Promise<void>;
}

/** The number of consecutive attempts that crash or fail with an internal error until a job is set aside. */
export const maxFaults = 8;

/**
 * The name of a job for operators, such as `photo-removal/acme/s-17/5f0c`. Characters with a meaning in a
 * terminal or shell are percent-encoded.
 */
export const jobPath = ({ kind }: JobTable, { companyId, key }: JobName): string =>
  [kind, companyId, ...key].map(encodeSegment).join('/');

/** @throws Error when the path is malformed. */
export function parseJobPath(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    throw new Error(`"${path}" is not a valid job name.`);
  }
}

const encodeSegment = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A code for a thrown error. Its message is not stored, because it may quote personal data. */
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
