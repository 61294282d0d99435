import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Photo } from '../../model/photo.js';
import { counterpartOf } from './pairing.js';

/** The properties of the viewer that decide what it shows. */
interface Choice {
  readonly photos: readonly Photo[];
  photoId: string;
  compare: boolean;
}

/** Which photos are at full size, and on which of them the tools work. */
export class Panes implements ReactiveController {
  readonly #host: ReactiveControllerHost & Choice;
  /** The id of the second photo, if the user has chosen one. */
  #besideId = '';
  #activeIndex = 0;

  constructor(host: ReactiveControllerHost & Choice) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    if (!this.active) this.#activeIndex = 0;
  }

  /** One photo, or two to compare. */
  get photos(): readonly Photo[] {
    const { photos, photoId, compare } = this.#host;
    const photo = photos.find(({ id }) => id === photoId) ?? photos[0];
    if (!photo) return [];
    if (!compare) return [photo];
    const chosen = photos.find(({ id }) => id === this.#besideId && id !== photo.id);
    const beside = chosen ?? counterpartOf(photo, photos);
    return beside ? [photo, beside] : [photo];
  }

  get activeIndex(): number {
    return this.#activeIndex;
  }

  get active(): Photo | undefined {
    return this.photos[this.#activeIndex];
  }

  activate(index: number): void {
    if (index === this.#activeIndex) return;
    this.#activeIndex = index;
    this.#host.requestUpdate();
  }

  /**
   * Shows the photo in the active pane. If the other pane shows it, the two photos change places.
   */
  show(photo: Photo): void {
    const [first, second] = this.photos;
    if (this.#activeIndex === 0) {
      if (photo === second) this.#besideId = first?.id ?? '';
      else if (second) this.#besideId = second.id;
      this.#host.photoId = photo.id;
    } else {
      if (photo === first && second) this.#host.photoId = second.id;
      this.#besideId = photo.id;
    }
    this.#host.requestUpdate();
  }

  /** Shows a second photo beside the first, or the active one alone. */
  toggleCompare(): void {
    const { active } = this;
    if (this.#host.compare && active) this.#host.photoId = active.id;
    this.#host.compare = !this.#host.compare;
    this.clear();
  }

  /** Forgets what the user has chosen. */
  clear(): void {
    this.#besideId = '';
    this.#activeIndex = 0;
  }
}
