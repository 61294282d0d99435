import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  findCandidates,
  maxParts,
  maxRanked,
  maxWordsOfPart,
  NameTooLongError,
} from '../../src/screening/candidates.ts';
import { readFoldedEntry, writeFoldedNames } from '../../src/screening/folded-names.ts';
import {
  foldEntry,
  foldPerson,
  matchEntry,
  type WatchListEntry,
} from '../../src/screening/match.ts';
import type { ScreenedPerson } from '../../src/screening/screener.ts';
import {
  createMemoryWordIndex,
  createWordIndexBuilder,
  type WordIndex,
} from '../../src/screening/word-index.ts';
import { madeUpPeople, misspell, seededRandom } from '../../bench/watch-list.ts';
import { namePairs } from './name-pairs.ts';

const entry = (
  id: string,
  name: string,
  changes: Partial<WatchListEntry> = {},
): WatchListEntry => ({
  ...{ id, name, aliases: [], birthDates: [], lists: ['Sample Sanctions List'] },
  ...changes,
});

const person = (name: string, birthDate: string | null = null): ScreenedPerson => ({
  ...{ firstName: null, lastName: name, birthDate, nationality: null },
});

function indexOf(entries: readonly WatchListEntry[]): WordIndex {
  const builder = createWordIndexBuilder();
  for (const [number, each] of entries.entries()) builder.add(number, foldEntry(each));
  return createMemoryWordIndex(entries.length, builder);
}

async function candidatesOf(who: ScreenedPerson, entries: readonly WatchListEntry[]) {
  const { ranked } = await findCandidates(foldPerson(who), indexOf(entries));
  return ranked.map(({ number }) => entries[number]?.id);
}

/** Ways in which two spellings of a name differ. */
const changes = {
  join: (name: string, at: number) =>
    name.slice(0, at % name.length) + name.slice(at % name.length).replace(' ', ''),
  split: (name: string, at: number) =>
    `${name.slice(0, at % name.length)} ${name.slice(at % name.length)}`,
  drop: (name: string, at: number) =>
    name.slice(0, at % name.length) + name.slice((at % name.length) + 1),
  swap: (name: string, at: number) => {
    const index = at % name.length;
    const [one, other] = [name.charAt(index), name.charAt(index + 1)];
    return name.slice(0, index) + other + one + name.slice(index + 2);
  },
  double: (name: string, at: number) =>
    name.slice(0, at % name.length) + name.charAt(at % name.length) + name.slice(at % name.length),
  initial: (name: string, at: number) => {
    const words = name.split(' ');
    return words
      .map((word, index) => (index === at % words.length ? word.charAt(0) : word))
      .join(' ');
  },
  leave: (name: string, at: number) => {
    const words = name.split(' ');
    return words.filter((_, index) => index !== at % words.length).join(' ');
  },
  order: (name: string, at: number) => {
    const words = name.split(' ');
    const start = at % words.length;
    return [...words.slice(start), ...words.slice(0, start)].join(' ');
  },
  cut: (name: string, at: number) => name.slice(0, Math.max(20, at % name.length)),
  put: (name: string, at: number, letter: string) =>
    name.slice(0, at % name.length) + letter + name.slice(at % name.length),
  exchange: (name: string, at: number, letter: string) =>
    name.slice(0, at % name.length) + letter + name.slice((at % name.length) + 1),
} satisfies Record<string, (name: string, at: number, letter: string) => string>;

interface Change {
  readonly kind: keyof typeof changes;
  readonly place: number;
  readonly text: string;
}

