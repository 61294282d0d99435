import type { KvEventMap } from '../context/events.js';

/**
 * The value of an attribute that has another name than its property. A boolean one is there or not: some
 * frameworks write `false` as a text, which would be there. Bind the property to switch it.
 */
export type AttributeValue<Value> =
  (Value extends number ? number | `${number}` : Value extends boolean ? true : Value) | undefined;

/** Hears an event that `Target` dispatches, or that bubbles to it. */
export type Listener<Type extends keyof KvEventMap, Target> = (
  event: KvEventMap[Type] & { readonly currentTarget: Target },
) => void;
