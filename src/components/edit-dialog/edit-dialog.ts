import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import * as v from 'valibot';

import { ReviewError } from '../../api/errors.js';
import { ChangeController, type ChangeState } from '../../controllers/change.js';
import { reviewTexts } from '../../i18n/en.review.js';
import { clientEdit, clientFields, type ClientEdit, type ClientField } from '../../model/client.js';
import {
  checkEdit,
  maxAge,
  maxFieldLength,
  readEntered,
  type EnteredClient,
  type EnteredEdit,
} from '../../model/client-check.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import type { Workspace } from '../../model/workspace.js';
import { renderBeforeAfter } from '../../ui/before-after.js';
import { isolate } from '../../ui/bidi.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { styles } from './edit-dialog.styles.js';
import { findNationality, renderFields } from './fields.js';
import { describeEditProblem, fieldOf, type EditProblem } from './problem.js';

const pencil = svg`<path d="M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500l-4.500 1Z"/><path d="m13.500 7 3.500 3.500"/>`;

/** Today in the viewer's zone, `YYYY-MM-DD`. */
function today(now = new Date()): string {
  const pad = (part: number, length: number): string => String(part).padStart(length, '0');
  return [pad(now.getFullYear(), 4), pad(now.getMonth() + 1, 2), pad(now.getDate(), 2)].join('-');
}

/**
 * Lets an agent correct what was read of the client, or fill in what was not, while the session
 * awaits action. Only the eight fields of the client can be edited. What changes is shown before it
 * is saved, only that is sent, and it counts as saved when the backend has confirmed it.
 *
 * What was entered stays in the element, for each session, until it is saved or discarded.
 * @summary The dialog that edits the client of a session.
 * @tagname kv-edit-dialog
 * @fires {CustomEvent<{ sessionId: string, fields: readonly ClientField[] }>} kv-client-edit-complete - The backend has confirmed the edit.
 * @fires {CustomEvent<{ reason: 'cancel' | 'complete' }>} kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed.
 * @csspart dialog - The dialog.
 * @csspart field - One field with its label and what is said of it.
 */
export class KvEditDialog extends KvElement {
  static override readonly texts = reviewTexts;
  static override styles = [...KvElement.styles, ...styles];

