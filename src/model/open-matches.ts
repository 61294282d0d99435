// Without schemas, so that a page can show a screening before it has loaded them.
import type { Screening, ScreeningMatch } from './screening.js';

/** The matches that are not marked as false positives. */
export function openMatches(screening: Screening): ScreeningMatch[] {
  if (screening.status !== 'match') return [];
  return screening.matches.filter((match) => !match.falsePositive);
}

/** The open matches of one list, the one with the highest score first. */
export interface ListMatches {
  /** The list, by its published name. */
  readonly list: string;
  readonly matches: readonly [ScreeningMatch, ...ScreeningMatch[]];
}

/** The open matches by list. The list with the highest score comes first. */
export function openMatchesByList(screening: Screening): ListMatches[] {
  const byList = new Map<string, [ScreeningMatch, ...ScreeningMatch[]]>();
  for (const match of openMatches(screening).sort((a, b) => b.score - a.score)) {
    const others = byList.get(match.list);
    if (others) others.push(match);
    else byList.set(match.list, [match]);
  }
  return Array.from(byList, ([list, matches]) => ({ list, matches }));
}

/** A screening, or a part of it, without a result. */
export interface Unanswered {
  /** The lists that did not answer; none if the backend does not name them. */
  readonly lists: readonly string[];
  /** The status that only a newer backend knows. */
  readonly reported?: string;
}

/** What of a screening has no result; `undefined` if all lists answered, or none was asked. */
export function findUnanswered(screening: Screening): Unanswered | undefined {
  switch (screening.status) {
    case 'absent':
    case 'clear':
      return undefined;
    case 'match':
      return screening.unanswered?.length ? { lists: screening.unanswered } : undefined;
    case 'unknown': {
      const { reported } = screening;
      const lists = ('unanswered' in screening && screening.unanswered) || [];
      return { lists, ...(reported !== undefined && { reported }) };
    }
  }
}
