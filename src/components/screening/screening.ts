import { html, nothing, type TemplateResult } from 'lit';

import { ChangeController, type Change } from '../../controllers/change.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { allowsAction } from '../../model/permissions.js';
import { findUnanswered } from '../../model/open-matches.js';
import type { CheckedScreening, Screening, ScreeningMatch } from '../../model/screening.js';
import { changeTexts } from '../../i18n/en.changes.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import type { Localizer } from '../../i18n/localizer.js';
import type { Session } from '../../model/session.js';
import type { Capability } from '../../api/operations/capabilities.js';
import type { ChangeMessage } from '../../ui/change-message.js';
import { property, query, state } from '../../ui/decorators.js';
import { renderDescriptions, type Description } from '../../ui/description-list.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { asIs, listText } from '../../i18n/list-text.js';
import { MessageFocus, renderMessage } from '../../ui/message-panel.js';
import type { MaskName } from '../../ui/mask.js';
import { SessionPart } from '../../ui/session-part.js';
import { KvFalsePositiveDialog } from '../false-positive-dialog/false-positive-dialog.js';
import { KvPhoto } from '../photo/photo.js';
import { checkMessage, outcomeOf, type CheckOutcome } from './check-message.js';
import { answerOf, findingOf, renderSanctioned } from './finding.js';
import { inOrder, renderMatches } from './matches.js';
import { styles } from './screening.styles.js';

/** A new screening takes no input. */
type NoInput = Record<string, never>;

const hints = {
  clear: undefined,
  match: undefined,
  marked: 'screening.noOpenHint',
  unknown: 'screening.unknown',
} as const;

const renderLists = (lists: readonly string[], localizer: Localizer): TemplateResult =>
  html`<ul class="lists">
    ${lists.map((list) => html`<li><bdi>${listText(list, localizer, asIs)}</bdi></li>`)}
  </ul>`;

/**
 * Shows the result of screening the client against sanctions and PEP lists (spec D7): the lists,
 * the matches with their scores, and the time. It compares each entry with the client: name, birth
 * date and nationality. A screening that failed is unknown, never clear.
 *
 * While the session awaits action, an agent can screen the client again and mark a match as a false
 * positive, with a reason, if the adapter supports it. A marked match stays visible.
 * @summary The result of screening a client.
 * @tagname kv-screening
 * @example
 * ```html
 * <kv-screening></kv-screening>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-screening').session = await api.getSession('s-42');
 * </script>
 * ```
 * @fires kv-screening-complete - The backend has screened the client again.
 * @fires kv-false-positive-complete - The backend has confirmed that a match was marked or its mark removed.
 * @fires kv-error - A request failed.
 * @csspart match - One match.
 */
