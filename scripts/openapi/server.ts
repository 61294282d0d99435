/** The OpenAPI document of the reference backend's routes besides those of the port. */
import type { GenericSchema } from 'valibot';
import type { ServerOperation } from '../../server/src/http/operations/index.ts';
import {
  changeHeaders,
  commonSchemas,
  createDocument,
  headerParameter,
  inOrder,
  pathParameter,
} from './common.ts';
import { readDocComments } from './doc-comments.ts';
import { problemReferences, reference, schemasOf, type Json } from './parts.ts';
import * as prose from './server-prose.ts';

const { idsIn } = await import('../../src/api/operations/operation.ts');
const { serverOperations } = await import('../../server/src/http/operations/index.ts');
const { loggedEntry } = await import('../../server/src/activity/entry.ts');
const requests = await import('../../server/src/ingest/requests.ts');

const operations: Readonly<Record<string, ServerOperation>> = serverOperations;
const docs = readDocComments('server/src/http/operations');

/** The schemas that have a name. Others are inlined. */
const definitions: Record<string, GenericSchema> = {
  ...commonSchemas,
  NewSession: requests.newSession,
  NewAttempt: requests.newAttempt,
  Evidence: requests.evidence,
  SessionState: serverOperations.createSession.answer.content.schema,
  LoggedEntry: loggedEntry,
};
const schemas = schemasOf(definitions);

/** The statuses of an operation's errors, including those of its credentials. */
function problemStatuses({ caller, path, query, input, errors = [] }: ServerOperation) {
  return inOrder([
    ...(caller === 'anyone' ? [] : [401, 403, 429]),
    ...(idsIn(path).length > 0 ? [404] : []),
    ...(input ? [400, 413, 415] : []),
    ...(query || input ? [422] : []),
    ...(errors.includes('conflict') ? [409] : []),
    ...(caller === 'anyone' ? [] : [500, 503]),
  ]);
}

function parametersOf({ path, query, fields = [] }: ServerOperation): Json[] {
  const parameters = (query ? (schemas.write(query)['properties'] as Json) : undefined) ?? {};
  return [
    ...idsIn(path).map((id) => reference('parameters', id)),
    ...Object.entries(parameters).map(([name, schema]) => ({
      ...{ name, in: 'query', required: false },
      description: prose.queryParameters[name],
      schema,
    })),
    ...fields.map((field) => reference('parameters', field)),
  ];
}

function bodyOf({ input }: ServerOperation): Json {
  if (!input) return {};
  const schema = schemas.write(input.schema);
  const encoding = input.type === 'multipart/form-data' ? { encoding: prose.formEncoding } : {};
  return {
    requestBody: { required: true, content: { [input.type]: { schema, ...encoding } } },
  };
}

function answersOf(operation: ServerOperation, description: string): Json {
  const { answer, otherStatus } = operation;
  const { content, fields = [] } = answer;
  const written = content && { [content.type]: { schema: schemas.write(content.schema) } };
  const headers = Object.fromEntries(
    fields.map((field) => [prose.fieldNames[field], reference('headers', field)]),
  );
  return {
    [answer.status]: {
      description,
      ...(fields.length > 0 && { headers }),
      ...(written && { content: written }),
    },
    ...(otherStatus && { [otherStatus]: { description: prose.notReady, content: written } }),
  };
}

const security: Readonly<Record<ServerOperation['caller'], Json[]>> = {
  anyone: [],
  company: [{ apiKey: [] }],
  master: [{ accessToken: [] }],
};

function documentOperation(name: string, operation: ServerOperation): Json {
  const { facet, summary, description, answer } = docs.of(name);
  const parameters = parametersOf(operation);
  return {
    operationId: name,
    tags: [prose.tagOf(facet)],
    summary,
    description,
    security: security[operation.caller],
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(operation),
    responses: {
      ...answersOf(operation, answer),
      ...problemReferences(prose.problems, problemStatuses(operation)),
    },
  };
}

export function createServerDocument(): Json {
  const { idempotencyKey } = prose;
  const schemaOf = (name: keyof typeof changeHeaders) => schemas.write(changeHeaders[name]);
  return createDocument({
    prose,
    docs,
    operations: Object.entries(operations),
    document: documentOperation,
    problemStatuses,
    components: {
      securitySchemes: prose.securitySchemes,
      schemas: schemas.all(),
      parameters: {
        ...Object.fromEntries(
          Object.entries(prose.pathParameters).map(([name, { schema, description }]) =>
            pathParameter(name, description, schema),
          ),
        ),
        'idempotency-key': headerParameter(idempotencyKey, schemaOf('idempotency-key'), false),
      },
      headers: {
        location: prose.location,
      },
    },
  });
}
