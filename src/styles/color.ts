/** A colour of sRGB: red, green and blue from 0 to 1, gamma-encoded. */
export type Color = readonly [red: number, green: number, blue: number];

/** Lightness from 0 to 1, chroma, and hue in radians. */
type Oklch = readonly [lightness: number, chroma: number, hue: number];

type Matrix = readonly [Color, Color, Color];

/** OKLab of Björn Ottosson: from linear sRGB to the responses of the cones, and on to OKLab. */
const conesOfLinear: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const labOfCones: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const conesOfLab: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const linearOfCones: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

const hexColor = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** The colour of `#rrggbb`; `undefined` for any other text. */
export function parseColor(text: string): Color | undefined {
  const [, red, green, blue] = hexColor.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [byteOf(red), byteOf(green), byteOf(blue)];
}

/** `#rrggbb`, with each channel rounded to a byte. */
export const formatColor = (color: Color): string =>
  `#${color.map((channel) => toByte(channel).toString(16).padStart(2, '0')).join('')}`;

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrastOf(one: Color, other: Color): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The relative luminance of a colour, from 0 to 1 (WCAG 2.2). */
export function luminanceOf(color: Color): number {
  const [red, green, blue] = map(color, toLinear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `color-mix(in srgb, color share, background)`. */
export const mixColors = (color: Color, share: number, background: Color): Color =>
  map(color, (channel, index) => share * channel + (1 - share) * (background[index] ?? 0));

/**
 * The nearest colour that passes: of the same hue, with the smallest change of its OKLCH lightness. Its
 * chroma is reduced only where sRGB has no such colour. `undefined` if no lightness passes.
 */
export function nearestColor(color: Color, passes: (color: Color) => boolean): Color | undefined {
  if (passes(color)) return color;
  const oklch = toOklch(color);
  for (let step = 1; step <= lightnessSteps; step += 1) {
    for (const direction of [-step, step]) {
      const candidate = withLightness(oklch, oklch[0] + direction / lightnessSteps);
      if (candidate && passes(candidate)) return candidate;
    }
  }
  return undefined;
}

/** `oklch(from color clamp(least, l, greatest) c h)`, where the screen has sRGB. */
export function toReadable(color: Color, least: number, greatest: number): Color {
  const [lightness, chroma, hue] = toOklch(color);
  const readable = Math.min(Math.max(lightness, least), greatest);
  if (readable === lightness) return color;
  return map(toLinearColor([readable, chroma, hue]), (channel) =>
    Math.min(Math.max(toEncoded(channel), 0), 1),
  );
}

/** Finer than the bytes of sRGB. */
const lightnessSteps = 1000;

/** As `#rrggbb` has it, because its rounding must not cost the contrast that was asked for. */
function withLightness([, chroma, hue]: Oklch, lightness: number): Color | undefined {
  if (lightness < 0 || lightness > 1) return undefined;
  let [inside, outside] = [0, chroma];
  let linear = toLinearColor([lightness, chroma, hue]);
  if (!isInGamut(linear)) {
    // Halving an interval of 0.4 twenty times is more exact than a byte.
    for (let round = 0; round < 20; round += 1) {
      const middle = (inside + outside) / 2;
      if (isInGamut(toLinearColor([lightness, middle, hue]))) inside = middle;
      else outside = middle;
    }
    linear = toLinearColor([lightness, inside, hue]);
  }
  return map(linear, (channel) => toByte(toEncoded(channel)) / 255);
}

/** The OKLCH lightness, chroma and hue of a colour. */
export function toOklch(color: Color): Oklch {
  const cones = multiply(conesOfLinear, map(color, toLinear));
  const [lightness, a, b] = multiply(labOfCones, map(cones, Math.cbrt));
  return [lightness, Math.hypot(a, b), Math.atan2(b, a)];
}

function toLinearColor([lightness, chroma, hue]: Oklch): Color {
  const lab: Color = [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const cones = map(multiply(conesOfLab, lab), (value) => value ** 3);
  return multiply(linearOfCones, cones);
}

/** Less than what a byte can tell apart. */
const tolerance = 1e-4;

const isInGamut = (linear: Color): boolean =>
  linear.every((channel) => channel >= -tolerance && channel <= 1 + tolerance);

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const toEncoded = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;

const byteOf = (digits: string): number => parseInt(digits, 16) / 255;

const toByte = (channel: number): number => Math.round(Math.min(Math.max(channel, 0), 1) * 255);

const multiply = (matrix: Matrix, [x, y, z]: Color): Color => [
  matrix[0][0] * x + matrix[0][1] * y + matrix[0][2] * z,
  matrix[1][0] * x + matrix[1][1] * y + matrix[1][2] * z,
  matrix[2][0] * x + matrix[2][1] * y + matrix[2][2] * z,
];

const map = (
  [red, green, blue]: Color,
  change: (channel: number, index: number) => number,
): Color => [change(red, 0), change(green, 1), change(blue, 2)];
