import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import type { SettingsSection } from '../../model/settings.js';
import type { ProviderLinks } from '../change.js';
import { SettingsStore, type SettingsHost } from './settings-store.js';

export interface SettingsControllerOptions extends ProviderLinks {
  /** Receives the sections with unsaved changes whenever there are others. */
  readonly onUnsaved: (sections: readonly SettingsSection[]) => void;
  /** Asks the host page before the page is left. Returns false if the host page asks the user itself. */
  readonly onLeave: (sections: readonly SettingsSection[]) => boolean;
}

/** Connects an element with the settings of its provider. */
export class SettingsController implements ReactiveController, SettingsHost {
  readonly #host: ReactiveControllerHost;
  readonly #options: SettingsControllerOptions;
  #store: SettingsStore | undefined;
  #unsaved = '';
  #isConnected = false;

  constructor(host: ReactiveControllerHost, options: SettingsControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // A disconnected element may still update once.
    if (!this.#isConnected) return;
    const { connection, sessionChanges } = this.#options;
    const changes = sessionChanges();
    const store = changes && SettingsStore.of(changes);
    if (store !== this.#store) {
      this.#store?.detach(this);
      this.#store = store;
      store?.attach(this);
    }
    store?.connect(connection());
  }

  hostUpdated(): void {
    const sections = this.#store?.changedSections ?? [];
    const unsaved = sections.join(' ');
    if (unsaved === this.#unsaved) return;
    this.#unsaved = unsaved;
    this.#options.onUnsaved(sections);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#store?.detach(this);
    this.#store = undefined;
  }

  /**
   * Asks before the page is left: first the host page, then the user. Discards the changes if the user
   * agrees.
   */
  async confirmLeave(
    ask: (sections: readonly SettingsSection[]) => Promise<boolean>,
  ): Promise<boolean> {
    const store = this.#store;
    const sections = store?.changedSections ?? [];
    if (!store || sections.length === 0) return true;
    if (!this.#options.onLeave(sections)) return false;
    const mayLeave = await ask(sections);
    if (mayLeave) store.discardAll();
    return mayLeave;
  }

  /** What all elements of the provider share; `undefined` outside one. */
  get store(): SettingsStore | undefined {
    return this.#store;
  }

  requestUpdate(): void {
    this.#host.requestUpdate();
  }

  report(error: ReviewError): void {
    this.#options.report(error);
  }

  announceLeave(): boolean {
    return this.#options.onLeave(this.#store?.changedSections ?? []);
  }
}
