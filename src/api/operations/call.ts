import { ReviewError } from '../errors.js';
import type { ReviewApi } from '../review-api.js';
import { idsIn } from './operation.js';
import { operationNames, operationOf, type OperationName } from './operations.js';
import type { CallOptions } from './methods.js';

/** One call of any method of the port. A caller without types may have omitted arguments. */
export interface Call {
  readonly name: OperationName;
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

const isOptions = (given: unknown): given is CallOptions =>
  typeof given === 'object' && given !== null;

function toCall(name: OperationName, given: readonly unknown[]): Call {
  const { path, input } = operationOf(name);
  const idCount = idsIn(path).length;
  const [ids, rest] = [given.slice(0, idCount), given.slice(idCount)];
  const [body, options] = input ? rest : [undefined, ...rest];
  return { name, ids, input: body, options: isOptions(options) ? options : {} };
}

/**
 * Makes an adapter from one function for all operations. The cast is safe because answers were checked
 * against the schemas from which the types derive, or come from an adapter.
 */
export function apiOf({ answer, watch }: Answering): ReviewApi {
  const methods = operationNames.map((name) => {
    const run = operationOf(name).answer === 'events' ? watch : answer;
    return [name, (...given: unknown[]) => run(toCall(name, given))] as const;
  });
  return Object.fromEntries(methods) as unknown as ReviewApi;
}

function invoke(api: Partial<ReviewApi>, { name, ids, input, options }: Call): unknown {
  // Called on the adapter, because it may be an instance of a class. The cast is safe: the entry
  // decides the order of the arguments, and the method's type derives from the entry.
  const method = api[name] as ((...given: unknown[]) => unknown) | undefined;
  if (!method) throw new ReviewError('unsupported', `The adapter has no ${name}.`);
  const body = operationOf(name).input ? [input] : [];
  return method.apply(api, [...ids, ...body, options]);
}

/** Calls a method of an adapter that answers once. */
export const callMethod = async (api: Partial<ReviewApi>, call: Call): Promise<unknown> =>
  await invoke(api, call);

/** Calls a method of an adapter that answers with events. The method may be an `async` function. */
export const watchMethod = async (
  api: Partial<ReviewApi>,
  call: Call,
): Promise<AsyncIterable<unknown>> => (await invoke(api, call)) as AsyncIterable<unknown>;
