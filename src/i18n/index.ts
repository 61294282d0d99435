/** The languages of the kit; `countryName` is in `countries.js`, so that only who needs it loads its tables. */
export { en, english } from './en.js';
export type { Message, MessageKey, Messages, PluralForms } from './en.js';
export { loadLanguage, registerLanguage } from './languages.js';
export type { LazyLanguage } from './languages.js';
export { Localizer, parseLocale } from './localizer.js';
export type {
  DateStyle,
  InstantOptions,
  IntlSupplement,
  Language,
  MessageParameters,
} from './localizer.js';
