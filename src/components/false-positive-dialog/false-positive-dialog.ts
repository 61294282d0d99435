import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ChangeController, type Change, type ChangeState } from '../../controllers/change.js';
import { falsePositiveTexts } from '../../i18n/en.false-positive.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import { maxNoteLength } from '../../model/text-check.js';
import { allowsAction } from '../../model/permissions.js';
import type { FalsePositiveInput, ScreeningMatch } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import { ChangeDialog } from '../../ui/change-dialog.js';
import type { ChangeMessage } from '../../ui/change-message.js';
import { property, query, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { noteFaultText } from '../../ui/note-fault.js';
import { markMessage, findMatch } from './message.js';
import { styles } from './false-positive-dialog.styles.js';
import { submitOnClick } from '../../ui/submit.js';

const draftKey = (sessionId: string | undefined, matchId: string): string =>
  JSON.stringify([sessionId, matchId]);

/** Whether the session has the mark that this user sent, or no longer has the mark they removed. */
function isSaved(
  session: Session,
  { input }: Change<FalsePositiveInput, Session>,
  actorId: string,
): boolean {
  const match = findMatch(session, input.matchId);
  if (!match) return false;
  const { falsePositive } = match;
  if (!input.falsePositive) return !falsePositive;
  return falsePositive?.reason === input.reason && falsePositive.by.id === actorId;
}

/**
 * Lets an agent mark a match as a false positive, with a reason, or remove the mark, while the
 * session awaits action. It treats the mark as saved once the backend has confirmed it.
 *
 * The element keeps the draft of each match until it is saved.
 * @summary The dialog that marks a match as a false positive.
 * @tagname kv-false-positive-dialog
 * @example
 * ```html
 * <kv-false-positive-dialog></kv-false-positive-dialog>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const dialog = document.querySelector('kv-false-positive-dialog');
 *   dialog.session = await api.getSession('s-42');
 *   dialog.matchId = 'm-7';
 *   dialog.show();
 * </script>
 * ```
 * @fires kv-false-positive-complete - The backend has confirmed the mark, or that it was removed.
 * @fires kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires kv-error - A request failed.
 * @csspart dialog - The dialog.
 */
export class KvFalsePositiveDialog extends ChangeDialog<FalsePositiveInput> {
  static override readonly texts = {
    ...ChangeDialog.texts,
    ...sectionTexts,
    ...falsePositiveTexts,
  };
  static override styles = [...ChangeDialog.styles, ...styles];

  protected override readonly changes = new ChangeController<FalsePositiveInput>(this, {
    ...this.providerLinks,
    send: (api, id, input, options) => api.markFalsePositive(id, input, options),
    isDone: isSaved,
    sendingText: () => this.sendingText,
    doneText: (_, { input: { falsePositive } }) =>
      this.localize.term(falsePositive ? 'falsePositive.marked' : 'falsePositive.takenBack'),
    onDone: (session, change) => this.#complete(session, change),
    onError: (error, sessionId) => this.onError(error, sessionId),
    onReload: (session) => this.continueWith(session),
    onUser: () => this.discardAll(),
  });

  /** The session, as the agent sees it. The mark carries its version. */
  declare session?: Session | undefined;

  /** The `ScreeningMatch.id`. If the match is marked already, the dialog removes the mark. */
  @property({ attribute: false }) matchId = '';

  /** The session as it was when the dialog was opened. */
  declare protected seen: Session | undefined;
  /** Errors are shown from the first attempt to submit, not while the agent types. */
  @state() private isChecked = false;

  @query('textarea') private field?: HTMLTextAreaElement;
  @query('.form-footer [type="submit"]') private submitButton?: HTMLElement;

  /** The drafts, by session and match. */
  readonly #drafts = new Map<string, string>();

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('matchId') && this.open && this.session) this.#begin(this.session);
  }

  protected override get kind(): string {
    return 'screening';
  }

  protected override get formTitle(): string {
    return this.localize.term(
      this.#isMarking ? 'falsePositive.title' : 'falsePositive.takeBackTitle',
    );
  }

  protected override get sendingText(): string {
    return this.localize.term('falsePositive.sending');
  }

  protected override get draftKeptText(): string | undefined {
    return this.#reason.trim() ? this.localize.term('falsePositive.reasonKept') : undefined;
  }

  protected override begin(subject: Session): void {
    super.begin(subject);
    this.#begin(subject);
  }

  protected override clearDrafts(): void {
    this.#drafts.clear();
  }

  protected override focusFirst(): void {
    (this.field ?? this.submitButton)?.focus();
  }

  protected override renderIcon(): unknown {
    return icon('person');
  }

  protected override renderIntro(seen: Session): TemplateResult {
    const { localize } = this;
    const match = findMatch(seen, this.#shownId);
    const hint = this.#isMarking ? 'falsePositive.hint' : 'falsePositive.takeBackHint';
    return html`${match ? this.#renderEntry(match) : nothing}
      <p class="hint" id="hint">${localize.term(hint)}</p>`;
  }

  protected override renderContent(
    _seen: Session,
    message: ChangeMessage | undefined,
    { status }: ChangeState<FalsePositiveInput>,
  ): unknown {
    if (!this.#isMarking) return nothing;
    const isLocked = status === 'sending' || (message?.isLocking ?? false);
    const isShown = !isLocked || this.#reason.trim() !== '' || this.hasFocus(this.field);
    return isShown ? this.#renderReason(isLocked) : nothing;
  }

  /** The entry, and the effect of the dialog. */
  #renderEntry({ name, list }: ScreeningMatch): TemplateResult {
    const { localize } = this;
    const states = ['falsePositive.open', 'falsePositive.label'] as const;
    const [before, after] = this.#isMarking ? states : ([states[1], states[0]] as const);
    return html`<div class="entry">
      <p class="entry-name"><bdi>${name}</bdi></p>
      <p class="entry-list"><bdi>${list}</bdi></p>
      <p class="before-after">
        <span class="before"
          ><span class="visually-hidden">${localize.term('change.before')}: </span
          ><del>${localize.term(before)}</del></span
        >
        <span class="arrow" aria-hidden="true">→</span>
        <span class="after"
          ><span class="visually-hidden">${localize.term('change.after')}: </span
          ><ins>${localize.term(after)}</ins></span
        >
      </p>
    </div>`;
  }

  #renderReason(isLocked: boolean): TemplateResult {
    const { localize } = this;
    const reason = this.#reason;
    const fault = this.isChecked ? this.#faultText : undefined;
    return html`<div class="note-field">
      <label class="label" for="reason">${localize.term('falsePositive.reason')}</label>
      <textarea
        class="field"
        id="reason"
        dir="auto"
        rows="3"
        required
        maxlength=${maxNoteLength}
        aria-describedby="reason-fault reason-hint reason-counter"
        aria-invalid=${fault !== undefined}
        ?readonly=${isLocked}
        .value=${live(reason)}
        @input=${this.#onInput}
      ></textarea>
      <p class="field-error" id="reason-fault">
        ${fault ? html`${icon('warning')}<span>${fault}</span>` : nothing}
      </p>
      <p class="note-hints">
        <span id="reason-hint">${localize.term('falsePositive.reasonHint')}</span>
        <span id="reason-counter">
          ${localize.term('characters', { count: maxNoteLength - reason.length })}
        </span>
      </p>
    </div>`;
  }

  protected override renderTools(
    _seen: Session,
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult {
    return this.renderDismiss(message, isSending);
  }

  protected override renderSubmit(isSending: boolean): TemplateResult {
    const text = this.#isMarking ? 'falsePositive.mark' : 'falsePositive.takeBack';
    return html`<button
      class="button primary"
      type="submit"
      @click=${submitOnClick}
      aria-disabled=${isSending}
    >
      ${isSending ? this.sendingText : this.localize.term(text)}
    </button>`;
  }

  /** The input that was sent, while its outcome is unknown. */
  get #sent(): FalsePositiveInput | undefined {
    const state = this.changes.stateOf(this.seen?.id);
    return state.status === 'sending' || state.status === 'unknown' ? state.input : undefined;
  }

  get #shownId(): string {
    return this.#sent?.matchId ?? this.matchId;
  }

  get #isMarking(): boolean {
    if (this.#sent) return this.#sent.falsePositive;
    return !(this.seen && findMatch(this.seen, this.matchId)?.falsePositive);
  }

  get #reason(): string {
    if (this.#sent) return this.#sent.falsePositive ? this.#sent.reason : '';
    return this.#drafts.get(draftKey(this.seen?.id, this.matchId)) ?? '';
  }

  get #faultText(): string | undefined {
    const reason = this.#reason;
    return reason.trim() === ''
      ? this.localize.term('falsePositive.missing')
      : noteFaultText(reason, this.localize);
  }

  #begin({ id }: Session): void {
    this.isChecked = false;
    const state = this.changes.stateOf(id);
    // A refusal of another match does not concern this one.
    const isForOtherMatch = state.status === 'refused' && state.input.matchId !== this.matchId;
    if (isForOtherMatch) this.changes.forget(id);
  }

  protected override messageOf(
    state: ChangeState<FalsePositiveInput>,
    session: Session,
  ): ChangeMessage | undefined {
    const canMark = this.workspace?.capabilities.includes('mark-false-positive') ?? false;
    const match = findMatch(session, this.#shownId);
    return markMessage(state, session, match, canMark, this.localize);
  }

  #complete(session: Session, { input }: Change<FalsePositiveInput, Session>): void {
    this.#drafts.delete(draftKey(session.id, input.matchId));
    this.complete(session);
    this.emit('kv-false-positive-complete', { sessionId: session.id });
  }

  protected override submit(session: Session): void {
    const { matchId } = this;
    const reason = this.#reason.trim();
    const isMarking = this.#isMarking;
    this.isChecked = isMarking;
    if (isMarking && this.#faultText !== undefined) {
      this.field?.focus();
      return;
    }
    this.messageFocus.forget();
    void this.changes.change(
      session,
      isMarking ? { falsePositive: true, matchId, reason } : { falsePositive: false, matchId },
    );
  }

  /** Continues with the reloaded session if the match can still be marked. */
  protected override continueWith(session: Session): void {
    if (this.seen?.id !== session.id) return;
    const wasMarking = this.#isMarking;
    this.seen = session;
    const isOpen = allowsAction(session.status, 'mark-false-positive');
    if (!isOpen || this.#isMarking !== wasMarking) this.close();
    else void this.updateComplete.then(() => this.focusFirst());
  }

  readonly #onInput = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    this.#drafts.set(draftKey(this.seen?.id, this.matchId), value);
    this.isChecked = false;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-false-positive-dialog': KvFalsePositiveDialog;
  }
}