describe('candidates', () => {
  for (const [, one, other, verdict] of namePairs) {
    if (verdict === 'no match') continue;
    it(`of ${one} are entries named ${other}, and the other way round`, async () => {
      assert.deepEqual(await candidatesOf(person(one), [entry('a', other)]), ['a']);
      assert.deepEqual(await candidatesOf(person(other), [entry('a', one)]), ['a']);
    });
  }

  it('hold one word alone where the birth date is the same, for that may decide', async () => {
    const listed = entry('a', 'Haji Mohammad Suharto', { birthDates: ['1921-06-08'] });
    assert.deepEqual(await candidatesOf(person('Suharto', '1921-06-08'), [listed]), ['a']);
    assert.deepEqual(await candidatesOf(person('Suharto', '1950-01-01'), [listed]), []);
    assert.deepEqual(await candidatesOf(person('H. Suharto', '1921-06-08'), [listed]), ['a']);
  });

  it('are not just anybody', async () => {
    const listed = ['Nicolás Maduro Moros', 'Vladimir Lukin Gorbachov', 'Mohammed Karimov'];
    const entries = listed.map((name) => entry(name, name));
    for (const name of ['Vladimir Putin', 'Mohammed Ali', '', '123']) {
      assert.deepEqual(await candidatesOf(person(name), entries), []);
    }
  });

  it('come with the likeliest first, by all that words and birth dates tell', async () => {
    const entries = [
      entry('another day', 'Giorgi Beridze', { birthDates: ['1950-01-01'] }),
      entry('misspelled', 'Giorgi Beridse'),
      entry('same day', 'Giorgi Beridze', { birthDates: ['1970-03-04'] }),
      entry('same year', 'Giorgi Beridze', { birthDates: ['1970'] }),
    ];
    assert.deepEqual(await candidatesOf(person('Giorgi Beridze', '1970-03-04'), entries), [
      'same day',
      'same year',
      'misspelled',
      'another day',
    ]);
  });

  it('are all who match when compared with everybody', async () => {
    const listed = [...madeUpPeople(3000)].map(({ id, name, aliases, birthDate }) =>
      entry(id, name, { aliases, birthDates: [birthDate] }),
    );
    const folded = listed.map(foldEntry);
    const index = indexOf(listed);
    const random = seededRandom(3);
    let matches = 0;
    for (const who of [...madeUpPeople(20, 5), ...[...madeUpPeople(3000)].slice(0, 60)]) {
      const isLong = (who.name.split(' ').at(-1) ?? '').length > 4;
      const name = isLong && random() < 0.7 ? misspell(who.name, random) : who.name;
      const own = foldPerson(person(name, random() < 0.5 ? who.birthDate : null));
      const { ranked } = await findCandidates(own, index);
      const found = new Set(ranked.map(({ number }) => number));
      for (const [number, each] of folded.entries()) {
        if (!matchEntry(own, each)) continue;
        matches += 1;
        assert.ok(found.has(number), `${name}, ${listed[number]?.name ?? ''}`);
      }
    }
    assert.ok(matches > 60, String(matches));
  });

  it('are never fewer than those who match, however a name is misspelled, joined or shortened', async () => {
    const names = [
      ...[...madeUpPeople(300)].flatMap(({ name, aliases }) => [name, ...aliases]),
      ...namePairs.flatMap(([, one, other]) => [one, other]),
      // The made-up list has words in two scripts, which nobody's name has.
    ].filter((name) => !/[a-z]/i.test(name) || !/[\u0370-\uffff]/.test(name));
    const place = fc.nat({ max: 200 });
    const letter = fc.constantFrom(...'abdefghijklmnoprstuvwyz'.split(''));
    const changeOf = (kind: keyof typeof changes, text: fc.Arbitrary<string> = fc.constant('')) =>
      fc.record({ kind: fc.constant(kind), place, text });
    const change = fc.oneof(
      ...(
        ['join', 'split', 'drop', 'swap', 'double', 'initial', 'leave', 'order', 'cut'] as const
      ).map((kind) => changeOf(kind)),
      changeOf('put', letter),
      changeOf('exchange', letter),
    );
    // In other scripts, a letter of the name itself.
    const changed = (name: string, list: readonly Change[]) =>
      list.reduce((text, { kind, place: at, text: latin }) => {
        const own = name.charAt((3 * at) % name.length);
        return changes[kind](text, at, /^[A-Z]/i.test(name) ? latin : own);
      }, name);
    const date = fc.constantFrom(null, '1970-03-04', '1971-01-01', '1970');
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(change, { maxLength: 3 }),
        fc.array(change, { maxLength: 2 }),
        date,
        async (name, ones, others, birthDate) => {
          const own = foldPerson(person(changed(name, ones), birthDate && '1970-03-04'));
          const listed = entry('a', changed(name, others), {
            birthDates: birthDate === null ? [] : [birthDate],
          });
          if (!matchEntry(own, foldEntry(listed))) return;
          matches += 1;
          const { ranked } = await findCandidates(own, indexOf([listed]));
          assert.equal(ranked.length, 1);
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
    assert.ok(matches > 1000, String(matches));
  });

  it('are as many as can be ranked, whatever the name; then it is said that there are more', async () => {
    const entries = Array.from({ length: maxRanked + 50 }, (_, index) =>
      entry(String(index), index < 40 ? 'Mohammed Ali Hassan' : 'Mohammed Ali'),
    );
    const { ranked, isComplete } = await findCandidates(
      foldPerson(person('Mohammed Ali Hassan')),
      indexOf(entries),
    );
    assert.equal(isComplete, false);
    assert.ok(ranked.length <= maxRanked);
    assert.deepEqual(
      ranked.slice(0, 40).map(({ number }) => number),
      Array.from({ length: 40 }, (_, index) => index),
    );
  });
});

describe('a hostile name', () => {
  /** Counts what an index is asked for. */
  function counting(index: WordIndex) {
    const asked = { keys: 0, words: 0 };
    const counted: WordIndex = {
      entryCount: index.entryCount,
      wordsUnder: (keys) => ((asked.keys += keys.length), index.wordsUnder(keys)),
      entriesWith: (words) => ((asked.words += words.length), index.entriesWith(words)),
    };
    return { asked, counted };
  }

  const index = indexOf(
    [...madeUpPeople(500)].map(({ id, name, aliases }) => entry(id, name, { aliases })),
  );

  it('causes no more than so much work', async () => {
    const letters = fc.constantFrom(...'abdeghiklmnorstuvzшщќаиםשلمح李'.split(''));
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 200 });
    const frequent = fc.constantFrom('Mohammed', 'Ali', 'Giorgi', 'al', 'Maria');
    const name = fc.array(fc.oneof(word, frequent), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(name, async (words) => {
        const { asked, counted } = counting(index);
        try {
          await findCandidates(foldPerson(person(words.join(' '), '1970-01-01')), counted);
        } catch (error) {
          assert.ok(error instanceof NameTooLongError);
        }
        assert.ok(asked.keys <= 4000, `${asked.keys} keys`);
        assert.ok(asked.words <= maxParts * (maxWordsOfPart * 5 + 50), `${asked.words} words`);
      }),
    );
  });

  it('of too many parts is refused, not cut off: whom it hides is not told', async () => {
    const words = Array.from(
      { length: 40 },
      (_, at) => `Name${'abcdefghij'.charAt(at % 10)}${'bdgklmnrst'.charAt(at / 10)}`,
    );
    for (const name of [words.join(' '), `${'Anna '.repeat(40)} Nodar Beridze`]) {
      await assert.rejects(findCandidates(foldPerson(person(name)), index), NameTooLongError);
    }
    await findCandidates(foldPerson(person('Anna '.repeat(maxParts))), index);
  });
});

describe('folded names', () => {
  it('are the same when they are read back', () => {
    const name = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(name.map((words) => words.join(' '))), (names) => {
        const folded = foldEntry(entry('a', 'Юрий Щербаков', { aliases: ['صدام حسين', ...names] }));
        assert.deepEqual(readFoldedEntry(folded.entry, writeFoldedNames(folded)), folded);
      }),
    );
  });
});
