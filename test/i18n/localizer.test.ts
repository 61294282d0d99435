import { expect } from '@open-wc/testing';

import { en, type MessageKey } from '../../src/i18n/en.js';
import { directionOf } from '../../src/i18n/direction.js';
import { regionName } from '../../src/i18n/countries.js';
import { loadLanguage, registerLanguage } from '../../src/i18n/languages.js';
import { Localizer, parseLocale, type Language } from '../../src/i18n/localizer.js';

const english = new Localizer('en', { tag: 'en', messages: en });

function translated(tag: string, messages: Partial<Language['messages']>): Language {
  return { tag, messages: { ...en, ...messages } };
}

describe('Localizer.term', () => {
  it('inserts parameters into the text', () => {
    expect(english.term('list.noMatch', { query: 'Ana' })).to.equal('No sessions match “Ana”');
  });

  it('formats numbers by locale', () => {
    expect(english.term('match.far', { odds: 500_000 })).to.equal('1/500,000 FAR');
    expect(new Localizer('de', translated('en', {})).term('match.far', { odds: 500_000 })).to.equal(
      '1/500.000 FAR',
    );
  });

  it('chooses the plural form by count', () => {
    expect(english.term('list.total', { count: 1 })).to.equal('1 session');
    expect(english.term('list.total', { count: 0 })).to.equal('0 sessions');
    expect(english.term('list.total', { count: 1234 })).to.equal('1,234 sessions');
  });

  it('supports the plural forms of other languages, with "other" for a missing one', () => {
    const polish = new Localizer(
      'pl',
      translated('pl', {
        'list.total': { one: '{count} sesja', few: '{count} sesje', other: '{count} sesji' },
        'decision.selected': { one: '{count} powód', other: '{count} powodów' },
      }),
    );
    const totals = [1, 2, 5, 22].map((count) => polish.term('list.total', { count }));
    expect(totals).to.deep.equal(['1 sesja', '2 sesje', '5 sesji', '22 sesje']);
    expect(polish.term('decision.selected', { count: 2 })).to.equal('2 powodów');
  });

  it('chooses the form by the language of the texts if the locale has no texts', () => {
    expect(new Localizer('ja').term('list.total', { count: 1 })).to.equal('1 session');
  });

  it('leaves a placeholder without a parameter unchanged', () => {
    // @ts-expect-error The text asks for `query`.
    expect(english.term('list.noMatch')).to.equal('No sessions match “{query}”');
    // @ts-expect-error The text asks for `count`.
    expect(english.term('list.total', {})).to.equal('{count} sessions');
    // @ts-expect-error The text has no such parameter.
    expect(english.term('list.total', { total: 1 })).to.equal('{count} sessions');
  });

  it('keeps markup, braces and replacement patterns in a value', () => {
    const query = '<b>{query}</b> $& $1 {constructor}';
    expect(english.term('list.noMatch', { query })).to.equal(`No sessions match “${query}”`);
  });

  it('does not read parameters from a prototype', () => {
    const language = translated('en', { yes: '{constructor} {toString}' });
    const key: MessageKey = 'yes';
    expect(new Localizer('en', language).term(key)).to.equal('{constructor} {toString}');
  });

  it('shows English if a language lacks a text', () => {
    const messages = { close: 'Fermer' } as Partial<Language['messages']> as Language['messages'];
    const french = new Localizer('fr', { tag: 'fr', messages });
    expect([french.term('close'), french.term('retry')]).to.deep.equal(['Fermer', 'Try again']);
  });
});

describe('Localizer.number', () => {
  it('accepts the options of Intl', () => {
    expect(english.number(0.256, { style: 'percent', maximumFractionDigits: 1 })).to.equal('25.6%');
    expect(english.number(0.256)).to.equal('0.256');
  });

  for (const locale of ['fa', 'ar-EG', 'mr', 'my', 'fa-u-nu-arabext']) {
    it(`writes Latin digits in ${locale}`, () => {
      expect(new Localizer(locale).number(1_234_567).replace(/\D/g, '')).to.equal('1234567');
    });
  }
});

describe('Localizer.locale', () => {
  for (const wrong of [
    '',
    'english please',
    'en_US',
    '--',
    'a',
    '\u0000',
    '../ka',
    'x'.repeat(10_000),
  ]) {
    it(`falls back to English for ${JSON.stringify(wrong.slice(0, 20))}`, () => {
      const localizer = new Localizer(wrong);
      expect(localizer.locale).to.equal('en');
      expect(localizer.lang).to.equal('en');
      expect(localizer.number(1234.5)).to.equal('1,234.5');
      expect(parseLocale(wrong)).to.equal(undefined);
    });
  }

  it('is canonical', () => {
    expect(new Localizer('KA-ge').locale).to.equal('ka-GE');
  });

  it('is not replaced by the browser’s language if the browser lacks it', () => {
    const klingon = new Localizer('tlh');
    expect(klingon.day('1990-12-31')).to.equal(english.day('1990-12-31'));
    expect(regionName(klingon, 'GE')).to.equal('Georgia');
  });
});

