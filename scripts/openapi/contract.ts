/** The OpenAPI document of the port: the requests of the elements. */
import type { GenericSchema } from 'valibot';
import type { Operation } from '../../src/api/operations/operation.ts';
import type { SignInName, SignInOperation } from '../../src/api/operations/code-exchange.ts';
import type { OperationName } from '../../src/api/operations/operations.ts';
import type { OperationSchemas } from '../../src/api/operations/schemas.ts';
import {
  changeHeaders,
  commonSchemas,
  createDocument,
  headerParameter,
  inOrder,
  model,
  pathParameter,
} from './common.ts';
import * as prose from './contract-prose.ts';
import { readDocComments, type Documentation } from './doc-comments.ts';
import { problemReferences, reference, schemasOf, type Json } from './parts.ts';

const { answerTypes } = await import('../../src/api/http/media-types.ts');
const { statusOf } = await import('../../src/api/handler/write-problem.ts');
const { errorsOf, idsIn } = await import('../../src/api/operations/operation.ts');
const { operationNames, operationOf } = await import('../../src/api/operations/operations.ts');
const { codeExchange } = await import('../../src/api/operations/code-exchange.ts');
const codeSchemas = await import('../../src/api/operations/code-exchange.schemas.ts');
const { loadSchemas } = await import('../../src/api/operations/schemas.ts');
const { workspace } = await import('../../src/api/workspace.ts');

const docs = readDocComments('src/api/operations');

const schemas = Object.fromEntries(
  await Promise.all(operationNames.map(async (name) => [name, await loadSchemas(name)] as const)),
) as Record<OperationName, OperationSchemas>;

/** The schemas that have a name. Others are inlined. */
const definitions: Record<string, GenericSchema> = {
  ...commonSchemas,
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
  SessionSummary: model.sessionSummary,
  FailedCondition: model.failedCondition,
  Session: model.session,
  SessionQuery: schemas.listSessions.input,
  SessionCount: model.sessionCount,
  SessionExport: schemas.exportSessions.input,
  SessionPage: model.sessionPage,
  SessionEvent: model.sessionEvent,
  Workspace: workspace,
  AccessToken: codeSchemas.accessToken,
  ActivityReport: schemas.recordActivity.input,
  ActivityQuery: schemas.listActivity.input,
  ActivityEntry: model.activityEntry,
  ActivityUser: model.activityUser,
  ActivityPage: model.activityPage,
  ActivityExport: schemas.exportActivity.input,
  ActivityChain: model.activityChain,
  ActivityHead: model.activityHead,
  JudgementRecord: model.judgementRecord,
  Settings: model.answeredSettings,
  SettingsRecord: model.settingsRecord,
  SettingsChange: model.settingsChange,
  SettingUse: model.settingUse,
  PolicyChange: model.policyChange,
  PreviewProgress: model.previewProgress,
  SettingsPreview: model.settingsPreview,
  WebHook: model.webHook,
  WebHookWithSecret: model.webHookWithSecret,
  NewWebHook: model.newWebHook,
  WebHookChange: model.webHookChange,
  WebHookDelivery: model.webHookDelivery,
  Branding: model.branding,
  StatusCount: model.statusCount,
  OutcomeCount: model.outcomeCount,
  GroupedCounts: model.groupedCounts,
  RangeStatistics: model.rangeStatistics,
  QueueStatistics: model.queueStatistics,
  Statistics: model.statistics,
};

const { write: schemaOf, all: allSchemas } = schemasOf(definitions);

/** The statuses of an operation's errors, including those of the transport. */
function problemStatuses(operation: Operation): number[] {
  const { input, effect, answer } = operation;
  return inOrder([
    ...(input ? [400, 413, 415] : []),
    ...(effect === 'change' ? [400, 409, 428] : []),
    ...(effect === 'save' ? [400, 428] : []),
    ...(answer === 'empty' ? [] : [406]),
    // Without a version that could be stale, a conflict is a limit.
    ...errorsOf(operation).map((code) =>
      code === 'conflict' && effect === 'write' ? 409 : statusOf[code],
    ),
    ...[401, 403, 429, 500, 502, 503, 504],
  ]);
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
  if (answer === 'images') {
    const image = { type: 'string', contentMediaType: 'application/octet-stream' };
    const schema = { type: 'object', properties: { image: { type: 'array', items: image } } };
    return { description, content: { [answerTypes.images[0]]: { schema } } };
  }
  if (answer === 'csv') {
    return {
      description,
      headers: { 'Row-Count': reference('headers', 'Row-Count') },
      content: { [answerTypes.csv[0]]: { schema: { type: 'string' } } },
    };
  }
  if (answer === 'progress') {
    const schema = {
      oneOf: [
        { type: 'object', properties: { progress: reference('schemas', 'PreviewProgress') } },
        { type: 'object', properties: { result: schemaOf(schemas[name].answer) } },
        { type: 'object', properties: { problem: reference('schemas', 'Problem') } },
      ],
    };
    return { description, content: { [answerTypes.progress[0]]: { schema } } };
  }
  const schema = schemas[name].answer;
  return {
    description,
    ...(answer === 'json' &&
      hasVersion(schema) && { headers: { ETag: reference('headers', 'ETag') } }),
    content: { [answerTypes[answer][0]]: { schema: schemaOf(schema) } },
  };
}

