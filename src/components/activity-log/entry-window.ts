import {
  css,
  html,
  nothing,
  type CSSResult,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import {
  descriptionStyles,
  renderDescriptions,
  type Description,
} from '../../ui/description-list.js';
import { icon } from '../../ui/icon.js';
import { isStillClosed, showModal } from '../../ui/modal.js';
import { roleText } from './detail-words.js';
import { factsOf, titleOf, type WordContext } from './entry-words.js';
import { isKnownAction } from './kinds.js';
import type { LogRow } from './log-pages.js';

export interface EntryWindowOptions {
  readonly localize: LocalizeController;
  readonly words: () => WordContext;
  readonly onOpenSession: (sessionId: string) => void;
}

/** Everything that an entry says, in a modal dialog: a row has room for less. */
export class EntryWindow implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: EntryWindowOptions;
  #row: LogRow | undefined;

  constructor(host: LitElement, options: EntryWindowOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    showModal(this.#dialog, this.isOpen);
  }

  hostDisconnected(): void {
    this.close();
  }

  get isOpen(): boolean {
    return this.#row !== undefined;
  }

  open(row: LogRow): void {
    this.#row = row;
    this.#host.requestUpdate();
  }

  /** Closes it; the browser returns the focus to the row. */
  readonly close = (): void => {
    this.#row = undefined;
    this.#host.requestUpdate();
  };

  render(): TemplateResult {
    const { localize } = this.#options;
    return html`<dialog
      class="entry-window"
      id="entry"
      aria-labelledby="entry-title"
      closedby="any"
      lang=${localize.current.lang}
      @close=${this.#onClose}
    >
      ${this.#row ? this.#renderEntry(this.#row) : nothing}
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('#entry');
  }

  #renderEntry(row: LogRow): TemplateResult {
    const { localize, words } = this.#options;
    return html`<div class="entry-head">
        <div>
          <div class="entry-number">${localize.term('log.entry', { number: row.sequence })}</div>
          <h2 class="entry-title" id="entry-title">${titleOf(row, words())}</h2>
        </div>
        <button
          class="button icon"
          type="button"
          aria-label=${localize.term('close')}
          @click=${this.close}
        >
          ${icon('close')}
        </button>
      </div>
      ${
        isKnownAction(row.action)
          ? nothing
          : html`<p class="entry-hint">${localize.term('log.unknownActionHint')}</p>`
      }
      <div class="entry-body">${renderDescriptions(this.#describe(row))}</div>`;
  }

  #describe(row: LogRow): readonly Description[] {
    const { localize, words } = this.#options;
    const { current } = localize;
    const { actor, at, sessionId, details } = row;
    const who = actor
      ? [
          {
            term: localize.term('log.column.who'),
            value: html`<bdi>${actor.name ?? actor.id}</bdi>`,
          },
          { term: localize.term('log.column.role'), value: roleText(current, actor.role) },
          {
            term: localize.term('log.column.userId'),
            value: html`<bdi class="code">${actor.id}</bdi>`,
          },
        ]
      : [
          {
            term: localize.term('log.column.who'),
            value: html`${localize.term('log.system')}
              <div class="entry-hint">${localize.term('log.systemHint')}</div>`,
          },
        ];
    const sessions = sessionId === null ? (details.sessionIds ?? []) : [sessionId];
    return [
      {
        term: localize.term('log.column.at'),
        value: html`<time datetime=${at}>${current.instant(at, { timeZoneName: true })}</time>`,
      },
      { term: localize.term('log.exactTime'), value: html`<bdi class="code">${at}</bdi>` },
      ...who,
      ...factsOf(row, words()).map(({ label, value }) => ({ term: label, value })),
      ...(sessions.length > 0
        ? [{ term: localize.term('log.column.session'), value: this.#renderSessions(sessions) }]
        : []),
    ];
  }

  #renderSessions(ids: readonly string[]): TemplateResult {
    const { localize, onOpenSession } = this.#options;
    return html`<ul class="entry-sessions">
      ${ids.map(
        (id) =>
          html`<li>
            <button
              class="session-link"
              type="button"
              @click=${() => {
                this.close();
                onOpenSession(id);
              }}
            >
              <span class="visually-hidden">${localize.term('log.openSession', { id })}</span
              ><bdi class="session-id" aria-hidden="true">${id}</bdi>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  readonly #onClose = (event: Event): void => {
    if (isStillClosed(event)) this.close();
  };
}

export const styles: CSSResult[] = [
  detailTokens,
  descriptionStyles,
  css`
    .entry-window {
      inline-size: min(100% - 2rem, 34rem);
      max-inline-size: none;
      max-block-size: calc(100dvb - 2rem);
      margin: auto;
      padding: var(--_space-4) var(--_space-5);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
      color: var(--_color-text);
      box-shadow: var(--_shadow);
      overflow: auto;
      overflow-wrap: anywhere;
    }

    .entry-window::backdrop {
      background: var(--_color-backdrop);
    }

    .entry-head {
      display: flex;
      align-items: start;
      justify-content: space-between;
      gap: var(--_space-3);
    }

    .entry-title {
      margin: 0;
      font-size: var(--_font-size-l);
      font-weight: 650;
    }

    .entry-number,
    .entry-hint {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .entry-hint {
      margin: 0;
    }

    .entry-body {
      margin-block-start: var(--_space-2);
      container-type: inline-size;
    }

    .code {
      font-family: var(--_font-family-mono);
      font-size: 0.9em;
    }

    .entry-sessions {
      display: grid;
      gap: var(--_space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
];
