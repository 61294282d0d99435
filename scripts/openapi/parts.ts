/** The parts that both OpenAPI documents use. */
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

export type Json = Record<string, unknown>;

/** The JSON Schema of each check that is code, by the check's message. */
const checks: Readonly<Record<string, Json>> = {
  'not a calendar date': { format: 'date' },
  'not an instant': { format: 'date-time' },
  'a reason is named twice': { uniqueItems: true },
  'nothing to change': { minProperties: 1 },
  'not an identifier': { not: { enum: ['.', '..'] } },
  'contains a NUL or half a surrogate pair': {},
  'holds a character that does not print': { pattern: '^[^\\p{Cc}\\p{Cs}]*$' },
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
    const said = typeof message === 'string' ? checks[message] : undefined;
    if (!said)
      throw new Error(`Add the JSON Schema of the check '${String(message)}' to \`checks\`.`);
    return { ...jsonSchema, ...said };
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

/** The name and the description of each refusal, by status. */
export type Problems = Readonly<Record<number, readonly [name: string, description: string]>>;

/** A refusal, with its name in `components`. */
export function problemResponse(
  problems: Problems,
  status: number,
  type: string,
): [name: string, response: Json] {
  const known = problems[status];
  if (!known) throw new Error(`Add a description of status ${status}.`);
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

/** The references to refusals, for `responses` of an operation. */
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
