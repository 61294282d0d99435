import { contrastOf, luminanceOf, mixColors, nearestColor, type Color } from './color.js';
import { tokens } from './tokens.js';

/** The colour schemes of the tokens. In forced colours the system replaces the accent. */
export type ColorScheme = 'light' | 'dark';

/** The tokens that an accent meets, without `--kv-color-`. */
const backgrounds = ['surface', 'surface-raised', 'surface-sunken', 'hover'] as const;
const texts = ['text', 'text-muted'] as const;
type Given = (typeof backgrounds)[number] | (typeof texts)[number];

/** The tokens that follow from an accent, unless a page sets them. */
type Derived = 'accent' | 'accent-soft' | 'on-accent' | 'focus';

export type ColorToken = Given | Derived;

/** The colours of the page that an accent meets. */
export type Palette = Readonly<Record<Given, Color>>;

/** WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for what shows a control or its focus (1.4.11). */
type RequiredRatio = 3 | 4.5;

export interface ContrastPair {
  readonly foreground: ColorToken;
  readonly background: ColorToken;
  readonly ratio: number;
  readonly required: RequiredRatio;
}

/** The share of the accent in `--kv-color-accent-soft`. Must match `tokens.ts`. */
const softShare = 0.12;

/** Where black and white text have the same contrast. Must match `tokens.ts`. */
const middleLuminance = 0.179;

const black: Color = [0, 0, 0];
const white: Color = [1, 1, 1];

/** The colours that follow from an accent, as `tokens.ts` derives them. */
export const accentColors = (
  accent: Color,
  palette: Palette,
): Readonly<Record<Derived, Color>> => ({
  accent,
  'accent-soft': mixColors(accent, softShare, palette.surface),
  'on-accent': luminanceOf(accent) < middleLuminance ? white : black,
  focus: accent,
});

/** Each pair of tokens that an accent enters, with its contrast and the one that WCAG AA asks for. */
export function contrastPairs(accent: Color, palette: Palette): readonly ContrastPair[] {
  const colors = { ...palette, ...accentColors(accent, palette) };
  const pair = (
    foreground: ColorToken,
    background: ColorToken,
    required: RequiredRatio,
  ): ContrastPair => {
    const ratio = contrastOf(colors[foreground], colors[background]);
    return { foreground, background, ratio, required };
  };
  return [
    pair('on-accent', 'accent', 4.5),
    ...backgrounds.map((background) => pair('accent', background, 4.5)),
    pair('accent', 'accent-soft', 4.5),
    ...texts.map((text) => pair(text, 'accent-soft', 4.5)),
    ...backgrounds.map((background) => pair('focus', background, 3)),
    pair('focus', 'accent-soft', 3),
  ];
}

export const isReadable = ({ ratio, required }: ContrastPair): boolean => ratio >= required;

/** The accent if each of its pairs passes, else the nearest one of the same hue. */
export const readableAccent = (accent: Color, palette: Palette): Color | undefined =>
  nearestColor(accent, (color) => contrastPairs(color, palette).every(isReadable));

const serialized = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/;

/** Reads the colours that the tokens have in a place of the page, whatever the page sets them to. */
export function readPalette(place: ParentNode, scheme: ColorScheme): Palette {
  const probe = document.createElement('span');
  if (tokens.styleSheet) {
    probe.attachShadow({ mode: 'open' }).adoptedStyleSheets = [tokens.styleSheet];
  }
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  place.append(probe);
  const read = (token: Given): Color => {
    probe.style.color = `color(from var(--_color-${token}) srgb r g b)`;
    const [, red, green, blue] = serialized.exec(getComputedStyle(probe).color) ?? [];
    return [Number(red), Number(green), Number(blue)];
  };
  const palette: Palette = {
    surface: read('surface'),
    'surface-raised': read('surface-raised'),
    'surface-sunken': read('surface-sunken'),
    hover: read('hover'),
    text: read('text'),
    'text-muted': read('text-muted'),
  };
  probe.remove();
  return palette;
}
