/**
 * What the letters of a name are written as in a machine-readable zone. A key is a letter or a pair
 * of them in capitals (Georgian in small letters), with `^` where it begins a word and `$` where it
 * ends one. The value has the spellings, the recommended one first, apart by spaces.
 */
export type Rules = Readonly<Record<string, string>>;
