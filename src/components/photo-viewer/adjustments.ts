import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { asTaken, type Look } from './look.js';

interface Actions {
  readonly change: (look: Look) => void;
  readonly close: () => void;
}

const inputOf = (event: Event): HTMLInputElement => event.currentTarget as HTMLInputElement;

/** The controls for brightness, contrast and inversion of one photo. */
export function renderAdjustments(
  name: string,
  look: Look,
  localize: LocalizeController,
  { change, close }: Actions,
): TemplateResult {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Otherwise Escape would also close the dialog around the viewer.
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const slider = (property: 'brightness' | 'contrast', most: number): TemplateResult => {
    const text = localize.current.number(look[property], {
      style: 'percent',
      maximumFractionDigits: 0,
    });
    return html`<label class="slider">
      <span>${localize.term(`viewer.${property}`)}</span>
      <input
        type="range"
        min="20"
        max=${most}
        step="5"
        .value=${String(Math.round(look[property] * 100))}
        aria-valuetext=${text}
        @input=${(event: Event) => change({ ...look, [property]: Number(inputOf(event).value) / 100 })}
      />
      <span class="value" aria-hidden="true">${text}</span>
    </label>`;
  };
  return html`<div
    class="adjustments"
    role="group"
    aria-label=${localize.term('viewer.adjustments', { photo: name })}
    @keydown=${onKeyDown}
  >
    ${slider('brightness', 300)} ${slider('contrast', 300)}
    <label class="switch">
      <input
        type="checkbox"
        aria-keyshortcuts="I"
        .checked=${look.isInverted}
        @change=${(event: Event) => change({ ...look, isInverted: inputOf(event).checked })}
      />
      <span>${localize.term('viewer.invert')}</span>
    </label>
    <button class="button quiet" type="button" @click=${() => change(asTaken)}>
      ${localize.term('viewer.asTaken')}
    </button>
  </div>`;
}
