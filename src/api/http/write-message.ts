import { writeChangeHeaders, writeSaveHeaders } from '../change-headers.js';
import { ReviewError } from '../errors.js';
import type { Call } from '../operations/call.js';
import { idsIn, type Operation } from '../operations/operation.js';
import type { OperationChecks } from '../operations/schemas.js';
import { isPathIdentifier } from '../path.js';
import { answerTypes, problemType } from './media-types.js';

/** A request without its token, which can be sent more than once. */
export interface Message {
  readonly call: Call;
  readonly operation: Operation;
  readonly checks: OperationChecks;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | Blob | null;
}

function expandPath(template: string, ids: readonly unknown[]): string {
  return idsIn(template).reduce((path, name, index) => {
    const id = ids[index];
    if (!isPathIdentifier(id)) throw new ReviewError('not-found', `The ${name} is not a valid id.`);
    return path.replace(`{${name}}`, () => encodeURIComponent(id));
  }, template);
}

/** Visible ASCII, as in the model's `sessionEventId`. */
const eventIdPattern = /^[\x21-\x7e]{1,128}$/;

function versionHeaders(
  { effect }: Operation,
  options: Call['options'],
): Readonly<Record<string, string>> {
  if (effect === 'change') return writeChangeHeaders(options);
  return effect === 'save' ? writeSaveHeaders(options) : {};
}

/**
 * Checks the call and writes its request.
 * @throws ReviewError `invalid`, or `not-found` for an id that cannot be part of a path
 */
export function writeMessage(base: URL, call: Call, checks: OperationChecks): Message {
  const { operation, ids, input, options } = call;
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + expandPath(operation.path, ids);
  const types = operation.answer === 'empty' ? answerTypes.json : answerTypes[operation.answer];
  const headers = new Headers({ accept: [...types, problemType].join(', ') });
  const { after } = options;
  // A malformed id is left out, so the watch starts with "anything may have changed".
  if (typeof after === 'string' && eventIdPattern.test(after)) headers.set('last-event-id', after);
  for (const [name, value] of Object.entries(versionHeaders(operation, options))) {
    headers.set(name, value);
  }
  if (operation.query) {
    const given = operation.query.filter((name) => options[name] !== undefined);
    const query = Object.fromEntries(given.map((name) => [name, options[name]]));
    for (const [name, value] of Object.entries(checks.query(query)))
      url.searchParams.set(name, String(value));
  }
  if (!operation.input) return { call, operation, checks, url, headers, body: null };
  const value = checks.input(input);
  const isBlob = value instanceof Blob;
  headers.set('content-type', isBlob ? value.type || 'application/octet-stream' : operation.input);
  const body = isBlob ? value : JSON.stringify(value);
  return { call, operation, checks, url, headers, body };
}
