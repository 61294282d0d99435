import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { photoText } from '../../i18n/values.js';
import type { Photo } from '../../model/photo.js';
import { scaleOf, type Scene, type View } from './geometry.js';

/** The name of a photo, numbered if there are several of its kind. */
export function photoName(
  photo: Photo,
  photos: readonly Photo[],
  localize: LocalizeController,
): string {
  const kind = photoText(localize, photo.kind);
  const alike = photos.filter((other) => other.kind === photo.kind);
  if (alike.length < 2) return kind;
  return `${kind} ${localize.current.number(alike.indexOf(photo) + 1)}`;
}

/** The scale at which a photo is shown, as a percentage. */
export const zoomText = (view: View, scene: Scene, localize: LocalizeController): string =>
  localize.current.number(scaleOf(view, scene), { style: 'percent', maximumFractionDigits: 0 });

/** The name of a photo, and its zoom and turn once it is decoded. */
export function renderCaption(
  name: string,
  view: View,
  scene: Scene | undefined,
  localize: LocalizeController,
): TemplateResult {
  return html`<figcaption part="caption">
    <span class="name">${name}</span>
    ${
      scene
        ? html`<span
            >${localize.term('viewer.zoom', { percent: zoomText(view, scene, localize) })}</span
          >`
        : nothing
    }
    ${
      scene && view.turns !== 0
        ? html`<span>${localize.term('viewer.rotation', { degrees: view.turns * 90 })}</span>`
        : nothing
    }
  </figcaption>`;
}
