/**
 * Writes the OpenAPI 3.1 document of the HTTP contract: into `dist`, from where it is published;
 * with `--write` into `openapi.json`, the copy under version control, where a change of the contract
 * can be read; with `--check` it fails when that copy is not current.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import type { GenericSchema } from 'valibot';
import ts from 'typescript';
import type { Operation } from '../src/api/operations/operation.ts';
import type { OperationName } from '../src/api/operations/operations.ts';
import type { OperationSchemas } from '../src/api/operations/schemas.ts';
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
const { changeHeaders } = await import('../src/api/http/change-headers.ts');
const { answerTypes, problemType } = await import('../src/api/http/media-types.ts');
const { problem } = await import('../src/api/http/problem.ts');
const { statusOf } = await import('../src/api/handler/write-problem.ts');
const { errorsOf, idsIn } = await import('../src/api/operations/operation.ts');
const { operationNames, operationOf } = await import('../src/api/operations/operations.ts');
const { loadSchemas } = await import('../src/api/operations/schemas.ts');
const { workspace } = await import('../src/api/workspace.ts');

type Json = Record<string, unknown>;

const schemas = Object.fromEntries(
  await Promise.all(operationNames.map(async (name) => [name, await loadSchemas(name)] as const)),
) as Record<OperationName, OperationSchemas>;

/** What is shared by name; more are inlined where they stand. */
const definitions: Record<string, GenericSchema> = {
  Identifier: model.identifier,
  Version: model.versionTag,
  CalendarDate: model.calendarDate,
  Instant: model.instant,
  LocalizedText: model.localizedText,
  Sex: model.sex,
  Client: model.client,
  ClientEdit: schemas.editClient.input,
  Person: model.person,
  RejectionReason: model.rejectionReason,
  Decision: model.decision,
  DecisionInput: schemas.decideSession.input,
  Note: model.note,
  NoteInput: schemas.addNote.input,
  ClientChange: model.clientChange,
  MatchLevel: model.matchLevel,
  FaceMatch: model.faceMatch,
  SpoofDetection: model.spoofDetection,
  Device: model.device,
  Photo: model.photo,
  FalsePositive: model.falsePositive,
  FalsePositiveInput: schemas.markFalsePositive.input,
  Screening: model.screening,
  Attempt: model.attempt,
  SessionStatus: model.sessionStatus,
  DocumentType: model.documentType,
  SessionSummary: model.sessionSummary,
  Session: model.session,
  SessionQuery: schemas.listSessions.input,
  SessionCount: model.sessionCount,
  SessionPage: model.sessionPage,
  SessionEvent: model.sessionEvent,
  Workspace: workspace,
  ActivityReport: schemas.recordActivity.input,
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

/** What the doc comment of an operation says. */
interface Documentation {
  readonly facet: string;
  readonly description: string;
  readonly summary: string;
  readonly answer: string;
}

const unwrap = (text: string): string => text.replace(/(\S)\n(?=\S)/g, '$1 ').trim();

const commentOf = (comment: ts.JSDoc['comment']): string =>
  unwrap(ts.getTextOfJSDocComment(comment) ?? '');

function tagText(node: ts.Node, name: string): string {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  if (!tag) throw new Error(`A doc comment of the operations lacks @${name}: ${node.getText()}`);
  return commentOf(tag.comment);
}

const docOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => commentOf(doc.comment))
    .join('');

const documentation = new Map<string, Documentation>();
const facets = new Map<string, string>();

/** Reads the doc comments of one facet: of its object, and of each member. */
function readFacet(file: string): void {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const facet = basename(file, '.ts');
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const value = statement.declarationList.declarations[0]?.initializer;
    const entries = value && ts.isSatisfiesExpression(value) && ts.isAsExpression(value.expression);
    if (!entries || !ts.isObjectLiteralExpression(value.expression.expression)) continue;
    facets.set(facet, docOf(statement));
    for (const member of value.expression.expression.properties) {
      documentation.set(member.name?.getText() ?? '', {
        facet,
        description: docOf(member),
        summary: tagText(member, 'summary'),
        answer: tagText(member, 'returns'),
      });
    }
  }
}

