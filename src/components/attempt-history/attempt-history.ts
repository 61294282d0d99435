import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { attemptTexts } from '../../i18n/en.attempts.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import { levelText, withFar } from '../../i18n/match-level.js';
import { documentTypeText } from '../../i18n/values.js';
import type { Attempt, Session } from '../../model/session.js';
import { state } from '../../ui/decorators.js';
import { renderYesNo } from '../../ui/finding.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { SessionPart } from '../../ui/session-part.js';
import { KvMrzReport } from '../mrz-report/mrz-report.js';
import { KvPhoto } from '../photo/photo.js';
import { renderAttemptDetails } from './attempt-details.js';
import { styles } from './attempt-history.styles.js';
import { findChanges, type Changes } from './facts.js';
import { renderChangedFacts } from './values.js';

const noChanges: Changes = new Map();

/**
 * Lists every attempt of a session. The newest comes first, and its evidence decides. Each attempt
 * shows its time, its result and what has changed since earlier attempts. A button opens its photos
 * and readings; the photos are loaded only then.
 * @summary The attempts of a session, and what changed between them.
 * @tagname kv-attempt-history
 * @example
 * ```html
 * <kv-attempt-history></kv-attempt-history>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-attempt-history').session = await api.getSession('s-42');
 * </script>
 * ```
 * @fires kv-error - A photo could not be loaded.
 * @csspart attempt - One attempt.
 * @csspart details - The details that a button opens.
 * @csspart photo - One photo with its caption.
 */
export class KvAttemptHistory extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...sectionTexts, ...attemptTexts };
  static override styles = [...SessionPart.styles, ...styles];
  static override dependencies = { 'kv-mrz-report': KvMrzReport, 'kv-photo': KvPhoto };

  /** The numbers of the open attempts. */
  @state() private open: ReadonlySet<number> = new Set();

  #sessionId: string | undefined;
  #changes: ReadonlyMap<Attempt, Changes> = new Map();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    const { session } = this;
    if (session?.id !== this.#sessionId) this.open = new Set();
    this.#sessionId = session?.id;
    const attempts = session?.attempts ?? [];
    const changes = findChanges(attempts);
    this.#changes = new Map(
      attempts.map((attempt, index) => [attempt, changes[index] ?? noChanges]),
    );
  }

  protected override renderPart(session: Session): TemplateResult {
    const { attempts } = session;
    return html`${this.#renderMissing(session)}
      <ol class="attempts" aria-label=${this.localize.term('attempt.history')}>
        ${repeat(
          [...attempts].reverse(),
          ({ number }) => number,
          (attempt) => this.#renderAttempt(attempt, session),
        )}
      </ol>`;
  }

  #renderMissing({ attempts, attemptCount }: Session): TemplateResult | typeof nothing {
    const { localize } = this;
    const shown = attempts.length;
    const message = (text: string): TemplateResult =>
      html`<p class="absence">${icon('info')}<span>${text}</span></p>`;
    if (shown === 0) {
      return message(localize.term(attemptCount > 0 ? 'attempt.notAvailable' : 'attempt.none'));
    }
    return shown < attemptCount
      ? message(localize.term('attempt.partial', { shown, count: attemptCount }))
      : nothing;
  }

  #renderAttempt(attempt: Attempt, session: Session): TemplateResult {
    const { localize, workspace } = this;
    const { number } = attempt;
    const isOpen = this.open.has(number);
    const changes = this.#changes.get(attempt) ?? noChanges;
    return html`<li class="attempt" part="attempt">
      <div class="head">
        <h3 class="title">
          <span id="title-${number}">${localize.term('attempt.title', { number })}</span>
          ${this.#renderTags(attempt, session)}
        </h3>
        <button
          class="button see"
          type="button"
          id="see-${number}"
          aria-labelledby="see-${number} title-${number}"
          aria-expanded=${isOpen}
          aria-controls="details-${number}"
          @click=${() => this.#toggle(number)}
        >
          ${localize.term('attempt.seeDetails')}
        </button>
      </div>
      ${this.#renderSummary(attempt)} ${renderChangedFacts(changes, localize.current)}
      <div
        class="details"
        part="details"
        id="details-${number}"
        role="group"
        aria-labelledby="title-${number}"
        ?hidden=${!isOpen}
      >
        ${
          isOpen
            ? renderAttemptDetails({
                attempt,
                changes,
                sessionId: session.id,
                localizer: localize.current,
                acceptanceLevel: workspace?.acceptanceLevel,
              })
            : nothing
        }
      </div>
    </li>`;
  }

  #renderTags(attempt: Attempt, { attempts, status }: Session): TemplateResult {
    const { localize } = this;
    const isCurrent = attempt === attempts.at(-1);
    const isRunning = isCurrent && status === 'processing';
    return html`${
      isCurrent
        ? html`<span class="tag accent">${localize.term('attempt.current')}</span>`
        : nothing
    }
    ${
      attempt.finishedAt === null
        ? html`<span class="tag ${isRunning ? '' : 'warning'}">
            ${icon(isRunning ? 'clock' : 'warning')}
            ${localize.term(isRunning ? 'attempt.running' : 'attempt.interrupted')}
          </span>`
        : nothing
    }`;
  }

  /** The time and the results, without checks that were not made. */
  #renderSummary({
    startedAt,
    finishedAt,
    documentType,
    livenessPassed,
    documentValid,
    faceMatch,
  }: Attempt): TemplateResult {
    const { localize } = this;
    const localizer = localize.current;
    const entry = (term: string, value: unknown): TemplateResult =>
      html`<div class="entry">
        <dt>${term}</dt>
        <dd>${value}</dd>
      </div>`;
    const yesNo = (
      key: 'details.livenessPassed' | 'details.documentValid',
      passed: boolean | null,
    ): TemplateResult | typeof nothing =>
      passed === null ? nothing : entry(localize.term(key), renderYesNo(passed, localizer));
    return html`<dl class="summary">
      ${entry(localize.term('attempt.started'), renderInstant(startedAt, localizer))}
      ${
        finishedAt === null
          ? nothing
          : entry(localize.term('activity.finished'), renderInstant(finishedAt, localizer))
      }
      ${
        documentType
          ? entry(localize.term('column.document'), documentTypeText(localize, documentType))
          : nothing
      }
      ${yesNo('details.livenessPassed', livenessPassed)}
      ${yesNo('details.documentValid', documentValid)}
      ${
        faceMatch
          ? entry(
              localize.term('details.faceMatchScore'),
              withFar(localizer, levelText(localizer, faceMatch.level), faceMatch.level),
            )
          : nothing
      }
    </dl>`;
  }

  #toggle(number: number): void {
    const open = new Set(this.open);
    if (!open.delete(number)) open.add(number);
    this.open = open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-attempt-history': KvAttemptHistory;
  }
}
