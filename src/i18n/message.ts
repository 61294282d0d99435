/** A text, or its plural forms (CLDR), selected by the parameter `count`. */
export type Message = string | PluralForms;
export type PluralForms = { readonly other: string } & {
  readonly [category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};
