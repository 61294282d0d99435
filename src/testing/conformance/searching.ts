import { compileFilter } from '../../model/query.js';
import { clientWords } from '../../model/search.js';
import type { SessionSummary } from '../../model/session.js';
import { assert, assertEqual } from './assert.js';
import { idsOf, listAll, selectIds, type ConformanceTest } from './subject.js';

/** Queries made from the values of a client's fields. */
function queriesFor({ client }: SessionSummary): string[] {
  const words = clientWords(client);
  const [first = '', second = ''] = words;
  const { firstName, lastName, documentNumber, personalNumber } = client;
  return [
    first.slice(0, 1),
    first.slice(0, 2),
    first.slice(0, -1),
    // Not a prefix of this word. It may be one for another client.
    first.slice(1, 4),
    first.toUpperCase(),
    `${second.slice(0, 2)} ${first.slice(0, 2)}`,
    `${lastName ?? ''} ${firstName ?? ''}`,
    `  ${firstName ?? ''}\t${(lastName ?? '').toLocaleLowerCase('en')} `,
    documentNumber ?? '',
    (documentNumber ?? '').slice(0, 4).toLowerCase(),
    (personalNumber ?? '').slice(0, 6),
    `${first} ${(personalNumber ?? '').slice(0, 3)} zzzz`,
  ];
}

/** Queries with the first names of the fixture that they must find. */
const literals: readonly (readonly [query: string, firstNames: readonly string[]])[] = [
  ['lukasz', ['Łukasz']],
  ['ŁUKASZ zolk', ['Łukasz']],
  ['luk', ['Łukasz', 'Lukas']],
  ['garcia jose', ['María José']],
  ['LÓPEZ', ['María José']],
  ['გ', ['გიორგი']],
  ['ბერ გიორ', ['გიორგი']],
  ['παπαδοπουλου', ['Ελένη']],
  ['АЛЕНА', ['Алёна']],
  ['soren angstrom', ['Søren']],
  ['dorde thorl', ['Đorđe']],
  ['weiss', ['Jean-Luc']],
  ['ipek isik', ['İpek']],
  ['ann', ['Anna', 'Annabel']],
  ['anna h', []],
  ['anna han', []],
  ['hanna', ['Joanna']],
  ['luc', ['Jean-Luc']],
  ['anna anderson extra', []],
  ['حداد', ['ليلى']],
];

const hostile: readonly string[] = [
  "' OR '1'='1",
  "'; DROP TABLE sessions; --",
  '%',
  '_',
  '\\',
  '.*',
  '(((((',
  '__proto__',
  'constructor',
  '\u0000',
  '\u202e\u200b',
  '\ud800',
  '<script>alert(1)</script>',
  '={}+[]',
  'ა'.repeat(200),
];

export const searchingTests: readonly ConformanceTest[] = [
  {
    title: 'search: each word is a prefix of some word, in any order, without case and accents',
    run: async ({ api }) => {
      const all = await listAll(api);
      const step = Math.max(1, Math.floor(all.length / 10));
      const asked = all.filter((_, index) => index % step === 0).flatMap(queriesFor);
      const { acceptanceLevel } = await api.getWorkspace();
      for (const search of new Set(asked.map((query) => query.slice(0, 200)))) {
        const expected = idsOf(all.filter(compileFilter({ search }, acceptanceLevel))).sort();
        assertEqual(await selectIds(api, { search }), expected, `Found by "${search}"`);
      }
    },
  },
  {
    title: 'search finds Latin with diacritics, Georgian, Greek, Cyrillic and Arabic names',
    fixtureOnly: true,
    run: async ({ api }) => {
      for (const [search, firstNames] of literals) {
        const found = await listAll(api, { search });
        const names = [...new Set(found.map((item) => item.client.firstName))].sort();
        assertEqual(names, [...firstNames].sort(), `Found by "${search}"`);
      }
    },
  },
  {
    title: 'a search that consists only of spaces and signs selects all',
    run: async ({ api }) => {
      const all = await selectIds(api, {});
      for (const search of ['', '   ', ' - ']) {
        assertEqual(await selectIds(api, { search }), all, `Found by "${search}"`);
      }
    },
  },
  {
    title: 'search treats hostile text as text',
    run: async ({ api }) => {
      const all = await listAll(api);
      const { acceptanceLevel } = await api.getWorkspace();
      for (const search of hostile) {
        const expected = all.filter(compileFilter({ search }, acceptanceLevel)).length;
        const found = await listAll(api, { search });
        assert(found.length === expected, `Found by ${JSON.stringify(search)}: ${found.length}`);
      }
    },
  },
  {
    title: 'search pages without gaps or repeats',
    run: async ({ api }) => {
      const [item] = await listAll(api, { limit: 200 });
      const search = (item && clientWords(item.client)[0]?.slice(0, 1)) ?? 'a';
      const whole = await listAll(api, { search });
      const paged = await listAll(api, { search, limit: 2, sort: '-createdAt' });
      assertEqual(idsOf(paged), idsOf(whole), `Found by "${search}", two at a time`);
    },
  },
];
