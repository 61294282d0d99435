import { ReviewError, type ReviewErrorCode } from '../errors.js';
import type { ReviewApi } from '../review-api.js';
import { abortable, delay, throwIfAborted } from '../abort.js';
import { chance } from './chance.js';

export type ReviewMethod = keyof ReviewApi;

/** What goes wrong with a call. */
export type Fault =
  /** The answer comes late; `Infinity` never answers. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Refused before anything is done; `retryAfter` in milliseconds. */
  | { readonly kind: 'error'; readonly code: ReviewErrorCode; readonly retryAfter?: number }
  /** All is done, but the caller learns only `unavailable`. */
  | { readonly kind: 'dropped-answer' }
  /** All is done, but the answer breaks the contract: for tests of what stands above an adapter. */
  | { readonly kind: 'malformed-answer' };

/** A fault and the calls that it befalls: those which meet all conditions that are given. */
export type FaultRule = Fault & {
  readonly method?: ReviewMethod | readonly ReviewMethod[];
  /** Which of the calls of `method`, counted from 1 since the adapter was made. */
  readonly calls?: readonly number[];
  /** Share of the calls, 0–1; which ones follows from the seed. */
  readonly probability?: number;
};

/** Milliseconds before every answer: always as many, or from–to as the seed has it. */
export type Latency = number | readonly [from: number, to: number];

export interface LineOptions {
  readonly latency?: Latency | undefined;
  readonly faults?: readonly FaultRule[] | undefined;
  readonly seed?: number | undefined;
}

/** Does the work of a call with the latency and the faults of a line. */
export type Line = <T>(
  method: ReviewMethod,
  signal: AbortSignal | undefined,
  work: () => T | Promise<T>,
) => Promise<T>;

const malformed: Readonly<Record<ReviewMethod, (answer: unknown) => unknown>> = {
  getWorkspace: (answer) => ({ ...(answer as object), actor: null }),
  listSessions: (answer) => ({ ...(answer as object), items: [{ id: 7, client: null }] }),
  countSessions: () => ({ count: 'many' }),
  getSession: (answer) => ({ ...(answer as object), status: 'unheard-of', client: null }),
  getPhoto: () => new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/jpeg' }),
  decideSession: (answer) => ({ ...(answer as object), decision: 'yes' }),
  editClient: (answer) => ({ ...(answer as object), client: [] }),
  addNote: (answer) => ({ ...(answer as object), notes: null }),
  recheckScreening: (answer) => ({ ...(answer as object), screening: { status: 'clear' } }),
  markFalsePositive: (answer) => ({ ...(answer as object), screening: null }),
  recordActivity: (answer) => answer,
  watchSessions: (answer) => {
    const { value } = answer as IteratorYieldResult<object>;
    return { value: { ...value, sessionIds: null } };
  },
};

function toError(fault: Extract<Fault, { kind: 'error' }>): ReviewError {
  const { code, retryAfter } = fault;
  return new ReviewError(
    code,
    `A simulated fault: ${code}.`,
    retryAfter === undefined ? {} : { retryAfter },
  );
}

/** A simulated way to a backend, shared by all who use one store. */
export function createLine({ latency = 0, faults = [], seed = 1 }: LineOptions): Line {
  const countByRule = new Map<FaultRule, number>();
  let callCount = 0;

  function befalls(rule: FaultRule, index: number, method: ReviewMethod): boolean {
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
    const due: Fault[] = faults.filter((rule, index) => befalls(rule, index, method));
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
        ? (malformed[method](answer) as typeof answer)
        : answer;
    } catch (error) {
      throw ReviewError.from(error);
    }
  };
}
