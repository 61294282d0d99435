import { http, type HttpHandler } from 'msw';

import { createHandler, type HandlerOptions, type ReviewApiSource } from '../../api/http/index.js';
import { resolveBase } from '../../api/http/write-message.js';

/** Settings of `reviewHandlers`. */
export interface ReviewHandlersOptions extends Omit<HandlerOptions, 'basePath'> {
  /**
   * The same as `endpoint` of the provider and `baseUrl` of `createHttpApi`: absolute, or relative
   * to the document. In Node, which has none, it must be absolute. Default `/`.
   */
  baseUrl?: string | URL;
}

/**
 * The whole backend as handlers of Mock Service Worker, for `setupWorker`, `setupServer` and
 * `worker.use`: every request below `/v1/` of the base URL is answered by `createHandler`, what the
 * contract does not know with its 404; no other request of the page is touched.
 * @throws TypeError when `baseUrl` is no http(s) URL
 * @example
 * const worker = setupWorker(
 *   ...reviewHandlers(createMemoryApi({ sessions }), { baseUrl: '/kv' }),
 * );
 */
export function reviewHandlers(
  source: ReviewApiSource,
  { baseUrl = '/', ...options }: ReviewHandlersOptions = {},
): HttpHandler[] {
  const { origin, pathname } = resolveBase(baseUrl);
  const basePath = pathname.replace(/\/$/, '');
  const handle = createHandler(source, { ...options, basePath });
  const isOurs = ({ request }: { request: Request }): boolean => {
    const url = new URL(request.url);
    return url.origin === origin && url.pathname.startsWith(`${basePath}/v1/`);
  };
  return [http.all(isOurs, ({ request }) => handle(request))];
}
