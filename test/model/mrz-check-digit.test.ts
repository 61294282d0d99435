import { expect } from '@open-wc/testing';

import {
  checkDigit,
  checkMrz,
  explainCheck,
  explainCheckDigit,
  humanPosition,
  markFailures,
  type MrzElement,
} from '../../src/model/mrz.js';
import { overwrite, specimens } from './mrz-specimens.js';

const now = new Date('2026-03-01T12:00:00Z');

describe('checkDigit', () => {
  // The worked examples of Doc 9303-3, appendix A.
  for (const [data, digit] of [
    ['520727', 3],
    ['AB2134<<<', 5],
    ['HA672242<658022549601086<<<<<<<<<<<<<<0', 8],
    ['D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<', 2],
    ['HA672242<658022549601086<<<<<<<', 8],
    ['', 0],
  ] as const) {
    it(`gives ${digit} for ${data || 'nothing'}`, () => {
      expect(checkDigit(data)).to.equal(digit);
    });
  }

  for (const data of ['a', ' ', '-', '\u0661', '\u{1D7D8}', '\uD800', '12\n']) {
    it(`refuses ${JSON.stringify(data)}`, () => {
      expect(() => checkDigit(data)).to.throw(RangeError);
    });
  }
});

describe('explainCheckDigit', () => {
  it('shows the arithmetic', () => {
    expect(explainCheckDigit('AB<9')).to.deep.equal({
      terms: [
        { character: 'A', value: 10, weight: 7, product: 70 },
        { character: 'B', value: 11, weight: 3, product: 33 },
        { character: '<', value: 0, weight: 1, product: 0 },
        { character: '9', value: 9, weight: 7, product: 63 },
      ],
      sum: 166,
      remainder: 6,
    });
  });
});

describe('explainCheck', () => {
  const explain = (lines: readonly string[], field: MrzElement) => {
    const report = checkMrz(lines, now);
    const check = report.checks.find((candidate) => candidate.field === field);
    return check ? explainCheck(report, check) : undefined;
  };

  it('explains every check digit of every format', () => {
    for (const lines of Object.values(specimens)) {
      const report = checkMrz(lines, now);
      const digits = report.checks.filter(({ field }) => field.endsWith('CheckDigit'));
      expect(digits).not.to.have.length(0);
      for (const check of digits) {
        expect(String(explainCheck(report, check)?.remainder)).to.equal(check.value);
      }
    }
  });

  it('covers what the standard says', () => {
    const covered = (lines: readonly string[], field: MrzElement): string | undefined =>
      explain(lines, field)
        ?.terms.map(({ character }) => character)
        .join('');
    expect(covered(specimens.TD3, 'compositeCheckDigit')).to.equal(
      'L898902C3674081221204159ZE184226B<<<<<1',
    );
    expect(covered(specimens.TD2, 'compositeCheckDigit')).to.equal(
      'D23145890774081221204159<<<<<<<',
    );
    expect(covered(specimens.TD1, 'compositeCheckDigit')).to.equal(
      'D231458907<<<<<<<<<<<<<<<74081221204159<<<<<<<<<<<',
    );
    expect(covered(specimens['TD1, long number'], 'documentNumberCheckDigit')).to.equal(
      'D23145890734',
    );
  });

  it('explains neither other checks nor characters without a value', () => {
    expect(explain(specimens.TD3, 'lastName')).to.equal(null);
    expect(explain(specimens.TD3, 'sex')).to.equal(null);
    expect(explain(overwrite(specimens.TD3, 1, 0, 'l'), 'documentNumberCheckDigit')).to.equal(null);
    const noZone = checkMrz('?', now);
    expect(noZone.checks.map((check) => explainCheck(noZone, check))).to.deep.equal([null, null]);
  });
});

describe('check digits detect every misread digit', () => {
  const digitOf: Partial<Record<MrzElement, MrzElement>> = {
    documentNumber: 'documentNumberCheckDigit',
    birthDate: 'birthDateCheckDigit',
    expirationDate: 'expirationDateCheckDigit',
    personalNumber: 'personalNumberCheckDigit',
  };

  for (const [name, lines] of Object.entries(specimens)) {
    it(`in the ${name} specimen`, () => {
      const sound = checkMrz(lines, now).checks;
      let changes = 0;
      for (const check of sound) {
        const element = check.field as MrzElement;
        const digit = digitOf[element] ?? (element.endsWith('CheckDigit') ? element : undefined);
        if (!digit) continue;
        for (let column = check.start; column < check.end; column += 1) {
          const original = lines[check.line]?.charAt(column) ?? '';
          if (!/\d/.test(original)) continue;
          for (const replacement of '0123456789'.replace(original, '')) {
            const changed = checkMrz(overwrite(lines, check.line, column, replacement), now);
            const failed = changed.checks.filter(({ ok }) => !ok).map(({ field }) => field);
            expect(failed, `${element} ${column}: ${replacement}`).to.include(digit);
            if (!name.startsWith('MRV')) expect(failed).to.include('compositeCheckDigit');
            changes += 1;
          }
        }
      }
      expect(changes).to.be.greaterThan(150);
    });
  }

  it('finds a digit changed in the optional data by the composite check digit alone', () => {
    const card = [
      'IDUTOD231458907123456789<<<<<<',
      '7408122F1204159UTO98765<<<<<<4',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ];
    expect(checkMrz(card, now).valid).to.equal(true);
    for (const [line, column] of [
      [0, 15],
      [0, 23],
      [1, 18],
      [1, 22],
    ] as const) {
      const failed = checkMrz(overwrite(card, line, column, '0'), now).checks.filter(
        ({ ok }) => !ok,
      );
      expect(failed.map(({ field }) => field)).to.deep.equal(['compositeCheckDigit']);
    }
  });
});

describe('positions', () => {
  it('are counted from one for people, including the last column', () => {
    expect(humanPosition({ line: 1, start: 43, end: 44 })).to.deep.equal({
      line: 2,
      firstColumn: 44,
      lastColumn: 44,
    });
    expect(humanPosition({ line: 0, start: 5, end: 13 })).to.deep.equal({
      line: 1,
      firstColumn: 6,
      lastColumn: 13,
    });
  });

  it('mark the failing characters and nothing else', () => {
    const lines = overwrite(overwrite(specimens.TD3, 1, 10, 'QQQ'), 1, 42, '29');
    expect(markFailures(checkMrz(lines, now))).to.deep.equal([
      [{ text: specimens.TD3[0], ok: true }],
      [
        { text: 'L898902C36', ok: true },
        { text: 'QQQ', ok: false },
        { text: '7408122F1204159ZE184226B<<<<<', ok: true },
        { text: '29', ok: false },
      ],
    ]);
    expect(markFailures(checkMrz('', now))).to.deep.equal([]);
  });
});
