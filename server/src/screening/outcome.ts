import { openMatches, type Screening } from 'kv-review/model';

import type { ActivityDetails } from '../activity/entry.ts';

/** A screening as the log records it: its status, and the number of open matches. */
export const screeningOutcome = (
  screening: Screening,
): Pick<ActivityDetails, 'outcome' | 'count'> => ({
  outcome: screening.status,
  count: openMatches(screening).length,
});
