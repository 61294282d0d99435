import {
  SharedConnection,
  type Appearance,
  type ConnectOptions,
} from './components/review-provider/shared-connection.js';
import { loaders } from './loaders.js';

export type { Appearance, ConnectOptions };

/** A tag of the kit's elements. */
type ElementTag = keyof typeof loaders & keyof HTMLElementTagNameMap;

/** A connection for elements that a script creates. See `connect()`. */
export class ReviewConnection extends SharedConnection {
  /**
   * Creates an element that has joined the connection, and loads its definition. `properties` are set
   * before the element is in the page.
   */
  create<Tag extends Exclude<ElementTag, 'kv-review-provider'>>(
    tag: Tag,
    properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ): HTMLElementTagNameMap[Tag] {
    loaders[tag]().catch((error: unknown) => {
      console.warn(`kv-review: the module that defines <${tag}> was not loaded.`, error);
    });
    return this.join(Object.assign(document.createElement(tag), properties));
  }
}

/**
 * Connects to a backend, for pages that a script assembles. Any number of elements join the connection,
 * wherever they are in the page, and share its language, theme and live updates. It lasts until
 * `disconnect()`.
 * @example
 * ```ts
 * const review = connect({ endpoint: '/kv', getToken, locale: 'en' });
 * document.querySelector('main')?.append(review.create('kv-session-list', { view: 'awaiting' }));
 * ```
 */
export const connect = (options: ConnectOptions): ReviewConnection => new ReviewConnection(options);
