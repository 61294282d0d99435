import { ContextRoot } from '@lit/context';

/** The class of an element, with its version and the elements that its template uses. */
export interface KvElementConstructor extends CustomElementConstructor {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, KvElementConstructor>>;
}

const rootAttached = Symbol.for('kv-review:context-root');

/**
 * Stores the context requests of elements that are upgraded before their provider. One per page.
 */
function attachContextRoot(): void {
  const page = document as Document & { [rootAttached]?: true };
  if (page[rootAttached]) return;
  page[rootAttached] = true;
  new ContextRoot().attach(document.documentElement);
}

/** `undefined` outside a page: lit gives Node a registry of its own. */
const pageRegistry = (): CustomElementRegistry | undefined =>
  typeof document === 'undefined' ? undefined : globalThis.customElements;

/**
 * Registers an element, and before it the elements that its template uses. If the tag is taken by
 * the same version, it stays; if by another version, a warning names both. Does nothing without a
 * DOM.
 */
export function define(
  tag: string,
  element: KvElementConstructor,
  registry: CustomElementRegistry | undefined = pageRegistry(),
): void {
  if (!registry) return;
  attachContextRoot();
  for (const [name, dependency] of Object.entries(element.dependencies)) {
    define(name, dependency, registry);
  }
  const present = registry.get(tag) as Partial<KvElementConstructor> | undefined;
  if (!present) {
    registry.define(tag, element);
  } else if (present.version !== element.version) {
    console.warn(
      `<${tag}> is registered already, in version ${present.version ?? 'unknown'}; ` +
        `version ${element.version} of kv-review is not used.`,
    );
  }
}
