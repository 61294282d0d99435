import * as v from 'valibot';

import { isBearerToken } from '../api/bearer-token.js';

/**
 * The messages between a host page and the page in its frame. Each side checks the origin and the source of
 * the first message, and the shape of all of them. docs/embedding/frames.md describes them for other hosts.
 */
export const protocol = 'kv-review-frame';
export const version = 1;

/** A message with more is ignored. */
const maxTextLength = 500;
const maxTokenLength = 16_384;

const short = v.pipe(v.string(), v.maxLength(maxTextLength));
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

const settings = v.object({
  locale: v.nullable(short),
  theme: v.nullable(v.picklist(['light', 'dark', 'auto'])),
  /** `null`: that of the language. */
  direction: v.nullable(v.picklist(['ltr', 'rtl'])),
  autoHeight: v.boolean(),
});
export type FrameSettings = v.InferOutput<typeof settings>;

export const route = v.object({ view: short, sessionId: v.nullable(short) });
export type FrameRoute = v.InferOutput<typeof route>;

/** The framed page is ready. It is posted to any origin, and contains nothing about the user. */
export const hello = v.object({
  protocol: v.literal(protocol),
  type: v.literal('hello'),
  version: v.number(),
  nonce: id,
});

/** The answer of the host, with a port for everything else. Its nonce is valid once. */
export const connect = v.object({
  protocol: v.literal(protocol),
  type: v.literal('connect'),
  version: v.literal(version),
  nonce: id,
  settings,
  route: v.nullable(route),
});

const token = v.pipe(
  v.string(),
  v.maxLength(maxTokenLength),
  v.check((text) => isBearerToken(text)),
);

/** What a host sends through the port. */
export const fromHost = v.variant('type', [
  v.object({ type: v.literal('settings'), settings }),
  v.object({ type: v.literal('route'), route }),
  v.object({ type: v.literal('token'), id, token: v.nullable(token) }),
  v.object({ type: v.literal('no-token'), id }),
  v.object({ type: v.literal('reconnect') }),
  v.object({ type: v.literal('leave'), id }),
]);
export type FromHost = v.InferOutput<typeof fromHost>;

/** What a framed page sends through the port. */
export const fromFrame = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('token-request'), id, refresh: v.boolean() }),
  v.object({ type: v.literal('size'), height: v.pipe(v.number(), v.finite(), v.minValue(0)) }),
  v.object({
    type: v.literal('event'),
    name: v.pipe(v.string(), v.maxLength(64)),
    detail: v.unknown(),
  }),
  v.object({ type: v.literal('left'), id, mayLeave: v.boolean() }),
  /** The origin of the host is not listed. Nothing else is sent. */
  v.object({ type: v.literal('refused') }),
  v.object({ type: v.literal('bye') }),
]);
export type FromFrame = v.InferOutput<typeof fromFrame>;

/** A message of the expected shape, without members that it does not have; otherwise `undefined`. */
export function read<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
): v.InferOutput<Schema> | undefined {
  const result = v.safeParse(schema, data);
  return result.success ? result.output : undefined;
}

/** `crypto.randomUUID` exists in secure contexts only. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
