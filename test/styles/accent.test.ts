import { expect } from '@open-wc/testing';

import {
  accentColors,
  contrastPairs,
  isReadable,
  readableAccent,
  readPalette,
  type ColorScheme,
} from '../../src/styles/accent.js';
import { contrastOf, formatColor, mixColors } from '../../src/styles/color.js';
import { color, element, failingPairs, manyAccents } from './shown-colors.js';

const schemes: readonly ColorScheme[] = ['light', 'dark'];
const accents = [
  '#1d4ed8',
  '#8fb2ff',
  '#ffb300',
  '#00a86b',
  '#7a0019',
  '#ffffff',
  '#000000',
  '#767676',
  '#777777',
];

describe('the accent', () => {
  afterEach(() => {
    for (const host of document.querySelectorAll('body > span')) host.remove();
  });

  for (const scheme of schemes) {
    it(`alone gives the tokens that follow from it, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      for (const accent of accents) {
        const { read, shown, host } = element(scheme, { '--kv-color-accent': accent });
        for (const [token, expected] of Object.entries(
          accentColors(color(accent), palette, scheme),
        )) {
          const found = shown(token);
          const difference = Math.max(
            ...found.map((channel, index) => Math.abs(channel - (expected[index] ?? NaN))),
          );
          // One step of a byte, which browsers round in their own ways.
          expect(difference, `${token} of ${accent}: ${formatColor(found)}`).to.be.below(1.6 / 255);
        }
        expect(contrastOf(read('on-accent'), read('accent')), accent).to.be.at.least(4.5);
        host.remove();
      }
    });

    it(`of any colour has readable text on it and on its soft tone, ${scheme} [accent-readable]`, () => {
      const failing = manyAccents.flatMap((accent) =>
        failingPairs(scheme, { '--kv-color-accent': accent }),
      );
      expect(manyAccents.length).to.be.above(300);
      expect(failing).to.deep.equal([]);
    });

    it(`of the kit passes WCAG AA in every pair, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      const accent = element(scheme, {}).read('accent');
      const pairs = contrastPairs(accent, palette, scheme);
      expect(pairs.length).to.be.above(10);
      expect(pairs.filter((pair) => !isReadable(pair))).to.deep.equal([]);
    });

    it(`that fails is brought to the nearest that passes, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      for (const accent of accents) {
        const readable = readableAccent(color(accent), palette, scheme);
        if (!readable) throw new Error(`No accent for ${accent}`);
        expect(contrastPairs(readable, palette, scheme).every(isReadable), accent).to.equal(true);
      }
    });
  }

  it('names the pairs that fail, with what they need', () => {
    const pairs = contrastPairs(color('#ffb300'), readPalette(document.body, 'light'), 'light');
    const failing = pairs.filter((pair) => !isReadable(pair));
    const names = failing.map(
      ({ foreground, background, required }) => `${foreground}/${background} ${required}`,
    );
    expect(names).to.deep.equal([
      'accent/surface 3',
      'accent/surface-raised 3',
      'accent/surface-sunken 3',
      'accent/hover 3',
      'accent/accent-soft 3',
    ]);
    expect(failing[0]?.ratio).to.be.closeTo(1.79, 0.01);
  });

  it('is judged by the colours of the page, in any notation', () => {
    document.body.style.setProperty(
      '--kv-color-surface',
      'light-dark(oklch(1 0 0), rgb(10 20 30))',
    );
    try {
      expect(formatColor(readPalette(document.body, 'light').surface)).to.equal('#ffffff');
      expect(formatColor(readPalette(document.body, 'dark').surface)).to.equal('#0a141e');
    } finally {
      document.body.style.removeProperty('--kv-color-surface');
    }
  });

  it('has no part in the soft tones of other colours, which follow from theirs [soft-tones-follow]', () => {
    for (const tone of ['accent', 'success', 'warning', 'danger']) {
      const { shown, read } = element('light', {
        '--kv-color-surface': '#eeeeee',
        [`--kv-color-${tone}`]: '#ff00ff',
      });
      const expected = formatColor(mixColors(color('#ff00ff'), 0.12, color('#eeeeee')));
      expect(formatColor(shown(`${tone}-soft`)), tone).to.equal(expected);
      expect(formatColor(read('surface'))).to.equal('#eeeeee');
    }
  });

  it('is overridden, with what follows from it, by the tokens of the page [tokens-override]', () => {
    const { read, computed } = element('light', {
      '--kv-color-accent': '#00a86b',
      '--kv-color-on-accent': '#123456',
      '--kv-color-accent-soft': '#abcdef',
      '--kv-color-accent-text': '#fedcba',
      '--kv-color-focus': '#654321',
      '--_brand-accent': '#ff0000',
      '--kv-radius-m': '5px',
      '--_brand-radius': '20px',
      '--_brand-fonts': '"Brand",',
    });
    expect(formatColor(read('accent'))).to.equal('#00a86b');
    expect(formatColor(read('on-accent'))).to.equal('#123456');
    expect(formatColor(read('accent-soft'))).to.equal('#abcdef');
    expect(formatColor(read('accent-text'))).to.equal('#fedcba');
    expect(formatColor(read('focus'))).to.equal('#654321');
    expect(computed('border-top-left-radius', 'var(--_radius-m)')).to.equal('5px');
    expect(computed('border-top-left-radius', 'var(--_radius-s)')).to.equal('3px');
    expect(computed('font-family', 'var(--_font-family)')).to.match(/^"?Brand"?, system-ui/);
  });
});
