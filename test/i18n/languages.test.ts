import { expect } from '@open-wc/testing';

import { english } from '../../src/i18n/en.basic.js';
import { en } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { loadLanguage, registerLanguage } from '../../src/i18n/languages.js';
import type { Language } from '../../src/i18n/localizer.js';

const language = (tag: string): Language => ({ tag, messages: en });

describe('loadLanguage', () => {
  it('loads English and Georgian for every region', async () => {
    expect(await loadLanguage('en')).to.equal(english);
    expect(await loadLanguage('en-GB')).to.equal(english);
    expect(await loadLanguage('ka')).to.equal(ka);
    expect(await loadLanguage('ka-GE')).to.equal(ka);
    expect(await loadLanguage('ka-Geor-GE-u-hc-h12')).to.equal(ka);
  });

  it('loads English for an unknown language or an invalid tag', async () => {
    for (const locale of ['tlh', 'zz-ZZ', '', 'en_US', 'constructor', '__proto__', '../ka']) {
      expect(await loadLanguage(locale)).to.equal(english);
    }
  });
});

describe('registerLanguage', () => {
  it('adds a language; the closest match wins', async () => {
    const [portuguese, brazilian] = [language('pt'), language('pt-br')];
    registerLanguage(portuguese);
    registerLanguage(brazilian);
    expect(await loadLanguage('pt-BR')).to.equal(brazilian);
    expect(await loadLanguage('pt-PT')).to.equal(portuguese);
  });

  it('replaces a language of the kit', async () => {
    const own = language('ka-GE');
    registerLanguage(own);
    expect(await loadLanguage('ka-GE')).to.equal(own);
    expect(await loadLanguage('ka')).to.equal(ka);
  });

  it('loads a language on demand', async () => {
    const lazy = language('nl');
    let loads = 0;
    const load = () => {
      loads += 1;
      return Promise.resolve(lazy);
    };
    registerLanguage({ tag: 'nl', load });
    await loadLanguage('fr');
    expect(loads).to.equal(0);
    expect(await loadLanguage('nl-BE')).to.equal(lazy);
    expect(loads).to.equal(1);
  });

  it('returns English with a warning if a language cannot be loaded, and tries again', async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (message: unknown) => warnings.push(message);
    try {
      let fails = true;
      const swedish = language('sv');
      const load = () => (fails ? Promise.reject(new TypeError('gone')) : Promise.resolve(swedish));
      registerLanguage({ tag: 'sv', load });
      expect(await loadLanguage('sv')).to.equal(english);
      expect(warnings).to.deep.equal(['kv-review: the language "sv" could not be loaded.']);
      fails = false;
      expect(await loadLanguage('sv')).to.equal(swedish);
    } finally {
      console.warn = warn;
    }
  });

  it('may replace the English that other languages fall back to', async () => {
    const own = language('en');
    registerLanguage(own);
    expect(await loadLanguage('tlh')).to.equal(own);
    registerLanguage(english);
  });

  it('refuses an invalid language tag', () => {
    expect(() => registerLanguage(language('pt_BR'))).to.throw(RangeError, 'pt_BR');
  });
});
