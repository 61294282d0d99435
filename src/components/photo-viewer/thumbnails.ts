import { html, type TemplateResult } from 'lit';

import type { Photo } from '../../model/photo.js';

export interface Thumbnails {
  readonly sessionId: string;
  readonly photos: readonly Photo[];
  /** The photos at full size. */
  readonly shown: readonly Photo[];
  readonly active: Photo | undefined;
  readonly label: string;
  readonly nameOf: (photo: Photo) => string;
  readonly choose: (photo: Photo) => void;
}

/** The photos to choose from. */
export function renderThumbnails(thumbnails: Thumbnails): TemplateResult {
  const { sessionId, photos, shown, active, label, nameOf, choose } = thumbnails;
  return html`<div class="thumbnails" part="thumbnails" role="group" aria-label=${label}>
    ${photos.map(
      (photo) =>
        html`<button
          class="thumbnail ${photo === active ? 'active' : ''}"
          type="button"
          aria-pressed=${shown.includes(photo)}
          @click=${() => choose(photo)}
        >
          <kv-photo
            .sessionId=${sessionId}
            .photo=${photo}
            size="thumbnail"
            aria-hidden="true"
          ></kv-photo>
          <span class="name">${nameOf(photo)}</span>
        </button>`,
    )}
  </div>`;
}
