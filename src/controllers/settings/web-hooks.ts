import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { withDeadline } from '../../api/abort.js';
import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { Workspace } from '../../api/workspace.js';
import { isMaster } from '../../model/permissions.js';
import type {
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

/** The backend refuses everybody else, too (spec S9). */
export const mayManageHooks = ({ actor, capabilities }: Workspace): boolean =>
  isMaster(actor.role) && capabilities.includes('web-hooks');

/** The web hooks of the company with their deliveries, and what a user does with them. */
export class WebHooksController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #links: ProviderLinks;
  readonly #list: LoadController<Workspace, readonly WebHook[]>;
  readonly #logs = new Map<string, DeliveryLog>();
  #workspace: Workspace | undefined;
  #over = new AbortController();

  constructor(host: ReactiveControllerHost, links: ProviderLinks) {
    this.#host = host;
    this.#links = links;
    host.addController(this);
    this.#list = new LoadController<Workspace, readonly WebHook[]>(host, {
      key: () => {
        const workspace = this.#current;
        return workspace && mayManageHooks(workspace) ? [workspace] : undefined;
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
  get hooks(): readonly WebHook[] | undefined {
    return this.#list.value;
  }

  /** Why the web hooks could not be read. Those beside it may be out of date. */
  get error(): ReviewError | undefined {
    return this.#list.error;
  }

  readonly reload = async (): Promise<void> => this.#list.reload();

  /** The web hooks as they are now. Throws if they cannot be read. */
  async readAgain(): Promise<readonly WebHook[]> {
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
      });
      this.#logs.set(id, log);
    }
    return log;
  }

  async add(hook: NewWebHook): Promise<NewSecret> {
    const answer = await this.#ask((api, signal) => api.addWebHook(hook, { signal }));
    const added = withoutSecret(answer);
    this.#list.replace([...(this.hooks ?? []), added]);
    void this.logOf(added).refresh();
    return { hook: added, secret: answer.secret };
  }

  async change({ id }: WebHook, change: WebHookChange): Promise<void> {
    this.#replace(await this.#ask((api, signal) => api.changeWebHook(id, change, { signal })));
  }

  async remove({ id }: WebHook): Promise<void> {
    await this.#ask((api, signal) => api.removeWebHook(id, { signal }));
    this.#logs.delete(id);
    this.#list.replace((this.hooks ?? []).filter((hook) => hook.id !== id));
  }

  async replaceSecret({ id }: WebHook): Promise<NewSecret> {
    const answer = await this.#ask((api, signal) => api.replaceWebHookSecret(id, { signal }));
    const hook = withoutSecret(answer);
    this.#replace(hook);
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
      if (!over.aborted) this.#links.report(error);
      throw error;
    }
  }

  #startOver(workspace: Workspace | undefined): void {
    this.#workspace = workspace;
    this.#over.abort();
    this.#over = new AbortController();
    this.#logs.clear();
  }

  /** The newest delivery of each hook is shown with it. */
  #follow(hooks: readonly WebHook[]): void {
    const ids = new Set(hooks.map(({ id }) => id));
    for (const id of this.#logs.keys()) if (!ids.has(id)) this.#logs.delete(id);
    for (const hook of hooks) void this.logOf(hook).refresh();
  }

  #replace(hook: WebHook): void {
    this.#list.replace((this.hooks ?? []).map((each) => (each.id === hook.id ? hook : each)));
  }
}

function withoutSecret({ secret: _, ...hook }: WebHookWithSecret): WebHook {
  return hook;
}
