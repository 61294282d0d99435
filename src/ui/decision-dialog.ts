import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ChangeController, type Change, type ChangeState } from '../controllers/change.js';
import { decisionRequest } from '../controllers/decision.js';
import { decisionTexts } from '../i18n/en.decision.js';
import type { Claim } from '../model/claim.js';
import type { Client } from '../model/client.js';
import { maxNoteLength } from '../model/text-check.js';
import type { DecisionInput, Verdict } from '../model/decision.js';
import { ownClaim } from '../model/own-claim.js';
import type { Session, SessionSummary } from '../model/session.js';
import { ChangeDialog } from './change-dialog.js';
import {
  changeMessage,
  claimedMessage,
  decisionWording,
  type ChangeMessage,
} from './change-message.js';
import { property, query, state } from './decorators.js';
import { icon, type IconName } from './icon.js';
import { noteFaultText } from './note-fault.js';
import { submitOnClick } from './submit.js';

const verdicts: readonly Verdict[] = ['verify', 'reject'];

/** The verdict of the backend. If it is not a known one, the verdict that was sent. */
const verdictOf = ({ decision }: Session, { verdict }: DecisionInput): Verdict =>
  verdicts.find((known) => known === decision?.verdict) ?? verdict;

const nameOf = ({ firstName, lastName }: Client): string =>
  [firstName, lastName].filter(Boolean).join(' ');

/**
 * The base of the dialogs that decide a session. It shows the client and a field for the note. The
 * draft survives closing the dialog. It is discarded when the decision is made, or for another
 * session, user or company.
 */
export abstract class DecisionDialog extends ChangeDialog<DecisionInput> {
  static override readonly texts = { ...ChangeDialog.texts, ...decisionTexts };

  protected override readonly changes = new ChangeController<DecisionInput, SessionSummary>(this, {
    ...this.providerLinks,
    ...decisionRequest,
    sendingText: () => this.sendingText,
    doneText: (session, { input }) => this.#doneText(session, input),
    onDone: (session, change) => this.#complete(session, change),
    onError: (error, sessionId) => this.onError(error, sessionId),
    onReload: (session) => this.continueWith(session),
    onSession: (state) => this.#takeDraft(state),
    onUser: () => this.discardAll(),
  });

  /** Hides the client, for a page that masks the name. */
  @property({ attribute: false }) isSubjectHidden = false;

  /**
   * For a page that claims the session: resolves with the user's claim, and rejects with a `ReviewError` if they
   * cannot have it. A decision waits for it, and carries its number.
   */
  @property({ attribute: false }) awaitClaim?: (() => Promise<Claim | undefined>) | undefined;

  @state() protected note = '';
  @state() private isPrevented = false;
  /** A fault of the note is shown from the first attempt to submit, not while the agent types. */
  @state() private isNoteChecked = false;

  @query('#note') protected noteField?: HTMLTextAreaElement;

  /** The next session may come into view at once. */
  protected override readonly keepsOutcome = true;

  protected abstract readonly verdict: Verdict;
  protected abstract readonly icon: IconName;

  /** The input to send. `undefined` if something is missing, which the dialog has then shown. */
  protected abstract readInput(note: string | null): DecisionInput | undefined;

  /** Discards the draft. */
  protected clearDraft(): void {
    this.note = '';
  }

  /** Restores the draft from the input that was sent. */
  protected restoreDraft(input: DecisionInput): void {
    this.note = input.note ?? '';
  }

  protected override get isAnswered(): boolean {
    return this.isPrevented || super.isAnswered;
  }

  protected override get kind(): string {
    return this.verdict;
  }

  protected override get formTitle(): string {
    return this.localize.term(`decision.${this.verdict}Title`);
  }

  protected override get sendingText(): string {
    return this.localize.term('decision.sending');
  }

  protected override get draftKeptText(): string | undefined {
    return this.note ? this.localize.term('decision.noteKept') : undefined;
  }

  protected override clearDrafts(): void {
    this.clearDraft();
  }

  /** The fields before the note. */
  protected renderFields(_isLocked: boolean): TemplateResult | typeof nothing {
    return nothing;
  }

