/** Checks requests and answers against the OpenAPI documents. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { pointerTo } from 'kv-review/api';

const root = join(import.meta.dirname, '../../..');

interface Referable {
  readonly $ref?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
}

interface Content {
  readonly schema?: object;
}

interface Answer {
  readonly headers?: Readonly<Record<string, Referable>>;
  readonly content?: Readonly<Record<string, Content>>;
}

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly (Parameter & Referable)[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Answer & Referable>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security?: readonly object[];
}

/** A request and its answer, as they were sent. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | FormData | Blob | undefined;
  readonly response: Response;
  readonly bytes: Uint8Array;
  /** The parts of the answer, when it is `multipart/form-data`. */
  readonly parts?: FormData | undefined;
}

/** An operation of a document. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Whether it requires credentials. */
  readonly isSecured: boolean;
  /** @throws AssertionError that names the difference between the exchange and the document. */
  check(exchange: Exchange): void;
}

const formats = {
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  date: /^\d{4}-\d{2}-\d{2}$/,
  ipv4: /^\d+(\.\d+){3}$/,
  ipv6: /:/,
  'uri-reference': /^\S+$/,
};

/** Forbids members that an object's schema does not name, so that no answer has undocumented members. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  const isObject = copy['type'] === 'object' && 'properties' in copy;
  return isObject && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

function eventsIn(text: string): unknown[] {
  return [...text.matchAll(/^data: ?(.+)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown);
}

/** The records of a JSON text sequence (RFC 7464). */
const recordsIn = (text: string): unknown[] =>
  text.split('\u001e').flatMap((record) => (record === '' ? [] : [JSON.parse(record) as unknown]));

export function readOperations(file: string): DocumentedOperation[] {
  const document = closed(JSON.parse(readFileSync(join(root, file), 'utf8'))) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, formats });
  ajv.addSchema(document, file);

  /** Checks a value against the schema at a place in the document. */
  function validate(place: readonly string[], value: unknown, label: string): void {
    const schema = ajv.getSchema(`${file}#${encodeURI(pointerTo(place))}`);
    assert.ok(schema, `${label}: no schema at ${place.join('/')}`);
    assert.ok(schema(value), `${label}: ${ajv.errorsText(schema.errors)}`);
  }

  /** Follows a reference: the value and its place. */
  function resolve<T extends Referable>(place: readonly string[], value: T): [string[], T] {
    if (value.$ref === undefined) return [[...place], value];
    const parts = value.$ref.slice(2).split('/');
    const found = parts.reduce<unknown>(
      (part, name) => (part as Readonly<Record<string, unknown>>)[name],
      document,
    );
    return [parts, found as T];
  }

  function checkParameters(place: readonly string[], operation: Operation, sent: Exchange): void {
    const { id, url } = { id: operation.operationId, url: new URL(sent.path, 'http://server') };
    const known = new Set<string>();
    for (const [index, one] of (operation.parameters ?? []).entries()) {
      const [at, parameter] = resolve([...place, 'parameters', String(index)], one);
      known.add(parameter.name);
      if (parameter.in === 'path') continue;
      const value =
        parameter.in === 'query'
          ? url.searchParams.get(parameter.name)
          : sent.headers.get(parameter.name);
      if (value !== null) validate([...at, 'schema'], value, `${id}: ${parameter.name}`);
      else assert.ok(!parameter.required, `${id}: ${parameter.name} is required`);
    }
    for (const name of url.searchParams.keys()) assert.ok(known.has(name), `${id}: ${name}`);
  }

  function checkBody(place: readonly string[], operation: Operation, { body }: Exchange): void {
    const { operationId: id, requestBody } = operation;
    const [type] = Object.keys(requestBody?.content ?? {});
    assert.equal(body !== undefined, type !== undefined, `${id}: a body is sent and documented`);
    if (body === undefined || type === undefined) return;
    const at = [...place, 'requestBody', 'content', type, 'schema'];
    if (body instanceof Blob) assert.ok(type.startsWith('image/'), `${id}: request`);
    else if (typeof body === 'string') validate(at, JSON.parse(body), `${id}: request`);
    else validate(at, partsOf(body), `${id}: request`);
  }

  function checkAnswer(place: readonly string[], operation: Operation, sent: Exchange): void {
    const { operationId: id, responses } = operation;
    const { response, bytes } = sent;
    const status = String(response.status);
    const documented = responses[status];
    const text = new TextDecoder().decode(bytes);
    assert.ok(documented, `${id}: ${status} is documented; ${text}`);
    const [at, answer] = resolve([...place, 'responses', status], documented);
    for (const [name, header] of Object.entries(answer.headers ?? {})) {
      const value = response.headers.get(name);
      // Only `Retry-After` is optional.
      if (value === null && name === 'Retry-After') continue;
      const [where] = resolve([...at, 'headers', name], header);
      const given = name === 'Row-Count' ? Number(value) : value;
      validate([...where, 'schema'], given, `${id}: ${name}`);
    }
    assert.match(response.headers.get('x-request-id') ?? '', /^[\w-]{36}$/, id);
    assert.equal(response.headers.get('cache-control'), 'private, no-store', id);
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    if (!answer.content) {
      assert.deepEqual([type, bytes.length], ['', 0], `${id}: no content is documented`);
      return;
    }
    assert.ok(type in answer.content, `${id}: ${type} is documented`);
    const schema = [...at, 'content', type, 'schema'];
    if (type.startsWith('image/')) assert.ok(bytes.length > 0, id);
    else if (sent.parts) validate(schema, partsOf(sent.parts), id);
    else if (type === 'text/plain' || type === 'text/csv') validate(schema, text, id);
    else if (type === 'text/event-stream') {
      assert.ok(eventsIn(text).length > 0, `${id}: an event came`);
      for (const event of eventsIn(text)) validate(schema, event, id);
    } else if (type === 'application/json-seq') {
      assert.ok(recordsIn(text).length > 0, `${id}: a record came`);
      for (const record of recordsIn(text)) validate(schema, record, id);
    } else validate(schema, JSON.parse(text), id);
  }

  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([name, operation]): DocumentedOperation => {
      const place = ['paths', path, name];
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      const { operationId: id, security = document.security ?? [] } = operation;
      return {
        ...{ id, path, method: name.toUpperCase(), isSecured: security.length > 0 },
        check(exchange) {
          assert.equal(exchange.method, name.toUpperCase(), id);
          assert.match(exchange.path.split('?')[0] ?? '', pattern, id);
          if (exchange.response.ok) {
            checkParameters(place, operation, exchange);
            checkBody(place, operation, exchange);
          }
          checkAnswer(place, operation, exchange);
        },
      };
    }),
  );
}

/** A form in the shape of its schema: JSON parts as values, files as lists. */
function partsOf(form: FormData): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const [first, ...others] = form.getAll(name);
    parts[name] = typeof first === 'string' ? JSON.parse(first) : [first, ...others].map(String);
  }
  return parts;
}
