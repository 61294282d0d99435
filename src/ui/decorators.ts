import { ContextConsumer, type Context } from '@lit/context';
import type { PropertyDeclaration, ReactiveElement } from 'lit';

/**
 * The decorators of lit in the legacy form, which is what the kit is compiled to. Those of lit also contain the
 * standard form, and every page would load it.
 */
type Decorator = (prototype: object, name: PropertyKey) => void;

/** A property that renders its element when it changes. */
export const property =
  (options?: PropertyDeclaration): Decorator =>
  (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
  };

/** The same for one that is not part of the element's interface. */
export const state = (): Decorator => property({ state: true, attribute: false });

const getter =
  (find: (root: ParentNode | undefined) => unknown): Decorator =>
  (prototype, name) => {
    const get = function (this: ReactiveElement): unknown {
      return find(this.renderRoot);
    };
    Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true });
  };

/** The first element below the element's root that matches; `null` for none. */
export const query = (selector: string): Decorator =>
  getter((root) => root?.querySelector(selector) ?? null);

/** All elements below the element's root that match. */
export const queryAll = (selector: string): Decorator =>
  getter((root) => root?.querySelectorAll(selector) ?? []);

/** The value that a provider around the element has for a context, and each later one. */
export const consume =
  (context: Context<unknown, unknown>): Decorator =>
  (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).addInitializer((element) => {
      const callback = (value: unknown): void => {
        Reflect.set(element, name, value);
      };
      new ContextConsumer(element, { context, callback, subscribe: true });
    });
  };
