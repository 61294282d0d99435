import { html, nothing, type TemplateResult } from 'lit';

import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { photoText } from '../../i18n/values.js';
import type { Photo } from '../../model/photo.js';
import { currentAttempt } from '../../model/current-attempt.js';
import type { Session } from '../../model/session.js';
import { enlargeIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { photoClass } from '../../ui/photo-class.js';

/** The photos of the attempt that counts; a summary without attempts still has its selfie. */
export function photosOf(session: Session): readonly Photo[] {
  const photos = currentAttempt(session)?.photos ?? [];
  return photos.length === 0 && session.selfie ? [session.selfie] : photos;
}

export interface PhotosContext {
  readonly localize: LocalizeController;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  /** The photo that the user has requested, or `compare`, while the viewer is loading. */
  readonly awaited: Photo | 'compare' | undefined;
  readonly enlarge: (photo: Photo) => void;
  readonly compare: () => void;
}

/**
 * The photos taken during the verification (spec D1): selfies beside documents, each with a button
 * that enlarges it, and one that compares face and document.
 */
export function renderPhotos(
  session: Session,
  { localize, keyOf, awaited, enlarge, compare }: PhotosContext,
): TemplateResult {
  const photos = photosOf(session);
  if (photos.length === 0) {
    return html`<p class="no-photos">${icon('person')}${localize.term('photo.none')}</p>`;
  }
  const renderPhoto = (photo: Photo): TemplateResult => {
    const name = photoText(localize, photo.kind);
    return html`<figure class="figure ${photoClass(photo.kind)}" part="photo">
      <kv-photo session-id=${session.id} .photo=${photo} size="full"></kv-photo>
      <figcaption>${name}</figcaption>
      <button
        class="enlarge"
        type="button"
        aria-haspopup="dialog"
        aria-busy=${awaited === photo ? 'true' : nothing}
        aria-label=${localize.term('details.enlarge', { photo: name })}
        @click=${() => enlarge(photo)}
      >
        <span class="enlarge-icon">${renderDrawing(enlargeIcon)}</span>
      </button>
    </figure>`;
  };
  const isSelfie = ({ kind }: Photo): boolean => kind === 'selfie';
  const selfies = photos.filter(isSelfie);
  const documents = photos.filter((photo) => !isSelfie(photo));
  const renderPile = (
    pile: readonly Photo[],
    kind: string,
    action: TemplateResult | typeof nothing = nothing,
  ): TemplateResult | typeof nothing =>
    pile.length === 0
      ? nothing
      : html`<div class="pile ${kind}">${pile.map(renderPhoto)}${action}</div>`;
  const compareButton = html`<button
    class="link compare"
    type="button"
    aria-haspopup="dialog"
    aria-busy=${awaited === 'compare' ? 'true' : nothing}
    aria-label=${localize.term('shortcut.compare')}
    aria-keyshortcuts=${keyOf('compare')}
    @click=${compare}
  >
    ${localize.term('viewer.compare')}
  </button>`;
  return html`<div class="gallery">
    ${renderPile(selfies, 'selfies', documents.length > 0 ? compareButton : nothing)}
    ${renderPile(documents, 'documents')}
  </div>`;
}
