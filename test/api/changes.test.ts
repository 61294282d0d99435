import { expect } from '@open-wc/testing';
import { answeredBefore, applyChange, ReviewError } from 'kv-review/api';
import {
  defaultRejectionGroups,
  readChange,
  unreadClient,
  type ChangeableSession,
  type ChangeContext,
  type ClientChange,
} from 'kv-review/model';

const by = { id: 'agent-1', name: 'Ana' };
const attribution = { by, at: '2026-06-15T12:00:00.000Z' };
const earlier: ClientChange = {
  field: 'firstName',
  before: null,
  after: 'Ana',
  by,
  at: '2026-06-15T11:00:00.000Z',
};

/** A session as a backend may store it, without the evidence, which changes do not need. */
const awaiting: ChangeableSession = {
  version: '2',
  status: 'awaiting',
  completedAt: null,
  client: { ...unreadClient, firstName: 'Ana' },
  decision: null,
  notes: [],
  changes: [earlier],
  screening: { status: 'absent' },
};

const context: ChangeContext = {
  options: { version: '2', idempotencyKey: 'key' },
  attribution,
  rejection: { groups: [...defaultRejectionGroups], reasonRequired: true },
  changesSince: () => awaiting.changes,
};

function errorOf(make: () => unknown): ReviewError {
  try {
    make();
  } catch (thrown) {
    if (thrown instanceof ReviewError) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was refused.');
}

describe('applyChange', () => {
  it('rejects with reasons and a note, and leaves the version to the backend', () => {
    const request = readChange('decide', 's-1', {
      verdict: 'reject',
      reasons: ['fake', 'pep'],
      note: 'Printed on paper.',
    });
    const after = applyChange(awaiting, request, context);
    expect(after).to.deep.include({
      status: 'rejected',
      version: '2',
      completedAt: attribution.at,
    });
    expect(after.decision?.reasons.map(({ id }) => id)).to.deep.equal(['pep', 'fake']);
    expect(after.notes).to.deep.equal([
      { id: 'note-1', text: 'Printed on paper.', verdict: 'reject', ...attribution },
    ]);
    expect(awaiting.status).to.equal('awaiting');
  });

  it('refuses a birth after the day of the company', () => {
    const at = '2026-06-15T21:00:00Z';
    const birthOn = (birthDate: string, timeZone?: string) => () =>
      applyChange(awaiting, readChange('edit', 's-1', { birthDate }), {
        ...context,
        attribution: { ...attribution, at },
        timeZone,
      });
    expect(birthOn('2026-06-15')().client.birthDate).to.equal('2026-06-15');
    expect(errorOf(birthOn('2026-06-16')).code).to.equal('invalid');
    expect(birthOn('2026-06-16', 'Asia/Tbilisi')().client.birthDate).to.equal('2026-06-16');
    expect(errorOf(birthOn('2026-06-17', 'Asia/Tbilisi')).code).to.equal('invalid');
  });

  it('names every field of an edit that the elements would refuse, in their words', () => {
    const request = readChange('edit', 's-1', {
      firstName: 'a\u202eb',
      lastName: `e${'\u0301'.repeat(20)}`,
      birthDate: '2999-01-01',
      expirationDate: '1900-01-01',
      nationality: 'XYZ',
    });
    expect(errorOf(() => applyChange(awaiting, request, context)).details.parts).to.deep.equal([
      { pointer: '/firstName', message: 'This text contains invisible characters. Type it again.' },
      { pointer: '/lastName', message: 'A letter has too many accents. Remove some.' },
      { pointer: '/birthDate', message: 'The birth date cannot be in the future.' },
      {
        pointer: '/expirationDate',
        message: 'Enter an expiration date no more than 100 years ago.',
      },
      {
        pointer: '/nationality',
        message: 'Choose a country from the list, or enter its three-letter code.',
      },
    ]);
  });

  it('returns the same object when an edit changes nothing', () => {
    const request = readChange('edit', 's-1', { firstName: ' Ana ' });
    expect(applyChange(awaiting, request, context)).to.equal(awaiting);
  });

  it('records the previous value of each field, in the order of the fields', () => {
    const request = readChange('edit', 's-1', { lastName: 'Kvali', firstName: null });
    const after = applyChange(awaiting, request, context);
    expect(after.changes.slice(1)).to.deep.equal([
      { field: 'firstName', before: 'Ana', after: null, ...attribution },
      { field: 'lastName', before: null, after: 'Kvali', ...attribution },
    ]);
    expect(after.client).to.deep.include({ firstName: null, lastName: 'Kvali' });
  });

  it('checks the status first, then missing, stale and malformed parts', () => {
    const malformed = readChange('note', 's-1', { text: '' });
    const stale = { ...context, options: { version: '1', idempotencyKey: 'key' } };
    const decision = { verdict: 'verify' as const, reasons: [], ...attribution };
    const decided: ChangeableSession = { ...awaiting, status: 'success', decision };
    const { code, details } = errorOf(() => applyChange(decided, malformed, stale));
    expect([code, details]).to.deep.equal(['already-decided', { decision }]);

    const missing = errorOf(() => applyChange(awaiting, malformed, { ...stale, options: {} }));
    expect(missing.details.parts?.[0]?.pointer).to.equal('If-Match');

    const conflict = errorOf(() => applyChange(awaiting, malformed, stale));
    expect([conflict.code, conflict.details.changes]).to.deep.equal(['conflict', [earlier]]);

    const invalid = errorOf(() => applyChange(awaiting, malformed, context));
    expect(invalid.details.parts?.[0]?.pointer).to.equal('/text');
  });

  it('refuses a session in processing as a conflict without changes', () => {
    const processing: ChangeableSession = { ...awaiting, status: 'processing' };
    const request = readChange('note', 's-1', { text: 'x' });
    const { code, details } = errorOf(() => applyChange(processing, request, context));
    expect([code, details]).to.deep.equal(['conflict', {}]);
  });
});

describe('answeredBefore', () => {
  const edit = (input: unknown) => readChange('edit', 's-1', input).canonical;
  const stored = { canonical: edit({ firstName: 'A', lastName: 'B' }) ?? '', answer: 'done' };

  it('returns the stored answer to the same request, however it is written', () => {
    expect(answeredBefore(stored, edit({ lastName: ' B', firstName: 'A' }))).to.equal('done');
    expect(answeredBefore(undefined, edit({ firstName: 'A' }))).to.equal(undefined);
  });

  it('refuses the key for another request, another session and a malformed request', () => {
    const others = [
      edit({ firstName: 'A' }),
      readChange('edit', 's-2', { firstName: 'A', lastName: 'B' }).canonical,
      edit({ firstName: 7 }),
    ];
    for (const other of others) {
      expect(errorOf(() => answeredBefore(stored, other)).code).to.equal('invalid');
    }
  });
});
