import { expect } from '@open-wc/testing';

import {
  checkDigit,
  checkMrz,
  explainCheck,
  hasNoExpiry,
  isExpired,
  type MrzReport,
} from '../../src/model/mrz.js';
import { overwrite, specimens } from './mrz-specimens.js';

const now = new Date('2026-03-01T12:00:00Z');

const errorsOf = ({ checks }: MrzReport): string[] =>
  checks.filter(({ ok }) => !ok).map(({ category, error }) => `${category}: ${error}`);

const fieldOf = (lines: string[], at: [line: number, column: number], text: string): MrzReport =>
  checkMrz(overwrite(lines, ...at, text), now);

describe('checkMrz: specimens of Doc 9303', () => {
  for (const [name, lines] of Object.entries(specimens)) {
    it(`finds nothing wrong with the ${name} specimen`, () => {
      const report = checkMrz(lines, now);
      expect(errorsOf(report)).to.deep.equal([]);
      expect(report.valid).to.equal(true);
      expect(report.format).to.equal(name.split(',')[0]);
      expect(report.lines).to.deep.equal(lines);
    });
  }

  it('reads the passport', () => {
    expect(checkMrz(specimens.TD3, now).fields).to.deep.equal({
      documentCode: 'P',
      issuingState: 'UTO',
      lastName: 'ERIKSSON',
      firstName: 'ANNA MARIA',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthDate: '1974-08-12',
      sex: 'female',
      expirationDate: '2012-04-15',
      personalNumber: 'ZE184226B',
      optionalData: null,
      optionalData2: null,
    });
  });

  it('reads a document number that continues in the optional data', () => {
    const { fields, checks } = checkMrz(specimens['TD1, long number'], now);
    expect(fields.documentNumber).to.equal('D23145890734');
    expect(fields.optionalData).to.equal(null);
    expect(fields.sex).to.equal('male');
    const digit = checks.find(({ field }) => field === 'documentNumberCheckDigit');
    expect(digit).to.include({ value: '9', line: 0, start: 18, end: 19 });
  });

  it('reads a visa, whose optional data is not a personal number', () => {
    const { fields } = checkMrz(specimens['MRV-A'], now);
    expect(fields.documentNumber).to.equal('L8988901C');
    expect(fields.nationality).to.equal('XXX');
    expect(fields.optionalData).to.equal('6ZE184226B');
    expect(fields.personalNumber).to.equal(null);
  });

  it('expects no composite check digit on a visa', () => {
    for (const format of ['MRV-A', 'MRV-B'] as const) {
      const fields = checkMrz(specimens[format], now).checks.map(({ field }) => field);
      expect(fields).not.to.include('compositeCheckDigit');
    }
  });
});

