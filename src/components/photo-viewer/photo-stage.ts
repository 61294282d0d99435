import { html, nothing, type TemplateResult } from 'lit';

import { PhotoController, type PhotoFailure } from '../../controllers/photo.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { viewerTexts } from '../../i18n/en.viewer.js';
import type { Photo } from '../../model/photo.js';
import { property, query, state } from '../../ui/decorators.js';
import { documentIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import {
  isLargerThanStage,
  layoutOf,
  moveBy,
  scaleOf,
  scrolledTo,
  wheelFactor,
  wholePhoto,
  zoomTo,
  type Movement,
  type Point,
  type Scene,
  type Size,
  type View,
} from './geometry.js';
import { asTaken, filterOf, type Look } from './look.js';
import { styles } from './photo-stage.styles.js';
import { Pointers } from './pointers.js';

/** An arrow key moves a photo by this fraction of the stage. */
const arrowStep = 1 / 8;

const arrows: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
]);

/** For the viewer only: the user has moved the photo on the stage. */
export class ViewChangeEvent extends Event {
  readonly movement: Movement;

  constructor(movement: Movement) {
    super('view-change');
    this.movement = movement;
  }
}

/**
 * The part of `<kv-photo-viewer>` that shows one photo. A photo that is larger than the stage is
 * scrolled, so that the browser's scrollbars, touch and keys move it, and dragging does, too.
 * @summary A photo that can be zoomed and moved, without tools.
 * @tagname kv-photo-stage
 * @ignore A part of another element, not an element of its own.
 * @fires {ViewChangeEvent} view-change - For the viewer only: the user has moved the photo.
 * @fires {Event} scene-change - For the viewer only: the size of the photo or the stage has changed.
 * @fires kv-error - The photo could not be loaded.
 */
export class KvPhotoStage extends KvElement {
  static override readonly texts = { ...detailsTexts, ...viewerTexts };
  static override styles = [...KvElement.styles, ...styles];

  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly #picture = new PhotoController(
    this,
    () => {
      const { api, sessionId, photo } = this;
      if (!api || !sessionId || !photo || !this.#visibility.hasBeenNear) return undefined;
      return { api, sessionId, photoId: photo.id, size: 'full' };
    },
    this.reportError,
  );

  /** The session that the photo belongs to. */
  @property({ attribute: false }) sessionId = '';

  @property({ attribute: false }) photo: Photo | null = null;

  /** The accessible name of the photo. */
  @property({ attribute: false }) label = '';

  @property({ attribute: false }) view: View = wholePhoto;

  @property({ attribute: false }) look: Look = asTaken;

  /** Whether the stage fills the screen, so that there is no page to scroll with the wheel. */
  @property({ attribute: false }) isAlone = false;

  /** The object URL of the last decoded photo, and the photo's size. */
  @state() private decoded: { readonly url: string; readonly size: Size } | undefined;
  @state() private stageSize: Size | undefined;
  @state() private isDragged = false;

  @query('.scroller') private scroller!: HTMLElement;
  @query('.content') private content?: HTMLElement;
  @query('img') private image?: HTMLImageElement;

