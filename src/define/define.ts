import { ContextEvent, type ContextCallback } from '@lit/context';

import type { KvElementConstructor } from '../context/element-class.js';

export type { KvElementConstructor };

const rootAttached = Symbol.for('kv-review:context-root');

/** The requests for one context that no provider has answered. */
interface Pending {
  /** Who has asked, so that nobody does twice. */
  readonly callbacks: WeakSet<ContextCallback<unknown>>;
  readonly requests: [element: WeakRef<Element>, callback: WeakRef<ContextCallback<unknown>>][];
}

/**
 * Stores the context requests of elements that are upgraded before their provider, and repeats them once a
 * provider is there. One per page. It keeps no element in memory.
 */
function attachContextRoot(): void {
  const page = document as Document & { [rootAttached]?: true };
  if (page[rootAttached]) return;
  page[rootAttached] = true;
  const root = page.documentElement;
  const pending = new Map<unknown, Pending>();
  root.addEventListener('context-request', (event) => {
    const { context, callback, subscribe } = event;
    if (!subscribe) return;
    const { callbacks, requests } = pending.get(context) ?? {
      callbacks: new WeakSet(),
      requests: [],
    };
    pending.set(context, { callbacks, requests });
    if (callbacks.has(callback)) return;
    callbacks.add(callback);
    // Elements of other kits may not name themselves.
    const element = (event.contextTarget as Element | undefined) ?? event.composedPath()[0];
    requests.push([new WeakRef(element as Element), new WeakRef(callback)]);
  });
  root.addEventListener('context-provider', ({ context }) => {
    const { requests } = pending.get(context) ?? { requests: [] };
    pending.delete(context);
    for (const [elementRef, callbackRef] of requests) {
      const [element, callback] = [elementRef.deref(), callbackRef.deref()];
      if (element && callback) {
        element.dispatchEvent(new ContextEvent(context, element, callback, true));
      }
    }
  });
}

/** `undefined` outside a page: lit gives Node a registry of its own. */
const pageRegistry = (): CustomElementRegistry | undefined =>
  typeof document === 'undefined' ? undefined : globalThis.customElements;

/**
 * Registers an element, and before it the elements that its template uses; those of its parts are
 * registered as they load. If the tag is taken by the same version, it stays. If it is taken by another
 * version, a warning names both, and nothing is registered, because an element works with the parts of
 * its own version. Does nothing without a DOM.
 */
export function define(
  tag: string,
  element: KvElementConstructor,
  registry: CustomElementRegistry | undefined = pageRegistry(),
): void {
  if (!registry) return;
  attachContextRoot();
  const present = registry.get(tag) as Partial<KvElementConstructor> | undefined;
  if (present && present.version !== element.version) {
    console.warn(
      `<${tag}>: version ${present.version ?? 'unknown'} is registered, not ${element.version}.`,
    );
    return;
  }
  element.register = (elements) => {
    for (const [name, each] of Object.entries(elements)) define(name, each, registry);
  };
  element.register(element.dependencies);
  if (!present) registry.define(tag, element);
}
