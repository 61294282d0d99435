/** Serves built pages over HTTP on this machine, compressed as a web server would. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface StaticServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serve(folder: string): Promise<StaticServer> {
  const compressed = new Map<string, Buffer>();
  const read = async (path: string): Promise<Buffer> => {
    const known = compressed.get(path);
    if (known) return known;
    const content = gzipSync(await readFile(join(folder, normalize(path))), { level: 9 });
    compressed.set(path, content);
    return content;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    read(pathname).then(
      (content) => {
        response.writeHead(200, {
          'content-type': types[extname(pathname)] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
          'content-length': content.byteLength,
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
