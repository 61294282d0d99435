/** The class of an element, with its version and the elements that its template uses. */
export interface KvElementConstructor extends CustomElementConstructor {
  readonly version: string;
  readonly dependencies: KvElements;
  /** Registers elements of parts that load later, where this element is registered. Set by `define`. */
  register?: ((elements: KvElements) => void) | undefined;
}

/** Elements by the tag name that a template uses. */
export type KvElements = Readonly<Record<string, KvElementConstructor>>;
