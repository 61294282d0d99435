/** Serves built pages over HTTP on this machine, compressed as a web server would. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listen, type RunningServer } from 'kv-review-server';

export type Fetch = (request: Request, env: object) => Response | Promise<Response>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

function serveFolder(folder: string): (path: string) => Promise<Response> {
  const compressed = new Map<string, Uint8Array<ArrayBuffer>>();
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const known = compressed.get(path);
    if (known) return known;
    const content = new Uint8Array(
      gzipSync(await readFile(join(folder, normalize(path))), { level: 9 }),
    );
    compressed.set(path, content);
    return content;
  };
  return async (path) => {
    const content = await read(path).catch(() => undefined);
    if (!content) return new Response(null, { status: 404 });
    const headers = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'content-length': String(content.byteLength),
    };
    return new Response(content, { headers });
  };
}

export interface PageServer extends RunningServer {
  /** How many requests went to the backend. */
  requestCount(): number;
}

/** Paths below `/backend/` go to the backend. */
export async function serve(folder: string, backend?: Fetch): Promise<PageServer> {
  const answer = serveFolder(folder);
  let requestCount = 0;
  const handle: Fetch = (request, env) => {
    const url = new URL(request.url);
    if (!backend || !url.pathname.startsWith('/backend/')) return answer(url.pathname);
    requestCount += 1;
    url.pathname = url.pathname.slice('/backend'.length);
    return backend(new Request(url, request), env);
  };
  const server = await listen(handle, { host: '127.0.0.1', port: 0 });
  return { ...server, requestCount: () => requestCount };
}
