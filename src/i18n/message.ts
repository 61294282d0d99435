/** A text, or its forms by plural category (CLDR) chosen by the parameter `count`. */
export type Message = string | PluralForms;
export type PluralForms = { readonly other: string } & {
  readonly [category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};
