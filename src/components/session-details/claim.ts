import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';

import { ClaimController, type ClaimOptions, type ClaimRequest } from '../../controllers/claim.js';
import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import { claimDialogTexts } from '../../i18n/en.claim-dialogs.js';
import { claimTexts } from '../../i18n/en.claims.js';
import type { Claim } from '../../model/claim.js';
import { icon } from '../../ui/icon.js';
import { ClaimDialogs } from './claim-dialogs.js';
import { claimDialogStyles } from './claim-dialogs.styles.js';
import { claimStyles } from './claim.styles.js';

export const texts = { ...claimTexts, ...claimDialogTexts };
export const styles = [...claimStyles, ...claimDialogStyles];

export interface ClaimPanelOptions extends Omit<ClaimOptions, 'onDone' | 'onLost' | 'onReceived'> {
  readonly localize: LocalizeController;
  readonly root: () => ParentNode;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly say: (text: string) => void;
}

const doneTexts = {
  claim: 'claim.claimed',
  release: 'claim.released',
  'take-over': 'claim.takenOver',
  'hand-over': 'claim.handedOver',
} as const satisfies Record<ClaimRequest, string>;

/** Who has the session in view, with the buttons that claim, release, hand over and take over. */
export class ClaimPanel {
  readonly claims: ClaimController;

  readonly #options: ClaimPanelOptions;
  /** Why the user no longer has the session, though they did not release it. */
  #loss: { readonly sessionId: string; readonly text: string } | undefined;
  readonly #dialogs: ClaimDialogs;

  constructor(host: ReactiveControllerHost, options: ClaimPanelOptions) {
    this.#options = options;
    this.claims = new ClaimController(host, {
      ...options,
      onDone: (request) => this.#onDone(request),
      onLost: (claim) => this.#onLost(claim),
      onReceived: (claim) => this.#onReceived(claim),
    });
    this.#dialogs = new ClaimDialogs(host, { ...options, claims: this.claims });
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
    if (this.claims.other) this.#dialogs.open('take-over');
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
            ? html`<p class="claim-text">${icon('person')}<span>${this.#ownText(own)}</span></p>
                ${this.#renderButton(undefined, 'claim.handOver', pending === 'hand-over', this.#onHandOver)}
                ${this.#renderButton('release', 'claim.release', pending === 'release', this.#onRelease)}`
            : this.#renderButton('claim', 'claim.claim', pending === 'claim', this.#onClaim)
      }
    </div>`;
  }

  /** The dialog that takes over or hands over. */
  renderDialog(): TemplateResult {
    return this.#dialogs.render();
  }

  get #shownLoss(): string | undefined {
    const loss = this.#loss;
    return loss?.sessionId === this.#options.session()?.id ? loss?.text : undefined;
  }

  #ownText({ handedOver }: Claim): string {
    const { localize } = this.#options;
    return handedOver
      ? localize.term('claim.yoursFrom', { name: isolate(handedOver.from.name) })
      : localize.term('claim.yours');
  }

  #renderButton(
    action: 'claim' | 'release' | undefined,
    key: 'claim.claim' | 'claim.release' | 'claim.takeOver' | 'claim.handOver',
    isBusy: boolean,
    onClick: () => void,
  ): TemplateResult {
    const { localize, keyOf } = this.#options;
    return html`<button
      class="button claim-button"
      type="button"
      aria-haspopup=${key.endsWith('Over') ? 'dialog' : nothing}
      aria-busy=${isBusy ? 'true' : nothing}
      aria-keyshortcuts=${action ? keyOf(action) : nothing}
      @click=${onClick}
    >
      ${localize.term(key)}
    </button>`;
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

  #onReceived({ handedOver }: Claim): void {
    if (!handedOver) return;
    this.#loss = undefined;
    const { localize, say } = this.#options;
    say(localize.term('claim.yoursFrom', { name: isolate(handedOver.from.name) }));
  }

  readonly #onClaim = (): void => void this.claims.claim();
  readonly #onRelease = (): void => void this.claims.release();
  readonly #onTakeOver = (): void => this.#dialogs.open('take-over');
  readonly #onHandOver = (): void => this.#dialogs.open('hand-over');
}
