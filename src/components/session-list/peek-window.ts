import { html, type TemplateResult } from 'lit';

import type { CellDetail, DetailColumn } from './session-row.js';

export { styles } from './peek-window.styles.js';

/** What the window says: all that a cell has no room for. */
export function renderDetails(
  column: DetailColumn,
  details: readonly CellDetail[],
): TemplateResult {
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

/**
 * Opens the window beside the button that asked for it and moves the focus there. The window stays
 * until the user leaves it (HTML, the `popover` attribute), or until the button is elsewhere because
 * something has scrolled.
 */
export function openBeside(button: HTMLElement, peekWindow: HTMLElement): void {
  if (!peekWindow.matches(':popover-open')) peekWindow.showPopover();
  const position = button.getBoundingClientRect();
  place(peekWindow, position);
  peekWindow.focus({ preventScroll: true });

  const open = new AbortController();
  const { signal } = open;
  const onScroll = (): void => {
    const { left, top } = button.getBoundingClientRect();
    const hasMoved = Math.hypot(left - position.left, top - position.top) >= 1;
    if (hasMoved) peekWindow.hidePopover();
  };
  // Scrolling in a shadow tree is not heard outside of it.
  for (const target of [window, peekWindow.getRootNode()]) {
    target.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
  }
  addEventListener('resize', () => peekWindow.hidePopover(), { signal });
  const onClose = ({ newState }: ToggleEvent): void => {
    if (newState !== 'closed') return;
    open.abort();
    // Browsers give the focus back only where the button had it when it was pressed.
    if (peekWindow.matches(':focus-within')) button.focus({ preventScroll: true });
  };
  peekWindow.addEventListener('beforetoggle', onClose, { signal });
}

/** Below the button if there is room, else above; never outside the page. */
function place(peekWindow: HTMLElement, { left, bottom, top }: DOMRect): void {
  const { offsetWidth, offsetHeight } = peekWindow;
  const isBelow = bottom + offsetHeight < innerHeight;
  const x = Math.max(0, Math.min(left, innerWidth - offsetWidth));
  const y = Math.max(0, isBelow ? bottom : top - offsetHeight);
  Object.assign(peekWindow.style, { left: `${x}px`, top: `${y}px` });
}
