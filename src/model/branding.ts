import * as v from 'valibot';

// Without the checks of texts, so that a page can read the branding alone.

/** The longest name of a company, in UTF-16 code units. */
export const maxBrandNameLength = 100;

/** The most font families, each a fallback of the one before. */
export const maxFontFamilies = 5;

/** The largest corner radius, in CSS pixels. */
export const maxCornerRadius = 24;

/** The largest logo, in bytes. */
export const maxLogoSize = 512 * 1024;

/** Letters, digits, spaces and hyphens: nothing that could end a string of CSS. */
export const fontName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} -]{0,49}$/u;

/**
 * The look of a company (spec S6). `null`, or an empty list, leaves the kit's own. Nothing in it can
 * write CSS: a colour is six digits, and the names of fonts contain letters, digits, spaces and hyphens.
 */
export const brand = v.object({
  name: v.nullable(v.pipe(v.string(), v.maxLength(maxBrandNameLength))),
  /** `#rrggbb` */
  accentColor: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/))),
  /** In CSS pixels. */
  cornerRadius: v.nullable(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxCornerRadius)),
  ),
  /** Families that the page or the user's system has, without quotation marks. */
  fontFamilies: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.check((name) => fontName.test(name), 'not the name of a font family'),
      ),
    ),
    v.maxLength(maxFontFamilies),
  ),
});
export type Brand = v.InferOutput<typeof brand>;

/** The version that a user saw who saw no logo. */
export const noLogoVersion = 'none';

/** What every user of a company may read of its branding. */
export const branding = v.object({
  ...brand.entries,
  /** Another one for every logo; `null` without a logo. */
  logoVersion: v.nullable(v.pipe(v.string(), v.regex(/^[\w.-]{1,128}$/))),
});
export type Branding = v.InferOutput<typeof branding>;
