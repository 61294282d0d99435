import { ReviewError } from '../errors.js';
import type { ReviewApi } from '../review-api.js';
import { idsIn } from './operation.js';
import { operationNames, operationOf, type OperationName } from './operations.js';
import type { CallOptions } from './methods.js';

/** One call of the port, whichever its method. Callers without types may have left anything out. */
export interface Call {
  readonly name: OperationName;
  /** As many as the path of the operation has. */
  readonly ids: readonly unknown[];
  readonly input: unknown;
  readonly options: CallOptions;
}

/** How an adapter that treats all operations alike answers. */
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
 * An adapter made of one function for all operations. It vouches for the types: what it answers has
 * been checked against the schemas that the types are made of, or comes from an adapter.
 */
export function apiOf({ answer, watch }: Answering): ReviewApi {
  const methods = operationNames.map((name) => {
    const run = operationOf(name).answer === 'events' ? watch : answer;
    return [name, (...given: unknown[]) => run(toCall(name, given))] as const;
  });
  return Object.fromEntries(methods) as unknown as ReviewApi;
}

function invoke(api: Partial<ReviewApi>, { name, ids, input, options }: Call): unknown {
  // Looked up at every call, and called on the adapter: it may be an instance of a class. The
  // arguments are laid out by the entry that the type of the method is made of.
  const method = api[name] as ((...given: unknown[]) => unknown) | undefined;
  if (!method) throw new ReviewError('unsupported', `The adapter has no ${name}.`);
  const body = operationOf(name).input ? [input] : [];
  return method.apply(api, [...ids, ...body, options]);
}

/** Calls a method of an adapter that answers once. */
export const callMethod = async (api: Partial<ReviewApi>, call: Call): Promise<unknown> =>
  await invoke(api, call);

/** Calls a method of an adapter that answers with events. */
export const watchMethod = (api: Partial<ReviewApi>, call: Call): AsyncIterable<unknown> =>
  invoke(api, call) as AsyncIterable<unknown>;
