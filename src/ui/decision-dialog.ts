import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';

import { ReviewError } from '../api/errors.js';
import { DecisionController, type DecisionState } from '../controllers/decision.js';
import { reviewTexts } from '../i18n/en.review.js';
import { maxNoteLength, type DecisionInput, type Verdict } from '../model/decision.js';
import type { Session, SessionSummary } from '../model/session.js';
import type { Workspace } from '../model/workspace.js';
import { describeProblem, type Problem } from './decision-problem.js';
import { dialogStyles } from './dialog-styles.js';
import { icon, type IconName } from './icon.js';
import { KvElement } from './kv-element.js';

/**
 * What the dialogs of the manual decision share: the session as the agent saw it, the note, one
 * request per intent, and every way in which it may end. The draft stays when the dialog is closed,
 * until the decision is made or another session, user or company comes.
 */
export abstract class DecisionDialog extends KvElement {
  static override readonly texts = reviewTexts;
  static override styles = [...KvElement.styles, ...dialogStyles];

  readonly #decisions = new DecisionController(this, {
    api: () => this.api,
    actorId: () => this.workspace?.actor.id,
    onDecided: (session) => this.#complete(session),
    onError: (error, sessionId) => this.#onError(error, sessionId),
  });

  /** The session to decide on, as the agent sees it: the decision carries its version. */
  @property({ attribute: false }) session?: SessionSummary | undefined;

  /** Leaves out whom the decision is about, for a page that masks it. */
  @property({ attribute: false }) isSubjectHidden = false;

  /** Whether the dialog is shown; it waits for a session and a connection. */
  @property({ type: Boolean, reflect: true }) open = false;

  @state() protected note = '';
  /** Said politely inside the dialog. */
  @state() protected announcement = '';
  /** The session in the version that was seen when the dialog was opened. */
  @state() private seen: SessionSummary | undefined;
  @state() private isPrevented = false;
  @state() private isReviewing = false;
  @state() private reviewError: ReviewError | undefined;
  /** Said politely after the dialog has closed. */
  @state() private outcome = '';

  @query('dialog') private dialog?: HTMLDialogElement;
  @query('.problem') private problemPanel?: HTMLElement;

  /** Whose draft it is: session, and user of a company. */
  #draftOf: string | undefined;
  #identity: string | undefined;
  #shownProblem: string | undefined;
  #closeReason: 'cancel' | 'complete' = 'cancel';
  #review: AbortController | undefined;

  protected abstract readonly verdict: Verdict;
  protected abstract readonly icon: IconName;

  /** What is to be sent, or `undefined` after telling the agent what is missing. */
  protected abstract readInput(note: string | null): DecisionInput | undefined;
  protected abstract focusFirst(): void;

  /** Empties what the agent has chosen and written. */
  protected clearDraft(): void {
    this.note = '';
  }

  /** Shows again what was sent. */
  protected restoreDraft(input: DecisionInput): void {
    this.note = input.note ?? '';
  }

  protected get workspace(): Workspace | undefined {
    return this.connection.status === 'connected' ? this.connection.workspace : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#review?.abort();
    this.open = false;
    this.seen = undefined;
    this.dialog?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('connection')) this.#keepToUser();
    if (changed.has('session')) this.#keepToSession();
    const subject = this.workspace ? this.session : undefined;
    if (this.seen && subject?.id !== this.seen.id) this.open = false;
    if (!this.open) this.seen = undefined;
    else if (!this.seen && subject) this.#begin(subject);
  }

  protected override updated(): void {
    const { dialog } = this;
    if (this.seen && !dialog?.open) {
      dialog?.showModal();
      this.focusFirst();
    } else if (!this.seen && dialog?.open) {
      dialog.close();
    }
    this.#focusNewProblem();
  }

  /** Opens the dialog on the session as it is now. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog and keeps what was chosen and written. */
  close(): void {
    this.open = false;
  }

  protected override render() {
    return html`<dialog
        class="dialog"
        part="dialog"
        aria-labelledby="title"
        aria-describedby="final"
        @cancel=${this.#onCancel}
        @close=${this.#onClose}
        @keydown=${this.#onKeydown}
      >
        ${this.seen ? this.#renderForm(this.seen) : nothing}
      </dialog>
      <p class="visually-hidden" role="status">${this.outcome}</p>`;
  }

  /** The fields before the note. */
  protected renderFields(_isLocked: boolean): TemplateResult | typeof nothing {
    return nothing;
  }

  /** What was chosen, while it cannot be changed. */
  protected renderChosen(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Further buttons of the form, at its start. */
  protected renderTools(_isLocked: boolean): TemplateResult | typeof nothing {
    return nothing;
  }

  #renderForm(session: SessionSummary): TemplateResult {
    const { localize, verdict } = this;
    const state = this.#decisions.stateOf(session.id);
    const problem = this.#problemOf(session, state);
    const isSending = state.status === 'sending';
    const isLocked = isSending || (problem?.isLocking ?? false);
    return html`<form class="form" novalidate @submit=${this.#onSubmit}>
      <header class="form-header">
        <span class="form-icon ${verdict}">${icon(this.icon)}</span>
        <h2 class="form-title" id="title">${localize.term(`decision.${verdict}Title`)}</h2>
        <button
          class="button icon"
          type="button"
          aria-label=${localize.term('close')}
          ?disabled=${isSending}
          @click=${this.#dismiss}
        >
          ${icon('close')}
        </button>
      </header>
      <div class="form-body">
        ${this.#renderSubject(session)}
        <p class="final" id="final">${localize.term('decision.final')}</p>
        ${problem ? this.#renderProblem(problem) : nothing}
        ${problem?.isLocking ? this.renderChosen() : this.renderFields(isSending)}
        ${problem?.isLocking && !this.note ? nothing : this.#renderNote(isLocked)}
        <p class="visually-hidden" role="status">
          ${isSending ? localize.term('decision.sending') : this.announcement}
        </p>
      </div>
      <footer class="form-footer">
        ${problem?.isLocking ? nothing : this.renderTools(isSending)}
        <button class="button" type="button" ?disabled=${isSending} @click=${this.#dismiss}>
          ${localize.term(problem?.isLocking ? 'close' : 'cancel')}
        </button>
        ${this.#renderMainButton(problem, isSending)}
      </footer>
    </form>`;
  }

  /** Whom the decision is about. */
  #renderSubject({ client }: SessionSummary): TemplateResult | typeof nothing {
    const { localize } = this;
    if (this.isSubjectHidden) return nothing;
    const name = [client.firstName, client.lastName].filter(Boolean).join(' ');
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
        aria-describedby="note-hint note-counter"
        ?readonly=${isLocked}
        .value=${live(this.note)}
        @input=${this.#onNoteInput}
      ></textarea>
      <p class="note-hints">
        <span id="note-hint">${localize.term('decision.noteHint')}</span>
        <span id="note-counter">
          ${localize.term('characters', { count: maxNoteLength - this.note.length })}
        </span>
      </p>
    </div>`;
  }

  #renderProblem({ tone, title, texts, isDraftKept }: Problem): TemplateResult {
    const { localize, reviewError } = this;
    return html`<div
      class="problem ${tone}"
      role="group"
      tabindex="-1"
      aria-labelledby="problem-title"
      aria-describedby="problem-text"
    >
      ${icon(tone === 'muted' ? 'info' : 'warning')}
      <div class="problem-content">
        <p class="problem-title" id="problem-title">${title}</p>
        <div id="problem-text">
          ${texts.map((text) => html`<p>${text}</p>`)}
          ${isDraftKept && this.note ? html`<p>${localize.term('decision.noteKept')}</p>` : nothing}
        </div>
        ${
          reviewError
            ? html`<p role="alert">${localize.term(`error.${reviewError.code}`)}</p>`
            : nothing
        }
      </div>
    </div>`;
  }

  #renderMainButton(
    problem: Problem | undefined,
    isSending: boolean,
  ): TemplateResult | typeof nothing {
    const { localize, verdict } = this;
    switch (problem?.remedy) {
      case 'none':
        return nothing;
      case 'ask':
        return html`<button class="button primary" type="button" @click=${this.#askAgain}>
          ${icon('refresh')}${localize.term('decision.ask')}
        </button>`;
      case 'review':
        return html`<button
          class="button primary"
          type="button"
          aria-disabled=${this.isReviewing}
          @click=${this.#showCurrent}
        >
          ${localize.term('decision.review')}
        </button>`;
      default:
        return html`<button
          class="button ${verdict === 'verify' ? 'primary' : 'danger'}"
          type="submit"
          aria-disabled=${isSending}
        >
          ${
            isSending
              ? localize.term('decision.sending')
              : html`${icon(this.icon)}${localize.term(`decision.${verdict}`)}`
          }
        </button>`;
    }
  }

  #problemOf(session: SessionSummary, state: DecisionState): Problem | undefined {
    if (state.status === 'sending') return undefined;
    if (state.status !== 'unknown' && this.isPrevented) {
      return {
        tone: 'warning',
        title: this.localize.term('decision.refused'),
        texts: [],
        remedy: 'submit',
      };
    }
    // What the page has learned meanwhile counts as well as the answer to a request.
    const current = this.session?.id === session.id ? this.session : session;
    return describeProblem(state, current, this.localize);
  }

  /** A message that has just come is read out by moving the focus to it. */
  #focusNewProblem(): void {
    const panel = this.problemPanel;
    const text = panel?.textContent.replaceAll(/\s+/g, ' ');
    if (text !== this.#shownProblem && panel) panel.focus();
    this.#shownProblem = text;
  }

  /** Another user, or another company, must not see what this one wrote. */
  #keepToUser(): void {
    const { workspace } = this;
    if (!workspace) return;
    const identity = JSON.stringify([workspace.company.id, workspace.actor.id]);
    if (this.#identity !== undefined && this.#identity !== identity) {
      this.#decisions.clear();
      this.clearDraft();
      this.open = false;
    }
    this.#identity = identity;
  }

  /** A session that is gone for the moment, as after a sign-out, keeps its draft. */
  #keepToSession(): void {
    const id = this.session?.id;
    if (id === undefined || id === this.#draftOf) return;
    this.clearDraft();
    if (this.#draftOf !== undefined) this.#decisions.forget(this.#draftOf);
    const state = this.#decisions.stateOf(id);
    if (state.status !== 'idle') this.restoreDraft(state.input);
    this.#draftOf = id;
  }

  #begin(subject: SessionSummary): void {
    this.seen = subject;
    this.isPrevented = false;
    this.reviewError = undefined;
    this.announcement = '';
    this.outcome = '';
  }

  #complete(session: Session): void {
    const { decision, id } = session;
    const verdict = decision?.verdict ?? this.verdict;
    if (this.session?.id === id) {
      this.clearDraft();
      this.session = session;
      this.outcome = this.localize.term(
        verdict === 'verify' ? 'decision.verified' : 'decision.rejected',
      );
      this.#closeReason = 'complete';
      this.open = false;
      this.seen = undefined;
      this.dialog?.close();
    }
    this.sessionChanges?.announce(session);
    this.emit('kv-decision-complete', { sessionId: id, verdict });
  }

  #onError(error: ReviewError, sessionId: string): void {
    // A browser may close a dialog that refuses to; what became of the decision is shown again.
    if (this.isConnected && this.session?.id === sessionId) this.open = true;
    this.reportError(error);
    if (error.code === 'unauthenticated') {
      this.open = false;
      this.outcome = this.localize.term('error.unauthenticated');
    }
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { seen } = this;
    const state = this.#decisions.stateOf(seen?.id);
    if (!seen || state.status === 'sending') return;
    const remedy = this.#problemOf(seen, state)?.remedy ?? 'submit';
    if (remedy !== 'submit') return;
    const input = this.readInput(this.note.trim() || null);
    if (!input) return;
    this.#shownProblem = undefined;
    this.isPrevented = !this.emit(
      'kv-decision-request',
      {
        sessionId: seen.id,
        verdict: this.verdict,
        reasons: input.verdict === 'reject' ? input.reasons : [],
      },
      { cancelable: true },
    );
    if (!this.isPrevented) void this.#decisions.decide(seen, input);
  };

  readonly #dismiss = (): void => this.close();

  readonly #askAgain = (): void => {
    if (this.seen) void this.#decisions.askAgain(this.seen.id);
  };

  /** Reads the session anew, for every element that shows it, and makes way for it. */
  readonly #showCurrent = async (): Promise<void> => {
    const { api, seen } = this;
    if (!api || !seen || this.isReviewing) return;
    const { signal } = (this.#review = new AbortController());
    this.isReviewing = true;
    this.reviewError = undefined;
    try {
      const session = await api.getSession(seen.id, { signal });
      this.#decisions.forget(seen.id);
      if (this.session?.id === session.id) this.session = session;
      this.sessionChanges?.announce(session);
      this.close();
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (error.code !== 'aborted') this.reviewError = error;
      this.reportError(error);
    } finally {
      this.isReviewing = false;
    }
  };

  readonly #onNoteInput = (event: Event): void => {
    this.note = (event.target as HTMLTextAreaElement).value;
  };

  /** Enter alone must never make a decision that is final, as it would from a choice of a form. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (event.key !== 'Enter' || !isField) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      target.form?.requestSubmit();
    } else if (target instanceof HTMLInputElement) {
      event.preventDefault();
      target.click();
    }
  };

  readonly #onCancel = (event: Event): void => {
    const isSending = this.#decisions.stateOf(this.seen?.id).status === 'sending';
    if (isSending) event.preventDefault();
  };

  readonly #onClose = (): void => {
    // Not when it was opened again meanwhile.
    if (!this.dialog?.open) this.open = false;
    const reason = this.#closeReason;
    this.#closeReason = 'cancel';
    this.emit('kv-dialog-close', { reason }, { bubbles: false, composed: false });
  };
}
