import type { ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';

export interface ServedBackend {
  /** The tokens of the requests so far; `null` for a request without one. */
  readonly tokens: (string | null)[];
  stop(): void;
}

/** Answers the page's requests below a path from an adapter, as a backend would. Refuses the token `stale`. */
export function serve(path: string, api: ReviewApi): ServedBackend {
  const { fetch } = globalThis;
  const handle = createHandler(api);
  const tokens: (string | null)[] = [];
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!url.pathname.startsWith(`${path}/`)) return fetch(input, init);
    const request = new Request(input, init);
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
    tokens.push(token);
    if (token === 'stale') return new Response(null, { status: 401 });
    url.pathname = url.pathname.slice(path.length);
    return handle(new Request(url, request));
  };
  return {
    tokens,
    stop: () => {
      globalThis.fetch = fetch;
    },
  };
}
