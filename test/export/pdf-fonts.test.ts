import { expect } from '@open-wc/testing';
import { create, type Font } from 'fontkit';
import { exportPdf } from 'kv-review/export/pdf';
import type { Session } from 'kv-review/model';

import { fontNames, fontSources, loadFont } from '../../src/export/pdf/fonts/index.js';
import { TrueTypeFont } from '../../src/export/pdf/true-type.js';
import { options, rejected } from './pdf-fixture.js';

// The kit's modules fill the usual buffer.
performance.setResourceTimingBufferSize(5000);

/** The session with texts in Latin letters alone. */
const latin: Session = {
  ...rejected,
  notes: [],
  changes: [],
  screening: { status: 'absent' },
  extra: [],
  attempts: rejected.attempts.map((attempt) => ({ ...attempt, front: null, back: null })),
  client: { ...rejected.client, firstName: 'Zoë', lastName: 'Łukasiewicz-Ångström' },
};

const withNote = (text: string): Session => ({
  ...latin,
  notes: [
    {
      id: 'note',
      text,
      by: { id: 'agent', name: 'Ana' },
      at: '2026-05-10T09:30:00Z',
      verdict: null,
    },
  ],
});

/** The fonts and libraries that the page has loaded. */
const loadedModules = (): string[] =>
  performance
    .getEntriesByType('resource')
    .flatMap(
      ({ name }) => /export\/pdf\/(?:fonts\/|libraries\/)?([\w-]+)\.[jt]s/.exec(name)?.[1] ?? [],
    )
    .filter(
      (name) => fontModules.has(name) || ['shaper', 'fontkit', 'png-embedder'].includes(name),
    );

const fontModules = new Set(fontNames.flatMap((name) => [name, `${name}-semi-bold`]));

/** What a PDF of a session loads that no PDF before it has loaded. */
async function loadedFor(session: Session, locale = 'en'): Promise<string[]> {
  const before = new Set(loadedModules());
  await exportPdf(session, { ...options, locale });
  return loadedModules()
    .filter((name) => !before.has(name))
    .sort();
}

// In this order, because a module loads once.
describe('a PDF loads', () => {
  it('of a Latin session no font of another script, and nothing that shapes text', async () => {
    expect(await loadedFor(latin)).to.deep.equal(['latin', 'latin-semi-bold']);
  });

  it('nothing for characters that no font has', async () => {
    expect(await loadedFor(withNote('中文 🦔 👩‍👩‍👧 ❤️ →'))).to.deep.equal([]);
  });

  it('the fonts of a script without shaping alone', async () => {
    expect(await loadedFor(withNote('Иванов'))).to.deep.equal(['cyrillic', 'cyrillic-semi-bold']);
    expect(await loadedFor(withNote('Παπαδοπούλου'))).to.deep.equal(['greek', 'greek-semi-bold']);
    expect(await loadedFor(withNote('Ճամբարյան'))).to.deep.equal(['armenian']);
    expect(await loadedFor(latin, 'ka')).to.deep.equal(['georgian', 'georgian-semi-bold']);
  });

  it('more Latin letters for a text that has them', async () => {
    const extended = ['latin-extended', 'latin-extended-semi-bold'];
    expect(await loadedFor(withNote('Nguyễn'))).to.deep.equal(extended);
  });

  it('the shaper for the first text that needs it', async () => {
    expect(await loadedFor(withNote('محمد'))).to.deep.equal(['arabic', 'fontkit', 'shaper']);
    expect(await loadedFor(withNote('שרה'))).to.deep.equal(['hebrew']);
  });

  it('nothing again', async () => {
    expect(await loadedFor(withNote('Иванов محمد Nguyễn'))).to.deep.equal([]);
  });
});

/** Characters beside which the others are laid out: those that are often kerned, and one that is not. */
const neighbours = Array.from('AFLPTVWYfrtvwyo.,’');

const widthIn = (font: TrueTypeFont, text: string): number => {
  const glyphs = Array.from(text, (character) => font.glyphOf(character.codePointAt(0)!)!);
  return glyphs.reduce(
    (sum, glyph, index) =>
      sum +
      font.widthOf(glyph) +
      (index + 1 < glyphs.length ? font.kerning(glyph, glyphs[index + 1]!) : 0),
    0,
  );
};

describe('the fonts without shaping', () => {
  for (const name of fontNames.filter((one) => !fontSources[one].isShaped)) {
    it(`${name}: have the glyphs, widths and kerning that fontkit reads`, async () => {
      for (const { bytes, postscriptName } of await loadFont(name)) {
        const font = new TrueTypeFont(bytes, postscriptName);
        const peer = create(bytes as unknown as Buffer) as Font;
        expect(font.unitsPerEm).to.equal(peer.unitsPerEm);
        const characters = peer.characterSet
          .map((codePoint) => String.fromCodePoint(codePoint))
          .filter((character) => !/[\p{M}\p{C}\u2044]/u.test(character));
        for (const character of characters) {
          const glyph = font.glyphOf(character.codePointAt(0)!);
          expect(glyph, character).to.equal(peer.glyphForCodePoint(character.codePointAt(0)!).id);
        }
        // The font takes a few letters such as `ǹ` apart. Without shaping they are one glyph.
        const whole = characters.filter((character) => peer.layout(character).glyphs.length === 1);
        expect(characters.length - whole.length).to.be.lessThan(10);
        const letters = whole.filter((character) => /\p{L}/u.test(character));
        const known = neighbours.filter((character) => whole.includes(character));
        const own = letters.filter((_, index) => index % Math.ceil(letters.length / 24) === 0);
        for (const character of whole) {
          // Each pair occurs in both orders.
          const text = [...known, ...own].map((other) => `${character}${other}`).join('');
          const { advanceWidth } = peer.layout(text);
          expect(widthIn(font, text), text).to.equal(advanceWidth);
        }
      }
    }).timeout(20_000);
  }
});