describe('checkMrz: the list of the reference', () => {
  it('checks the fifteen elements of a passport, in order', () => {
    const { checks } = checkMrz(specimens.TD3, now);
    expect(checks.map(({ category }) => category)).to.deep.equal([
      'Document code',
      'Issuing state',
      'Last name',
      'First name',
      'Document number',
      'Document number check digit',
      'Nationality',
      'Birthdate',
      'Birthdate check digit',
      'Sex',
      'Expiration date',
      'Expiration date check digit',
      'Personal number',
      'Personal number check digit',
      'Composite check digit',
    ]);
  });

  it('checks the corresponding elements of an identity card', () => {
    const { checks } = checkMrz(specimens.TD1, now);
    expect(checks.map(({ category }) => category)).to.deep.equal([
      'Document code',
      'Issuing state',
      'Last name',
      'First name',
      'Document number',
      'Document number check digit',
      'Nationality',
      'Birthdate',
      'Birthdate check digit',
      'Sex',
      'Expiration date',
      'Expiration date check digit',
      'Optional data',
      'Optional data 2',
      'Composite check digit',
    ]);
  });

  it('words all four example errors exactly', () => {
    const lines = [
      'P<XYZ1ASDFGHE<<NINO<<<<<<<<<<<<<<<<<<<<<<<<<',
      '14AA100070GEO9002100F310614301001012313<<<88',
    ];
    const report = checkMrz(lines, now);
    expect(errorsOf(report)).to.deep.equal([
      'State code: invalid state code',
      'Last name: Invalid text: 1ASDFGHE. Must match the following regular expression: /^[A-Z]+<*$/',
      'Document number check digit: invalid check digit: 0. Must be 9',
      'Composite check digit: invalid check digit: 8. Must be 7',
    ]);
    expect(report.valid).to.equal(false);
    expect(report.fields.issuingState).to.equal(null);
    expect(report.fields.lastName).to.equal(null);
    expect(report.fields.firstName).to.equal('NINO');
  });

  it('locates an error: line and start count from zero, the end is exclusive', () => {
    const report = fieldOf(specimens.TD3, [1, 43], '7');
    expect(report.checks.filter(({ ok }) => !ok)).to.deep.equal([
      {
        category: 'Composite check digit',
        field: 'compositeCheckDigit',
        ok: false,
        value: '7',
        error: 'invalid check digit: 7. Must be 0',
        line: 1,
        start: 43,
        end: 44,
      },
    ]);
  });

  it('reports an invalid nationality as a state code too, with its own field', () => {
    const failed = fieldOf(specimens.TD3, [1, 10], 'QQQ').checks.filter(({ ok }) => !ok);
    expect(failed).to.have.length(1);
    expect(failed[0]).to.include({
      category: 'State code',
      field: 'nationality',
      error: 'invalid state code',
      value: 'QQQ',
    });
  });
});

describe('checkMrz: codes', () => {
  for (const code of ['D<<', 'GEO', 'RKS', 'EUE', 'UNO', 'UNK', 'XOM', 'XMP', 'GBD', 'ANT']) {
    it(`accepts ${code} as issuing state and as nationality`, () => {
      expect(fieldOf(specimens.TD3, [0, 2], code).valid).to.equal(true);
      expect(fieldOf(specimens.TD3, [1, 10], code).valid).to.equal(true);
    });
  }

  for (const code of ['XXA', 'XXB', 'XXC', 'XXX']) {
    it(`accepts ${code} only as nationality`, () => {
      expect(fieldOf(specimens.TD3, [1, 10], code).valid).to.equal(true);
      expect(errorsOf(fieldOf(specimens.TD3, [0, 2], code))).to.deep.equal([
        'State code: invalid state code',
      ]);
    });
  }

  for (const code of ['<<<', '<D<', 'D<E', 'GE<', 'geo', 'XXK', 'IAO', 'ZZZ', 'G3O']) {
    it(`refuses ${code}`, () => {
      expect(errorsOf(fieldOf(specimens.TD3, [0, 2], code))).to.include(
        'State code: invalid state code',
      );
    });
  }

  for (const [format, code] of [
    ['TD3', 'PP'],
    ['TD3', 'PD'],
    ['TD1', 'ID'],
    ['TD1', 'AC'],
    ['TD2', 'C<'],
    ['MRV-B', 'VC'],
  ] as const) {
    it(`accepts ${code} on a ${format}`, () => {
      expect(fieldOf(specimens[format], [0, 0], code).valid).to.equal(true);
    });
  }

  for (const [format, code, error] of [
    ['TD3', 'I<', 'First character must be P'],
    ['TD3', 'P1', 'Must be a letter and a letter or <'],
    ['TD1', 'P<', 'First character must be A, C or I'],
    ['TD1', 'IV', 'Second character must not be V'],
    ['TD2', 'AI', 'Second character must not be I'],
  ] as const) {
    it(`refuses ${code} on a ${format}`, () => {
      expect(errorsOf(fieldOf(specimens[format], [0, 0], code))).to.deep.equal([
        `Document code: invalid document code: ${code}. ${error}`,
      ]);
    });
  }
});

