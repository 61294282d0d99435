/**
 * Writes the OpenAPI 3.1 document of the HTTP contract: into `dist`, from where it is published;
 * with `--write` into `openapi.json`, the copy under version control, where a change of the contract
 * can be read; with `--check` it fails when that copy is not current.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import type { GenericSchema } from 'valibot';
import type { OperationId, Route } from '../src/api/http/contract.ts';
import { root } from './entries.ts';
import * as prose from './openapi-prose.ts';

// The sources name their imports as a browser does; Node runs the .ts files they stand for.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      specifier.startsWith('.') && context.parentURL?.includes('/src/')
        ? specifier.replace(/\.js$/, '.ts')
        : specifier,
      context,
    ),
});

const model = await import('../src/model/index.ts');
const { invalidPart, reviewErrorCode } = await import('../src/api/error-schemas.ts');
const { changeHeaders, routes } = await import('../src/api/http/contract.ts');
const { problem, problemType } = await import('../src/api/http/problem.ts');
const { statusOf } = await import('../src/api/http/write-problem.ts');

type Json = Record<string, unknown>;

/** What is shared by name; more are inlined where they stand. */
const definitions: Record<string, GenericSchema> = {
  Identifier: model.identifier,
  Version: model.versionTag,
  CalendarDate: model.calendarDate,
  Instant: model.instant,
  LocalizedText: model.localizedText,
  Sex: model.sex,
  Client: model.client,
  ClientEdit: routes.editClient.body.schema,
  Person: model.person,
  RejectionReason: model.rejectionReason,
  Decision: model.decision,
  DecisionInput: routes.decideSession.body.schema,
  Note: model.note,
  NoteInput: routes.addNote.body.schema,
  ClientChange: model.clientChange,
  MatchLevel: model.matchLevel,
  FaceMatch: model.faceMatch,
  SpoofDetection: model.spoofDetection,
  Device: model.device,
  Photo: model.photo,
  FalsePositive: model.falsePositive,
  FalsePositiveInput: routes.markFalsePositive.body.schema,
  Screening: model.screening,
  Attempt: model.attempt,
  SessionStatus: model.sessionStatus,
  DocumentType: model.documentType,
  SessionSummary: model.sessionSummary,
  Session: model.session,
  SessionQuery: routes.listSessions.body.schema,
  SessionFilter: routes.countSessions.body.schema,
  SessionCount: model.sessionCount,
  SessionPage: model.sessionPage,
  SessionEvent: model.sessionEvent,
  Workspace: routes.getWorkspace.answer.schema,
  ActivityReport: routes.recordActivity.body.schema,
  ErrorCode: reviewErrorCode,
  InvalidPart: invalidPart,
  Problem: problem,
};

/** What JSON Schema can say of a check that is code, by the check's message. */
const checks: Readonly<Record<string, Json>> = {
  'not a calendar date': { format: 'date' },
  'not an instant': { format: 'date-time' },
  'a reason is named twice': { uniqueItems: true },
  'nothing to change': { minProperties: 1 },
};

const conversion: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideAction: ({ valibotAction: action, jsonSchema }) => {
    if (action.type === 'trim' || action.type === 'readonly') return jsonSchema;
    if (action.type !== 'check') return undefined;
    const message = 'message' in action ? action.message : undefined;
    const said = typeof message === 'string' ? checks[message] : undefined;
    if (!said) throw new Error(`What does the check '${String(message)}' mean in JSON Schema?`);
    return { ...jsonSchema, ...said };
  },
};

function schemaOf(schema: GenericSchema): Json {
  const converted: Json = { ...toJsonSchema(schema, { ...conversion, definitions }) };
  delete converted['$schema'];
  delete converted['$defs'];
  return converted;
}

const reference = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });
const parameterNames = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The statuses of a route's errors, those of the transport included. */
function problemStatuses(route: Route): number[] {
  const own = route.errors.map((code) => statusOf[code]);
  return [
    ...new Set([
      ...(route.body ? [400, 413, 415] : []),
      ...(route.headers ? [400, 409, 428] : []),
      ...(route.answer.kind === 'empty' ? [] : [406]),
      ...own,
      ...[401, 403, 429, 500, 502, 503, 504],
    ]),
  ].sort((one, other) => one - other);
}

function problemResponse(status: number): [string, Json] {
  const known = prose.problems[status];
  if (!known) throw new Error(`What does status ${status} mean?`);
  const [name, description] = known;
  const response: Json = { description };
  if (status === 401)
    response['headers'] = { 'WWW-Authenticate': reference('headers', 'Challenge') };
  if (status === 429 || status === 503) {
    response['headers'] = { 'Retry-After': reference('headers', 'RetryAfter') };
  }
  response['content'] = { [problemType]: { schema: reference('schemas', 'Problem') } };
  return [name, response];
}

