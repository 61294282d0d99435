import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { property } from '../../ui/decorators.js';

import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { relatedTexts } from '../../i18n/en.related.js';
import { likenessText } from '../../i18n/likeness-text.js';
import { localize as localizeText } from '../../model/localized.js';
import type { RelatedSession, RelatedSessions } from '../../model/related.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../../ui/notice.js';
import { renderStatus } from '../../ui/status-tag.js';
import { styles } from './related-sessions.styles.js';

/**
 * Shows other sessions of the company that have something in common with a session: a number, a phone
 * number, an e-mail address, a device or an IP address. It says what is the same, how each session ended,
 * and why it was rejected. The list stays up to date.
 * @summary The sessions that may be of the same client.
 * @tagname kv-related-sessions
 * @example
 * ```html
 * <kv-related-sessions session-id="s-42"></kv-related-sessions>
 * ```
 * @fires kv-session-open - A related session was activated.
 * @fires kv-error - A request failed.
 * @csspart session - One related session.
 * @csspart notice - Shown instead of the list: nothing is related, or an error.
 */
export class KvRelatedSessions extends KvElement {
  static override readonly texts = { ...detailsTexts, ...relatedTexts };
  static override styles = [...KvElement.styles, ...styles];

  readonly #related = new LoadController<ReviewApi | string, RelatedSessions>(this, {
    key: () => (this.api && this.sessionId ? [this.api, this.sessionId] : undefined),
    load: (signal) => {
      if (!this.api) throw new TypeError('The provider has no adapter.');
      return this.api.listRelatedSessions(this.sessionId, { signal });
    },
    onError: this.reportError,
  });

  /** The id of the session whose related sessions are shown. */
  @property({ attribute: 'session-id' }) sessionId = '';

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      ({ id }) => this.#onChange([id]),
    );
    new SubscriptionController(
      this,
      () => this.live,
      ({ sessionIds }) => this.#onChange(sessionIds),
    );
  }

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const { value, error } = this.#related;
    if (value) return this.#renderAnswer(value);
    if (error) return renderError(error, localize, this.#retry);
    return this.sessionId
      ? html`<p class="loading" role="status" aria-busy="true">${localize.term('loading')}</p>`
      : nothing;
  }

  #renderAnswer({ sessions, hasMore }: RelatedSessions): TemplateResult {
    const { localize } = this;
    const stale = this.#related.error
      ? renderFailure('stale', localize.term('error.stale'), localize, this.#retry)
      : nothing;
    if (sessions.length === 0) {
      return html`${stale}${renderNotice({
        icon: 'search',
        title: localize.term('related.none'),
        hint: localize.term('related.noneHint'),
      })}`;
    }
    return html`${stale}
      <p class="hint">${icon('info')}${localize.term('related.caution')}</p>
      <ul class="sessions">
        ${repeat(
          sessions,
          ({ id }) => id,
          (session, index) => this.#renderSession(session, index),
        )}
      </ul>
      ${
        hasMore
          ? html`<p class="hint">
              ${icon('info')}${localize.term('related.more', { count: sessions.length })}
            </p>`
          : nothing
      }`;
  }

  #renderSession(related: RelatedSession, index: number): TemplateResult {
    const { localize } = this;
    const { id, client, createdAt, status, decision, same } = related;
    const written = [client.firstName, client.lastName].filter(Boolean).join(' ');
    const name = written || localize.term('related.unnamed');
    const reasons = decision?.reasons ?? [];
    return html`<li class="session" part="session">
      <div class="head">
        <button
          class="link"
          type="button"
          aria-describedby="time-${index}"
          @click=${() => this.#open(id)}
        >
          <bdi>${name}</bdi>
        </button>
        ${renderStatus(status, localize)}
        <span class="time" id="time-${index}">${renderInstant(createdAt, localize.current)}</span>
      </div>
      ${
        reasons.length > 0
          ? html`<ul class="tags" aria-label=${localize.term('details.attachedTags')}>
              ${reasons.map(
                (reason) =>
                  html`<li class="tag danger">
                    <bdi>${localizeText(reason.label, localize.current.locale, reason.id)}</bdi>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <div class="tags">
        <span class="label" id="same-${index}">${localize.term('related.same')}</span>
        <ul class="tags" aria-labelledby="same-${index}">
          ${same.map((kind) => html`<li class="tag">${likenessText(localize, kind)}</li>`)}
        </ul>
      </div>
    </li>`;
  }

  /** A change of this session, or of one that is shown. Others are not compared again. */
  #onChange(sessionIds: readonly string[] | 'many'): void {
    const shown = this.#related.value?.sessions.map(({ id }) => id) ?? [];
    const isConcerned = (id: string) => id === this.sessionId || shown.includes(id);
    if (sessionIds === 'many' || sessionIds.some(isConcerned)) void this.#related.update();
  }

  #open(sessionId: string): void {
    this.emit('kv-session-open', { sessionId });
  }

  readonly #retry = (): void => void this.#related.reload();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-related-sessions': KvRelatedSessions;
  }
}