describe('checkMrz: names', () => {
  const named = (name: string): MrzReport => fieldOf(specimens.TD3, [0, 5], name.padEnd(39, '<'));

  for (const [name, lastName, firstName] of [
    ['VAN<DER<BERG<<ANNA<MARIA', 'VAN DER BERG', 'ANNA MARIA'],
    ['ARKFREITH', 'ARKFREITH', null],
    ['SATRIYA<SUDARPA', 'SATRIYA SUDARPA', null],
    ['PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR', 'PAPANDROPOULOUS', 'JONATHON WARREN TREVOR'],
    ['NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K', 'NILAVADHANANANDA', 'CHAYAPA DEJTHAMRONG K'],
  ] as const) {
    it(`reads ${name}`, () => {
      const { valid, fields } = named(name);
      expect(fields).to.include({ lastName, firstName });
      expect(valid).to.equal(true);
    });
  }

  for (const [name, category, quoted] of [
    ['VAN<DER<B3RG<<ANNA', 'Last name', 'VAN<DER<B3RG'],
    ['ERIKSSON<<ANNA<M4RIA', 'First name', 'ANNA<M4RIA'],
    ['ERIKSSON<<ANNA<<MARIA', 'First name', 'ANNA<<MARIA'],
    ['ERIKSSON<<<ANNA', 'First name', '<ANNA'],
    ['<ERIKSSON<<ANNA', 'Last name', '<ERIKSSON'],
    ['<<ANNA', 'Last name', '<'],
    ['', 'Last name', '<'],
  ] as const) {
    it(`refuses ${name || 'an empty name'}`, () => {
      expect(errorsOf(named(name))).to.deep.equal([
        `${category}: Invalid text: ${quoted}. Must match the following regular expression: /^[A-Z]+<*$/`,
      ]);
    });
  }
});

describe('checkMrz: dates and sex', () => {
  const born = (text: string, at = now): MrzReport =>
    checkMrz(overwrite(specimens.TD3, 1, 13, text), at);
  const dateErrors = (report: MrzReport): string[] =>
    errorsOf(report).filter((error) => /date: /.test(error));

  for (const [text, expected] of [
    ['000229', '2000-02-29'],
    ['240229', '2024-02-29'],
    ['260301', '2026-03-01'],
    ['260302', '1926-03-02'],
    ['991231', '1999-12-31'],
  ] as const) {
    it(`reads the birth date ${text} as ${expected}`, () => {
      expect(born(text).fields.birthDate).to.equal(expected);
    });
  }

  it('never reads a birth date as later than now', () => {
    expect(born('260301', new Date('2026-02-28T23:59:59Z')).fields.birthDate).to.equal(
      '1926-03-01',
    );
  });

  for (const text of ['74<<<<', '7408<<', '74<<12', '<<0812', '<<<<<<', '<<0229']) {
    it(`accepts ${text} as a partly unknown birth date, and returns no date`, () => {
      const report = born(text);
      expect(dateErrors(report)).to.deep.equal([]);
      expect(report.fields.birthDate).to.equal(null);
      expect(report.checks.find(({ field }) => field === 'birthDate')).to.include({
        ok: true,
        value: text,
      });
    });
  }

  for (const [text, error] of [
    ['740230', '740230. Day must be 01 to 28'],
    ['230229', '230229. Day must be 01 to 28'],
    ['740431', '740431. Day must be 01 to 30'],
    ['741312', '741312. Month must be 01 to 12'],
    ['740012', '740012. Month must be 01 to 12'],
    ['740800', '740800. Day must be 01 to 31'],
    ['<<0230', '<<0230. Day must be 01 to 29'],
    ['74<<32', '74<<32. Day must be 01 to 31'],
    ['74O812', '74O812. Must be YYMMDD, with << for an unknown part'],
    ['7<0812', '7<0812. Must be YYMMDD, with << for an unknown part'],
  ] as const) {
    it(`refuses the birth date ${text}`, () => {
      expect(dateErrors(born(text))).to.deep.equal([`Birthdate: invalid date: ${error}`]);
      expect(born(text).fields.birthDate).to.equal(null);
    });
  }

  for (const [text, error] of [
    ['120230', '120230. Day must be 01 to 29'],
    ['1204<<', '1204<<. Must be YYMMDD'],
  ] as const) {
    it(`refuses the expiration date ${text}`, () => {
      expect(dateErrors(fieldOf(specimens.TD3, [1, 21], text))).to.deep.equal([
        `Expiration date: invalid date: ${error}`,
      ]);
    });
  }

  it('reads an unspecified sex, and refuses other letters', () => {
    expect(fieldOf(specimens.TD3, [1, 20], '<').fields.sex).to.equal('unspecified');
    expect(fieldOf(specimens.TD3, [1, 20], 'M').fields.sex).to.equal('male');
    expect(errorsOf(fieldOf(specimens.TD3, [1, 20], 'X'))).to.deep.equal([
      'Sex: invalid sex: X. Must be M, F or <',
    ]);
  });

  it('reports separately whether a document has expired and whether its zone is valid', () => {
    const report = checkMrz(specimens.TD3, now);
    expect(report.valid).to.equal(true);
    expect(isExpired(report, now)).to.equal(true);
    expect(isExpired(report, new Date('2012-04-15T23:59:59Z'))).to.equal(false);
    expect(isExpired(report, new Date('2012-04-16T00:00:00Z'))).to.equal(true);
    expect(isExpired(checkMrz('', now), now)).to.equal(null);
  });

  it('throws on an invalid current date', () => {
    const report = checkMrz(specimens.TD3, now);
    expect(() => isExpired(report, new Date(Number.NaN))).to.throw(RangeError);
  });
});

