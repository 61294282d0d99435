import { ReviewError } from '../errors.js';
import type { ReviewApi } from '../review-api.js';
import { idsIn, type Operation } from './operation.js';
import {
  isPageOperation,
  operationNames,
  pageOperations,
  type OnDemandName,
  type OperationName,
} from './page-operations.js';
import type { CallOptions } from './methods.js';

/** One call of any method of the port. A caller without types may have omitted arguments. */
export interface Call {
  readonly name: OperationName;
  readonly operation: Operation;
  /** The ids in the operation's path, in order. */
  readonly ids: readonly unknown[];
  readonly input: unknown;
  readonly options: CallOptions;
}

/** How an adapter that treats all operations alike answers a call. */
export interface Answering {
  /** Answers a call, with anything but events. */
  readonly answer: (call: Call) => Promise<unknown>;
  /** Answers a call with events. */
  readonly watch: (call: Call) => AsyncIterable<unknown>;
}

/** An adapter, whatever its methods return. */
export type AdapterMethods = Partial<Readonly<Record<OperationName, unknown>>>;

const isOptions = (given: unknown): given is CallOptions =>
  typeof given === 'object' && given !== null;

function toCall(name: OperationName, operation: Operation, given: readonly unknown[]): Call {
  const { path, input } = operation;
  const idCount = idsIn(path).length;
  const [ids, rest] = [given.slice(0, idCount), given.slice(idCount)];
  const [body, options] = input ? rest : [undefined, ...rest];
  return { name, operation, ids, input: body, options: isOptions(options) ? options : {} };
}

/** The entry of an operation that does not load at once. */
async function loadEntry(name: OnDemandName): Promise<Operation> {
  try {
    return (await import('./on-demand.js')).onDemandOperation(name);
  } catch (cause) {
    throw new ReviewError('unavailable', `The entry of ${name} could not be loaded.`, { cause });
  }
}

/**
 * Makes an adapter from one function for all operations. The cast is safe because answers were checked
 * against the schemas from which the types derive, or come from an adapter.
 */
export function apiOf({ answer, watch }: Answering): ReviewApi {
  const methodOf = (name: OperationName) => {
    if (!isPageOperation(name)) {
      return async (...given: unknown[]) => answer(toCall(name, await loadEntry(name), given));
    }
    const operation = pageOperations[name];
    const run = operation.answer === 'events' ? watch : answer;
    return (...given: unknown[]) => run(toCall(name, operation, given));
  };
  const methods = operationNames.map((name) => [name, methodOf(name)] as const);
  return Object.fromEntries(methods) as unknown as ReviewApi;
}

function invoke(api: AdapterMethods, { name, operation, ids, input, options }: Call): unknown {
  // Called on the adapter, because it may be an instance of a class. The cast is safe: the entry
  // decides the order of the arguments, and the method's type derives from the entry.
  const method = api[name] as ((...given: unknown[]) => unknown) | undefined;
  if (!method) throw new ReviewError('unsupported', `The adapter has no ${name}.`);
  const body = operation.input ? [input] : [];
  return method.apply(api, [...ids, ...body, options]);
}

/** Calls a method of an adapter that answers once. */
export const callMethod = async (api: AdapterMethods, call: Call): Promise<unknown> =>
  await invoke(api, call);

/** Calls a method of an adapter that answers with events. The method may be an `async` function. */
export const watchMethod = async (
  api: AdapterMethods,
  call: Call,
): Promise<AsyncIterable<unknown>> => (await invoke(api, call)) as AsyncIterable<unknown>;
