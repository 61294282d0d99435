import { Section } from '../../controllers/settings/section-draft.js';

/** What a user has entered. An empty field leaves the kit's own. */
export interface BrandingFields extends Readonly<Record<string, unknown>> {
  readonly name: string;
  /** `#rrggbb` */
  readonly accentColor: string;
  /** In CSS pixels. */
  readonly cornerRadius: string;
  /** Names of families with commas between them. */
  readonly fontFamilies: string;
}

/** In the order of the form. */
const names = ['name', 'accentColor', 'cornerRadius', 'fontFamilies'] as const;
export type BrandingField = (typeof names)[number];

export const toRadius = (text: string): number | null => {
  const digits = text.trim();
  if (digits === '') return null;
  return /^\d+$/.test(digits) ? Number(digits) : NaN;
};

export const toFamilies = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The look of a company (spec S6), apart from the logo, which is saved by itself. */
export const brandingSection = new Section<BrandingFields>({
  section: 'branding',
  read: ({ brand }) => ({
    name: brand.name ?? '',
    accentColor: brand.accentColor ?? '',
    cornerRadius: brand.cornerRadius === null ? '' : String(brand.cornerRadius),
    fontFamilies: brand.fontFamilies.join(', '),
  }),
  write: ({ name, accentColor, cornerRadius, fontFamilies }, { brand }) => ({
    brand: {
      ...brand,
      ...(name === undefined ? {} : { name: name.trim() || null }),
      ...(accentColor === undefined ? {} : { accentColor: accentColor.trim() || null }),
      ...(cornerRadius === undefined ? {} : { cornerRadius: toRadius(cornerRadius) }),
      ...(fontFamilies === undefined ? {} : { fontFamilies: toFamilies(fontFamilies) }),
    },
  }),
  fieldAt: ([, member]) => names.find((name) => name === member),
});