describe('checkMrz: numbers', () => {
  it('accepts only 0 or a filler as the check digit of an unused personal number', () => {
    const unused = overwrite(specimens.TD3, 1, 28, '<'.repeat(14));
    for (const digit of ['0', '<']) {
      const report = checkMrz(overwrite(unused, 1, 42, `${digit}8`), now);
      expect(errorsOf(report)).to.deep.equal([]);
      expect(report.fields.personalNumber).to.equal(null);
    }
    expect(errorsOf(checkMrz(overwrite(unused, 1, 42, '8'), now))).to.include(
      'Personal number check digit: invalid check digit: 8. Must be 0',
    );
  });

  it('requires a check digit for a personal number', () => {
    expect(errorsOf(fieldOf(specimens.TD3, [1, 42], '<'))).to.include(
      'Personal number check digit: invalid check digit: <. Must be 1',
    );
  });

  it('does not look for the rest of a passport number elsewhere', () => {
    expect(errorsOf(fieldOf(specimens.TD3, [1, 9], '<'))).to.include(
      'Document number check digit: invalid check digit: <. Must be 6',
    );
  });

  it('checks the digit of a long number, and requires a filler after it', () => {
    expect(errorsOf(fieldOf(specimens['TD1, long number'], [0, 18], '8'))).to.include(
      'Document number check digit: invalid check digit: 8. Must be 9',
    );
    expect(errorsOf(fieldOf(specimens['TD1, long number'], [0, 15], '734999999999999'))).to.include(
      'Document number check digit: invalid check digit: <. Must be 7',
    );
  });

  it('continues a document number only on official documents with a full number field', () => {
    const short = overwrite(specimens.TD1, 0, 5, 'D2314589<<7349<');
    const empty = overwrite(specimens.TD1, 0, 14, '<7<');
    const visa = overwrite(overwrite(specimens['MRV-B'], 1, 9, '<'), 1, 28, '7349<');
    for (const [lines, digit] of [
      [short, 7],
      [empty, 7],
      [visa, 4],
    ] as const) {
      expect(errorsOf(checkMrz(lines, now))).to.include(
        `Document number check digit: invalid check digit: <. Must be ${digit}`,
      );
    }
  });

  it('requires a document number', () => {
    expect(errorsOf(fieldOf(specimens.TD3, [1, 0], '<<<<<<<<<'))).to.include(
      'Document number: Invalid text: <. Must match the following regular expression: /^[0-9A-Z][0-9A-Z<]*$/',
    );
  });

  it('returns the optional data of a card as the personal number', () => {
    const lines = [
      'IDGEO14AA100072010010123456<<<',
      '9002100F3106143GEO<<<<<<<<<<<2',
      'ASDFGHE<<NINO<<<<<<<<<<<<<<<<<',
    ];
    const { fields } = checkMrz(lines, now);
    expect(fields.optionalData).to.equal('010010123456');
    expect(fields.personalNumber).to.equal('010010123456');
  });
});

