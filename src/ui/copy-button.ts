import { css, html, nothing, type TemplateResult } from 'lit';

import type { CopyController } from '../controllers/copy.js';
import type { Localizer } from '../i18n/localizer.js';
import { copyIcon } from './drawings.js';
import { icon, renderDrawing } from './icon.js';

/**
 * A button that copies `text` and is labelled with `name`. Renders nothing if the browser gives no
 * access to the clipboard.
 */
export function renderCopyButton(
  name: string,
  text: string,
  copier: CopyController,
  localizer: Localizer,
): TemplateResult | typeof nothing {
  if (!copier.isPossible) return nothing;
  const label = localizer.term('copy', { name });
  const isCopied = copier.outcome?.isCopied === true && copier.outcome.name === name;
  return html`<button
    class="button icon copy ${isCopied ? 'copied' : ''}"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${() => void copier.copy(name, text)}
  >
    ${isCopied ? icon('check') : renderDrawing(copyIcon)}
  </button>`;
}

/** A live region with the outcome of the last copy. */
export function renderCopyOutcome(copier: CopyController, localizer: Localizer): TemplateResult {
  const { outcome } = copier;
  const name = outcome?.name ?? '';
  return html`<p class="visually-hidden" role="status">
    ${outcome ? localizer.term(outcome.isCopied ? 'copied' : 'copyFailed', { name }) : nothing}
  </p>`;
}

export const copyStyles = css`
  .copy {
    min-block-size: 1.75rem;
    min-inline-size: 1.75rem;
    margin-block: -0.125rem;
    padding: 0;
    vertical-align: middle;
    font-size: var(--_font-size-s);
  }

  .copy.copied {
    color: var(--_color-success);
  }
`;
