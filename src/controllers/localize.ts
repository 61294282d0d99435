import { ContextConsumer } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';

import { localizerContext } from '../context/localizer.js';
import type { MessageKey, Messages } from '../i18n/en.js';
import { Localizer } from '../i18n/localizer.js';
import type { TermArguments } from '../i18n/template.js';

/** The language of elements without a provider. */
export const english: Localizer = new Localizer('en');

/** Gives its host the provider's language, and updates the host when the language changes. */
export class LocalizeController {
  readonly #consumer: ContextConsumer<
    typeof localizerContext,
    ReactiveControllerHost & HTMLElement
  >;

  #texts: Partial<Messages> | undefined;

  /** `texts` are the English ones that the host needs besides the basic ones. */
  constructor(host: ReactiveControllerHost & HTMLElement, texts?: Partial<Messages>) {
    this.#texts = texts;
    this.#consumer = new ContextConsumer(host, { context: localizerContext, subscribe: true });
  }

  /** English, unless a provider sets another language. */
  get current(): Localizer {
    const provided = this.#consumer.value ?? english;
    return this.#texts ? provided.withTexts(this.#texts) : provided;
  }

  /** Adds English texts, for a part of the host that was loaded later. */
  add(texts: Partial<Messages>): void {
    this.#texts = this.#texts ? { ...this.#texts, ...texts } : texts;
  }

  term<Key extends MessageKey>(key: Key, ...parameters: TermArguments<Key>): string {
    return this.current.term(key, ...parameters);
  }
}