describe('checkMrz: malformed zones', () => {
  it('trims white space and reads any kind of line break', () => {
    const [upper, lower] = specimens.TD3;
    for (const input of [
      `${upper}\n${lower}`,
      `\r\n ${upper} \r\n\t${lower}\r\n`,
      `${upper}\r${lower}`,
    ]) {
      const report = checkMrz(input, now);
      expect(report.valid).to.equal(true);
      expect(report.lines).to.deep.equal(specimens.TD3);
    }
    expect(checkMrz([`${upper}\r`, `${lower}  `], now).valid).to.equal(true);
  });

  it('does not correct letters that look like digits, nor lower case', () => {
    expect(fieldOf(specimens.TD3, [1, 13], '74O812').valid).to.equal(false);
    const report = checkMrz(
      specimens.TD3.map((line) => line.toLowerCase()),
      now,
    );
    expect(report.valid).to.equal(false);
    expect(errorsOf(report)[0]).to.match(/^Character set: invalid characters: p, u, t, o, e, r, /);
  });

  it('still checks the check digits if the other line is too short', () => {
    const [upper, lower] = specimens.TD3;
    expect(errorsOf(checkMrz([upper!.slice(0, -1), lower!], now))).to.deep.equal([
      'Line length: invalid line length: 43. Must be 44',
    ]);
  });

  it('recognises the format of lines that are up to three characters too long or too short', () => {
    for (const format of ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'] as const) {
      const longer = specimens[format].map((line) => `${line}<<<`);
      const shorter = specimens[format].map((line) => line.slice(0, -3));
      expect(checkMrz(longer, now)).to.include({ format, valid: false });
      expect(checkMrz(shorter, now)).to.include({ format, valid: false });
    }
  });

  it('names the elements that are missing from a short line', () => {
    const [upper, lower] = specimens.TD3;
    expect(errorsOf(checkMrz([upper!, lower!.slice(0, -2)], now))).to.deep.equal([
      'Line length: invalid line length: 42. Must be 44',
      'Personal number check digit: incomplete: 0 of 1 characters',
      'Composite check digit: incomplete: 0 of 1 characters',
    ]);
  });

  for (const [name, input, found] of [
    ['nothing', '', 'no lines'],
    ['white space', ' \n\t\r\n', 'no lines'],
    ['an empty list', [], 'no lines'],
    ['one line', specimens.TD3.slice(0, 1), '1 line of 44 characters'],
    ['two short lines', 'AB\nCDE', '2 lines of 2, 3 characters'],
    ['four lines', ['A', 'B', 'C', 'D'], '4 lines of 1, 1, 1 ... characters'],
    ['lines between the widths', ['A'.repeat(40), 'B'.repeat(40)], '2 lines of 40, 40 characters'],
  ] as const) {
    it(`reports that ${name} is not a zone`, () => {
      const report = checkMrz(input, now);
      expect(report.format).to.equal(null);
      expect(report.valid).to.equal(false);
      expect(errorsOf(report)).to.deep.equal([
        `Format: unrecognized format: ${found}. Must be 3 lines of 30, 2 lines of 36 or 2 lines of 44 characters`,
      ]);
      expect(Object.values(report.fields).every((value) => value === null)).to.equal(true);
    });
  }

  it('never treats formula signs as data (abuse case 8)', () => {
    const report = fieldOf(specimens.TD3, [1, 0], '=1+1*cmd(');
    expect(report.valid).to.equal(false);
    expect(report.fields.documentNumber).to.equal(null);
    expect(errorsOf(report)).to.include(
      'Character set: invalid characters: =, +, *, c, m, d, (. Must be A-Z, 0-9 or <',
    );
    expect(errorsOf(report)).to.include(
      'Document number check digit: check digit cannot be computed: it covers missing or invalid characters',
    );
  });

  it('names foreign and invisible characters by their code points', () => {
    const report = fieldOf(specimens.TD3, [0, 5], '\u10D2\u202E\u0000\uD800');
    expect(errorsOf(report)[0]).to.equal(
      'Character set: invalid characters: [U+10D2], [U+202E], [U+0000], [U+D800]. Must be A-Z, 0-9 or <',
    );
    expect(report.checks[0]).to.include({ line: 0, start: 5, end: 9 });
  });
});

