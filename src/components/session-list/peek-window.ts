import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

import type { CellDetail } from './late-cells.js';
import type { ListContext } from './list-context.js';
import type { DetailColumn } from './session-row.js';

export { styles } from './peek-window.styles.js';

/** The cell whose values the window shows. */
export interface PeekedCell {
  readonly sessionId: string;
  readonly column: DetailColumn;
}

/**
 * A small window with all that a cell has no room for. It stays until the user leaves it (HTML, the
 * `popover` attribute), or until its button is elsewhere because something has scrolled.
 */
export class PeekWindow implements ReactiveController {
  readonly #host: LitElement;
  readonly #list: ListContext;
  #cell: PeekedCell | undefined;
  #isOpening = false;
  #following: AbortController | undefined;

  constructor(host: LitElement, list: ListContext) {
    this.#host = host;
    this.#list = list;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#cell && this.#details.length === 0) this.#window?.hidePopover();
  }

  hostUpdated(): void {
    if (!this.#isOpening) return;
    this.#isOpening = false;
    const button = this.#button;
    if (button && this.#window) this.#openBeside(button, this.#window);
    else this.#cell = undefined;
  }

  hostDisconnected(): void {
    this.#following?.abort();
    this.#cell = undefined;
  }

  get isOpen(): boolean {
    return this.#cell !== undefined;
  }

  /** Opens beside the button of the cell and moves the focus there. */
  open(cell: PeekedCell): void {
    this.#cell = cell;
    this.#isOpening = true;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<div
      class="peek-window"
      popover="auto"
      role="dialog"
      .tabIndex=${-1}
      aria-label=${this.#list.localize.term(`column.${this.#cell?.column ?? 'extra'}`)}
      @toggle=${this.#onToggle}
    >
      ${this.#cell && renderDetails(this.#cell.column, this.#details)}
    </div>`;
  }

  get #index(): number {
    return this.#cell ? this.#list.paging.rows.indexOf(this.#cell.sessionId) : -1;
  }

  /** All that the cell says; empty once the session has left the list, or the cell is masked. */
  get #details(): readonly CellDetail[] {
    const row = this.#list.paging.rows.at(this.#index);
    return row && this.#cell ? this.#list.detailsOf(row, this.#cell.column) : [];
  }

  /** The button in the cell, while its row is rendered. */
  get #button(): HTMLElement | null | undefined {
    const row = this.#list.rows.elementAt(this.#index);
    return row?.querySelector<HTMLElement>(`[data-action=${this.#cell?.column}]`);
  }

  get #window(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.peek-window');
  }

  #openBeside(button: HTMLElement, peekWindow: HTMLElement): void {
    if (!peekWindow.matches(':popover-open')) peekWindow.showPopover();
    const position = button.getBoundingClientRect();
    place(peekWindow, position);
    peekWindow.focus({ preventScroll: true });

    this.#following?.abort();
    const following = (this.#following = new AbortController());
    const { signal } = following;
    const onScroll = (): void => {
      const { left, top } = button.getBoundingClientRect();
      const hasMoved = Math.hypot(left - position.left, top - position.top) >= 1;
      if (hasMoved) peekWindow.hidePopover();
    };
    // Scroll events of a shadow tree do not reach the window.
    for (const target of [window, peekWindow.getRootNode()]) {
      target.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
    }
    addEventListener('resize', () => peekWindow.hidePopover(), { signal });
    const onClose = ({ newState }: ToggleEvent): void => {
      if (newState !== 'closed') return;
      following.abort();
      // Browsers return the focus only if the button had it when it was pressed.
      if (peekWindow.matches(':focus-within')) button.focus({ preventScroll: true });
    };
    peekWindow.addEventListener('beforetoggle', onClose, { signal });
  }

  readonly #onToggle = ({ newState }: ToggleEvent): void => {
    if (newState !== 'closed') return;
    this.#cell = undefined;
    this.#host.requestUpdate();
  };
}

function renderDetails(column: DetailColumn, details: readonly CellDetail[]): TemplateResult {
  if (column === 'reasons') {
    return html`<ul>
      ${details.map(({ text }) => html`<li><bdi>${text}</bdi></li>`)}
    </ul>`;
  }
  return html`<dl>
    ${details.map(
      ({ label, text }) =>
        html`<div>
          <dt><bdi>${label}</bdi></dt>
          <dd><bdi>${text}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

/** Below the button if there is room, else above; never outside the page. */
function place(peekWindow: HTMLElement, { left, bottom, top }: DOMRect): void {
  const { offsetWidth, offsetHeight } = peekWindow;
  const isBelow = bottom + offsetHeight < innerHeight;
  const x = Math.max(0, Math.min(left, innerWidth - offsetWidth));
  const y = Math.max(0, isBelow ? bottom : top - offsetHeight);
  Object.assign(peekWindow.style, { left: `${x}px`, top: `${y}px` });
}
