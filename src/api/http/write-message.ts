import * as v from 'valibot';

import { sessionEventId } from '../../model/session-event.js';
import { ReviewError } from '../errors.js';
import type { ChangeOptions } from '../review-api.js';
import { isPathIdentifier, type Route } from './contract.js';
import { entityTag, structuredString } from './fields.js';
import { problemType } from './problem.js';
import { checkRequest } from './validate.js';

/** What a caller of the port gave for one route. */
export interface MessageInput {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly change?: ChangeOptions | undefined;
  /** The last event that was read. */
  readonly after?: string | undefined;
}

/** A request without its token, which can be sent more than once. */
export interface Message {
  readonly route: Route;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | null;
}

/** @throws TypeError when it is no http(s) URL. */
export function resolveBase(baseUrl: string | URL): URL {
  // There is none in Node, nor in a worker.
  const { document } = globalThis as { document?: Document };
  const base = new URL(baseUrl, document?.baseURI);
  if (!/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '') {
    throw new TypeError('baseUrl must be an http(s) URL without credentials.');
  }
  base.search = '';
  base.hash = '';
  return base;
}

function expandPath(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (!isPathIdentifier(id)) throw new ReviewError('not-found', `Nothing has this ${name}.`);
    return encodeURIComponent(id);
  });
}

const acceptedTypes = {
  json: 'application/json',
  empty: 'application/json',
  image: 'image/jpeg, image/png, image/webp',
  events: 'text/event-stream',
} as const;

/** A caller without types may leave either out; the contract refuses what is empty. */
const changeFields = ({
  version = '',
  idempotencyKey = '',
}: Partial<ChangeOptions>): Record<string, string> => ({
  'if-match': entityTag(version),
  'idempotency-key': structuredString(idempotencyKey),
});

/**
 * Checks what the caller gave against the contract and writes it down.
 * @throws ReviewError `invalid`, or `not-found` for an id that no path can name.
 */
export function writeMessage(base: URL, route: Route, input: MessageInput): Message {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + expandPath(route.path, input.path ?? {});
  const headers = new Headers({ accept: `${acceptedTypes[route.answer.kind]}, ${problemType}` });
  // What no backend can have given is as good as none: it would be told everything anew.
  if (v.is(sessionEventId, input.after)) headers.set('last-event-id', input.after);
  if (route.query) {
    const query = checkRequest(route.query, input.query ?? {}, 'parameters');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  }
  if (route.headers && input.change) {
    const fields = checkRequest(v.object(route.headers), changeFields(input.change), 'parameters');
    for (const [name, value] of Object.entries(fields)) headers.set(name, value);
  }
  if (!route.body) return { route, url, headers, body: null };
  headers.set('content-type', route.body.type);
  return { route, url, headers, body: JSON.stringify(checkRequest(route.body.schema, input.body)) };
}