const headersOf = (effect: Operation['effect']): string[] =>
  effect === 'change' ? Object.keys(changeHeaders) : effect === 'save' ? ['if-match'] : [];

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
    ...headersOf(effect).map((header) => reference('parameters', header)),
    ...(answer === 'events' ? [reference('parameters', 'last-event-id')] : []),
  ];
}

function describe(name: OperationName): Documentation {
  const found = docs.of(name);
  const { capability, role } = operationOf(name);
  const description = [
    found.description,
    ...(role === 'master' ? ['Only a master user may call it.'] : []),
    ...(capability === undefined ? [] : [`Capability \`${capability}\`.`]),
  ].join(' ');
  return { ...found, description };
}

/** An image has no schema: its bytes say what it is. */
function contentOf(name: OperationName, { input }: Operation): Json {
  if (input === 'image') return Object.fromEntries(answerTypes.image.map((type) => [type, {}]));
  return { [input ?? '']: { schema: schemaOf(schemas[name].input) } };
}

function documentOperation(name: OperationName, operation: Operation): Json {
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
      requestBody: { required: true, content: contentOf(name, operation) },
    }),
    responses: {
      [operation.answer === 'empty' ? 204 : 200]: answerOf(name, answer),
      ...problemReferences(prose.problems, problemStatuses(operation)),
    },
  };
}

const signInStatuses = [400, 401, 413, 415, 422, 429, 500, 501, 503];

function documentSignIn(name: SignInName, { input, answer: kind }: SignInOperation): Json {
  const { facet, summary, description, answer } = docs.of(name);
  const schemas = codeSchemas[name];
  return {
    operationId: name,
    tags: [prose.tagOf(facet)],
    summary,
    description,
    security: [],
    requestBody: { required: true, content: { [input]: { schema: schemaOf(schemas.input) } } },
    responses: {
      200: {
        description: answer,
        content: { [answerTypes[kind][0]]: { schema: schemaOf(schemas.answer) } },
      },
      ...problemReferences(prose.problems, signInStatuses),
    },
  };
}

type Documented = readonly [OperationName | SignInName, Operation | SignInOperation];

const isSignIn = (name: OperationName | SignInName): name is SignInName => name in codeExchange;

export function createContractDocument(): Json {
  const operations: Documented[] = [
    ...operationNames.map((name) => [name, operationOf(name)] as const),
    ['redeemCode', codeExchange.redeemCode],
  ];
  const ids = new Set(operations.flatMap(([, { path }]) => idsIn(path)));
  return createDocument({
    prose,
    docs,
    operations,
    document: (name) =>
      isSignIn(name)
        ? documentSignIn(name, codeExchange[name])
        : documentOperation(name, operationOf(name)),
    problemStatuses: (operation) =>
      'role' in operation ? problemStatuses(operation) : signInStatuses,
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: prose.bearer } },
      schemas: allSchemas(),
      parameters: {
        ...Object.fromEntries([...ids].map((id) => pathParameter(id, prose.describeId(id)))),
        ...Object.fromEntries(
          Object.entries(prose.headers).map(([name, header]) => {
            const schema = schemaOf(changeHeaders[name as keyof typeof changeHeaders]);
            return [name, headerParameter(header, schema, true)];
          }),
        ),
        'last-event-id': headerParameter(prose.lastEventId, schemaOf(model.sessionEventId), false),
      },
      headers: {
        ETag: {
          description: 'The `version` of the session, or of the settings, as a strong entity tag.',
          schema: schemaOf(changeHeaders['if-match']),
        },
        'Row-Count': {
          description: 'The number of rows in the complete file, without the header.',
          required: true,
          schema: { type: 'integer', minimum: 0 },
        },
      },
    },
  });
}
