import type { MiddlewareHandler } from 'hono';
import { ReviewError } from 'kv-review/api';
import { Refusal } from 'kv-review/api/handler';

/** The header fields that a page may send and read (Fetch Standard, 3.2.3). */
const allowedHeaders =
  'accept, authorization, content-type, if-match, idempotency-key, last-event-id';
const exposedHeaders = 'etag, retry-after, ratelimit, ratelimit-policy, row-count, x-request-id';

/**
 * Answers preflight requests. They carry no credentials, so the company is not known yet. Its allowed
 * origins are checked with the request itself, before anything is done.
 */
export const answerPreflight: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header('origin');
  if (origin === undefined) return next();
  if (context.req.method === 'OPTIONS' && context.req.header('access-control-request-method')) {
    return new Response(null, {
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': '600',
        vary: 'origin, access-control-request-method, access-control-request-headers',
      },
    });
  }
  await next();
  context.header('vary', 'origin', { append: true });
};

/** The `Origin` of a request, unless the page was served by this server. */
function foreignOrigin(request: Request): string | undefined {
  const origin = request.headers.get('origin');
  if (origin === null) return undefined;
  const host = request.headers.get('host');
  return URL.canParse(origin) && new URL(origin).host === host ? undefined : origin;
}

/** Whether a request is from a page of an allowed origin, from one of this server, or from no page. */
export function isOwnPage(request: Request, allowed: readonly string[]): boolean {
  const origin = foreignOrigin(request);
  return origin === undefined || allowed.includes(origin);
}

/**
 * Refuses pages whose origin the company does not list, even with a valid token of one of its users.
 * The refusal states its reason, because `forbidden` usually means the role of the user.
 * @param detail - The reason.
 * @returns the origin that may read the answer.
 * @throws Refusal `forbidden` for a page of another origin.
 */
export function checkOrigin(
  request: Request,
  allowed: readonly string[],
  detail = 'The company does not allow pages of this origin to call the backend.',
): string | undefined {
  if (!isOwnPage(request, allowed)) {
    throw new Refusal(new ReviewError('forbidden', detail), { detail });
  }
  return foreignOrigin(request);
}

/** Lets the page read the answer. */
export function permitOrigin(headers: Headers, origin: string): void {
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', exposedHeaders);
}
