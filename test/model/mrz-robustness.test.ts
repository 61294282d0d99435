import { expect } from '@open-wc/testing';
import { parse, states } from 'mrz';

import { checkMrz, explainCheck, markFailures, type MrzReport } from '../../src/model/mrz.js';
import { overwrite, specimens } from './mrz-specimens.js';

const now = new Date('2026-03-01T12:00:00Z');

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function expectSound(report: MrzReport, input: unknown): void {
  const label = JSON.stringify(input).slice(0, 200);
  expect(JSON.stringify(report).length, label).to.be.lessThan(25_000);
  expect(report.valid, label).to.equal(report.checks.every(({ ok }) => ok));
  for (const check of report.checks) {
    expect(check.ok, label).to.equal(check.error === undefined);
    expect(check.error ?? '', label).to.match(/^[ -~]*$/);
    expect(check.start, label).to.be.at.most(check.end);
    explainCheck(report, check);
  }
  const marked = markFailures(report).map((runs) => runs.map(({ text }) => text).join(''));
  expect(marked, label).to.deep.equal(report.lines);
}

describe('checkMrz answers any text with a report', () => {
  it('of random characters from all of Unicode, lone surrogates included', () => {
    const random = generator(9303);
    for (let round = 0; round < 3000; round += 1) {
      const codes = Array.from({ length: random(140) }, () =>
        random(8) === 0 ? 10 : random(4) === 0 ? random(0x110000) : random(128),
      );
      const input = String.fromCodePoint(...codes);
      const report = checkMrz(input, now);
      expectSound(report, input);
      expect(report.valid).to.equal(false);
    }
  });

  it('of specimens with characters replaced, removed, doubled', () => {
    const random = generator(4);
    const zones = Object.values(specimens);
    for (let round = 0; round < 3000; round += 1) {
      const zone = zones[random(zones.length)] ?? [];
      const characters = Array.from(zone.join('\n'));
      for (let change = random(4); change >= 0; change -= 1) {
        const at = random(characters.length);
        const character = String.fromCodePoint(random(3) === 0 ? random(0x110000) : random(128));
        characters.splice(at, random(2), ...[character, ''].slice(random(2), 2));
      }
      const input = characters.join('');
      expectSound(checkMrz(input, now), input);
      expectSound(checkMrz(input.split('\n'), now), input);
    }
  });

  it('of random texts with the right shape and characters', () => {
    const random = generator(44);
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<<<<';
    for (let round = 0; round < 1000; round += 1) {
      const [count, length] = [
        [3, 30],
        [2, 36],
        [2, 44],
      ][random(3)] as [number, number];
      const lines = Array.from({ length: count }, () =>
        Array.from({ length }, () => alphabet.charAt(random(alphabet.length))).join(''),
      );
      const report = checkMrz(lines, now);
      expect(report.format).not.to.equal(null);
      expectSound(report, lines);
    }
  });

  for (const [what, input] of [
    ['one megabyte in a line', 'A'.repeat(2 ** 20)],
    ['one megabyte of fillers', '<'.repeat(2 ** 20)],
    ['two lines of half a megabyte', `P${'<'.repeat(2 ** 19)}\n${'7'.repeat(2 ** 19)}`],
    ['one megabyte of spaces', ' '.repeat(2 ** 20)],
    ['spaces with a letter at either end', `A${' '.repeat(2 ** 20)}A`],
    ['one megabyte of lone surrogates', '\uDC00'.repeat(2 ** 20)],
    ['a hundred thousand lines', 'P<UTO\n'.repeat(100_000)],
    ['a hundred thousand array entries', new Array<string>(100_000).fill('P<UTO')],
    ['a hundred thousand line breaks', '\r\n'.repeat(100_000)],
  ] as const) {
    it(`of ${what}, briefly`, () => {
      const report = checkMrz(input, now);
      expect(report.valid).to.equal(false);
      expectSound(report, what);
    });
  }

  it('with the true length of a line that was cut', () => {
    const [upper, lower] = specimens.TD3;
    const { checks, lines } = checkMrz([upper!, lower! + '<'.repeat(1000)], now);
    expect(checks[0]).to.include({
      error: 'invalid line length: 1044. Must be 44',
      line: 1,
      start: 44,
      end: 100,
    });
    expect(lines[1]).to.have.length(100);
  });
});

describe('checkMrz and the npm package mrz, an independent reader', () => {
  // The European Union's code for Kosovo, which is in mrz and not in Doc 9303-3.
  const others = ['XXK'];

  it('know the same state codes', () => {
    for (const code of Object.keys(states).filter((known) => !others.includes(known))) {
      const report = checkMrz(overwrite(specimens.TD3, 1, 10, code.padEnd(3, '<')), now);
      expect(report.valid, code).to.equal(true);
    }
  });

  it('agree on every check digit of randomly changed zones', () => {
    const random = generator(731);
    const digits = '0123456789';
    let compared = 0;
    for (const name of ['TD1', 'TD2', 'TD3'] as const) {
      for (let round = 0; round < 300; round += 1) {
        let lines = specimens[name];
        for (let change = random(4); change > 0; change -= 1) {
          const line = random(2);
          const column = random(lines[line]?.length ?? 0);
          const isDigit = digits.includes(lines[line]?.charAt(column) ?? '<');
          if (isDigit) lines = overwrite(lines, line, column, digits.charAt(random(10)));
        }
        const theirs = parse(lines).details.filter(({ field }) => field?.endsWith('CheckDigit'));
        const ours = checkMrz(lines, now).checks;
        for (const { field, valid, error } of theirs) {
          const check = ours.find((candidate) => candidate.field === field);
          expect(check?.ok, `${field} of ${lines.join(' ')}`).to.equal(valid);
          expect(check?.error).to.equal(error);
          compared += 1;
        }
      }
    }
    expect(compared).to.be.greaterThan(3000);
  });
});
