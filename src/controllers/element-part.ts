import type { LitElement } from 'lit';

import type { KvElementConstructor, KvElements } from '../context/element-class.js';
import type { PartModule } from './part.js';

/** A part whose templates use elements that the host does not need at first. */
export interface ElementPart extends PartModule {
  readonly elements: KvElements;
}

/** Loads a part for `PartController`, and registers its elements where the host is registered. */
export const withElements =
  <Part extends ElementPart>(host: LitElement, load: () => Promise<Part>): (() => Promise<Part>) =>
  async () => {
    const part = await load();
    const { register } = host.constructor as Partial<KvElementConstructor>;
    register?.(part.elements);
    return part;
  };
