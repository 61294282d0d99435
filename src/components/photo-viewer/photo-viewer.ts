import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { FocusKeeper } from '../../controllers/focus-keeper.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { viewerTexts } from '../../i18n/en.viewer.js';
import type { Photo } from '../../model/photo.js';
import { property, queryAll, state } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { KvPhoto } from '../photo/photo.js';
import { renderAdjustments } from './adjustments.js';
import { Appearances } from './appearances.js';
import { photoName, renderCaption, zoomText } from './caption.js';
import {
  turnBy,
  wholePhoto,
  zoomStep,
  zoomTo,
  type Movement,
  type Scene,
  type View,
} from './geometry.js';
import { Panes } from './panes.js';
import { KvPhotoStage, type ViewChangeEvent } from './photo-stage.js';
import { styles } from './photo-viewer.styles.js';
import { renderThumbnails } from './thumbnails.js';
import { toolKeys } from './tool-keys.js';
import { Toolbar, toolOf, type Tool } from './toolbar.js';
import { toolsOf } from './tools.js';

/** In milliseconds. Delays the announcement, so that one turn of the wheel is announced once. */
const announcementDelayMs = 200;

/**
 * Shows the photos of a session as they were taken, one at a time or two side by side. An agent can
 * zoom, move and turn a photo, and change its brightness and contrast, by mouse, touch or keyboard;
 * nothing requires dragging. The element keeps the zoom and turn of each photo while it shows the
 * same session.
 * @summary A viewer for selfies and photos of documents.
 * @tagname kv-photo-viewer
 * @example
 * ```html
 * <kv-photo-viewer session-id="s-42" compare></kv-photo-viewer>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const { attempts } = await api.getSession('s-42');
 *   document.querySelector('kv-photo-viewer').photos = attempts.at(-1).photos;
 * </script>
 * ```
 * @fires kv-photo-change - The user has chosen another photo, or has switched between one photo and two.
 * @fires kv-error - A photo could not be loaded.
 * @csspart toolbar - The tools.
 * @csspart pane - One photo at full size with its caption.
 * @csspart caption - The name, zoom and turn of the photo.
 * @csspart thumbnails - The photos to choose from.
 * @csspart notice - A message in place of the photos: none were taken, or an error.
 * @cssproperty [--kv-photo-viewer-block-size=clamp(16rem, 55vb, 40rem)] - The height of the photos if the element has no height of its own.
 */
export class KvPhotoViewer extends KvElement {
  static override readonly texts = { ...detailsTexts, ...viewerTexts };
  static override styles = [...KvElement.styles, ...styles];
  static override dependencies = { 'kv-photo': KvPhoto, 'kv-photo-stage': KvPhotoStage };

  readonly #appearances = new Appearances(this);
  readonly #panes = new Panes(this);
  readonly #toolbar = new Toolbar(this);

  /** The session that the photos belong to. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** The photos to choose from. */
  @property({ attribute: false }) photos: readonly Photo[] = [];

  /** Id of the photo that is shown. If no photo has this id, the first one is shown. */
  @property({ attribute: 'photo-id' }) photoId = '';

  /** Shows a second photo beside the first: a document for a selfie, the selfie for a document. */
  @property({ type: Boolean, reflect: true }) compare = false;

  @state() private isAdjusting = false;
  @state() private isFullScreen = false;
  @state() private announcement = '';

  @queryAll('kv-photo-stage') private stages!: NodeListOf<KvPhotoStage>;

