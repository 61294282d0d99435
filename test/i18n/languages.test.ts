import { expect } from '@open-wc/testing';

import { en, english } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { loadLanguage, registerLanguage } from '../../src/i18n/languages.js';
import type { Language } from '../../src/i18n/localizer.js';

const language = (tag: string): Language => ({ tag, messages: en });

describe('loadLanguage', () => {
  it('brings English and Georgian, for every region', async () => {
    expect(await loadLanguage('en')).to.equal(english);
    expect(await loadLanguage('en-GB')).to.equal(english);
    expect(await loadLanguage('ka')).to.equal(ka);
    expect(await loadLanguage('ka-GE')).to.equal(ka);
    expect(await loadLanguage('ka-Geor-GE-u-hc-h12')).to.equal(ka);
  });

  it('is English for a language that is not there, and for what is no language tag', async () => {
    for (const locale of ['tlh', 'zz-ZZ', '', 'en_US', 'constructor', '__proto__', '../ka']) {
      expect(await loadLanguage(locale)).to.equal(english);
    }
  });
});

describe('registerLanguage', () => {
  it('adds a language, the closest one winning', async () => {
    const [portuguese, brazilian] = [language('pt'), language('pt-br')];
    registerLanguage(portuguese);
    registerLanguage(brazilian);
    expect(await loadLanguage('pt-BR')).to.equal(brazilian);
    expect(await loadLanguage('pt-PT')).to.equal(portuguese);
  });

  it('wins over a language that the kit brings', async () => {
    const own = language('ka-GE');
    registerLanguage(own);
    expect(await loadLanguage('ka-GE')).to.equal(own);
    expect(await loadLanguage('ka')).to.equal(ka);
  });

  it('refuses what is no language tag', () => {
    expect(() => registerLanguage(language('pt_BR'))).to.throw(RangeError, 'pt_BR');
  });
});
