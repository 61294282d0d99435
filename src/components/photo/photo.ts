import { html, nothing, type TemplateResult } from 'lit';

import { PhotoController, type PhotoFailure } from '../../controllers/photo.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { photoTexts } from '../../i18n/en.photo.js';
import { photoText } from '../../i18n/values.js';
import type { Photo, PhotoSize } from '../../model/photo.js';
import { property } from '../../ui/decorators.js';
import { documentIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { photoClass } from '../../ui/photo-class.js';
import { styles } from './photo.styles.js';

/**
 * Shows one photo of a session. It requests the bytes when it comes into view, and accepts only
 * JPEG, PNG and WebP, by their first bytes. It releases the picture as soon as it shows another
 * one.
 * @summary A selfie or a photo of a document.
 * @tagname kv-photo
 * @example
 * ```html
 * <kv-photo session-id="s-42" size="thumbnail"></kv-photo>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const { selfie } = await api.getSession('s-42');
 *   document.querySelector('kv-photo').photo = selfie;
 * </script>
 * ```
 * @fires kv-error - The photo could not be loaded.
 * @csspart frame - The box around the picture or its placeholder.
 * @csspart image - The picture.
 * @cssproperty [--kv-photo-radius=0.375rem] - The radius of the corners.
 * @cssproperty [--kv-photo-aspect-ratio] - Width by height; the default depends on the kind of photo.
 * @cssproperty [--kv-photo-fit] - How the picture fills its box (`object-fit`): `cover` for thumbnails, otherwise `contain`, which cuts nothing off.
 */
export class KvPhoto extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = photoTexts;

  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly #picture = new PhotoController(
    this,
    () => {
      const { api, sessionId, photo } = this;
      if (!api || !sessionId || !photo || !this.#visibility.hasBeenNear) return undefined;
      const isBatched = this.workspace?.capabilities.includes('thumbnails') ?? false;
      return { api, sessionId, photoId: photo.id, size: this.#allowedSize, isBatched };
    },
    this.reportError,
  );

  /** The session that the photo belongs to. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** The photo; `null` if none was taken. */
  @property({ attribute: false }) photo: Photo | null = null;

  /** `thumbnail` for the row of a list; `full` for the photo as it was taken. */
  @property({ reflect: true, useDefault: true }) size: PhotoSize = 'thumbnail';

  protected override render() {
    return html`<div
      class="frame ${this.photo ? photoClass(this.photo.kind) : 'none'} ${this.#allowedSize}"
      part="frame"
    >
      ${this.#renderContent()}
    </div>`;
  }

  /** An attribute may contain any text. */
  get #allowedSize(): PhotoSize {
    return this.size === 'full' ? 'full' : 'thumbnail';
  }

  #renderContent(): TemplateResult {
    const { photo } = this;
    const { url, failure } = this.#picture;
    if (!photo) return this.#renderPlaceholder(this.localize.term('photo.missing'));
    const kind = photoText(this.localize, photo.kind);
    if (failure) return this.#renderFailure(kind, failure);
    if (!url) return this.#renderPlaceholder(kind, this.#picture.isPending);
    return html`<img
      part="image"
      src=${url}
      alt=${kind}
      decoding="async"
      draggable="false"
      @error=${this.#picture.onDecodeError}
    />`;
  }

  #renderPlaceholder(label: string, isPending = false): TemplateResult {
    const name = isPending ? `${label}. ${this.localize.term('photo.loading')}` : label;
    return html`<div
      class="placeholder ${isPending ? 'pending' : ''}"
      role="img"
      aria-label=${name}
    >
      ${this.#silhouette}
    </div>`;
  }

  #renderFailure(kind: string, failure: PhotoFailure): TemplateResult {
    const text = this.localize.term(`photo.${failure}`);
    if (this.#allowedSize === 'thumbnail') {
      return html`<div
        class="placeholder failed"
        role="img"
        aria-label=${`${kind}. ${text}`}
        title=${text}
      >
        ${this.#silhouette}<span class="mark">${icon('warning')}</span>
      </div>`;
    }
    return html`<div class="failure">
      ${icon('warning')}
      <p><strong>${kind}</strong></p>
      <p>${text}</p>
      ${
        failure === 'failed'
          ? html`<button class="button" type="button" @click=${this.#picture.retry}>
              ${icon('refresh')}<span class="retry">${this.localize.term('retry')}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  get #silhouette(): TemplateResult {
    const kind = this.photo?.kind ?? 'selfie';
    return kind === 'selfie' ? icon('person') : renderDrawing(documentIcon);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-photo': KvPhoto;
  }
}
