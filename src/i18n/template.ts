import type { en, MessageKey } from './en.js';

/** Replaces `{name}` in a text. */
export type MessageParameters = Readonly<Record<string, string | number>>;

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type TextOf<Entry> = Entry extends string ? Entry : Entry[keyof Entry];
type ParameterOf<Key extends MessageKey> = Key extends unknown
  ? Placeholder<TextOf<(typeof en)[Key]>>
  : never;

/** The parameters of the English text. A key known only at run time accepts any. */
export type TermArguments<Key extends MessageKey> = MessageKey extends Key
  ? [params?: MessageParameters | undefined]
  : [ParameterOf<Key>] extends [never]
    ? []
    : [params: Readonly<Record<ParameterOf<Key>, string | number>>];

/**
 * Replaces each `{name}` in one pass, so that braces in a value stay unchanged. An unknown name
 * stays, too.
 */
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
