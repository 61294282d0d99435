/**
 * Two complete brands, as a company writes them. `npm run docs` writes them into docs/embedding/brands, for
 * the tools of designers.
 */

/** What a token is in a light and in a dark page; one text if it is the same in both. */
type Value = string | readonly [light: string, dark: string];

export interface SampleBrand {
  readonly name: string;
  readonly description: string;
  /** By the name of the custom property, without `--kv-`. */
  readonly tokens: Readonly<Record<string, Value>>;
}

/** A bank by the sea: cool, square, a serif for its headings. */
export const harbour: SampleBrand = {
  name: 'Harbour',
  description: 'Cool colours, small corners, a serif.',
  tokens: {
    'color-surface': ['#fdfefe', '#0e1a21'],
    'color-surface-raised': ['#ffffff', '#15242d'],
    'color-surface-sunken': ['#eef4f6', '#0a1318'],
    'color-hover': ['#e6f0f3', '#1b2d37'],
    'color-text': ['#10262f', '#e4eff2'],
    'color-text-muted': ['#46606a', '#a3b8c0'],
    'color-border': ['#d3e0e4', '#27404b'],
    'color-border-strong': ['#6b8892', '#6f8a95'],
    'color-accent': ['#0b6477', '#5cc8de'],
    'color-success': ['#17663f', '#7bd7a4'],
    'color-warning': ['#824c00', '#f0c076'],
    'color-danger': ['#a8242f', '#ff9ca0'],
    'color-on-danger': ['#ffffff', '#2d0508'],
    'color-group': ['#3a4fa8', '#a3b4ff'],
    'color-group-soft': ['#e8ebfa', '#1f2748'],
    'color-on-group': ['#ffffff', '#0b1130'],
    'radius-m': '0.1875rem',
    'font-family': "Georgia, 'Noto Serif', 'Noto Serif Georgian', serif",
  },
};

/** A lender with a warm, bright orange, whose text is darker by itself. */
export const terracotta: SampleBrand = {
  name: 'Terracotta',
  description: 'Warm colours, round corners, more space.',
  tokens: {
    'color-surface': ['#fffdf9', '#1c1713'],
    'color-surface-raised': ['#ffffff', '#25201b'],
    'color-surface-sunken': ['#f7f0e6', '#14100d'],
    'color-hover': ['#f6ebdd', '#2e2721'],
    'color-text': ['#2b1d14', '#f3e9df'],
    'color-text-muted': ['#6a5747', '#c2b1a1'],
    'color-border': ['#e7d9c8', '#3d332b'],
    'color-border-strong': ['#937a66', '#937f6d'],
    'color-accent': ['#d2622a', '#f0a37f'],
    'color-success': ['#2c6434', '#93d49a'],
    'color-warning': ['#85460a', '#f3bf75'],
    'color-danger': ['#a12a1b', '#ffa08f'],
    'color-on-danger': ['#ffffff', '#2e0803'],
    'color-group': ['#6a3d8f', '#d3aef2'],
    'color-group-soft': ['#f1e8f7', '#33213f'],
    'color-on-group': ['#ffffff', '#200b30'],
    'radius-m': '1rem',
    'space-3': '0.875rem',
    'space-4': '1.25rem',
    'control-height': '2.75rem',
    'font-family': "'Nunito Sans', 'Trebuchet MS', 'Noto Sans', 'Noto Sans Georgian', sans-serif",
  },
};

export const sampleBrands: readonly SampleBrand[] = [harbour, terracotta];

/** The declarations of a brand, for a rule of a style sheet. */
export const declarationsOf = ({ tokens }: SampleBrand): string =>
  Object.entries(tokens)
    .map(([name, value]) => {
      const written = typeof value === 'string' ? value : `light-dark(${value.join(', ')})`;
      return `--kv-${name}: ${written};`;
    })
    .join('\n');
