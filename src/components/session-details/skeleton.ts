import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';

/** Takes the place of a session while it loads. */
export function renderSkeleton(localize: LocalizeController): TemplateResult {
  const lines = Array.from({ length: 8 }, () => html`<span class="bone line"></span>`);
  return html`<div class="details skeleton" aria-busy="true">
    <p class="visually-hidden" role="status">${localize.term('loading')}</p>
    <div class="header"><span class="bone title"></span></div>
    <div class="columns">
      <div class="gallery">
        <span class="bone photo"></span>
        <span class="bone card"></span>
      </div>
      <div class="data">
        <div class="section">${lines}</div>
        <div class="section">${lines}</div>
      </div>
    </div>
  </div>`;
}