  readonly #pointers = new Pointers();
  readonly #resizes = new ResizeObserver(() => this.#measureStage());
  /** The last scroll position, set by the user or by the view. */
  #scroll: Point = { x: 0, y: 0 };
  /** The view and sizes that were rendered last. */
  #shown: { readonly view?: View; readonly photo?: Size; readonly stage?: Size } = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#pointers.clear();
  }

  protected override updated(): void {
    const { scene, view } = this;
    if (this.image) this.image.style.filter = filterOf(this.look);
    const isSameScene = this.#shown.photo === scene?.photo && this.#shown.stage === scene?.stage;
    if (isSameScene && this.#shown.view === view) return;
    if (scene) this.#show(scene);
    this.#shown = scene ? { view, ...scene } : {};
    if (!isSameScene) this.dispatchEvent(new Event('scene-change'));
  }

  /** The sizes of photo and stage, once both are known. */
  get scene(): Scene | undefined {
    const { decoded, stageSize } = this;
    if (!decoded || !stageSize || decoded.url !== this.#picture.url) return undefined;
    return { photo: decoded.size, stage: stageSize };
  }

  override focus(options?: FocusOptions): void {
    this.scroller.focus(options);
  }

  protected override render() {
    const { scene, localize } = this;
    const isLarger = scene !== undefined && isLargerThanStage(this.view, scene);
    return html`<div
        class="scroller ${isLarger ? 'larger' : ''} ${this.isDragged ? 'dragged' : ''}"
        dir="ltr"
        role="group"
        tabindex="0"
        aria-label=${localize.term('viewer.view', { photo: this.label })}
        aria-describedby="hint"
        @scroll=${this.#onScroll}
        @wheel=${this.#onWheel}
        @keydown=${this.#onKeyDown}
        @dblclick=${this.#onDoubleClick}
        @pointerdown=${this.#onPointerDown}
        @pointermove=${this.#onPointerMove}
        @pointerup=${this.#onPointerEnd}
        @pointercancel=${this.#onPointerEnd}
        @touchstart=${this.#keepPinch}
        @touchmove=${this.#keepPinch}
      >
        ${this.#renderPicture()}
      </div>
      ${this.#renderOver()}
      <p id="hint" class="visually-hidden">${localize.term('viewer.moveHint')}</p>`;
  }

  #renderPicture(): TemplateResult | typeof nothing {
    const { url, failure } = this.#picture;
    if (!url || failure) return nothing;
    return html`<div class="content">
      <img
        class=${this.scene ? 'measured' : ''}
        src=${url}
        alt=${this.label}
        decoding="async"
        draggable="false"
        @load=${this.#onDecode}
        @error=${this.#picture.onDecodeError}
      />
    </div>`;
  }

  #renderOver(): TemplateResult | typeof nothing {
    const { url, failure } = this.#picture;
    if (failure) return this.#renderFailure(failure);
    if (url) return nothing;
    const text = this.localize.term('photo.loading');
    return html`<div class="over">
      <div class="placeholder" role="img" aria-label=${`${this.label}. ${text}`}>
        ${this.photo?.kind === 'selfie' ? icon('person') : renderDrawing(documentIcon)}
      </div>
    </div>`;
  }

  #renderFailure(failure: PhotoFailure): TemplateResult {
    const text = this.localize.term(`photo.${failure}`);
    return html`<div class="over">
      ${icon('warning')}
      <p>${text}</p>
      ${
        failure === 'failed'
          ? html`<button class="button" type="button" @click=${this.#picture.retry}>
              ${icon('refresh')}${this.localize.term('retry')}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Updates size, turn and scroll position to match the view. */
  #show(scene: Scene): void {
    const { content, image, scroller } = this;
    if (!content || !image) return;
    const { picture, content: box, scroll } = layoutOf(this.view, scene);
    image.style.inlineSize = `${picture.width}px`;
    image.style.blockSize = `${picture.height}px`;
    image.style.transform = `rotate(${this.view.turns * 90}deg)`;
    content.style.inlineSize = `${box.width}px`;
    content.style.blockSize = `${box.height}px`;
    scroller.scrollTo({ left: scroll.x, top: scroll.y, behavior: 'instant' });
    this.#scroll = { x: scroller.scrollLeft, y: scroller.scrollTop };
  }

  /** Applies a movement of the user and notifies the viewer. */
  #move(after: View): void {
    const { scene, view: before } = this;
    if (!scene || after === before) return;
    this.view = after;
    this.dispatchEvent(new ViewChangeEvent({ before, after, scene }));
  }

  #measureStage(): void {
    const { clientWidth: width, clientHeight: height } = this;
    // A stage in a closed dialog has no size.
    this.stageSize = width > 0 && height > 0 ? { width, height } : undefined;
  }

  /** Relative to the top left corner of the stage. */
  #place({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.scroller.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #isBeyondClientArea(event: MouseEvent): boolean {
    const { x, y } = this.#place(event);
    return x >= this.scroller.clientWidth || y >= this.scroller.clientHeight;
  }

  readonly #onScroll = (): void => {
    const { scene, scroller } = this;
    const scroll = { x: scroller.scrollLeft, y: scroller.scrollTop };
    const isOwn =
      Math.abs(scroll.x - this.#scroll.x) < 1 && Math.abs(scroll.y - this.#scroll.y) < 1;
    if (isOwn || !scene || this.view !== this.#shown.view) return;
    this.#scroll = scroll;
    const view = scrolledTo(this.view, scene, scroll);
    // Setting the scroll position would interrupt a movement by touch or keys.
    this.#shown = { ...this.#shown, view };
    this.#move(view);
  };

  /**
   * The wheel scrolls, as everywhere on a page, so that a photo does not trap the user. With Ctrl
   * or ⌘ it zooms; a trackpad sends a pinch as Ctrl and wheel. In full screen there is no page to
   * scroll, and the wheel zooms without a key.
   */
  readonly #onWheel = (event: WheelEvent): void => {
    const { scene } = this;
    if (!scene || !(event.ctrlKey || event.metaKey || this.isAlone)) return;
    event.preventDefault();
    const factor = wheelFactor(event.deltaY, event.deltaMode);
    const scale = scaleOf(this.view, scene) * factor;
    this.#move(zoomTo(this.view, scene, scale, this.#place(event)));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { scene, scroller } = this;
    const arrow = arrows.get(event.key);
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!arrow || !scene || hasModifier) return;
    const { scrollLeft, scrollTop } = scroller;
    scroller.scrollTo({
      left: scrollLeft + arrow.x * scene.stage.width * arrowStep,
      top: scrollTop + arrow.y * scene.stage.height * arrowStep,
      behavior: 'instant',
    });
    // At the end of the photo, the key scrolls the page.
    if (scroller.scrollLeft !== scrollLeft || scroller.scrollTop !== scrollTop) {
      event.preventDefault();
    }
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const { scene, view } = this;
    if (!scene) return;
    const scale = layoutOf(wholePhoto, scene).scale;
    this.#move(
      view.zoom === 'fit'
        ? zoomTo(view, scene, Math.max(1, scale * 2), this.#place(event))
        : { ...view, zoom: 'fit', focus: wholePhoto.focus },
    );
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    const isOnScrollbar = event.target === this.scroller && this.#isBeyondClientArea(event);
    if (!this.scene || event.button !== 0 || isOnScrollbar) return;
    if (!this.#pointers.down(event.pointerId, this.#place(event))) return;
    if (event.pointerType !== 'touch') this.scroller.setPointerCapture(event.pointerId);
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    const { scene } = this;
    const movement = this.#pointers.move(event.pointerId, this.#place(event));
    if (!movement || !scene) return;
    // The browser scrolls by itself with a single finger.
    if (movement.count === 1 && event.pointerType === 'touch') return;
    this.isDragged = movement.count === 1;
    const scale = scaleOf(this.view, scene) * movement.factor;
    const zoomed =
      movement.factor === 1 ? this.view : zoomTo(this.view, scene, scale, movement.middle);
    this.#move(moveBy(zoomed, scene, movement.distance));
  };

  readonly #onPointerEnd = (event: PointerEvent): void => {
    this.#pointers.up(event.pointerId);
    this.isDragged = false;
  };

  /** Two fingers must zoom the photo, not the page. */
  readonly #keepPinch = (event: TouchEvent): void => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };

  readonly #onDecode = (event: Event): void => {
    const { naturalWidth: width, naturalHeight: height } = event.target as HTMLImageElement;
    const { url } = this.#picture;
    if (url) this.decoded = { url, size: { width, height } };
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-photo-stage': KvPhotoStage;
  }
}