export class KvScreening extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...sectionTexts, ...changeTexts };
  static override styles = [...SessionPart.styles, ...styles];
  static override dependencies = {
    'kv-false-positive-dialog': KvFalsePositiveDialog,
    'kv-photo': KvPhoto,
  };

  readonly #checks = new ChangeController<NoInput>(this, {
    ...this.providerLinks,
    send: (api, id, _, options) => api.recheckScreening(id, options),
    isDone: ({ screening }, { session: before }) =>
      outcomeOf(before.screening, screening) === 'done',
    sendingText: () => this.localize.term('screening.checking'),
    doneText: (session, change) => this.#announceResult(session, change),
    onDone: (session, change) => this.#complete(session, change),
    onReload: () => void this.updateComplete.then(() => this.button?.focus()),
    onSession: () => (this.outcome = 'done'),
  });

  /** What of the client is hidden beside the entries: `photos` and fields of the client. */
  @property({ attribute: false }) masked: ReadonlySet<MaskName> = new Set();

  /** The outcome of the last screening. A success needs no message, because the result shows it. */
  @state() private outcome: CheckOutcome = 'done';
  @state() private matchId = '';

  @query('.message') private messagePanel?: HTMLElement;
  @query('.recheck button') private button?: HTMLElement;
  @query('kv-false-positive-dialog') private dialog?: KvFalsePositiveDialog;

  readonly #messageFocus = new MessageFocus();

  constructor() {
    super();
    // Also updates the session of an element outside `kv-session-details`: after a mark, or a
    // reload by its dialog.
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      (session) => {
        if (session.id === this.session?.id) this.session = session;
      },
    );
  }

  protected override updated(): void {
    this.#messageFocus.update(this.messagePanel, this.shadowRoot?.activeElement !== null);
  }

  /** Moves the focus to a match. Returns false if it is not shown. */
  focusMatch(matchId: string): boolean {
    const { screening } = this.session ?? {};
    const matches = screening?.status === 'match' ? inOrder(screening.matches) : [];
    // The id of an entry is about a person, so it is not an attribute.
    const items = this.renderRoot.querySelectorAll<HTMLElement>('.match');
    const item = items[matches.findIndex(({ id }) => id === matchId)];
    item?.scrollIntoView({ block: 'center' });
    item?.focus({ preventScroll: true });
    return item !== undefined;
  }

  protected override renderPart(session: Session): TemplateResult {
    const { localize } = this;
    const { screening } = session;
    return html`<div class="screening" role="group" aria-label=${localize.term('details.pepInfo')}>
        ${
          screening.status === 'absent'
            ? this.#renderAbsent(session)
            : this.#renderResult(session, screening)
        }
        ${this.#isCheckShown(session) ? this.#renderCheck(session) : nothing}
        <p class="visually-hidden" role="status">${this.#checks.announcement}</p>
      </div>
      <kv-false-positive-dialog
        .session=${session}
        .matchId=${this.matchId}
      ></kv-false-positive-dialog>`;
  }

  #can(session: Session, action: Capability & ('recheck-screening' | 'mark-false-positive')) {
    const isAble = this.workspace?.capabilities.includes(action) ?? false;
    return isAble && allowsAction(session.status, action);
  }

  /** A request under way stays visible, even if the session has been decided since. */
  #isCheckShown(session: Session): boolean {
    const hasRequest = this.#checks.stateOf(session.id).status !== 'idle';
    return hasRequest || this.#can(session, 'recheck-screening');
  }

  #renderAbsent(session: Session): TemplateResult {
    const text = this.#can(session, 'recheck-screening') ? 'notChecked' : 'absent';
    return html`<p class="absent">
      ${icon('info')}<span>${this.localize.term(`screening.${text}`)}</span>
    </p>`;
  }

  #renderResult(session: Session, result: CheckedScreening): TemplateResult {
    const view = {
      session,
      localizer: this.localize.current,
      masked: this.masked,
      canMark: this.#can(session, 'mark-false-positive'),
      onMark: this.#mark,
    };
    return html`${renderDescriptions(this.#describe(result))}
    ${result.status === 'match' ? renderMatches(result.matches, view) : nothing}`;
  }

  #describe(result: CheckedScreening): Description[] {
    const localizer = this.localize.current;
    const { checkedAt } = result;
    const isReported = result.status === 'unknown' && result.reported !== undefined;
    const hint = isReported ? undefined : hints[findingOf(result)];
    const sanctioned = {
      term: localizer.term('screening.sanctioned'),
      value: html`${renderSanctioned(result, localizer)}
      ${hint ? html`<span class="hint">${localizer.term(hint)}</span>` : nothing}`,
    };
    const checked = {
      term: localizer.term('screening.checkedAt'),
      value:
        checkedAt === null ? localizer.term('notChecked') : renderInstant(checkedAt, localizer),
    };
    const missing = findUnanswered(result)?.lists ?? [];
    const unanswered = {
      term: localizer.term('screening.unanswered'),
      value: renderLists(missing, localizer),
    };
    const withoutAnswer = missing.length > 0 ? [unanswered] : [];
    if (result.status === 'unknown') return [sanctioned, checked, ...withoutAnswer];
    const lists = {
      term: localizer.term('screening.lists'),
      value:
        result.lists.length === 0
          ? localizer.term('unknown')
          : renderLists(result.lists, localizer),
    };
    return [sanctioned, checked, lists, ...withoutAnswer];
  }

  #renderCheck(session: Session): TemplateResult {
    const { localize, outcome } = this;
    const state = this.#checks.stateOf(session.id);
    const isChecking = state.status === 'sending';
    const message = checkMessage(state, session, localize);
    return html`<div class="recheck">
      ${
        outcome !== 'done' && !isChecking && !message
          ? html`<p class="error" role="alert">
              ${icon('warning')}<span>${localize.term(`screening.${outcome}`)}</span>
            </p>`
          : nothing
      }
      ${message ? renderMessage(message, this.#checks.reloadError, localize) : nothing}
      ${this.#renderButton(session.screening, message, isChecking)}
    </div>`;
  }

  #renderButton(
    { status }: Screening,
    message: ChangeMessage | undefined,
    isChecking: boolean,
  ): TemplateResult {
    const { localize } = this;
    const again = status === 'absent' ? 'screening.check' : 'screening.recheck';
    const [text, onClick, isBusy] =
      message?.remedy === 'ask'
        ? (['decision.ask', this.#askAgain, false] as const)
        : message?.remedy === 'review'
          ? (['decision.review', this.#reload, this.#checks.isReloading] as const)
          : ([isChecking ? 'screening.checking' : again, this.#check, isChecking] as const);
    return html`<button class="button" type="button" aria-disabled=${isBusy} @click=${onClick}>
      ${icon('refresh')}${localize.term(text)}
    </button>`;
  }

  #complete(session: Session, { session: before }: Change<NoInput, Session>): void {
    if (this.session?.id === session.id) {
      this.outcome = outcomeOf(before.screening, session.screening);
    }
    this.emit('kv-screening-complete', { sessionId: session.id });
  }

  /** An alert reports a screening without a result. */
  #announceResult({ screening }: Session, { session: before }: Change<NoInput, Session>): string {
    const hasResult = outcomeOf(before.screening, screening) === 'done';
    if (!hasResult || screening.status === 'absent') return '';
    const { current } = this.localize;
    return `${current.term('screening.sanctioned')}: ${answerOf(screening, current)}`;
  }

  readonly #check = (): void => {
    const { session } = this;
    if (!session || this.#checks.stateOf(session.id).status === 'sending') return;
    this.#messageFocus.forget();
    void this.#checks.change(session, {});
  };

  readonly #askAgain = (): void => void this.#checks.askAgain();

  readonly #reload = (): void => void this.#checks.reload();

  /** Safari does not focus a clicked button, but the dialog returns the focus to it. */
  readonly #mark = ({ id }: ScreeningMatch, button: HTMLElement): void => {
    button.focus();
    this.matchId = id;
    void this.updateComplete.then(() => this.dialog?.show());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-screening': KvScreening;
  }
}