/** A card with a document number of more than nine characters; all other check digits are correct. */
function longNumberCard(upper: string): string[] {
  const middle = '3407127M9507122UTO<<<<<<<<<<<';
  const covered = upper.slice(5, 30) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18);
  return [upper, middle + String(checkDigit(covered)), 'STEVENSON<<PETER<<<<<<<<<<<<<<'];
}

describe('checkMrz: the check digit of a long document number', () => {
  for (const [name, upper, reading] of [
    ['a Belgian card, with the filler', 'IDBEL000590448<3016<<<<<<<<<<<', 'number-with-filler'],
    ['a Portuguese card, with the filler', 'I<PRT000024759<ZZ72<<<<<<<<<<<', 'number-with-filler'],
    ['the number alone', 'I<PRT000024759<ZZ70<<<<<<<<<<<', 'number'],
    ['a Belgian card, by both', 'IDBEL000612345<1781<<<<<<<<<<<', 'both'],
    ['both with one result', 'I<UTOD23145890<7349<<<<<<<<<<<', 'both'],
  ] as const) {
    it(`accepts ${name}, and reports which reading it is`, () => {
      const at = upper.indexOf('<', 15) - 1;
      for (let digit = 0; digit < 10; digit++) {
        const lines = longNumberCard(upper.slice(0, at) + String(digit) + upper.slice(at + 1));
        const report = checkMrz(lines, now);
        const check = report.checks.find(({ field }) => field === 'documentNumberCheckDigit')!;
        const isPrinted = String(digit) === upper[at];
        if (isPrinted) {
          expect(errorsOf(report)).to.deep.equal([]);
          expect(check.reading).to.equal(reading);
          expect(explainCheck(report, check)?.remainder).to.equal(digit);
          expect(report.fields.documentNumber).to.equal(upper.slice(5, 14) + upper.slice(15, at));
        } else if (!check.ok) {
          expect(check.error).to.match(/^invalid check digit: \d\. Must be \d/);
          expect(check).not.to.have.property('reading');
        }
      }
      const right = Array.from({ length: 10 }, (_, digit) => String(digit)).filter(
        (digit) =>
          checkMrz(longNumberCard(upper.slice(0, at) + digit + upper.slice(at + 1)), now).valid,
      );
      expect(right.length).to.be.at.most(2);
    });
  }

  it('names both digits if neither is printed', () => {
    expect(errorsOf(checkMrz(longNumberCard('I<PRT000024759<ZZ75<<<<<<<<<<<'), now))).to.deep.equal(
      ['Document number check digit: invalid check digit: 5. Must be 0, or 2 with the filler'],
    );
  });

  it('reads the long number of a card of two lines in the same way', () => {
    const lower = '000024759<PRT3407127M9507122ZZ72<<<';
    const covered = lower.slice(0, 10) + lower.slice(13, 20) + lower.slice(21, 35);
    const lines = ['I<PRTSTEVENSON<<PETER'.padEnd(36, '<'), lower + String(checkDigit(covered))];
    const report = checkMrz(lines, now);
    expect(report).to.include({ format: 'TD2', valid: true });
  });
});

