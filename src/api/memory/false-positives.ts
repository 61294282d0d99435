import {
  screenedPersonKey,
  withFalsePositives,
  type CheckedScreening,
  type FalsePositive,
} from '../../model/screening.js';
import type { Session } from '../../model/session.js';

const keyOf = (session: Session, matchId: string): string =>
  JSON.stringify([screenedPersonKey(session), matchId]);

/** Remembers which matches are false positives, for the next screening of the same person. */
export class FalsePositives {
  readonly #sessions: Iterable<Session>;
  #found: Map<string, FalsePositive> | undefined;

  constructor(sessions: Iterable<Session>) {
    this.#sessions = sessions;
  }

  /** Adopts the current mark of a session's match, or its absence. */
  learn(session: Session, matchId: string): void {
    const { screening } = session;
    if (screening.status !== 'match') return;
    const mark = screening.matches.find(({ id }) => id === matchId)?.falsePositive;
    if (mark) this.#marks.set(keyOf(session, matchId), mark);
    else this.#marks.delete(keyOf(session, matchId));
  }

  /** Adds the remembered marks to a new screening of the session's client. */
  markIn(session: Session, found: CheckedScreening): CheckedScreening {
    return withFalsePositives(found, (matchId) => this.#marks.get(keyOf(session, matchId)));
  }

  /** Found at the first change that needs them, because most lists of sessions are only read. */
  get #marks(): Map<string, FalsePositive> {
    return (this.#found ??= findMarks(this.#sessions));
  }
}

function findMarks(sessions: Iterable<Session>): Map<string, FalsePositive> {
  const marks = new Map<string, FalsePositive>();
  for (const session of sessions) {
    const { screening } = session;
    if (screening.status !== 'match') continue;
    for (const { id, falsePositive } of screening.matches) {
      if (falsePositive) marks.set(keyOf(session, id), falsePositive);
    }
  }
  return marks;
}
