import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import * as v from 'valibot';

import type { ReviewError } from '../../api/errors.js';
import { ChangeController, type Change, type ChangeState } from '../../controllers/change.js';
import { WindowEndController } from '../../controllers/window-end.js';
import { editTexts } from '../../i18n/en.edit.js';
import { dayOf } from '../../model/calendar-date.js';
import { clientFields } from '../../model/client-fields.js';
import { clientEdit, type ClientEdit, type ClientField } from '../../model/client.js';
import { checkEdit, type EnteredEdit } from '../../model/client-check.js';
import { allowsAction } from '../../model/permissions.js';
import { readingOffers } from '../../model/reading-offers.js';
import type { Session } from '../../model/session.js';
import { ChangeDialog } from '../../ui/change-dialog.js';
import type { ChangeMessage } from '../../ui/change-message.js';
import { property, query, state } from '../../ui/decorators.js';
import { renderDrawing } from '../../ui/icon.js';
import { changedFields, hasRecorded, renderChanges } from './changes.js';
import { Drafts } from './drafts.js';
import { styles } from './edit-dialog.styles.js';
import { faultTexts, refusalTexts } from './field-errors.js';
import { renderFields } from './fields.js';
import { editMessage, fieldOf } from './message.js';
import { submitOnClick } from '../../ui/submit.js';

const pencil = svg`<path d="M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500l-4.500 1Z"/><path d="m13.500 7 3.500 3.500"/>`;

/**
 * Lets an agent correct or complete the client's data while the session awaits action. Only the eight
 * client fields can be edited. Each field offers what the document says, where that differs. The dialog
 * shows the changes before it saves them, sends nothing else, and treats them as saved once the backend
 * has confirmed them.
 *
 * The dialog is a sheet at the side of the window. With `beside`, it is not modal, and stands in the
 * layout of the page where the element is: the photos beside it stay in view and in use.
 *
 * The element keeps the input of each session until it is saved or discarded.
 * @summary The sheet that edits the client of a session.
 * @tagname kv-edit-dialog
 * @example
 * ```html
 * <kv-edit-dialog></kv-edit-dialog>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const dialog = document.querySelector('kv-edit-dialog');
 *   dialog.session = await api.getSession('s-42');
 *   dialog.show();
 * </script>
 * ```
 * @fires kv-client-edit-complete - The backend has confirmed the edit.
 * @fires kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires kv-error - A request failed.
 * @csspart dialog - The dialog.
 * @csspart field - One field with its label, hint and error.
 * @csspart offer - A button that fills a field with what the document says.
 * @cssproperty [--kv-edit-dialog-inset=0px] - The height of what stays at the top of the window, below which the sheet stays with `beside`.
 */
export class KvEditDialog extends ChangeDialog<ClientEdit> {
  static override readonly texts = { ...ChangeDialog.texts, ...editTexts };
  static override styles = [...ChangeDialog.styles, ...styles];

  protected override readonly changes = new ChangeController<ClientEdit>(this, {
    ...this.providerLinks,
    send: (api, id, edit, options) => api.editClient(id, edit, options),
    isDone: hasRecorded,
    sendingText: () => this.sendingText,
    doneText: () => this.localize.term('edit.saved'),
    onDone: (session, change) => this.#complete(session, change),
    onError: (error, sessionId) => this.onError(error, sessionId),
    onReload: (session) => this.continueWith(session),
    onUser: () => this.discardAll(),
  });

  /** The session to edit, as the agent sees it. The edit carries its version. */
  declare session?: Session | undefined;

  /**
   * Opens the sheet beside the page's content instead of over it. Set it only while the page has room
   * for both. It can change while the sheet is open.
   */
  @property({ type: Boolean, reflect: true }) beside = false;

  /** The session as it was when the dialog was opened. */
  declare protected seen: Session | undefined;
  @state() private step: 'edit' | 'review' = 'edit';
  /** Errors are shown from the first attempt to continue, not while the agent types. */
  @state() private isChecked = false;
  /** Why the backend refused a value, by field. */
  @state() private refused: ReadonlyMap<ClientField, string> = new Map();
  @state() private hasOldDraft = false;
  /** The agent tried to continue without a change. */
  @state() private isUnchanged = false;

  @query('dialog:not(:modal)[open]') private sheet?: HTMLElement | null;
  @query('.review') private reviewPanel?: HTMLElement;

  readonly #drafts = new Drafts();

