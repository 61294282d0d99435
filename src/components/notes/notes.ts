import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ChangeController, type Change, type ChangeState } from '../../controllers/change.js';
import { changeTexts } from '../../i18n/en.changes.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import { isFull } from '../../model/change/limits.js';
import { maxNoteLength } from '../../model/text-check.js';
import type { NoteInput } from '../../model/decision.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import type { ChangeMessage } from '../../ui/change-message.js';
import { query, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { MessageFocus, renderMessage } from '../../ui/message-panel.js';
import { noteFaultText } from '../../ui/note-fault.js';
import { SessionPart } from '../../ui/session-part.js';
import { submitForm, submitOnClick } from '../../ui/submit.js';
import { isTextField } from '../../ui/text-field.js';
import { renderNoteList } from './note-list.js';
import { noteMessage } from './note-message.js';
import { styles } from './notes.styles.js';

/** Whether the session has a note that this user has added since they saw it. */
function hasNewNote(
  session: Session,
  { input: { text }, session: before }: Change<NoteInput, Session>,
  actorId: string,
): boolean {
  const known = new Set(before.notes.map(({ id }) => id));
  return session.notes.some(
    (note) => !known.has(note.id) && note.text === text && note.by?.id === actorId,
  );
}

/**
 * Shows the notes of a session, the newest last (spec D9). An agent can add one while the session
 * awaits action, if the adapter supports it. The element sends each note once and shows it when the
 * backend has confirmed it. It keeps the draft until the note is added, or for as long as the same
 * user sees the same session.
 * @summary The notes of a session, with a form to add one.
 * @tagname kv-notes
 * @example
 * ```html
 * <kv-notes></kv-notes>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-notes').session = await api.getSession('s-42');
 * </script>
 * ```
 * @fires kv-error - A request failed.
 * @csspart note - One note.
 * @csspart form - The form to add a note.
 */
export class KvNotes extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...sectionTexts, ...changeTexts };
  static override styles = [...SessionPart.styles, ...styles];

  readonly #changes = new ChangeController<NoteInput>(this, {
    ...this.providerLinks,
    send: (api, id, input, options) => api.addNote(id, input, options),
    isDone: hasNewNote,
    sendingText: () => this.localize.term('notes.sending'),
    doneText: () => this.localize.term('notes.added'),
    onDone: (session) => this.#complete(session),
    onReload: () => this.#focusField(),
    onSession: (state) => this.#takeDraft(state),
    onUser: () => (this.text = ''),
  });

  @state() private text = '';
  /** Errors are shown from the first attempt to send, not while the agent types. */
  @state() private isChecked = false;

  @query('textarea') private field?: HTMLTextAreaElement;
  @query('.message') private messagePanel?: HTMLElement;

  readonly #messageFocus = new MessageFocus();

  protected override willUpdate(): void {
    this.#announceUpdate();
  }

  protected override updated(): void {
    const hasFocusInForm = this.shadowRoot?.activeElement !== null;
    this.#messageFocus.update(this.messagePanel, hasFocusInForm);
  }

  protected override renderPart(session: Session): TemplateResult {
    const { localize } = this;
    return html`<div class="part" role="group" aria-label=${localize.term('details.notes')}>
      ${renderNoteList(session.notes, localize.current)}
      ${this.#isFormShown(session) ? this.#renderForm(session) : nothing}
      <p class="visually-hidden" role="status">${this.#changes.announcement}</p>
    </div>`;
  }

  /** A draft stays visible even if the session no longer accepts notes. So does a field in use. */
  #isFormShown({ id, status }: Session): boolean {
    if (this.workspace?.capabilities.includes('add-note') !== true) return false;
    const hasDraft = this.text.trim() !== '' || this.#changes.stateOf(id).status !== 'idle';
    return allowsAction(status, 'add-note') || hasDraft || this.#isWriting;
  }

  /** The user is in the field, and has sent nothing. */
  get #isWriting(): boolean {
    const isIdle = this.#changes.stateOf(this.session?.id).status === 'idle';
    return isIdle && isTextField(this.shadowRoot?.activeElement);
  }

  /** Announces a message that a live update brings while the user writes. */
  #announceUpdate(): void {
    const { session } = this;
    const changes = this.#changes;
    const message = session && noteMessage(changes.stateOf(session.id), session, this.localize);
    const text = message ? [message.title, ...message.texts].join(' ') : '';
    changes.announcement =
      this.#messageFocus.prepare(text, this.#isWriting) ?? changes.announcement;
  }

  #renderForm(session: Session): TemplateResult {
    const { localize } = this;
    const state = this.#changes.stateOf(session.id);
    const isSending = state.status === 'sending';
    const message = isSending ? undefined : noteMessage(state, session, localize);
    const isClosed = message?.remedy === 'none' && this.text === '' && !this.#isWriting;
    return html`<form class="form" part="form" novalidate @submit=${this.#onSubmit}>
      ${isClosed ? nothing : this.#renderField(message, isSending)}
      ${message ? renderMessage(message, this.#changes.reloadError, localize) : nothing}
      ${this.#renderButton(message, isSending)}
    </form>`;
  }

  #renderField(message: ChangeMessage | undefined, isSending: boolean): TemplateResult {
    const { localize } = this;
    const fault = this.isChecked ? this.#faultText : undefined;
    return html`<label class="label" for="note">${localize.term('notes.label')}</label>
      <textarea
        class="field"
        id="note"
        dir="auto"
        rows="3"
        maxlength=${maxNoteLength}
        aria-describedby="fault counter"
        aria-invalid=${fault !== undefined}
        ?readonly=${isSending || (message?.isLocking ?? false)}
        .value=${live(this.text)}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
      ></textarea>
      <p class="hints">
        <span class="fault" id="fault">${fault}</span>
        <span id="counter">
          ${localize.term('characters', { count: maxNoteLength - this.text.length })}
        </span>
      </p>`;
  }

  get #faultText(): string | undefined {
    return this.text.trim() === ''
      ? this.localize.term('notes.missing')
      : noteFaultText(this.text, this.localize);
  }

  #renderButton(
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult | typeof nothing {
    const { localize } = this;
    switch (message?.remedy) {
      case 'none':
        return nothing;
      case 'ask':
        return html`<button class="button" type="button" @click=${this.#askAgain}>
          ${icon('refresh')}${localize.term('decision.ask')}
        </button>`;
      case 'review':
        return html`<button
          class="button"
          type="button"
          aria-disabled=${this.#changes.isReloading}
          @click=${this.#reload}
        >
          ${icon('refresh')}${localize.term('decision.review')}
        </button>`;
      default:
        return html`<button
          class="button"
          type="submit"
          @click=${submitOnClick}
          aria-disabled=${isSending}
        >
          ${localize.term(isSending ? 'notes.sending' : 'notes.add')}
        </button>`;
    }
  }

  /** Discards the draft of another session, but restores the text that was sent for this one. */
  #takeDraft(state: ChangeState<NoteInput>): void {
    this.text = state.status === 'idle' ? '' : state.input.text;
    this.isChecked = false;
  }

  #complete(session: Session): void {
    if (this.session?.id !== session.id) return;
    this.text = '';
    // The field goes with the last note that the session can have.
    if (isFull(session, 'notes')) this.field?.blur();
    this.#focusField();
  }

  #focusField(): void {
    void this.updateComplete.then(() => (this.field ?? this.messagePanel)?.focus());
  }

  readonly #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.isChecked = false;
    this.#changes.announce('');
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submitForm(this.field?.form);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { session } = this;
    const state = this.#changes.stateOf(session?.id);
    if (!session || state.status === 'sending') return;
    const message = noteMessage(state, session, this.localize);
    if (message && message.remedy !== 'submit') return;
    this.isChecked = this.#faultText !== undefined;
    if (this.isChecked) this.field?.focus();
    else void this.#changes.change(session, { text: this.text.trim() });
  };

  readonly #askAgain = (): void => void this.#changes.askAgain();

  readonly #reload = (): void => void this.#changes.reload();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-notes': KvNotes;
  }
}
