/** Screens a person against watch lists (spec D7), of whatever source. */
import type { Client, Screening } from 'kv-review/model';

import { toStorable } from '../store/storable.ts';
import { fitMatches, type ChangedPart, type FoundMatch } from './fit-matches.ts';

/** The client fields that are compared with lists. */
export type ScreenedPerson = Pick<Client, 'firstName' | 'lastName' | 'birthDate' | 'nationality'>;

/** `absent` is the status where there is no screener. */
export type ScreeningResult = Exclude<Screening, { status: 'absent' }>;

export interface Screener {
  /** Never rejects: a screening that failed is `unknown`. */
  screen(person: ScreenedPerson, signal?: AbortSignal): Promise<ScreeningResult>;
}

/** What a search of the lists found. */
export interface Findings {
  /** Published names of the lists that were searched, at least one. */
  readonly lists: readonly string[];
  /** The most likely first. */
  readonly matches: readonly FoundMatch[];
}

export interface ScreenerOptions {
  /** Milliseconds after which the result is `unknown`. Default 5,000. */
  timeoutMs?: number;
  now?: () => Date;
  /** Receives the error of a failed screening, for logs. It contains no data of the person. */
  onFailure?: (error: unknown) => void;
  /** Receives which parts of the matches had to be changed to be stored, for logs. */
  onChanged?: (parts: readonly ChangedPart[]) => void;
}

export const defaultScreeningTimeoutMs = 5000;

/** A name as the lists write it. */
export function nameOf({ firstName, lastName }: ScreenedPerson): string {
  return [firstName, lastName].filter((part) => part !== null && part.trim() !== '').join(' ');
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/**
 * A screener whose failures are `unknown`, never `clear`: a time-out, a check that rejects, a missing
 * list, or a person whose name was not read. A match is never `unknown`, whatever its source sent.
 */
export function createScreener(
  check: (person: ScreenedPerson, signal: AbortSignal) => Promise<Findings>,
  options: ScreenerOptions = {},
): Screener {
  const { timeoutMs = defaultScreeningTimeoutMs, now = () => new Date() } = options;
  const { onFailure, onChanged } = options;

  async function find(person: ScreenedPerson, outer?: AbortSignal): Promise<Findings> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = outer ? AbortSignal.any([deadline, outer]) : deadline;
    const findings = await Promise.race([check(person, signal), rejectOnAbort(signal)]);
    if (findings.lists.length === 0) throw new Error('No watch list is loaded.');
    return findings;
  }

  return {
    async screen(person, signal) {
      if (nameOf(person) === '') return { status: 'unknown', checkedAt: now().toISOString() };
      try {
        const found = await find(person, signal);
        const lists = found.lists.map(toStorable);
        const { matches, changed } = fitMatches(found.matches);
        const checkedAt = now().toISOString();
        if (matches.length === 0) return { status: 'clear', checkedAt, lists };
        if (changed.length > 0) onChanged?.(changed);
        return { status: 'match', checkedAt, lists, matches: [...matches] };
      } catch (error) {
        onFailure?.(error);
        return { status: 'unknown', checkedAt: now().toISOString() };
      }
    },
  };
}
