import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ReviewError } from '../../api/errors.js';
import type { ClaimController } from '../../controllers/claim.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Connection } from '../../context/connection.js';
import { isolate } from '../../i18n/bidi.js';
import type { Claim } from '../../model/claim.js';
import type { Person } from '../../model/decision.js';
import { checkLines, maxNoteLength } from '../../model/text-check.js';
import { icon } from '../../ui/icon.js';
import { showModal } from '../../ui/modal.js';

export type ClaimDialogName = 'take-over' | 'hand-over';

export interface ClaimDialogsOptions {
  readonly claims: ClaimController;
  readonly localize: LocalizeController;
  readonly connection: () => Connection;
  readonly report: (error: ReviewError) => void;
  readonly root: () => ParentNode;
}

/** The dialogs that ask for the reason to take a session over, and for the colleague who gets it. */
export class ClaimDialogs {
  readonly #host: ReactiveControllerHost;
  readonly #options: ClaimDialogsOptions;
  #open: ClaimDialogName | undefined;
  #reason = '';
  /** The colleagues, once they have loaded. */
  #receivers: readonly Person[] | undefined;
  #error: ReviewError | undefined;
  #chosen: Person | undefined;
  /** What must be entered is missing. */
  #isMissing = false;
  /** Counts the loads, of which only the last one counts. */
  #load = 0;

  constructor(host: ReactiveControllerHost, options: ClaimDialogsOptions) {
    this.#host = host;
    this.#options = options;
  }

  open(name: ClaimDialogName): void {
    this.#show(name);
    if (name === 'hand-over') void this.#loadReceivers();
  }

