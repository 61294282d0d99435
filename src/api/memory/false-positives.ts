import {
  screenedPersonKey,
  withFalsePositives,
  type CheckedScreening,
  type FalsePositive,
} from '../../model/screening.js';
import type { Session } from '../../model/session.js';

const keyOf = (session: Session, matchId: string): string =>
  JSON.stringify([screenedPersonKey(session), matchId]);

/** Which entries are of another person, remembered for the next check of the same one. */
export class FalsePositives {
  readonly #marks = new Map<string, FalsePositive>();

  constructor(sessions: Iterable<Session>) {
    for (const session of sessions) {
      const { screening } = session;
      if (screening.status !== 'match') continue;
      for (const { id, falsePositive } of screening.matches) {
        if (falsePositive) this.#marks.set(keyOf(session, id), falsePositive);
      }
    }
  }

  /** Takes over what a session says of a match now. */
  learn(session: Session, matchId: string): void {
    const { screening } = session;
    if (screening.status !== 'match') return;
    const mark = screening.matches.find(({ id }) => id === matchId)?.falsePositive;
    if (mark) this.#marks.set(keyOf(session, matchId), mark);
    else this.#marks.delete(keyOf(session, matchId));
  }

  /** What a check of the session's client has found, with the marks of before. */
  markIn(session: Session, found: CheckedScreening): CheckedScreening {
    return withFalsePositives(found, (matchId) => this.#marks.get(keyOf(session, matchId)));
  }
}
