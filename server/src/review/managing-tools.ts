import type { OperationName } from 'kv-review/api';

import type { LoggedAction } from '../activity/entry.ts';
import type { CompanyTransaction } from '../database/index.ts';

export type Request = { readonly signal?: AbortSignal } | undefined;

/** Tools for the operations of one user. */
export interface ManagingTools {
  readonly companyId: string;
  readonly userId: string;
  readonly now: () => Date;
  /** Runs work in a transaction of the company. */
  readonly within: <T>(work: (transaction: CompanyTransaction) => Promise<T>) => Promise<T>;
  /** Adds an entry of the user to the activity log. */
  readonly record: (transaction: CompanyTransaction, action: LoggedAction) => Promise<void>;
  /** Answers master users only. The refusal of an agent is in the activity log. */
  readonly asMaster: <T>(
    operation: OperationName,
    request: Request,
    work: () => Promise<T>,
  ) => Promise<T>;
}