  readonly #changes = new ChangeController<ClientEdit>(this, {
    api: () => this.api,
    send: (api, id, edit, options) => api.editClient(id, edit, options),
    isDone: (session, edit, before) => this.#hasOwnChanges(session, edit, before),
    onDone: (session) => this.#complete(session),
    onError: (error, sessionId) => this.#onError(error, sessionId),
  });

  /** The session to edit, as the agent sees it: the edit carries its version. */
  @property({ attribute: false }) session?: Session | undefined;

  /** Whether the dialog is shown; it waits for a session and a connection. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** The session in the version that was seen when the dialog was opened. */
  @state() private seen: Session | undefined;
  @state() private step: 'edit' | 'review' = 'edit';
  /** What was entered is judged from the first attempt to go on. */
  @state() private isChecked = false;
  /** What the backend did not accept, by field. */
  @state() private refused: ReadonlyMap<ClientField, string> = new Map();
  /** Dates of which only a part was entered. */
  @state() private incomplete: ReadonlySet<ClientField> = new Set();
  @state() private hasOldDraft = false;
  /** There was nothing to go on with. */
  @state() private isUnchanged = false;
  @state() private isReading = false;
  @state() private readError: ReviewError | undefined;
  /** Said politely inside the dialog. */
  @state() private announcement = '';
  /** Said politely after the dialog has closed. */
  @state() private outcome = '';

  @query('dialog') private dialog?: HTMLDialogElement;
  @query('.problem') private problemPanel?: HTMLElement;
  @query('.review') private reviewPanel?: HTMLElement;

  /** What was entered, by session. */
  readonly #drafts = new Map<string, EnteredClient>();
  /** The names of the fields that were sent, by session. */
  readonly #sent = new Map<string, readonly ClientField[]>();
  #identity: string | undefined;
  #shownProblem: string | undefined;
  #closeReason: 'cancel' | 'complete' = 'cancel';
  #reading: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.abort();
    this.open = false;
    this.seen = undefined;
    this.dialog?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('connection')) this.#keepToUser();
    const subject = this.#workspace ? this.session : undefined;
    if (this.seen && subject?.id !== this.seen.id) this.open = false;
    if (!this.open) this.seen = undefined;
    else if (!this.seen && subject) this.#begin(subject);
  }

  protected override updated(): void {
    const { dialog } = this;
    if (this.seen && !dialog?.open) {
      dialog?.showModal();
      this.#focusField();
    } else if (!this.seen && dialog?.open) {
      dialog.close();
    }
    this.#focusNewProblem();
  }

  /** Opens the dialog on the session as it is now. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog and keeps what was entered. */
  close(): void {
    this.open = false;
  }

  protected override render() {
    return html`<dialog
        class="dialog"
        part="dialog"
        aria-labelledby="title"
        aria-describedby="hint"
        @cancel=${this.#onCancel}
        @close=${this.#onClose}
      >
        ${this.seen ? this.#renderForm(this.seen) : nothing}
      </dialog>
      <p class="visually-hidden" role="status">${this.outcome}</p>`;
  }

  get #workspace(): Workspace | undefined {
    return this.connection.status === 'connected' ? this.connection.workspace : undefined;
  }

  #renderForm(session: Session): TemplateResult {
    const { localize } = this;
    const state = this.#changes.stateOf(session.id);
    const problem = this.#problemOf(session, state);
    const isSending = state.status === 'sending';
    const isLocked = isSending || (problem?.isLocking ?? false);
    return html`<form class="form" novalidate @submit=${this.#onSubmit}>
      <div class="form-header">
        <span class="form-icon edit">${renderDrawing(pencil)}</span>
        <h2 class="form-title" id="title">${localize.term('edit.title')}</h2>
        <button
          class="button icon"
          type="button"
          aria-label=${localize.term('close')}
          ?disabled=${isSending}
          @click=${this.#dismiss}
        >
          ${icon('close')}
        </button>
      </div>
      <div class="form-body">
        <p class="hint" id="hint">${localize.term('edit.hint')}</p>
        ${problem ? this.#renderProblem(problem) : nothing}
        ${
          isLocked || this.step === 'review'
            ? this.#renderReview(session, state)
            : this.#renderFields(session)
        }
        <p class="visually-hidden" role="status">
          ${isSending ? localize.term('edit.sending') : this.announcement}
        </p>
      </div>
      <div class="form-footer">${this.#renderButtons(session, problem, isSending)}</div>
    </form>`;
  }

  #renderFields(session: Session): TemplateResult {
    const { localize } = this;
    const edit = this.#editOf(session);
    const errors = this.isChecked ? this.#errorsOf(session) : this.#refusals();
    return html`${
      this.hasOldDraft ? html`<p class="draft">${localize.term('edit.draftKept')}</p>` : nothing
    }
    ${renderFields(
      {
        client: session.client,
        valueOf: (field) =>
          this.incomplete.has(field) ? '' : (this.#draft[field] ?? session.client[field] ?? ''),
        isChanged: (field) => field in edit,
        errorOf: (field) => errors.get(field),
        today: today(),
        onInput: (field, input) => this.#onInput(field, input),
      },
      localize,
    )}
    ${
      this.isUnchanged
        ? html`<p class="unchanged" role="alert">${localize.term('edit.nothing')}</p>`
        : nothing
    }`;
  }

  /** What is to be saved, or was sent: before and after. */
  #renderReview(session: Session, state: ChangeState<ClientEdit>): TemplateResult | typeof nothing {
    const { localize } = this;
    const isSent = state.status === 'sending' || state.status === 'unknown';
    const edit: EnteredEdit = isSent ? state.input : this.#editOf(session);
    const fields = clientFields.filter((field) => field in edit);
    if (fields.length === 0) return nothing;
    return html`<section class="review" tabindex="-1" aria-labelledby="changes">
      <h3 class="review-title" id="changes">
        ${localize.term('edit.changes', { count: fields.length })}
      </h3>
      <dl class="changes">
        ${fields.map(
          (field) =>
            html`<div class="change">
              <dt>${localize.term(`client.${field}`)}</dt>
              <dd>
                ${renderBeforeAfter(field, session.client[field], edit[field] ?? null, localize)}
              </dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  #renderProblem({ tone, title, texts, isInputKept }: EditProblem): TemplateResult {
    const { localize, readError } = this;
    const isDraft = this.seen !== undefined && Object.keys(this.#editOf(this.seen)).length > 0;
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
          ${isInputKept && isDraft ? html`<p>${localize.term('edit.inputKept')}</p>` : nothing}
        </div>
        ${readError ? html`<p role="alert">${localize.term(`error.${readError.code}`)}</p>` : nothing}
      </div>
    </div>`;
  }

  #renderButtons(
    session: Session,
    problem: EditProblem | undefined,
    isSending: boolean,
  ): TemplateResult {
    const { localize, step } = this;
    const isLocked = problem?.isLocking ?? false;
    const hasDraft = Object.keys(this.#editOf(session)).length > 0;
    const isReview = step === 'review';
    return html`${
      !isLocked && !isReview && hasDraft
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
        : html`<button class="button" type="button" ?disabled=${isSending} @click=${this.#dismiss}>
            ${localize.term(isLocked ? 'close' : 'cancel')}
          </button>`
    }
    ${this.#renderMainButton(problem, isSending)}`;
  }

  #renderMainButton(
    problem: EditProblem | undefined,
    isSending: boolean,
  ): TemplateResult | typeof nothing {
    const { localize } = this;
    switch (problem?.remedy) {
      case 'none':
        return nothing;
      case 'ask':
        return html`<button class="button primary" type="button" @click=${this.#askAgain}>
          ${icon('refresh')}${localize.term('decision.ask')}
        </button>`;
      case 'continue':
      case 'leave':
        return html`<button
          class="button primary"
          type="button"
          aria-disabled=${this.isReading}
          @click=${this.#takeCurrent}
        >
          ${localize.term(problem.remedy === 'continue' ? 'edit.continue' : 'decision.review')}
        </button>`;
      default:
        return html`<button
          class="button primary"
          type="submit"
          aria-disabled=${isSending}
          @click=${this.#onMainClick}
        >
          ${localize.term(
            isSending ? 'edit.sending' : this.step === 'review' ? 'edit.save' : 'edit.review',
          )}
        </button>`;
    }
  }

  get #draft(): EnteredClient {
    return (this.seen && this.#drafts.get(this.seen.id)) ?? {};
  }

  #editOf({ client }: Session): EnteredEdit {
    const draft = this.#draft;
    const { nationality } = draft;
    if (nationality === undefined) return readEntered(draft, client);
    const code = findNationality(nationality, this.localize.current);
    return readEntered({ ...draft, nationality: code }, client);
  }

  /** What the backend refused, in words. */
  #refusals(): Map<ClientField, string> {
    return new Map(
      [...this.refused].map(([field, message]) => [
        field,
        this.localize.term('edit.error.refused', { message: isolate(message) }),
      ]),
    );
  }

  /** What is wrong with each field, in words. */
  #errorsOf(session: Session): Map<ClientField, string> {
    const { localize } = this;
    const errors = this.#refusals();
    for (const [field, problem] of checkEdit(this.#editOf(session), session.client, today())) {
      const count = problem === 'too-early' ? maxAge : maxFieldLength;
      errors.set(field, localize.term(`edit.error.${problem}`, { count }));
    }
    for (const field of this.incomplete) {
      errors.set(field, localize.term('edit.error.not-a-date'));
    }
    return errors;
  }

  #problemOf(session: Session, state: ChangeState<ClientEdit>): EditProblem | undefined {
    if (state.status === 'sending') return undefined;
    // What the page has learned meanwhile counts as well as the answer to a request.
    const current = this.session?.id === session.id ? this.session : session;
    const canEdit = this.#workspace?.capabilities.includes('edit-client') ?? false;
    return describeEditProblem(state, current, canEdit, this.localize);
  }

  #focusField(field?: ClientField): void {
    const name = field ?? clientFields[0];
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
  }

  /** A message that has just come is read out by moving the focus to it. */
  #focusNewProblem(): void {
    const panel = this.problemPanel;
    const text = panel?.textContent.replaceAll(/\s+/g, ' ');
    // A field that was refused says more than the panel.
    if (text !== this.#shownProblem && panel && this.refused.size === 0) panel.focus();
    this.#shownProblem = text;
  }

  /** Another user, or another company, must not see what this one entered. */
  #keepToUser(): void {
    const workspace = this.#workspace;
    if (!workspace) return;
    const identity = JSON.stringify([workspace.company.id, workspace.actor.id]);
    if (this.#identity !== undefined && this.#identity !== identity) {
      this.#changes.clear();
      this.#drafts.clear();
      this.#sent.clear();
      this.open = false;
    }
    this.#identity = identity;
  }

  #begin(subject: Session): void {
    this.seen = subject;
    this.step = 'edit';
    this.isChecked = false;
    this.refused = new Map();
    this.incomplete = new Set();
    this.isUnchanged = false;
    this.hasOldDraft = Object.keys(this.#editOf(subject)).length > 0;
    this.readError = undefined;
    this.announcement = '';
    this.outcome = '';
  }

  /** Whether the session has recorded, since it was seen, all that this user sent. */
  #hasOwnChanges({ changes }: Session, edit: ClientEdit, before: Session): boolean {
    const actorId = this.#workspace?.actor.id;
    const recorded = changes.slice(before.changes.length);
    return clientFields
      .filter((field) => field in edit)
      .every((field) =>
        recorded.some(
          (change) =>
            change.field === field && change.after === edit[field] && change.by?.id === actorId,
        ),
      );
  }

  #complete(session: Session): void {
    const { id } = session;
    const fields = this.#sent.get(id) ?? [];
    this.#sent.delete(id);
    this.#drafts.delete(id);
    if (this.session?.id === id) {
      this.session = session;
      this.outcome = this.localize.term('edit.saved');
      this.#closeReason = 'complete';
      this.open = false;
      this.seen = undefined;
      this.dialog?.close();
    }
    this.sessionChanges?.announce(session);
    this.emit('kv-client-edit-complete', { sessionId: id, fields });
  }

  #onError(error: ReviewError, sessionId: string): void {
    // A browser may close a dialog that refuses to; what became of the edit is shown again.
    if (this.isConnected && this.session?.id === sessionId) this.open = true;
    this.reportError(error);
    if (error.code === 'unauthenticated') {
      this.open = false;
      this.outcome = this.localize.term('error.unauthenticated');
    }
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

  #onInput(field: ClientField, input: HTMLInputElement | HTMLSelectElement): void {
    const { seen } = this;
    if (!seen) return;
    const { [field]: _, ...others } = this.#draft;
    const isIncomplete = input.validity.badInput;
    this.#drafts.set(seen.id, isIncomplete ? others : { ...others, [field]: input.value });
    const incomplete = new Set(this.incomplete);
    if (isIncomplete) incomplete.add(field);
    else incomplete.delete(field);
    this.incomplete = incomplete;
    this.refused = new Map([...this.refused].filter(([name]) => name !== field));
    this.isUnchanged = false;
    this.announcement = '';
    const state = this.#changes.stateOf(seen.id);
    if (state.status === 'refused' && state.error.code === 'invalid') this.#changes.forget(seen.id);
  }

  #review(session: Session): void {
    this.isChecked = true;
    const { size } = this.#errorsOf(session);
    this.isUnchanged = size === 0 && Object.keys(this.#editOf(session)).length === 0;
    if (size > 0) {
      this.announcement = this.localize.term('edit.errors', { count: size });
      this.#focusFirstError();
    } else if (this.isUnchanged) {
      this.#focusField();
    } else {
      this.step = 'review';
      this.announcement = '';
      void this.updateComplete.then(() => this.reviewPanel?.focus());
    }
  }

  #save(session: Session): void {
    const edit = this.#editOf(session);
    if (!v.is(clientEdit, edit)) return;
    this.#shownProblem = undefined;
    this.#sent.set(
      session.id,
      clientFields.filter((field) => field in edit),
    );
    void this.#changes.change(session, edit);
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { seen } = this;
    const state = this.#changes.stateOf(seen?.id);
    if (!seen || state.status === 'sending') return;
    const remedy = this.#problemOf(seen, state)?.remedy ?? 'submit';
    if (remedy !== 'submit') return;
    if (this.step === 'edit') this.#review(seen);
    else this.#save(seen);
  };

  /** The second click of a double one falls on what has come in place of the first button. */
  readonly #onMainClick = (event: MouseEvent): void => {
    if (event.detail > 1) event.preventDefault();
  };

  readonly #dismiss = (): void => this.close();

  readonly #editAgain = (): void => {
    this.step = 'edit';
    const [first] = this.seen ? Object.keys(this.#editOf(this.seen)) : [];
    void this.updateComplete.then(() => this.#focusField(first as ClientField | undefined));
  };

  readonly #discard = (): void => {
    const { seen } = this;
    if (!seen) return;
    this.#drafts.delete(seen.id);
    this.#changes.forget(seen.id);
    this.incomplete = new Set();
    this.refused = new Map();
    this.isChecked = false;
    this.hasOldDraft = false;
    this.announcement = this.localize.term('edit.discarded');
    this.#focusField();
  };

  readonly #askAgain = (): void => {
    if (this.seen) void this.#changes.askAgain(this.seen.id);
  };

  /** Reads the session anew, for every element that shows it, and goes on with it if it can be edited. */
  readonly #takeCurrent = async (): Promise<void> => {
    const { api, seen } = this;
    if (!api || !seen || this.isReading) return;
    const { signal } = (this.#reading = new AbortController());
    this.isReading = true;
    this.readError = undefined;
    try {
      const session = await api.getSession(seen.id, { signal });
      this.#changes.forget(seen.id);
      if (this.session?.id === session.id) this.session = session;
      this.sessionChanges?.announce(session);
      if (this.seen?.id !== session.id) return;
      if (allowsAction(session.status, 'edit-client')) this.#continueWith(session);
      else this.close();
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (error.code !== 'aborted') this.readError = error;
      this.reportError(error);
    } finally {
      this.isReading = false;
    }
  };

  #continueWith(session: Session): void {
    this.seen = session;
    this.refused = new Map();
    this.#editAgain();
  }

  readonly #onCancel = (event: Event): void => {
    const isSending = this.#changes.stateOf(this.seen?.id).status === 'sending';
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

declare global {
  interface HTMLElementTagNameMap {
    'kv-edit-dialog': KvEditDialog;
  }
}
