import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { ReviewError } from '../api/errors.js';
import type { ChangeController, ChangeState } from '../controllers/change.js';
import { changeTexts } from '../i18n/en.changes.js';
import { detailsTexts } from '../i18n/en.details.js';
import type { Session, SessionSummary } from '../model/session.js';
import { afterPaint } from './after-paint.js';
import type { ChangeMessage } from './change-message.js';
import { property, query, state } from './decorators.js';
import { renderDialogHeader } from './dialog-header.js';
import { dialogStyles } from './dialog-styles.js';
import { icon } from './icon.js';
import { KvElement } from './kv-element.js';
import { MessageFocus, renderMessage } from './message-panel.js';
import { submitForm } from './submit.js';
import { isTextField } from './text-field.js';

/**
 * The base of the dialogs that change a session. It shows the session as the agent saw it, the
 * form, and every outcome of the change.
 */
export abstract class ChangeDialog<Input> extends KvElement {
  static override readonly texts = { ...detailsTexts, ...changeTexts };
  static override styles = [...KvElement.styles, ...dialogStyles];

  /** The session to change, as the agent sees it. The change carries its version. */
  @property({ attribute: false }) session?: SessionSummary | undefined;

  /** Whether the dialog is shown. It opens once there are a session and a connection. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** The session as it was when the dialog was opened. */
  @state() protected seen: SessionSummary | undefined;

  /** The announcement of a confirmed change, after the dialog has closed. */
  @state() private outcome = '';

  @query('dialog') private dialog?: HTMLDialogElement;
  @query('form') private form?: HTMLFormElement;
  @query('.message') private messagePanel?: HTMLElement;

  protected readonly messageFocus = new MessageFocus();
  #closeReason: 'cancel' | 'complete' = 'cancel';
  #sessionId: string | undefined;
  /** The native dialog was closed only to open it in another way. */
  #isReopening = false;

  /** Whether the outcome is announced even if another session has come into view since. */
  protected readonly keepsOutcome: boolean = false;

  protected abstract readonly changes: Omit<ChangeController<Input>, 'change'>;
  /** The class of the icon in the header. */
  protected abstract get kind(): string;
  protected abstract get formTitle(): string;
  protected abstract get sendingText(): string;
  /**
   * The text about a stored draft that can no longer be sent. `undefined` without a draft.
   */
  protected abstract get draftKeptText(): string | undefined;

  protected abstract renderIcon(): unknown;
  /** The introduction. The element that describes the form has the id `hint`. */
  protected abstract renderIntro(seen: SessionSummary): TemplateResult;
  protected abstract renderContent(
    seen: SessionSummary,
    message: ChangeMessage | undefined,
    state: ChangeState<Input>,
  ): unknown;
  /** The buttons in front of the main one. */
  protected abstract renderTools(
    seen: SessionSummary,
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult;
  protected abstract renderSubmit(isSending: boolean): TemplateResult;

  protected abstract messageOf(
    state: ChangeState<Input>,
    session: SessionSummary,
  ): ChangeMessage | undefined;
  protected abstract submit(seen: SessionSummary): void;
  protected abstract focusFirst(): void;
  /** Discards everything that the last user has entered. */
  protected abstract clearDrafts(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
    this.seen = undefined;
    this.dialog?.close();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { session, workspace } = this;
    const isOther = session?.id !== this.#sessionId;
    this.#sessionId = session?.id;
    if (!workspace || (isOther && !this.keepsOutcome)) this.outcome = '';
    const subject = workspace ? session : undefined;
    if (this.seen && subject?.id !== this.seen.id) this.open = false;
    if (!this.open) this.#discardContent();
    else if (!this.seen && subject) this.begin(subject);
    this.#announceUpdate();
  }

  protected override updated(): void {
    const { dialog } = this;
    if (this.seen && !dialog?.open) {
      this.#openNative();
      this.focusFirst();
    } else if (dialog?.open && dialog.matches(':modal') !== this.isModal) {
      this.#reopenNative();
    }
    this.messageFocus.update(this.messagePanel, this.mayFocusMessage);
  }

  /** Opens the dialog for the current session. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog and keeps the draft. */
  close(): void {
    this.open = false;
  }

  /** Whether the rest of the page cannot be used while the dialog is open. */
  protected get isModal(): boolean {
    return true;
  }

  /**
   * Closes the native dialog before its content goes: one that is not modal returns the focus only while
   * it has it.
   */
  #discardContent(): void {
    this.dialog?.close();
    this.seen = undefined;
  }

