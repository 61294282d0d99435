import { expect } from '@open-wc/testing';
import { applyChange, isReviewError } from 'kv-review/api';
import {
  answerAgain,
  defaultRejectionGroups,
  isFull,
  limitTexts,
  outcomeOf,
  readChange,
  sessionLimits,
  type ChangeContext,
  type ChangeKind,
  type Note,
  type Screening,
  type Session,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const by = { id: 'agent-1', name: 'Ana' };
const attribution = { by, at: '2026-06-15T12:00:00.000Z' };
const match = (id: string, reason?: string) => ({
  ...{ id, list: 'List', authority: null, name: 'SPECIMEN', alias: null, score: 0.9 },
  falsePositive: reason === undefined ? null : { reason, ...attribution },
});
const screened = (...matches: ReturnType<typeof match>[]): Screening => ({
  status: 'match',
  checkedAt: attribution.at,
  lists: ['List'],
  matches,
});

const start: Session = {
  ...sampleSessions({ count: 60, seed: 3 }).find(({ status }) => status === 'awaiting')!,
  ...{ version: '1', notes: [], changes: [], screening: screened(match('m1'), match('m2')) },
};

const contextOf = ({ version }: Session): ChangeContext => ({
  options: { version, idempotencyKey: 'key' },
  attribution,
  rejection: { groups: [...defaultRejectionGroups], reasonRequired: true },
  changesSince: () => [],
  found: { status: 'clear', checkedAt: attribution.at, lists: ['List'] },
});

/** Makes a change as a backend does, with the next version. */
function change(session: Session, kind: ChangeKind, input: unknown) {
  const request = readChange(kind, session.id, input);
  const changed = applyChange(session, request, contextOf(session));
  const answer = { ...changed, version: String(Number(session.version) + 1) };
  return { answer, outcome: outcomeOf(request, answer) };
}

const steps: readonly (readonly [ChangeKind, unknown])[] = [
  ['note', { text: 'First.' }],
  ['edit', { firstName: 'Zsófia', sex: null, expirationDate: '2040-01-01' }],
  ['mark-false-positive', { falsePositive: true, matchId: 'm1', reason: 'Another date.' }],
  ['note', { text: 'Second.' }],
  ['mark-false-positive', { falsePositive: false, matchId: 'm1' }],
  ['edit', { firstName: 'Sophie', birthDate: null }],
  ['decide', { verdict: 'reject', reasons: ['fake'], note: 'Printed.' }],
];

describe('the outcome of a change', () => {
  it('gives the answer again, whatever came after it', () => {
    let session = start;
    const given = steps.map(([kind, input]) => {
      const made = change(session, kind, input);
      session = made.answer;
      return { kind, ...made };
    });
    for (const { kind, answer, outcome } of given) {
      const stored = JSON.parse(JSON.stringify(outcome)) as typeof outcome;
      const again = answerAgain(stored, session);
      const { screening: _, ...others } = answer;
      expect(again, kind).to.deep.include(others);
      if (kind === 'mark-false-positive') {
        expect(again.screening).to.deep.equal(answer.screening);
      }
    }
  });

  it('keeps the result of a screening, which a later one replaces', () => {
    const { answer, outcome } = change(start, 'recheck-screening', {});
    expect(answer.screening.status).to.equal('clear');
    const later = { ...answer, version: '9', screening: screened(match('m3')) };
    expect(answerAgain(outcome, later)).to.deep.equal(answer);
  });

  it('is small, however long the session is', () => {
    const note: Note = { id: 'n', text: 'x'.repeat(2000), verdict: null, ...attribution };
    const reason = 'y'.repeat(2000);
    const long: Session = {
      ...start,
      notes: Array.from({ length: 150 }, (_, index) => ({ ...note, id: `n${index}` })),
      screening: screened(...Array.from({ length: 90 }, (_, index) => match(`m${index}`, reason))),
    };
    for (const [kind, input] of steps) {
      const { outcome } = change(long, kind, input);
      expect(JSON.stringify(outcome).length, kind).to.be.lessThan(3000);
    }
  });
});

describe('the limits of a session', () => {
  function refused(session: Session, kind: ChangeKind, input: unknown): unknown {
    try {
      change(session, kind, input);
    } catch (error) {
      return isReviewError(error) ? [error.code, error.details.parts] : error;
    }
    return undefined;
  }

  it('refuse one note more, and let the decision have one', () => {
    let session = start;
    while (!isFull(session, 'notes')) session = change(session, 'note', { text: 'x' }).answer;
    expect(session.notes).to.have.length(sessionLimits.notes);
    expect(refused(session, 'note', { text: 'x' })).to.deep.equal([
      'invalid',
      [{ pointer: '/text', message: limitTexts.notes }],
    ]);
    const decided = change(session, 'decide', { verdict: 'verify', note: 'Last.' }).answer;
    expect(decided.notes.at(-1)?.text).to.equal('Last.');
  });

  it('refuse one edit more, and let the session be decided', () => {
    let session = start;
    for (let count = 0; !isFull(session, 'changes'); count += 1) {
      const [documentNumber, personalNumber] = [`D${count}`, `P${count}`];
      session = change(session, 'edit', { documentNumber, personalNumber }).answer;
    }
    expect(session.changes).to.have.length(sessionLimits.changes);
    expect(refused(session, 'edit', { documentNumber: 'X' })).to.deep.equal([
      'invalid',
      [{ pointer: '', message: limitTexts.changes }],
    ]);
    expect(change(session, 'decide', { verdict: 'verify', note: null }).answer.status).to.equal(
      'success',
    );
  });

  it('refuse one mark more, and let one be taken back or written again', () => {
    const marked = Array.from({ length: sessionLimits.marks }, (_, index) =>
      match(`m${index}`, 'x'),
    );
    const session = { ...start, screening: screened(...marked, match('open')) };
    const input = { falsePositive: true, matchId: 'open', reason: 'x' };
    expect(refused(session, 'mark-false-positive', input)).to.deep.equal([
      'invalid',
      [{ pointer: '/matchId', message: limitTexts.marks }],
    ]);
    const again = { falsePositive: true, matchId: 'm1', reason: 'Another reason.' };
    expect(refused(session, 'mark-false-positive', again)).to.equal(undefined);
    const { answer } = change(session, 'mark-false-positive', {
      falsePositive: false,
      matchId: 'm1',
    });
    expect(isFull(answer, 'marks')).to.equal(false);
    expect(refused(answer, 'mark-false-positive', input)).to.equal(undefined);
  });
});
