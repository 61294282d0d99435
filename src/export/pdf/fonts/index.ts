/** The fonts of the PDF. Each is loaded only when a text needs it. */

export const fontNames = [
  'sans',
  'georgian',
  'armenian',
  'hebrew',
  'arabic',
  'devanagari',
  'thai',
  'sans-semi-bold',
  'georgian-semi-bold',
] as const;
export type FontName = (typeof fontNames)[number];

interface FontModule {
  /** A TrueType font, compressed with gzip and encoded in base64. */
  readonly data: string;
}

const modules: Readonly<Record<FontName, () => Promise<FontModule>>> = {
  sans: () => import('./sans.js'),
  georgian: () => import('./georgian.js'),
  armenian: () => import('./armenian.js'),
  hebrew: () => import('./hebrew.js'),
  arabic: () => import('./arabic.js'),
  devanagari: () => import('./devanagari.js'),
  thai: () => import('./thai.js'),
  'sans-semi-bold': () => import('./sans-semi-bold.js'),
  'georgian-semi-bold': () => import('./georgian-semi-bold.js'),
};

/** The Unicode scripts with a font of their own. All others use `sans`. */
const scripts: readonly (readonly [RegExp, readonly FontName[]])[] = [
  [/\p{Script=Georgian}/u, ['georgian', 'georgian-semi-bold']],
  [/\p{Script=Armenian}/u, ['armenian']],
  [/\p{Script=Hebrew}/u, ['hebrew']],
  [/\p{Script=Arabic}/u, ['arabic']],
  [/\p{Script=Devanagari}/u, ['devanagari']],
  [/\p{Script=Thai}/u, ['thai']],
];

/** The fonts that a text may need. */
export function fontsFor(text: string): FontName[] {
  const own = scripts.flatMap(([script, names]) => (script.test(text) ? names : []));
  return ['sans', 'sans-semi-bold', ...own];
}

/** The bytes of a TrueType font. */
export async function loadFont(name: FontName): Promise<Uint8Array<ArrayBuffer>> {
  const { data } = await modules[name]();
  const packed = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
