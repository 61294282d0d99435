import type { Localizer } from '../../i18n/localizer.js';

/** A language in which a label may be written. */
export interface LabelLanguage {
  readonly tag: string;
  readonly name: string;
}

const languages = new WeakMap<Localizer, readonly LabelLanguage[]>();
const names = new WeakMap<Localizer, Intl.DisplayNames>();

function namesOf(localizer: Localizer): Intl.DisplayNames {
  let found = names.get(localizer);
  if (!found) {
    const options = { type: 'language', fallback: 'none' } as const;
    names.set(localizer, (found = new Intl.DisplayNames([...localizer.locales], options)));
  }
  return found;
}

/** The name of a language with its tag; the tag alone if nothing else is known. */
export function languageName(localizer: Localizer, tag: string): string {
  try {
    const name = namesOf(localizer).of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    // A backend may have a tag that is not one.
    return tag;
  }
}

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

/** Every language with a two-letter code (ISO 639-1) that the browser can name, by name. */
export function labelLanguages(localizer: Localizer): readonly LabelLanguage[] {
  let found = languages.get(localizer);
  if (!found) {
    const { compare } = new Intl.Collator([...localizer.locales]);
    const tags = letters.flatMap((first) => letters.map((second) => first + second));
    found = tags
      .filter((tag) => Intl.getCanonicalLocales(tag)[0] === tag && namesOf(localizer).of(tag))
      .map((tag) => ({ tag, name: languageName(localizer, tag) }))
      .sort((a, b) => compare(a.name, b.name));
    languages.set(localizer, found);
  }
  return found;
}
