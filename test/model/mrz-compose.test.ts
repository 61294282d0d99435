import { expect } from '@open-wc/testing';

import { checkMrz, composeMrz, type MrzSubject } from '../../src/model/mrz.js';
import { specimens } from './mrz-specimens.js';

const now = new Date('2026-03-01T12:00:00Z');

const anna: MrzSubject = {
  issuingState: 'UTO',
  lastName: 'ERIKSSON',
  firstName: 'ANNA MARIA',
  documentNumber: 'L898902C3',
  nationality: 'UTO',
  birthDate: '1974-08-12',
  sex: 'female',
  expirationDate: '2012-04-15',
  personalNumber: 'ZE184226B',
};

const nameOf = (format: 'TD1' | 'TD3', lastName: string, firstName: string): string => {
  const lines = composeMrz(format, { ...anna, lastName, firstName });
  return (format === 'TD3' ? lines[0]?.slice(5) : lines[2]) ?? '';
};

describe('composeMrz', () => {
  it('writes the specimens', () => {
    expect(composeMrz('TD3', anna)).to.deep.equal(specimens.TD3);
    expect(
      composeMrz('TD1', { ...anna, documentNumber: 'D23145890', personalNumber: null }),
    ).to.deep.equal(specimens.TD1);
    expect(
      composeMrz('TD1', {
        issuingState: 'UTO',
        lastName: 'STEVENSON',
        firstName: 'PETER',
        documentNumber: 'D23145890734',
        nationality: 'UTO',
        birthDate: '1934-07-12',
        sex: 'male',
        expirationDate: '1995-07-12',
      }),
    ).to.deep.equal(specimens['TD1, long number']);
  });

  for (const [lastName, firstName, written] of [
    ['SMITH-JONES', 'SUSIE MARGARET', 'SMITH<JONES<<SUSIE<MARGARET'],
    ["O'CONNOR", 'ENYA SIOBHAN', 'OCONNOR<<ENYA<SIOBHAN'],
    ['VAN DER MUELLEN', 'MARTIN', 'VAN<DER<MUELLEN<<MARTIN'],
    ['AL-BASRI', 'HUDA MUHAMMAD, JAWAD', 'AL<BASRI<<HUDA<MUHAMMAD<JAWAD'],
    ['SATRIYA SUDARPA', '', 'SATRIYA<SUDARPA'],
    ['PAPANDROPOULOUS', 'JONATHON WARREN TREVOR', 'PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR'],
    // Truncated: the last character is a letter.
    ['NILAVADHANANANDA', 'ARNPOL PETCH CHARONGUANG', 'NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU'],
    ['NILAVADHANANANDA', 'CHAYAPA DEJTHAMRONG KRASUANG', 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'],
  ] as const) {
    it(`writes ${lastName}, ${firstName} in a passport`, () => {
      expect(nameOf('TD3', lastName, firstName)).to.equal(written.padEnd(39, '<'));
    });
  }

  it('truncates a last name that leaves no room, and fills the field', () => {
    const lastName = 'BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL';
    expect(nameOf('TD3', lastName, 'DINGO POTOROO')).to.equal(
      'BENNELONG<WOOLOOMO<WARRANDY<WARNAMBO<<D',
    );
    expect(nameOf('TD1', lastName, 'DINGO POTOROO')).to.equal('BENNEL<WOOLOO<WARRAN<WARNAM<<D');
    expect(nameOf('TD1', lastName, '')).to.equal('BENNELO<WOOLOOM<WARRAND<WARNAM');
  });

  it('never ends a truncated name in a filler', () => {
    expect(nameOf('TD1', 'NILAVADHANANANDA', 'CHAYAPA DEJ KRASUANG')).to.equal(
      'NILAVADHANANANDA<<CHAYAP<DEJ<K',
    );
    expect(nameOf('TD1', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'A MARIA')).to.equal(
      'ABCDEFGHIJKLMNOPQRSTUVWXY<<A<M',
    );
  });

  it('writes zones that checkMrz reads back, for names and numbers of any length', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    for (let length = 1; length <= 45; length += 1) {
      for (const words of [1, 2, 3]) {
        const word = alphabet.repeat(2).slice(0, length);
        const names = Array.from({ length: words }, () => word).join(' ');
        for (const format of ['TD1', 'TD3'] as const) {
          const documentNumber = `7${alphabet}`.slice(
            0,
            1 + (length % (format === 'TD1' ? 22 : 9)),
          );
          const personalNumber = '01234567890'.slice(0, length % 12);
          const subject = {
            ...anna,
            lastName: names,
            firstName: names,
            documentNumber,
            personalNumber,
          };
          const { valid, fields } = checkMrz(composeMrz(format, subject), now);
          expect(valid, `${format} ${names}`).to.equal(true);
          expect(fields.documentNumber).to.equal(documentNumber);
          expect(fields.personalNumber).to.equal(personalNumber || null);
          expect(fields).to.include({ birthDate: '1974-08-12', sex: 'female', nationality: 'UTO' });
          const room = format === 'TD1' ? 30 : 39;
          const isWhole = names.length * 2 + 2 <= room;
          if (isWhole) expect(fields).to.include({ lastName: names, firstName: names });
          else
            expect(nameOf(format, names, names))
              .to.match(/[A-Z]$/)
              .and.have.length(room);
        }
      }
    }
  });

  it('pads with fillers: missing values, and codes of one letter', () => {
    const lines = composeMrz('TD3', {
      ...anna,
      issuingState: 'D',
      nationality: 'D',
      birthDate: null,
      sex: null,
      firstName: null,
      personalNumber: null,
    });
    const report = checkMrz(lines, now);
    expect(lines[1]).to.match(/^L898902C36D<<<<<<<<0<1204159<{14}0\d$/);
    expect(report.valid).to.equal(true);
    expect(report.fields).to.include({ issuingState: 'D', birthDate: null, sex: 'unspecified' });
  });

  for (const [what, change] of [
    ['a name with digits', { lastName: 'ER1KSSON' }],
    ['a name with diacritics', { lastName: 'ÉRIKSSON' }],
    ['a name in lower case', { firstName: 'Anna' }],
    ['no last name', { lastName: ' - ' }],
    ['a number with other signs', { documentNumber: 'L898/02C3' }],
    ['no number', { documentNumber: '' }],
    ['a passport number of ten characters', { documentNumber: 'L898902C34' }],
    ['a personal number of fifteen characters', { personalNumber: '012345678901234' }],
    ['a code of four letters', { issuingState: 'UTOP' }],
    ['another date format', { birthDate: '12.08.1974' }],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => composeMrz('TD3', { ...anna, ...change })).to.throw(RangeError);
    });
  }

  it('puts a personal number after a long card number if there is room', () => {
    const card = { ...anna, documentNumber: 'D2314589073' };
    const whole = composeMrz('TD1', { ...card, personalNumber: '01001012345' });
    expect(whole[0]).to.equal('I<UTOD23145890<735<01001012345');
    expect(whole[1]?.slice(18, 29)).to.equal('<'.repeat(11));
    const split = composeMrz('TD1', {
      ...card,
      documentNumber: 'D23145890734',
      personalNumber: '01001012345',
    });
    expect(split[0]).to.equal('I<UTOD23145890<7349<<<<<<<<<<<');
    expect(split[1]?.slice(18, 29)).to.equal('01001012345');
  });

  it('refuses a card number of 23 characters', () => {
    const documentNumber = 'A'.repeat(22);
    expect(() =>
      composeMrz('TD1', { ...anna, documentNumber, personalNumber: null }),
    ).not.to.throw();
    expect(() => composeMrz('TD1', { ...anna, documentNumber: `${documentNumber}A` })).to.throw(
      RangeError,
    );
  });
});
