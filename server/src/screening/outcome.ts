import { openMatches, type Screening } from 'kv-review/model';

import type { ActivityDetails } from '../activity/entry.ts';

/** What the log says of a screening: whether somebody was found, and how many entries are open. */
export const screeningOutcome = (
  screening: Screening,
): Pick<ActivityDetails, 'outcome' | 'count'> => ({
  outcome: screening.status,
  count: openMatches(screening).length,
});
