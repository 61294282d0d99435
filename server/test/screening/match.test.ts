import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { screeningMatch } from 'kv-review/model';
import * as v from 'valibot';
import type { ScreenedPerson } from '../../src/screening/screener.ts';
import {
  birthDateAgreement,
  matchEntries,
  type BirthDateAgreement,
  type WatchListEntry,
} from '../../src/screening/match.ts';

const person: ScreenedPerson = {
  firstName: 'Nodar',
  lastName: 'Beridze',
  birthDate: '1970-03-04',
  nationality: 'GEO',
};

const entry = (changes: Partial<WatchListEntry> = {}): WatchListEntry => ({
  id: 'NK-1',
  name: 'Nodar Beridze',
  aliases: [],
  birthDates: [],
  lists: ['Sample Sanctions List'],
  ...changes,
});

const scoreOf = (changes: Partial<WatchListEntry>, own = person) =>
  matchEntries(own, [entry(changes)])[0]?.score;

describe('a birth date', () => {
  const cases: [string, string[], BirthDateAgreement][] = [
    ['the same day', ['1970-03-04'], 'same'],
    ['the best of several', ['1950', '1970-03-04'], 'same'],
    ['its year', ['1970'], 'possible'],
    ['its month', ['1970-03'], 'possible'],
    ['day and month changed places', ['1970-04-03'], 'possible'],
    ['none', [], 'unknown'],
    ['not a date', ['circa 1970'], 'unknown'],
    ['another day of the year', ['1970-09-09'], 'near'],
    ['two years off', ['1972'], 'near'],
    ['three years off', ['1973'], 'different'],
  ];
  for (const [title, listed, agreement] of cases) {
    it(`${title}: ${agreement}`, () => {
      assert.equal(birthDateAgreement('1970-03-04', listed), agreement);
    });
  }

  it('that was not read decides nothing', () => {
    assert.equal(birthDateAgreement(null, ['1970-03-04']), 'unknown');
  });

  it('makes no match of an initial in a list; one in the own name may stand for any name', () => {
    const shortened = { ...person, firstName: 'N.' };
    assert.ok((scoreOf({}, shortened) ?? 0) < 0.95);
    assert.equal(scoreOf({ name: 'N. Beridze' }), undefined);
    assert.equal(scoreOf({ name: 'Tamar Beridze' }, shortened), undefined);
    assert.equal(scoreOf({ birthDates: ['1990-01-01'] }, shortened), undefined);
  });

  it('decides between people of similar names', () => {
    const similar = { name: 'Nodari Beridze' };
    const unknown = scoreOf(similar);
    assert.ok(unknown !== undefined && unknown < 1);
    assert.equal(scoreOf({ ...similar, birthDates: ['1970-03-04'] }), 1);
    assert.equal(scoreOf({ ...similar, birthDates: ['1990-01-01'] }), undefined);
  });

  it('never hides the very same name', () => {
    assert.equal(scoreOf({ birthDates: ['1990-01-01'] }), 0.85);
  });

  it('makes an initial or a single name a match', () => {
    const born = { birthDates: ['1970-03-04'] };
    assert.ok(scoreOf({ name: 'N. Beridze', ...born }));
    assert.equal(scoreOf({ name: 'N. Beridze' }), undefined);
    const single = { ...person, firstName: null };
    assert.ok(scoreOf(born, single));
    assert.equal(scoreOf({}, single), undefined);
  });

  it('makes nobody of another name a match', () => {
    assert.equal(scoreOf({ name: 'Igor Kalandadze', birthDates: ['1970-03-04'] }), undefined);
  });
});

describe('matches', () => {
  it('name the entry, its list and the alias that matched, in the form of the model', () => {
    const [match] = matchEntries(person, [
      entry({
        name: 'N. Example',
        aliases: ['Someone Else', 'ნოდარ ბერიძე'],
        lists: ['Sample Sanctions List', 'Second List'],
      }),
    ]);
    assert.deepEqual(match, {
      id: 'NK-1',
      list: 'Sample Sanctions List; Second List',
      authority: null,
      name: 'N. Example',
      alias: 'ნოდარ ბერიძე',
      score: 1,
    });
    assert.ok(v.is(screeningMatch, match));
  });

  it('name no alias when the main name is as like', () => {
    assert.equal(matchEntries(person, [entry({ aliases: ['Beridze Nodar'] })])[0]?.alias, null);
  });

  it('come with the likeliest first', () => {
    const found = matchEntries(person, [
      entry({ id: 'b', name: 'Nodari Beridze' }),
      entry({ id: 'c', name: 'Igor Kalandadze' }),
      entry({ id: 'a' }),
    ]);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['a', 'b'],
    );
  });
});
