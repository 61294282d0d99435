import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ClaimController, type ClaimOptions, type ClaimRequest } from '../../controllers/claim.js';
import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import type { Claim } from '../../model/claim.js';
import { checkLines, maxNoteLength } from '../../model/text-check.js';
import { icon } from '../../ui/icon.js';
import { showModal } from '../../ui/modal.js';
import { claimStyles } from './claim.styles.js';

export { claimTexts as texts } from '../../i18n/en.claims.js';
export const styles = claimStyles;

export interface ClaimPanelOptions extends Omit<ClaimOptions, 'onDone' | 'onLost'> {
  readonly localize: LocalizeController;
  readonly root: () => ParentNode;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly say: (text: string) => void;
}

type Host = ConstructorParameters<typeof ClaimController>[0];

const doneTexts = {
  claim: 'claim.claimed',
  release: 'claim.released',
  'take-over': 'claim.takenOver',
} as const satisfies Record<ClaimRequest, string>;

/** Who has the session in view, with the buttons that claim, release and take over, and the dialog for the reason. */
export class ClaimPanel {
  readonly claims: ClaimController;

  readonly #host: Host;
  readonly #options: ClaimPanelOptions;
  /** Why the user no longer has the session, though they did not release it. */
  #loss: { readonly sessionId: string; readonly text: string } | undefined;
  #isAsking = false;
  #reason = '';
  #isReasonMissing = false;

  constructor(host: Host, options: ClaimPanelOptions) {
    this.#host = host;
    this.#options = options;
    this.claims = new ClaimController(host, {
      ...options,
      onDone: (request) => this.#onDone(request),
      onLost: (claim) => this.#onLost(claim),
    });
  }

  /** Why the session cannot be decided now; `undefined` if nobody else has it. */
  get obstacle(): string | undefined {
    const { other } = this.claims;
    return (
      other && this.#options.localize.term('claim.otherBlocks', { name: isolate(other.by.name) })
    );
  }

  /** Claims the session, or asks for the reason to take it over. Returns false if it is the user's already. */
  claim(): boolean {
    if (this.claims.other) this.#ask(true);
    else if (this.claims.own) return false;
    else void this.claims.claim();
    return true;
  }

  /** Returns false if the user does not have the session. */
  release(): boolean {
    if (!this.claims.own) return false;
    void this.claims.release();
    return true;
  }

  /** Who has the session, and what can be done about it. */
  render(): TemplateResult {
    const { localize } = this.#options;
    const { own, other, pending, error } = this.claims;
    const loss = own ? undefined : this.#shownLoss;
    return html`<div class="claim ${other ? 'other' : ''}" part="claim">
      ${loss ? html`<p class="claim-loss">${icon('warning')}<span>${loss}</span></p>` : nothing}
      ${error ? html`<p class="claim-loss" role="alert">${localize.term('claim.failed')}</p>` : nothing}
      ${
        other
          ? html`<p class="claim-text">
                ${icon('lock')}<span
                  >${localize.term('claim.other', {
                    name: isolate(other.by.name),
                    time: isolate(localize.current.instant(other.since)),
                  })}</span
                >
              </p>
              ${this.#renderButton('claim', 'claim.takeOver', pending === 'take-over', this.#onTakeOver)}`
          : own
            ? html`<p class="claim-text">
                  ${icon('person')}<span>${localize.term('claim.yours')}</span>
                </p>
                ${this.#renderButton('release', 'claim.release', pending === 'release', this.#onRelease)}`
            : this.#renderButton('claim', 'claim.claim', pending === 'claim', this.#onClaim)
      }
    </div>`;
  }

  /** The dialog that asks for the reason to take a session over. */
  renderDialog(): TemplateResult {
    const { localize } = this.#options;
    const { other } = this.claims;
    const isOpen = this.#isAsking && other !== undefined;
    queueMicrotask(() =>
      showModal(this.#dialog, this.#isAsking && this.claims.other !== undefined),
    );
    return html`<dialog
      class="take-over"
      aria-labelledby="take-over-title"
      aria-describedby="take-over-hint"
      @close=${this.#onClose}
    >
      ${
        isOpen
          ? html`<form class="take-over-form" novalidate @submit=${this.#onSubmit}>
              <h2 class="section-title" id="take-over-title">
                ${localize.term('claim.takeOverTitle')}
              </h2>
              <p id="take-over-hint">
                ${localize.term('claim.takeOverHint', { name: isolate(other.by.name) })}
              </p>
              <label for="take-over-reason">${localize.term('claim.reason')}</label>
              <textarea
                class="field"
                id="take-over-reason"
                dir="auto"
                rows="3"
                required
                maxlength=${maxNoteLength}
                aria-describedby="take-over-fault"
                aria-invalid=${this.#isReasonMissing}
                .value=${live(this.#reason)}
                @input=${this.#onInput}
                @keydown=${this.#onKeydown}
              ></textarea>
              <p class="claim-loss" id="take-over-fault" role="alert">
                ${this.#isReasonMissing ? localize.term('claim.reasonMissing') : nothing}
              </p>
              <div class="take-over-end">
                <button class="button" type="button" @click=${this.#onCancel}>
                  ${localize.term('cancel')}
                </button>
                <button class="button primary" type="submit">
                  ${localize.term('claim.takeOverNow')}
                </button>
              </div>
            </form>`
          : nothing
      }
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#options.root().querySelector<HTMLDialogElement>('.take-over');
  }

  get #shownLoss(): string | undefined {
    const loss = this.#loss;
    return loss?.sessionId === this.#options.session()?.id ? loss?.text : undefined;
  }

