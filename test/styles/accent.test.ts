import { expect } from '@open-wc/testing';

import {
  accentColors,
  contrastPairs,
  isReadable,
  readableAccent,
  readPalette,
  type ColorScheme,
} from '../../src/styles/accent.js';
import { contrastOf, formatColor, parseColor, type Color } from '../../src/styles/color.js';
import { tokens } from '../../src/styles/tokens.js';

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

const color = (text: string): Color => {
  const parsed = parseColor(text);
  if (!parsed) throw new Error(`${text} is not a colour.`);
  return parsed;
};

/** What an element of the kit has inside a page with these tokens. */
function element(scheme: ColorScheme, properties: Readonly<Record<string, string>>) {
  const host = document.createElement('span');
  host.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(properties)) host.style.setProperty(name, value);
  const shadow = host.attachShadow({ mode: 'open' });
  if (tokens.styleSheet) shadow.adoptedStyleSheets = [tokens.styleSheet];
  document.body.append(host);
  const computed = (property: string, value: string): string => {
    host.style.setProperty(property, value);
    return getComputedStyle(host).getPropertyValue(property);
  };
  return {
    read(token: string): Color {
      const text = computed('color', `color(from var(--_color-${token}) srgb r g b)`);
      const [red = NaN, green = NaN, blue = NaN] =
        text.match(/[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
      return [red, green, blue];
    },
    computed,
    host,
  };
}

describe('the accent', () => {
  afterEach(() => {
    for (const host of document.querySelectorAll('body > span')) host.remove();
  });

  for (const scheme of schemes) {
    it(`alone gives the tokens that follow from it, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      for (const accent of accents) {
        const { read, host } = element(scheme, { '--kv-color-accent': accent });
        for (const [token, expected] of Object.entries(accentColors(color(accent), palette))) {
          expect(formatColor(read(token)), `${token} of ${accent}`).to.equal(formatColor(expected));
        }
        expect(contrastOf(read('on-accent'), read('accent')), accent).to.be.at.least(4.5);
        host.remove();
      }
    });

    it(`of the kit passes WCAG AA in every pair, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      const accent = element(scheme, {}).read('accent');
      const pairs = contrastPairs(accent, palette);
      expect(pairs.length).to.be.above(10);
      expect(pairs.filter((pair) => !isReadable(pair))).to.deep.equal([]);
    });

    it(`that fails is brought to the nearest that passes, ${scheme}`, () => {
      const palette = readPalette(document.body, scheme);
      for (const accent of accents) {
        const readable = readableAccent(color(accent), palette);
        if (!readable) throw new Error(`No accent for ${accent}`);
        expect(contrastPairs(readable, palette).every(isReadable), accent).to.equal(true);
      }
    });
  }

  it('names the pairs that fail, with what they need', () => {
    const pairs = contrastPairs(color('#ffb300'), readPalette(document.body, 'light'));
    const failing = pairs.filter((pair) => !isReadable(pair));
    const names = failing.map(
      ({ foreground, background, required }) => `${foreground}/${background} ${required}`,
    );
    expect(names).to.deep.equal([
      'accent/surface 4.5',
      'accent/surface-raised 4.5',
      'accent/surface-sunken 4.5',
      'accent/hover 4.5',
      'accent/accent-soft 4.5',
      'focus/surface 3',
      'focus/surface-raised 3',
      'focus/surface-sunken 3',
      'focus/hover 3',
      'focus/accent-soft 3',
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

  it('is overridden, with what follows from it, by the tokens of the page', () => {
    const { read, computed } = element('light', {
      '--kv-color-accent': '#00a86b',
      '--kv-color-on-accent': '#123456',
      '--kv-color-accent-soft': '#abcdef',
      '--_brand-accent': '#ff0000',
      '--kv-radius-m': '5px',
      '--_brand-radius': '20px',
      '--_brand-fonts': '"Brand",',
    });
    expect(formatColor(read('accent'))).to.equal('#00a86b');
    expect(formatColor(read('on-accent'))).to.equal('#123456');
    expect(formatColor(read('accent-soft'))).to.equal('#abcdef');
    expect(computed('border-top-left-radius', 'var(--_radius-m)')).to.equal('5px');
    expect(computed('border-top-left-radius', 'var(--_radius-s)')).to.equal('3px');
    expect(computed('font-family', 'var(--_font-family)')).to.match(/^"?Brand"?, system-ui/);
  });
});
