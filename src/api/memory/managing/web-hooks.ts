import { isSameData } from '../../../model/same-data.js';
import type { Session } from '../../../model/session.js';
import {
  maxWebHooks,
  type ListedWebHook,
  type NewWebHook,
  type WebHook,
  type WebHookChange,
  type WebHookDelivery,
  type WebHookDeliveryPage,
  type WebHookWithSecret,
} from '../../../model/web-hooks.js';
import { invalid } from '../../check.js';
import { ReviewError } from '../../errors.js';
import type { SaveOptions } from '../../review-api.js';
import { requireVersion } from '../../settings.js';
import { notFound } from '../not-found.js';
import type { SessionStore } from '../store.js';

/** A request that a backend would send. */
export interface WebHookRequest {
  readonly url: string;
  readonly method: string;
  /** `webhook-id`, the same for every try. */
  readonly id: string;
  readonly body: string;
}

/** Stands for the receivers of web hooks: returns the HTTP status that one would answer. */
export type WebHookReceiver = (request: WebHookRequest) => number | Promise<number>;

interface Delivery {
  readonly hookId: string;
  readonly body: string;
  entry: WebHookDelivery;
}

/** How many deliveries are on one page. */
const pageSize = 50;

/** Milliseconds for which a replaced secret would still sign. */
const secretOverlap = 24 * 60 * 60 * 1000;

