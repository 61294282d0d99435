import { expect } from '@open-wc/testing';
import type { Client, ScreeningMatch } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { unreadClient } from '../../src/model/client.js';
import { compareWithEntry, namesOf } from '../../src/model/entry-comparison.js';

const client: Client = {
  ...unreadClient,
  firstName: 'Łukasz',
  lastName: 'Van der Berg',
  birthDate: '1970-03-04',
  nationality: 'D',
};
const compare = (entry: Partial<ScreeningMatch>, own: Partial<Client> = {}) =>
  compareWithEntry(
    { client: { ...client, ...own }, attempts: [] },
    { id: 'm', list: 'A', authority: null, name: 'X', alias: null, score: 0.9, ...entry },
  );

describe('compareWithEntry', () => {
  for (const [name, alias, agreement] of [
    ['VAN DER BERG, LUKASZ', null, 'same'],
    ['Somebody Else', 'Łukasz van-der-Berg', 'same'],
    ['BERG, L.', null, 'partly'],
    ['Somebody Else', null, 'different'],
    ['ბერგი ლუკაშ', null, 'not-comparable'],
    ['ბერგი ლუკაშ', 'Somebody Else', 'not-comparable'],
  ] as const) {
    it(`calls the name ${name} (${alias ?? 'no alias'}) ${agreement}`, () => {
      expect(compare({ name, alias }).name).to.equal(agreement);
    });
  }

  for (const [birthDates, agreement] of [
    [['1970-03-04'], 'same'],
    [['1969', '1970-03-04'], 'same'],
    [['1970'], 'partly'],
    [['1970-03'], 'partly'],
    [['1970-04-03'], 'swapped'],
    [['1971', 'circa 1970'], 'not-comparable'],
    [['1970-03-05'], 'different'],
    [['1971'], 'different'],
    [[], 'missing'],
    [undefined, 'missing'],
  ] as const) {
    it(`calls a birth date of ${birthDates?.join(' or ') ?? 'nothing'} ${agreement}`, () => {
      const entry = birthDates ? { birthDates: [...birthDates] } : {};
      expect(compare(entry).birthDate).to.equal(agreement);
    });
  }

  for (const [countries, agreement] of [
    [['de'], 'same'],
    [['RU', 'DEU'], 'same'],
    [['ru'], 'different'],
    [['Deutschland', 'ru'], 'not-comparable'],
    [[], 'missing'],
  ] as const) {
    it(`calls the countries ${countries.join(', ') || 'nothing'} ${agreement}`, () => {
      expect(compare({ countries: [...countries] }).country).to.equal(agreement);
    });
  }

  it('compares names in another script by the spelling of the machine-readable zone', () => {
    const [session] = edgeSessions().filter(({ id }) => id === 'edge-georgian-name');
    expect(namesOf(session!)).to.deep.equal([
      'ჭიჭიკო ცისარტყელაშვილი',
      'CHICHIKO TSISARTQELASHVILI',
    ]);
    const entry = { list: 'A', authority: null, alias: null, score: 0.9 };
    const name = 'TSISARTQELASHVILI, CHICHIKO';
    expect(compareWithEntry(session!, { id: 'm', name, ...entry }).name).to.equal('same');
  });

  it('has nothing to compare for what was not read', () => {
    const entry = { birthDates: ['1970'], countries: ['de'] };
    expect(compare(entry, unreadClient)).to.deep.equal({
      name: 'missing',
      birthDate: 'missing',
      country: 'missing',
    });
    expect(compare(entry, { nationality: 'XXA' }).country).to.equal('not-comparable');
  });
});