  /** What will be sent, after the note. */
  protected renderSummary(_isLocked: boolean): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The agent's choice, while it cannot be changed. */
  protected renderChosen(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** More buttons at the start of the footer. */
  protected renderFieldTools(_isLocked: boolean): TemplateResult | typeof nothing {
    return nothing;
  }

  protected override renderIcon(): unknown {
    return icon(this.icon);
  }

  protected override renderIntro(seen: SessionSummary): TemplateResult {
    return html`${this.#renderSubject(seen)}
      <p class="final" id="hint">${this.localize.term('decision.final')}</p>`;
  }

  protected override renderContent(
    _seen: SessionSummary,
    message: ChangeMessage | undefined,
    { status }: ChangeState<DecisionInput>,
  ): unknown {
    const isSending = status === 'sending';
    if (!message?.isLocking) {
      return [
        this.renderFields(isSending),
        this.#renderNote(isSending),
        this.renderSummary(isSending),
      ];
    }
    const isNoteShown = this.note !== '' || this.hasFocus(this.noteField);
    return [this.renderChosen(), isNoteShown ? this.#renderNote(true) : nothing];
  }

  protected override renderTools(
    _seen: SessionSummary,
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult {
    return html`${message?.isLocking ? nothing : this.renderFieldTools(isSending)}
    ${this.renderDismiss(message, isSending)}`;
  }

  /** The client. */
  #renderSubject({ client }: SessionSummary): TemplateResult | typeof nothing {
    const { localize } = this;
    if (this.isSubjectHidden) return nothing;
    const name = nameOf(client);
    return html`<p class="subject">
      <bdi class="subject-name">${name || localize.term('notRead')}</bdi>
      ${
        client.documentNumber
          ? html`<span class="subject-number">
              ${localize.term('client.documentNumber')}: <bdi>${client.documentNumber}</bdi>
            </span>`
          : nothing
      }
    </p>`;
  }

  #renderNote(isLocked: boolean): TemplateResult {
    const { localize } = this;
    const fault = this.isNoteChecked ? noteFaultText(this.note, localize) : undefined;
    return html`<div class="note-field">
      <label class="label" for="note">
        ${localize.term('decision.note')}
        <span class="optional">(${localize.term('optional')})</span>
      </label>
      <textarea
        class="field"
        id="note"
        dir="auto"
        rows="3"
        maxlength=${maxNoteLength}
        aria-describedby="note-fault note-hint note-counter"
        aria-invalid=${fault !== undefined}
        ?readonly=${isLocked}
        .value=${live(this.note)}
        @input=${this.#onNoteInput}
      ></textarea>
      <p class="field-error" id="note-fault">
        ${fault ? html`${icon('warning')}<span>${fault}</span>` : nothing}
      </p>
      <p class="note-hints">
        <span id="note-hint">${localize.term('decision.noteHint')}</span>
        <span id="note-counter">
          ${localize.term('characters', { count: maxNoteLength - this.note.length })}
        </span>
      </p>
    </div>`;
  }

  protected override renderSubmit(isSending: boolean): TemplateResult {
    const { localize, verdict } = this;
    return html`<button
      class="button ${verdict === 'verify' ? 'primary' : 'danger'}"
      type="submit"
      @click=${submitOnClick}
      aria-disabled=${isSending}
    >
      ${
        isSending
          ? this.sendingText
          : html`${icon(this.icon)}${localize.term(`decision.${verdict}`)}`
      }
    </button>`;
  }

  protected override messageOf(
    state: ChangeState<DecisionInput>,
    session: SessionSummary,
  ): ChangeMessage | undefined {
    const { localize } = this;
    if (state.status !== 'unknown' && this.isPrevented) {
      return { title: localize.term('decision.refused'), texts: [], remedy: 'submit' };
    }
    if (state.status === 'refused' && state.isUnsent && state.error.retryable) {
      return {
        tone: 'danger',
        title: localize.term('decision.notClaimed'),
        texts: [localize.term('decision.notClaimedHint')],
        remedy: 'submit',
      };
    }
    const { claim } = session;
    const isClaimed = claim && session.status === 'awaiting' && !this.#ownClaim(session);
    return state.status === 'idle' && isClaimed
      ? claimedMessage(claim, 'none', localize)
      : changeMessage(state, session, decisionWording, localize);
  }

  /** The claim of this user. */
  #ownClaim(session: SessionSummary): Claim | undefined {
    return ownClaim(session, this.workspace?.actor.id);
  }

  /** Discards the draft of another session, but restores the input that was sent for this one. */
  #takeDraft(state: ChangeState<DecisionInput>): void {
    this.clearDraft();
    if (state.status !== 'idle') this.restoreDraft(state.input);
  }

  protected override begin(subject: SessionSummary): void {
    super.begin(subject);
    this.isPrevented = false;
    this.isNoteChecked = false;
  }

  /** Names the client, unless the page masks the name or it was not read. */
  #doneText(session: Session, input: DecisionInput): string {
    const isVerified = verdictOf(session, input) === 'verify';
    const name = this.isSubjectHidden ? '' : nameOf(session.client);
    return name
      ? this.localize.term(isVerified ? 'decision.verified' : 'decision.rejected', { name })
      : this.localize.term(isVerified ? 'decision.sessionVerified' : 'decision.sessionRejected');
  }

  #complete(session: Session, { input }: Change<DecisionInput, SessionSummary>): void {
    const { id } = session;
    if (this.session?.id === id) this.clearDraft();
    this.complete(session);
    this.emit('kv-decision-complete', { sessionId: id, verdict: verdictOf(session, input) });
  }

  protected override submit(seen: SessionSummary): void {
    const input = this.readInput(this.note.trim() || null);
    if (!input) return;
    this.isNoteChecked = noteFaultText(this.note, this.localize) !== undefined;
    if (this.isNoteChecked) {
      this.noteField?.focus();
      return;
    }
    this.messageFocus.forget();
    this.isPrevented = !this.emit(
      'kv-decision-request',
      {
        sessionId: seen.id,
        verdict: this.verdict,
        reasons: input.verdict === 'reject' ? input.reasons : [],
      },
      { cancelable: true },
    );
    if (this.isPrevented) return;
    const withClaim = (claim: Claim | undefined): DecisionInput =>
      claim ? { ...input, claim: claim.number } : input;
    const { awaitClaim } = this;
    // The claim may be newer than what the dialog shows.
    const claim = this.#ownClaim(this.session?.id === seen.id ? this.session : seen);
    void this.changes.change(
      seen,
      withClaim(claim),
      awaitClaim && (async () => withClaim(await awaitClaim())),
    );
  }

  /** A decision is final, so Enter on a choice must not submit it. */
  protected override onKeydown(event: KeyboardEvent): void {
    const { target } = event;
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    target.click();
  }

  readonly #onNoteInput = (event: Event): void => {
    this.note = (event.target as HTMLTextAreaElement).value;
    this.isNoteChecked = false;
  };
}
