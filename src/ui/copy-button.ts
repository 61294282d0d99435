import { css, html, nothing, type TemplateResult } from 'lit';

import type { CopyController } from '../controllers/copy.js';
import type { Localizer } from '../i18n/localizer.js';
import { copyIcon } from './drawings.js';
import { icon, renderDrawing } from './icon.js';

/** A button that copies `text` and is labelled with `name`. If that fails, the text follows it, selected. */
export function renderCopyButton(
  name: string,
  text: string,
  copier: CopyController,
  localizer: Localizer,
): TemplateResult {
  const label = localizer.term('copy', { name });
  const outcome = copier.outcome?.name === name ? copier.outcome : undefined;
  const isCopied = outcome?.isCopied === true;
  return html`<button
      class="button icon copy ${isCopied ? 'copied' : ''}"
      type="button"
      aria-label=${label}
      title=${label}
      @click=${() => void copier.copy(name, text)}
    >
      ${isCopied ? icon('check') : renderDrawing(copyIcon)}</button
    >${
      outcome && !isCopied
        ? html`<span class="copy-shown"
            ><input class="copy-text" readonly dir="auto" aria-label=${name} .value=${text} /><span
              >${localizer.term('copy.selected')}</span
            ></span
          >`
        : nothing
    }`;
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

  .copy-shown {
    font-size: var(--_font-size-s);
  }

  .copy-text {
    inline-size: min(18rem, 100%);
    font: inherit;
  }

  .copy.copied {
    color: var(--_color-success);
  }
`;
