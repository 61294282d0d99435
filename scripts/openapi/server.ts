/** The OpenAPI document of the reference backend's routes besides those of the port. */
import type { GenericSchema } from 'valibot';
import type { ServerOperation } from '../../server/src/http/operations/index.ts';
import './sources.ts';
import { readDocComments } from './doc-comments.ts';
import {
  answerHeaders,
  problemReferences,
  problemResponse,
  reference,
  schemasOf,
  type Json,
} from './parts.ts';
import * as prose from './server-prose.ts';

const model = await import('../../src/model/index.ts');
const { invalidPart, reviewErrorCode } = await import('../../src/api/error-schemas.ts');
const { changeHeaders } = await import('../../src/api/http/change-headers.ts');
const { problemType } = await import('../../src/api/http/media-types.ts');
const { problem } = await import('../../src/api/http/problem.ts');
const { serverOperations } = await import('../../server/src/http/operations/index.ts');
const { hook, hookChange, hookDelivery, newHook } = await import('../../server/src/hooks/hooks.ts');
const { loggedEntry } = await import('../../server/src/activity/entry.ts');
const requests = await import('../../server/src/ingest/requests.ts');

const operations: Readonly<Record<string, ServerOperation>> = serverOperations;
const docs = readDocComments('server/src/http/operations');

/** The schemas with a name. All others are inlined. */
const definitions: Record<string, GenericSchema> = {
  Identifier: model.identifier,
  Version: model.versionTag,
  CalendarDate: model.calendarDate,
  Instant: model.instant,
  Sex: model.sex,
  DocumentType: model.documentType,
  SessionStatus: model.sessionStatus,
  LocalizedText: model.localizedText,
  NewSession: requests.newSession,
  NewAttempt: requests.newAttempt,
  Evidence: requests.evidence,
  SessionState: serverOperations.createSession.answer.content.schema,
  Settings: model.settings,
  LoggedEntry: loggedEntry,
  NewWebHook: newHook,
  WebHookChange: hookChange,
  WebHook: hook,
  WebHookDelivery: hookDelivery,
  ErrorCode: reviewErrorCode,
  InvalidPart: invalidPart,
  Problem: problem,
};
const schemas = schemasOf(definitions);

const idsIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The statuses of refusals: those of its credentials, its parts and its own errors. */
function problemStatuses({
  caller,
  path,
  query,
  fields = [],
  input,
  errors = [],
}: ServerOperation) {
  return [
    ...(caller === 'anyone' ? [] : [401, 403, 429]),
    ...(idsIn(path).length > 0 ? [404] : []),
    ...(input ? [400, 413, 415] : []),
    ...(query || input ? [422] : []),
    ...(fields.includes('if-match') ? [412, 428] : []),
    ...(errors.includes('conflict') ? [409] : []),
    ...(caller === 'anyone' ? [] : [500, 503]),
  ].sort((one, other) => one - other);
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
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries(operations)) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = documentOperation(
      name,
      operation,
    );
  }
  const all = Object.values(operations);
  const statuses = [...new Set(all.flatMap(problemStatuses))].sort((one, other) => one - other);
  return {
    openapi: '3.1.1',
    info: { ...prose.info, version: '1.0.0' },
    servers: [{ url: '/', description: 'The address of the server.' }],
    tags: [...docs.facets].map(([facet, description]) => ({
      name: prose.tagOf(facet),
      description,
    })),
    paths,
    components: {
      securitySchemes: prose.securitySchemes,
      schemas: schemas.all(),
      parameters: {
        ...Object.fromEntries(
          Object.entries(prose.pathParameters).map(([name, { schema, description }]) => [
            name,
            {
              ...{ name, in: 'path', required: true, description },
              schema: schema ?? reference('schemas', 'Identifier'),
            },
          ]),
        ),
        'idempotency-key': {
          ...prose.idempotencyKey,
          ...{ in: 'header', required: false },
          schema: schemas.write(changeHeaders['idempotency-key']),
        },
        'if-match': {
          ...prose.ifMatch,
          ...{ in: 'header', required: true },
          schema: schemas.write(changeHeaders['if-match']),
        },
      },
      headers: {
        ...answerHeaders,
        etag: { ...prose.etag, schema: schemas.write(changeHeaders['if-match']) },
        location: prose.location,
      },
      responses: Object.fromEntries(
        statuses.map((status) => problemResponse(prose.problems, status, problemType)),
      ),
    },
  };
}
