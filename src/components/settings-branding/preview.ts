import { html, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { brandValues, type BrandLook } from '../../controllers/brand-style.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { accentColors, readPalette, type ColorScheme } from '../../styles/accent.js';
import { formatColor, parseColor } from '../../styles/color.js';

const schemes = [
  ['light', 'branding.previewLight'],
  ['dark', 'branding.previewDark'],
] as const;

/**
 * Keeps the events of the elements in the preview from the host page. Without `context-provider`, the outer
 * provider would give every element its contexts again.
 */
const stop = (event: Event): void => event.stopPropagation();

/** Real elements with made-up sessions, in both schemes. Nobody can operate them. */
export function renderPreview(
  api: ReviewApi,
  localize: LocalizeController,
  level: number,
): TemplateResult {
  return html`<div class="preview">
    <div class="title" role="heading" aria-level=${level}>${localize.term('branding.preview')}</div>
    <p class="meaning">${localize.term('branding.previewHint')}</p>
    <div
      class="panes"
      @context-provider=${stop}
      @kv-review-connect=${stop}
      @kv-awaiting-change=${stop}
      @kv-query-change=${stop}
      @kv-error=${stop}
    >
      ${schemes.map(
        ([scheme, label]) =>
          html`<figure class="pane ${scheme}" data-scheme=${scheme}>
            <figcaption>${localize.term(label)}</figcaption>
            <div class="sample" inert>
              <p class="buttons">
                <span class="button primary">${localize.term('branding.previewButton')}</span>
                <span class="button">${localize.term('branding.previewSecondary')}</span>
                <span class="tag accent">${localize.term('branding.previewTag')}</span>
              </p>
              <kv-review-provider theme=${scheme} locale=${localize.current.locale} .api=${api}>
                <kv-awaiting-badge></kv-awaiting-badge>
                <kv-session-list></kv-session-list>
              </kv-review-provider>
            </div>
          </figure>`,
      )}
    </div>
  </div>`;
}

/** Gives the panes a branding that is not saved. It takes precedence over the tokens of the page. */
export function brandPanes(root: ParentNode, look: BrandLook): void {
  for (const pane of root.querySelectorAll<HTMLElement>('.pane')) {
    const scheme: ColorScheme = pane.dataset.scheme === 'dark' ? 'dark' : 'light';
    const { accent, radius, fonts } = brandValues(look, root);
    const set = (name: string, value: string): void => pane.style.setProperty(name, value);
    set('--kv-color-accent', accent);
    set('--kv-radius-m', radius);
    set('--kv-font-family', fonts && `${fonts} system-ui, sans-serif`);
    for (const token of ['accent-text', 'accent-soft', 'on-accent', 'focus']) {
      set(`--kv-color-${token}`, accent && 'initial');
    }
    set('--kv-radius-s', radius && 'initial');
    // The buttons in the pane have the tokens of this element.
    set('--_radius-m', radius);
    set('--_radius-s', radius && `calc(0.6 * ${radius})`);
    set('--_font-family', fonts && `${fonts} system-ui, sans-serif`);
    const shown = accent && parseColor(accentIn(accent, scheme));
    const colors = shown ? accentColors(shown, readPalette(root, scheme), scheme) : undefined;
    for (const token of ['accent', 'accent-text', 'accent-soft', 'on-accent'] as const) {
      set(`--_color-${token}`, colors ? formatColor(colors[token]) : '');
    }
  }
}

/** One side of `light-dark(#rrggbb, #rrggbb)`. */
const accentIn = (value: string, scheme: ColorScheme): string =>
  value.match(/#[0-9a-f]{6}/g)?.[scheme === 'dark' ? 1 : 0] ?? '';
