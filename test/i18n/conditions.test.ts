import { expect } from '@open-wc/testing';
import { policyConditions, type FailedCondition } from 'kv-review/model';

import { describeCondition } from '../../src/i18n/conditions.js';
import { en } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';

const english = new Localizer('en', undefined, en);
const georgian = new Localizer('ka', ka, en);

type Row = readonly [FailedCondition['condition'], seen: string, wanted: string, words: string];

const rows: readonly Row[] = [
  [
    'high-risk-nationality',
    'PRK',
    'not-listed',
    'High-risk country by nationality: North Korea (wanted: not on the list of high-risk countries)',
  ],
  [
    'high-risk-nationality',
    'unknown',
    'not-listed',
    'High-risk country by nationality: Unknown (wanted: not on the list of high-risk countries)',
  ],
  [
    'high-risk-ip-country',
    'not-checked',
    'not-listed',
    'High-risk country by IP: Not checked (wanted: not on the list of high-risk countries)',
  ],
  ['screening', 'match', 'clear', 'Check against sanctions lists: Match found (wanted: no match)'],
  ['screening', 'unknown', 'clear', 'Check against sanctions lists: Unknown (wanted: no match)'],
  [
    'document-type',
    'unknown',
    'passport id-card',
    'Document type: Unknown (wanted: Passport, ID card)',
  ],
  ['document-type', 'id-card', 'passport', 'Document type: ID card (wanted: Passport)'],
  ['id-is-real', 'false', 'true', 'ID Spoof Detection: ID is spoofed (wanted: ID is real)'],
  ['id-is-real', 'unknown', 'true', 'ID Spoof Detection: Not checked (wanted: ID is real)'],
  [
    'full-id-detected',
    'false',
    'true',
    'ID Spoof Detection: Full ID was not detected (wanted: Full ID detected)',
  ],
  ['mrz', '1', '0', 'Machine-readable zone: 1 check failed (wanted: no errors)'],
  ['mrz', '3', '0', 'Machine-readable zone: 3 checks failed (wanted: no errors)'],
  ['mrz', 'unknown', '0', 'Machine-readable zone: Not read (wanted: no errors)'],
  ['mrz', 'TD3', 'TD1 TD2', 'Machine-readable zone: TD3 (wanted: TD1, TD2)'],
  [
    'expiry',
    '2026-06-14',
    '2026-06-15',
    'Expiration Date: Jun 14, 2026 (wanted: Jun 15, 2026 or later)',
  ],
  ['expiry', 'unknown', '2026-06-15', 'Expiration Date: Not read (wanted: Jun 15, 2026 or later)'],
  [
    'mrz',
    'FRA-identity-card',
    '0',
    'Machine-readable zone: French identity card with two lines – Not checked (wanted: no errors)',
  ],
  [
    'no-expiry',
    'none',
    'date',
    'Expiration Date: No date of expiry in the MRZ (wanted: a date of expiry)',
  ],
  [
    'front-to-back',
    'lastName:mismatch firstName:not-comparable',
    'match',
    'Front-to-back compare: Last Name – Mismatch, First Name – Compare by eye (wanted: Match)',
  ],
  ['front-to-back', 'unknown', 'match', 'Front-to-back compare: Not read (wanted: Match)'],
  ['liveness', 'false', 'true', 'Liveness Passed: No (wanted: Yes)'],
  ['liveness', 'unknown', 'true', 'Liveness Passed: Not checked (wanted: Yes)'],
  ['face-match-level', '3', '4', 'Face Match Score: Level 3 of 7 (wanted: level 4 or higher)'],
  ['face-match-level', '0', '4', 'Face Match Score: No level reached (wanted: level 4 or higher)'],
  ['face-match-level', 'unknown', '4', 'Face Match Score: Not checked (wanted: level 4 or higher)'],
  [
    'document-review',
    'false',
    'true',
    'Document review: Not reviewed when the client finished (wanted: reviewed by an agent)',
  ],
  // A backend's own condition.
  ['Credit score', 'low', 'high', 'Credit score: low (wanted: high)'],
  ['constructor', '{wanted}', '', 'constructor: {wanted} (wanted: )'],
  // A newer backend's values for a known condition.
  [
    'front-to-back',
    'shoeSize:mismatch',
    'match',
    'Front-to-back compare: shoeSize:mismatch (wanted: Match)',
  ],
  ['document-type', 'visa', 'passport visa', 'Document type: visa (wanted: Passport, visa)'],
];

function sentence(localizer: Localizer, condition: FailedCondition): string {
  const { label, seen, wanted } = describeCondition(localizer, condition);
  return localizer.term('details.condition', { condition: label, seen, wanted });
}

describe('describeCondition', () => {
  for (const [condition, seen, wanted, words] of rows) {
    it(`is “${words}”`, () => {
      expect(sentence(english, { condition, seen, wanted })).to.equal(words);
    });
  }

  it('has a text for every condition of the policy, in Georgian without Latin words except MRZ, IP and formats', () => {
    const known = rows.filter(([condition]) => policyConditions.some((code) => code === condition));
    expect(new Set(known.map(([condition]) => condition))).to.have.all.keys([...policyConditions]);
    for (const [condition, seen, wanted] of known) {
      if (/visa|shoeSize/.test(seen)) continue;
      const words = sentence(georgian, { condition, seen, wanted });
      expect(words.replaceAll(/MRZ|IP|TD\d/g, '')).not.to.match(/[A-Za-z]/);
    }
  });

  it('names the field whose value it contains', () => {
    const fieldOf = (condition: string) =>
      describeCondition(english, { condition, seen: 'unknown', wanted: '2026-06-15' }).field;
    expect(fieldOf('expiry')).to.equal('expirationDate');
    expect(fieldOf('high-risk-nationality')).to.equal('nationality');
    expect(fieldOf('front-to-back')).to.equal(undefined);
  });
});
