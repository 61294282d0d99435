import { expect } from '@open-wc/testing';
import { dayOf, defaultSettings, isTimeZone, nextDay, settings, startOfDay } from 'kv-review/model';
import * as v from 'valibot';

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

describe('dayOf', () => {
  for (const [instant, timeZone, day] of [
    ['2026-06-15T20:30:00.500Z', 'Asia/Tbilisi', '2026-06-16'],
    ['2026-06-15T19:59:59.999Z', 'Asia/Tbilisi', '2026-06-15'],
    ['2026-06-16T06:59:59Z', 'America/Los_Angeles', '2026-06-15'],
    ['2026-12-31T12:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['1969-12-31T23:30:00Z', 'Europe/Paris', '1970-01-01'],
    ['2026-06-15T23:30:00Z', undefined, '2026-06-15'],
    ['2026-06-15T23:30:00Z', 'Etc/Unknown', '2026-06-15'],
    ['2026-06-15T23:30:00Z', 'Mars/Olympus', '2026-06-15'],
  ] as const) {
    it(`is ${day} at ${instant} in ${timeZone ?? 'a company without a zone'}`, () => {
      expect(dayOf(new Date(instant), timeZone)).to.equal(day);
      expect(dayOf(Date.parse(instant), timeZone)).to.equal(day);
    });
  }

  it('is that of each zone, however many companies ask in turn', () => {
    const evening = Date.parse('2026-06-15T20:30:00Z');
    // The sign of such a name is that of POSIX: hours behind UTC are positive.
    const zones = Array.from({ length: 12 }, (_, hours) => [
      `Etc/GMT+${hours}`,
      `Etc/GMT-${hours}`,
    ]);
    const days = zones.map((_, hours) => ['2026-06-15', hours < 4 ? '2026-06-15' : '2026-06-16']);
    for (const turn of ['first', 'second']) {
      const asked = zones.map((pair) => pair.map((zone) => dayOf(evening, zone)));
      expect(asked, `the ${turn} time`).to.deep.equal(days);
    }
  });

  it('refuses an invalid date', () => {
    expect(() => dayOf(NaN, 'Asia/Tbilisi')).to.throw(RangeError);
    expect(() => dayOf(NaN)).to.throw(RangeError);
  });
});

describe('the time zone of a company', () => {
  it('is UTC for settings that were stored without one', () => {
    const { timeZone, ...stored } = defaultSettings;
    expect(timeZone).to.equal('UTC');
    expect(v.parse(settings, stored)).to.deep.equal(defaultSettings);
  });

  it('is one that the backend knows by its IANA name', () => {
    const parse = (timeZone: string) => v.safeParse(settings, { ...defaultSettings, timeZone });
    for (const name of ['Asia/Tbilisi', 'UTC', 'America/Argentina/Buenos_Aires']) {
      expect(isTimeZone(name) && parse(name).success, name).to.equal(true);
    }
    for (const name of ['Etc/Unknown', 'Mars/Olympus', '', '+04:00', 'constructor']) {
      expect(parse(name).success, name).to.equal(false);
    }
  });
});

describe('nextDay', () => {
  it('crosses the ends of months and years', () => {
    expect(nextDay('2026-02-28')).to.equal('2026-03-01');
    expect(nextDay('2028-02-28')).to.equal('2028-02-29');
    expect(nextDay('2026-12-31')).to.equal('2027-01-01');
  });
});
