import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import * as v from 'valibot';

import { ReviewError } from '../../api/errors.js';
import type { RequestOptions } from '../../api/review-api.js';
import type { Screening } from '../../model/screening.js';
import { session as sessionSchema, type Session } from '../../model/session.js';
import { renderDescriptions, type Description } from '../../ui/description-list.js';
import { renderFinding } from '../../ui/finding.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { SessionPart } from '../../ui/session-part.js';
import { renderMatches } from './matches.js';
import { styles } from './screening.styles.js';

/** Has a session checked against the lists again and gives it with the new result. */
export type Recheck = (sessionId: string, options: RequestOptions) => Promise<Session>;

type Result = Exclude<Screening, { status: 'absent' }>;

/** `null` where nobody knows. */
const clearances = { clear: true, match: false, unknown: null } as const;
/** What "Sanctioned" is answered with: an entry that resembles the client is no proof of a yes. */
const answers = { clear: 'no', match: 'screening.found', unknown: 'unknown' } as const;

/**
 * Shows what the check of the client against sanctions and PEP lists found (spec D7): on which
 * lists, the entries that match, how alike they are, and when it was done. A check that failed is
 * unknown, never clear.
 * @summary The result of the check against sanctions lists.
 * @tagname kv-screening
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - The check could not be repeated.
 * @csspart match - One entry of a list that resembles the client.
 */
export class KvScreening extends SessionPart {
  static override styles = [...SessionPart.styles, ...styles];

  /**
   * Repeats the check. No adapter of the kit can; a host whose backend can gives the function, and
   * only then, while the session awaits action, there is a button for it. The answer is checked.
   */
  @property({ attribute: false }) recheck?: Recheck | undefined;

  @state() private isChecking = false;
  @state() private error: ReviewError | undefined;
  /** Said politely once the check was repeated. */
  @state() private announcement = '';

  #request: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#request?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session') || changed.get('session')?.id === this.session?.id) return;
    this.#request?.abort();
    this.error = undefined;
    this.announcement = '';
  }

  protected override renderPart(session: Session): TemplateResult {
    const { localize } = this;
    const { screening } = session;
    return html`<div class="screening" role="group" aria-label=${localize.term('details.pepInfo')}>
      ${screening.status === 'absent' ? this.#renderAbsent() : this.#renderResult(screening)}
      ${
        this.recheck && screening.status !== 'absent' && session.status === 'awaiting'
          ? this.#renderRecheck()
          : nothing
      }
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #renderAbsent(): TemplateResult {
    return html`<p class="absent">
      ${icon('info')}<span>${this.localize.term('screening.absent')}</span>
    </p>`;
  }

  #renderResult(result: Result): TemplateResult {
    const localizer = this.localize.current;
    return html`${renderDescriptions(this.#describe(result))}
    ${result.status === 'match' ? renderMatches(result.matches, localizer) : nothing}`;
  }

  #describe(result: Result): Description[] {
    const localizer = this.localize.current;
    const { status, checkedAt } = result;
    const sanctioned = {
      term: localizer.term('screening.sanctioned'),
      value: html`${renderFinding(clearances[status], localizer.term(answers[status]))}
      ${
        status === 'unknown'
          ? html`<span class="hint">${localizer.term('screening.unknown')}</span>`
          : nothing
      }`,
    };
    const checked = {
      term: localizer.term('screening.checkedAt'),
      value:
        checkedAt === null ? localizer.term('notChecked') : renderInstant(checkedAt, localizer),
    };
    if (status === 'unknown') return [sanctioned, checked];
    const lists = {
      term: localizer.term('screening.lists'),
      value:
        result.lists.length === 0
          ? localizer.term('unknown')
          : html`<ul class="lists">
              ${result.lists.map((list) => html`<li><bdi>${list}</bdi></li>`)}
            </ul>`,
    };
    return [sanctioned, checked, lists];
  }

  #renderRecheck(): TemplateResult {
    const { localize, isChecking, error } = this;
    return html`<div class="recheck">
      <button class="button" type="button" aria-disabled=${isChecking} @click=${this.#onRecheck}>
        ${icon('refresh')}${localize.term(isChecking ? 'screening.checking' : 'screening.recheck')}
      </button>
      ${
        error
          ? html`<p class="error" role="alert">
              ${icon('warning')}<span>${localize.term(`error.${error.code}`)}</span>
            </p>`
          : nothing
      }
    </div>`;
  }

  readonly #onRecheck = async (): Promise<void> => {
    const { session, recheck } = this;
    if (!session || !recheck || this.isChecking) return;
    const { signal } = (this.#request = new AbortController());
    this.isChecking = true;
    this.error = undefined;
    this.announcement = this.localize.term('screening.checking');
    try {
      const answer = await recheck(session.id, { signal });
      if (!signal.aborted) this.#take(session.id, answer);
    } catch (thrown) {
      if (signal.aborted) return;
      this.announcement = '';
      this.error = ReviewError.from(thrown);
      this.reportError(this.error);
    } finally {
      if (this.#request.signal === signal) this.isChecking = false;
    }
  };

  #take(sessionId: string, answer: unknown): void {
    if (!v.is(sessionSchema, answer) || answer.id !== sessionId) {
      throw new ReviewError('unavailable', 'The answer of recheck is no session, or another one.');
    }
    const { status } = answer.screening;
    const result = status === 'absent' ? 'unknown' : status;
    this.session = answer;
    this.announcement = [
      this.localize.term('screening.sanctioned'),
      this.localize.term(answers[result]),
    ].join(': ');
    this.sessionChanges?.announce(answer);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-screening': KvScreening;
  }
}
