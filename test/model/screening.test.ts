import { expect } from '@open-wc/testing';
import {
  openMatches,
  recheckedScreening,
  screenedPersonKey,
  screening as screeningSchema,
  unreadClient,
  withFalsePositives,
  type Client,
  type Screening,
} from 'kv-review/model';
import * as v from 'valibot';

const checkedAt = '2026-06-15T09:06:00Z';
const match: Screening = {
  status: 'match',
  checkedAt,
  lists: ['Consolidated List'],
  matches: [
    { id: 'm1', list: 'L', authority: null, name: 'A', alias: null, score: 0.9 },
    { id: 'm2', list: 'L', authority: null, name: 'B', alias: null, score: 0.8 },
  ],
};
const mark = { reason: 'Another person.', by: { id: 'u', name: 'U' }, at: checkedAt };

const person: Client = {
  ...unreadClient,
  firstName: 'José María',
  lastName: 'Łuk',
  birthDate: '1980-01-02',
  nationality: 'ESP',
  personalNumber: '12-34',
};
const keyOf = (client: Client, id = 'one') => screenedPersonKey({ id, client });

describe('Screening', () => {
  it('accepts the answer of an older backend, which has no marks', () => {
    expect(v.parse(screeningSchema, match)).to.deep.equal(match);
    expect(openMatches(match)).to.have.length(2);
  });

  it('distinguishes open matches from marked ones', () => {
    const marked = withFalsePositives(match, (id) => (id === 'm1' ? mark : undefined));
    expect(openMatches(marked).map(({ id }) => id)).to.deep.equal(['m2']);
    const all = withFalsePositives(match, () => mark);
    expect(openMatches(all)).to.deep.equal([]);
    expect(all.status).to.equal('match');
    expect(openMatches(withFalsePositives(all, () => null))).to.have.length(2);
  });

  it('keeps a match if a later screening fails, and makes any other result unknown', () => {
    const failed = { status: 'unknown', checkedAt } as const;
    expect(recheckedScreening(match, failed)).to.equal(match);
    const clear: Screening = { status: 'clear', checkedAt, lists: ['L'] };
    const others: readonly Screening[] = [clear, { status: 'absent' }];
    for (const before of others) {
      expect(recheckedScreening(before, failed).status).to.equal('unknown');
    }
    expect(recheckedScreening(match, clear)).to.equal(clear);
  });

  it('recognises a person in another session, whatever the case, accents and order of the names', () => {
    const same = { ...person, firstName: 'LUK', lastName: 'maria jose', personalNumber: '1234' };
    expect(keyOf(same, 'two')).to.equal(keyOf(person));
  });

  for (const other of [
    { lastName: 'Luke' },
    { birthDate: '1980-01-03' },
    { nationality: 'PRT' },
    { personalNumber: null },
  ]) {
    it(`treats ${JSON.stringify(other)} as a different person`, () => {
      expect(keyOf({ ...person, ...other })).not.to.equal(keyOf(person));
    });
  }

  it('never matches people of different sessions by name alone', () => {
    const named = { ...unreadClient, firstName: 'Anna', lastName: 'Smith' };
    expect(keyOf(named, 'one')).to.equal(keyOf(named, 'one'));
    expect(keyOf(named, 'one')).not.to.equal(keyOf(named, 'two'));
    const nameless = { ...unreadClient, birthDate: '1980-01-02' };
    expect(keyOf(nameless, 'one')).not.to.equal(keyOf(nameless, 'two'));
  });
});
