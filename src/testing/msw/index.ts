import { http, type HttpHandler } from 'msw';

import {
  createHandler,
  type HandlerOptions,
  type ReviewApiSource,
} from '../../api/handler/index.js';
import { resolveBase } from '../../api/http/base-url.js';
import { canTransferStreams } from './stream-transfer.js';

/** The lifetime of a stream that reaches the page only when it has ended, in milliseconds. */
const bufferedStreamLifetime = 1000;

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
 * `worker.use`. `createHandler` answers every request below `/v1/` of the base URL, with a 404 for
 * routes that the contract does not have. Other requests of the page are left alone.
 *
 * Event streams end after a second in engines where a service worker cannot stream (WebKit): live
 * updates arrive that much later there.
 * @throws TypeError when `baseUrl` is not an http(s) URL.
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
  const handle = createHandler(source, {
    ...(canTransferStreams() ? {} : { streamLifetime: bufferedStreamLifetime }),
    ...options,
    basePath,
  });
  const isOurs = ({ request }: { request: Request }): boolean => {
    const url = new URL(request.url);
    return url.origin === origin && url.pathname.startsWith(`${basePath}/v1/`);
  };
  return [http.all(isOurs, ({ request }) => handle(request))];
}
