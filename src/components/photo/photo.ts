import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { ReviewError } from '../../api/errors.js';
import { PhotoController } from '../../controllers/photo.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { photoText } from '../../i18n/values.js';
import type { Photo, PhotoSize } from '../../model/photo.js';
import { icon, type IconName } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { photoClass } from '../../ui/photo-class.js';
import { styles } from './photo.styles.js';

/**
 * Shows one photo of a session. It asks the adapter for the bytes when it comes into view, shows
 * nothing but JPEG, PNG and WebP by their first bytes, and lets go of the picture at once when
 * another one is wanted.
 * @summary A selfie or a photo of a document.
 * @tagname kv-photo
 * @example
 * ```html
 * <kv-photo session-id="s-42" size="thumbnail"></kv-photo>
 * <script type="module">
 *   const { selfie } = await api.getSession('s-42');
 *   document.querySelector('kv-photo').photo = selfie;
 * </script>
 * ```
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - The photo could not be loaded.
 * @csspart frame - The box around the picture or its placeholder.
 * @csspart image - The picture.
 * @cssproperty [--kv-photo-radius=0.375rem] - Its corners.
 * @cssproperty [--kv-photo-aspect-ratio] - Width by height; follows the kind of photo.
 * @cssproperty [--kv-photo-fit] - How the picture fills its box (`object-fit`): `cover` for thumbnails, else `contain`, so that no evidence is cut off.
 */
export class KvPhoto extends KvElement {
  static override styles = [...KvElement.styles, ...styles];

  /** The session that the photo belongs to. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** Which photo; `null` when none was taken. */
  @property({ attribute: false }) photo: Photo | null = null;

  /** `thumbnail` for a row of a list, `full` as it was taken. */
  @property({ reflect: true }) size: PhotoSize = 'thumbnail';

  /** The object URL whose bytes begin like an image and cannot be decoded all the same. */
  @state() private brokenUrl: string | undefined;

  readonly #visibility = new VisibilityController(this);
  readonly #picture = new PhotoController(
    this,
    () => {
      const { api, sessionId, photo } = this;
      if (!api || !sessionId || !photo || !this.#visibility.hasBeenNear) return undefined;
      const isBatched = this.workspace?.capabilities.includes('thumbnails') ?? false;
      return { api, sessionId, photoId: photo.id, size: this.#wantedSize, isBatched };
    },
    (error) => this.#onLoadError(error),
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('photo') || changed.has('sessionId')) this.brokenUrl = undefined;
  }

  protected override render() {
    return html`<div
      class="frame ${this.photo ? photoClass(this.photo.kind) : 'none'} ${this.#wantedSize}"
      part="frame"
    >
      ${this.#renderContent()}
    </div>`;
  }

  /** An attribute may say anything. */
  get #wantedSize(): PhotoSize {
    return this.size === 'full' ? 'full' : 'thumbnail';
  }

  #renderContent(): TemplateResult {
    const { photo } = this;
    const { url, error, isRefused } = this.#picture;
    if (!photo) return this.#renderPlaceholder(this.localize.term('photo.missing'));
    const kind = photoText(this.localize, photo.kind);
    if (isRefused) return this.#renderFailure(kind, this.localize.term('photo.refused'));
    if (error || (url && url === this.brokenUrl)) {
      return this.#renderFailure(kind, this.localize.term('photo.failed'), true);
    }
    if (!url) return this.#renderPlaceholder(kind, this.#picture.isPending);
    return html`<img
      part="image"
      src=${url}
      alt=${kind}
      decoding="async"
      draggable="false"
      @error=${this.#onDecodeError}
    />`;
  }

  #renderPlaceholder(label: string, isPending = false): TemplateResult {
    const name = isPending ? `${label}. ${this.localize.term('photo.loading')}` : label;
    return html`<div
      class="placeholder ${isPending ? 'pending' : ''}"
      role="img"
      aria-label=${name}
    >
      ${icon(this.#silhouette)}
    </div>`;
  }

  #renderFailure(kind: string, text: string, isRetryOffered = false): TemplateResult {
    if (this.#wantedSize === 'thumbnail') {
      return html`<div
        class="placeholder failed"
        role="img"
        aria-label=${`${kind}. ${text}`}
        title=${text}
      >
        ${icon(this.#silhouette)}<span class="mark">${icon('warning')}</span>
      </div>`;
    }
    return html`<div class="failure">
      ${icon('warning')}
      <p><strong>${kind}</strong></p>
      <p>${text}</p>
      ${
        isRetryOffered
          ? html`<button class="button" type="button" @click=${this.#retry}>
              ${icon('refresh')}${this.localize.term('retry')}
            </button>`
          : nothing
      }
    </div>`;
  }

  get #silhouette(): IconName {
    const kind = this.photo?.kind ?? 'selfie';
    return kind === 'selfie' ? 'person' : 'document';
  }

  readonly #retry = (): void => {
    this.brokenUrl = undefined;
    this.#picture.retry();
  };

  readonly #onDecodeError = (): void => {
    this.brokenUrl = this.#picture.url;
  };

  /** A photo that is gone is nothing that the host could act on. */
  #onLoadError(error: ReviewError): void {
    if (error.code !== 'not-found') this.reportError(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-photo': KvPhoto;
  }
}
