import { expect } from '@open-wc/testing';
import { currentAttempt, unreadClient, type Client, type ClientField } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import type { EnteredEdit } from '../../src/model/client-check.js';
import { readingOffers } from '../../src/model/reading-offers.js';

const today = '2026-06-15';
const [base] = edgeSessions();

/** What is offered for a field, as `front: …` and `back: …`. */
function offers(
  field: ClientField,
  { file = {}, front = {}, back = {} }: Record<string, Partial<Record<ClientField, string>>>,
  edit: EnteredEdit = {},
): string[] {
  const read = (values: Partial<Record<ClientField, string>>): Client =>
    Object.assign({}, unreadClient, values);
  const attempt = { ...currentAttempt(base!)!, front: read(front), back: read(back), mrz: null };
  const session = { client: read(file), attempts: [attempt] };
  return readingOffers(field, session, edit, today).map(
    ({ source, value }) => `${source}: ${value}`,
  );
}

describe('readingOffers', () => {
  it('offers what front and zone say where that differs from the value', () => {
    const sides = { front: { firstName: 'Maria' }, back: { firstName: 'MARLA' } };
    expect(offers('firstName', { file: { firstName: 'Mario' }, ...sides })).to.deep.equal([
      'front: Maria',
      'back: MARLA',
    ]);
    expect(offers('firstName', { file: { firstName: 'Maria' }, ...sides })).to.deep.equal([
      'back: MARLA',
    ]);
    expect(offers('firstName', sides)).to.deep.equal(['front: Maria', 'back: MARLA']);
  });

  it('compares with the entered value, not with the one on file', () => {
    const sides = { file: { firstName: 'Maria' }, front: { firstName: 'Maria' } };
    expect(offers('firstName', sides)).to.deep.equal([]);
    expect(offers('firstName', sides, { firstName: 'Mar' })).to.deep.equal(['front: Maria']);
    expect(offers('firstName', sides, { firstName: null })).to.deep.equal(['front: Maria']);
    expect(offers('firstName', sides, { firstName: 'MARIA' })).to.deep.equal([]);
  });

  it('offers no other spelling of the same: case, accents, fillers, transliteration, truncation', () => {
    for (const [value, zone] of [
      ['Müller', 'MUELLER'],
      ['Anna Maria', 'ANNA<MARIA'],
      ['ლუკა', 'LUKA'],
    ] as const) {
      const sides = { file: { lastName: value }, back: { lastName: zone } };
      expect(offers('lastName', sides), value).to.deep.equal([]);
    }
  });

  it('offers a name of the zone without fillers', () => {
    expect(offers('lastName', { back: { lastName: 'VAN<DER<<BERG<' } })).to.deep.equal([
      'back: VAN DER BERG',
    ]);
    expect(offers('documentNumber', { back: { documentNumber: 'AB12<<<<' } })).to.deep.equal([
      'back: AB12',
    ]);
    expect(offers('documentNumber', { back: { documentNumber: '<<<' } })).to.deep.equal([]);
  });

  it('reads dates, sex and nationality, and offers nothing ambiguous', () => {
    for (const [field, text, expected] of [
      ['birthDate', '1990-03-25', '1990-03-25'],
      ['birthDate', '25.03.1990', '1990-03-25'],
      ['birthDate', '05/05/1990', '1990-05-05'],
      ['birthDate', '03/05/1990', undefined],
      // 2090 is still to come.
      ['birthDate', '900325', '1990-03-25'],
      ['birthDate', '050325', undefined],
      ['birthDate', '31.02.1990', undefined],
      ['sex', 'F', 'female'],
      ['sex', 'Q', undefined],
      ['nationality', 'D', 'DEU'],
      ['nationality', 'QQQ', undefined],
    ] as const) {
      const found = offers(field, { front: { [field]: text } });
      expect(found, `${field} ${text}`).to.deep.equal(expected ? [`front: ${expected}`] : []);
    }
  });

  it('offers nothing that the field would refuse', () => {
    expect(offers('birthDate', { front: { birthDate: '2026-06-16' } })).to.deep.equal([]);
    expect(offers('birthDate', { front: { birthDate: '1860-01-01' } })).to.deep.equal([]);
    expect(offers('firstName', { front: { firstName: 'x'.repeat(201) } })).to.deep.equal([]);
    expect(offers('firstName', { front: { firstName: 'A\u202eB' } })).to.deep.equal([]);
    const born = { file: { birthDate: '1990-01-01' }, front: { expirationDate: '1989-01-01' } };
    expect(offers('expirationDate', born)).to.deep.equal([]);
    // The other date has been changed, so the fault would be at its field.
    const expires = { file: { birthDate: '1980-01-01' }, front: { birthDate: '1999-01-01' } };
    expect(offers('birthDate', expires, { expirationDate: '1998-01-01' })).to.deep.equal([]);
  });

  it('offers nothing without an attempt', () => {
    const session = { client: unreadClient, attempts: [] };
    expect(readingOffers('firstName', session, {}, today)).to.deep.equal([]);
  });
});
