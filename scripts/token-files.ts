/** Writes the design tokens in the format of the Design Tokens Community Group (2025.10). */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { SampleBrand } from '../stories/support/brands.ts';
import type { Token } from './design-tokens.ts';
import { root } from './entries.ts';

export type Scheme = 'light' | 'dark';
type Color = readonly [red: number, green: number, blue: number];
export type Pair = readonly [foreground: string, background: string, required: number];

/** What the styles of the kit compute from. It is bundled, because Node resolves no `.js` to `.ts`. */
interface Styles {
  readonly pairs: readonly Pair[];
  readonly parseColor: (text: string) => Color | undefined;
  readonly formatColor: (color: Color) => string;
  readonly contrastOf: (one: Color, other: Color) => number;
  readonly mixColors: (color: Color, share: number, background: Color) => Color;
  readonly accentColors: (
    accent: Color,
    palette: { readonly surface: Color },
    scheme: Scheme,
  ) => Readonly<Record<string, Color>>;
}

async function loadStyles(): Promise<Styles> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './color.js';
        export { accentColors } from './accent.js';
        import { accentPairs, otherPairs } from './contrast-pairs.js';
        export const pairs = [...accentPairs, ...otherPairs];`,
      resolveDir: join(root, 'src/styles'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Styles;
}

export const styles: Styles = await loadStyles();

const share = 0.12;

/** The colours of a scheme, by the names after `color-`. A brand replaces defaults. */
export function colorsOf(
  tokens: readonly Token[],
  scheme: Scheme,
  brand: SampleBrand['tokens'] = {},
): ReadonlyMap<string, Color> {
  const { parseColor, mixColors, accentColors } = styles;
  const colors = new Map<string, Color>();
  const initials = tokens.filter(({ name }) => name.startsWith('color-'));
  for (const { name, initial } of initials) {
    const given = brand[name];
    const both =
      typeof given === 'object' ? given : /^light-dark\((\S+), (\S+)\)$/.exec(initial)?.slice(1);
    const color = parseColor(
      (typeof given === 'string' ? given : both?.[scheme === 'light' ? 0 : 1]) ?? '',
    );
    if (color) colors.set(name.slice('color-'.length), color);
  }
  const accent = colors.get('accent');
  const surface = colors.get('surface');
  if (!accent || !surface) throw new Error('The tokens have no accent, or no surface.');
  for (const [name, color] of Object.entries(accentColors(accent, { surface }, scheme))) {
    if (!colors.has(name)) colors.set(name, color);
  }
  for (const { name, initial } of initials) {
    const tone = /^color-mix\(in srgb, var\(--_color-([\w-]+)\) 12%/.exec(initial)?.[1] ?? '';
    const color = colors.get(tone);
    const key = name.slice('color-'.length);
    if (color && !colors.has(key)) colors.set(key, mixColors(color, share, surface));
  }
  return colors;
}

export const ratioOf = (colors: ReadonlyMap<string, Color>, [one, other]: Pair): number => {
  const [foreground, background] = [colors.get(one), colors.get(other)];
  if (!foreground || !background) throw new Error(`There is no colour ${one}, or ${other}.`);
  return styles.contrastOf(foreground, background);
};

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const colorValue = (color: Color, alpha?: number): Json => ({
  colorSpace: 'srgb',
  components: color.map(rounded),
  ...(alpha !== undefined && { alpha }),
  hex: styles.formatColor(color),
});

/** @throws Error for a value that is not a length in rem or px. */
function dimensionValue(text: string): Json {
  const [, factor, value, unit] = /^(?:calc\(([\d.]+) \* )?([\d.]+)(rem|px)\)?$/.exec(text) ?? [];
  if (!value || !unit) throw new Error(`${text} is not a length.`);
  return { value: rounded(Number(value) * Number(factor ?? 1)), unit };
}

const alphaColor = /rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/;

function translucent(text: string): Json {
  const [red = 0, green = 0, blue = 0, alpha = 0] =
    alphaColor.exec(text)?.slice(1).map(Number) ?? [];
  return colorValue([red / 255, green / 255, blue / 255], alpha / 100);
}

const zero = { value: 0, unit: 'rem' };

function shadowValue(text: string): Json {
  const [, offsetY = '', blur = ''] = text.split(' ');
  return {
    color: translucent(text),
    offsetX: zero,
    offsetY: dimensionValue(offsetY),
    blur: dimensionValue(blur),
    spread: zero,
  };
}

const familiesOf = (text: string): string[] =>
  text.split(/,\s*/).map((family) => family.replaceAll(/^['"]|['"]$/g, ''));

const schema = 'https://www.designtokens.org/schemas/2025.10/format.json';

const schemes: readonly Scheme[] = ['light', 'dark'];

/** The group and the key of a token that is not a colour. */
const groups = [
  [/^space-(\d)$/, 'space', 'dimension'],
  [/^radius-(\w+)$/, 'radius', 'dimension'],
  [/^font-size(?:-(\w+))?$/, 'font-size', 'dimension'],
  [/^font-family(?:-(\w+))?$/, 'font-family', 'fontFamily'],
  [/^shadow(?:-(\w+))?$/, 'shadow', 'shadow'],
  [/^control-(height)$/, 'control', 'dimension'],
] as const;

function valueOf(type: 'dimension' | 'fontFamily' | 'shadow', css: string): Json {
  if (type === 'fontFamily') return familiesOf(css);
  return type === 'shadow' ? shadowValue(css) : dimensionValue(css);
}

/** The tokens as a file for the tools of designers; those of a brand, or the defaults. */
export function tokensFile(tokens: readonly Token[], brand?: SampleBrand): string {
  const given = brand?.tokens ?? {};
  const isWritten = ({ name }: Token): boolean => !brand || name in given;
  const about = ({ name, purpose }: Token): { readonly [name: string]: Json } => {
    const key = name.replace(/^color-/, '');
    const contrast = styles.pairs
      .filter(([foreground]) => name.startsWith('color-') && foreground === key)
      .map(([, background, required]) => ({ on: background, atLeast: required }));
    return {
      $description: purpose,
      $extensions: {
        'kv-review': { property: `--kv-${name}`, ...(contrast.length > 0 && { contrast }) },
      },
    };
  };

  const colorsIn = (scheme: Scheme): Json => {
    const colors = colorsOf(tokens, scheme, given);
    const entries = tokens.filter(isWritten).flatMap((token) => {
      const key = /^color-(.+)$/.exec(token.name)?.[1];
      if (key === undefined) return [];
      const color = colors.get(key);
      const value = color ? colorValue(color) : translucent(token.initial);
      return [[key, { $value: value, ...about(token) }] as const];
    });
    return { color: { $type: 'color', ...Object.fromEntries(entries) } };
  };

  const shapes: Record<string, Record<string, Json>> = {};
  // `radius-s` follows from `radius-m`.
  const radius = given['radius-m'] ?? tokens.find(({ name }) => name === 'radius-m')?.initial;
  for (const token of tokens.filter(isWritten)) {
    const { name } = token;
    const value = given[name];
    const css = (typeof value === 'string' ? value : token.initial).replace(
      'var(--_radius-m)',
      typeof radius === 'string' ? radius : '',
    );
    for (const [pattern, group, type] of groups) {
      const found = pattern.exec(name);
      if (!found) continue;
      const members = (shapes[group] ??= { $type: type });
      members[found[1] ?? 'm'] = { $value: valueOf(type, css), ...about(token) };
    }
  }
  const file = {
    $schema: schema,
    $description: brand
      ? `${brand.name}, a sample brand of kv-review. ${brand.description}`
      : 'The design tokens of kv-review, with their defaults.',
    ...Object.fromEntries(schemes.map((scheme) => [scheme, colorsIn(scheme)])),
    ...shapes,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
