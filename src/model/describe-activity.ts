import type { ActivityAction, ActivityDetails, ActivityFilter } from './activity-log.js';
import type { ActivityReport } from './activity.js';
import type { Claim } from './claim.js';
import type { ChangeRequest } from './change.js';
import { openMatches } from './open-matches.js';
import type { SessionFilter } from './query.js';
import type { Screening } from './screening.js';
import { searchWords } from './search.js';
import type { Session } from './session.js';

// What a backend writes into its log: names and ids, never a value or a text.

/** What an entry says was done, without who did it and when. */
export interface DescribedActivity {
  readonly action: ActivityAction;
  readonly details: ActivityDetails;
}

const filters = [
  'statuses',
  'documentTypes',
  'spoof',
  'judged',
  'createdFrom',
  'createdBefore',
  'conditions',
  'due',
  'claims',
] as const;

/** Which filters a query of sessions uses, and whether it searches. */
export const describeFilter = (
  filter: SessionFilter,
): { readonly searched: boolean; readonly fields: string[] } => ({
  searched: searchWords(filter.search ?? '').length > 0,
  fields: filters.filter((name) => (filter[name]?.length ?? 0) > 0),
});

const activityFilters = ['users', 'actions', 'sessionId', 'from', 'before'] as const;

/** Which filters a query of the log uses. */
export const describeActivityFilter = (filter: ActivityFilter): { readonly fields: string[] } => ({
  fields: activityFilters.filter((name) => (filter[name]?.length ?? 0) > 0),
});

/** A screening: its status, and the number of open matches. */
export const describeScreening = (
  screening: Screening,
): Required<Pick<ActivityDetails, 'outcome' | 'count'>> => ({
  outcome: screening.status,
  count: openMatches(screening).length,
});

/** A change of a session. `found` is the result of a screening, which may have changed nothing. */
export function describeChange(
  request: ChangeRequest,
  before: Session,
  after: Session,
  found: Screening = after.screening,
): DescribedActivity {
  if (request.kind === 'recheck-screening') {
    return { action: 'screening-rechecked', details: describeScreening(found) };
  }
  if (request.kind === 'mark-false-positive' && request.input) {
    const { falsePositive, matchId } = request.input;
    return {
      action: falsePositive ? 'false-positive-marked' : 'false-positive-taken-back',
      details: { matchId, count: openMatches(after.screening).length },
    };
  }
  const noteId = after.notes.slice(before.notes.length).at(-1)?.id;
  const note = noteId === undefined ? {} : { noteId };
  if (request.kind === 'decide' && request.input && after.decision) {
    const { reasons } = after.decision;
    return {
      action: 'decision',
      details: { verdict: request.input.verdict, reasons: reasons.map(({ id }) => id), ...note },
    };
  }
  const edits = after.changes.slice(before.changes.length);
  return edits.length > 0
    ? { action: 'edit', details: { fields: edits.map(({ field }) => field) } }
    : { action: 'note', details: note };
}

/** What happened to a claim. `to` is the user to whom it was handed over. */
export const describeClaim = (
  action:
    'claim-made' | 'claim-given' | 'claim-released' | 'claim-taken-over' | 'claim-handed-over',
  { number, takenOver }: Pick<Claim, 'number' | 'takenOver'>,
  to?: { readonly id: string },
): DescribedActivity => ({
  action,
  details: {
    claim: number,
    ...(takenOver && { userId: takenOver.from.id }),
    ...(to && { userId: to.id }),
  },
});

/** What a user reported, and the session if it is about one. */
export function describeReport({
  action,
  page,
  count,
  sessionIds,
}: ActivityReport): DescribedActivity & { readonly sessionId: string | null } {
  return {
    action,
    details: {
      ...(page !== undefined && { view: page }),
      ...(count !== undefined && { count }),
      ...(sessionIds && { sessionIds: [...sessionIds] }),
    },
    sessionId: sessionIds?.length === 1 ? (sessionIds[0] ?? null) : null,
  };
}
