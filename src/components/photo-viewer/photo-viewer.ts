import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, queryAll, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { reviewTexts } from '../../i18n/en.review.js';
import { photoText } from '../../i18n/values.js';
import type { Photo } from '../../model/photo.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { KvPhoto } from '../photo/photo.js';
import {
  follow,
  scaleLimits,
  scaleOf,
  turnBy,
  wholePhoto,
  zoomStep,
  zoomTo,
  type Movement,
  type Scene,
  type View,
} from './geometry.js';
import { renderAdjustments } from './adjustments.js';
import { asTaken, type Look } from './look.js';
import { counterpartOf } from './pairing.js';
import { KvPhotoStage, type ViewChangeEvent } from './photo-stage.js';
import { styles } from './photo-viewer.styles.js';
import { keyOf, nextToolIndex, renderHint, renderTool, toolOf, type Tool } from './toolbar.js';

/** The settings of one photo, kept while its session is shown. */
interface Appearance {
  readonly view: View;
  readonly look: Look;
}

const untouched: Appearance = { view: wholePhoto, look: asTaken };

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
 *   const { attempts } = await api.getSession('s-42');
 *   document.querySelector('kv-photo-viewer').photos = attempts.at(-1).photos;
 * </script>
 * ```
 * @fires {CustomEvent<{ photoId: string, compare: boolean }>} kv-photo-change - The user has chosen another photo, or has switched between one photo and two.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A photo could not be loaded.
 * @csspart toolbar - The tools.
 * @csspart pane - One photo at full size with its caption.
 * @csspart caption - The name, zoom and turn of the photo.
 * @csspart thumbnails - The photos to choose from.
 * @csspart notice - A message in place of the photos: none were taken, or an error.
 * @cssproperty [--kv-photo-viewer-block-size=clamp(16rem, 55vb, 40rem)] - The height of the photos if the element has no height of its own.
 */
export class KvPhotoViewer extends KvElement {
  static override readonly texts = reviewTexts;
  static override styles = [...KvElement.styles, ...styles];
  static override dependencies = { 'kv-photo': KvPhoto, 'kv-photo-stage': KvPhotoStage };

  /** The session that the photos belong to. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** The photos to choose from. */
  @property({ attribute: false }) photos: readonly Photo[] = [];

  /** Id of the photo that is shown. If no photo has this id, the first one is shown. */
  @property({ attribute: 'photo-id' }) photoId = '';

  /** Shows a second photo beside the first: a document for a selfie, the selfie for a document. */
  @property({ type: Boolean, reflect: true }) compare = false;

  /** The id of the second photo, if the user has chosen one. */
  @state() private besideId = '';
  /** The index of the photo that the tools work on. */
  @state() private activePane = 0;
  @state() private isLinked = true;
  @state() private isAdjusting = false;
  @state() private isFullScreen = false;
  /** The key of the tool that is the toolbar's tab stop. */
  @state() private tabStop: string | undefined;
  @state() private hinted: Tool | undefined;
  @state() private announcement = '';

  @queryAll('kv-photo-stage') private stages!: NodeListOf<KvPhotoStage>;

  /** By photo id. */
  readonly #appearances = new Map<string, Appearance>();
  #announcementTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
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
    if (!this.#panes[this.activePane]) this.activePane = 0;
  }

  /** The photo that the tools work on: the one that had the focus last. */
  get activePhoto(): Photo | undefined {
    return this.#panes[this.activePane];
  }

  zoomIn(): void {
    this.#changeView((view, scene) => zoomStep(view, scene, 1));
  }

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
    const { view } = this.#appearanceOf(photo);
    const turned = turnBy(view, direction === 'right' ? 1 : -1);
    this.#keep(photo, { view: turned });
    this.#announce(this.localize.term('viewer.rotation', { degrees: turned.turns * 90 }));
  }

  /** Resets every photo: whole, unturned and unadjusted. */
  reset(): void {
    this.#appearances.clear();
    this.requestUpdate();
    this.#announce(this.localize.term('viewer.restored'));
  }

  /** Shows the next photo; the first one follows the last. */
  showNext(): void {
    this.#showBy(1);
  }

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

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const panes = this.#panes;
    if (panes.length === 0 || !this.sessionId) {
      return renderNotice({ icon: 'person', title: localize.term('photo.none') });
    }
    const tools = this.#tools;
    return html`<div
      class="viewer ${this.isFullScreen ? 'full-screen' : ''}"
      @keydown=${this.#onKeyDown}
    >
      ${this.#renderToolbar(tools)} ${this.isAdjusting ? this.#renderAdjustments() : nothing}
      <div class="panes ${panes.length > 1 ? 'two' : ''}">
        ${panes.map((photo, index) => this.#renderPane(photo, index))}
      </div>
      ${this.photos.length > 1 ? this.#renderThumbnails(panes) : nothing}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #renderToolbar(tools: readonly Tool[]): TemplateResult {
    const { localize } = this;
    const photo = this.activePhoto;
    const tabStop = tools.find((tool) => keyOf(tool) === this.tabStop) ?? tools[0];
    return html`<div class="bar">
      <div
        class="toolbar"
        part="toolbar"
        role="toolbar"
        aria-label=${localize.term('viewer.tools', { photo: photo ? this.#nameOf(photo) : '' })}
        @keydown=${this.#onToolbarKeyDown}
        @focusin=${this.#onToolbarFocus}
      >
        ${repeat(tools, keyOf, (tool) => renderTool(tool, tool === tabStop, this.#onHint))}
      </div>
      <p class="hint" aria-hidden="true">
        ${this.hinted ? renderHint(this.hinted) : localize.term('viewer.hint')}
      </p>
    </div>`;
  }

  #renderAdjustments(): TemplateResult | typeof nothing {
    const photo = this.activePhoto;
    if (!photo) return nothing;
    return renderAdjustments(this.#nameOf(photo), this.#appearanceOf(photo).look, this.localize, {
      change: (look) => this.#keep(photo, { look }),
      close: this.#toggleAdjusting,
    });
  }

  #renderPane(photo: Photo, index: number): TemplateResult {
    const { view, look } = this.#appearanceOf(photo);
    const name = this.#nameOf(photo);
    const isActive = index === this.activePane;
    return html`<figure
      class="pane ${isActive ? 'active' : ''}"
      part="pane"
      @focusin=${() => (this.activePane = index)}
      @pointerdown=${() => (this.activePane = index)}
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
      <figcaption part="caption">
        <span class="name">${name}</span>
        ${this.#renderState(index, view)}
      </figcaption>
    </figure>`;
  }

  #renderState(index: number, view: View): TemplateResult | typeof nothing {
    const scene = this.#sceneOf(index);
    if (!scene) return nothing;
    const { localize } = this;
    return html`<span
        >${localize.term('viewer.zoom', { percent: this.#percentOf(view, scene) })}</span
      >
      ${
        view.turns === 0
          ? nothing
          : html`<span>${localize.term('viewer.rotation', { degrees: view.turns * 90 })}</span>`
      }`;
  }

  #renderThumbnails(panes: readonly Photo[]): TemplateResult {
    return html`<div
      class="thumbnails"
      part="thumbnails"
      role="group"
      aria-label=${this.localize.term('details.photos')}
    >
      ${this.photos.map((photo) => {
        const isShown = panes.includes(photo);
        const name = this.#nameOf(photo);
        return html`<button
          class="thumbnail ${photo === this.activePhoto ? 'active' : ''}"
          type="button"
          aria-pressed=${String(isShown)}
          @click=${() => this.#choose(photo)}
        >
          <kv-photo
            .sessionId=${this.sessionId}
            .photo=${photo}
            size="thumbnail"
            aria-hidden="true"
          ></kv-photo>
          <span class="name">${name}</span>
        </button>`;
      })}
    </div>`;
  }

  get #tools(): Tool[] {
    const { localize } = this;
    const photo = this.activePhoto;
    const scene = this.#sceneOf(this.activePane);
    const view = photo ? this.#appearanceOf(photo).view : wholePhoto;
    const scale = scene ? scaleOf(view, scene) : 1;
    const { least, most } = scene ? scaleLimits(scene, view.turns) : { least: 1, most: 1 };
    const isSingle = this.photos.length < 2;
    const choosing: Tool[] = [
      {
        icon: 'previous',
        label: localize.term('viewer.previous'),
        keys: [','],
        run: () => this.showPrevious(),
      },
      {
        icon: 'next',
        label: localize.term('viewer.next'),
        keys: ['.'],
        run: () => this.showNext(),
      },
    ];
    const looking: Tool[] = [
      {
        icon: 'zoom-out',
        label: localize.term('viewer.zoomOut'),
        keys: ['-', '_'],
        isDisabled: scale <= least,
        run: () => this.zoomOut(),
      },
      {
        icon: 'zoom-in',
        label: localize.term('viewer.zoomIn'),
        keys: ['+', '='],
        isDisabled: scale >= most,
        run: () => this.zoomIn(),
      },
      {
        icon: 'fit',
        label: localize.term('viewer.fit'),
        keys: ['0'],
        isDisabled: !scene,
        run: () => this.fit(),
      },
      {
        icon: 'actual-size',
        label: localize.term('viewer.actualSize'),
        keys: ['1'],
        isDisabled: !scene,
        run: () => this.showActualSize(),
      },
      {
        icon: 'rotate-left',
        label: localize.term('viewer.rotateLeft'),
        keys: ['t'],
        isShifted: true,
        run: () => this.rotate('left'),
      },
      {
        icon: 'rotate-right',
        label: localize.term('viewer.rotateRight'),
        keys: ['t'],
        run: () => this.rotate('right'),
      },
      {
        icon: 'adjust',
        label: localize.term('viewer.adjust'),
        keys: ['a'],
        isExpanded: this.isAdjusting,
        isNamed: true,
        run: this.#toggleAdjusting,
      },
    ];
    const isComparing = this.#panes.length > 1;
    const compare: Tool = {
      icon: 'compare',
      label: localize.term('viewer.compare'),
      keys: ['c'],
      isPressed: isComparing,
      isNamed: true,
      run: () => this.#toggleCompare(),
    };
    const link: Tool = {
      icon: 'link',
      label: localize.term('viewer.link'),
      keys: ['l'],
      isPressed: this.isLinked,
      run: () => this.#toggleLinked(),
    };
    const fullScreen: Tool = {
      icon: this.isFullScreen ? 'leave-full-screen' : 'full-screen',
      label: localize.term(this.isFullScreen ? 'viewer.leaveFullScreen' : 'viewer.fullScreen'),
      keys: ['f'],
      isNamed: true,
      run: () => void this.toggleFullScreen(),
    };
    const reset: Tool = {
      icon: 'reset',
      label: localize.term('viewer.reset'),
      keys: [],
      isNamed: true,
      run: () => this.reset(),
    };
    return [
      ...(isSingle ? [] : choosing),
      ...looking,
      ...(isSingle ? [] : [compare]),
      ...(isComparing ? [link] : []),
      ...(document.fullscreenEnabled ? [fullScreen] : []),
      reset,
    ];
  }

  /** The photos at full size: one, or two to compare. */
  get #panes(): readonly Photo[] {
    const { photos } = this;
    const photo = photos.find(({ id }) => id === this.photoId) ?? photos[0];
    if (!photo) return [];
    if (!this.compare) return [photo];
    const chosen = photos.find(({ id }) => id === this.besideId && id !== photo.id);
    const beside = chosen ?? counterpartOf(photo, photos);
    return beside ? [photo, beside] : [photo];
  }

  #appearanceOf({ id }: Photo): Appearance {
    return this.#appearances.get(id) ?? untouched;
  }

  #keep(photo: Photo, changes: Partial<Appearance>): void {
    this.#appearances.set(photo.id, { ...this.#appearanceOf(photo), ...changes });
    this.requestUpdate();
  }

  /** The sizes of a pane, once its photo is decoded. */
  #sceneOf(index: number): Scene | undefined {
    const stage = [...this.stages].at(index);
    if (!stage || stage.sessionId !== this.sessionId) return undefined;
    return stage.photo?.id === this.#panes[index]?.id ? stage.scene : undefined;
  }

  /** The name of a photo, numbered if there are several of its kind. */
  #nameOf(photo: Photo): string {
    const kind = photoText(this.localize, photo.kind);
    const alike = this.photos.filter((other) => other.kind === photo.kind);
    if (alike.length < 2) return kind;
    return `${kind} ${this.localize.current.number(alike.indexOf(photo) + 1)}`;
  }

  #percentOf(view: View, scene: Scene): string {
    return this.localize.current.number(scaleOf(view, scene), {
      style: 'percent',
      maximumFractionDigits: 0,
    });
  }

  /** Changes the view of the active photo, and of the other one if they are linked. */
  #changeView(change: (view: View, scene: Scene) => View): void {
    const photo = this.activePhoto;
    const scene = this.#sceneOf(this.activePane);
    if (!photo || !scene) return;
    const before = this.#appearanceOf(photo).view;
    this.#onViewChange(photo, { before, after: change(before, scene), scene });
  }

  #onViewChange(photo: Photo, movement: Movement): void {
    const { before, after, scene } = movement;
    this.#keep(photo, { view: after });
    this.#followBeside(photo, movement);
    const percent = this.#percentOf(after, scene);
    if (after.zoom === before.zoom || percent === this.#percentOf(before, scene)) return;
    this.#announce(this.localize.term('viewer.zoom', { percent }));
  }

  #followBeside(photo: Photo, movement: Movement): void {
    const index = this.#panes.findIndex(({ id }) => id !== photo.id);
    const other = this.#panes[index];
    const scene = this.#sceneOf(index);
    if (!this.isLinked || !other || !scene) return;
    this.#keep(other, { view: follow(movement, this.#appearanceOf(other).view, scene) });
  }

  #showBy(step: number): void {
    const { photos } = this;
    const { length } = photos;
    const index = photos.findIndex((photo) => photo === this.activePhoto);
    const next = photos[(index + step + length) % length];
    if (next) this.#choose(next);
  }

  /**
   * Shows the photo in the active pane. If the other pane shows it, the two photos change places.
   */
  #choose(photo: Photo): void {
    const [first, second] = this.#panes;
    if (!first || photo === this.activePhoto) return;
    if (this.activePane === 0) {
      if (photo === second) this.besideId = first.id;
      else if (second) this.besideId = second.id;
      this.photoId = photo.id;
    } else {
      if (photo === first && second) this.photoId = second.id;
      this.besideId = photo.id;
    }
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
    const active = this.activePhoto;
    if (this.compare && active) this.photoId = active.id;
    this.compare = !this.compare;
    this.besideId = '';
    this.activePane = 0;
    const [first, second] = this.#panes;
    if (first && second) {
      const names = { first: this.#nameOf(first), second: this.#nameOf(second) };
      this.#announce(this.localize.term('viewer.compared', names));
    } else if (first) {
      this.#announceShown(first);
    }
    this.#emitChange();
  }

  #toggleLinked(): void {
    this.isLinked = !this.isLinked;
    this.#announce(this.localize.term(this.isLinked ? 'viewer.linked' : 'viewer.unlinked'));
  }

  #toggleInverted(): void {
    const photo = this.activePhoto;
    if (!photo) return;
    const { look } = this.#appearanceOf(photo);
    const isInverted = !look.isInverted;
    this.#keep(photo, { look: { ...look, isInverted } });
    this.#announce(this.localize.term(isInverted ? 'viewer.inverted' : 'viewer.notInverted'));
  }

  #emitChange(): void {
    const photoId = this.#panes[0]?.id ?? '';
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
    this.besideId = '';
    this.activePane = 0;
  }

  readonly #onSceneChange = (): void => this.requestUpdate();

  readonly #toggleAdjusting = (): void => {
    this.isAdjusting = !this.isAdjusting;
  };

  readonly #onHint = (tool?: Tool): void => {
    this.hinted = tool;
  };

  /** The keys work while the focus is in the viewer, and only then (WCAG 2.1.4). */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const invert: Tool = {
      icon: 'adjust',
      label: '',
      keys: ['i'],
      run: () => this.#toggleInverted(),
    };
    const tool = toolOf(event, [...this.#tools, invert]);
    if (!tool) return;
    // The host may use the same key.
    event.preventDefault();
    event.stopPropagation();
    if (!tool.isDisabled) tool.run();
  };

  readonly #onToolbarKeyDown = (event: KeyboardEvent): void => {
    const toolbar = event.currentTarget as HTMLElement;
    const buttons = [...toolbar.querySelectorAll('button')];
    const index = buttons.indexOf(event.target as HTMLButtonElement);
    const direction = getComputedStyle(toolbar).direction === 'rtl' ? 'rtl' : 'ltr';
    const next = nextToolIndex(event.key, index, buttons.length, direction);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };

  readonly #onToolbarFocus = (event: FocusEvent): void => {
    this.tabStop = (event.target as HTMLButtonElement).dataset['key'];
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-photo-viewer': KvPhotoViewer;
  }
}
