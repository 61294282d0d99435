import { english } from './en.js';
import type { Language } from './language.js';
import { parseLocale } from './localizer.js';

const shipped: Readonly<Record<string, () => Promise<Language>>> = {
  ka: async () => (await import('./ka.js')).ka,
};

const registered = new Map<string, Language>();

/**
 * Adds a language, or replaces one that the kit brings. Call it before a provider gets a locale of
 * that language; what is shown already stays.
 * @throws {RangeError} for a `tag` that is no BCP 47 language tag.
 */
export function registerLanguage(language: Language): void {
  const tag = parseLocale(language.tag);
  if (tag === undefined) throw new RangeError(`"${language.tag}" is no BCP 47 language tag.`);
  registered.set(tag, language);
}

/**
 * The language that fits a locale best: `pt-BR`, else `pt`, else English (lookup of RFC 4647,
 * section 3.4). Languages that the kit brings are loaded on demand.
 * @throws when the module of a language cannot be loaded; what was shown should then stay.
 */
export async function loadLanguage(locale: string): Promise<Language> {
  for (const tag of lookupRange(parseLocale(locale) ?? english.tag)) {
    const own = registered.get(tag);
    if (own) return own;
    if (Object.hasOwn(shipped, tag)) return (await shipped[tag]?.()) ?? english;
  }
  return english;
}

/** The tag without its extensions, then ever shorter. */
function lookupRange(tag: string): string[] {
  const subtags = new Intl.Locale(tag).baseName.split('-');
  return subtags.map((_, dropped) => subtags.slice(0, subtags.length - dropped).join('-'));
}
