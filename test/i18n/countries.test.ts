import { expect } from '@open-wc/testing';

import { regionCodes } from '../../src/model/country-codes.js';
import { countryName, documentStates } from '../../src/i18n/countries.js';
import { en } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';
import { isNationality } from '../../src/model/mrz/state-codes.js';

const english = new Localizer('en');
const georgian = new Localizer('ka', ka);

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const documentCodes = letters
  .flatMap((a) => [a, ...letters.flatMap((b) => letters.map((c) => a + b + c))])
  .filter(isNationality);

describe('countryName', () => {
  const names: Record<string, string> = {
    GEO: 'Georgia',
    DEU: 'Germany',
    D: 'Germany',
    FRA: 'France',
    AUT: 'Austria',
    AUS: 'Australia',
    CHE: 'Switzerland',
    RKS: 'Kosovo',
    EUE: 'European Union',
    GBD: 'British Overseas Territories citizen',
    UNO: 'United Nations Organization',
    XOM: 'Sovereign Military Order of Malta',
    XXA: 'Stateless person',
    XXB: 'Refugee',
    XXX: 'Unspecified nationality',
    UTO: 'Utopia (specimen)',
  };
  for (const [code, name] of Object.entries(names)) {
    it(`is ${name} for ${code}`, () => {
      expect(countryName(english, code)).to.equal(name);
    });
  }

  for (const code of [
    '',
    'QQQ',
    'geo',
    'GE',
    'USA<',
    'constructor',
    '__proto__',
    'x'.repeat(10_000),
  ]) {
    it(`is the code itself for ${JSON.stringify(code.slice(0, 20))}`, () => {
      expect(countryName(english, code)).to.equal(code);
      expect(countryName(georgian, code)).to.equal(code);
    });
  }

  it('has a name for every code of a machine-readable zone', () => {
    expect(documentCodes.length).to.equal(
      regionCodes.length + 1 + Object.keys(documentStates).length,
    );
    for (const localizer of [english, georgian]) {
      const unnamed = documentCodes.filter((code) => countryName(localizer, code) === code);
      expect(unnamed).to.deep.equal([]);
    }
  });

  it('has a Georgian name for each of them', () => {
    const foreign = documentCodes.filter(
      (code) => !/^[\p{Script=Georgian}\p{P}\s]+$/u.test(countryName(georgian, code)),
    );
    expect(foreign).to.deep.equal([]);
  });

  it('is English for a code beyond ISO 3166 when a language has no name for it', () => {
    const french = new Localizer('fr', { tag: 'fr', messages: en, states: { XXB: 'Réfugié' } });
    expect(countryName(french, 'XXB')).to.equal('Réfugié');
    expect(countryName(french, 'XXA')).to.equal('Stateless person');
    expect(countryName(french, 'DEU')).to.equal('Allemagne');
  });
});
