import type { MiddlewareHandler } from 'hono';
import { ReviewError } from 'kv-review/api';

/** What a page may send (Fetch Standard, 3.2.3); what it may read. */
const allowedHeaders =
  'accept, authorization, content-type, if-match, idempotency-key, last-event-id';
const exposedHeaders = 'etag, retry-after, ratelimit, ratelimit-policy, x-request-id';

/**
 * Answers preflight requests. They carry no credentials, so no company is known yet: whether the
 * page's origin is one of the company's is judged at the request itself, before anything is done.
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

/** The origin of a request as the browser names it, of a page elsewhere than this server. */
function foreignOrigin(request: Request): string | undefined {
  const origin = request.headers.get('origin');
  if (origin === null) return undefined;
  const host = request.headers.get('host');
  return URL.canParse(origin) && new URL(origin).host === host ? undefined : origin;
}

/**
 * Keeps pages that a company did not list from using its users' tokens.
 * @returns the origin that may read the answer.
 * @throws ReviewError `forbidden` for any other page.
 */
export function checkOrigin(request: Request, allowed: readonly string[]): string | undefined {
  const origin = foreignOrigin(request);
  if (origin !== undefined && !allowed.includes(origin)) {
    throw new ReviewError('forbidden', 'This origin is not one of the company.');
  }
  return origin;
}

/** Lets the page read the answer. */
export function permitOrigin(headers: Headers, origin: string): void {
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', exposedHeaders);
}
