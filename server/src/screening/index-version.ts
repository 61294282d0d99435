/**
 * The version of the rules that a list's index is made by: how names are folded (`fold-name.ts` and what
 * it imports), and which words and keys they have (`word-index.ts`, `word-keys.ts`). Raise it with every
 * change of what they return: people are looked up by the current rules, and an index of other rules may
 * not find them. Lists of before versions existed have 0.
 */
export const indexVersion = 1;
