import { currentAttempt } from '../current-attempt.js';
import { checkMrz } from '../mrz/check-mrz.js';
import type { MrzCategory } from '../mrz/types.js';
import type { Attempt, Session } from '../session.js';
import { durationBin } from './durations.js';

/**
 * What is counted of sessions. Each is a number of sessions that were created at a time:
 * - `outcome`: by status; `name` is who brought it about: `policy`, `user`, or nobody yet
 * - `in-part`: verified by a policy that could not judge every condition
 * - `document-type`, `nationality`: by value and status; `name` is empty if there is none
 * - `reason`: rejected for a reason, by its id
 * - `zone`: by whether the machine-readable zone is `valid` or has `errors`; without a zone, none
 * - `zone-error`: by category of an error
 * - `decision-time`: decided by a user, by the bin of the time since the client finished
 */
export type StatisticsFact =
  | 'outcome'
  | 'in-part'
  | 'document-type'
  | 'nationality'
  | 'reason'
  | 'zone'
  | 'zone-error'
  | 'decision-time';

/** A number of sessions that have a fact in common. */
export interface StatisticsCount {
  readonly fact: StatisticsFact;
  readonly name: string;
  /** Empty for a fact that is not counted by status. */
  readonly status: string;
  readonly count: number;
}

/** What a session counts for, apart from the number. */
export type CountedFact = Omit<StatisticsCount, 'count'>;

/** Any other text could be more than a nationality, and would be kept for ever. */
const countryCode = /^[A-Z]{1,3}$/;

/**
 * The categories of errors in the machine-readable zone of an attempt, each once; `null` without a zone.
 * @throws {RangeError} when the attempt has no valid time
 */
export function zoneErrors(
  attempt: Pick<Attempt, 'mrz' | 'startedAt' | 'finishedAt'> | undefined,
): MrzCategory[] | null {
  if (!attempt?.mrz) return null;
  const { checks } = checkMrz(attempt.mrz, new Date(attempt.finishedAt ?? attempt.startedAt));
  return [...new Set(checks.flatMap(({ ok, category }) => (ok ? [] : [category])))];
}

/** Since when a session has awaited action, or would have: the end of its last attempt. */
export const awaitingSince = (session: Pick<Session, 'attempts' | 'createdAt'>): string =>
  currentAttempt(session)?.finishedAt ?? session.createdAt;

/** Everything that a session counts for. */
export function countedFacts(session: Session): CountedFact[] {
  const { status, decision, documentType, client, completedAt } = session;
  const { nationality } = client;
  const by = decision === null ? '' : decision.by === null ? 'policy' : 'user';
  const errors = zoneErrors(currentAttempt(session));
  const facts: CountedFact[] = [
    { fact: 'outcome', name: by, status },
    { fact: 'document-type', name: documentType ?? '', status },
    {
      ...{ fact: 'nationality', status },
      name: nationality !== null && countryCode.test(nationality) ? nationality : '',
    },
  ];
  const add = (fact: StatisticsFact, name: string) => facts.push({ fact, name, status: '' });
  if (decision?.judgedInPart) add('in-part', '');
  if (status === 'rejected') for (const { id } of decision?.reasons ?? []) add('reason', id);
  if (errors) add('zone', errors.length > 0 ? 'errors' : 'valid');
  for (const category of errors ?? []) add('zone-error', category);
  if (by === 'user' && completedAt !== null) {
    const time = Date.parse(completedAt) - Date.parse(awaitingSince(session));
    add('decision-time', String(durationBin(time)));
  }
  return facts;
}
