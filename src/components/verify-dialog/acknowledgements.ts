import {
  findUnanswered,
  openMatchesByList,
  type ListMatches,
  type Unanswered,
} from '../../model/open-matches.js';
import type { Screening } from '../../model/screening.js';

/** What an agent must acknowledge before a session is verified. */
export type Acknowledgement = {
  /** What it covers. A match that arrives later adds a key, so that the agent must look again. */
  readonly keys: readonly string[];
} & (({ readonly kind: 'matches' } & ListMatches) | ({ readonly kind: 'unanswered' } & Unanswered));

/** One acknowledgement for each list with open matches, and one for what has no result. */
export function acknowledgementsOf(screening: Screening): Acknowledgement[] {
  const matches = openMatchesByList(screening).map((ofList): Acknowledgement => ({
    kind: 'matches',
    keys: ofList.matches.map(({ id }) => `match ${id}`),
    ...ofList,
  }));
  const unanswered = findUnanswered(screening);
  if (!unanswered) return matches;
  const key = `unanswered ${JSON.stringify(unanswered.lists)}`;
  return [...matches, { kind: 'unanswered', keys: [key], ...unanswered }];
}
