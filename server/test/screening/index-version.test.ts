import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { writeFoldedNames } from '../../src/screening/folded-names.ts';
import { indexVersion } from '../../src/screening/index-version.ts';
import { foldEntry } from '../../src/screening/match.ts';
import { createWordIndexBuilder } from '../../src/screening/word-index.ts';

/** Every rule has at least one of these names. */
const names = [
  ...['Nodar Beridze', 'ნოდარ ბერიძე', 'Нодар Беридзе', 'Юрій Згурський', 'МАРИЯ Стоянова'],
  ...['Γεώργιος Παπαδόπουλος', 'Ստեփան Ասլանյան', 'محمد عبد العزيز الحسني', 'أحمدي نژاد محمود'],
  ...['דוד בן גוריון', 'สมชาย ใจดี', 'សុខ ចាន់', '毛泽东', '김정은', '田中 太郎', 'नरेन्द्र मोदी'],
  ...['Abd al-Aziz Hassani', 'ABDULAZIZ HASSANI', 'Abder Rahmane', 'Abdirahman Nur', 'Abul Hasan'],
  ...['Nur al-Din Zangi', 'Noureddine Adnan', 'Sayf Allah Khan', 'Seyfullah Rashid', 'Ab Sa Ud'],
  ...['Md Rahim', 'SK Hasina', 'Mst Begum', 'Mohd Hj Ismail', 'Fco Fernandez', 'Wm Jas Smith'],
  ...['Uladzimir Lukashenko', 'Volodymyr Siarhei', 'Yauhen Mikalai', 'Dzmitry Ryhor', 'Ihar Aleh'],
  ...['Bob Ted Jack', 'Peggy Liz Kate', 'Nacho Memo Paco', 'Petrovs Ivanovas', 'Sergejs Andrejs'],
  ...['Mao Tse-tung', 'Chiang Kai-shek', 'Hsi Jinping', 'Chou En lai', 'Xi Jinping'],
  ...['JC Juncker', 'Müller-Lüdenscheidt', 'O’Neil D’Arcy', 'V1adimir Put1n', 'de la Cruz', 'Ø'],
  ...['Jean Jean Paul', 'van der Berg', 'ibn Said', 'X', 'Straße Łukasz', 'A. B. Cde'],
  ...[
    ...['shch', 'sch', 'sh', 'tch', 'ch', 'cz', 'kh', 'gh', 'dzh', 'zh', 'dj', 'ph', 'th', 'dh'],
    ...['dz', 'ts', 'tz', 'ck', 'q', 'c', 'x', 'w', 'chr', 'chl', 'h', 'nn', 'l', 'b', 'm', 'gr'],
  ].flatMap((start) =>
    ['a', 'ae', 'oe', 'ue', 'ou', 'oo', 'ee', 'y', 'j', 'ia'].map(
      (vowel) => `${start}${vowel} ${start}${vowel}nov${vowel}${start}k ${vowel}${start}`,
    ),
  ),
];

const birthDates = ['1970', '1970-03', '1970-03-04', 'circa 1970'];

function outputOfRules(): string {
  const index = createWordIndexBuilder();
  const folded = names.map((name, number) => {
    const dates = birthDates.slice(0, number % (birthDates.length + 1));
    const aliases = [names[(number * 7) % names.length] ?? ''];
    const entry = foldEntry({ id: `n-${number}`, name, aliases, birthDates: dates, lists: [] });
    index.add(number, entry);
    return writeFoldedNames(entry);
  });
  const postings = Array.from(index.postings(), ([word, found]) => [word, ...found]);
  return JSON.stringify([folded, postings, [...index.keys()]]);
}

test('the version of the index rises whenever the rules of names return something else', () => {
  const digest = createHash('sha256').update(outputOfRules()).digest('hex');
  assert.deepEqual(
    { indexVersion, digest },
    { indexVersion: 1, digest: 'd49efc2ac0ec30d0ed0d2a33a633c22efd5a46c2a53adaff52499dad43c07b41' },
    'Raise `indexVersion`, then write the new version and digest here: stored lists must be loaded again.',
  );
});
