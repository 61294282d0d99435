import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { operations, ReviewError } from 'kv-review/api';
import { createHandler, toProblem } from 'kv-review/api/handler';
import type { Caller } from '../auth/tokens.ts';
import type { ReviewApi } from 'kv-review/api';

import { answerPreflight, permitOrigin } from './company-origins.ts';
import type { Admission, Gate } from './gate.ts';
import { describeError, type Logger } from '../log/log.ts';
import { answerErrors, notFound } from './problem.ts';
import { createStreams } from './streams.ts';

/** What is known of one request, for its answer's fields and the log. */
interface RequestFacts {
  readonly id: string;
  readonly address: string;
  readonly stopping: AbortSignal | undefined;
  admission?: Admission;
}

export interface AppEnvironment {
  Bindings: {
    incoming?: IncomingMessage;
    /** Aborted when the server stops: what never ends by itself, ends. */
    stopping?: AbortSignal;
  };
  Variables: { facts: RequestFacts };
}

export type AppContext = Context<AppEnvironment>;
export type App = Hono<AppEnvironment>;

export interface AppOptions {
  readonly gate: Gate;
  /** The adapter of one user. */
  readonly as: (caller: Caller) => ReviewApi;
  readonly log: Logger;
  /** Whether requests can be served now. */
  readonly isReady: () => Promise<boolean>;
  /** What stands beside the routes of the contract; the first that fits a request answers it. */
  readonly routes?: readonly ((app: App) => void)[];
  /**
   * How many proxies in front of this server append to `X-Forwarded-For`; with none the field is
   * what a caller claims, and not read. Default 0.
   */
  readonly proxyCount?: number;
  /** Default: the clock of this machine. */
  readonly now?: () => Date;
}

/** Milliseconds until an answer must have begun. */
const answerTimeout = 30_000;

/** The whole backend as one function from `Request` to `Response`. */
export function createApp(options: AppOptions): App {
  const { gate, log, proxyCount = 0, now = () => new Date() } = options;
  const streams = createStreams({ now });
  const app: App = new Hono();
  const factsOf = new WeakMap<Request, RequestFacts>();

  const report = (error: unknown, request: Request): void =>
    log.error({ request: factsOf.get(request)?.id, error: describeError(error) }, 'failed');

  const names = new Set(Object.values(operations).map(({ path }) => nameIn(path)));

  app.use(async (context, next) => {
    const address = addressOf(context, proxyCount);
    const facts: RequestFacts = { id: randomUUID(), address, stopping: context.env.stopping };
    context.set('facts', facts);
    factsOf.set(context.req.raw, facts);
    const start = performance.now();
    await next();
    finish(context.res.headers, facts, context.req.header('origin'));
    log.info({
      request: facts.id,
      method: context.req.method,
      resource: resourceOf(context.req.path, names),
      status: context.res.status,
      milliseconds: Math.round(performance.now() - start),
      company: facts.admission?.companyId,
    });
  });
  app.use(securityHeaders);
  app.use(answerPreflight);
  app.onError(answerErrors(report));
  app.notFound(notFound);

  app.get('/health/live', (context) => context.json({ status: 'ok' }));
  app.get('/health/ready', async (context) => {
    const isReady = await options.isReady();
    return context.json({ status: isReady ? 'ok' : 'unavailable' }, isReady ? 200 : 503);
  });
  for (const add of options.routes ?? []) add(app);
  for (const { path } of app.routes) names.add(nameIn(path));
  const ownMethods = methodsBeside(app);

  const review = createHandler(
    async (request) => {
      const facts = factsOf.get(request);
      const admission = await gate.admitUser(request, facts?.address ?? '');
      if (facts) facts.admission = admission;
      const { caller } = admission;
      return streams.bound(options.as(caller), caller, facts?.stopping);
    },
    { onError: report },
  );
  app.all('/v1/*', async (context) => {
    const answer = await withinTime(review(context.req.raw));
    const methods = ownMethods(context.req.path);
    const isRefused = answer.status === 404 || answer.status === 405;
    if (!isRefused || methods.length === 0) return answer;
    const others = answer.headers.get('allow')?.split(', ') ?? [];
    const allow = [...new Set([...methods, ...others])].join(', ');
    const detail = 'This resource has no such method.';
    return toProblem(new ReviewError('invalid', detail), {
      status: 405,
      detail,
      headers: { allow },
    });
  });
  return app;
}

const securityHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  crossOriginResourcePolicy: 'cross-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
});

/** Where a request comes from, as far as the proxies in front can be believed. */
function addressOf(context: AppContext, proxyCount: number): string {
  const socket = context.env.incoming?.socket.remoteAddress ?? '';
  if (proxyCount === 0) return socket;
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',');
  return forwarded.at(-proxyCount)?.trim() || socket;
}

/** The first name behind the version; what follows are ids. */
const nameIn = (path: string): string | undefined => path.split('/')[2];

/** What kind of resource is asked for; a name that is none of ours may be anybody's. */
function resourceOf(path: string, names: ReadonlySet<string | undefined>): string | undefined {
  const name = nameIn(path);
  return names.has(name) ? name : undefined;
}

/** The methods that a path has in the routes beside the contract. */
function methodsBeside({ routes: all }: App): (path: string) => readonly string[] {
  const own = all
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({
      pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
      methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    }));
  return (path) =>
    own.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
}

/** Work that lasts longer may still be done: the caller asks again with the same idempotency key. */
async function withinTime(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((resolve) => {
    const problem = () => toProblem(new ReviewError('timeout', 'The answer took too long.'));
    timer = setTimeout(() => {
      resolve(problem());
      // Nobody will read a stream of events that begins too late.
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
 * What every answer carries. No cache may keep one: almost all of them are personal. A refusal
 * tells nothing of a company, and every page may learn why it is refused.
 */
function finish(
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