  constructor() {
    super();
    new WindowEndController(this, () => this.sheet ?? undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#followVersion();
  }

  /** Opens the sheet. If it is open beside the page, moves the focus there. */
  override show(): void {
    if (this.seen) this.focusFirst();
    super.show();
  }

  protected override get isModal(): boolean {
    return !this.beside;
  }

  protected override get kind(): string {
    return 'edit';
  }

  protected override get formTitle(): string {
    return this.localize.term('edit.title');
  }

  protected override get sendingText(): string {
    return this.localize.term('edit.sending');
  }

  protected override get draftKeptText(): string | undefined {
    return this.seen && this.#hasDraft(this.seen)
      ? this.localize.term('edit.inputKept')
      : undefined;
  }

  /** The refused field gets the focus, because it says more than the message. */
  protected override get mayFocusMessage(): boolean {
    return this.refused.size === 0;
  }

  protected override focusFirst(): void {
    this.#focusField();
  }

  protected override clearDrafts(): void {
    this.#drafts.clear();
  }

  protected override renderIcon(): unknown {
    return renderDrawing(pencil);
  }

  protected override renderIntro(): TemplateResult {
    return html`<p class="hint" id="hint">${this.localize.term('edit.hint')}</p>`;
  }

  protected override renderContent(
    session: Session,
    message: ChangeMessage | undefined,
    state: ChangeState<ClientEdit>,
  ): unknown {
    const isLocked = state.status === 'sending' || message?.isLocking;
    // Somebody else's decision leaves the fields, in one of which the agent may be typing.
    const wasOpen = state.status === 'idle' && allowsAction(session.status, 'edit-client');
    const isReadOnly = wasOpen && message?.isDraftKept === true;
    return this.step === 'review' || (isLocked && !isReadOnly)
      ? this.#renderReview(session, state)
      : this.#renderFields(session, isReadOnly);
  }

  #renderFields(session: Session, isReadOnly: boolean): TemplateResult {
    const { localize } = this;
    const draft = this.#drafts.of(session);
    const edit = this.#editOf(session);
    const errors = this.isChecked ? this.#errorsOf(session) : refusalTexts(this.refused, localize);
    return html`${
      this.hasOldDraft ? html`<p class="draft">${localize.term('edit.draftKept')}</p>` : nothing
    }
    ${renderFields(
      {
        client: session.client,
        valueOf: (field) => draft[field] ?? session.client[field] ?? '',
        isChanged: (field) => field in edit,
        errorOf: (field) => errors.get(field),
        offersOf: (field) => readingOffers(field, session, edit, this.#today),
        isReadOnly,
        onInput: (field, value) => this.#enter(field, value),
        onOffer: (field, value) => this.#take(field, value),
      },
      localize,
    )}
    ${
      this.isUnchanged
        ? html`<p class="unchanged" role="alert">${localize.term('edit.nothing')}</p>`
        : nothing
    }`;
  }

