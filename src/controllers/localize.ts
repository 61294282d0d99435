import { ContextConsumer } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';

import { localizerContext } from '../context/localizer.js';
import type { MessageKey } from '../i18n/en.js';
import { Localizer } from '../i18n/localizer.js';
import type { TermArguments } from '../i18n/template.js';

const english = new Localizer('en');

/** Gives its host the provider's language and renders it again when that changes. */
export class LocalizeController {
  readonly #consumer: ContextConsumer<
    typeof localizerContext,
    ReactiveControllerHost & HTMLElement
  >;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#consumer = new ContextConsumer(host, { context: localizerContext, subscribe: true });
  }

  /** English until a provider says otherwise. */
  get current(): Localizer {
    return this.#consumer.value ?? english;
  }

  term<Key extends MessageKey>(key: Key, ...parameters: TermArguments<Key>): string {
    return this.current.term(key, ...parameters);
  }
}
