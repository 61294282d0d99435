import {
  css,
  html,
  nothing,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { isStillClosed, showModal } from '../modal.js';

export interface Question {
  readonly title: string;
  /** What follows, below the title. Rendered again with the host. */
  readonly content: () => unknown;
  readonly confirm: string;
  readonly cancel: string;
}

/** Asks the user before something that cannot be taken back, in a modal dialog of its host. */
export class ConfirmController implements ReactiveController {
  readonly #host: LitElement;
  readonly #localize: LocalizeController;
  #question: Question | undefined;
  #answer: ((isConfirmed: boolean) => void) | undefined;

  constructor(host: LitElement, localize: LocalizeController) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  hostUpdated(): void {
    showModal(this.#dialog, this.#question !== undefined);
  }

  hostDisconnected(): void {
    this.#dialog?.close();
    this.#end(false);
  }

  /** Resolves when the user has answered; at once with `false` while another question is open. */
  async ask(question: Question): Promise<boolean> {
    if (this.#question) return false;
    this.#question = question;
    this.#host.requestUpdate();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  /** Closes the question as if the user had not confirmed it, for example for another user. */
  dismiss(): void {
    this.#cancel();
  }

  render(): TemplateResult {
    const question = this.#question;
    return html`<dialog
      class="confirm"
      id="confirm"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      closedby="any"
      lang=${this.#localize.current.lang}
      @close=${this.#onClose}
    >
      ${
        question
          ? html`<p class="confirm-title" id="confirm-title">${question.title}</p>
              <div class="confirm-text" id="confirm-text">${question.content()}</div>
              <div class="confirm-buttons">
                <button class="button" type="button" @click=${this.#cancel}>
                  ${question.cancel}
                </button>
                <button class="button danger" type="button" @click=${this.#confirm}>
                  ${question.confirm}
                </button>
              </div>`
          : nothing
      }
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('#confirm');
  }

  #end(isConfirmed: boolean): void {
    const answer = this.#answer;
    this.#question = undefined;
    this.#answer = undefined;
    this.#host.requestUpdate();
    answer?.(isConfirmed);
  }

  readonly #cancel = (): void => {
    if (this.#question) this.#end(false);
  };

  readonly #onClose = (event: Event): void => {
    if (isStillClosed(event)) this.#cancel();
  };

  readonly #confirm = (): void => this.#end(true);
}

export const confirmStyles = css`
  .confirm {
    inline-size: min(100% - 2rem, 30rem);
    max-inline-size: none;
    max-block-size: calc(100dvb - 2rem);
    margin: auto;
    padding: var(--_space-5);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow);
    overflow: auto;
    overflow-wrap: anywhere;
  }

  .confirm[open] {
    display: grid;
    visibility: visible;
    gap: var(--_space-3);
  }

  .confirm::backdrop {
    background: var(--_color-backdrop);
  }

  .confirm p {
    margin: 0;
  }

  .confirm-title {
    font-size: var(--_font-size-l);
    font-weight: 650;
  }

  .confirm-text {
    display: grid;
    gap: var(--_space-2);
  }

  .confirm-text ul {
    margin: 0;
    padding-inline-start: var(--_space-4);
  }

  .confirm-buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-2);
    margin-block-start: var(--_space-2);
  }

  .confirm-buttons .button {
    flex: 1 1 auto;
  }

  @media (width >= 40rem) {
    .confirm-buttons .button {
      flex: none;
    }
  }
`;
