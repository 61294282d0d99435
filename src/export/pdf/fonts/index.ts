/** The fonts of the PDF. Each has the letters of one script, and is loaded only when a text needs it. */

export type Weight = 'regular' | 'semi-bold';

/** For Latin letters and the signs of all scripts. Each contains those before it: a text needs one. */
const latinFonts = ['latin', 'latin-extended', 'latin-all'] as const;

const scriptFonts = [
  'cyrillic',
  'greek',
  'georgian',
  'armenian',
  'hebrew',
  'arabic',
  'devanagari',
  'thai',
] as const;

export const fontNames = [...latinFonts, ...scriptFonts] as const;
export type FontName = (typeof fontNames)[number];

/** What `scripts/pdf-fonts.ts` generates. */
interface FontModule {
  /** A TrueType font, compressed with gzip and encoded in base64. */
  readonly data: string;
  readonly postscriptName: string;
}

interface FontSource {
  /** The characters for which a text needs the font. */
  readonly letters: RegExp;
  /** Characters of other fonts that it contains too, because they are kerned or joined with its letters. */
  readonly shared?: RegExp;
  /** Whether the tables of the font join, reorder or stack the letters. */
  readonly isShaped: boolean;
  /** Tells the subsets of one original in a file from each other (ISO 32000-1, 9.6.4). */
  readonly tag: string;
  readonly regular: () => Promise<FontModule>;
  readonly semiBold?: () => Promise<FontModule>;
}

const marks = /[\u0300-\u036f]/u;
const marksAndPunctuation =
  /[\u0300-\u036f !"'(),\-./:;?\u00ab\u00bb\u2010-\u2015\u2018-\u201e\u2026]/u;
const joiners = /\p{Join_Control}|\u25cc/u;

export const fontSources: Readonly<Record<FontName, FontSource>> = {
  /** European languages. */
  latin: {
    letters:
      /[\0-~\u00a0-\u017f\u018f\u0192\u0218-\u021b\u0259\u02b9-\u02bf\u02c6-\u02dd\u1e9e\u2000-\u206f\u20a0-\u20cf\u2116\u2122\u2212]/u,
    isShaped: false,
    tag: 'KVLATN',
    regular: () => import('./latin.js'),
    semiBold: () => import('./latin-semi-bold.js'),
  },
  /** Also Vietnamese, African languages and transcriptions. */
  'latin-extended': {
    letters: /[\0-~\u00a0-\u036f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2116\u2122\u2212]/u,
    isShaped: false,
    tag: 'KVLATX',
    regular: () => import('./latin-extended.js'),
    semiBold: () => import('./latin-extended-semi-bold.js'),
  },
  'latin-all': {
    letters:
      /[\u1ab0-\u1ace\u1dc0-\u1dff\ufe20-\ufe2f\0-~\u00a0-\u036f\p{Script=Latin}\u2000-\u218b\u2212\u2e00-\u2e5d\ua700-\ua721\ua788-\ua78a\uab5b\uab6a\uab6b\ufffc\ufffd]/u,
    isShaped: false,
    tag: 'KVLATA',
    regular: () => import('./latin-all.js'),
    semiBold: () => import('./latin-all-semi-bold.js'),
  },
  cyrillic: {
    letters: /[\u0485\u0486\p{Script=Cyrillic}]/u,
    shared: marksAndPunctuation,
    isShaped: false,
    tag: 'KVCYRL',
    regular: () => import('./cyrillic.js'),
    semiBold: () => import('./cyrillic-semi-bold.js'),
  },
  greek: {
    letters: /[\p{Script=Greek}\u0385]/u,
    shared: marksAndPunctuation,
    isShaped: false,
    tag: 'KVGREK',
    regular: () => import('./greek.js'),
    semiBold: () => import('./greek-semi-bold.js'),
  },
  georgian: {
    letters: /[\p{Script=Georgian}\u10fb]/u,
    shared: marks,
    isShaped: false,
    tag: 'KVGEOR',
    regular: () => import('./georgian.js'),
    semiBold: () => import('./georgian-semi-bold.js'),
  },
  armenian: {
    letters: /[\p{Script=Armenian}\u0589]/u,
    shared: marks,
    isShaped: false,
    tag: 'KVARMN',
    regular: () => import('./armenian.js'),
  },
  hebrew: {
    letters: /\p{Script=Hebrew}/u,
    shared: joiners,
    isShaped: true,
    tag: 'KVHEBR',
    regular: () => import('./hebrew.js'),
  },
  arabic: {
    letters: /[\u064b-\u0655\u0670\u060c\u061b\u061f\u0640\u0660-\u0669\p{Script=Arabic}]/u,
    shared: joiners,
    isShaped: true,
    tag: 'KVARAB',
    regular: () => import('./arabic.js'),
  },
  devanagari: {
    letters: /[\u0951-\u0954\u1cd0-\u1cff\u0964\u0965\p{Script=Devanagari}]/u,
    shared: joiners,
    isShaped: true,
    tag: 'KVDEVA',
    regular: () => import('./devanagari.js'),
    semiBold: () => import('./devanagari-semi-bold.js'),
  },
  thai: {
    letters: /[\p{Script=Thai}\u0e3f]/u,
    shared: joiners,
    isShaped: true,
    tag: 'KVTHAI',
    regular: () => import('./thai.js'),
  },
};

/** The fonts that a text needs. The first is for Latin letters and signs. */
export function fontsFor(text: string): FontName[] {
  const characters = [...new Set(text)];
  const needs = (name: FontName) => (character: string) =>
    fontSources[name].letters.test(character);
  const signs = characters.filter(needs('latin-all'));
  const latin = latinFonts.find((name) => signs.every(needs(name))) ?? 'latin-all';
  return [latin, ...scriptFonts.filter((name) => characters.some(needs(name)))];
}

/** The file of a font. */
export interface FontFile {
  readonly weight: Weight;
  readonly postscriptName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The weights of a font. */
export function loadFont(name: FontName): Promise<FontFile[]> {
  const { regular, semiBold } = fontSources[name];
  const files = [unpack('regular', regular)];
  if (semiBold) files.push(unpack('semi-bold', semiBold));
  return Promise.all(files);
}

async function unpack(weight: Weight, load: () => Promise<FontModule>): Promise<FontFile> {
  const { data, postscriptName } = await load();
  const text = atob(data);
  const packed = new Uint8Array(text.length);
  // `Uint8Array.from` takes ten times as long.
  for (let index = 0; index < text.length; index += 1) packed[index] = text.charCodeAt(index);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return { weight, postscriptName, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
}
