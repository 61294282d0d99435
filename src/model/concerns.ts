import type { Note } from './decision.js';
import type { FailedCondition } from './failed-condition.js';
import {
  findUnanswered,
  openMatchesByList,
  type ListMatches,
  type Unanswered,
} from './open-matches.js';
import type { Screening } from './screening.js';
import type { Session } from './session.js';

/** Something about a session that a reviewer must look at. */
export type Concern =
  /** The open matches of one list. */
  | ({ readonly kind: 'matches' } & ListMatches)
  /** Lists that did not answer, or a screening without a result. */
  | ({ readonly kind: 'unanswered' } & Unanswered)
  | { readonly kind: 'condition'; readonly condition: FailedCondition }
  /** A condition on the screening that a later screening, or a false positive, has settled. */
  | { readonly kind: 'settled'; readonly condition: FailedCondition }
  /** Notes that colleagues have left for the decision. */
  | { readonly kind: 'notes'; readonly notes: readonly [Note, ...Note[]] };

/**
 * Everything about a session that asks for attention: why it awaits action, or what was not met when it
 * was decided. The condition on the screening is left out where the matches or the lists say it better.
 * @param actorId - The user, whose own notes are left out.
 */
export function concernsOf(session: Session, actorId?: string): Concern[] {
  const { screening, failedConditions, status } = session;
  if (status === 'processing') return failedConditions.map(toConcern);
  const screened = concernsOfScreening(session);
  const conditions = failedConditions.flatMap((condition): Concern[] => {
    if (condition.condition !== 'screening') return [toConcern(condition)];
    if (screened.length > 0) return [];
    return [isSettled(screening) ? { kind: 'settled', condition } : toConcern(condition)];
  });
  return [...screened, ...conditions, ...concernsOfNotes(session, actorId)];
}

const toConcern = (condition: FailedCondition): Concern => ({ kind: 'condition', condition });

function concernsOfScreening({ screening, status, failedConditions }: Session): Concern[] {
  const matches = openMatchesByList(screening).map((ofList): Concern => ({
    kind: 'matches',
    ...ofList,
  }));
  const unanswered = findUnanswered(screening);
  // A rejected session may never have been screened, which nobody has to look at.
  const counts =
    status !== 'rejected' || failedConditions.some(({ condition }) => condition === 'screening');
  return unanswered && counts ? [...matches, { kind: 'unanswered', ...unanswered }] : matches;
}

/** Called for a screening without open matches and with all answers. */
const isSettled = ({ status }: Screening): boolean => status === 'clear' || status === 'match';

function concernsOfNotes({ status, notes }: Session, actorId: string | undefined): Concern[] {
  if (status !== 'awaiting') return [];
  const [first, ...others] = notes.filter(
    ({ by, verdict }) => verdict === null && (by === null || by.id !== actorId),
  );
  return first ? [{ kind: 'notes', notes: [first, ...others] }] : [];
}
