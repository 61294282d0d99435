import { html, nothing, type TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Photo } from '../../model/photo.js';
import type { Session } from '../../model/session.js';
import { icon } from '../../ui/icon.js';
import { photosOf } from './photos.js';

export interface PhotoDialog {
  /** The photo that is enlarged, and the session that it belongs to. */
  readonly photo: Photo | undefined;
  readonly session: Session | undefined;
  /** Whether a second photo is shown beside it as the dialog opens. */
  readonly isComparing: boolean;
  readonly change: (photo: Photo) => void;
  readonly close: () => void;
  readonly onClose: (event: Event) => void;
}

/** The dialog in which the photos of a session are enlarged. */
export function renderPhotoDialog(
  dialog: PhotoDialog,
  localize: LocalizeController,
): TemplateResult {
  const { photo, session, close } = dialog;
  const title = localize.term('details.photos');
  const onPhotoChange = ({ detail }: KvEventMap['kv-photo-change']): void => {
    const chosen = session && photosOf(session).find(({ id }) => id === detail.photoId);
    if (chosen) dialog.change(chosen);
  };
  // The keys of the tools work on the Close button, too.
  const onKeydown = (event: KeyboardEvent): void => {
    (event.currentTarget as Element).querySelector('kv-photo-viewer')?.runKey(event);
  };
  return html`<dialog
    class="viewer"
    aria-label=${title}
    @keydown=${onKeydown}
    @close=${dialog.onClose}
  >
    ${
      photo && session
        ? html`<header class="viewer-head">
              <h2 class="section-title">${title}</h2>
              <button
                class="button icon"
                type="button"
                aria-label=${localize.term('close')}
                @click=${close}
              >
                ${icon('close')}
              </button>
            </header>
            <kv-photo-viewer
              .sessionId=${session.id}
              .photos=${photosOf(session)}
              .photoId=${photo.id}
              .compare=${dialog.isComparing}
              @kv-photo-change=${onPhotoChange}
            ></kv-photo-viewer>`
        : nothing
    }
  </dialog>`;
}
