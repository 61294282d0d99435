/**
 * The spellings of letters in a machine-readable zone. A key is one letter or two, in capitals
 * (Georgian in small letters), with `^` at the beginning of a word and `$` at its end. The value has
 * the spellings, separated by spaces, the recommended one first.
 */
export type Rules = Readonly<Record<string, string>>;