// The texts are those of the closest language, in this case English for all that the kit lacks.
describe('The locale in which the elements speak', () => {
  const moment = '2026-03-05T14:07:00Z';
  // Asked for; the locale that results; a day, an instant and a number in it.
  const fallbacks: [string, string, string, string, string][] = [
    ['en', 'en', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['en-GB', 'en-GB', '5 Mar 2026', '5 Mar 2026, 14:07', '12,345.6'],
    ['de', 'en-DE', '5 Mar 2026', '5 Mar 2026, 14:07', '12.345,6'],
    ['ar', 'en-EG', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['ar-EG', 'en-EG', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['fa', 'en-IR', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['he', 'en-IL', '5 Mar 2026', '5 Mar 2026, 14:07', '12,345.6'],
    ['zh-Hant', 'en-TW', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['tlh', 'en', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['not a tag', 'en', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
    ['', 'en', 'Mar 5, 2026', 'Mar 5, 2026, 2:07 PM', '12,345.6'],
  ];
  for (const [asked, lang, day, instant, number] of fallbacks) {
    it(`is ${lang} for “${asked}”, as a whole`, async () => {
      const localizer = new Localizer(asked, await loadLanguage(asked));
      expect(localizer.lang).to.equal(lang);
      expect(directionOf(localizer.lang)).to.equal('ltr');
      expect(localizer.term('retry')).to.equal('Try again');
      expect(localizer.day('2026-03-05')).to.equal(day);
      expect(localizer.instant(moment, { timeZone: 'UTC' }).replace('\u202f', ' ')).to.equal(
        instant,
      );
      expect(localizer.number(12_345.6)).to.equal(number);
      expect(regionName(localizer, 'GE')).to.equal('Georgia');
    });
  }

  it('is Georgian for a region of Georgian', async () => {
    const localizer = new Localizer('ka-GE', await loadLanguage('ka-GE'));
    expect(localizer.lang).to.equal('ka-GE');
    expect(localizer.term('retry')).to.equal('ხელახლა ცდა');
    expect(localizer.day('2026-03-05')).to.equal('5 მარ. 2026');
  });

  it('is that of a language registered at runtime, also one from right to left', async () => {
    registerLanguage({ tag: 'ar', messages: { retry: 'أعد المحاولة' } });
    const localizer = new Localizer('ar-EG', await loadLanguage('ar-EG'));
    expect(localizer.lang).to.equal('ar-EG');
    expect(directionOf(localizer.lang)).to.equal('rtl');
    expect(localizer.term('retry')).to.equal('أعد المحاولة');
    expect(localizer.day('2026-03-05', 'long')).to.match(/^5 مارس 2026$/);
    expect(regionName(localizer, 'GE')).to.equal('جورجيا');
  });

  it('has the script of the texts', async () => {
    registerLanguage({ tag: 'az', messages: { retry: 'Yenidən cəhd edin' } });
    const localizer = new Localizer('az-Arab', await loadLanguage('az-Arab'));
    expect(localizer.lang).to.equal('az-Latn-IR');
    expect(directionOf(localizer.lang)).to.equal('ltr');
    expect(localizer.term('retry')).to.equal('Yenidən cəhd edin');
  });

  it('is English if a language does not load', async () => {
    registerLanguage({ tag: 'ur', load: () => Promise.reject(new TypeError('gone')) });
    const { warn } = console;
    console.warn = () => undefined;
    try {
      const localizer = new Localizer('ur', await loadLanguage('ur'));
      expect(localizer.lang).to.equal('en-PK');
      expect(directionOf(localizer.lang)).to.equal('ltr');
    } finally {
      console.warn = warn;
    }
  });
});

describe('directionOf', () => {
  const directions = {
    ar: 'rtl',
    'ar-EG': 'rtl',
    ckb: 'rtl',
    dv: 'rtl',
    fa: 'rtl',
    he: 'rtl',
    ur: 'rtl',
    'az-Arab': 'rtl',
    'uz-Latn': 'ltr',
    en: 'ltr',
    ka: 'ltr',
    'fa-Latn': 'ltr',
  };
  for (const [locale, dir] of Object.entries(directions)) {
    it(`is ${dir} for ${locale}`, () => {
      expect(directionOf(locale)).to.equal(dir);
    });
  }
});

describe('a Localizer with values from outside', () => {
  it('has no name for what cannot be the code of a region', () => {
    for (const code of ['', 'D', 'D<<', 'constructor', 'GEO', '١٢', 'G\u0130']) {
      expect(regionName(english, code), code).to.equal(undefined);
    }
    expect(regionName(english, 'GE')).to.equal('Georgia');
  });

  it('formats as in English if the tag of a language is not valid', () => {
    const localizer = new Localizer('de', translated('xx_YY', {}));
    expect(localizer.number(1234.5)).to.equal('1.234,5');
    expect(localizer.term('match.far', { odds: 500_000 })).to.equal('1/500.000 FAR');
  });

  it('writes numbers and dates that do not exist', () => {
    expect(english.number(NaN)).to.equal('NaN');
    for (const text of ['2026-13-01T00:00:00Z', '+275760-09-14T00:00:00Z', 'yesterday', '']) {
      expect(english.instant(text, { timeZone: 'Asia/Tbilisi' })).to.equal(text);
    }
    expect(english.day('2026-02-30')).to.equal('2026-02-30');
  });
});
