import { expect } from '@open-wc/testing';
import { failedCondition, policyConditions, type FailedCondition } from 'kv-review/model';
import * as v from 'valibot';

import { describeCondition } from '../../src/i18n/conditions.js';
import { en } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';

const english = new Localizer('en', undefined, en);
const georgian = new Localizer('ka', ka, en);

type Row = readonly [FailedCondition, words: string];

const rows: readonly Row[] = [
  [
    { condition: 'high-risk-nationality', observed: 'PRK', required: 'not-listed' },
    'High-risk country by nationality: North Korea (required: not on the list of high-risk countries)',
  ],
  [
    { condition: 'high-risk-nationality', observed: null, required: 'not-listed' },
    'High-risk country by nationality: Unknown (required: not on the list of high-risk countries)',
  ],
  [
    { condition: 'high-risk-ip-country', observed: { kind: 'absent' }, required: 'not-listed' },
    'High-risk country by IP: Not checked (required: not on the list of high-risk countries)',
  ],
  [
    { condition: 'screening', observed: 'match', required: 'clear' },
    'Sanctions screening: Match found (required: no match)',
  ],
  [
    { condition: 'screening', observed: 'unknown', required: 'clear' },
    'Sanctions screening: Unknown (required: no match)',
  ],
  [
    { condition: 'document-type', observed: null, required: ['passport', 'id-card'] },
    'Document type: Unknown (required: Passport, ID card)',
  ],
  [
    { condition: 'document-type', observed: 'id-card', required: ['passport'] },
    'Document type: ID card (required: Passport)',
  ],
  [
    { condition: 'id-is-real', observed: false, required: true },
    'ID Spoof Detection: ID is spoofed (required: ID is real)',
  ],
  [
    { condition: 'id-is-real', observed: null, required: true },
    'ID Spoof Detection: Not checked (required: ID is real)',
  ],
  [
    { condition: 'full-id-detected', observed: false, required: true },
    'ID Spoof Detection: Full ID was not detected (required: Full ID detected)',
  ],
  [
    { condition: 'mrz', observed: 1, required: 0 },
    'Machine-readable zone: 1 check failed (required: no errors)',
  ],
  [
    { condition: 'mrz', observed: 3, required: 0 },
    'Machine-readable zone: 3 checks failed (required: no errors)',
  ],
  [
    { condition: 'mrz', observed: null, required: 0 },
    'Machine-readable zone: Not read (required: no errors)',
  ],
  [
    { condition: 'mrz', observed: 'TD3', required: ['TD1', 'TD2'] },
    'Machine-readable zone: TD3 (required: TD1, TD2)',
  ],
  [
    { condition: 'expiry', observed: '2026-06-14', required: '2026-06-15' },
    'Expiration Date: Jun 14, 2026 (required: Jun 15, 2026 or later)',
  ],
  [
    { condition: 'expiry', observed: null, required: '2026-06-15' },
    'Expiration Date: Not read (required: Jun 15, 2026 or later)',
  ],
  [
    { condition: 'mrz', observed: 'FRA-identity-card', required: 0 },
    'Machine-readable zone: Two-line French identity card – Not checked (required: no errors)',
  ],
  [
    { condition: 'no-expiry', observed: 'none', required: 'date' },
    'Expiration Date: No expiration date in the MRZ (required: an expiration date)',
  ],
  [
    {
      condition: 'front-to-back',
      observed: [
        { field: 'lastName', comparison: 'mismatch' },
        { field: 'firstName', comparison: 'not-comparable' },
      ],
      required: 'match',
    },
    'Front-to-back compare: Last Name – mismatch, First Name – cannot be compared automatically (required: match)',
  ],
  [
    { condition: 'front-to-back', observed: null, required: 'match' },
    'Front-to-back compare: Not read (required: match)',
  ],
  [
    { condition: 'liveness', observed: false, required: true },
    'Liveness Passed: No (required: Yes)',
  ],
  [
    { condition: 'liveness', observed: null, required: true },
    'Liveness Passed: Not checked (required: Yes)',
  ],
  [
    { condition: 'face-match-level', observed: 3, required: 4 },
    'Face Match Score: Level 3 of 7, 1/500 FAR (required: level 4 or higher, 1/1,000 FAR)',
  ],
  [
    { condition: 'face-match-level', observed: 0, required: 4 },
    'Face Match Score: No level reached (required: level 4 or higher, 1/1,000 FAR)',
  ],
  [
    { condition: 'face-match-level', observed: null, required: 4 },
    'Face Match Score: Not measured (required: level 4 or higher, 1/1,000 FAR)',
  ],
  [
    { condition: 'document-review', observed: false, required: true },
    'Document review: Automatic checks only (required: reviewed by an agent)',
  ],
  // A backend's own condition.
  [
    { condition: 'other', name: 'Credit score', observed: 'low', required: 'high' },
    'Credit score: low (required: high)',
  ],
  [
    { condition: 'other', name: 'constructor', observed: '{required}', required: '' },
    'constructor: {required} (required: Unknown)',
  ],
  // A newer backend's condition without values.
  [
    { condition: 'other', name: 'voice-match', observed: '', required: '' },
    'voice-match: Unknown (required: Unknown)',
  ],
  [
    {
      condition: 'front-to-back',
      observed: [{ field: 'birthDate', comparison: 'missing' }],
      required: 'match',
    },
    'Front-to-back compare: Birth Date – missing on at least one side (required: match)',
  ],
  // A newer backend's values for a known condition.
  [
    {
      condition: 'front-to-back',
      observed: [{ field: 'shoeSize', comparison: 'mismatch' }],
      required: 'match',
    },
    'Front-to-back compare: shoeSize – mismatch (required: match)',
  ],
  [
    { condition: 'document-type', observed: 'visa', required: ['passport', 'visa'] },
    'Document type: visa (required: Passport, visa)',
  ],
];

