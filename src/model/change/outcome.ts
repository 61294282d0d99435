import { withFalsePositives, type FalsePositive, type Screening } from '../screening.js';
import type { Session } from '../session.js';
import type { ChangeableSession } from './refusal.js';
import type { ChangeRequest } from './request.js';

/**
 * What a backend stores of its answer to a change, to give it again: little, however long the session
 * is. The rest follows from the session as it is later, because notes and edits are never removed.
 */
export interface ChangeOutcome {
  /** The id of the session. */
  readonly id: string;
  readonly version: string;
  readonly status: Session['status'];
  readonly completedAt: string | null;
  readonly isDecided: boolean;
  /** The number of notes. */
  readonly notes: number;
  /** The number of changes. */
  readonly changes: number;
  /** The mark that was set or removed. */
  readonly mark?: { readonly matchId: string; readonly falsePositive: FalsePositive | null };
  /** The result of a new screening. */
  readonly screening?: Screening;
}

/** What to store of the answer to a request. */
export function outcomeOf(
  { kind, input }: ChangeRequest,
  answer: ChangeableSession & Pick<Session, 'id'>,
): ChangeOutcome {
  const { id, version, status, completedAt, decision, notes, changes, screening } = answer;
  const matches = screening.status === 'match' ? screening.matches : [];
  const marked =
    kind === 'mark-false-positive' ? matches.find((match) => match.id === input?.matchId) : null;
  return {
    ...{ id, version, status, completedAt, isDecided: decision !== null },
    ...{ notes: notes.length, changes: changes.length },
    ...(marked && {
      mark: { matchId: marked.id, falsePositive: marked.falsePositive ?? null },
    }),
    ...(kind === 'recheck-screening' && { screening }),
  };
}

/**
 * The answer that was given, from its outcome and the session as it is now. What a backend joins from
 * its queue (`awaitingSince`, `dueAt`, `openMatches`, `claim`) is not part of the outcome: it is that of now.
 */
export function answerAgain<S extends ChangeableSession>(outcome: ChangeOutcome, session: S): S {
  const { version, status, completedAt, isDecided, mark } = outcome;
  const undone = session.changes.slice(outcome.changes).reverse();
  const { screening } = session;
  return {
    ...session,
    ...{ version, status, completedAt, decision: isDecided ? session.decision : null },
    client: {
      ...session.client,
      ...Object.fromEntries(undone.map(({ field, before }) => [field, before])),
    },
    notes: session.notes.slice(0, outcome.notes),
    changes: session.changes.slice(0, outcome.changes),
    screening: outcome.screening ?? (mark ? withMark(screening, mark) : screening),
  };
}

function withMark(
  screening: Screening,
  { matchId, falsePositive }: NonNullable<ChangeOutcome['mark']>,
): Screening {
  if (screening.status !== 'match') return screening;
  const marks = new Map(screening.matches.map((match) => [match.id, match.falsePositive]));
  marks.set(matchId, falsePositive);
  return withFalsePositives(screening, (id) => marks.get(id));
}