describe('checkMrz: zones as readers give them', () => {
  for (const [format, lines] of Object.entries(specimens)) {
    it(`splits a ${format} that is one text, with the same report as for lines`, () => {
      const expected = checkMrz(lines, now);
      for (const divider of ['', '^', '\n', '\u2028', '\u0085', ' ', '^\r\n']) {
        for (const input of [
          lines.join(divider),
          [lines.join(divider)],
          `\ufeff${lines.join(divider)}^`,
        ]) {
          expect(checkMrz(input, now), JSON.stringify(divider)).to.deep.equal(expected);
        }
      }
    });
  }

  it('is as strict as for lines', () => {
    const [upper = '', lower = ''] = specimens.TD3;
    const text = upper + lower;
    expect(checkMrz(text.slice(1), now).format).to.equal(null);
    expect(checkMrz(`${text}<`, now).format).to.equal(null);
    expect(checkMrz(text.replace('8122F', '8123F'), now).valid).to.equal(false);
    expect(checkMrz(text.toLowerCase(), now).valid).to.equal(false);
    expect(checkMrz(`${upper.replace('<<', ' <')} ${lower}`, now).valid).to.equal(false);
  });

  it('reports in words that there is no date of expiry', () => {
    const report = fieldOf(specimens.TD3, [1, 21], '<<<<<<0');
    expect(report.valid).to.equal(false);
    expect(errorsOf(report)[0]).to.equal('Expiration date: no date of expiry. Must be YYMMDD');
    expect(report.fields.expirationDate).to.equal(null);
    expect(hasNoExpiry(report)).to.equal(true);
    for (const text of ['<<<<<1', '1<<<<<', '000000']) {
      expect(hasNoExpiry(fieldOf(specimens.TD3, [1, 21], text)), text).to.equal(false);
    }
  });
});

describe('checkMrz: documents with a layout of their own', () => {
  for (const [layout, lines] of [
    [
      'RUS-internal-passport',
      [
        'PNRUSZAQCEVA<<ANASTASI8<MIHAQLOVNA<<<<<<<<<<',
        '4601234567RUS8503127F<<<<<<<2050312500012<54',
      ],
    ],
    [
      'FRA-identity-card',
      ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '8806923102858CORINNE<<<<<<<6512068F6'],
    ],
    [
      'CHE-driving-licence',
      ['AAA001D<<', 'FACHE305142128097<<800126<<<<<', 'MARCHAND<<FABIENNE<<<<<<<<<<<<'],
    ],
    ['ISO-driving-licence', ['D1FRA13AA000026181231MARTIN<<9']],
    ['ISO-driving-licence', ['D1NLD21234567890JANSEN<<<<<<<4']],
  ] as const) {
    it(`names a ${layout} (${lines[0].slice(0, 8)}) and does not check it`, () => {
      for (const input of [lines, lines.join('^')]) {
        const report = checkMrz(input, now);
        expect(report).to.include({ format: null, valid: false, ownLayout: layout });
        expect(report.lines).to.deep.equal(lines);
        expect(report.checks).to.have.length(1);
        expect(report.checks[0]!.error).to.match(/^[\w ./()-]+: not checked by Doc 9303$/);
        expect(new Set(Object.values(report.fields))).to.deep.equal(new Set([null]));
        expect(explainCheck(report, report.checks[0]!)).to.equal(null);
      }
    });
  }

  it('still checks the Doc 9303 zones of the same States', () => {
    for (const lines of Object.values(specimens)) {
      for (const state of ['FRA', 'RUS', 'CHE', 'NLD']) {
        const place = lines.length === 3 || lines[0]!.length !== 36 ? state : 'CHE';
        expect(checkMrz(overwrite(lines, 0, 2, place), now).ownLayout).to.equal(null);
      }
    }
  });
});
