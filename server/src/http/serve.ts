/** Creates routes from operations: checks each request by the entry, and calls a function. */
import {
  changeHeaders,
  checkMediaType,
  checkRequest,
  readJsonBody,
  refusal,
} from 'kv-review/api/handler';
import * as v from 'valibot';

import type { App, AppContext } from './context.ts';
import type { CompanyAdmission, Gate, UserAdmission } from './gate.ts';
import type { Masters } from './masters.ts';
import type { ServerFacet, ServerOperation } from './operations/index.ts';
import { maxJsonSize } from './problem.ts';

type IdsIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | IdsIn<Rest>
  : never;

type CallerOf<Operation extends ServerOperation> = {
  anyone: undefined;
  company: CompanyAdmission;
  master: UserAdmission;
}[Operation['caller']];

type OutputOf<Schema> = Schema extends v.GenericSchema ? v.InferOutput<Schema> : undefined;

/** A request that was admitted and checked. */
export interface Call<Operation extends ServerOperation> {
  readonly request: Request;
  readonly by: CallerOf<Operation>;
  /** The ids in the path, decoded. */
  readonly ids: { readonly [Name in IdsIn<Operation['path']>]: string };
  readonly query: OutputOf<Operation['query']>;
  /** The JSON body. */
  readonly input: Operation['input'] extends { type: 'application/json'; schema: infer Schema }
    ? OutputOf<Schema>
    : undefined;
  /** The text of `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
}

type FieldsOf<Answer> = Answer extends { fields: readonly (infer Name extends string)[] }
  ? { readonly [Field in Name]: string }
  : object;

/** The answer of an operation: its content, and the header fields that its entry names. */
export type Answer<Operation extends ServerOperation> = FieldsOf<Operation['answer']> &
  (Operation['answer'] extends { content: { schema: infer Schema extends v.GenericSchema } }
    ? { readonly content: v.InferOutput<Schema> }
    : object) &
  (Operation extends { otherStatus: infer Status } ? { readonly status?: Status } : object);

export type Implementation<Facet extends ServerFacet> = {
  readonly [Name in keyof Facet]: (call: Call<Facet[Name]>) => Promise<Answer<Facet[Name]>>;
};

/** Adds the routes of a facet. */
export type Serve = <Facet extends ServerFacet>(
  facet: Facet,
  implementation: NoInfer<Implementation<Facet>>,
) => void;

/** The parts of `Answer` of any operation. */
interface Answered {
  readonly content?: unknown;
  readonly status?: 503;
  readonly location?: string;
}

const keyField = changeHeaders['idempotency-key'];

/**
 * The text of `Idempotency-Key`. Its syntax is the port's; here it is optional.
 * @throws Refusal 400 when it is malformed.
 */
function readIdempotencyKey({ headers }: Request): string | undefined {
  const key = headers.get('idempotency-key') ?? undefined;
  const result = v.safeParse(v.optional(keyField), key);
  if (result.success) return result.output?.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  const parts = [{ pointer: 'idempotency-key', message: 'expected one structured string' }];
  throw refusal({ status: 400, detail: 'A request header is malformed.' }, parts);
}

/** Reads a JSON body. The operation itself reads a body of another type. */
async function readInput(input: ServerOperation['input'], request: Request): Promise<unknown> {
  if (!input) return undefined;
  checkMediaType(request, input.type);
  if (input.type !== 'application/json') return undefined;
  return checkRequest(input.schema, await readJsonBody(request, maxJsonSize));
}

function write({ answer, otherStatus }: ServerOperation, answered: Answered): Response {
  const { content, status = answer.status, location } = answered;
  if (status !== answer.status && status !== otherStatus) {
    throw new Error(`The operation does not answer with status ${status}.`);
  }
  const headers = new Headers();
  if (location !== undefined) headers.set('location', location);
  if (!answer.content) return new Response(null, { status, headers });
  const { type } = answer.content;
  headers.set('content-type', type === 'text/plain' ? `${type}; charset=UTF-8` : type);
  const body = type === 'text/plain' ? String(content) : JSON.stringify(content);
  return new Response(body, { status, headers });
}

/** The function of any operation. */
type Run = (call: { readonly [Part in keyof Call<ServerOperation>]: unknown }) => Promise<Answered>;

export interface ServeOptions {
  readonly gate: Gate;
  readonly masters: Masters;
  /** Receives each operation whose route was added. */
  readonly onServed: (operation: ServerOperation) => void;
}

export function createServe(app: App, { gate, masters, onServed }: ServeOptions): Serve {
  async function admit(
    context: AppContext,
    caller: ServerOperation['caller'],
    name: string,
  ): Promise<CallerOf<ServerOperation>> {
    if (caller === 'anyone') return undefined;
    if (caller === 'master') return masters.admit(context, name);
    const { facts } = context.var;
    const admission = await gate.admitCompany(context.req.raw, facts.address);
    facts.admission = admission;
    return admission;
  }

  function serveOne(name: string, operation: ServerOperation, run: Run): void {
    const { caller, method, path, fields = [], query, input } = operation;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
      const request = context.req.raw;
      const by = await admit(context, caller, name);
      const reads = (field: (typeof fields)[number]) => fields.includes(field);
      const idempotencyKey = reads('idempotency-key') ? readIdempotencyKey(request) : undefined;
      const call = {
        ...{ request, by, idempotencyKey, ids: context.req.param() },
        query: query && checkRequest(query, context.req.query(), 'parameters'),
        input: await readInput(input, request),
      };
      return write(operation, await run(call));
    });
  }
  return (facet, implementation) => {
    for (const [name, operation] of Object.entries(facet)) {
      // The type of the function derives from the entry, which `serveOne` follows.
      serveOne(name, operation, implementation[name] as unknown as Run);
      onServed(operation);
    }
  };
}