  #announcementTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    // A key may remove the tool, the slider or the photo that has the focus.
    new FocusKeeper(this, () => this.focus());
    this.addEventListener('fullscreenchange', () => {
      this.isFullScreen = this.matches(':fullscreen');
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sessionId')) this.#forget();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await this.#activeStage?.updateComplete;
    return isComplete;
  }

  /** The photo that the tools work on: the one that had the focus last. */
  get activePhoto(): Photo | undefined {
    return this.#panes.active;
  }

  /** Enlarges the photo by one step. */
  zoomIn(): void {
    this.#changeView((view, scene) => zoomStep(view, scene, 1));
  }

  /** Makes the photo smaller by one step. */
  zoomOut(): void {
    this.#changeView((view, scene) => zoomStep(view, scene, -1));
  }

  /** Shows the whole photo. */
  fit(): void {
    this.#changeView((view) => ({ ...view, zoom: 'fit', focus: wholePhoto.focus }));
  }

  /** Shows every pixel of the photo as one CSS pixel. */
  showActualSize(): void {
    this.#changeView((view, scene) => zoomTo(view, scene, 1));
  }

  /** Turns the active photo by 90°. */
  rotate(direction: 'left' | 'right'): void {
    const photo = this.activePhoto;
    if (!photo) return;
    const { view } = this.#appearances.of(photo);
    const turned = turnBy(view, direction === 'right' ? 1 : -1);
    this.#appearances.change(photo, { view: turned });
    this.#announce(this.localize.term('viewer.rotation', { degrees: turned.turns * 90 }));
  }

  /** Resets every photo: whole, unturned and unadjusted. */
  reset(): void {
    this.#appearances.clear();
    this.#announce(this.localize.term('viewer.restored'));
  }

  /** Shows the next photo; the first one follows the last. */
  showNext(): void {
    this.#showBy(1);
  }

  /** Shows the previous photo. */
  showPrevious(): void {
    this.#showBy(-1);
  }

  /** Enters or leaves full screen. Does nothing if the browser or the page does not allow it. */
  async toggleFullScreen(): Promise<void> {
    if (!document.fullscreenEnabled) return;
    try {
      await (this.isFullScreen ? document.exitFullscreen() : this.requestFullscreen());
    } catch {
      this.#announce(this.localize.term('viewer.noFullScreen'));
    }
  }

  /** Moves the focus to the active photo, where the keys of the tools work. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#activeStage?.focus(options));
  }

  /**
   * Runs the tool of a key that was pressed beside the viewer, such as on the Close button of a
   * dialog around it. Keys that are pressed in the viewer run their tools without it.
   */
  runKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const invert: Tool = {
      icon: 'adjust',
      label: '',
      keys: toolKeys.invert,
      run: () => this.#toggleInverted(),
    };
    const tool = toolOf(event, [...this.#tools, invert]);
    if (!tool) return;
    // The host may use the same key.
    event.preventDefault();
    event.stopPropagation();
    if (!tool.isDisabled) tool.run();
  }

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const { photos: panes } = this.#panes;
    if (panes.length === 0 || !this.sessionId) {
      return renderNotice({ icon: 'person', title: localize.term('photo.none') });
    }
    return html`<div
      class="viewer ${this.isFullScreen ? 'full-screen' : ''}"
      @keydown=${this.#onKeyDown}
    >
      ${this.#renderToolbar()} ${this.isAdjusting ? this.#renderAdjustments() : nothing}
      <div class="panes ${panes.length > 1 ? 'two' : ''}">
        ${panes.map((photo, index) => this.#renderPane(photo, index))}
      </div>
      ${this.photos.length > 1 ? this.#renderThumbnails(panes) : nothing}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #renderToolbar(): TemplateResult {
    const { localize, activePhoto } = this;
    const photo = activePhoto ? this.#nameOf(activePhoto) : '';
    return this.#toolbar.render(
      this.#tools,
      localize.term('viewer.tools', { photo }),
      localize.term('viewer.hint'),
    );
  }

  #renderAdjustments(): TemplateResult | typeof nothing {
    const photo = this.activePhoto;
    if (!photo) return nothing;
    const { look } = this.#appearances.of(photo);
    return renderAdjustments(this.#nameOf(photo), look, this.localize, {
      change: (changed) => this.#appearances.change(photo, { look: changed }),
      close: this.#toggleAdjusting,
    });
  }

  #renderPane(photo: Photo, index: number): TemplateResult {
    const { view, look } = this.#appearances.of(photo);
    const name = this.#nameOf(photo);
    const isActive = index === this.#panes.activeIndex;
    return html`<figure
      class="pane ${isActive ? 'active' : ''}"
      part="pane"
      @focusin=${() => this.#panes.activate(index)}
      @pointerdown=${() => this.#panes.activate(index)}
    >
      <kv-photo-stage
        .sessionId=${this.sessionId}
        .photo=${photo}
        .label=${name}
        .view=${view}
        .look=${look}
        .isAlone=${this.isFullScreen}
        @view-change=${(event: ViewChangeEvent) => this.#onViewChange(photo, event.movement)}
        @scene-change=${this.#onSceneChange}
      ></kv-photo-stage>
      ${renderCaption(name, view, this.#sceneOf(index), this.localize)}
    </figure>`;
  }

  #renderThumbnails(panes: readonly Photo[]): TemplateResult {
    return renderThumbnails({
      sessionId: this.sessionId,
      photos: this.photos,
      shown: panes,
      active: this.activePhoto,
      label: this.localize.term('details.photos'),
      nameOf: (photo) => this.#nameOf(photo),
      choose: (photo) => this.#choose(photo),
    });
  }

  get #tools(): Tool[] {
    const { localize, activePhoto, isAdjusting, isFullScreen } = this;
    return toolsOf(
      {
        localize,
        count: this.photos.length,
        view: activePhoto ? this.#appearances.of(activePhoto).view : wholePhoto,
        scene: this.#sceneOf(this.#panes.activeIndex),
        isComparing: this.#panes.photos.length > 1,
        isLinked: this.#appearances.isLinked,
        isAdjusting,
        isFullScreen,
      },
      {
        viewer: this,
        adjust: this.#toggleAdjusting,
        compare: () => this.#toggleCompare(),
        link: () => this.#toggleLinked(),
      },
    );
  }

  get #activeStage(): KvPhotoStage | undefined {
    return [...this.stages].at(this.#panes.activeIndex);
  }

  /** The sizes of a pane, once its photo is decoded. */
  #sceneOf(index: number): Scene | undefined {
    const stage = [...this.stages].at(index);
    if (!stage || stage.sessionId !== this.sessionId) return undefined;
    return stage.photo?.id === this.#panes.photos[index]?.id ? stage.scene : undefined;
  }

  #nameOf(photo: Photo): string {
    return photoName(photo, this.photos, this.localize);
  }

  /** Changes the view of the active photo, and of the other one if they are linked. */
  #changeView(change: (view: View, scene: Scene) => View): void {
    const photo = this.activePhoto;
    const scene = this.#sceneOf(this.#panes.activeIndex);
    if (!photo || !scene) return;
    const before = this.#appearances.of(photo).view;
    this.#onViewChange(photo, { before, after: change(before, scene), scene });
  }

  #onViewChange(photo: Photo, movement: Movement): void {
    const { before, after, scene } = movement;
    const besideIndex = this.#panes.photos.findIndex(({ id }) => id !== photo.id);
    const beside = this.#panes.photos[besideIndex];
    this.#appearances.move(photo, movement, beside, this.#sceneOf(besideIndex));
    const percent = zoomText(after, scene, this.localize);
    if (after.zoom === before.zoom || percent === zoomText(before, scene, this.localize)) return;
    this.#announce(this.localize.term('viewer.zoom', { percent }));
  }

  #showBy(step: number): void {
    const { photos } = this;
    const { length } = photos;
    const index = photos.findIndex((photo) => photo === this.activePhoto);
    const next = photos[(index + step + length) % length];
    if (next) this.#choose(next);
  }

  #choose(photo: Photo): void {
    if (photo === this.activePhoto) return;
    this.#panes.show(photo);
    this.#announceShown(photo);
    this.#emitChange();
  }

  #announceShown(photo: Photo): void {
    const position = this.photos.indexOf(photo) + 1;
    const count = this.photos.length;
    const name = this.#nameOf(photo);
    this.#announce(this.localize.term('viewer.shown', { photo: name, position, count }));
  }

  #toggleCompare(): void {
    this.#panes.toggleCompare();
    const [first, second] = this.#panes.photos;
    if (first && second) {
      const names = { first: this.#nameOf(first), second: this.#nameOf(second) };
      this.#announce(this.localize.term('viewer.compared', names));
    } else if (first) {
      this.#announceShown(first);
    }
    this.#emitChange();
  }

  #toggleLinked(): void {
    this.#appearances.toggleLinked();
    const { isLinked } = this.#appearances;
    this.#announce(this.localize.term(isLinked ? 'viewer.linked' : 'viewer.unlinked'));
  }

  #toggleInverted(): void {
    const photo = this.activePhoto;
    if (!photo) return;
    const { look } = this.#appearances.of(photo);
    const isInverted = !look.isInverted;
    this.#appearances.change(photo, { look: { ...look, isInverted } });
    this.#announce(this.localize.term(isInverted ? 'viewer.inverted' : 'viewer.notInverted'));
  }

  #emitChange(): void {
    const photoId = this.#panes.photos[0]?.id ?? '';
    this.emit('kv-photo-change', { photoId, compare: this.compare });
  }

  #announce(text: string): void {
    clearTimeout(this.#announcementTimer);
    this.#announcementTimer = setTimeout(() => (this.announcement = text), announcementDelayMs);
  }

  /** The settings for one client must not affect the next one. */
  #forget(): void {
    clearTimeout(this.#announcementTimer);
    this.announcement = '';
    this.#appearances.clear();
    this.#panes.clear();
  }

  readonly #onSceneChange = (): void => this.requestUpdate();

  readonly #toggleAdjusting = (): void => {
    this.isAdjusting = !this.isAdjusting;
  };

  /** The keys work while the focus is in the viewer, and only then (WCAG 2.1.4). */
  readonly #onKeyDown = (event: KeyboardEvent): void => this.runKey(event);
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-photo-viewer': KvPhotoViewer;
  }
}
