import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { withDeadline } from '../../api/abort.js';
import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { Workspace } from '../../api/workspace.js';
import { mayManage } from '../../model/permissions.js';
import type {
  ListedWebHook,
  NewWebHook,
  WebHook,
  WebHookChange,
  WebHookDelivery,
  WebHookWithSecret,
} from '../../model/web-hooks.js';
import type { ProviderLinks } from '../change.js';
import { LoadController } from '../load.js';
import { DeliveryLog } from './delivery-log.js';

/** A secret, and the web hook that it belongs to. An element must forget it once it is hidden. */
export interface NewSecret {
  readonly hook: WebHook;
  readonly secret: string;
}

/** After this time, the outcome of a change is unknown. In milliseconds. */
const deadline = 30_000;

/** The web hooks of the company with their deliveries, and what a user does with them. */
export class WebHooksController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #links: ProviderLinks;
  readonly #list: LoadController<Workspace, readonly ListedWebHook[]>;
  readonly #logs = new Map<string, DeliveryLog>();
  #workspace: Workspace | undefined;
  #over = new AbortController();

  constructor(host: ReactiveControllerHost, links: ProviderLinks) {
    this.#host = host;
    this.#links = links;
    host.addController(this);
    this.#list = new LoadController<Workspace, readonly ListedWebHook[]>(host, {
      key: () => {
        const workspace = this.#current;
        return workspace && mayManage(workspace, 'web-hooks') ? [workspace] : undefined;
      },
      load: async (signal) => (await this.#api.listWebHooks({ signal })).hooks,
      onLoad: (hooks) => this.#follow(hooks),
      onError: (error) => links.report(error),
    });
  }

  hostUpdate(): void {
    const workspace = this.#current;
    if (workspace !== this.#workspace) this.#startOver(workspace);
  }

  hostDisconnected(): void {
    this.#startOver(undefined);
  }

  /** Oldest first. `undefined` until they have been read. */
  get hooks(): readonly ListedWebHook[] | undefined {
    return this.#list.value;
  }

  /** Why the web hooks could not be read. Those beside it may be out of date. */
  get error(): ReviewError | undefined {
    return this.#list.error;
  }

  readonly reload = async (): Promise<void> => this.#list.reload();

  /** The web hooks as they are now. Throws if they cannot be read. */
  async readAgain(): Promise<readonly ListedWebHook[]> {
    await this.#list.reload();
    if (this.error) throw this.error;
    return this.hooks ?? [];
  }

  logOf({ id }: WebHook): DeliveryLog {
    let log = this.#logs.get(id);
    if (!log) {
      log = new DeliveryLog({
        read: (cursor) =>
          this.#ask((api, signal) =>
            api.listWebHookDeliveries(id, cursor === undefined ? { signal } : { cursor, signal }),
          ),
        update: () => this.#host.requestUpdate(),
        onNewest: (delivery) => {
          // A list that is being read brings it, too, and must not be given up for this.
          if (!this.#list.pending) this.#replace(id, { lastDelivery: delivery ?? null });
        },
      });
      this.#logs.set(id, log);
    }
    return log;
  }

  async add(hook: NewWebHook): Promise<NewSecret> {
    const answer = await this.#ask((api, signal) => api.addWebHook(hook, { signal }));
    const added = withoutSecret(answer);
    this.#list.replace([...(this.hooks ?? []), { ...added, lastDelivery: null }]);
    return { hook: added, secret: answer.secret };
  }

  /** Changes a web hook, unless another user has changed it since it was read. */
  async change({ id, version }: WebHook, change: WebHookChange): Promise<void> {
    const changed = await this.#ask((api, signal) =>
      api.changeWebHook(id, change, { version, signal }),
    );
    this.#replace(id, changed);
  }

  async remove({ id, version }: WebHook): Promise<void> {
    await this.#ask((api, signal) => api.removeWebHook(id, { version, signal }));
    this.#logs.delete(id);
    this.#list.replace((this.hooks ?? []).filter((hook) => hook.id !== id));
  }

  async replaceSecret({ id, version }: WebHook): Promise<NewSecret> {
    const answer = await this.#ask((api, signal) =>
      api.replaceWebHookSecret(id, { version, signal }),
    );
    const hook = withoutSecret(answer);
    this.#replace(id, hook);
    return { hook, secret: answer.secret };
  }

  /** Sends a test, and waits until it has arrived or failed. `undefined` if that takes too long. */
  async test(hook: WebHook): Promise<WebHookDelivery | undefined> {
    const { signal } = this.#over;
    const { id } = await this.#ask((api, signal) => api.testWebHook(hook.id, { signal }));
    return this.logOf(hook).follow(id, undefined, signal);
  }

  /** Sends a delivery again, and waits for the outcome of its next try. */
  async redeliver(hook: WebHook, delivery: WebHookDelivery): Promise<WebHookDelivery | undefined> {
    const { signal } = this.#over;
    await this.#ask((api, signal) => api.redeliverWebHook(hook.id, delivery.id, { signal }));
    return this.logOf(hook).follow(delivery.id, delivery, signal);
  }

  get #current(): Workspace | undefined {
    const connection = this.#links.connection();
    return connection.status === 'connected' ? connection.workspace : undefined;
  }

  get #api(): ReviewApi {
    const { api } = this.#links.connection();
    if (api) return api;
    throw new ReviewError('unauthenticated', 'The element is not connected to a backend.');
  }

  /** Ends with the user, whose answers nobody else may see. */
  async #ask<T>(request: (api: ReviewApi, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal: over } = this.#over;
    try {
      return await withDeadline(deadline, over, (signal) => request(this.#api, signal));
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      // The element shows a conflict to the user, who resolves it.
      if (!over.aborted && error.code !== 'conflict') this.#links.report(error);
      throw error;
    }
  }

  #startOver(workspace: Workspace | undefined): void {
    this.#workspace = workspace;
    this.#over.abort();
    this.#over = new AbortController();
    this.#logs.clear();
  }

  /** Logs that were read follow the list. */
  #follow(hooks: readonly ListedWebHook[]): void {
    const ids = new Set(hooks.map(({ id }) => id));
    for (const [id, log] of this.#logs) {
      if (ids.has(id)) void log.refresh();
      else this.#logs.delete(id);
    }
  }

  #replace(id: string, members: Partial<ListedWebHook>): void {
    const { hooks } = this;
    if (!hooks) return;
    this.#list.replace(hooks.map((each) => (each.id === id ? { ...each, ...members } : each)));
  }
}

function withoutSecret({ secret: _, ...hook }: WebHookWithSecret): WebHook {
  return hook;
}
