import { expect } from '@open-wc/testing';
import { compareField, transliterate } from 'kv-review/model';
import { tableA, tableB } from './doc9303-tables.js';

/** The letter and its lower-case form, if that is a single letter. */
function bothCases(letter: string): string[] {
  const small = letter.toLowerCase();
  return small !== letter && small.length === 1 ? [letter, small] : [letter];
}

const compare = (first: string, second: string, state: string): string =>
  compareField('lastName', first, second, { state });

describe('the letters of Doc 9303-3, section 6', () => {
  for (const [name, table, size] of [
    ['A', tableA, 95],
    ['B', tableB, 48],
  ] as const) {
    it(`table ${name} has ${size} letters`, () => {
      expect(Array.from(table.map(([letters]) => letters).join('')).length).to.equal(size);
    });

    for (const [letters, readings] of table) {
      it(`${letters} is ${readings}`, () => {
        for (const letter of Array.from(letters).flatMap(bothCases)) {
          for (const [index, reading] of readings.split(' ').entries()) {
            const [, state = 'UTO', initial, latin = ''] =
              /^(?:([A-Z]{3}):)?(\^)?([A-Z]+)$/.exec(reading) ?? [];
            const [own, zone] = initial
              ? [`${letter}нна`, `${latin}NNA`]
              : [`Ан${letter}а`, `AN${latin}A`];
            const written =
              name === 'A'
                ? own.replaceAll('А', 'A').replaceAll('н', 'n').replaceAll('а', 'a')
                : own;
            expect(compare(written, zone, state), `${written} ${zone} ${state}`).to.equal('match');
            if (index === 0) expect(transliterate(written, 'UTO'), written).to.equal(zone);
          }
        }
      });
    }
  }

  it('a wrong letter stays a mismatch', () => {
    for (const [own, zone] of [
      ['Ŋanna', 'MANNA'],
      ['Ѵанна', 'OANNA'],
      ['Ңанна', 'KANNA'],
    ] as const) {
      expect(compare(own, zone, 'UTO')).to.equal(
        own.startsWith('Ң') ? 'not-comparable' : 'mismatch',
      );
    }
  });
});

/** The rows of a table of docs/transliteration.md that have an example. */
async function documentedExamples(): Promise<
  (readonly [state: string, own: string, zone: string])[]
> {
  const text = await (
    await fetch(new URL('../../docs/transliteration.md', import.meta.url))
  ).text();
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const state = /^[A-Z]{3}$/.test(cells[1] ?? '') ? cells[1]! : 'UTO';
    const examples = cells.find((cell) => /^[^=]+ = [A-Z]+(?:, |$)/.test(cell)) ?? '';
    return [...examples.matchAll(/(\S+) = ([A-Z]+)/g)].map(
      ([, own = '', zone = '']) => [state, own, zone] as const,
    );
  });
}

describe('the documented rules of States', () => {
  it('every example matches on a document of its State, and another name does not', async () => {
    const examples = await documentedExamples();
    expect(examples.length).to.be.above(35);
    for (const [state, own, zone] of examples) {
      expect(compare(own, zone, state), `${own} ${zone} ${state}`).to.equal('match');
      expect(compare(zone, own, state), `${zone} ${own} ${state}`).to.equal('match');
      expect(compare(own, `${zone}KOV`, state), `${own} ${zone}KOV`).not.to.equal('match');
      expect(compare(own, `P${zone}`, state), `${own} P${zone}`).not.to.equal('match');
    }
  });

  for (const [state, own, zone] of [
    ['BGR', 'МАРИЯ', 'MARIA'],
    ['BGR', 'Йорданка Виктория', 'YORDANKA VIKTORIA'],
    ['UKR', 'Юрій', 'YURII'],
    ['UKR', 'Розгон-Яценко', 'ROZGHON-YATSENKO'],
    ['UKR', "Мар'яна", 'MARIANA'],
    ['BLR', 'Белый', 'BELY'],
    ['AZE', 'Cəfərova', 'JAFAROVA'],
    ['AZE', 'Xəyalə Ağayeva', 'KHAYALA AGHAYEVA'],
    ['MKD', 'Ѓорѓиевска', 'GJORGJIEVSKA'],
    ['MNG', 'Жаргал', 'JARGAL'],
    ['GEO', 'ცისარტყელაშვილი', 'TSISARTQELASHVILI'],
  ] as const) {
    it(`${state} writes ${own} as ${zone}`, () => {
      expect(transliterate(own, state)).to.equal(zone);
    });
  }

  it('a spelling that only another State or custom explains is left to an agent', () => {
    for (const [state, own, zone] of [
      ['RUS', 'Мария', 'MARIA'],
      ['RUS', 'Алексей', 'ALEXEI'],
      ['UKR', 'Юрий', 'YURIY'],
      ['MNG', 'Өнөр', 'UNUR'],
      ['KAZ', 'Әлия', 'ALIYA'],
      ['SRB', 'Ђорђевић', 'DJORDJEVIC'],
    ] as const) {
      expect(compare(own, zone, state), `${own} ${zone} ${state}`).to.equal('not-comparable');
    }
  });

  it('another name is a mismatch, whatever the State', () => {
    for (const state of ['BGR', 'UKR', 'RUS', 'AZE', 'KAZ']) {
      expect(compare('Мария', 'MARINA', state)).to.equal('mismatch');
      expect(compare('Иванов', 'IVANOVA', state)).to.equal('mismatch');
    }
    // The Latin letters of Azerbaijan follow rules of their own.
    expect(compare('Camila', 'JAMILA', 'ITA')).to.equal('mismatch');
    expect(compare('Camila', 'JAMILA', 'AZE')).to.equal('match');
    expect(compare('François', 'FRANCHOIS', 'FRA')).to.equal('mismatch');
  });
});
