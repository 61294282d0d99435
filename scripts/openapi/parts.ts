/** The parts of the OpenAPI documents. */
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

export type Json = Record<string, unknown>;

/** The JSON Schema of each check that is code, by the check's message. */
const checks: Readonly<Record<string, Json>> = {
  'not a calendar date': { format: 'date' },
  'not an instant': { format: 'date-time' },
  'a reason is named twice': { uniqueItems: true },
  'a document type is named twice': { uniqueItems: true },
  'a country is named twice': {},
  'two extra fields have one key': {},
  'two reasons have one id': {},
  'two groups have one id': {},
  'not the name of a font family': {
    pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} -]{0,49}$',
  },
  'a label needs a text': { minProperties: 1 },
  'not an http(s) URL without credentials': { format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?:' },
  'nothing to change': { minProperties: 1 },
  'not an identifier': { not: { enum: ['.', '..'] } },
  'Enter a value or leave the field empty.': { pattern: '\\S' },
  'This text contains invisible characters. Type it again.': {},
  'A letter has too many accents. Remove some.': {},
  'contains a NUL or half a surrogate pair': {},
  'not a known time zone': {},
  'not a day from 2000 to 2999': { pattern: '^2\\d{3}-' },
  'the range ends before it begins': {},
  'the range is too long': {},
  'the range has too many periods': {},
  'a cursor and an offset exclude each other': {
    not: {
      properties: { cursor: { type: 'string' }, offset: { type: 'integer' } },
      required: ['cursor', 'offset'],
    },
  },
  'a cursor and `after` exclude each other': {
    not: {
      properties: { cursor: { type: 'string' }, after: { type: 'string' } },
      required: ['cursor', 'after'],
    },
  },
  'a page belongs to `page-opened`, and to nothing else': {
    if: { properties: { action: { const: 'page-opened' } } },
    then: { properties: { page: true }, required: ['page'] },
    else: { properties: { page: false } },
  },
  'not an origin': { format: 'uri' },
  'contains a character that does not print': { pattern: '^[^\\p{Cc}\\p{Cs}]*$' },
  'contains an invisible character, or white space at an end': {
    pattern: '^(?!\\s)[^\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]+(?<!\\s)$',
  },
};

const conversion: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema: { type } }) =>
    type === 'blob' ? { type: 'string', contentMediaType: 'application/octet-stream' } : undefined,
  overrideAction: ({ valibotAction: action, jsonSchema }) => {
    if (action.type === 'trim' || action.type === 'readonly') return jsonSchema;
    if (action.type === 'ip') {
      return { ...jsonSchema, anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };
    }
    if (action.type !== 'check') return undefined;
    const message = 'message' in action ? action.message : undefined;
    const described = typeof message === 'string' ? checks[message] : undefined;
    if (!described)
      throw new Error(`Add the check '${String(message)}' to scripts/openapi/parts.ts.`);
    return { ...jsonSchema, ...described };
  },
};

export interface Schemas {
  /** A schema as a document contains it: a reference if it is one of the definitions. */
  readonly write: (schema: GenericSchema) => Json;
  /** The definitions, for `components`. */
  readonly all: () => Json;
}

export const schemasOf = (definitions: Readonly<Record<string, GenericSchema>>): Schemas => ({
  write(schema) {
    const converted: Json = { ...toJsonSchema(schema, { ...conversion, definitions }) };
    delete converted['$schema'];
    delete converted['$defs'];
    return converted;
  },
  all: () => toJsonSchemaDefs(definitions, conversion),
});

export const reference = (kind: string, name: string): Json => ({
  $ref: `#/components/${kind}/${name}`,
});

/** The names and descriptions of problem responses, by status. */
export type Problems = Readonly<Record<number, readonly [name: string, description: string]>>;

/** The problem responses that both documents describe alike. */
export const commonProblems: Problems = {
  400: ['Malformed', 'The body or a header is malformed. Code `invalid`.'],
  401: ['Unauthenticated', 'The request has no valid credentials. Code `unauthenticated`.'],
  404: [
    'NotFound',
    'It does not exist, or belongs to another company: the body is the same for both. Code ' +
      '`not-found`.',
  ],
  413: ['TooLarge', 'The body is too large. Code `invalid`.'],
  415: ['UnsupportedType', 'The body has another media type, or is compressed. Code `invalid`.'],
  422: [
    'Invalid',
    'Parts of the request are not valid; `parts` lists them. Or the idempotency key was sent before ' +
      'with another body. Code `invalid`.',
  ],
  429: ['RateLimited', 'Too many requests. Nothing was done. Code `rate-limited`.'],
  500: ['Failed', 'The backend failed. A change may have been made. Code `unavailable`.'],
  503: [
    'Unavailable',
    'The backend is unavailable. A change may have been made. Code `unavailable`.',
  ],
};

/** The title of a facet, from the name of its file. */
export const titleOf = (facet: string): string =>
  `${facet.charAt(0).toUpperCase()}${facet.slice(1).replaceAll('-', ' ')}`;

/** A problem response, with its name in `components`. */
export function problemResponse(
  problems: Problems,
  status: number,
  type: string,
): [name: string, response: Json] {
  const known = problems[status];
  if (!known) throw new Error(`The prose lacks the status ${status}.`);
  const [name, description] = known;
  const response: Json = { description };
  if (status === 401) {
    response['headers'] = { 'WWW-Authenticate': reference('headers', 'Challenge') };
  }
  if (status === 429 || status === 503) {
    response['headers'] = { 'Retry-After': reference('headers', 'RetryAfter') };
  }
  response['content'] = { [type]: { schema: reference('schemas', 'Problem') } };
  return [name, response];
}

/** References to problem responses, for `responses` of an operation. */
export const problemReferences = (problems: Problems, statuses: readonly number[]): Json =>
  Object.fromEntries(
    statuses.map((status) => [status, reference('responses', problems[status]?.[0] ?? '')]),
  );

export const answerHeaders: Json = {
  RetryAfter: {
    description: 'Seconds, or an HTTP date (RFC 9110, 10.2.3).',
    schema: { type: 'string' },
  },
  Challenge: { description: 'RFC 9110, 11.6.1.', schema: { type: 'string' } },
};
