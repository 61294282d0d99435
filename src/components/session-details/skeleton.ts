import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';

/** Takes the place of a session while it loads, with the same layout. */
export function renderSkeleton(localize: LocalizeController): TemplateResult {
  const lines = Array.from({ length: 8 }, () => html`<span class="bone line"></span>`);
  return html`<div
    class="details skeleton"
    role="group"
    tabindex="-1"
    aria-label=${localize.term('loading')}
    aria-busy="true"
  >
    <p class="visually-hidden" role="status">${localize.term('loading')}</p>
    <div class="top"><span class="bone title"></span></div>
    <div class="columns">
      <div class="photos">
        <div class="gallery">
          <div class="pile selfies"><span class="bone photo"></span></div>
          <div class="pile documents">
            <span class="bone card"></span><span class="bone card"></span>
          </div>
        </div>
      </div>
      <div class="main">
        <div class="ways"><span class="bone label"></span></div>
        <div class="decision">
          <div class="stack">
            <span class="bone reason"></span>
            <div class="section">${lines}</div>
          </div>
          <div class="section">${lines}</div>
        </div>
      </div>
    </div>
  </div>`;
}
