import { css, html, nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { CopyController } from '../../controllers/copy.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { PartController } from '../../controllers/part.js';
import { isolate } from '../../i18n/bidi.js';
import type { ActivityChain, ActivityHead } from '../../model/activity-log.js';
import { utcDate } from '../../model/calendar-date.js';
import { copyStyles, renderCopyButton, renderCopyOutcome } from '../../ui/copy-button.js';
import {
  descriptionStyles,
  renderDescriptions,
  type Description,
} from '../../ui/description-list.js';
import type { OfferedFile } from '../../ui/file-offer.js';
import { panelStyles, renderPanel } from '../../ui/panel.js';
import { renderPartFailure } from '../../ui/part.js';

export interface ChainPanelOptions {
  readonly localize: LocalizeController;
  readonly api: () => ReviewApi | undefined;
  readonly chain: () => ActivityChain | undefined;
  /** A check was requested: what is known about the log is to be read again. */
  readonly onCheck: () => void;
  readonly onError: (error: ReviewError) => void;
}

/** The signed end of the log, or why there is none. */
type HeadState =
  | { readonly name: 'none' | 'signing' | 'failed' }
  | { readonly name: 'signed'; readonly head: ActivityHead; readonly api: ReviewApi };

/** What is known about whether the log is as it was written, a check of all of it, and its signed end. */
export class ChainPanel {
  readonly #host: LitElement;
  readonly #options: ChainPanelOptions;
  readonly #copier: CopyController;
  readonly #filePart: PartController<typeof import('../../ui/file-offer.js')>;
  #file: OfferedFile | undefined;
  #head: HeadState = { name: 'none' };
  #check: 'idle' | 'sending' | 'requested' | 'failed' = 'idle';

  constructor(host: LitElement, options: ChainPanelOptions) {
    this.#host = host;
    this.#options = options;
    this.#copier = new CopyController(host);
    this.#filePart = new PartController(
      host,
      options.localize,
      () => import('../../ui/file-offer.js'),
    );
  }

  render(): TemplateResult {
    const { localize } = this.#options;
    return renderPanel({
      id: 'chain',
      label: localize.term('chain.title'),
      content: this.#renderContent(),
    });
  }

  #renderContent(): TemplateResult {
    const { localize, chain } = this.#options;
    const known = chain();
    return html`<p class="chain-hint">${localize.term('chain.introduction')}</p>
      ${known ? renderDescriptions(this.#describe(known)) : nothing}
      <div class="chain-tools">
        <button
          class="button"
          type="button"
          aria-disabled=${this.#check === 'sending' || Boolean(known?.checking)}
          @click=${this.#onCheck}
        >
          ${localize.term('chain.check')}
        </button>
        <span class="chain-hint" role="status">${this.#checkText(known)}</span>
      </div>
      <h3 class="chain-heading">${localize.term('chain.head')}</h3>
      <p class="chain-hint">${localize.term('chain.headHint')}</p>
      ${this.#renderHead()}`;
  }

  #renderHead(): TemplateResult {
    const { localize } = this.#options;
    const { current } = localize;
    const state = this.#shownHead;
    const isSigned = state.name === 'signed';
    return html`<div class="chain-tools">
        <button
          class="button"
          type="button"
          aria-disabled=${state.name === 'signing'}
          @click=${this.#onSign}
        >
          ${localize.term(state.name === 'signing' ? 'chain.signing' : 'chain.sign')}
        </button>
        ${
          isSigned
            ? html`<button class="button" type="button" @click=${() => this.#save(state.head)}>
                  ${localize.term('chain.download')}
                </button>
                ${renderCopyButton(
                  localize.term('chain.head'),
                  state.head.signed,
                  this.#copier,
                  current,
                )}`
            : nothing
        }
      </div>
      <p class="chain-hint" role="status">
        ${
          isSigned
            ? localize.term('chain.signed', {
                number: state.head.sequence,
                time: isolate(current.instant(state.head.at, { timeZoneName: true })),
              })
            : nothing
        }
        ${state.name === 'failed' ? localize.term('chain.signFailed') : nothing} ${this.#file?.text}
      </p>
      ${renderPartFailure([this.#filePart], localize)} ${this.#file?.link}
      ${renderCopyOutcome(this.#copier, current)}`;
  }

  #describe({ first, last, verified, checkedInFullAt }: ActivityChain): readonly Description[] {
    const { localize } = this.#options;
    const { current } = localize;
    const time = (at: string): string => isolate(current.instant(at, { timeZoneName: true }));
    return [
      ...(first > 1
        ? [
            {
              term: localize.term('chain.first'),
              value: html`${current.number(first)}
                <div class="chain-hint">${localize.term('chain.firstHint')}</div>`,
            },
          ]
        : []),
      {
        term: localize.term('chain.last'),
        value: last > 0 ? current.number(last) : localize.term('chain.none'),
      },
      {
        term: localize.term('chain.verifiedUpTo'),
        value: verified
          ? localize.term('chain.entryAt', { number: verified.sequence, time: time(verified.at) })
          : localize.term('chain.none'),
      },
      {
        term: localize.term('chain.fullCheck'),
        value: checkedInFullAt === null ? localize.term('chain.never') : time(checkedInFullAt),
      },
    ];
  }

  /** A head of another user or company is not shown. */
  get #shownHead(): HeadState {
    const head = this.#head;
    return head.name === 'signed' && head.api !== this.#options.api() ? { name: 'none' } : head;
  }

  #checkText(chain: ActivityChain | undefined): string | typeof nothing {
    const { localize } = this.#options;
    const checking = chain?.checking;
    if (checking) {
      return localize.term('chain.checking', { done: checking.done, count: checking.total });
    }
    if (this.#check === 'failed') return localize.term('chain.checkFailed');
    return this.#check === 'requested' ? localize.term('chain.checkRequested') : nothing;
  }

  #show(change: () => void): void {
    change();
    this.#host.requestUpdate();
  }

  #save({ signed, sequence, at }: ActivityHead): void {
    const file = new Blob([`${signed}\n`], { type: 'application/jose' });
    this.#filePart.use(({ OfferedFile }) => {
      const name = `activity-log-${sequence}-${utcDate(new Date(at))}.jws`;
      this.#file?.release();
      this.#file = new OfferedFile(file, name, { host: this.#host, ...this.#options });
    });
  }

  readonly #onCheck = async (): Promise<void> => {
    const { api, chain, onCheck, onError } = this.#options;
    const adapter = api();
    if (!adapter || this.#check === 'sending' || chain()?.checking) return;
    this.#show(() => (this.#check = 'sending'));
    try {
      await adapter.checkActivityChain();
      this.#show(() => (this.#check = 'requested'));
      onCheck();
    } catch (thrown) {
      this.#show(() => (this.#check = 'failed'));
      onError(ReviewError.from(thrown));
    }
  };

  readonly #onSign = async (): Promise<void> => {
    const { api, onError } = this.#options;
    const adapter = api();
    if (!adapter || this.#head.name === 'signing') return;
    this.#copier.clear();
    this.#file?.release();
    this.#show(() => (this.#head = { name: 'signing' }));
    try {
      const head = await adapter.getActivityHead();
      this.#show(() => (this.#head = { name: 'signed', head, api: adapter }));
    } catch (thrown) {
      this.#show(() => (this.#head = { name: 'failed' }));
      onError(ReviewError.from(thrown));
    }
  };
}

export const styles: CSSResult[] = [
  panelStyles,
  descriptionStyles,
  copyStyles,
  css`
    .panel {
      container-type: inline-size;
    }

    .chain-tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2) var(--_space-3);
      margin-block: var(--_space-2);
    }

    .chain-hint {
      margin: 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .chain-heading {
      margin: var(--_space-4) 0 var(--_space-1);
      font-size: var(--_font-size);
      font-weight: 650;
    }
  `,
];
