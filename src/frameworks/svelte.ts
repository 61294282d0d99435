/** The elements in templates of Svelte 5. */
import type { HTMLAttributes } from 'svelte/elements';

import type { KvElementTypes } from './elements.js';

type Own<Tag extends keyof KvElementTypes> = KvElementTypes[Tag]['properties'] &
  KvElementTypes[Tag]['attributes'] &
  KvElementTypes[Tag]['listeners'];

/** The attributes of each element, by its tag. */
export type KvSvelteElements = {
  [Tag in keyof KvElementTypes]: Own<Tag> &
    Omit<HTMLAttributes<KvElementTypes[Tag]['element']>, keyof Own<Tag>>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends KvSvelteElements {}
}
