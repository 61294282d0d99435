import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import {
  contrastPairs,
  isReadable,
  readableAccent,
  readPalette,
  type ContrastPair,
} from '../../styles/accent.js';
import { formatColor, parseColor } from '../../styles/color.js';

export interface ContrastCheck {
  readonly accentColor: string;
  /** Where the colours of the page are read. */
  readonly place: ParentNode;
  readonly localize: LocalizeController;
  /** The level of the heading. */
  readonly level: number;
  readonly use: (color: string) => void;
}

/** What of the accent fails on a light background, and what is used on a dark one. */
export function renderContrast(check: ContrastCheck): TemplateResult {
  const { accentColor, place, localize } = check;
  const accent = parseColor(accentColor.trim());
  return html`<div class="contrast">
    <div class="title" role="heading" aria-level=${check.level}>
      ${localize.term('branding.contrast')}
    </div>
    ${
      accent
        ? renderResult(check, formatColor(accent))
        : html`<p class="meaning">${localize.term('branding.contrastNone')}</p>`
    }
  </div>`;

  function renderResult({ use }: ContrastCheck, color: string): TemplateResult | typeof nothing {
    if (!accent) return nothing;
    const palette = readPalette(place, 'light');
    const pairs = contrastPairs(accent, palette, 'light');
    const failing = pairs.filter((pair) => !isReadable(pair));
    const nearest = failing.length > 0 ? readableAccent(accent, palette, 'light') : undefined;
    const dark = formatColor(readableAccent(accent, readPalette(place, 'dark'), 'dark') ?? accent);
    return html`${
        failing.length === 0
          ? html`<p>${localize.term('branding.contrastPassed', { count: pairs.length })}</p>`
          : html`<p class="failed">
                ${localize.term('branding.contrastFailed', { count: failing.length })}
              </p>
              ${renderPairs(failing, localize)}`
      }
      ${nearest ? renderNearest(formatColor(nearest), use) : nothing}
      <p>
        ${
          dark === color
            ? localize.term('branding.contrastDarkSame')
            : localize.term('branding.contrastDark', { color: dark })
        }
      </p>
      <details>
        <summary>${localize.term('branding.contrastAll')}</summary>
        ${renderPairs(pairs, localize)}
      </details>`;
  }

  function renderNearest(color: string, use: (color: string) => void): TemplateResult {
    return html`<button class="button nearest" type="button" @click=${() => use(color)}>
      <span class="swatch" .style=${`background: ${color}`}></span>
      ${localize.term('branding.contrastNearest', { color })}
    </button>`;
  }
}

const renderPairs = (
  pairs: readonly ContrastPair[],
  localize: LocalizeController,
): TemplateResult =>
  html`<ul class="pairs">
    ${pairs.map(
      ({ foreground, background, ratio, required }) =>
        html`<li>
          ${localize.term('branding.contrastPair', {
            foreground: localize.term(`branding.token.${foreground}`),
            background: localize.term(`branding.token.${background}`),
            // Rounded down, so that what fails never reads as what is required.
            ratio: Math.floor(ratio * 100) / 100,
            required,
          })}
        </li>`,
    )}
  </ul>`;
