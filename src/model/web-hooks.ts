import * as v from 'valibot';

import { open } from './open.js';
import { identifier, instant } from './primitives.js';

export const webHookEvent = v.picklist(['post-verification', 'post-manual-verification']);
/**
 * When a web hook is called (spec S4): after the policy has judged a session, or after an agent has
 * decided it.
 */
export type WebHookEvent = v.InferOutput<typeof webHookEvent>;

export const webHookMethod = v.picklist(['POST', 'PUT']);
export type WebHookMethod = v.InferOutput<typeof webHookMethod>;

/** The most web hooks of a company. Each of them is called at every event. */
export const maxWebHooks = 20;

/** The longest URL of a web hook, in UTF-16 code units. */
export const maxWebHookUrlLength = 2000;

/** Whether a text can be the URL of a web hook. A backend may refuse more, such as private addresses. */
export function isWebHookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

const webHookUrl = v.pipe(
  v.string(),
  v.maxLength(maxWebHookUrlLength),
  v.check(isWebHookUrl, 'not an http(s) URL without credentials'),
);

export const newWebHook = v.strictObject({
  event: webHookEvent,
  method: v.optional(webHookMethod, 'POST'),
  url: webHookUrl,
  enabled: v.optional(v.boolean(), true),
});
export type NewWebHook = v.InferInput<typeof newWebHook>;

/** The members that change. */
export const webHookChange = v.strictObject({
  event: v.exactOptional(webHookEvent),
  method: v.exactOptional(webHookMethod),
  url: v.exactOptional(webHookUrl),
  enabled: v.exactOptional(v.boolean()),
});
export type WebHookChange = v.InferOutput<typeof webHookChange>;

/** A web hook without its secret, which is shown when it is made, and never again. */
export const webHook = v.object({
  id: identifier,
  /** Opaque; changes whenever the web hook is changed or its secret is replaced. */
  version: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  event: open(webHookEvent),
  method: open(webHookMethod),
  url: v.string(),
  /** While it is off, its deliveries wait. */
  enabled: v.boolean(),
  createdAt: instant,
  /** Until when deliveries are signed with the previous secret too; `null` if only one is in use. */
  previousSecretUntil: v.nullable(instant),
});
export type WebHook = v.InferOutput<typeof webHook>;

export const webHookWithSecret = v.object({
  ...webHook.entries,
  /** `whsec_` and base64 (Standard Webhooks). */
  secret: v.string(),
});
export type WebHookWithSecret = v.InferOutput<typeof webHookWithSecret>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One try of a delivery. */
export const webHookAttempt = v.object({
  /** Counts from 1 within the delivery. */
  number: count,
  at: instant,
  /** The HTTP status; `null` when none arrived. */
  status: v.nullable(count),
  /** Why no status arrived, as a code of the backend; `null` when one did, or while it is under way. */
  error: v.nullable(v.string()),
  /** `null` while it is under way, and when it was interrupted. */
  durationMs: v.nullable(count),
});
export type WebHookAttempt = v.InferOutput<typeof webHookAttempt>;

export const webHookDeliveryState = v.picklist(['pending', 'delivered', 'failed']);
export type WebHookDeliveryState = v.InferOutput<typeof webHookDeliveryState>;

/** One event for one web hook, with each try. */
export const webHookDelivery = v.object({
  /** `webhook-id` of every try. */
  id: identifier,
  /** Such as `session.finished`, `session.decided` or `hook.test`. */
  type: v.string(),
  /** `null` for a test. */
  sessionId: v.nullable(identifier),
  state: open(webHookDeliveryState),
  createdAt: instant,
  /** `null` when no try follows, and while the web hook is off. */
  nextAttemptAt: v.nullable(instant),
  /** Oldest first. */
  attempts: v.array(webHookAttempt),
});
export type WebHookDelivery = v.InferOutput<typeof webHookDelivery>;

/** A web hook in the list, with the state of its deliveries. */
export const listedWebHook = v.object({
  ...webHook.entries,
  /** The newest delivery; `null` if there is none. */
  lastDelivery: v.nullable(webHookDelivery),
});
export type ListedWebHook = v.InferOutput<typeof listedWebHook>;

export const webHookList = v.object({ hooks: v.array(listedWebHook) });
export type WebHookList = v.InferOutput<typeof webHookList>;

export const webHookDeliveryPage = v.object({
  /** Newest first. */
  items: v.array(webHookDelivery),
  /** Opaque; `null` on the last page. */
  nextCursor: v.nullable(v.string()),
});
export type WebHookDeliveryPage = v.InferOutput<typeof webHookDeliveryPage>;

export const webHookDeliveryReference = v.object({ id: identifier });
