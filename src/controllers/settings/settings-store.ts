import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { withDeadline } from '../../api/abort.js';
import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { Workspace } from '../../api/workspace.js';
import type { Connection } from '../../context/connection.js';
import type { SessionChanges } from '../../context/session-changes.js';
import { mayManage } from '../../model/permissions.js';
import type { SettingsChange } from '../../model/settings-change.js';
import type { SettingsRecord, SettingsSection } from '../../model/settings.js';
import { LoadController } from '../load.js';
import { UserWatch } from '../user-watch.js';
import type { AnyDraft, DraftStore } from './section-draft.js';

/** An element that shows settings. */
export interface SettingsHost {
  requestUpdate(): void;
  report(error: ReviewError): void;
  /** Asks the host page before the page is left. Returns false if the host page asks the user itself. */
  announceLeave(): boolean;
}

/** After this time, the outcome of a save is unknown. In milliseconds. */
const deadline = 30_000;

const stores = new WeakMap<SessionChanges, SettingsStore>();

/**
 * The settings that the elements of one provider show, and what the user has entered in them. All of
 * them show the same draft. It stays while elements come and go, and ends with the user.
 */
export class SettingsStore implements ReactiveControllerHost, DraftStore {
  /** The channel identifies the provider: each provider has exactly one. */
  static of(provider: SessionChanges): SettingsStore {
    let store = stores.get(provider);
    if (!store) stores.set(provider, (store = new SettingsStore()));
    return store;
  }

  readonly #settings = new LoadController<Workspace, SettingsRecord>(this, {
    key: () => {
      const workspace = this.#workspace;
      return workspace && mayManage(workspace, 'settings') ? [workspace] : undefined;
    },
    load: async (signal) => this.#connected.getSettings({ signal }),
    onLoad: (record) => this.#follow(record),
    onError: (error) => this.#report(error),
  });

  readonly updateComplete = Promise.resolve(true);

  readonly #hosts = new Set<SettingsHost>();
  readonly #drafts: AnyDraft[] = [];
  readonly #users = new UserWatch();
  #api: ReviewApi | undefined;
  #workspace: Workspace | undefined;

  /** The settings as they were read last. */
  get record(): SettingsRecord | undefined {
    return this.#settings.value;
  }

  /** Why they could not be read. With a `record`, that one may be out of date. */
  get error(): ReviewError | undefined {
    return this.#settings.error;
  }

  get isLoading(): boolean {
    return this.#settings.pending;
  }

  /** The sections with changes that are not saved. */
  get changedSections(): readonly SettingsSection[] {
    return this.#drafts.flatMap(({ isChanged, section }) => (isChanged ? section : []));
  }

  addController(_controller: ReactiveController): void {
    // The one controller is a field.
  }

  removeController(_controller: ReactiveController): void {
    // It stays as long as the store.
  }

  requestUpdate(): void {
    for (const host of this.#hosts) host.requestUpdate();
    this.#watchLeaving();
  }

  update(): void {
    this.requestUpdate();
  }

  keep(draft: AnyDraft): void {
    this.#drafts.push(draft);
  }

  attach(host: SettingsHost): void {
    this.#hosts.add(host);
    if (this.#hosts.size > 1) return;
    document.addEventListener('visibilitychange', this.#refresh);
    addEventListener('online', this.#refresh);
    this.#settings.hostConnected();
  }

  detach(host: SettingsHost): void {
    this.#hosts.delete(host);
    if (this.#hosts.size > 0) return;
    document.removeEventListener('visibilitychange', this.#refresh);
    removeEventListener('online', this.#refresh);
    this.#settings.hostDisconnected();
    this.#watchLeaving();
  }

  /** Follows the provider: reads the settings of a user once, and drops the drafts of the last one. */
  connect(connection: Connection): void {
    const workspace = connection.status === 'connected' ? connection.workspace : undefined;
    if (this.#users.hasChanged(workspace)) {
      for (const draft of this.#drafts) draft.drop();
    }
    this.#api = connection.api;
    this.#workspace = workspace;
    this.#settings.hostUpdate();
  }

  readonly retry = (): void => void this.#settings.reload();

  async readAgain(): Promise<void> {
    await this.#settings.reload();
    if (this.error) throw this.error;
  }

  async send(change: SettingsChange, version: string): Promise<SettingsRecord> {
    const workspace = this.#workspace;
    const api = this.#connected;
    try {
      const record = await withDeadline(deadline, undefined, (signal) =>
        api.saveSettings(change, { version, signal }),
      );
      if (this.#workspace === workspace) {
        this.#settings.replace(record);
        this.#follow(record);
      }
      return record;
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      // The element shows a conflict to the user, who resolves it.
      if (error.code !== 'conflict') this.#report(error);
      throw error;
    }
  }

  discardAll(): void {
    for (const draft of this.#drafts) draft.drop();
    this.update();
  }

  get #connected(): ReviewApi {
    if (this.#api) return this.#api;
    throw new ReviewError('unauthenticated', 'The element is not connected to a backend.');
  }

  #follow(record: SettingsRecord): void {
    for (const draft of this.#drafts) draft.follow(record);
    this.update();
  }

  /** Once, however many elements show the settings. */
  #report(error: ReviewError): void {
    const [host] = this.#hosts;
    host?.report(error);
  }

  #watchLeaving(): void {
    // A listener that does nothing would keep some browsers from caching the page.
    if (this.#hosts.size > 0 && this.changedSections.length > 0) {
      addEventListener('beforeunload', this.#onLeave);
    } else {
      removeEventListener('beforeunload', this.#onLeave);
    }
  }

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    const [host] = this.#hosts;
    if (host?.announceLeave()) event.preventDefault();
  };

  /** Reads the settings again when somebody returns to the page. */
  readonly #refresh = (): void => {
    if (document.visibilityState === 'visible' && this.record) void this.#settings.update();
  };
}
