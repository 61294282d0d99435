import { expect } from '@open-wc/testing';

import {
  contrastOf,
  formatColor,
  mixColors,
  nearestColor,
  parseColor,
  toOklch,
  type Color,
} from '../../src/styles/color.js';

const color = (text: string): Color => {
  const parsed = parseColor(text);
  if (!parsed) throw new Error(`${text} is not a colour.`);
  return parsed;
};

/** Every combination of five values of each channel. */
const manyColors = ['00', '3b', '7f', 'c4', 'ff'].flatMap((red, _, channels) =>
  channels.flatMap((green) => channels.map((blue) => `#${red}${green}${blue}`)),
);

/** The numbers in a colour as the browser computes it. */
function computed(value: string): number[] {
  const probe = document.createElement('span');
  probe.style.color = value;
  document.body.append(probe);
  const numbers = getComputedStyle(probe).color.match(/-?[\d.]+(?:e-?\d+)?/g) ?? [];
  probe.remove();
  return numbers.map(Number);
}

const hueDifference = (one: number, other: number): number => {
  const difference = Math.abs(one - other) % (2 * Math.PI);
  return Math.min(difference, 2 * Math.PI - difference);
};

describe('colours', () => {
  it('reads #rrggbb and nothing else', () => {
    expect(parseColor('#1D4ed8')).to.deep.equal([29 / 255, 78 / 255, 216 / 255]);
    const others = [
      '',
      '#fff',
      '#1d4ed88',
      '1d4ed8',
      'red',
      '#12345g',
      '#1d4ed8;',
      ' #1d4ed8',
      '#1d4ed8\n',
    ];
    for (const text of others) expect(parseColor(text), JSON.stringify(text)).to.equal(undefined);
  });

  it('writes what it reads', () => {
    for (const text of manyColors) expect(formatColor(color(text))).to.equal(text);
  });

  it('has the contrast ratios of WCAG 2.2', () => {
    const ratios = [
      ['#000000', '#ffffff', 21],
      ['#ffffff', '#ffffff', 1],
      // The examples of the Understanding documents and of common checkers.
      ['#777777', '#ffffff', 4.48],
      ['#767676', '#ffffff', 4.54],
      ['#ff0000', '#ffffff', 4],
      ['#0000ff', '#ffffff', 8.59],
      ['#00ff00', '#000000', 15.3],
    ] as const;
    for (const [one, other, ratio] of ratios) {
      expect(contrastOf(color(one), color(other)), `${one} on ${other}`).to.be.closeTo(
        ratio,
        0.005,
      );
      expect(contrastOf(color(other), color(one))).to.equal(contrastOf(color(one), color(other)));
    }
  });

  it('has the OKLCH coordinates and the mixtures that the browser computes', () => {
    for (const text of manyColors) {
      const [lightness, chroma, hue] = toOklch(color(text));
      const [l = 0, c = 0, h = 0] = computed(`oklch(from ${text} l c h)`);
      expect(lightness, `lightness of ${text}`).to.be.closeTo(l, 0.001);
      expect(chroma, `chroma of ${text}`).to.be.closeTo(c, 0.001);
      if (c > 0.01) {
        expect(hueDifference(hue, (h * Math.PI) / 180), `hue of ${text}`).to.be.below(0.01);
      }
      const mixture = mixColors(color(text), 0.12, color('#151922'));
      const expected = computed(`color-mix(in srgb, ${text} 12%, #151922)`);
      mixture.forEach((channel, index) => {
        expect(channel, `mixture of ${text}`).to.be.closeTo(expected[index] ?? NaN, 0.002);
      });
    }
  });

  describe('the nearest colour', () => {
    const readableOnWhite = (candidate: Color): boolean =>
      contrastOf(candidate, color('#ffffff')) >= 4.5;
    const readableOnBlack = (candidate: Color): boolean =>
      contrastOf(candidate, color('#0f131a')) >= 7;

    it('is the colour itself if it passes', () => {
      expect(nearestColor(color('#1d4ed8'), readableOnWhite)).to.deep.equal(color('#1d4ed8'));
    });

    it('passes as #rrggbb and keeps the hue, for every colour', () => {
      for (const passes of [readableOnWhite, readableOnBlack]) {
        for (const text of manyColors) {
          const nearest = nearestColor(color(text), passes);
          if (!nearest) throw new Error(`No colour for ${text}`);
          expect(passes(color(formatColor(nearest))), text).to.equal(true);
          const [, , hue] = toOklch(color(text));
          const [, chroma, nearestHue] = toOklch(nearest);
          // The hue of a nearly grey colour is lost in the rounding.
          if (chroma > 0.05) expect(hueDifference(hue, nearestHue), text).to.be.below(0.05);
        }
      }
    });

    it('changes the lightness no further than it has to', () => {
      for (const text of manyColors.filter((candidate) => !readableOnWhite(color(candidate)))) {
        const nearest = nearestColor(color(text), readableOnWhite);
        if (!nearest) throw new Error(`No colour for ${text}`);
        // One byte more of each channel, and it would fail.
        expect(contrastOf(nearest, color('#ffffff')), text).to.be.within(4.5, 4.62);
      }
    });

    it('does not exist where nothing passes', () => {
      expect(nearestColor(color('#1d4ed8'), () => false)).to.equal(undefined);
    });
  });
});
