/** The elements in templates of Vue 3. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

import type { KvEventMap } from '../context/events.js';
import type { KvElementTypes } from './elements.js';

type EventOf<Listeners> = Extract<
  keyof { [Key in keyof Listeners as Key extends `on${infer Type}` ? Type : never]: true },
  keyof KvEventMap
>;

/** A component to Vue's template checker, and the element itself to a template ref. */
type VueElement<Types extends { element: object; properties: object; listeners: object }> =
  new () => Types['element'] & {
    /** @deprecated For the checker of templates only; an element does not have it. */
    $props: Types['properties'] & Omit<HTMLAttributes, keyof Types['properties']> & PublicProps;
    /** @deprecated For the checker of templates only; an element does not have it. */
    $emit: EmitFn<{
      [Type in EventOf<Types['listeners']>]: (
        event: KvEventMap[Type] & { readonly currentTarget: Types['element'] },
      ) => void;
    }>;
  };

/** The elements as Vue's template checker sees them, by their tags. */
export type KvVueElements = {
  [Tag in keyof KvElementTypes]: VueElement<KvElementTypes[Tag]>;
};

declare module 'vue' {
  interface GlobalComponents extends KvVueElements {}
  interface HTMLAttributes {
    /** The slot of a custom element that this element is placed in. Vue's own types leave it out. */
    slot?: string;
  }
}
