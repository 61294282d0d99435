import { css, html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { MaskController } from '../controllers/mask.js';

export { maskTexts as texts } from '../i18n/en.mask.js';
export { MaskController };

/**
 * States whether the masked parts are hidden, with a button that hides or shows them. The caller has
 * the icon already; imported here, it would become a chunk that every list loads.
 */
export function renderMaskSwitch(
  { isRevealed, reveal, hide }: MaskController,
  localize: LocalizeController,
  lock: TemplateResult,
): TemplateResult {
  return html`<p class="mask">
    ${lock}<span>${localize.term(isRevealed ? 'mask.shown' : 'mask.hidden')}</span>
    <button class="button" type="button" @click=${isRevealed ? hide : reveal}>
      ${localize.term(isRevealed ? 'mask.hide' : 'mask.show')}
    </button>
  </p>`;
}

export const styles = [
  css`
    .mask,
    .hidden {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2) var(--_space-3);
      margin: 0;
      color: var(--_color-text-muted);
    }

    .mask {
      padding: var(--_space-2) var(--_space-4);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
    }
  `,
];
