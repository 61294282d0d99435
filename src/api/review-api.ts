import { undeclaredPart, type Queries } from '../model/queries.js';
import { sessionFilter, sessionQuery } from '../model/query.js';
import { checkRequest } from './check.js';
import { checkCsvFile } from './csv-file.js';
import { ReviewError } from './errors.js';
import { guardedApi } from './guard.js';
import type { Call } from './operations/call.js';
import { capabilitiesOf } from './operations/capabilities.js';
import type { Methods, RequestOptions, RequiredName } from './operations/methods.js';
import type { Workspace } from './workspace.js';

export type {
  ChangeOptions,
  ProgressOptions,
  RequestOptions,
  SaveOptions,
  WatchOptions,
} from './operations/methods.js';

/**
 * Everything that the elements know about the outside world. Every method rejects with a
 * `ReviewError`, never with anything else. Table T of the specification says which changes a session
 * allows in which status, and how a forbidden or repeated change is answered.
 */
export interface ReviewApi extends Methods {}

/** A workspace whose capabilities may be left to the methods of the adapter. */
export type AdapterWorkspace = Omit<Workspace, 'capabilities'> &
  Partial<Pick<Workspace, 'capabilities'>>;

/** The methods that an adapter must have, and those that it may have. */
export type ReviewApiMethods = Pick<ReviewApi, Exclude<RequiredName, 'getWorkspace'>> &
  Partial<Omit<ReviewApi, RequiredName>> & {
    /** Returns what `ReviewApi.getWorkspace` does. Default of `capabilities`: those of the methods. */
    getWorkspace(options?: RequestOptions): Promise<AdapterWorkspace>;
  };

/** Settings of `createReviewApi`. */
export interface ReviewApiOptions {
  /** The queries that the adapter answers. Default: those that its workspace declares, unchecked. */
  readonly queries?: Queries | undefined;
}

const lacking = (lack: string): ReviewError =>
  new ReviewError('unsupported', `This adapter has no ${lack}.`);

/** A query that the contract does not know is `invalid`, whatever the adapter declares. */
function refuseUndeclared({ name, input }: Call, queries: Queries): void {
  if (name === 'countSessions' && !queries.count) throw lacking('count');
  if (name !== 'listSessions' && name !== 'exportSessions' && name !== 'countSessions') return;
  const query = checkRequest(name === 'countSessions' ? sessionFilter : sessionQuery, input);
  const part = undeclaredPart(query, queries);
  if (part !== undefined) throw lacking(part);
}

/**
 * Completes an adapter. Each method that it lacks, and each query that it does not declare, rejects
 * with `unsupported`; each id that no session has, with `not-found`. Whatever else the adapter throws
 * becomes a `ReviewError`. A workspace that names no capabilities declares those of the methods.
 */
export const createReviewApi = (
  methods: ReviewApiMethods,
  { queries }: ReviewApiOptions = {},
): ReviewApi =>
  guardedApi(methods, {
    call: (call) => queries && refuseUndeclared(call, queries),
    answer: ({ name, operation }, result) => {
      if (operation.answer === 'csv') return checkCsvFile(result);
      if (name !== 'getWorkspace' || typeof result !== 'object') return result;
      return {
        capabilities: capabilitiesOf(methods),
        ...result,
        ...(queries && { queries: structuredClone(queries) }),
      };
    },
    error: (thrown) => ReviewError.from(thrown),
  });
