/** The elements in JSX of React 19. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

import type { KvElementTypes } from './elements.js';

type Own<Tag extends keyof KvElementTypes> = KvElementTypes[Tag]['properties'] &
  KvElementTypes[Tag]['attributes'] &
  KvElementTypes[Tag]['listeners'];

type OfHtml<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;

/** The props of each element, by its tag. */
export type KvIntrinsicElements = {
  [Tag in keyof KvElementTypes]: Own<Tag> &
    Omit<OfHtml<KvElementTypes[Tag]['element']>, keyof Own<Tag>>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends KvIntrinsicElements {}
  }
}
