/** The elements in JSX of Preact. */
import type { HTMLAttributes } from 'preact';

import type { KvElementTypes } from './elements.js';

type Own<Tag extends keyof KvElementTypes> = KvElementTypes[Tag]['properties'] &
  KvElementTypes[Tag]['attributes'] &
  KvElementTypes[Tag]['listeners'];

/** The props of each element, by its tag. */
export type KvIntrinsicElements = {
  [Tag in keyof KvElementTypes]: Own<Tag> &
    Omit<HTMLAttributes<KvElementTypes[Tag]['element']>, keyof Own<Tag>>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends KvIntrinsicElements {}
  }
}
