import { expect } from '@open-wc/testing';

import { countryName, regionName } from '../../src/i18n/countries.js';
import { en, type MessageKey } from '../../src/i18n/en.js';
import type { Message } from '../../src/i18n/message.js';
import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';

const keys = Object.keys(en) as MessageKey[];
/** The plural forms of a text. A text without plural is its own `other`. */
const formsOf = (message: Message): Partial<Record<Intl.LDMLPluralRule, string>> =>
  typeof message === 'string' ? { other: message } : message;
const forms = (message: Message): string[] => Object.values(formsOf(message));
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** Texts that contain only signs and parameters. */
const wordless: readonly MessageKey[] = [
  'badge.awaitingOverdue',
  'badge.overflow',
  'decision.alreadyDecidedBy',
  'concern.condition',
  'dashboard.csvOf',
  'dashboard.dates',
  'dashboard.none',
  'decision.change',
  'details.decidedBy',
  'duration.between',
  'filters.between',
  'log.fact',
  'match.confidence',
  'match.far',
  'mrz.term',
  'pdf.number',
  'pdf.standing',
];

describe('The Georgian catalogue', () => {
  it('has exactly the keys of the English one', () => {
    expect(Object.keys(ka.messages).sort()).to.deep.equal([...keys].sort());
  });

  for (const key of keys) {
    it(`has ${key} in Georgian, with the same placeholders`, () => {
      const model = formsOf(en[key]);
      for (const [category, text] of Object.entries(formsOf(ka.messages[key]))) {
        const english = model[category as Intl.LDMLPluralRule] ?? model.other ?? '';
        expect(placeholders(text)).to.deep.equal(placeholders(english));
        if (!wordless.includes(key)) expect(text).to.match(/\p{Script=Georgian}/u);
      }
      expect(typeof ka.messages[key]).to.equal(typeof en[key]);
    });
  }

  it('has no capitals (Mtavruli), which fonts lack', () => {
    const texts = Object.values(ka.messages).flatMap(forms).join('');
    expect(texts).not.to.match(/[\u1c90-\u1cbf]/u);
  });
});

// The same strings in browsers with and without Georgian.
describe('Georgian dates, numbers and countries', () => {
  for (const locale of ['ka', 'ka-GE']) {
    const georgian = new Localizer(locale, ka);

    it(`are Georgian in ${locale}`, () => {
      expect(georgian.day('1990-03-05')).to.equal('5 მარ. 1990');
      expect(georgian.day('1990-03-05', 'long')).to.equal('5 მარტი, 1990');
      const timeZone = 'Asia/Tbilisi';
      expect(georgian.instant('2026-05-31T20:05:00Z', { timeZone })).to.equal('1 ივნ. 2026, 00:05');
      expect(regionName(georgian, 'GE')).to.equal('საქართველო');
      expect(countryName(georgian, 'DEU')).to.equal('გერმანია');
      expect(countryName(georgian, 'XXA')).to.equal('მოქალაქეობის არმქონე პირი');
    });

    it(`group digits by no-break spaces and have a decimal comma in ${locale}`, () => {
      expect(georgian.number(1_234_567.8)).to.equal('1\u00a0234\u00a0567,8');
      expect(georgian.number(-12_345)).to.equal('-12\u00a0345');
      expect(georgian.number(1234)).to.equal('1234');
      expect(georgian.number(12_345, { useGrouping: false })).to.equal('12345');
      expect(georgian.number(0.5, { style: 'percent' })).to.equal('50%');
    });
  }

  it('stand in the texts', () => {
    const georgian = new Localizer('ka', ka);
    expect(georgian.term('list.total', { count: 1 })).to.equal('1 სესია');
    expect(georgian.term('list.total', { count: 12_345 })).to.equal('12\u00a0345 სესია');
  });

  it('go with the Georgian texts, whatever the page asks for', () => {
    expect(new Localizer('en', ka).day('1990-03-05')).to.equal('5 მარ. 1990');
  });

  it('name all twelve months in order', () => {
    const georgian = new Localizer('ka', ka);
    const months = Array.from({ length: 12 }, (_, index) => {
      const month = String(index + 1).padStart(2, '0');
      return georgian.day(`2026-${month}-15`, 'long').split(/[ ,]+/)[1];
    });
    expect(months.join(' ')).to.equal(
      'იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი',
    );
  });
});
