import { expect } from '@open-wc/testing';
import {
  checkEdit,
  clientEdit,
  clientFields,
  readEntered,
  unreadClient,
  type Client,
  type ClientField,
} from 'kv-review/model';
import * as v from 'valibot';

const client: Client = {
  ...unreadClient,
  firstName: 'Ana',
  birthDate: '1990-03-05',
  expirationDate: '2031-01-02',
  nationality: 'GEO',
};
const today = '2026-06-15';

describe('readEntered', () => {
  it('keeps only changed values, without the spaces around them', () => {
    expect(
      readEntered({ firstName: ' Ana ', lastName: ' Ona ', birthDate: '1990-03-05' }, client),
    ).to.deep.equal({ lastName: 'Ona' });
  });

  it('removes an emptied value, and does not treat spaces as empty', () => {
    expect(readEntered({ firstName: '', lastName: '', sex: '' }, client)).to.deep.equal({
      firstName: null,
    });
    expect(readEntered({ firstName: '   ' }, client)).to.deep.equal({ firstName: '   ' });
  });
});

describe('checkEdit', () => {
  const problemOf = (field: ClientField, value: string, of = client): string | undefined =>
    checkEdit({ [field]: value }, of, today).get(field);

  const cases: [ClientField, string, string | undefined][] = [
    ['firstName', 'Anna', undefined],
    ['firstName', ' \t', 'blank'],
    ['firstName', 'x'.repeat(200), undefined],
    ['firstName', 'x'.repeat(201), 'too-long'],
    ['lastName', 'a\u0000b', 'invisible'],
    ['lastName', '\u202eanA', 'invisible'],
    ['lastName', 'عبد الرحمن', undefined],
    ['lastName', 'a\ud800', 'invisible'],
    ['lastName', '\u200b', 'invisible'],
    ['lastName', '\u200c', 'blank'],
    ['documentNumber', `e${'\u0301'.repeat(9)}`, 'stacked'],
    ['documentNumber', `e${'\u0301'.repeat(8)}`, undefined],
    ['lastName', 'علی\u200cرضا', undefined],
    ['birthDate', '1990-02-30', 'not-a-date'],
    ['birthDate', 'yesterday', 'not-a-date'],
    ['birthDate', '2026-06-15', undefined],
    ['birthDate', '2026-06-16', 'in-future'],
    ['birthDate', '1876-06-15', undefined],
    ['birthDate', '1876-06-14', 'too-early'],
    ['expirationDate', '2020-01-01', undefined],
    ['expirationDate', '1990-03-05', 'before-birth'],
    ['expirationDate', '9999-12-31', undefined],
    ['nationality', 'D', undefined],
    ['nationality', 'XXA', undefined],
    ['nationality', 'GE', 'unknown-code'],
    ['nationality', 'toString', 'unknown-code'],
  ];
  for (const [field, value, problem] of cases) {
    it(`${field} ${JSON.stringify(value.slice(0, 20))}: ${problem ?? 'fine'}`, () => {
      expect(problemOf(field, value)).to.equal(problem);
    });
  }

  it('refuses a document that expired long ago, even without a birth date', () => {
    const unread = { ...client, birthDate: null };
    expect(problemOf('expirationDate', '1926-06-15', unread)).to.equal(undefined);
    expect(problemOf('expirationDate', '1926-06-14', unread)).to.equal('long-expired');
    expect(problemOf('expirationDate', '0000-01-01', unread)).to.equal('long-expired');
  });

  it('ignores what an edit does not change', () => {
    const wrong = { ...client, birthDate: '2999-01-01', firstName: 'a\u202eb' };
    const { birthDate, firstName } = wrong;
    expect(checkEdit({ birthDate, firstName }, wrong, today).size).to.equal(0);
  });

  it('checks birth and expiry together, at the field that was changed', () => {
    const early = { ...client, expirationDate: '1980-01-01' };
    expect(problemOf('birthDate', '1985-01-01', early)).to.equal('before-birth');
    expect(checkEdit({ firstName: 'Anna' }, early, today).size).to.equal(0);
    expect(
      checkEdit({ birthDate: '1970-01-01', expirationDate: '1980-01-01' }, client, today).size,
    ).to.equal(0);
    expect(
      checkEdit({ birthDate: null, expirationDate: '1980-01-01' }, client, today).size,
    ).to.equal(0);
  });

  it('accepts only what a backend accepts', () => {
    const texts = ['', ' ', 'x'.repeat(201), '1990-13-01', 'GEO', 'geo', 'male', '0'.repeat(200)];
    for (const field of clientFields.filter((name) => name !== 'sex')) {
      for (const text of texts) {
        const edit = readEntered({ [field]: text }, client);
        if (Object.keys(edit).length === 0 || checkEdit(edit, client, today).size > 0) continue;
        expect(v.is(clientEdit, edit), `${field} ${text}`).to.equal(true);
      }
    }
  });
});
