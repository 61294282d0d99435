import { randomUUID } from 'node:crypto';

import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { operations, ReviewError, type ReviewApi } from 'kv-review/api';
import { createHandler, toProblem } from 'kv-review/api/handler';

import type { Caller } from '../auth/tokens.ts';
import { describeError, type Logger } from '../log/log.ts';
import { answerPreflight, permitOrigin } from './company-origins.ts';
import type { App, AppContext, RequestFacts } from './context.ts';
import type { Gate } from './gate.ts';
import { addHealthRoutes, type Readiness } from './health-routes.ts';
import type { Masters } from './masters.ts';
import { answerErrors } from './problem.ts';
import { createRouteTable } from './route-table.ts';
import { createServe, type Serve } from './serve.ts';
import type { SignInCodes } from './sign-in-codes.ts';
import { createStreams } from './streams.ts';

export interface AppOptions {
  readonly gate: Gate;
  readonly masters: Masters;
  readonly codes: SignInCodes;
  /** The adapter of one user. */
  readonly as: (caller: Caller) => ReviewApi;
  readonly log: Logger;
  readonly readiness: () => Promise<Readiness>;
  /** Adds the operations that the port does not have. */
  readonly routes?: readonly ((serve: Serve) => void)[];
  /**
   * The number of proxies in front of this server that append to `X-Forwarded-For`. Without a proxy, the
   * caller could send any address, so the field is ignored. Default 0.
   */
  readonly proxyCount?: number;
  /** Default: the clock of this machine. */
  readonly now?: () => Date;
}

/** Milliseconds within which an answer of the port must start. */
const answerTimeout = 30_000;

/** The whole backend as one function from `Request` to `Response`. */
export function createApp(options: AppOptions): App {
  const { gate, masters, codes, log, proxyCount = 0, now = () => new Date() } = options;
  const streams = createStreams({ now });
  const app: App = new Hono();
  const factsOf = new WeakMap<Request, RequestFacts>();

  const report = (error: unknown, request: Request): void =>
    log.error({ request: factsOf.get(request)?.id, error: describeError(error) }, 'failed');

  const table = createRouteTable();

  app.use(async (context, next) => {
    const address = addressOf(context, proxyCount);
    const facts: RequestFacts = { id: randomUUID(), address, stopping: context.env.stopping };
    context.set('facts', facts);
    factsOf.set(context.req.raw, facts);
    const start = performance.now();
    await next();
    addHeaders(context.res.headers, facts, context.req.header('origin'));
    log.info({
      request: facts.id,
      method: context.req.method,
      resource: table.resourceOf(context.req.path),
      status: context.res.status,
      milliseconds: Math.round(performance.now() - start),
      company: facts.admission?.companyId,
    });
  });
  app.use(securityHeaders);
  app.use(answerPreflight);
  app.onError(answerErrors(report));

  const serve = createServe(app, { gate, masters, onServed: table.add });
  addHealthRoutes(serve, options.readiness);
  for (const add of options.routes ?? []) add(serve);

  const review = createHandler(
    async (request) => {
      const facts = factsOf.get(request);
      const admission = await gate.admitUser(request, facts?.address ?? '');
      if (facts) facts.admission = admission;
      const name = table.nameOf(request.method, new URL(request.url).pathname);
      // Before the body is read, so that an agent is refused whatever it contains.
      if (name && operations[name].role === 'master') await masters.refuseAgent(admission, name);
      const { caller } = admission;
      return streams.bound(options.as(caller), caller, facts?.stopping);
    },
    {
      onError: (error, { operation, requestId }) =>
        log.error({ request: requestId, operation, error: describeError(error) }, 'failed'),
      redeemCode: (code, request) =>
        codes.redeem(code, request, factsOf.get(request)?.address ?? ''),
      requestId: (request) => factsOf.get(request)?.id ?? randomUUID(),
    },
  );
  app.all('*', async (context) => {
    const { method, path } = context.req;
    const methods = table.methodsOf(path);
    // An operation of this server with this method would have answered already.
    if (methods.length === 0 || methods.includes(method)) {
      return withinTime(review(context.req.raw));
    }
    const detail = `This resource does not support ${method}.`;
    const headers = { allow: methods.join(', ') };
    return toProblem(new ReviewError('invalid', detail), { status: 405, detail, headers });
  });
  return app;
}

const securityHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  crossOriginResourcePolicy: 'cross-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
});

/** The address that a request comes from, as reported by the trusted proxies. */
function addressOf(context: AppContext, proxyCount: number): string {
  const socket = context.env.incoming?.socket.remoteAddress ?? '';
  if (proxyCount === 0) return socket;
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',');
  return forwarded.at(-proxyCount)?.trim() || socket;
}

/** Answers `timeout` when work is slow. It may still complete, so the caller retries with the same key. */
async function withinTime(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((resolve) => {
    const problem = () => toProblem(new ReviewError('timeout', 'The answer took too long.'));
    timer = setTimeout(() => {
      resolve(problem());
      // An event stream that starts too late has no reader.
      answer.then(({ body }) => body?.cancel()).catch(() => undefined);
    }, answerTimeout);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Adds the header fields of every answer. No cache may store an answer, because almost all contain
 * personal data. A refusal reveals nothing about a company, so every page may read it.
 */
function addHeaders(
  headers: Headers,
  { id, admission }: RequestFacts,
  sender: string | undefined,
): void {
  headers.set('x-request-id', id);
  headers.set('cache-control', 'private, no-store');
  const reader = admission ? admission.origin : sender;
  if (reader !== undefined) permitOrigin(headers, reader);
  for (const [name, value] of Object.entries(admission?.limitHeaders ?? {})) {
    headers.set(name, value);
  }
}
