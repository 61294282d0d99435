/** Screens a person against watch lists (spec D7), of whatever source. */
import type { Client, Screening } from 'kv-review/model';

import { toStorable } from '../store/storable.ts';
import { fitMatches, type ChangedPart, type FoundMatch } from './fit-matches.ts';

/** The client fields that are compared with lists. */
export type ScreenedPerson = Pick<Client, 'firstName' | 'lastName' | 'birthDate' | 'nationality'>;

/** `absent` is the status where there is no screener. */
export type ScreeningResult = Exclude<Screening, { status: 'absent' }>;

/** `isPartial`: the search found these matches, and then failed. */
export type FoundScreening = ScreeningResult & { readonly isPartial?: true };

export interface Screener {
  /** Never rejects: a screening that failed before it found a match is `unknown`. */
  screen(person: ScreenedPerson, signal?: AbortSignal): Promise<FoundScreening>;
}

/** What a search of the lists found. */
export interface Findings {
  /** Published names of the lists that were searched to their end; at least one when the search ends. */
  readonly lists: readonly string[];
  /** The most likely first. */
  readonly matches: readonly FoundMatch[];
  /** Published names of the lists that have not been searched to their end. */
  readonly unanswered?: readonly string[];
}

/**
 * Searches the lists. It passes what it has so far to `onProgress`: at its beginning, when it finds a
 * match and when a list ends. If it fails, that is what is known.
 */
export type Search = (
  person: ScreenedPerson,
  signal: AbortSignal,
  onProgress: (progress: Findings) => void,
) => Promise<Findings>;

export interface ScreenerOptions {
  /** Milliseconds after which the search ends. Default 5,000. */
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
 * A screener whose failures are `unknown`, never `clear`: a time-out, a search that rejects, a missing
 * list, or a person whose name was not read. A match is never `unknown`, whatever its source sent, and
 * even if the search fails after it.
 */
export function createScreener(search: Search, options: ScreenerOptions = {}): Screener {
  const { timeoutMs = defaultScreeningTimeoutMs, now = () => new Date() } = options;
  const { onFailure, onChanged } = options;

  async function find(
    person: ScreenedPerson,
    onProgress: (progress: Findings) => void,
    outer?: AbortSignal,
  ): Promise<Findings> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = outer ? AbortSignal.any([deadline, outer]) : deadline;
    const searched = search(person, signal, onProgress);
    const findings = await Promise.race([searched, rejectOnAbort(signal)]);
    if (findings.lists.length === 0) throw new Error('No watch list is loaded.');
    return findings;
  }

  function resultOf(found: Findings): ScreeningResult {
    const lists = found.lists.map(toStorable);
    const { matches, changed } = fitMatches(found.matches);
    const checkedAt = now().toISOString();
    if (matches.length === 0) return { status: 'clear', checkedAt, lists };
    if (changed.length > 0) onChanged?.(changed);
    return { status: 'match', checkedAt, lists, matches: [...matches] };
  }

  return {
    async screen(person, signal) {
      if (nameOf(person) === '') return { status: 'unknown', checkedAt: now().toISOString() };
      let early: Findings = { lists: [], matches: [] };
      try {
        return resultOf(await find(person, (progress) => (early = progress), signal));
      } catch (error) {
        onFailure?.(error);
        const result = early.matches.length > 0 ? resultOf(early) : undefined;
        const missing = early.unanswered?.map(toStorable) ?? [];
        const unanswered = missing.length > 0 && { unanswered: missing };
        return result?.status === 'match'
          ? { ...result, ...unanswered, isPartial: true }
          : { status: 'unknown', checkedAt: now().toISOString(), ...unanswered };
      }
    },
  };
}
