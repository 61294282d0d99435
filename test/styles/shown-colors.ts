/** The colours of the tokens, as a page computes them and a screen shows them. */
import type { ColorScheme } from '../../src/styles/accent.js';
import { contrastOf, formatColor, parseColor, type Color } from '../../src/styles/color.js';
import { accentPairs } from '../../src/styles/contrast-pairs.js';
import { tokens } from '../../src/styles/tokens.js';

export const color = (text: string): Color => {
  const parsed = parseColor(text);
  if (!parsed) throw new Error(`${text} is not a colour.`);
  return parsed;
};

const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
const pen = canvas.getContext('2d', { willReadFrequently: true });

/** The colour that the screen shows for a value of CSS. */
function paint(value: string): Color {
  if (!pen) throw new Error('There is no canvas.');
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [red = NaN, green = NaN, blue = NaN] = pen.getImageData(0, 0, 1, 1).data;
  return [red / 255, green / 255, blue / 255];
}

/** Colours of all of sRGB: its corners and edges, and others spread by a sequence that repeats no value. */
export const manyAccents: readonly string[] = [
  ...[0, 85, 170, 255].flatMap((red) =>
    [0, 85, 170, 255].flatMap((green) => [0, 85, 170, 255].map((blue) => [red, green, blue])),
  ),
  ...Array.from({ length: 240 }, (_, index) =>
    [0.8191725, 0.6710436, 0.5497005].map((step) => Math.floor(((index * step) % 1) * 256)),
  ),
].map(([red = 0, green = 0, blue = 0]) => formatColor([red / 255, green / 255, blue / 255]));

/** What an element of the kit has inside a page with these tokens. */
export function element(scheme: ColorScheme, properties: Readonly<Record<string, string>>) {
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
    shown: (token: string): Color => paint(computed('color', `var(--_color-${token})`)),
  };
}

/** The pairs of text that fail, and those of the focus, as the screen shows them. */
export function failingPairs(
  scheme: ColorScheme,
  properties: Readonly<Record<string, string>>,
): string[] {
  const { shown, host } = element(scheme, properties);
  const colors = new Map<string, Color>();
  const colorOf = (token: string): Color => {
    const known = colors.get(token) ?? shown(token);
    colors.set(token, known);
    return known;
  };
  const failing = accentPairs
    // The accent itself, as a fill, is the choice of the company.
    .filter(([foreground]) => foreground !== 'accent')
    .map(([foreground, background, required]) => {
      const ratio = contrastOf(colorOf(foreground), colorOf(background));
      return ratio < required ? `${foreground} on ${background}: ${ratio.toFixed(2)}` : '';
    });
  host.remove();
  return failing.filter(Boolean).map((pair) => `${JSON.stringify(properties)} ${pair}`);
}
