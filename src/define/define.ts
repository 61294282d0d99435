import { ContextRoot } from '@lit/context';

import type { KvElementConstructor } from '../context/element-class.js';

export type { KvElementConstructor };

const rootAttached = Symbol.for('kv-review:context-root');

/**
 * Stores the context requests of elements that are upgraded before their provider. One per page.
 */
function attachContextRoot(): void {
  const page = document as Document & { [rootAttached]?: true };
  if (page[rootAttached]) return;
  page[rootAttached] = true;
  new ContextRoot().attach(page.documentElement);
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
