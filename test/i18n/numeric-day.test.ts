import { expect } from '@open-wc/testing';

import { ka } from '../../src/i18n/ka.js';
import type { Language } from '../../src/i18n/language.js';
import { Localizer } from '../../src/i18n/localizer.js';
import { dayFormat, fillDay, readDay, writeDay } from '../../src/i18n/numeric-day.js';

const formatOf = (locale: string, language?: Language) =>
  dayFormat(new Localizer(locale, language));
const withoutTexts = (tag: string): Language => ({ tag, messages: {} });

describe('A date in digits', () => {
  const written: [string, string, Language?][] = [
    ['en', '03/05/1990'],
    ['en-GB', '05/03/1990'],
    ['en-CA', '1990-03-05'],
    ['ka', '05.03.1990', ka],
    // Not available: English, as it is written there.
    ['he', '05/03/1990'],
    ['ar', '03/05/1990'],
    // Registered.
    ['de', '05.03.1990', withoutTexts('de')],
    ['ar', '05/03/1990', withoutTexts('ar')],
    ['he', '05.03.1990', withoutTexts('he')],
    ['fa', '1990/03/05', withoutTexts('fa')],
    ['zh-Hant', '1990/03/05', withoutTexts('zh-Hant')],
    ['ko', '1990. 03. 05.', withoutTexts('ko')],
  ];
  for (const [locale, text, language] of written) {
    it(`is ${text} in ${language?.tag ?? 'English'} for ${locale}, and is read again`, () => {
      const format = formatOf(locale, language);
      expect(writeDay('1990-03-05', format)).to.equal(text);
      expect(readDay(text, format)).to.equal('1990-03-05');
    });
  }

  it('is read with other separators, without zeros, and without separators', () => {
    const [american, georgian] = [formatOf('en'), formatOf('ka', ka)];
    for (const text of ['3/5/1990', '03.05.1990', ' 3 - 5 - 1990 ', '3 5 1990', '03051990']) {
      expect(readDay(text, american), text).to.equal('1990-03-05');
    }
    for (const text of ['5.3.1990', '05/03/1990', '05 03 1990', '05031990', '5.3.1990.']) {
      expect(readDay(text, georgian), text).to.equal('1990-03-05');
    }
  });

  it('is read from the year on in every language', () => {
    for (const text of ['1990-03-05', '1990/3/5', '1990.03.05']) {
      expect(readDay(text, formatOf('en')), text).to.equal('1990-03-05');
      expect(readDay(text, formatOf('ka', ka)), text).to.equal('1990-03-05');
    }
  });

  it('is read in Arabic, Persian and full-width digits, and with invisible marks', () => {
    const arabic = formatOf('ar', withoutTexts('ar'));
    for (const text of ['٠٥/٠٣/١٩٩٠', '۵/۳/۱۹۹۰', '５／３／１９９０', '05\u200f/03\u200f/1990']) {
      expect(readDay(text, arabic), text).to.equal('1990-03-05');
    }
  });

  it('is not guessed from something else', () => {
    const format = formatOf('en');
    const others = [
      '',
      '3',
      '3/5',
      '3/5/90',
      '02/30/1990',
      '13/01/1990',
      '1/2/3/1990',
      'March 5, 1990',
    ];
    for (const text of [...others, '3/5/19900', '-3/5/1990', '١٢', '00/00/0000', 'a3/5/1990']) {
      expect(readDay(` ${text} `, format), text).to.equal(text);
    }
  });

  it('leaves a text that is not a date as it is', () => {
    expect(writeDay('3/5', formatOf('en'))).to.equal('3/5');
    expect(writeDay('', formatOf('en'))).to.equal('');
  });

  it('is described by its parts', () => {
    const letters = { year: 'YYYY', month: 'MM', day: 'DD' };
    expect(fillDay(formatOf('en'), letters)).to.equal('MM/DD/YYYY');
    expect(fillDay(formatOf('ka', ka), letters)).to.equal('DD.MM.YYYY');
  });
});