  render(): TemplateResult {
    const { own, other } = this.#options.claims;
    const content =
      this.#open === 'take-over' && other
        ? this.#renderTakeOver(other)
        : this.#open === 'hand-over' && own
          ? this.#renderHandOver()
          : nothing;
    queueMicrotask(() => showModal(this.#dialog, content !== nothing));
    return html`<dialog
      class="claim-dialog ${this.#open ?? ''}"
      aria-labelledby="claim-dialog-title"
      aria-describedby="claim-dialog-hint"
      @close=${this.#onClose}
    >
      ${content}
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#options.root().querySelector<HTMLDialogElement>('.claim-dialog');
  }

  #renderTakeOver({ by }: Claim): TemplateResult {
    const { localize } = this.#options;
    return html`<form class="claim-form" novalidate @submit=${this.#onTakeOver}>
      ${this.#renderIntro(
        localize.term('claim.takeOverTitle'),
        localize.term('claim.takeOverHint', { name: isolate(by.name) }),
      )}
      <label for="claim-reason">${localize.term('claim.reason')}</label>
      <textarea
        class="field"
        id="claim-reason"
        dir="auto"
        rows="3"
        required
        maxlength=${maxNoteLength}
        aria-describedby="claim-fault"
        aria-invalid=${this.#isMissing}
        .value=${live(this.#reason)}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
      ></textarea>
      ${this.#renderFault('claim.reasonMissing')} ${this.#renderEnd('claim.takeOverNow')}
    </form>`;
  }

  #renderHandOver(): TemplateResult {
    const { localize } = this.#options;
    const hasReceivers = this.#receivers !== undefined && this.#receivers.length > 0;
    return html`<form class="claim-form" novalidate @submit=${this.#onHandOver}>
      ${this.#renderIntro(
        localize.term('claim.handOverTitle'),
        localize.term('claim.handOverHint'),
      )}
      ${this.#renderReceivers()}
      ${hasReceivers ? this.#renderFault('claim.receiverMissing') : nothing}
      ${this.#renderEnd(hasReceivers ? 'claim.handOverNow' : undefined)}
    </form>`;
  }

  #renderReceivers(): TemplateResult {
    const { localize } = this.#options;
    if (this.#error) {
      return html`<p class="claim-loss" role="alert">
          ${icon('warning')}<span>${localize.term('claim.receiversFailed')}</span>
        </p>
        <button class="button retry" type="button" @click=${this.#onRetry}>
          ${localize.term('retry')}
        </button>`;
    }
    const receivers = this.#receivers;
    if (!receivers)
      return html`<p class="claim-wait" role="status">${localize.term('loading')}</p>`;
    if (receivers.length === 0) {
      return html`<p class="claim-wait" role="status">${localize.term('claim.noReceivers')}</p>`;
    }
    // The values are places in the list, because ids of users are personal data.
    return html`<label for="claim-receiver">${localize.term('claim.receiver')}</label>
      <select
        class="field"
        id="claim-receiver"
        required
        aria-describedby="claim-fault"
        aria-invalid=${this.#isMissing}
        @change=${this.#onChoose}
      >
        <option value="" ?selected=${!this.#chosen}>
          ${localize.term('claim.chooseReceiver')}
        </option>
        ${receivers.map(
          (user, index) =>
            html`<option value=${index} ?selected=${user === this.#chosen}>
              ${labelOf(user, receivers)}
            </option>`,
        )}
      </select>`;
  }

  #renderIntro(title: string, hint: string): TemplateResult {
    return html`<h2 class="section-title" id="claim-dialog-title">${title}</h2>
      <p id="claim-dialog-hint">${hint}</p>`;
  }

  #renderFault(key: 'claim.reasonMissing' | 'claim.receiverMissing'): TemplateResult {
    return html`<p class="claim-loss" id="claim-fault" role="alert">
      ${this.#isMissing ? this.#options.localize.term(key) : nothing}
    </p>`;
  }

  #renderEnd(submit: 'claim.takeOverNow' | 'claim.handOverNow' | undefined): TemplateResult {
    const { localize } = this.#options;
    return html`<div class="claim-end">
      <button class="button" type="button" @click=${this.#onCancel}>
        ${localize.term('cancel')}
      </button>
      ${
        submit
          ? html`<button class="button primary" type="submit">${localize.term(submit)}</button>`
          : nothing
      }
    </div>`;
  }

  #show(name: ClaimDialogName | undefined): void {
    this.#open = name;
    this.#isMissing = false;
    this.#host.requestUpdate();
  }

  async #loadReceivers(): Promise<void> {
    const { connection, report } = this.#options;
    const { api } = connection();
    if (!api) return;
    const load = (this.#load += 1);
    this.#receivers = undefined;
    this.#error = undefined;
    this.#chosen = undefined;
    this.#host.requestUpdate();
    try {
      const { items } = await api.listClaimReceivers();
      if (load === this.#load) this.#receivers = items;
    } catch (thrown) {
      if (load !== this.#load) return;
      this.#error = ReviewError.from(thrown);
      report(this.#error);
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // The dialog gave the focus to its only button while it had no field.
    const dialog = this.#dialog;
    if (dialog?.querySelector('.claim-end .button:focus')) dialog.querySelector('select')?.focus();
  }

  /** Shows what is missing, and moves the focus there. */
  #miss(): void {
    this.#isMissing = true;
    this.#host.requestUpdate();
    this.#dialog?.querySelector<HTMLElement>('textarea, select')?.focus();
  }

  readonly #onClose = (event: Event): void => {
    if (!(event.currentTarget as HTMLDialogElement).open) this.#show(undefined);
  };

  readonly #onCancel = (): void => this.#show(undefined);

  readonly #onRetry = (): void => {
    // The button goes, so the dialog itself has the focus until the list is there.
    this.#dialog?.querySelector<HTMLElement>('.claim-end .button')?.focus();
    void this.#loadReceivers();
  };

  readonly #onInput = ({ target }: Event): void => {
    this.#reason = (target as HTMLTextAreaElement).value;
    this.#isMissing = false;
    this.#host.requestUpdate();
  };

  readonly #onChoose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    this.#chosen = value === '' ? undefined : this.#receivers?.[Number(value)];
    this.#isMissing = false;
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!event.repeat) (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };

  readonly #onTakeOver = (event: Event): void => {
    event.preventDefault();
    const reason = this.#reason.trim();
    if (reason === '' || checkLines(reason, maxNoteLength) !== undefined) {
      this.#miss();
      return;
    }
    this.#reason = '';
    this.#show(undefined);
    void this.#options.claims.takeOver(reason);
  };

  readonly #onHandOver = (event: Event): void => {
    event.preventDefault();
    const { id } = this.#chosen ?? {};
    if (id === undefined) {
      this.#miss();
      return;
    }
    this.#show(undefined);
    void this.#options.claims.handOver(id);
  };
}

/** Two colleagues of one name are told apart by their ids. */
const labelOf = ({ id, name }: Person, all: readonly Person[]): string =>
  all.filter((user) => user.name === name).length > 1
    ? `${isolate(name)} (${isolate(id)})`
    : isolate(name);
