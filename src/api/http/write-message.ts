import { writeChangeHeaders } from '../change-headers.js';
import { ReviewError } from '../errors.js';
import type { Call } from '../operations/call.js';
import { idsIn, type Operation } from '../operations/operation.js';
import { operationOf } from '../operations/operations.js';
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
  readonly body: string | null;
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

/**
 * Checks the call and writes its request.
 * @throws ReviewError `invalid`, or `not-found` for an id that cannot be part of a path
 */
export function writeMessage(base: URL, call: Call, checks: OperationChecks): Message {
  const operation = operationOf(call.name);
  const { ids, input, options } = call;
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + expandPath(operation.path, ids);
  const types = operation.answer === 'empty' ? answerTypes.json : answerTypes[operation.answer];
  const headers = new Headers({ accept: [...types, problemType].join(', ') });
  const { after } = options;
  // A malformed id is left out, so the watch starts with "anything may have changed".
  if (typeof after === 'string' && eventIdPattern.test(after)) headers.set('last-event-id', after);
  if (operation.effect === 'change') {
    for (const [name, value] of Object.entries(writeChangeHeaders(options))) {
      headers.set(name, value);
    }
  }
  if (operation.query) {
    const given = operation.query.filter((name) => options[name] !== undefined);
    const query = Object.fromEntries(given.map((name) => [name, options[name]]));
    for (const [name, value] of Object.entries(checks.query(query)))
      url.searchParams.set(name, String(value));
  }
  if (!operation.input) return { call, operation, checks, url, headers, body: null };
  headers.set('content-type', operation.input);
  const body = JSON.stringify(checks.input(input));
  return { call, operation, checks, url, headers, body };
}
