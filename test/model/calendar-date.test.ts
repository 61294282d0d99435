import { expect } from '@open-wc/testing';
import { nextDay, startOfDay } from 'kv-review/model';

describe('startOfDay', () => {
  const examples = [
    ['a zone ahead of UTC', '2026-03-02', 'Asia/Tbilisi', '2026-03-01T20:00:00.000Z'],
    ['a zone behind UTC', '2026-03-02', 'America/New_York', '2026-03-02T05:00:00.000Z'],
    ['half an hour', '2026-03-02', 'Asia/Kolkata', '2026-03-01T18:30:00.000Z'],
    ['UTC', '2026-03-02', 'UTC', '2026-03-02T00:00:00.000Z'],
    ['far ahead', '2026-03-02', 'Pacific/Kiritimati', '2026-03-01T10:00:00.000Z'],
    [
      'the day of the change to summer time',
      '2026-03-29',
      'Europe/Berlin',
      '2026-03-28T23:00:00.000Z',
    ],
    ['the day after it', '2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['the day of the change back', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['the day after that', '2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['a day that begins at one', '2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['a day with two midnights', '2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z'],
    ['a leap day', '2028-02-29', 'Asia/Tbilisi', '2028-02-28T20:00:00.000Z'],
  ] as const;
  for (const [what, date, timeZone, instant] of examples) {
    it(`handles ${what}`, () => {
      expect(startOfDay(date, timeZone)).to.equal(instant);
    });
  }

  it('refuses an invalid date and an invalid zone', () => {
    expect(() => startOfDay('2026-02-30x', 'UTC')).to.throw(RangeError);
    expect(() => startOfDay('2026-02-01', 'Nowhere/Here')).to.throw(RangeError);
  });
});

describe('nextDay', () => {
  it('crosses the ends of months and years', () => {
    expect(nextDay('2026-02-28')).to.equal('2026-03-01');
    expect(nextDay('2028-02-28')).to.equal('2028-02-29');
    expect(nextDay('2026-12-31')).to.equal('2027-01-01');
  });
});
