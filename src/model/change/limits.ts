import type { ChangeableSession } from './refusal.js';

/** The most notes of a session. A decision may add one more. */
const maxNotes = 200;

/** The number of changed fields after which a session accepts no further edit. */
const maxClientChanges = 500;

/** The most matches of a session that are marked as false positives. */
const maxMarks = 100;

/** What a session can have no more of. */
export type SessionLimit = 'notes' | 'changes' | 'marks';

export const sessionLimits: Readonly<Record<SessionLimit, number>> = {
  notes: maxNotes,
  changes: maxClientChanges,
  marks: maxMarks,
};

/** The limits in words, as the interface says them. */
export const limitTexts: Readonly<Record<SessionLimit, string>> = {
  notes: `A session can have at most ${maxNotes} notes. You can still write one with the decision.`,
  changes: `A session can have at most ${maxClientChanges} changes. You can still decide it.`,
  marks: `A session can have at most ${maxMarks} false positives. You can still undo one.`,
};

/** Whether a session has as many of something as it can have. */
export function isFull(
  { notes, changes, screening }: Pick<ChangeableSession, 'notes' | 'changes' | 'screening'>,
  limit: SessionLimit,
): boolean {
  switch (limit) {
    case 'notes':
      return notes.length >= maxNotes;
    case 'changes':
      return changes.length >= maxClientChanges;
    case 'marks': {
      const matches = screening.status === 'match' ? screening.matches : [];
      return matches.filter(({ falsePositive }) => falsePositive).length >= maxMarks;
    }
  }
}
