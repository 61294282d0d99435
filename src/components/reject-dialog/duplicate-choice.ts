import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { likenessText } from '../../i18n/likeness-text.js';
import { statusText } from '../../i18n/values.js';
import type { RelatedSession, RelatedSessions } from '../../model/related.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderFailure } from '../../ui/notice.js';

export interface DuplicateChoiceOptions {
  /** The adapter and the id of the session; `undefined` while no choice is offered. */
  readonly subject: () => readonly [api: ReviewApi, sessionId: string] | undefined;
  readonly localize: LocalizeController;
  /** Whether the names of clients are hidden. */
  readonly isNameHidden: () => boolean;
  readonly onError: (error: ReviewError) => void;
}

/** Offers the related sessions to an agent who rejects a session as a duplicate. */
export class DuplicateChoice {
  /** The id of the session that the agent has chosen. */
  chosen: string | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: DuplicateChoiceOptions;
  readonly #related: LoadController<ReviewApi | string, RelatedSessions>;

  constructor(host: ReactiveControllerHost, options: DuplicateChoiceOptions) {
    this.#host = host;
    this.#options = options;
    this.#related = new LoadController(host, {
      key: options.subject,
      load: (signal) => {
        const [api, sessionId] = options.subject() ?? [];
        if (!api || sessionId === undefined) throw new TypeError('No session is rejected.');
        return api.listRelatedSessions(sessionId, { signal });
      },
      onError: options.onError,
    });
  }

  render(isLocked: boolean): TemplateResult | typeof nothing {
    const { localize } = this.#options;
    if (!this.#options.subject()) return nothing;
    const { value, error } = this.#related;
    if (!value && error) {
      return renderFailure(
        'duplicate-failure',
        localize.term('related.failed'),
        localize,
        () => void this.#related.reload(),
      );
    }
    return html`<fieldset class="duplicates" ?disabled=${isLocked} aria-busy=${!value}>
      <legend class="label">
        ${localize.term('related.duplicateOf')}
        <span class="optional">(${localize.term('optional')})</span>
      </legend>
      ${value ? this.#renderChoices(value) : html`<p class="hint">${localize.term('loading')}</p>`}
    </fieldset>`;
  }

  #renderChoices({ sessions }: RelatedSessions): TemplateResult {
    const { localize } = this.#options;
    if (sessions.length === 0) {
      return html`<p class="hint">${localize.term('related.none')}</p>`;
    }
    return html`<div class="choices">
      ${this.#renderChoice(undefined, html`<span>${localize.term('related.notStated')}</span>`)}
      ${sessions.map((session) => this.#renderChoice(session.id, this.#describe(session)))}
    </div>`;
  }

  #describe({ client, createdAt, status, same }: RelatedSession): TemplateResult {
    const { localize, isNameHidden } = this.#options;
    const written = [client.firstName, client.lastName].filter(Boolean).join(' ');
    const name = written || localize.term('related.unnamed');
    return html`<span class="duplicate">
      ${isNameHidden() ? nothing : html`<bdi>${name}</bdi>`}
      <span class="hint">
        ${renderInstant(createdAt, localize.current)} · ${statusText(localize, status)} ·
        ${same.map((kind, index) => `${index > 0 ? ', ' : ''}${likenessText(localize, kind)}`)}
      </span>
    </span>`;
  }

  #renderChoice(id: string | undefined, label: TemplateResult): TemplateResult {
    const isChosen = this.chosen === id;
    return html`<label class="choice group ${isChosen ? 'chosen' : ''}">
      <input
        type="radio"
        name="duplicate"
        .checked=${live(isChosen)}
        @change=${() => this.#choose(id)}
      />
      <span class="mark">${isChosen ? icon('check') : nothing}</span>
      ${label}
    </label>`;
  }

  #choose(id: string | undefined): void {
    this.chosen = id;
    this.#host.requestUpdate();
  }
}