function randomHex(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const nextVersion = ({ version }: WebHook): string => String(Number(version) + 1);

/** It signs nothing, so it is not stored. */
const newSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** Refuses what a backend that resolves the host would refuse, as far as the URL shows it. */
function checkUrl(text: string): string {
  const url = new URL(text);
  const isAddress = /^\[|^[\d.]+$/.test(url.hostname);
  const isLocal = isAddress || url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  if (url.protocol === 'https:' && !isLocal) return url.href;
  throw invalid('The address may not be used.', [
    {
      pointer: '/url',
      message: isLocal
        ? 'private-address: the address is not on the public internet'
        : 'not-https: the address must begin with https',
    },
  ]);
}

/**
 * The web hooks of one company. Nothing is sent: without a receiver, each try fails with the error
 * `not-sent`. A failed delivery is not retried by itself.
 */
export class MemoryWebHooks {
  readonly #hooks = new Map<string, WebHook>();
  /** Oldest first. */
  #deliveries: Delivery[] = [];
  readonly #receiver: WebHookReceiver | undefined;
  readonly #now: () => Date;

  constructor(store: SessionStore, receiver: WebHookReceiver | undefined, now: () => Date) {
    this.#receiver = receiver;
    this.#now = now;
    store.watch((place, before) => {
      const session = store.sessions[place];
      if (session?.decision?.by && !before.decision) this.#announce(session);
    });
  }

  list(): ListedWebHook[] {
    return [...this.#hooks.values()].map((hook) => ({
      ...hook,
      lastDelivery: this.#deliveries.findLast(({ hookId }) => hookId === hook.id)?.entry ?? null,
    }));
  }

  add({ event, method = 'POST', url, enabled = true }: NewWebHook): WebHookWithSecret {
    if (this.#hooks.size >= maxWebHooks) {
      throw new ReviewError('conflict', `A company has at most ${maxWebHooks} web hooks.`);
    }
    const hook: WebHook = {
      ...{ id: `hook-${randomHex(8)}`, version: '1', event, method, url: checkUrl(url), enabled },
      createdAt: this.#now().toISOString(),
      previousSecretUntil: null,
    };
    this.#hooks.set(hook.id, hook);
    return { ...hook, secret: newSecret() };
  }

  change(
    id: string,
    { url, ...change }: WebHookChange,
    options?: Partial<SaveOptions>,
  ): { readonly before: WebHook; readonly hook: WebHook } {
    const before = this.#find(id);
    const values = { ...before, ...change, ...(url !== undefined && { url: checkUrl(url) }) };
    if (isSameData(values, before)) return { before, hook: before };
    requireVersion(before.version, options);
    const hook = { ...values, version: nextVersion(before) };
    this.#hooks.set(id, hook);
    if (hook.enabled && !before.enabled) this.#resume(hook);
    return { before, hook };
  }

  remove(id: string, options?: Partial<SaveOptions>): void {
    requireVersion(this.#find(id).version, options);
    this.#hooks.delete(id);
    this.#deliveries = this.#deliveries.filter(({ hookId }) => hookId !== id);
  }

  replaceSecret(id: string, options?: Partial<SaveOptions>): WebHookWithSecret {
    const before = this.#find(id);
    requireVersion(before.version, options);
    const until = new Date(this.#now().getTime() + secretOverlap).toISOString();
    const hook = { ...before, version: nextVersion(before), previousSecretUntil: until };
    this.#hooks.set(id, hook);
    return { ...hook, secret: newSecret() };
  }

  test(id: string): { id: string } {
    const body = { type: 'hook.test', timestamp: this.#now().toISOString(), data: {} };
    const delivery = this.#deliver(this.#find(id), body, null);
    this.#send(delivery);
    return { id: delivery.entry.id };
  }

  deliveries(hookId: string, cursor: string | undefined): WebHookDeliveryPage {
    this.#find(hookId);
    const all = this.#deliveries.filter((delivery) => delivery.hookId === hookId).reverse();
    const last = all.findIndex(({ entry }) => entry.id === cursor);
    if (cursor !== undefined && last < 0) {
      throw invalid('The cursor does not belong to this list.', [
        { pointer: 'cursor', message: 'not a cursor of this list' },
      ]);
    }
    const items = all.slice(last + 1, last + 1 + pageSize).map(({ entry }) => entry);
    const isLast = last + 1 + pageSize >= all.length;
    return { items, nextCursor: isLast ? null : (items.at(-1)?.id ?? null) };
  }

  redeliver(hookId: string, deliveryId: string): { id: string } {
    this.#find(hookId);
    const delivery = this.#deliveries.find(
      (each) => each.hookId === hookId && each.entry.id === deliveryId,
    );
    if (!delivery) throw notFound();
    this.#send(delivery);
    return { id: deliveryId };
  }

  #find(id: string): WebHook {
    const hook = this.#hooks.get(id);
    if (!hook) throw notFound();
    return hook;
  }

  #announce({ id, status, decision }: Session): void {
    const body = {
      type: 'session.decided',
      timestamp: decision?.at ?? this.#now().toISOString(),
      data: {
        sessionId: id,
        status,
        verdict: decision?.verdict ?? null,
        reasons: decision?.reasons.map((reason) => reason.id) ?? [],
      },
    };
    for (const hook of this.#hooks.values()) {
      if (hook.event !== 'post-manual-verification') continue;
      const delivery = this.#deliver(hook, body, id);
      if (hook.enabled) this.#send(delivery);
    }
  }

  #deliver(
    { id: hookId }: WebHook,
    content: { readonly type: string },
    sessionId: string | null,
  ): Delivery {
    const entry: WebHookDelivery = {
      ...{ id: `msg_${randomHex(12)}`, type: content.type, sessionId },
      ...{ state: 'pending', nextAttemptAt: null, attempts: [] },
      createdAt: this.#now().toISOString(),
    };
    const delivery: Delivery = { hookId, body: JSON.stringify(content), entry };
    this.#deliveries.push(delivery);
    return delivery;
  }

  /** Sends what waited while the web hook was off. */
  #resume({ id }: WebHook): void {
    const waiting = this.#deliveries.filter(
      ({ hookId, entry }) => hookId === id && entry.state === 'pending',
    );
    for (const delivery of waiting) this.#send(delivery);
  }

  #send(delivery: Delivery): void {
    const number = delivery.entry.attempts.length + 1;
    const attempt = { number, at: this.#now().toISOString(), status: null, error: null };
    const start = performance.now();
    const begun = [...delivery.entry.attempts, { ...attempt, durationMs: null }];
    delivery.entry = { ...delivery.entry, state: 'pending', attempts: begun };
    void this.#ask(delivery).then((outcome) => {
      const durationMs = Math.round(performance.now() - start);
      const { status } = outcome;
      const isDelivered = status !== null && status >= 200 && status <= 299;
      delivery.entry = {
        ...delivery.entry,
        state: isDelivered ? 'delivered' : 'failed',
        attempts: delivery.entry.attempts.map((each) =>
          each.number === number ? { ...each, ...outcome, durationMs } : each,
        ),
      };
    });
  }

  async #ask({ hookId, body, entry }: Delivery) {
    const { url, method } = this.#find(hookId);
    if (!this.#receiver) return { status: null, error: 'not-sent' };
    try {
      return { status: await this.#receiver({ url, method, id: entry.id, body }), error: null };
    } catch {
      return { status: null, error: 'unreachable' };
    }
  }
}
