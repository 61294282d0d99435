/** The text for `locale`, its base language, English, or the first entry; `fallback` when empty. */
export function localize(
  text: Readonly<Record<string, string>>,
  locale: string,
  fallback: string,
): string {
  const base = locale.split('-')[0] ?? locale;
  return text[locale] ?? text[base] ?? text['en'] ?? Object.values(text)[0] ?? fallback;
}
