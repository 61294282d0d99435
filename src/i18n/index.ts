/** The languages of the kit. `countryName` is in `countries.js`, because its tables are large. */
export { english } from './en.basic.js';
export type { MessageKey, Messages } from './en.js';
export type { Message, PluralForms } from './message.js';
export { directionOf } from './direction.js';
export { loadLanguage, registerLanguage } from './languages.js';
export type { LazyLanguage } from './languages.js';
export { SupplementedFormats } from './intl-supplement.js';
export { Localizer, parseLocale } from './localizer.js';
export type {
  DateStyle,
  InstantOptions,
  IntlFormats,
  IntlSupplement,
  Language,
  WholeLanguage,
  MessageParameters,
} from './localizer.js';
