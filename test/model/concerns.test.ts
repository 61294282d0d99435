import { expect } from '@open-wc/testing';
import type { Note, Screening, ScreeningMatch, Session } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { concernsOf } from '../../src/model/concerns.js';

const at = '2026-06-15T09:06:00Z';
const nino = { id: 'nino', name: 'Nino' };
const base: Session = {
  ...edgeSessions()[0]!,
  failedConditions: [],
  notes: [],
  screening: { status: 'absent' },
};
const entry = (id: string, list: string, score: number): ScreeningMatch => ({
  ...{ id, list, score, authority: null, name: 'SPECIMEN', alias: null },
});
const matchOf = (...matches: ScreeningMatch[]): Screening => ({
  ...{ status: 'match', checkedAt: at, lists: ['A', 'B'], matches },
});
const marked = (match: ScreeningMatch): ScreeningMatch => ({
  ...match,
  falsePositive: { reason: 'Namesake.', by: nino, at },
});
const onLists = { condition: 'screening', observed: 'match', required: 'clear' } as const;
const notMade = { condition: 'screening', observed: 'unknown', required: 'clear' } as const;
const liveness = { condition: 'liveness', observed: false, required: true } as const;
const note = (text: string, by: Note['by'], verdict: Note['verdict'] = null): Note => ({
  ...{ id: text, text, by, at, verdict },
});
const kinds = (session: Session) => concernsOf(session, 'me').map(({ kind }) => kind);

describe('concernsOf', () => {
  it('has nothing to say about a session without concerns', () => {
    expect(concernsOf(base)).to.deep.equal([]);
    expect(kinds({ ...base, screening: { status: 'clear', checkedAt: at, lists: ['A'] } })).to.be
      .empty;
  });

  it('has one concern for each list with open matches, the most similar entry first', () => {
    const [low, high, other, false_] = [
      entry('low', 'A', 0.7),
      entry('high', 'B', 0.97),
      entry('other', 'A', 0.8),
      marked(entry('marked', 'A', 0.99)),
    ];
    const screening = matchOf(low, high, other, false_);
    expect(concernsOf({ ...base, screening, failedConditions: [onLists, liveness] })).to.deep.equal(
      [
        { kind: 'matches', list: 'B', matches: [high] },
        { kind: 'matches', list: 'A', matches: [other, low] },
        { kind: 'condition', condition: liveness },
      ],
    );
  });

  it('names the lists that did not answer, beside what the others found', () => {
    const screening: Screening = { status: 'unknown', checkedAt: at, unanswered: ['B'] };
    const expected = { kind: 'unanswered', lists: ['B'] };
    expect(concernsOf({ ...base, screening, failedConditions: [notMade] })).to.deep.equal([
      expected,
    ]);
    const found = { ...matchOf(entry('a', 'A', 0.9)), unanswered: ['B'] } as Screening;
    expect(concernsOf({ ...base, screening: found })[1]).to.deep.equal(expected);
  });

  it('shows a screening without a result, also of a backend that is newer', () => {
    const unknown: Screening = { status: 'unknown', checkedAt: null };
    expect(concernsOf({ ...base, screening: unknown })).to.deep.equal([
      { kind: 'unanswered', lists: [] },
    ]);
    const newer: Screening = { status: 'unknown', checkedAt: null, reported: 'queued' };
    expect(concernsOf({ ...base, screening: newer })).to.deep.equal([
      { kind: 'unanswered', lists: [], reported: 'queued' },
    ]);
  });

  it('calls a condition on the screening settled once no match is open', () => {
    for (const screening of [
      matchOf(marked(entry('a', 'A', 0.9))),
      { status: 'clear', checkedAt: at, lists: ['A'] } satisfies Screening,
    ]) {
      expect(kinds({ ...base, screening, failedConditions: [onLists] })).to.deep.equal(['settled']);
    }
    expect(kinds({ ...base, failedConditions: [notMade] })).to.deep.equal(['condition']);
  });

  it('leaves a session alone that is still being processed', () => {
    const screening: Screening = { status: 'unknown', checkedAt: null };
    expect(kinds({ ...base, status: 'processing', screening })).to.be.empty;
  });

  it('is about a rejected session’s screening only if that was a condition', () => {
    const rejected = { ...base, status: 'rejected' as const };
    const screening: Screening = { status: 'unknown', checkedAt: null };
    expect(kinds({ ...rejected, screening })).to.be.empty;
    expect(kinds({ ...rejected, screening, failedConditions: [notMade] })).to.deep.equal([
      'unanswered',
    ]);
    expect(kinds({ ...rejected, screening: matchOf(entry('a', 'A', 0.9)) })).to.deep.equal([
      'matches',
    ]);
  });

  it('mentions colleagues’ notes while the session awaits action, and not the user’s own', () => {
    const [theirs, automatic] = [note('theirs', nino), note('automatic', null)];
    const own = note('own', { id: 'me', name: 'Me' });
    const decided = note('decided', nino, 'verify');
    const session = { ...base, notes: [own, theirs, automatic, decided] };
    expect(concernsOf(session, 'me')).to.deep.equal([
      { kind: 'notes', notes: [theirs, automatic] },
    ]);
    expect(kinds({ ...session, notes: [own] })).to.be.empty;
    expect(kinds({ ...session, status: 'success' })).to.be.empty;
  });
});
