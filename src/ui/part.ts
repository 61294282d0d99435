import { css, html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import type { PartController, PartModule } from '../controllers/part.js';
import { renderFailure } from './notice.js';

/** The state of a part that its button needs. */
type AnyPart = Pick<
  PartController<PartModule>,
  'module' | 'hasFailed' | 'isAwaited' | 'preload' | 'retry'
> & { use(action: () => void): void };

export interface PanelButton {
  /** The id of the panel, which follows the button in the same shadow root. */
  readonly panel: string;
  readonly part: AnyPart;
  /** The content of the button. */
  readonly content: unknown;
}

/**
 * Opens a panel that is loaded when somebody points at the button, moves the focus there or presses
 * it. Once the panel is there, the browser opens and closes it (HTML, `popovertarget`).
 */
export function renderPanelButton({ panel, part, content }: PanelButton): TemplateResult {
  const onClick = ({ currentTarget }: Event): void => {
    if (part.module) return;
    const button = currentTarget as HTMLElement;
    part.use(() => {
      const element = (button.getRootNode() as ShadowRoot).getElementById(panel);
      if (!element || element.matches(':popover-open')) return;
      button.focus({ preventScroll: true });
      element.showPopover({ source: button });
    });
  };
  return html`<button
    class="button panel-button"
    type="button"
    popovertarget=${panel}
    aria-expanded=${part.module ? nothing : 'false'}
    aria-busy=${part.isAwaited ? 'true' : nothing}
    @click=${onClick}
    @focus=${part.preload}
    @pointerenter=${part.preload}
  >
    ${content}
  </button>`;
}

/** Says that parts of an element could not be loaded, and tries again. */
export function renderPartFailure(
  parts: readonly AnyPart[],
  localize: LocalizeController,
): TemplateResult | typeof nothing {
  const failed = parts.filter(({ hasFailed }) => hasFailed);
  if (failed.length === 0) return nothing;
  return renderFailure('part-failure', localize.term('error.unavailable'), localize, () => {
    for (const { retry } of failed) retry();
  });
}

export const partStyles = css`
  .panel-button {
    padding-inline: var(--_space-3);
  }

  .panel-button[aria-busy='true'] {
    cursor: progress;
  }

  .part-failure {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    inline-size: 100%;
    color: var(--_color-danger);
    font-size: var(--_font-size-s);
  }
`;