function answerOf(route: Route, description: string): Json {
  const { answer } = route;
  if (answer.kind === 'empty') return { description };
  if (answer.kind === 'image') {
    const types = ['image/jpeg', 'image/png', 'image/webp'];
    return { description, content: Object.fromEntries(types.map((type) => [type, {}])) };
  }
  if (answer.kind === 'events') {
    return { description, content: { 'text/event-stream': { schema: schemaOf(answer.schema) } } };
  }
  return {
    description,
    ...(answer.entityTag && { headers: { ETag: reference('headers', 'ETag') } }),
    content: { 'application/json': { schema: schemaOf(answer.schema) } },
  };
}

function parametersOf(route: Route): Json[] {
  const query = route.query ? schemaOf(route.query) : {};
  return [
    ...parameterNames(route.path).map((name) => reference('parameters', name)),
    ...Object.entries((query['properties'] ?? {}) as Json).map(([name, schema]) => ({
      name,
      in: 'query',
      description: prose.parameters[name],
      schema,
    })),
    ...Object.keys(route.headers ?? {}).map((name) => reference('parameters', name)),
    ...(route.answer.kind === 'events' ? [reference('parameters', 'last-event-id')] : []),
  ];
}

function operationOf(id: OperationId, route: Route): Json {
  const { tag, summary, description, answer } = prose.operations[id];
  const parameters = parametersOf(route);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(route.safe && route.method !== 'GET' && { 'x-safe': true }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { [route.body.type]: { schema: schemaOf(route.body.schema) } },
      },
    }),
    responses: {
      [route.answer.status]: answerOf(route, answer),
      ...Object.fromEntries(
        problemStatuses(route).map((status) => [
          status,
          reference('responses', problemResponse(status)[0]),
        ]),
      ),
    },
  };
}

function createDocument(): Json {
  const entries = Object.entries(routes) as [OperationId, Route][];
  const paths: Record<string, Json> = {};
  for (const [id, route] of entries) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(id, route);
  }
  const pathParameters = new Set(entries.flatMap(([, route]) => parameterNames(route.path)));
  const statuses = new Set(entries.flatMap(([, route]) => problemStatuses(route)));
  return {
    openapi: '3.1.1',
    info: { ...prose.info, version: '1.0.0' },
    servers: [{ url: '/', description: 'What a client is given as `baseUrl`.' }],
    security: [{ bearer: [] }],
    tags: Object.entries(prose.tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: prose.bearer } },
      schemas: toJsonSchemaDefs(definitions, conversion),
      parameters: {
        ...Object.fromEntries(
          [...pathParameters].map((name) => [
            name,
            {
              name,
              in: 'path',
              required: true,
              description: prose.parameters[name],
              schema: reference('schemas', 'Identifier'),
            },
          ]),
        ),
        ...Object.fromEntries(
          Object.entries(prose.headers).map(([key, header]) => [
            key,
            {
              ...header,
              in: 'header',
              required: true,
              schema: schemaOf(changeHeaders[key as keyof typeof changeHeaders]),
            },
          ]),
        ),
        'last-event-id': {
          ...prose.lastEventId,
          in: 'header',
          required: false,
          schema: schemaOf(model.sessionEventId),
        },
      },
      headers: {
        ETag: {
          description: 'The `version` of the session as a strong entity tag.',
          schema: schemaOf(changeHeaders['if-match']),
        },
        RetryAfter: {
          description: 'Seconds, or an HTTP date (RFC 9110, 10.2.3).',
          schema: { type: 'string' },
        },
        Challenge: { description: 'RFC 9110, 11.6.1.', schema: { type: 'string' } },
      },
      responses: Object.fromEntries([...statuses].sort().map(problemResponse)),
    },
  };
}

const { values } = parseArgs({
  options: { write: { type: 'boolean' }, check: { type: 'boolean' } },
});
const versioned = join(root, 'openapi.json');
const style = await resolveConfig(versioned);
const text = await format(JSON.stringify(createDocument()), { ...style, filepath: versioned });
if (values.check) {
  if (readFileSync(versioned, 'utf8') !== text) {
    console.error('openapi.json is not what the contract says: run `npm run openapi`.');
    process.exitCode = 1;
  }
} else {
  const file = values.write ? versioned : join(root, 'dist/openapi.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
