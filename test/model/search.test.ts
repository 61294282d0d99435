import { expect } from '@open-wc/testing';
import { createCsvApi } from 'kv-review/api/csv';
import { exportCsv } from 'kv-review/export/csv';
import { createMemoryApi } from 'kv-review/api/memory';
import { matchesSearch, searchKey, searchWords, unreadClient } from 'kv-review/model';

import { awaiting } from '../components/review-page.js';

/** Names whose letters have other forms at an end, in capitals or joined. */
const names: Readonly<Record<string, readonly string[]>> = {
  'Greek, with a final sigma': ['Κωνσταντίνος', 'Γιώργος Παπαδόπουλος', 'Σωσσώς', 'Θωμάς-Ιάσονας'],
  'Greek, with an iota subscript': ['ᾍδης', 'Τῷ Θεῷ', 'ᾳΐδιος'],
  'German, with a sharp s': ['Großmann', 'WEIẞ', 'Strauß'],
  Turkish: ['Işıl', 'İbrahim', 'DİLARA ILGIN', 'Yiğit'],
  'Armenian, with a ligature': ['Սևակ', 'Եվա', 'ՍԵՎԱԿ', 'Սեւակ', 'ﬓﬔﬕﬖﬗ'],
  'Georgian, in both cases': ['ნინო', 'ᲜᲘᲜᲝ', 'Ⴌⴈⴌⴍ'],
  Cherokee: ['ᏣᎳᎩ', 'ꮳꮃꭹ', 'Ꮳꮃꭹ'],
  'Latin, with ligatures and old letters': ['ﬁﬂoﬀer', 'Wiſſen', 'ŉaam', 'Ǆemal', 'ǅemal', 'Łódź'],
  'Cyrillic, with old letters': ['ᲀᲁᲂᲃᲄᲅᲆᲇᲈ', 'Ёлкина', 'Їжакевич'],
  'signs for letters': ['K\u212aelvin', '\u2126mega', '\u212bngström', 'µικρός', 'ϐϑϕϖϰϱϲϵ'],
  others: ['한국', '𐐔𐐯𐑅𐐨𐑉𐐯𐐻', '𞤀𞤣𞤤𞤢𞤥', 'محمد', 'שרה', 'राम'],
};

const forms = (name: string): readonly string[] => [
  name,
  name.toUpperCase(),
  name.toLowerCase(),
  name.normalize('NFD'),
  name.toUpperCase().normalize('NFD'),
];

/** What a user has typed so far, character by character. */
const beginnings = (text: string): string[] => {
  const characters = Array.from(text);
  return characters.map((_, index) => characters.slice(0, index + 1).join(''));
};

describe('A search finds a name', () => {
  for (const [script, list] of Object.entries(names)) {
    it(`by any beginning, in any form: ${script}`, () => {
      for (const name of list) {
        for (const stored of forms(name)) {
          const key = searchKey({ ...unreadClient, firstName: stored });
          for (const query of forms(name).flatMap(beginnings)) {
            const found = matchesSearch(key, searchWords(query));
            expect(found, `"${query}" finds "${stored}"`).to.equal(true);
          }
        }
      }
    });
  }

  it('whatever the case of a letter, for all letters of Unicode', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const letter = String.fromCodePoint(codePoint);
      if (!/[\p{Cased}\p{Changes_When_Casefolded}]/u.test(letter)) continue;
      const folded = searchWords(`a${letter}a`);
      const where = `U+${codePoint.toString(16)}`;
      expect(searchWords(`a${letter.toUpperCase()}a`), where).to.deep.equal(folded);
      expect(searchWords(`a${letter.toLowerCase()}a`), where).to.deep.equal(folded);
      expect(searchWords(folded.join(' ')), where).to.deep.equal(folded);
    }
  });

  it('in memory and in a CSV file alike', async () => {
    const client = { ...awaiting.client, firstName: 'Κωνσταντίνος' };
    const session = { ...awaiting, client };
    const memory = createMemoryApi({ sessions: [session] });
    let csv = '';
    for await (const chunk of exportCsv([session])) csv += chunk;
    const { api } = await createCsvApi(csv);
    for (const search of [...beginnings('ΚΩΝΣΤΑΝΤΙΝΟΣ'), ...beginnings('Κωνσταντίνος')]) {
      for (const adapter of [memory, api]) {
        const { items } = await adapter.listSessions({ search });
        expect(items.length, search).to.equal(1);
      }
    }
  });
});
