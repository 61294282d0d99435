import { ReviewError, type ReviewErrorCode } from '../errors.js';
import { operationOf, type OperationName } from '../operations/operations.js';
import { abortable, delay, throwIfAborted } from '../abort.js';
import { chance } from './chance.js';

/** How a call fails. */
export type Fault =
  /** The answer is late; with `Infinity` it never arrives. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The call is refused before anything is done; `retryAfter` in milliseconds. */
  | { readonly kind: 'error'; readonly code: ReviewErrorCode; readonly retryAfter?: number }
  /** The work is done, but the caller receives only `unavailable`. */
  | { readonly kind: 'dropped-answer' }
  /** The work is done, but the answer breaks the contract. Tests the code that uses an adapter. */
  | { readonly kind: 'malformed-answer' };

/** A fault, and the calls that it affects: those that meet all the given conditions. */
export type FaultRule = Fault & {
  readonly method?: OperationName | readonly OperationName[];
  /** The numbers of the calls of `method`, counted from 1 since the adapter was made. */
  readonly calls?: readonly number[];
  /** The share of the calls, 0–1. The seed decides which ones. */
  readonly probability?: number;
};

/** Milliseconds before every answer: a fixed number, or a range from which the seed chooses. */
export type Latency = number | readonly [from: number, to: number];

export interface LineOptions {
  readonly latency?: Latency | undefined;
  readonly faults?: readonly FaultRule[] | undefined;
  readonly seed?: number | undefined;
}

/** Does the work of a call, with simulated latency and faults. */
export type Line = <T>(
  method: OperationName,
  signal: AbortSignal | undefined,
  work: () => T | Promise<T>,
) => Promise<T>;

/** No schema accepts it. */
const nonsense = Number.NaN;

const spoil = (record: unknown): unknown =>
  Object.fromEntries(Object.keys(record as object).map((key) => [key, nonsense]));

const forgedImage = (): Blob =>
  new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/jpeg' });

/** An answer of the same kind that breaks the contract. */
function malformed(name: OperationName, answer: unknown): unknown {
  switch (operationOf(name).answer) {
    case 'json':
    case 'progress':
    case 'csv':
      return spoil(answer);
    case 'image':
      return forgedImage();
    case 'images':
      return (answer as readonly unknown[]).map(forgedImage);
    case 'events':
      return { value: spoil((answer as IteratorYieldResult<unknown>).value) };
    case 'empty':
      return answer;
  }
}

function toError(fault: Extract<Fault, { kind: 'error' }>): ReviewError {
  const { code, retryAfter } = fault;
  return new ReviewError(
    code,
    `A simulated fault: ${code}.`,
    retryAfter === undefined ? {} : { retryAfter },
  );
}

/** Makes a simulated connection to a backend, which all users of one store share. */
export function createLine({ latency = 0, faults = [], seed = 1 }: LineOptions): Line {
  const countByRule = new Map<FaultRule, number>();
  let callCount = 0;

  function affects(rule: FaultRule, index: number, method: OperationName): boolean {
    if (rule.method !== undefined && ![rule.method].flat().includes(method)) return false;
    const occurrence = (countByRule.get(rule) ?? 0) + 1;
    countByRule.set(rule, occurrence);
    if (rule.calls && !rule.calls.includes(occurrence)) return false;
    return (
      rule.probability === undefined ||
      chance(seed, `fault ${index}`, occurrence) < rule.probability
    );
  }

  function drawLatency(): number {
    if (typeof latency === 'number') return latency;
    callCount += 1;
    const [from, to] = latency;
    return from + (to - from) * chance(seed, 'latency', callCount);
  }

  return async (method, signal, work) => {
    throwIfAborted(signal);
    const due: Fault[] = faults.filter((rule, index) => affects(rule, index, method));
    const wait = due.reduce(
      (sum, fault) => sum + (fault.kind === 'delay' ? fault.milliseconds : 0),
      drawLatency(),
    );
    try {
      if (wait > 0) await delay(wait, signal);
      else await abortable(Promise.resolve(), signal);
      const refusal = due.find((fault) => fault.kind === 'error');
      if (refusal) throw toError(refusal);
      const answer = await abortable(Promise.resolve(work()), signal);
      if (due.some((fault) => fault.kind === 'dropped-answer')) {
        throw new ReviewError('unavailable', 'A simulated fault: the answer was lost.');
      }
      return due.some((fault) => fault.kind === 'malformed-answer')
        ? (malformed(method, answer) as typeof answer)
        : answer;
    } catch (error) {
      throw ReviewError.from(error);
    }
  };
}