  #renderReview(session: Session, state: ChangeState<ClientEdit>): TemplateResult | typeof nothing {
    const isSent = state.status === 'sending' || state.status === 'unknown';
    const edit: EnteredEdit = isSent ? state.input : this.#editOf(session);
    return changedFields(edit).length > 0 ? renderChanges(session, edit, this.localize) : nothing;
  }

  protected override renderTools(
    session: Session,
    message: ChangeMessage | undefined,
    isSending: boolean,
  ): TemplateResult {
    const { localize, step } = this;
    const isLocked = message?.isLocking ?? false;
    const isReview = step === 'review';
    return html`${
      !isLocked && !isReview && this.#hasDraft(session)
        ? html`<button class="button quiet discard" type="button" @click=${this.#discard}>
            ${localize.term('edit.discard')}
          </button>`
        : nothing
    }
    ${
      !isLocked && isReview
        ? html`<button
            class="button"
            type="button"
            ?disabled=${isSending}
            @click=${this.#editAgain}
          >
            ${localize.term('edit.back')}
          </button>`
        : this.renderDismiss(message, isSending)
    }`;
  }

  protected override renderSubmit(isSending: boolean): TemplateResult {
    const { localize, step } = this;
    return html`<button
      class="button primary"
      type="submit"
      aria-disabled=${isSending}
      @click=${this.#onMainClick}
    >
      ${isSending ? this.sendingText : localize.term(step === 'review' ? 'edit.save' : 'edit.review')}
    </button>`;
  }

  #editOf(session: Session): EnteredEdit {
    return this.#drafts.editOf(session, this.localize.current);
  }

  #hasDraft(session: Session): boolean {
    return changedFields(this.#editOf(session)).length > 0;
  }

  get #today(): string {
    return dayOf(new Date(), this.workspace?.timeZone);
  }

  /** The texts of the errors, by field. */
  #errorsOf(session: Session): ReadonlyMap<ClientField, string> {
    const { localize, refused } = this;
    const faults = checkEdit(this.#editOf(session), session.client, this.#today);
    return new Map([...refusalTexts(refused, localize), ...faultTexts(faults, localize)]);
  }

  protected override messageOf(
    state: ChangeState<ClientEdit>,
    session: Session,
  ): ChangeMessage | undefined {
    const canEdit = this.workspace?.capabilities.includes('edit-client') ?? false;
    return editMessage(state, session, canEdit, this.localize);
  }

  #focusField(field?: ClientField): void {
    const name = field ?? clientFields[0];
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
  }

  protected override begin(subject: Session): void {
    super.begin(subject);
    this.step = 'edit';
    this.isChecked = false;
    this.refused = new Map();
    this.isUnchanged = false;
    this.hasOldDraft = this.#hasDraft(subject);
  }

  #complete(session: Session, { input }: Change<ClientEdit, Session>): void {
    const { id } = session;
    this.#drafts.discard(id);
    this.complete(session);
    this.emit('kv-client-edit-complete', { sessionId: id, fields: changedFields(input) });
  }

  protected override onError(error: ReviewError, sessionId: string): void {
    super.onError(error, sessionId);
    if (error.code === 'invalid' && this.seen?.id === sessionId) this.#showRefused(error);
  }

  #showRefused({ details }: ReviewError): void {
    const refused = new Map<ClientField, string>();
    for (const { pointer, message } of details.parts ?? []) {
      const field = fieldOf(pointer);
      if (field && !refused.has(field)) refused.set(field, message);
    }
    this.refused = refused;
    if (refused.size === 0) return;
    this.step = 'edit';
    this.#focusFirstError();
  }

  #focusFirstError(): void {
    void this.updateComplete.then(() => {
      const first = clientFields.find(
        (field) =>
          this.renderRoot.querySelector(`#${field}`)?.getAttribute('aria-invalid') === 'true',
      );
      this.#focusField(first);
    });
  }

  /** A new version with the same client, after a note for example, contains all that the agent saw. */
  #followVersion(): void {
    const { seen, session } = this;
    if (!seen || session?.id !== seen.id || session.version === seen.version) return;
    const isIdle = this.changes.stateOf(seen.id).status === 'idle';
    const canEdit = allowsAction(session.status, 'edit-client');
    const isSame =
      session.changes.length === seen.changes.length &&
      clientFields.every((field) => session.client[field] === seen.client[field]);
    if (isIdle && canEdit && isSame) this.seen = session;
  }

  /** Fills a field with an offer. The focus follows, because the button disappears. */
  #take(field: ClientField, value: string): void {
    this.#enter(field, value);
    this.#focusField(field);
  }

  #enter(field: ClientField, value: string): void {
    const { seen } = this;
    if (!seen) return;
    this.#drafts.enter(seen, field, value);
    this.refused = new Map([...this.refused].filter(([name]) => name !== field));
    this.isUnchanged = false;
    this.changes.announce('');
    const state = this.changes.stateOf(seen.id);
    if (state.status === 'refused' && state.error.code === 'invalid') this.changes.forget(seen.id);
  }

  #review(session: Session): void {
    this.isChecked = true;
    const { size } = this.#errorsOf(session);
    this.isUnchanged = size === 0 && !this.#hasDraft(session);
    if (size > 0) {
      this.changes.announce(this.localize.term('edit.errors', { count: size }));
      this.#focusFirstError();
    } else if (this.isUnchanged) {
      this.#focusField();
    } else {
      this.step = 'review';
      this.changes.announce('');
      void this.updateComplete.then(() => this.reviewPanel?.focus());
    }
  }

  #save(session: Session): void {
    const edit = this.#editOf(session);
    if (!v.is(clientEdit, edit)) return;
    this.messageFocus.forget();
    void this.changes.change(session, edit);
  }

  protected override submit(session: Session): void {
    if (this.step === 'edit') this.#review(session);
    else this.#save(session);
  }

  /** Continues with the reloaded session if it can still be edited. */
  protected override continueWith(session: Session): void {
    if (this.seen?.id !== session.id) return;
    if (allowsAction(session.status, 'edit-client')) this.#rebase(session);
    else this.close();
  }

  #rebase(session: Session): void {
    this.seen = session;
    this.refused = new Map();
    this.#editAgain();
  }

  /**
   * Ignores the second click of a double-click, which hits the button that has replaced the first.
   */
  readonly #onMainClick = (event: MouseEvent): void => {
    if (event.detail > 1) event.preventDefault();
    else submitOnClick(event);
  };

  readonly #editAgain = (): void => {
    this.step = 'edit';
    const [first] = this.seen ? changedFields(this.#editOf(this.seen)) : [];
    void this.updateComplete.then(() => this.#focusField(first));
  };

  readonly #discard = (): void => {
    const { seen } = this;
    if (!seen) return;
    this.#drafts.discard(seen.id);
    this.changes.forget(seen.id);
    this.refused = new Map();
    this.isChecked = false;
    this.hasOldDraft = false;
    this.changes.announce(this.localize.term('edit.discarded'));
    this.#focusField();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-edit-dialog': KvEditDialog;
  }
}
