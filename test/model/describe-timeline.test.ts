import { expect } from '@open-wc/testing';
import {
  describeTimeline,
  timelineActions,
  timelineEntry,
  type LoggedEvent,
  type Session,
  type TimelineEntry,
  type TimelineOrder,
  type TimelinePlace,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import * as v from 'valibot';

const now = new Date('2026-03-01T10:00:00.000Z');
const ana = { id: 'user-1', name: 'Ana', role: 'agent' } as const;

const sample = (status: Session['status']): Session => {
  const found = sampleSessions({ count: 60, seed: 5, now }).find((each) => each.status === status);
  if (!found) throw new Error(`The sample has no ${status} session.`);
  return found;
};

const start = (order: TimelineOrder): TimelinePlace => ({ order, at: null, skip: 0 });

const all = (session: Session, logged: readonly LoggedEvent[] = []): TimelineEntry[] =>
  describeTimeline(session, logged, start('oldest'), 1000).items;

const kindsOf = (items: readonly TimelineEntry[]): string[] => items.map(({ kind }) => kind);

const download = (at: string): LoggedEvent => ({
  at,
  actor: ana,
  action: 'download-pdf',
  details: {},
});

/** A session with known times: created, one attempt, judged, decided. */
function decided(): Session {
  const session = sample('rejected');
  const attempt = session.attempts[0];
  if (!attempt) throw new Error('The sample has no attempt.');
  const time = (minute: string): string => `2026-03-01T09:${minute}:00.000Z`;
  return {
    ...session,
    createdAt: time('00'),
    attempts: [{ ...attempt, number: 1, startedAt: time('01'), finishedAt: time('02') }],
    judgement: {
      at: time('02'),
      settingsVersion: '1',
      ipCountry: null,
      screening: { status: 'clear', checkedAt: time('02'), lists: ['List'] },
    },
    changes: [],
    notes: [
      { id: 'n1', text: 'Look at the photo.', by: ana, at: time('05'), verdict: null },
      { id: 'n2', text: 'A copy.', by: ana, at: time('09'), verdict: 'reject' },
    ],
    decision: { verdict: 'reject', reasons: [], by: ana, at: time('09') },
  };
}

describe('describeTimeline', () => {
  it('has what happened in its order, from cause to effect at one instant', () => {
    expect(kindsOf(all(decided()))).to.eql([
      'session-created',
      'attempt-started',
      'attempt-finished',
      'screening',
      'judgement',
      'note',
      'decision',
    ]);
  });

  it('has the note of a decision with the decision', () => {
    const items = all(decided());
    const decision = items.find((entry) => entry.kind === 'decision');
    expect(decision).to.include({ verdict: 'reject', note: 'A copy.' });
    const notes = items.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
    expect(notes).to.eql(['Look at the photo.']);
  });

  it('says of a session that an agent decided that it awaited action', () => {
    const judgement = all(decided()).find(({ kind }) => kind === 'judgement');
    expect(judgement).to.include({ outcome: 'awaiting', judgedInPart: false, by: null });
  });

  it('says of a session that the policy decided how it ended, with its conditions, once', () => {
    const session = decided();
    const { decision } = session;
    if (!decision) throw new Error('The session has no decision.');
    const items = all({ ...session, notes: [], decision: { ...decision, by: null } });
    const judgements = items.filter((entry) => entry.kind === 'judgement');
    expect(judgements).to.have.length(1);
    expect(judgements[0]?.outcome).to.equal('rejected');
    expect(judgements[0]?.failedConditions).to.eql(session.failedConditions);
    expect(kindsOf(items)).not.to.include('decision');
  });

  it('says nothing of the policy while the session is processing', () => {
    const { judgement: _, ...session } = sample('processing');
    expect(kindsOf(all(session))).not.to.include('judgement');
  });

  it('joins the fields that one person edited at one time', () => {
    const at = '2026-03-01T09:04:00.000Z';
    const edit = { before: 'a', after: 'b', by: ana, at };
    const changes = [
      { ...edit, field: 'firstName' as const },
      { ...edit, field: 'lastName' as const },
      { ...edit, field: 'lastName' as const, by: { id: 'user-2', name: 'Ben' } },
      { ...edit, field: 'sex' as const, at: '2026-03-01T09:06:00.000Z' },
    ];
    const edits = all({ ...decided(), changes }).filter((entry) => entry.kind === 'edit');
    expect(edits.map((each) => each.changes.map(({ field }) => field))).to.eql([
      ['firstName', 'lastName'],
      ['lastName'],
      ['sex'],
    ]);
  });

  it('has claims, and takes no entry of reads from the log', () => {
    const at = '2026-03-01T09:03:00.000Z';
    const logged: LoggedEvent[] = [
      { at, actor: ana, action: 'claim-made', details: {} },
      { at, actor: ana, action: 'claim-taken-over', details: { userId: 'user-2' } },
      { at, actor: ana, action: 'claim-handed-over', details: { userId: 'user-2' } },
      { at, actor: ana, action: 'claim-lent', details: {} },
    ];
    const claims = all(decided(), logged).filter(({ kind }) => /claim|other/.test(kind));
    expect(claims.map((entry) => (entry.kind === 'other' ? entry.name : entry.kind))).to.eql([
      'claim-lent',
      'claim-made',
      'claim-taken-over',
      'claim-handed-over',
    ]);
    for (const action of ['session-read', 'photo-read', 'thumbnails-read', 'page-opened', 'note']) {
      expect(timelineActions).not.to.include(action);
    }
    expect(timelineActions).to.include('download-pdf');
  });

  for (const order of ['oldest', 'newest'] as const) {
    it(`loses and repeats nothing between pages, however many are of one instant: ${order}`, () => {
      const at = '2026-03-01T09:09:00.000Z';
      const later = '2026-03-01T09:30:00.000Z';
      const logged = [...Array.from({ length: 12 }, () => download(at)), download(later)];
      const session = decided();
      const expected = all(session, logged);
      if (order === 'newest') expected.reverse();
      for (const limit of [1, 2, 3, 5, 30]) {
        const items: TimelineEntry[] = [];
        let next: TimelinePlace | null = start(order);
        while (next) {
          const page = describeTimeline(session, logged, next, limit);
          expect(page.items.length).to.be.at.most(limit);
          items.push(...page.items);
          next = page.next;
        }
        expect(items).to.eql(expected);
      }
    });
  }

  it('gives entries that the schema accepts, for every sample', () => {
    for (const session of sampleSessions({ count: 80, seed: 9, now })) {
      for (const entry of all(session)) v.parse(timelineEntry, entry);
    }
  });
});

describe('timelineEntry', () => {
  const at = '2026-03-01T09:00:00.000Z';

  it('keeps the time, the author and the name of a kind that only a newer backend knows', () => {
    const proposed = { kind: 'proposal', at, by: ana, verdict: { not: 'known' } };
    expect(v.parse(timelineEntry, proposed)).to.eql({
      kind: 'other',
      at,
      by: { id: 'user-1', name: 'Ana' },
      name: 'proposal',
    });
  });

  it('keeps values that only a newer backend knows', () => {
    const file = { kind: 'download', at, by: null, file: 'zip' };
    expect(v.parse(timelineEntry, file)).to.eql(file);
  });

  for (const [what, entry] of [
    ['without a time', { kind: 'note', by: null, text: 'x' }],
    ['of a known kind that lacks a member', { kind: 'note', at, by: null }],
    ['without a kind', { at, by: null }],
  ] as const) {
    it(`refuses an entry ${what}`, () => {
      expect(v.is(timelineEntry, entry)).to.equal(false);
    });
  }
});
