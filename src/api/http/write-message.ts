import { writeChangeHeaders, writeSaveHeaders } from '../change-headers.js';
import type { Call } from '../operations/call.js';
import type { Operation } from '../operations/operation.js';
import type { OperationChecks } from '../operations/schemas.js';
import { answerTypes, problemType } from './media-types.js';
import type { Sendable } from './sender.js';
import { urlBelow, writeBody } from './write-request.js';

/** The request of an operation. */
export interface Message extends Sendable {
  readonly operation: Operation;
  readonly checks: OperationChecks;
}

function segmentsOf(template: string, ids: readonly unknown[]): unknown[] {
  const given = [...ids];
  const [, ...names] = template.split('/');
  return names.map((name) => (name.startsWith('{') ? given.shift() : name));
}

/** Visible ASCII, as in the model's `sessionEventId`. */
const eventIdPattern = /^[\x21-\x7e]{1,128}$/;

function versionHeaders(
  effect: Operation['effect'],
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
  const { answer, effect, input: inputType, method, path, query: parameters } = operation;
  const url = urlBelow(base, segmentsOf(path, ids));
  const accept = [...answerTypes[answer === 'empty' ? 'json' : answer], problemType].join(', ');
  const headers = new Headers({ accept, ...versionHeaders(effect, options) });
  const { after, signal } = options;
  // A malformed id is left out, so the watch starts with "anything may have changed".
  if (typeof after === 'string' && eventIdPattern.test(after)) headers.set('last-event-id', after);
  if (parameters) {
    const given = parameters.filter((name) => options[name] !== undefined);
    const query = Object.fromEntries(given.map((name) => [name, options[name]]));
    for (const [name, value] of Object.entries(checks.query(query)))
      url.searchParams.set(name, String(value));
  }
  const body = inputType ? writeBody(checks.input(input), headers, inputType) : null;
  return { operation, checks, method, url, headers, body, isSafe: effect === 'read', signal };
}
