import { expect } from '@open-wc/testing';

import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';

/** Browsers put different spaces before AM and PM. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

const english = new Localizer('en');
const georgian = new Localizer('ka', ka);

/** From UTC-12 to UTC+14; the signs of `Etc` zones are reversed (POSIX). */
const zones = [
  'Etc/GMT+12',
  'Pacific/Pago_Pago',
  'America/St_Johns',
  'UTC',
  'Asia/Tbilisi',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

/** Runs `test` as in a browser in another time zone. */
function livingIn(timeZone: string, test: () => void): void {
  const Original = Intl.DateTimeFormat;
  Intl.DateTimeFormat = new Proxy(Original, {
    construct: (target, [locales, options]: [string[]?, Intl.DateTimeFormatOptions?]) =>
      new target(locales, { timeZone, ...options }),
  });
  try {
    test();
  } finally {
    Intl.DateTimeFormat = Original;
  }
}

describe('Localizer.day', () => {
  for (const zone of zones) {
    it(`is the same day for a user in ${zone}`, () => {
      livingIn(zone, () => {
        expect(new Localizer('en').day('1990-01-01')).to.equal('Jan 1, 1990');
        expect(new Localizer('en').day('1990-12-31')).to.equal('Dec 31, 1990');
        expect(new Localizer('ka', ka).day('1990-01-01')).to.equal('1 იან. 1990');
        expect(new Localizer('ka', ka).day('1990-12-31')).to.equal('31 დეკ. 1990');
      });
    });
  }

  it('handles leap days and years of any length', () => {
    expect(english.day('2000-02-29')).to.equal('Feb 29, 2000');
    expect(english.day('1582-10-10')).to.equal('Oct 10, 1582');
    expect(english.day('0099-03-01')).to.match(/^Mar 1, 0*99$/);
    expect(english.day('9999-12-31')).to.equal('Dec 31, 9999');
  });

  it('has a long form', () => {
    expect(english.day('1990-12-31', 'long')).to.equal('December 31, 1990');
  });

  it('returns other texts unchanged', () => {
    for (const text of ['', '1990-02-30', '1990-13-01', '31.12.1990', '1990-12-31T00:00:00Z']) {
      expect(english.day(text)).to.equal(text);
      expect(georgian.day(text)).to.equal(text);
    }
  });
});

describe('Localizer.instant', () => {
  const newYear = '2026-01-01T00:30:00Z';

  it('is the local time of the zone, on the local day', () => {
    const at = (timeZone: string) => plain(english.instant(newYear, { timeZone }));
    expect(at('Etc/GMT+12')).to.equal('Dec 31, 2025, 12:30 PM');
    expect(at('UTC')).to.equal('Jan 1, 2026, 12:30 AM');
    expect(at('Asia/Kathmandu')).to.equal('Jan 1, 2026, 6:15 AM');
    expect(at('Pacific/Kiritimati')).to.equal('Jan 1, 2026, 2:30 PM');
  });

  it('is in the user’s time zone by default', () => {
    livingIn('Pacific/Kiritimati', () => {
      expect(plain(new Localizer('en').instant(newYear))).to.equal('Jan 1, 2026, 2:30 PM');
      expect(new Localizer('ka', ka).instant(newYear)).to.equal('1 იან. 2026, 14:30');
    });
    livingIn('Etc/GMT+12', () => {
      expect(plain(new Localizer('en').instant(newYear))).to.equal('Dec 31, 2025, 12:30 PM');
      expect(new Localizer('ka', ka).instant(newYear)).to.equal('31 დეკ. 2025, 12:30');
    });
  });

  it('reads offsets', () => {
    const text = english.instant('2026-01-01T04:30:00.123+04:00', { timeZone: 'UTC' });
    expect(plain(text)).to.equal('Jan 1, 2026, 12:30 AM');
  });

  it('names the zone on request', () => {
    const options = { timeZone: 'UTC', timeZoneName: true };
    expect(plain(english.instant(newYear, options))).to.equal('Jan 1, 2026, 12:30 AM UTC');
    expect(georgian.instant(newYear, options)).to.equal('1 იან. 2026, 00:30 UTC');
  });

  it('returns a text that is not an instant unchanged', () => {
    expect(english.instant('yesterday')).to.equal('yesterday');
    expect(georgian.instant('')).to.equal('');
  });
});

describe('Calendar and digits of document data', () => {
  const habits = [
    'fa',
    'fa-IR',
    'ar',
    'ar-EG',
    'ar-SA',
    'th',
    'ja-JP-u-ca-japanese',
    'fa-u-ca-persian',
  ];
  for (const locale of habits) {
    it(`are Gregorian and Latin in ${locale}`, () => {
      const localizer = new Localizer(locale);
      const day = localizer.day('1990-12-31');
      expect(day).to.contain('1990').and.to.contain('31');
      const instant = localizer.instant('2026-03-05T14:07:00Z', { timeZone: 'UTC' });
      expect(instant).to.contain('2026').and.to.contain('07');
      expect(day + instant).not.to.match(/[^\P{Nd}0-9]/u);
    });
  }
});
