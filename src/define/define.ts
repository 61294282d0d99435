import { ContextRoot } from '@lit/context';

/** An element of the kit: it knows its version and the elements that its template uses. */
export interface KvElementConstructor extends CustomElementConstructor {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, KvElementConstructor>>;
}

const rootAttached = Symbol.for('kv-review:context-root');

/** Keeps the requests of elements that are upgraded before their provider, once per page. */
function attachContextRoot(): void {
  const page = document as Document & { [rootAttached]?: true };
  if (page[rootAttached]) return;
  page[rootAttached] = true;
  new ContextRoot().attach(document.documentElement);
}

/** `undefined` where there is no page: lit gives Node a registry of its own. */
const pageRegistry = (): CustomElementRegistry | undefined =>
  typeof document === 'undefined' ? undefined : globalThis.customElements;

/**
 * Registers a tag and, before it, those that its template uses. A tag that is taken by the same
 * version stays; by another, a warning names both. Does nothing where there is no DOM.
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
