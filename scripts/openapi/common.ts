/** What both OpenAPI documents have in common. */
import type { GenericSchema } from 'valibot';
import './sources.ts';
import type { DocComments } from './doc-comments.ts';
import { answerHeaders, problemResponse, reference, type Json, type Problems } from './parts.ts';

export const model = await import('../../src/model/index.ts');
export const { changeHeaders } = await import('../../src/api/http/change-headers.ts');
const { invalidPart, reviewErrorCode } = await import('../../src/api/error-schemas.ts');
const { problemType } = await import('../../src/api/http/media-types.ts');
const { problem } = await import('../../src/api/http/problem.ts');

/** The schemas that both documents name. */
export const commonSchemas: Readonly<Record<string, GenericSchema>> = {
  Identifier: model.identifier,
  Version: model.versionTag,
  CalendarDate: model.calendarDate,
  Instant: model.instant,
  LocalizedText: model.localizedText,
  Sex: model.sex,
  DocumentType: model.documentType,
  SessionStatus: model.sessionStatus,
  ErrorCode: reviewErrorCode,
  InvalidPart: invalidPart,
  Problem: problem,
};

export const inOrder = (statuses: Iterable<number>): number[] =>
  [...new Set(statuses)].sort((one, other) => one - other);

/** A parameter in the path, with its name. */
export const pathParameter = (
  name: string,
  description: string,
  schema: Json = reference('schemas', 'Identifier'),
): [name: string, parameter: Json] => [
  name,
  { name, in: 'path', required: true, description, schema },
];

export const headerParameter = (
  prose: { readonly name: string; readonly description: string },
  schema: Json,
  required: boolean,
): Json => ({ ...prose, in: 'header', required, schema });

interface Route {
  readonly method: string;
  readonly path: string;
}

export interface DocumentOptions<Name extends string, Operation extends Route> {
  readonly prose: {
    readonly info: Json;
    readonly server: string;
    readonly problems: Problems;
    tagOf(facet: string): string;
  };
  readonly docs: DocComments;
  readonly operations: readonly (readonly [Name, Operation])[];
  readonly document: (name: Name, operation: Operation) => Json;
  readonly problemStatuses: (operation: Operation) => readonly number[];
  /** The members of the document besides. */
  readonly security?: readonly Json[];
  readonly components: Readonly<
    Record<'securitySchemes' | 'schemas' | 'parameters' | 'headers', Json>
  >;
}

export function createDocument<Name extends string, Operation extends Route>({
  prose,
  docs,
  operations,
  document,
  problemStatuses,
  security,
  components,
}: DocumentOptions<Name, Operation>): Json {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of operations) {
    const { path, method } = operation;
    (paths[path] ??= {})[method.toLowerCase()] = document(name, operation);
  }
  const statuses = inOrder(operations.flatMap(([, operation]) => problemStatuses(operation)));
  return {
    openapi: '3.1.1',
    info: { ...prose.info, version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: prose.server }],
    ...(security && { security }),
    tags: [...docs.facets].map(([facet, description]) => ({
      name: prose.tagOf(facet),
      description,
    })),
    paths,
    components: {
      ...components,
      headers: { ...components.headers, ...answerHeaders },
      responses: Object.fromEntries(
        statuses.map((status) => problemResponse(prose.problems, status, problemType)),
      ),
    },
  };
}
