import { css, html, type TemplateResult } from 'lit';

export interface Panel {
  /** Unique within the shadow root; its button points there. */
  readonly id: string;
  /** Names the panel. */
  readonly label: string;
  readonly content: unknown;
  readonly onClose?: () => void;
}

/**
 * A panel that leaves the page usable; it follows its button, see `renderPanelButton`. Escape or a
 * press elsewhere closes it, and the focus goes back to the button (HTML, the `popover` attribute).
 */
export function renderPanel({ onClose, ...panel }: Panel): TemplateResult {
  const onToggle = ({ newState, currentTarget }: ToggleEvent): void => {
    if (newState !== 'closed') return;
    returnFocus(currentTarget as HTMLElement);
    onClose?.();
  };
  return html`<div
    id=${panel.id}
    class="panel"
    popover="auto"
    role="group"
    aria-label=${panel.label}
    @beforetoggle=${onBeforeToggle}
    @toggle=${onToggle}
  >
    ${panel.content}
  </div>`;
}

/** Browsers do it themselves only where the button had the focus when it was pressed. */
function returnFocus(panel: HTMLElement): void {
  const { activeElement } = panel.getRootNode() as ShadowRoot;
  const isNowhere = !activeElement && document.activeElement === document.body;
  if (isNowhere || (activeElement && panel.contains(activeElement))) {
    (panel.previousElementSibling as HTMLElement | null)?.focus({ preventScroll: true });
  }
}

function onBeforeToggle(event: ToggleEvent): void {
  const panel = event.currentTarget as HTMLElement;
  if (event.newState !== 'open') return;
  place(panel);
  const following = new AbortController();
  const { signal } = following;
  const follow = (): void => {
    if (panel.matches(':popover-open')) place(panel);
    else following.abort();
  };
  addEventListener('resize', follow, { signal });
  addEventListener('scroll', follow, { signal, capture: true, passive: true });
}

const gap = 4;
const margin = 8;
/** Less room than this below the button, in pixels, and the panel may stand above it. */
const roomEnough = 320;

/** Places the panel below its button if there is room, otherwise above, and always in the window. */
function place(panel: HTMLElement): void {
  const button = panel.previousElementSibling?.getBoundingClientRect();
  if (!button) return;
  const { clientWidth, clientHeight } = document.documentElement;
  const isRightToLeft = getComputedStyle(panel).direction === 'rtl';
  const start = isRightToLeft ? clientWidth - button.right : button.left;
  const isNearEnd = start + button.width / 2 > clientWidth / 2;
  const aligned = isNearEnd ? `${start + button.width}px - var(--_panel-size)` : `${start}px`;
  const inline = `max(${margin}px, min(${aligned}, 100% - var(--_panel-size) - ${margin}px))`;
  const below = clientHeight - button.bottom;
  const isBelow = below >= Math.min(roomEnough, button.top);
  Object.assign(panel.style, {
    left: isRightToLeft ? 'auto' : inline,
    right: isRightToLeft ? inline : 'auto',
    top: isBelow ? `${button.bottom + gap}px` : 'auto',
    bottom: isBelow ? 'auto' : `${clientHeight - button.top + gap}px`,
    maxHeight: `${(isBelow ? below : button.top) - gap - margin}px`,
  });
}

export const panelStyles = css`
  .panel {
    --_panel-size: min(24rem, 100vw - 1rem);
    position: fixed;
    inset: auto;
    inline-size: var(--_panel-size);
    margin: 0;
    padding: var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
  }

  .panel fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .panel legend {
    padding: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .check {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 2rem;
    break-inside: avoid;
    cursor: pointer;
  }

  .check input {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_color-accent);
    cursor: inherit;
  }

  .panel-end {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--_space-2);
    margin-block-start: var(--_space-4);
  }
`;
