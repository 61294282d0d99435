import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { likeness } from '../../src/screening/likeness.ts';
import { matchThreshold } from '../../src/screening/match.ts';
import { namePairs, type Verdict } from './name-pairs.ts';

const verdictOf = (score: number): Verdict => (score >= matchThreshold ? 'match' : 'no match');

describe('the likeness of names', () => {
  for (const [why, person, listed, verdict] of namePairs) {
    it(`${why}: ${person} and ${listed}: ${verdict}`, () => {
      const score = likeness(person, listed);
      assert.equal(verdictOf(score), verdict, String(score));
      assert.equal(likeness(listed, person), score);
    });
  }

  it('is 0 without letters', () => {
    for (const name of ['', ' ', '123', '!?', '\u202e', 'ー'])
      assert.equal(likeness(name, name), 0);
  });

  it('is within 0–1, the same both ways and 1 with itself, whatever is compared', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 });
    const name = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (one, other) => {
        const score = likeness(one, other);
        assert.ok(score >= 0 && score <= 1, String(score));
        assert.equal(likeness(other, one), score);
      }),
    );
    const latin = fc
      .array(fc.stringMatching(/^[A-Z][a-z]{2,9}$/), { minLength: 1, maxLength: 4 })
      .map((words) => words.join(' '));
    fc.assert(fc.property(latin, (one) => assert.ok(likeness(one, one) > 0.999)));
  });

  it('takes a name of a hostile length', () => {
    assert.ok(likeness('a'.repeat(5000), 'Anna Maria') < matchThreshold);
    assert.ok(likeness('Anna '.repeat(1000), 'Anna Maria') < matchThreshold);
    assert.ok(likeness('Anna '.repeat(1000), 'Maria '.repeat(1000)) < matchThreshold);
  });
});
