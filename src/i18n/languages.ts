import { english } from './en.basic.js';
import type { Language } from './language.js';
import { parseLocale } from './localizer.js';

/** A language that is loaded when a provider first needs it. */
export interface LazyLanguage {
  /** BCP 47 language tag, such as `pt-BR`. */
  readonly tag: string;
  readonly load: () => Promise<Language>;
}

const languages = new Map<string, Language | LazyLanguage>([
  ['en', english],
  ['ka', { tag: 'ka', load: async () => (await import('./ka.js')).ka }],
]);

/**
 * Adds a language, or replaces one of the kit's. Call this before a provider is given a locale of
 * the language, because texts already shown do not change.
 * @throws {RangeError} if `tag` is not a BCP 47 language tag.
 */
export function registerLanguage(language: Language | LazyLanguage): void {
  const tag = parseLocale(language.tag);
  if (tag === undefined) throw new RangeError(`"${language.tag}" is not a BCP 47 language tag.`);
  languages.set(tag, language);
}

/**
 * The language that matches a locale best: `pt-BR`, else `pt`, else English (lookup of RFC 4647,
 * section 3.4). A promise if it must be loaded first, which resolves to English with a warning if
 * that fails.
 */
export function findLanguage(locale: string): Language | Promise<Language> {
  const found = [...lookupRange(parseLocale(locale) ?? english.tag), english.tag]
    .map((tag) => languages.get(tag))
    .find((language) => language !== undefined);
  if (!found) return english;
  return 'messages' in found ? found : load(found);
}

/** Like `findLanguage`, always as a promise. Never rejects. */
export const loadLanguage = async (locale: string): Promise<Language> => findLanguage(locale);

async function load(language: LazyLanguage): Promise<Language> {
  try {
    return await language.load();
  } catch (cause) {
    console.warn(`kv-review: the language "${language.tag}" could not be loaded.`, cause);
    return english;
  }
}

/** The tag without extensions, then each shorter prefix. */
function lookupRange(tag: string): string[] {
  const subtags = new Intl.Locale(tag).baseName.split('-');
  return subtags.map((_, dropped) => subtags.slice(0, subtags.length - dropped).join('-'));
}