  #renderButton(
    action: 'claim' | 'release',
    key: 'claim.claim' | 'claim.release' | 'claim.takeOver',
    isBusy: boolean,
    onClick: () => void,
  ): TemplateResult {
    const { localize, keyOf } = this.#options;
    return html`<button
      class="button claim-button"
      type="button"
      aria-haspopup=${key === 'claim.takeOver' ? 'dialog' : nothing}
      aria-busy=${isBusy ? 'true' : nothing}
      aria-keyshortcuts=${keyOf(action)}
      @click=${onClick}
    >
      ${localize.term(key)}
    </button>`;
  }

  #ask(isAsking: boolean): void {
    this.#isAsking = isAsking;
    this.#isReasonMissing = false;
    this.#host.requestUpdate();
  }

  #onDone(request: ClaimRequest): void {
    const { localize, say } = this.#options;
    this.#loss = undefined;
    say(localize.term(doneTexts[request]));
  }

  /** The draft of a decision stays, because its dialog keeps it. */
  #onLost(claim: Claim | undefined): void {
    const { localize, session, say } = this.#options;
    const sessionId = session()?.id;
    if (sessionId === undefined) return;
    const name = claim && isolate(claim.by.name);
    const reason = claim?.takenOver && isolate(claim.takenOver.reason);
    const text =
      name === undefined
        ? localize.term('claim.lost')
        : reason === undefined
          ? localize.term('claim.lostWithout', { name })
          : localize.term('claim.lostTo', { name, reason });
    this.#loss = { sessionId, text };
    say(text);
  }

  readonly #onClaim = (): void => void this.claims.claim();
  readonly #onRelease = (): void => void this.claims.release();
  readonly #onTakeOver = (): void => this.#ask(true);
  readonly #onCancel = (): void => this.#ask(false);

  readonly #onClose = (event: Event): void => {
    if (!(event.currentTarget as HTMLDialogElement).open) this.#ask(false);
  };

  readonly #onInput = ({ target }: Event): void => {
    this.#reason = (target as HTMLTextAreaElement).value;
    this.#isReasonMissing = false;
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!event.repeat) (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const reason = this.#reason.trim();
    this.#isReasonMissing = reason === '' || checkLines(reason, maxNoteLength) !== undefined;
    this.#host.requestUpdate();
    if (this.#isReasonMissing) {
      this.#dialog?.querySelector('textarea')?.focus();
      return;
    }
    this.#reason = '';
    this.#ask(false);
    void this.claims.takeOver(reason);
  };
}
