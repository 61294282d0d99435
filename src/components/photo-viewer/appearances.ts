import type { ReactiveControllerHost } from 'lit';

import type { Photo } from '../../model/photo.js';
import { follow, wholePhoto, type Movement, type Scene, type View } from './geometry.js';
import { asTaken, type Look } from './look.js';

/** The settings of one photo. */
export interface Appearance {
  readonly view: View;
  readonly look: Look;
}

const untouched: Appearance = { view: wholePhoto, look: asTaken };

/**
 * How the photos of a session are shown. Two photos side by side are zoomed and moved together
 * while they are linked.
 */
export class Appearances {
  readonly #host: ReactiveControllerHost;
  /** By photo id. */
  readonly #changed = new Map<string, Appearance>();
  #isLinked = true;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isLinked(): boolean {
    return this.#isLinked;
  }

  of({ id }: Photo): Appearance {
    return this.#changed.get(id) ?? untouched;
  }

  change(photo: Photo, changes: Partial<Appearance>): void {
    this.#changed.set(photo.id, { ...this.of(photo), ...changes });
    this.#host.requestUpdate();
  }

  /** `besideScene` contains the sizes of the photo beside it, once that one is decoded. */
  move(photo: Photo, movement: Movement, beside?: Photo, besideScene?: Scene): void {
    this.change(photo, { view: movement.after });
    if (!this.#isLinked || !beside || !besideScene) return;
    this.change(beside, { view: follow(movement, this.of(beside).view, besideScene) });
  }

  toggleLinked(): void {
    this.#isLinked = !this.#isLinked;
    this.#host.requestUpdate();
  }

  /** Shows every photo as it was taken. */
  clear(): void {
    this.#changed.clear();
    this.#host.requestUpdate();
  }
}