function sentence(localizer: Localizer, condition: FailedCondition): string {
  const { label, observed, required } = describeCondition(localizer, condition);
  return localizer.term('details.condition', { condition: label, observed, required });
}

describe('describeCondition', () => {
  for (const [failed, words] of rows) {
    it(`is “${words}”`, () => {
      expect(sentence(english, failed)).to.equal(words);
    });
  }

  it('has a text for every condition of the policy, in Georgian without Latin words except MRZ, IP and formats', () => {
    const known = rows
      .map(([failed]) => failed)
      .filter(
        (failed) => failed.condition !== 'other' && !/visa|shoeSize/.test(JSON.stringify(failed)),
      );
    expect(new Set(known.map(({ condition }) => condition))).to.have.all.keys([
      ...policyConditions,
    ]);
    for (const failed of known) {
      const words = sentence(georgian, failed);
      expect(words.replaceAll(/MRZ|IP|FAR|TD\d/g, '')).not.to.match(/[A-Za-z]/);
    }
  });

  it('names the field whose value it contains', () => {
    const fieldOf = (failed: FailedCondition) => describeCondition(english, failed).field;
    const required = '2026-06-15';
    expect(fieldOf({ condition: 'expiry', observed: null, required })).to.equal('expirationDate');
    expect(
      fieldOf({ condition: 'high-risk-nationality', observed: null, required: 'not-listed' }),
    ).to.equal('nationality');
    expect(fieldOf({ condition: 'front-to-back', observed: null, required: 'match' })).to.equal(
      undefined,
    );
  });

  it('names it also when the values have a shape that is not known', () => {
    const failed = v.parse(failedCondition, {
      condition: 'expiry',
      observed: { month: '2020-01' },
    });
    expect(describeCondition(english, failed)).to.deep.equal({
      label: 'expiry',
      observed: '{"month":"2020-01"}',
      required: 'Unknown',
      field: 'expirationDate',
    });
  });
});
