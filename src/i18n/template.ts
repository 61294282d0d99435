import type { en, MessageKey } from './en.js';

/** What fills the `{name}` of a text. */
export type MessageParameters = Readonly<Record<string, string | number>>;

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type TextOf<Entry> = Entry extends string ? Entry : Entry[keyof Entry];
type ParameterOf<Key extends MessageKey> = Key extends unknown
  ? Placeholder<TextOf<(typeof en)[Key]>>
  : never;

/** The parameters that `{name}` in the English text asks for; a key known only at run time may take any. */
export type TermArguments<Key extends MessageKey> = MessageKey extends Key
  ? [params?: MessageParameters | undefined]
  : [ParameterOf<Key>] extends [never]
    ? []
    : [params: Readonly<Record<ParameterOf<Key>, string | number>>];

/** Replaces each `{name}` in one pass, so that a value with braces stays what it is; an unknown name is left. */
export function fillIn(
  text: string,
  params: MessageParameters,
  formatNumber: (value: number) => string = String,
): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(params, name)) return placeholder;
    const value = params[name];
    return typeof value === 'number' ? formatNumber(value) : (value ?? placeholder);
  });
}