  #openNative(): void {
    if (this.isModal) this.dialog?.showModal();
    else this.dialog?.show();
  }

  /** Changes between modal and not modal. What has the focus keeps it. */
  #reopenNative(): void {
    const focused = this.shadowRoot?.activeElement;
    this.#isReopening = true;
    this.dialog?.close();
    this.#openNative();
    if (focused instanceof HTMLElement) focused.focus();
  }

  /** Continues after the session was reloaded. */
  protected continueWith(_session: Session): void {
    this.close();
  }

  protected get mayFocusMessage(): boolean {
    return true;
  }

  protected override render() {
    return html`<dialog
        class="dialog"
        part="dialog"
        aria-labelledby="title"
        aria-describedby="hint"
        @cancel=${this.#onCancel}
        @close=${this.#onClose}
        @keydown=${this.#onKeydown}
      >
        ${this.seen ? this.#renderForm(this.seen) : nothing}
      </dialog>
      <p class="visually-hidden" role="status">
        ${this.seen ? nothing : this.outcome || this.changes.announcement}
      </p>`;
  }

  #renderForm(seen: SessionSummary): TemplateResult {
    const state = this.changes.stateOf(seen.id);
    const message = this.#messageInView(seen, state);
    const isSending = state.status === 'sending';
    const header = {
      icon: html`<span class="form-icon ${this.kind}">${this.renderIcon()}</span>`,
      title: this.formTitle,
      close: this.#dismiss,
      isLocked: isSending,
    };
    return html`<form class="form" novalidate @submit=${this.#onSubmit}>
      ${renderDialogHeader(header, this.localize)}
      <div class="form-body">
        ${this.renderIntro(seen)} ${message ? this.#renderMessage(message) : nothing}
        ${this.renderContent(seen, message, state)}
        <p class="visually-hidden" role="status">${this.changes.announcement}</p>
      </div>
      <div class="form-footer">
        ${this.renderTools(seen, message, isSending)} ${this.#renderMainButton(message, isSending)}
      </div>
    </form>`;
  }

  #renderMessage(message: ChangeMessage): TemplateResult {
    const texts = this.#textsOf(message);
    return renderMessage({ ...message, texts }, this.changes.reloadError, this.localize);
  }

  #textsOf({ isDraftKept, texts }: ChangeMessage): readonly string[] {
    const kept = isDraftKept ? this.draftKeptText : undefined;
    return kept === undefined ? texts : [...texts, kept];
  }

  /** Closes the dialog and keeps the draft. */
  protected renderDismiss(message: ChangeMessage | undefined, isSending: boolean): TemplateResult {
    return html`<button class="button" type="button" ?disabled=${isSending} @click=${this.#dismiss}>
      ${this.localize.term(message?.isLocking ? 'close' : 'cancel')}
    </button>`;
  }

  #renderMainButton(
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult | typeof nothing {
    const { localize } = this;
    switch (message?.remedy) {
      case 'none':
        return nothing;
      case 'ask':
        return html`<button class="button primary" type="button" @click=${this.#askAgain}>
          ${icon('refresh')}${localize.term('decision.ask')}
        </button>`;
      case 'continue':
      case 'review':
        return html`<button
          class="button primary"
          type="button"
          aria-disabled=${this.changes.isReloading}
          @click=${this.#reload}
        >
          ${localize.term(message.remedy === 'continue' ? 'edit.continue' : 'decision.review')}
        </button>`;
      default:
        return this.renderSubmit(isSending);
    }
  }

  #messageInView(seen: SessionSummary, state: ChangeState<Input>): ChangeMessage | undefined {
    if (state.status === 'sending') return undefined;
    // The page may have received a newer session than the answer.
    return this.messageOf(state, this.session?.id === seen.id ? this.session : seen);
  }

  /** Whether a message answers what the user has done. Otherwise, it comes from a live update. */
  protected get isAnswered(): boolean {
    return this.changes.stateOf(this.seen?.id).status !== 'idle';
  }

  /** Announces a message that a live update brings while the user types. */
  #announceUpdate(): void {
    const { seen, changes } = this;
    const state = changes.stateOf(seen?.id);
    const message = seen && this.#messageInView(seen, state);
    const text = message ? [message.title, ...this.#textsOf(message)].join(' ') : '';
    const isTyping = !this.isAnswered && isTextField(this.shadowRoot?.activeElement);
    changes.announcement = this.messageFocus.prepare(text, isTyping) ?? changes.announcement;
  }

  get #isSending(): boolean {
    return this.changes.stateOf(this.seen?.id).status === 'sending';
  }

  /** Escape closes a modal dialog by itself. */
  #dismissUnlessSending(): void {
    if (!this.#isSending) this.close();
  }

  protected begin(subject: SessionSummary): void {
    this.seen = subject;
    this.outcome = '';
    this.changes.reset();
  }

  /** Called for another user or company. */
  protected discardAll(): void {
    this.clearDrafts();
    this.open = false;
    this.seen = undefined;
    this.outcome = '';
  }

  /** Closes the dialog if it is still about this session. */
  protected complete(session: Session): void {
    if (this.session?.id !== session.id) return;
    this.#closeReason = 'complete';
    this.open = false;
    this.seen = undefined;
    this.dialog?.close();
    this.#announceOutcome();
  }

  /** A live region must be there before its text: an open modal dialog hides the rest of the page. */
  #announceOutcome(): void {
    const { announcement } = this.changes;
    this.changes.announce('');
    afterPaint(() => {
      if (!this.seen && this.workspace) this.outcome = announcement;
    });
  }

  /** A field with the focus stays in the form, even if it can no longer be used. */
  protected hasFocus(field: Element | null | undefined): boolean {
    return field !== null && field === this.shadowRoot?.activeElement;
  }

  /** Handles the keys of the form, except Ctrl+Enter, which submits it. */
  protected onKeydown(_event: KeyboardEvent): void {
    // By default, none.
  }

  protected onError({ code }: ReviewError, sessionId: string): void {
    if (this.session?.id !== sessionId) return;
    if (code === 'unauthenticated') {
      this.open = false;
      this.changes.announce(this.localize.term('error.unauthenticated'));
    } else if (this.isConnected) {
      // A browser may have closed the dialog although it was sending. Show the outcome.
      this.open = true;
    }
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { seen } = this;
    const state = this.changes.stateOf(seen?.id);
    if (!seen || state.status === 'sending') return;
    const remedy = this.#messageInView(seen, state)?.remedy ?? 'submit';
    if (remedy === 'submit') this.submit(seen);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Escape' && !this.isModal) {
      event.preventDefault();
      this.#dismissUnlessSending();
      return;
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) {
      this.onKeydown(event);
      return;
    }
    event.preventDefault();
    // A key that is held down must not also confirm the next step.
    if (!event.repeat) submitForm(this.form);
  };

  readonly #dismiss = (): void => this.close();

  readonly #askAgain = (): void => void this.changes.askAgain();

  readonly #reload = (): void => void this.changes.reload();

  readonly #onCancel = (event: Event): void => {
    if (this.#isSending) event.preventDefault();
  };

  readonly #onClose = (): void => {
    if (this.#isReopening) {
      this.#isReopening = false;
      return;
    }
    // The dialog may have been opened again since.
    if (!this.dialog?.open) {
      this.open = false;
      this.changes.abortReload();
    }
    const reason = this.#closeReason;
    this.#closeReason = 'cancel';
    this.emit('kv-dialog-close', { reason }, { bubbles: false, composed: false });
  };
}