/** The statuses of an operation's errors, those of the transport included. */
function problemStatuses(operation: Operation): number[] {
  const { input, effect, answer } = operation;
  return [
    ...new Set([
      ...(input ? [400, 413, 415] : []),
      ...(effect === 'change' ? [400, 409, 428] : []),
      ...(answer === 'empty' ? [] : [406]),
      ...errorsOf(operation).map((code) => statusOf[code]),
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

const hasVersion = (schema: GenericSchema): boolean =>
  'entries' in schema && 'version' in (schema.entries as Json);

function answerOf(name: OperationName, description: string): Json {
  const { answer } = operationOf(name);
  if (answer === 'empty') return { description };
  if (answer === 'image') {
    return {
      description,
      content: Object.fromEntries(answerTypes.image.map((type) => [type, {}])),
    };
  }
  const schema = schemas[name].answer;
  return {
    description,
    ...(answer === 'json' &&
      hasVersion(schema) && { headers: { ETag: reference('headers', 'ETag') } }),
    content: { [answerTypes[answer][0]]: { schema: schemaOf(schema) } },
  };
}

function parametersOf(name: OperationName): Json[] {
  const { path, effect, answer } = operationOf(name);
  const query = schemaOf(schemas[name].query);
  return [
    ...idsIn(path).map((id) => reference('parameters', id)),
    ...Object.entries((query['properties'] ?? {}) as Json).map(([parameter, schema]) => ({
      name: parameter,
      in: 'query',
      description: prose.parameters[parameter],
      schema,
    })),
    ...(effect === 'change' ? Object.keys(changeHeaders) : []).map((header) =>
      reference('parameters', header),
    ),
    ...(answer === 'events' ? [reference('parameters', 'last-event-id')] : []),
  ];
}

function describe(name: OperationName): Documentation {
  const found = documentation.get(name);
  if (!found) throw new Error(`The operation ${name} has no doc comment.`);
  const { capability, role } = operationOf(name);
  const description = [
    found.description,
    ...(role === 'master' ? ['Only a master user may call it.'] : []),
    ...(capability === undefined ? [] : [`Capability \`${capability}\`.`]),
  ].join(' ');
  return { ...found, description };
}

function documentOperation(name: OperationName): Json {
  const operation = operationOf(name);
  const { facet, summary, description, answer } = describe(name);
  const parameters = parametersOf(name);
  return {
    operationId: name,
    tags: [prose.tagOf(facet)],
    summary,
    description,
    ...(operation.effect === 'read' && operation.method !== 'GET' && { 'x-safe': true }),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.input && {
      requestBody: {
        required: true,
        content: { [operation.input]: { schema: schemaOf(schemas[name].input) } },
      },
    }),
    responses: {
      [operation.answer === 'empty' ? 204 : 200]: answerOf(name, answer),
      ...Object.fromEntries(
        problemStatuses(operation).map((status) => [
          status,
          reference('responses', problemResponse(status)[0]),
        ]),
      ),
    },
  };
}

for (const file of globSync(join(root, 'src/api/operations/*.ts')).sort()) readFacet(file);

function createDocument(): Json {
  const all = operationNames.map(operationOf);
  const paths: Record<string, Json> = {};
  for (const name of operationNames) {
    const { path, method } = operationOf(name);
    (paths[path] ??= {})[method.toLowerCase()] = documentOperation(name);
  }
  const pathParameters = new Set(all.flatMap(({ path }) => idsIn(path)));
  const statuses = new Set(all.flatMap(problemStatuses));
  return {
    openapi: '3.1.1',
    info: { ...prose.info, version: '1.0.0' },
    servers: [{ url: '/', description: 'What a client is given as `baseUrl`.' }],
    security: [{ bearer: [] }],
    tags: [...facets].map(([name, description]) => ({ name: prose.tagOf(name), description })),
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
              description: prose.describeId(name),
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
